"""Stories: which articles are about one event.

Articles with the same words are one item from the start, so a report that forty
outlets run neither outvotes nor splits a story. Candidate pairs are scored (``edges``)
and linked (``linkage``). The order of the input changes nothing: all work is done in
the order of article ids.

Priorities: precision before recall. Two events that look alike (two crashes, two
elections) stay apart unless their names, numbers or dates tie them; thin evidence
means a story of its own. Measured figures: ``data/pairs.json``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import isnan
from statistics import median
from typing import TYPE_CHECKING, Any, TypeVar

from dedup.candidates import candidate_pairs, merged
from dedup.clustering.edges import (
    EdgeModels,
    edge_log_odds,
    load_edge_models,
    pair_features,
    short_pairs,
    with_expansion,
)
from dedup.clustering.linkage import SHORT_POWER, link
from dedup.clustering.neighbours import Neighbours, find_neighbours, is_short
from dedup.disjoint import DisjointSets
from dedup.learned import LogisticModel
from dedup.model import CleanArticle, DuplicatePair, Reason, Story
from dedup.options import ClusterOptions
from dedup.origins import group_origins
from dedup.represent import Features, represent
from dedup.rows import argsort, begins, ranges
from dedup.tokens import Tokens, encode_articles

if TYPE_CHECKING:
    import numpy as np

    Ints = np.ndarray[Any, np.dtype[np.int64]]
    Floats = np.ndarray[Any, np.dtype[np.float64]]

Item = TypeVar("Item")

# Headlines of small stories and of large ones want other thresholds, and which a run of at least
# LARGE_RUN headlines has shows in the groups found at first: in the share of headlines in groups of
# LARGE_STORY or more, and in the share of those left alone. Between the bounds of MANY_IN_LARGE all
# log-odds are raised, by up to SHIFT. Between those of SOME_IN_LARGE times those of LEFT_ALONE
# (stories are large, yet found in pieces) the log-odds of pairs with a headline of a group of
# LARGE_SIZES are raised besides, by up to NEAR_SHIFT, and the power falls to LARGE_POWER; twice,
# for the groups have grown. B-cubed F1, weights left out, without and with: sentences of five sets
# as headlines .33 to .55, .40 to .68; headlines of ECB+ .71, .75; two invented sets of 22 stories
# of 65 headlines .25 and .29, .54 and .58; with those of smaller stories mixed in .61, .64, where
# the smaller lose .03 to .10. Headlines of the other sets, all of small stories, stay as they were.
LARGE_RUN, LARGE_STORY = 50, 8
MANY_IN_LARGE, SHIFT = (0.45, 0.7), 1.4
SOME_IN_LARGE, LEFT_ALONE, LARGE_SIZES = (0.2, 0.3), (0.15, 0.25), (6, 12)
NEAR_SHIFT, LARGE_POWER, ROUNDS = 2.5, 0.7, 2

# A story follows an earlier one that it is tied to at least so strongly, if the middle of its days
# is at least so much later.
FOLLOWS, FOLLOW_DAYS = 0.1, 0.5
# Members of a story whose pairs tell its score and representative, and the pairs whose features
# make its reasons; evenly spread over a story that has more.
MAX_MEMBERS, MAX_SHOWN = 40, 60
SHARED_WORDS = 8


def cluster(
    cleaned: Sequence[CleanArticle],
    pairs: Sequence[DuplicatePair],
    options: ClusterOptions | None = None,
    tokens: Tokens | None = None,
) -> tuple[Story, ...]:
    """Group articles into stories.

    Args:
        cleaned: The articles; ids must differ.
        pairs: Copies among them, from ``duplicates.find_duplicates``.
        options: Threshold and reach; the defaults when None.
        tokens: The words of the articles in the order of their ids, from
            ``tokens.encode_articles``, when at hand.

    Returns:
        Every article in exactly one story, stories by id. O(n) time and memory but for
        sorting.
    """
    if not cleaned:
        return ()
    options = options or ClusterOptions()
    ordered = sorted(cleaned, key=lambda each: each.article.id)
    models = load_edge_models()
    same = _same_words([each.article.id for each in ordered], pairs)
    tokens = tokens or encode_articles(ordered)
    features = represent([ordered[first] for first in same], tokens=tokens, chosen=list(same))
    scored = score_pairs(features, pairs, models, options.neighbours)
    groups, ties = group_articles(features, scored, options.threshold)
    earlier = _earlier(groups, ties, features.days)
    copies = list(same.values())
    members = [
        tuple(sorted(ordered[each].article.id for item in group for each in copies[item]))
        for group in groups
    ]
    origins = _by_story(group_origins(ordered, pairs), members)
    inside = [_inside(group) for group in groups]
    shown = [_some(cross, MAX_SHOWN) for cross in inside]
    rows = _split(shown, lambda pairs: pair_features(features, pairs, scored.neighbours))
    likeness = _split(inside, scored.look_up)
    stories = [
        _story(
            _Inside(features, group, cross, compared, sure),
            models.full,
            options.threshold,
            members=ids,
            origins=tuple(part),
        )
        for group, cross, compared, sure, ids, part in zip(
            groups, inside, rows, likeness, members, origins, strict=True
        )
    ]
    return tuple(
        story if index is None else replace(story, follows=stories[index].id)
        for story, index in zip(stories, earlier, strict=True)
    )


@dataclass(frozen=True, slots=True)
class ScoredPairs:
    """The candidate pairs of a run.

    Args:
        pairs: int64 array, shape (n_pairs, 2), sorted.
        sure: float64 array; the probability that a pair is about one event.
        neighbours: What is known of the articles around each.
        n_articles: Number of articles.
    """

    pairs: Ints
    sure: Floats
    neighbours: Neighbours
    n_articles: int

    def look_up(self, pairs: Ints) -> Floats:
        """Return the probability of each given pair, 0 when it was not proposed."""
        import numpy as np

        if not len(self.pairs):
            return np.zeros(len(pairs))
        known = self.pairs[:, 0] * self.n_articles + self.pairs[:, 1]
        keys = pairs[:, 0] * self.n_articles + pairs[:, 1]
        place = np.minimum(np.searchsorted(known, keys), len(known) - 1)
        return np.where(known[place] == keys, self.sure[place], 0.0)


def score_pairs(
    features: Features,
    copies: Sequence[DuplicatePair],
    models: EdgeModels,
    most: int = ClusterOptions().neighbours,
) -> ScoredPairs:
    """Propose pairs and score them.

    Args:
        features: What is compared.
        copies: Copies among the articles: near copies are sure pairs.
        models: The learned scores.
        most: Most pairs an article proposes.

    Returns:
        The pairs, scored.
    """
    import numpy as np

    n_articles = len(features.ids)
    near = near_copies(features, copies)
    proposed = merged(n_articles, candidate_pairs(features, most), near)
    neighbours, proposed = find_neighbours(features, proposed, most, near)
    odds = edge_log_odds(models, features, proposed, neighbours)
    sure = np.round(1.0 / (1.0 + np.exp(-np.clip(odds, -40.0, 40.0))), 6)
    # The same text is the same event, whatever its dates.
    keys = proposed[:, 0] * n_articles + proposed[:, 1]
    sure[np.isin(keys, near[:, 0] * n_articles + near[:, 1])] = 1.0
    return ScoredPairs(proposed, sure, neighbours, n_articles)


def group_articles(
    features: Features, scored: ScoredPairs, threshold: float
) -> tuple[list[list[int]], list[dict[int, float]]]:
    """Link the scored pairs; of a run of headlines of large stories, again.

    Headlines of a story of three share words. Of a story of a hundred, many share none
    with most of the others, and what is too little to join two stories of three is enough
    there. Whether a run has large stories shows in the groups found at first.

    Returns:
        As ``linkage.link``.
    """
    import numpy as np

    short = is_short(features)
    found = link(short, scored.pairs, scored.sure, threshold)
    if short.sum() < LARGE_RUN:
        return found
    sizes = _sizes(found[0])
    in_large = float((sizes[short] >= LARGE_STORY).mean())
    everywhere = SHIFT * float(np.interp(in_large, MANY_IN_LARGE, (0, 1)))
    alone = float(np.interp((sizes[short] == 1).mean(), LEFT_ALONE, (0, 1)))
    in_pieces = alone * float(np.interp(in_large, SOME_IN_LARGE, (0, 1)))
    if not everywhere and not in_pieces:
        return found
    doubtful = short_pairs(features, scored.pairs) & (scored.sure < 1.0)
    odds = scored.sure[doubtful] / (1.0 - scored.sure[doubtful])
    power = SHORT_POWER - in_pieces * (SHORT_POWER - LARGE_POWER)
    for _ in range(ROUNDS if in_pieces else 1):
        larger = sizes[scored.pairs[doubtful]].max(axis=1)
        near = in_pieces * NEAR_SHIFT * np.interp(larger, LARGE_SIZES, (0, 1))
        raised = odds * np.exp(everywhere + near)
        sure = scored.sure.copy()
        sure[doubtful] = np.round(raised / (1.0 + raised), 6)
        found = link(short, scored.pairs, sure, threshold, power)
        sizes = _sizes(found[0])
    return found


def _sizes(groups: Sequence[Sequence[int]]) -> Ints:
    """Return the size of the group of each article."""
    import numpy as np

    sizes = np.zeros(sum(map(len, groups)), np.int64)
    for group in groups:
        sizes[group] = len(group)
    return sizes


def near_copies(features: Features, copies: Sequence[DuplicatePair]) -> Ints:
    """Return the near copies as pairs of article numbers, each row ascending."""
    import numpy as np

    number_of = {article_id: number for number, article_id in enumerate(features.ids)}
    found = [
        (number_of[pair.left_id], number_of[pair.right_id])
        for pair in copies
        if pair.kind == "near" and pair.left_id in number_of and pair.right_id in number_of
    ]
    return np.sort(np.array(found, np.int64).reshape(-1, 2), axis=1)


def _earlier(
    groups: Sequence[Sequence[int]], ties: Sequence[Mapping[int, float]], days: Floats
) -> list[int | None]:
    """Return for each group the earlier one it is tied to most, if surely enough."""
    day_of = days.tolist()
    dated = [[day_of[each] for each in group if not isnan(day_of[each])] for group in groups]
    middle = [median(known) if known else None for known in dated]
    result: list[int | None] = []
    for number, others in enumerate(ties):
        own = middle[number]
        best = [
            (-tie, other)
            for other, tie in others.items()
            if tie >= FOLLOWS and own is not None and (then := middle[other]) is not None
            if own - then >= FOLLOW_DAYS
        ]
        result.append(min(best)[1] if best else None)
    return result


def explain_pair(
    cleaned: Sequence[CleanArticle], options: ClusterOptions | None = None
) -> tuple[Reason, ...]:
    """Say how alike two articles are, and which signals moved the score.

    Args:
        cleaned: Two articles; any more are not looked at.
        options: The threshold; the default when None.

    Returns:
        The score against the threshold, then the signals, strongest first; nothing for
        fewer than two articles.
    """
    import numpy as np

    if len(cleaned) < 2:
        return ()
    ordered = sorted(cleaned[:2], key=lambda each: each.article.id)
    models = load_edge_models()
    features, pair = represent(ordered), np.array([[0, 1]])
    scored = score_pairs(features, (), models)
    rows = pair_features(features, pair, scored.neighbours)
    threshold = (options or ClusterOptions()).threshold
    score = float(scored.look_up(pair)[0])
    model, explained = models.full, rows
    if short_pairs(features, pair)[0]:
        model = models.short
        explained = with_expansion(features, pair, scored.neighbours, rows)
    return (
        Reason("likeness of the two articles", score, threshold),
        *model.explain(tuple(explained[0].tolist())),
    )


def event_likeness(articles: Sequence[CleanArticle]) -> dict[tuple[int, int], float]:
    """Return how probably any two of some articles are about one event.

    Args:
        articles: A few, of one story or given as one; every pair is scored.

    Returns:
        Probability of each pair of article numbers, the lesser first; the order of the
        articles changes none.
    """
    order = sorted(range(len(articles)), key=lambda each: articles[each].article.id)
    features = represent([articles[each] for each in order])
    scored = score_pairs(features, (), load_edge_models(), len(articles))
    found = ((order[i], order[j]) for i, j in scored.pairs.tolist())
    pairs = [(min(pair), max(pair)) for pair in found]
    return dict(zip(pairs, scored.sure.tolist(), strict=True))


def _same_words(ids: Sequence[str], pairs: Sequence[DuplicatePair]) -> dict[int, list[int]]:
    """Return, by the first of them, the numbers of the articles with the same words."""
    number_of = {article_id: number for number, article_id in enumerate(ids)}
    groups = DisjointSets(range(len(ids)))
    for pair in pairs:
        if pair.kind == "exact" and pair.left_id in number_of and pair.right_id in number_of:
            groups.join(number_of[pair.left_id], number_of[pair.right_id])
    return groups.members()


def _by_story(
    origins: Sequence[tuple[str, ...]], members: Sequence[Sequence[str]]
) -> list[list[tuple[str, ...]]]:
    """Cut the origins along the stories; each article stays in one origin of its story."""
    story_of = {article_id: number for number, ids in enumerate(members) for article_id in ids}
    result: list[list[tuple[str, ...]]] = [[] for _ in members]
    for origin in origins:
        parts: dict[int, list[str]] = {}
        for article_id in origin:
            parts.setdefault(story_of[article_id], []).append(article_id)
        for number, part in parts.items():
            result[number].append(tuple(sorted(part)))
    return [sorted(each) for each in result]


@dataclass(frozen=True, slots=True)
class _Inside:
    """One story's members, pairs among them, what some of those share, and how sure each is."""

    features: Features
    group: Sequence[int]
    pairs: Sequence[tuple[int, int]]
    rows: Floats
    sure: Floats


def _inside(group: Sequence[int]) -> list[tuple[int, int]]:
    some = _some(group, MAX_MEMBERS)
    return [(a, b) for index, a in enumerate(some) for b in some[index + 1 :]]


def _some(items: Sequence[Item], most: int) -> Sequence[Item]:
    """Return at most so many, evenly spread."""
    return items[:: max(1, -(-len(items) // most))]


def _split(
    parts: Sequence[Sequence[tuple[int, int]]], function: Callable[[Ints], Floats]
) -> list[Floats]:
    """Apply a function of pairs to the pairs of all parts at once."""
    import numpy as np

    every = np.array([pair for part in parts for pair in part], np.int64).reshape(-1, 2)
    bounds = np.cumsum([len(part) for part in parts])[:-1]
    return np.split(function(every), bounds)


def _story(
    inside: _Inside,
    model: LogisticModel,
    threshold: float,
    *,
    members: tuple[str, ...],
    origins: tuple[tuple[str, ...], ...],
) -> Story:
    features, group = inside.features, inside.group
    if len(group) == 1:
        only = (Reason("same words", 1.0, 1.0),) if len(members) > 1 else ()
        return Story(members[0], members, features.ids[group[0]], origins, 1.0, only)
    totals = dict.fromkeys(_some(group, MAX_MEMBERS), 0.0)
    for (left, right), sure in zip(inside.pairs, inside.sure.tolist(), strict=True):
        totals[left] += sure
        totals[right] += sure
    medoid = min(totals, key=lambda member: (-round(totals[member], 6), member))
    score = round(float(inside.sure.mean()), 6)
    reasons = (
        # Of more articles than two the linkage asks for less than the threshold on average.
        Reason("likeness of its pairs, on average", score, threshold if len(group) == 2 else None),
        Reason("words in common", ", ".join(_shared_words(features, list(totals)))),
        *model.explain(tuple(inside.rows.mean(axis=0).tolist()), most=4),
    )
    return Story(members[0], members, features.ids[medoid], origins, score, reasons)


def _shared_words(features: Features, members: Sequence[int]) -> list[str]:
    """Return the words that weigh most in at least half of the members."""
    import numpy as np

    text, some = features.text, np.array(members)
    entries = ranges(text.starts[some], text.starts[some + 1] - text.starts[some])
    order = argsort(text.terms[entries])
    entries = entries[order]
    first = begins(text.terms[entries])
    place = np.cumsum(first) - 1
    counts, weights = np.bincount(place), np.bincount(place, text.weights[entries])
    terms, weights = text.terms[entries][first], np.round(weights, 6)
    often = np.flatnonzero((counts >= 2) & (2 * counts >= len(members)))
    words = [features.forms[term] for term in terms[often].tolist()]
    ranked = zip((-weights[often]).tolist(), words, strict=True)
    return [word for _, word in sorted(ranked)[:SHARED_WORDS]]
