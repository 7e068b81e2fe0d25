"""Stories: which articles are about one event.

Candidates are scored (``edges``) and linked by average log-odds (``linkage``). Copies
of one text are one item from the start, so a report that forty outlets run neither
outvotes nor splits a story. The order of the input changes nothing: all work is done
in the order of article ids.

Priorities: precision before recall. Two events that look alike (two crashes, two
elections) stay apart unless their names, numbers or dates tie them; thin evidence
means a story of its own. Measured figures: ``data/pairs.json``. Compared on the same
edges and dropped: average linkage on probabilities (as good, but its best threshold
moved between .15 and .45 from set to set), greedy additive correlation clustering
(.01-.02 B-cubed F1 worse on texts without dates), similarity of neighbour lists as a
second score (better ranking, same groups).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dedup.candidates import candidate_pairs
from dedup.edges import VETO, edge_log_odds, log_odds, pair_features, strangers
from dedup.learned import LogisticModel, load_model, sigmoid
from dedup.linkage import link
from dedup.model import CleanArticle, DuplicatePair, Reason, Story
from dedup.options import ClusterOptions
from dedup.origins import group_origins
from dedup.represent import Features, represent

if TYPE_CHECKING:
    import numpy as np

    Ints = np.ndarray[Any, np.dtype[np.int64]]
    Floats = np.ndarray[Any, np.dtype[np.float64]]

# Log-odds of a near copy: the same text is the same event, whatever its dates.
NEAR_COPY_LOGIT = 4.0
# Pairs scored for the representative and the reasons of one story; a story of more than
# this many pairs is judged by an even sample of its members.
MAX_MEMBERS = 40
SHARED_WORDS = 8


def cluster(
    cleaned: Sequence[CleanArticle],
    pairs: Sequence[DuplicatePair],
    options: ClusterOptions | None = None,
) -> tuple[Story, ...]:
    """Group articles into stories.

    Args:
        cleaned: The articles; ids must differ.
        pairs: Copies among them, from ``duplicates.find_duplicates``.
        options: Threshold and reach; the defaults when None.

    Returns:
        Every article in exactly one story, stories by id. O(n) time and memory but for
        sorting.
    """
    import numpy as np

    if not cleaned:
        return ()
    options = options or ClusterOptions()
    ordered = sorted(cleaned, key=lambda each: each.article.id)
    model = load_model("pairs")
    features = represent(ordered)
    groups = partition(features, pairs, model, options=options)
    origins = _by_story(group_origins(ordered, pairs), features.ids, groups)
    # Pairs of all stories are scored in one go: spreading rows out anew for each is what costs.
    inside = [_inside(group) for group in groups]
    bounds = np.cumsum([0, *map(len, inside)]).tolist()
    every = np.array([pair for cross in inside for pair in cross], np.int64).reshape(-1, 2)
    rows = _in_blocks(lambda block: pair_features(features, block), every)
    return tuple(
        _story(
            _Inside(features, group, cross, rows[start:end]),
            model,
            options.threshold,
            origins=tuple(part),
        )
        for group, cross, start, end, part in zip(
            groups, inside, bounds[:-1], bounds[1:], origins, strict=True
        )
    )


def partition(
    features: Features,
    pairs: Sequence[DuplicatePair],
    model: LogisticModel,
    *,
    options: ClusterOptions,
) -> list[list[int]]:
    """Return groups of article numbers, each ascending, by smallest member."""
    import numpy as np

    number_of = {article_id: number for number, article_id in enumerate(features.ids)}
    near = {
        tuple(sorted((number_of[pair.left_id], number_of[pair.right_id])))
        for pair in pairs
        if pair.kind == "near" and pair.left_id in number_of and pair.right_id in number_of
    }
    proposed = candidate_pairs(features, options.neighbours)
    if near:
        proposed = np.unique(np.concatenate([proposed, np.array(sorted(near))]), axis=0)
    shift = math.log(options.threshold / (1.0 - options.threshold))

    def score(some: Ints) -> Floats:
        return _in_blocks(lambda block: edge_log_odds(model, features, block), some) - shift

    logits = score(proposed)
    for index in range(len(proposed)) if near else ():
        if tuple(proposed[index].tolist()) in near:
            logits[index] = max(logits[index], NEAR_COPY_LOGIT)
    return link(
        _exact_groups(features.ids, pairs),
        (proposed, logits),
        score,
        crowd=max(1, options.neighbours // 2),
    )


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
    model = load_model("pairs")
    features, pair = represent(ordered), np.array([[0, 1]])
    rows = pair_features(features, pair)
    score = round(sigmoid(float(edge_log_odds(model, features, pair)[0])), 6)
    threshold = (options or ClusterOptions()).threshold
    reasons = [Reason("likeness of the two articles", score, threshold)]
    if strangers(features, pair, rows)[0]:
        reasons.append(Reason("neither names whom or where the other does", "yes", None, -VETO))
    return (*reasons, *model.explain(tuple(rows[0].tolist())))


def _in_blocks(function: Callable[[Ints], Floats], pairs: Ints) -> Floats:
    """Apply a function to pairs block by block, so that memory stays flat."""
    import numpy as np

    size = 100_000
    starts = range(0, max(len(pairs), 1), size)
    return np.concatenate([function(pairs[start : start + size]) for start in starts])


def _exact_groups(ids: Sequence[str], pairs: Sequence[DuplicatePair]) -> list[list[int]]:
    """Return the article numbers, exact copies together."""
    number_of = {article_id: number for number, article_id in enumerate(ids)}
    root = list(range(len(ids)))

    def find(number: int) -> int:
        while root[number] != number:
            root[number] = root[root[number]]
            number = root[number]
        return number

    for pair in pairs:
        if pair.kind == "exact" and pair.left_id in number_of and pair.right_id in number_of:
            low, high = sorted((find(number_of[pair.left_id]), find(number_of[pair.right_id])))
            root[high] = low
    groups: dict[int, list[int]] = {}
    for number in range(len(ids)):
        groups.setdefault(find(number), []).append(number)
    return list(groups.values())


def _by_story(
    origins: Sequence[tuple[str, ...]], ids: Sequence[str], groups: Sequence[Sequence[int]]
) -> list[list[tuple[str, ...]]]:
    """Cut the origins along the stories; each article stays in one origin of its story."""
    story_of = {ids[member]: number for number, group in enumerate(groups) for member in group}
    result: list[list[tuple[str, ...]]] = [[] for _ in groups]
    for origin in origins:
        parts: dict[int, list[str]] = {}
        for article_id in origin:
            parts.setdefault(story_of[article_id], []).append(article_id)
        for number, part in parts.items():
            result[number].append(tuple(sorted(part)))
    return [sorted(each) for each in result]


@dataclass(frozen=True, slots=True)
class _Inside:
    """One story's members (article numbers), the pairs judged among them and what those share."""

    features: Features
    group: Sequence[int]
    pairs: Sequence[tuple[int, int]]
    rows: Floats


def _inside(group: Sequence[int]) -> list[tuple[int, int]]:
    some = _some(group)
    return [(a, b) for index, a in enumerate(some) for b in some[index + 1 :]]


def _some(group: Sequence[int]) -> Sequence[int]:
    return group[:: max(1, -(-len(group) // MAX_MEMBERS))]


def _story(
    inside: _Inside, model: LogisticModel, threshold: float, *, origins: tuple[tuple[str, ...], ...]
) -> Story:
    features, group = inside.features, inside.group
    ids = tuple(features.ids[member] for member in group)
    if len(group) == 1:
        return Story(ids[0], ids, ids[0], origins, 1.0)
    logits = log_odds(model, inside.rows)
    totals = dict.fromkeys(_some(group), 0.0)
    for (left, right), logit in zip(inside.pairs, logits.tolist(), strict=True):
        totals[left] += logit
        totals[right] += logit
    medoid = min(totals, key=lambda member: (-round(totals[member], 6), member))
    score = round(sigmoid(float(logits.mean())), 6)
    reasons = (
        Reason("likeness of its pairs, on average", score, threshold),
        Reason("words in common", ", ".join(_shared_words(features, list(totals)))),
        *model.explain(tuple(inside.rows.mean(axis=0).tolist()), most=4),
    )
    return Story(ids[0], ids, features.ids[medoid], origins, score, reasons)


def _shared_words(features: Features, members: Sequence[int]) -> list[str]:
    """Return the words that weigh most in at least half of the members."""
    weights: dict[int, list[float]] = {}
    for member in members:
        row = slice(features.text.starts[member], features.text.starts[member + 1])
        for term, weight in zip(
            features.text.terms[row].tolist(), features.text.weights[row].tolist(), strict=True
        ):
            weights.setdefault(term, []).append(weight)
    often = [
        (-round(sum(values), 6), features.forms[term])
        for term, values in weights.items()
        if len(values) >= 2 and 2 * len(values) >= len(members)
    ]
    return [word for _, word in sorted(often)[:SHARED_WORDS]]
