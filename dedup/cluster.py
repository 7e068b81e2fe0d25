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

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from dedup.candidates import candidate_pairs
from dedup.origins import group_origins
from dedup.edges import log_odds, pair_features
from dedup.learned import LogisticModel, load_model, sigmoid
from dedup.linkage import link
from dedup.model import CleanArticle, DuplicatePair, Reason, Story
from dedup.options import ClusterOptions
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
    if not cleaned:
        return ()
    options = options or ClusterOptions()
    ordered = sorted(cleaned, key=lambda each: each.article.id)
    model = load_model("pairs")
    features = represent(ordered)
    groups = partition(features, pairs, model, options=options)
    origins = _by_story(group_origins(ordered, pairs), features.ids, groups)
    return tuple(
        _story(features, group, _Judge(model, options), tuple(origins[number]))
        for number, group in enumerate(groups)
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
    judge = _Judge(model, options)
    logits = judge.logits(features, proposed)
    for index in range(len(proposed)) if near else ():
        if tuple(proposed[index].tolist()) in near:
            logits[index] = max(logits[index], NEAR_COPY_LOGIT)
    return link(
        _exact_groups(features.ids, pairs),
        (proposed, logits),
        lambda more: judge.logits(features, more),
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
    rows = pair_features(represent(ordered), np.array([[0, 1]]))
    score = round(sigmoid(float(log_odds(model, rows)[0])), 6)
    threshold = (options or ClusterOptions()).threshold
    terms = model.explain(tuple(rows[0].tolist()))
    return (Reason("likeness of the two articles", score, threshold), *terms)


class _Judge:
    """Scores pairs against the threshold asked for."""

    def __init__(self, model: LogisticModel, options: ClusterOptions) -> None:
        import math

        self.model = model
        self.threshold = options.threshold
        self._shift = math.log(options.threshold / (1.0 - options.threshold))

    def logits(self, features: Features, pairs: Ints) -> Floats:
        """Return log-odds above the threshold; 0 is on it."""
        import numpy as np

        # In blocks, so that memory stays flat however many pairs there are.
        size = 100_000
        parts = [
            log_odds(self.model, pair_features(features, pairs[start : start + size]))
            for start in range(0, len(pairs), size)
        ]
        result: Floats = np.concatenate([*parts, np.zeros(0)]) - self._shift
        return result


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


def _story(
    features: Features, group: Sequence[int], judge: _Judge, origins: tuple[tuple[str, ...], ...]
) -> Story:
    import numpy as np

    ids = tuple(features.ids[member] for member in group)
    if len(group) == 1:
        return Story(ids[0], ids, ids[0], origins, 1.0)
    step = max(1, -(-len(group) // MAX_MEMBERS))
    some = list(group)[::step]
    cross = np.array([(a, b) for i, a in enumerate(some) for b in some[i + 1 :]], dtype=np.int64)
    rows = pair_features(features, cross)
    logits = log_odds(judge.model, rows)
    totals = dict.fromkeys(some, 0.0)
    for (left, right), logit in zip(cross.tolist(), logits.tolist(), strict=True):
        totals[left] += logit
        totals[right] += logit
    medoid = min(some, key=lambda member: (-round(totals[member], 6), member))
    score = round(sigmoid(float(logits.mean())), 6)
    reasons = (
        Reason("likeness of its pairs, on average", score, judge.threshold),
        Reason("words in common", ", ".join(_shared_words(features, some))),
        *judge.model.explain(tuple(rows.mean(axis=0).tolist()), most=4),
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
