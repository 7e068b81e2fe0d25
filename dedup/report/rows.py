"""Which facts a short list prints: each sentence once, and what a reader can check first.

A sentence gives an event, what is attributed in it, its figures and its quotation: facts of their
own, and in a short list one row, the one that tells most. Courtesies and fragments ("Thank
you", "You …") carry nothing to check and are left to the list of every fact.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dedup.comparison.wording import is_held
from dedup.model import AttributionSlots, EventSlots, Fact, Mention, QuoteSlots
from dedup.report.view import View
from dedup.text import content_stems, fold, stem

_NAMES = frozenset({"person", "organisation", "place"})
_VALUES = frozenset({"quantity", "date"})
_CLAUSES = frozenset({"quote", "event", "attribution"})
_FOLDED = _VALUES | _CLAUSES
# Of these the words are printed once; where outlets differ, each one's are.
_ONE_WORDING = frozenset({"shared", "unique", "undecided"})
# Content words of a quotation or clause that tells something, and of one that tells much (own
# choice).
_SOME, _MUCH = 3, 5
_THIN = 4
# Articles of which one prints less than two others do.
_SEVERAL = 3


def substance(view: View, facts: Sequence[Fact]) -> list[Fact]:
    """Order facts by what there is to check in them, then by prominence; leave out the thin.

    Figures first, then clauses with a figure, a date or a name of their own and whole quotations,
    then other clauses and dates, then names.
    """
    marks, common = _marks(view)
    tiers = {fact.id: _tier(view, fact, marks, common) for fact in facts}
    ordered = sorted(facts, key=lambda fact: (tiers[fact.id], -fact.salience))
    return [fact for fact in ordered if tiers[fact.id] < _THIN] or ordered


def one_a_sentence(
    view: View, facts: Sequence[Fact], most: int, words: Callable[[Fact], str], room: int
) -> list[Fact]:
    """Return the first facts, at most ``most``, of which none repeats another.

    Args:
        view: The story.
        facts: In the order of a list.
        most: Rows of the list.
        words: A fact as the list prints it.
        room: Characters that a row prints of a fact: a clause that fits tells more than a value.
    """
    printed: list[Fact] = []
    shown: list[str] = []
    read: set[str] = set()
    for fact in facts:
        rows = enumerate(zip(printed, shown, strict=True))
        place = next((n for n, (one, row) in rows if _repeats(view, fact, one, row)), None)
        if place is not None:
            if _tells_more(view, fact, printed[place], room):
                printed[place], shown[place] = fact, words(fact)
        elif len(printed) < most:
            row = words(fact)
            key = _value(view, fact) or row
            if key not in read:
                read.add(key)
                printed.append(fact)
                shown.append(row)
    return printed


def shorter_side(view: View, fact: Fact) -> Mention | None:
    """Return the mention whose words two articles have: the other's clause may go on.

    Of each article the longest counts, and of these the second longest; a quotation that all
    of several articles print whole, if it tells something.
    """
    longest: dict[str, Mention] = {}
    mentions = view.mentions((fact,))
    for mention in mentions:
        known = longest.get(mention.article_id)
        if known is None or _length(view, mention) > _length(view, known):
            longest[mention.article_id] = mention
    if fact.kind in _NAMES | _VALUES or len(longest) < 2:
        return mentions[0] if mentions else None
    common = _held_by_all(view, list(longest.values()))
    if common is not None:
        return common
    first, second = sorted(longest.values(), key=lambda mention: -_length(view, mention))[:2]
    if _length(view, first) > _length(view, second) and _is_part(second, first):
        return second
    return mentions[0]


def _held_by_all(view: View, mentions: Sequence[Mention]) -> Mention | None:
    """Return the shortest of three quotations or more that is a part of all others, or None."""
    if len(mentions) < _SEVERAL or not all(isinstance(m.slots, QuoteSlots) for m in mentions):
        return None
    shortest = min(mentions, key=lambda mention: _length(view, mention))
    held = all(_is_part(shortest, other) for other in mentions)
    return shortest if held and _length(view, shortest) >= _SOME else None


def _is_part(inner: Mention, outer: Mention) -> bool:
    """Tell whether a quotation is a part of another one; of clauses the shorter one counts."""
    if isinstance(inner.slots, QuoteSlots) and isinstance(outer.slots, QuoteSlots):
        return is_held(inner.slots.words, outer.slots.words)
    return True


def _length(view: View, mention: Mention) -> int:
    return len(content_stems(view.words(mention)))


def _marks(view: View) -> tuple[dict[tuple[str, int], list[Mention]], frozenset[str]]:
    """Return what there is to check, by sentence, and the stems of what all articles name."""
    marks: dict[tuple[str, int], list[Mention]] = {}
    common: set[str] = set()
    for fact in view.comparison.facts:
        named = fact.kind in _NAMES
        if named and fact.status not in ("unique", "undecided"):
            for mention in fact.mentions:
                common.update(map(stem, fold(view.words(mention)).lower().split()))
        elif named or fact.kind in _VALUES:
            for mention in fact.mentions:
                marks.setdefault((mention.article_id, mention.sentence), []).append(mention)
    return marks, frozenset(common)


def _tier(
    view: View,
    fact: Fact,
    marks: dict[tuple[str, int], list[Mention]],
    common: frozenset[str],
) -> int:
    """Return how much there is to check in a fact: 0 most, ``_THIN`` nothing."""
    if fact.kind == "quantity":
        return 0
    if fact.kind in _NAMES:
        return 3
    if fact.kind == "date":
        return 2
    mention = fact.mentions[0]
    marked = any(
        _overlap(mention, other) for other in marks.get((mention.article_id, mention.sentence), ())
    )
    n_words = len(set(content_stems(view.words(mention))) - common)
    if marked or n_words >= _MUCH:
        tier = 1 if marked or fact.kind == "quote" else 2
    else:
        tier = 2 if n_words >= _SOME else _THIN
    # What is attributed mostly stands as an event too.
    return max(tier, 3) if fact.kind == "attribution" else tier


def _overlap(left: Mention, right: Mention) -> bool:
    return any(
        one.start < other.end and other.start < one.end
        for one in left.spans
        for other in right.spans
    )


def _value(view: View, fact: Fact) -> str:
    """Return a bare figure or date as it is read; "" for any other fact."""
    if fact.kind not in _VALUES or fact.status not in _ONE_WORDING:
        return ""
    return f"{fact.kind}: {fold(view.words(fact.mentions[0])).lower()}"


def _repeats(view: View, left: Fact, right: Fact, row: str) -> bool:
    """Tell whether two facts are of the same sentences and the same articles have them.

    A name repeats only a row that prints it; a clause that is shared also one of its sentence
    that says how the outlets differ.
    """
    if left.status not in _ONE_WORDING:
        return False
    if left.status == "shared" and right.status not in _ONE_WORDING:
        return left.kind in _CLAUSES and right.kind in _CLAUSES and _covers(right, left)
    if left.status != right.status:
        return False
    if right.kind not in _FOLDED or {left.kind, right.kind} <= _VALUES:
        return False
    if [p.state for p in left.presence] != [p.state for p in right.presence]:
        return False
    if left.kind in _NAMES:
        return view.words(left.mentions[0]) in row and _covers(right, left)
    return _covers(left, right) or _covers(right, left)


def _covers(outer: Fact, inner: Fact) -> bool:
    """Tell whether each mention of a fact stands in, or only tags, one of the other.

    Or stands in the sentence of an article that says the other in its own words.
    """
    own = {mention.article_id for mention in outer.mentions}
    told = {
        (presence.article_id, sentence)
        for presence in outer.presence
        if presence.article_id not in own
        for sentence in presence.sentences
    }
    return all(
        (mention.article_id, mention.sentence) in told
        or any(
            mention.article_id == other.article_id
            and mention.sentence == other.sentence
            and (_overlap(mention, other) or _tags(mention, other))
            for other in outer.mentions
        )
        for mention in inner.mentions
    )


def _tags(clause: Mention, quotation: Mention) -> bool:
    """Tell whether a clause only says who said a quotation ("the mayor said on Monday")."""
    told, quoted = clause.slots, quotation.slots
    if not isinstance(told, EventSlots | AttributionSlots) or not isinstance(quoted, QuoteSlots):
        return False
    if not quoted.cue or isinstance(told, AttributionSlots):
        return False
    return told.predicate == stem(quoted.cue.lower().split()[0])


def _tells_more(view: View, fact: Fact, other: Fact, room: int) -> bool:
    """Tell whether a fact's row says all that another's says, and more of its sentence."""
    ours, theirs = fact.mentions[0], other.mentions[0]
    if fact.status != other.status:
        return False
    if fact.kind not in ("event", "quote") or not _overlap(ours, theirs):
        return False
    if fact.kind == "quote" and other.kind != "attribution" and other.kind not in _VALUES:
        return False
    whole = any(
        one.start <= their.start and their.end <= one.end
        for one in ours.spans
        for their in theirs.spans
    )
    thin = other.kind == "quote" and _length(view, theirs) < _SOME
    fits = len(view.words(ours)) <= room and other.kind != "quote"
    return whole and (fits or thin) and len(view.words(ours)) > len(view.words(theirs))
