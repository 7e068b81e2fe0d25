"""Stories kept up to date while articles arrive.

The batch run answers for a finished collection; a desk has one that never ends. Here the
articles of the open stories are clustered together with each new batch, by the functions
and the threshold of the batch run, and the groups are matched to the standing stories by
the articles they share. The first batch of a day, and any large one, is clustered with all
open stories; a few articles more on the same day with the stories near to them only, which
costs in proportion to those. A story whose newest article is older than a window of days closes:
it is handed out once, never changes again and is forgotten, so memory and the cost of a
batch follow the window and not the length of the stream.

Priorities: what was said of a story stays true. An id stays with its story; of two stories
that turn out to be one, the older keeps its id; every other correction is reported.

Known failures: lines that a source repeats are learned from each batch alone, so a source
of few articles a batch keeps more of its furniture than in a batch run. What two articles
have in common weighs differently among other articles, so the batch run over all of a
stream differs in places (figures below). A follow-up that comes after its story has closed
opens a new one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Literal

from dedup.cleaning import clean_articles
from dedup.errors import InputError, OptionError
from dedup.model import Article, CleanArticle, Story
from dedup.options import CleanOptions, ClusterOptions, DuplicateOptions
from dedup.text import stable_hash
from dedup.times import in_zone

if TYPE_CHECKING:
    from dedup.clustering.nearby import Nearby

# Of an event's articles in the order of their dates, the next comes within 7 days in 99.8 %
# (1,157 articles on US politics; within 3 in 98.9 %) and in all (93 cited by WikiNews). Streamed by
# the day, the first set agrees with the batch run at a B-cubed F1 of .986 with 3 days, .987 with
# 7 and .987 with 14.
WINDOW_DAYS = 7.0
MOST_DAYS = 36_500.0
# A story that goes on for months is compared by the articles of so many windows. The texts of
# earlier ones are let go, which bounds memory; their ids stay with the story. With one window the
# agreement is .973 for .987: known by its last week alone, a story takes up what its older
# articles would refuse.
KEPT_WINDOWS = 4
# A batch of at most this share of the articles held, on a day that has had a batch, is clustered
# with what is near to it, if so many are held that it saves anything. Five articles among 1,500
# held take .27 CPU seconds for 1.5, among 9,800 .5 for 12.5. In batches of five, 400 articles of
# a synthetic stream end at a B-cubed F1 of .985 with the batch run (.988 when each batch is
# clustered with all), and 440 of AllSides, its eight years squeezed into ten days, at .983.
SMALL_SHARE, LEAST_HELD = 0.05, 300

ChangeKind = Literal["opened", "split", "merged", "extended", "closed"]
_KINDS: tuple[ChangeKind, ...] = ("opened", "split", "merged", "extended", "closed")


@dataclass(frozen=True, slots=True)
class StoryChange:
    """One thing that a batch changed.

    Whoever notes, change by change, that ``article_ids`` are now in ``story_id`` (when
    merged: in ``other_id``) and drops what is closed, has the stories of the stream.

    Args:
        kind: ``opened``: new articles are a new story. ``split``: articles left another
            story for this one, new or standing. ``merged``: the story turned out to be part
            of an older one and is no more. ``extended``: new articles joined the story.
            ``closed``: the story is complete.
        story_id: The story; no id is given to two.
        article_ids: Sorted; those that came (opened, extended), that went over (split,
            merged), or all of the story (closed).
        other_id: The story it merged into or split from; None for other kinds.
        story: The story after the batch; of a merger, the one that survives.
    """

    kind: ChangeKind
    story_id: str
    article_ids: tuple[str, ...]
    other_id: str | None
    story: Story


@dataclass(frozen=True, slots=True)
class HeldArticle:
    """An article that others are compared with; ``when`` is None while no date is known."""

    cleaned: CleanArticle
    when: datetime | None


@dataclass(frozen=True, slots=True)
class OpenStory:
    """An open story.

    Args:
        since: Number of the batch that opened it.
        story: As last found, under its stable id.
        settled: Ids of its articles whose text is let go, and the ``fingerprint`` of each.
    """

    since: int
    story: Story
    settled: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class StreamState:
    """What a stream knows between two batches; a stream made of it goes on from there.

    Args:
        clock: The present: the newest date seen, or what the caller said it is.
        batches: Number of the next batch.
        held: Articles of open stories, by id.
        open: Open stories, by id.
        given: Ids that stories were given, and the article each was made of.
    """

    clock: datetime | None = None
    batches: int = 0
    held: Mapping[str, HeldArticle] = field(default_factory=dict)
    open: Mapping[str, OpenStory] = field(default_factory=dict)
    given: Mapping[str, str] = field(default_factory=dict)


class StoryStream:
    """Stories of a stream of articles, held open.

    An article counts from its date; one without a date, or dated after ``now``, from the
    batch it arrives in. This decides when its story closes and nothing else: pairs are
    scored by the date the article has. A late article is treated as any other: it joins an
    open story, or opens one that closes with the same batch.

    All articles given in one batch make the stories that ``pipeline.cluster_stories`` makes
    of them, ids included. Neither the order within a batch nor the hash seed matters.

    Args:
        window_days: A story closes when its newest article is older than this, in days
            before the newest date seen; in (0, 36500].
        options: When two articles are about one event.
        duplicates: What counts as a copy.
        cleaning: How lines of an article get their roles.
        state: Where an earlier stream stood (``state``), to go on from there.

    Raises:
        OptionError: ``window_days`` is out of range.

    Note:
        A batch costs what a batch run over it and the articles of the open stories costs,
        less the cleaning of the latter; a small one, on a day that has had another, what a
        batch run over it and the stories near to it costs, when the stream has been open
        for a batch like it. Texts are held for ``KEPT_WINDOWS`` windows at most.
    """

    def __init__(
        self,
        *,
        window_days: float = WINDOW_DAYS,
        options: ClusterOptions | None = None,
        duplicates: DuplicateOptions | None = None,
        cleaning: CleanOptions | None = None,
        state: StreamState | None = None,
    ) -> None:
        if not 0 < window_days <= MOST_DAYS:
            raise OptionError(f"window_days must be in (0, {MOST_DAYS:.0f}], not {window_days}")
        self._window = timedelta(days=window_days)
        self._options = options or ClusterOptions()
        self._duplicates = duplicates or DuplicateOptions()
        self._cleaning = cleaning or CleanOptions()
        self._state = state or StreamState()
        # The words of ``held`` while small batches come: no more than saved work.
        self._nearby: Nearby | None = None

    @property
    def state(self) -> StreamState:
        """What the stream knows now; it is never changed, only replaced."""
        return self._state

    def stories(self) -> tuple[Story, ...]:
        """Return the open stories by id; the others were handed out when they closed."""
        return tuple(each.story for _, each in sorted(self._state.open.items()))

    def add(
        self,
        articles: Iterable[Article],
        *,
        now: datetime | None = None,
    ) -> tuple[StoryChange, ...]:
        """Take in a batch and say what it changed.

        An article that an open story already has, the same in every field but ``extra``, is
        passed over: feeds are polled more often than they change.

        Args:
            articles: In any order. Ids must differ over the whole stream; those of closed
                stories are forgotten and not checked.
            now: When the batch arrived, for a live feed: an article dated in the future
                cannot close every other story then, and a feed without dates moves on.
                Without it, the newest date seen so far is the present.

        Returns:
            Openings, splits, mergers, extensions, closures; each kind by story id.

        Raises:
            InputError: Two different articles have one id, or ``now`` has no time zone. The
                stream is then as it was before the call.
        """
        return self.add_cleaned(clean_articles(self._new(articles), self._cleaning), now=now)

    def add_cleaned(
        self,
        articles: Iterable[CleanArticle],
        *,
        revised: Iterable[CleanArticle] = (),
        now: datetime | None = None,
    ) -> tuple[StoryChange, ...]:
        """Take in a batch as ``add`` does, already cleaned.

        Args:
            articles: In any order; as for ``add``.
            revised: New texts of articles that the stream has, under their ids. An article
                keeps the time it counts from. One whose story has closed, or whose text is
                let go, is passed over.
            now: When the batch arrived; as for ``add``.

        Raises:
            InputError: As for ``add``.
        """
        if now is not None and now.tzinfo is None:
            raise InputError(f"now has no time zone: {now.isoformat()}")
        cleaned = {each.article.id: each for each in articles}
        fresh = self._new(each.article for each in cleaned.values())
        clock = _clock(self._state.clock, fresh, now)
        held = dict(self._state.held)
        changed = {each.article.id: each for each in revised if each.article.id in held}
        held |= {name: HeldArticle(each, held[name].when) for name, each in changed.items()}
        held |= {each.id: HeldArticle(cleaned[each.id], None) for each in fresh}
        state = replace(
            self._state,
            clock=clock,
            batches=self._state.batches + 1,
            held={each: _dated(held[each], clock) for each in held},
        )
        changes: tuple[StoryChange, ...] = ()
        if fresh or changed:
            groups = self._groups(state, changed.keys() | {each.id for each in fresh})
            state, changes = _regrouped(state, groups, self._state.batches)
        state, closures = _without_old(state, self._window)
        self._state = state
        return (*changes, *closures)

    def _new(self, articles: Iterable[Article]) -> list[Article]:
        """Return the articles that no open story has, by id."""
        settled = {
            name: known
            for each in self._state.open.values()
            for name, known in each.settled.items()
        }
        fresh: dict[str, Article] = {}
        for article in articles:
            held = self._state.held.get(article.id)
            known = held.cleaned.article if held else fresh.setdefault(article.id, article)
            let_go = settled.get(article.id)
            if article != known or (let_go is not None and let_go != fingerprint(article)):
                raise InputError(f"two articles have the id {article.id!r}; ids must differ")
        return [fresh[each] for each in sorted(fresh) if each not in settled]

    def _groups(self, state: StreamState, names: Set[str]) -> Sequence[Story]:
        """Cluster the articles at hand, or of a small batch those it can concern.

        Args:
            state: The new articles are among ``held``.
            names: Ids of those that are new or have a new text.

        Returns:
            Stories that hold all articles of each standing story of which they hold one.
        """
        n_held = len(state.held)
        is_small = n_held >= LEAST_HELD and len(names) <= SMALL_SHARE * n_held
        if not is_small or _day(state.clock) != _day(self._state.clock):
            self._nearby = None
            return self._clustered(state.held.values())
        from dedup.clustering.nearby import Nearby

        self._nearby = self._nearby or Nearby()
        self._nearby.hold({name: one.cleaned for name, one in state.held.items()})
        story_of = _story_of(state)
        near = names | self._nearby.near(names, self._options.neighbours)
        whole = {
            each
            for name in {story_of[each] for each in near if each in story_of}
            for each in state.open[name].story.article_ids
            if each in state.held
        }
        groups = self._clustered([state.held[each] for each in names | whole])
        return _concerned(groups, names, story_of)

    def _clustered(self, held: Iterable[HeldArticle]) -> tuple[Story, ...]:
        """Cluster articles as the batch run does."""
        from dedup.clustering.stories import cluster
        from dedup.duplicates.copies import find_duplicates
        from dedup.tokens import encode_articles

        ordered = sorted((each.cleaned for each in held), key=lambda each: each.article.id)
        tokens = encode_articles(ordered)
        pairs = find_duplicates(ordered, self._duplicates, tokens)
        return cluster(ordered, pairs, self._options, tokens)


def stream_stories(
    batches: Iterable[Iterable[Article]], stream: StoryStream | None = None
) -> Iterator[Story]:
    """Yield each story once, when it closes; at the end those still open, by id.

    Args:
        batches: For instance from ``day_batches``.
        stream: One with other options, or one that already has stories.

    Raises:
        InputError: Two different articles have one id.
    """
    stream = stream or StoryStream()
    for batch in batches:
        yield from (each.story for each in stream.add(batch) if each.kind == "closed")
    yield from stream.stories()


def day_batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """Cut articles in the order of their dates into batches of a day (UTC).

    An article without a date, or of an earlier day, is of the batch that is being filled:
    nothing is lost of a feed out of order, but one with its newest article first is one
    batch. One batch is in memory at a time.
    """
    batch: list[Article] = []
    day = None
    for article in articles:
        its_day = in_zone(article.published).date() if article.published else day
        if its_day is not None and (day is None or its_day > day):
            if batch and day is not None:
                yield batch
                batch = []
            day = its_day
        batch.append(article)
    if batch:
        yield batch


def fingerprint(article: Article) -> int:
    """Return a 63-bit hash of all an article says, the same in every process."""
    published = in_zone(article.published).isoformat() if article.published else ""
    known = (article.id, article.source, article.headline, article.text)
    return stable_hash((*known, article.url or "", published, article.language or "")) >> 1


def _clock(
    before: datetime | None, fresh: Sequence[Article], now: datetime | None
) -> datetime | None:
    """Return the present: the newest date seen, unless the caller knows better."""
    dates = [each.published for each in fresh] if now is None else [now]
    return max((each for each in (before, *dates) if each is not None), default=None)


def _day(time: datetime | None) -> date | None:
    return None if time is None else in_zone(time).date()


def _dated(held: HeldArticle, clock: datetime | None) -> HeldArticle:
    """Fix when an article counts from, as soon as the present is known."""
    if held.when is not None or clock is None:
        return held
    return HeldArticle(held.cleaned, min(held.cleaned.article.published or clock, clock))


def _story_of(state: StreamState) -> dict[str, str]:
    """Return the story of each article of the open stories."""
    return {each: name for name, one in state.open.items() for each in one.story.article_ids}


def _concerned(
    groups: Sequence[Story], names: Set[str], story_of: Mapping[str, str]
) -> list[Story]:
    """Return the groups that new articles are in, or that share a story with such a group.

    The others were clustered to compare with: what few articles say of them is less than
    what all said, so they stay as they were.
    """
    stories = [
        {story_of[each] for each in group.article_ids if each in story_of} for group in groups
    ]
    concerned: set[str] = set()
    kept = [not names.isdisjoint(group.article_ids) for group in groups]
    while True:
        concerned.update(*(its for its, is_kept in zip(stories, kept, strict=True) if is_kept))
        found = [
            is_kept or not concerned.isdisjoint(its)
            for its, is_kept in zip(stories, kept, strict=True)
        ]
        if found == kept:
            return [group for group, is_kept in zip(groups, kept, strict=True) if is_kept]
        kept = found


def _regrouped(
    state: StreamState, groups: Sequence[Story], batch: int
) -> tuple[StreamState, tuple[StoryChange, ...]]:
    """Match new groups to the standing stories.

    Args:
        state: The new articles are among ``held``.
        groups: As clustered now, by id; with one article of a story all of it that is held.
        batch: Number of the batch.

    Returns:
        The state with the new stories, and how the old ones became them.
    """
    story_of = _story_of(state)
    heirs = _heirs(groups, story_of)
    parents: dict[int, list[str]] = {}
    for name in sorted(heirs, key=lambda each: (state.open[each].since, each)):
        parents.setdefault(heirs[name], []).append(name)
    touched = {story_of[each] for one in groups for each in one.article_ids if each in story_of}
    now_open = {name: one for name, one in state.open.items() if name not in touched}
    given = dict(state.given)
    named: dict[str, tuple[str, int]] = {}
    for number, group in enumerate(groups):
        if number in parents:
            eldest = state.open[parents[number][0]]
            named[group.id] = eldest.story.id, eldest.since
        else:
            name, made_of = _name(group, given)
            given[name] = made_of
            named[group.id] = name, batch
    changes: list[StoryChange] = []
    for number, found in enumerate(groups):
        before = [state.open[name] for name in parents.get(number, ())]
        name, since = named[found.id]
        group = replace(found, follows=_followed(found, before, named, story_of))
        settled = {each: known for one in before for each, known in one.settled.items()}
        story = _with_settled(replace(group, id=name), [one.story for one in before], settled)
        now_open[name] = OpenStory(since, story, settled)
        changes += _changes(story, story_of, {one.story.id for one in before})
    changes.sort(key=lambda each: (_KINDS.index(each.kind), each.story_id, each.other_id or ""))
    return replace(state, open=now_open, given=given), tuple(changes)


def _heirs(groups: Sequence[Story], story_of: Mapping[str, str]) -> dict[str, int]:
    """Return, for each story, the group that has most of its articles; of equals the first."""
    shared = Counter(
        (story_of[each], number)
        for number, group in enumerate(groups)
        for each in group.article_ids
        if each in story_of
    )
    heirs: dict[str, int] = {}
    for (name, number), _ in sorted(shared.items(), key=lambda each: (-each[1], each[0])):
        heirs.setdefault(name, number)
    return heirs


def _followed(
    group: Story,
    before: Sequence[OpenStory],
    named: Mapping[str, tuple[str, int]],
    story_of: Mapping[str, str],
) -> str | None:
    """Return the stable id of the story a group follows; one that has closed is still followed."""
    own = named[group.id][0]
    if group.follows is not None:
        # A group that stays as it was has an article of the story it stands for as its id.
        return named[group.follows][0] if group.follows in named else story_of[group.follows]
    earlier = (one.story.follows for one in before)
    return next((name for name in earlier if name is not None and name != own), None)


def _name(group: Story, given: Mapping[str, str]) -> tuple[str, str]:
    """Return the smallest id that no story has had, and the article it is made of."""
    return next(
        (name, each)
        for number in count(1)
        for each in group.article_ids
        if (name := each if number == 1 else f"{each}~{number}") not in given
    )


def _with_settled(group: Story, before: Sequence[Story], settled: Mapping[str, int]) -> Story:
    """Return a group with those articles of its earlier selves whose texts are let go.

    The texts at hand say what stands for the story, and how surely it is one; a single
    text says nothing, so what was found before holds.
    """
    if not settled:
        return group
    told = group
    if len(group.article_ids) == 1 and before[0].representative_id in settled:
        told = before[0]
    return Story(
        group.id,
        tuple(sorted({*group.article_ids, *settled})),
        told.representative_id,
        _with_settled_origins(
            group.origins, [each for one in before for each in one.origins], settled
        ),
        told.score,
        told.reasons,
        group.follows,
    )


def _with_settled_origins(
    origins: Sequence[tuple[str, ...]],
    before: Sequence[tuple[str, ...]],
    settled: Mapping[str, int],
) -> tuple[tuple[str, ...], ...]:
    """Put settled articles back into the origins of the articles they shared one with."""
    result = [list(origin) for origin in origins]
    place = {each: number for number, origin in enumerate(origins) for each in origin}
    for origin in before:
        kept = [each for each in origin if each in settled]
        number = next((place[each] for each in origin if each in place), None)
        if number is not None:
            result[number] += kept
        elif kept:
            result.append(kept)
    return tuple(sorted(tuple(sorted(origin)) for origin in result))


def _changes(story: Story, story_of: Mapping[str, str], parents: set[str]) -> Iterator[StoryChange]:
    """Say how a story came to its articles.

    Args:
        story: After the batch.
        story_of: The story that each article was in before; new ones were in none.
        parents: Stories that live on in this one.
    """
    came: dict[str | None, list[str]] = {}
    for each in story.article_ids:
        came.setdefault(story_of.get(each), []).append(each)
    new = tuple(came.pop(None, ()))
    if new:
        yield StoryChange("extended" if came else "opened", story.id, new, None, story)
    for name, ids in came.items():
        if name is None or name == story.id:
            continue
        if name in parents:
            yield StoryChange("merged", name, tuple(ids), story.id, story)
        else:
            yield StoryChange("split", story.id, tuple(ids), name, story)


def _without_old(
    state: StreamState, window: timedelta
) -> tuple[StreamState, tuple[StoryChange, ...]]:
    """Close the stories whose articles are all older than the window, and let old texts go."""
    clock = state.clock
    if clock is None:
        return state, ()
    age = {name: clock - each.when for name, each in state.held.items() if each.when is not None}
    closed: list[Story] = []
    still_open: dict[str, OpenStory] = {}
    for name, one in sorted(state.open.items()):
        ages = {each: age[each] for each in one.story.article_ids if each in age}
        if min(ages.values()) > window:
            closed.append(one.story)
            continue
        old = {each for each, its_age in ages.items() if its_age > KEPT_WINDOWS * window}
        hashes = {each: fingerprint(state.held[each].cleaned.article) for each in sorted(old)}
        still_open[name] = replace(one, settled={**one.settled, **hashes}) if old else one
    known = {each for one in still_open.values() for each in one.story.article_ids}
    settled = {each for one in still_open.values() for each in one.settled}
    at_hand = known - settled
    held = {each: one for each, one in state.held.items() if each in at_hand}
    given = {
        name: each for name, each in state.given.items() if each in known or name in still_open
    }
    changes = [StoryChange("closed", each.id, each.article_ids, None, each) for each in closed]
    return replace(state, held=held, open=still_open, given=given), tuple(changes)
