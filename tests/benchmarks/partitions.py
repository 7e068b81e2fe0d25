"""Compare ways to turn the same scored pairs into stories.

Run: ``python -m tests.benchmarks.partitions GOLD_FOLDER`` (about three CPU-minutes). Each set
is scored by models that have not seen it (``dedup.training.pairs``), then grouped by each
method at each of a few thresholds; printed is the B-cubed F1 of every set and the mean.
Leiden needs ``leidenalg`` and ``igraph``.
"""

from __future__ import annotations

import heapq
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from dedup.clustering import linkage
from dedup.clustering.stories import ScoredPairs, score_pairs
from dedup.metrics import bcubed
from dedup.training.background import SETS
from dedup.training.pairs import Sample, Trainer, build, load, tables

Groups = Sequence[Sequence[int]]
Method = Callable[[int, ScoredPairs, float], Groups]
# Log-odds of a pair that was not scored, in correlation clustering.
MISSING = -3.5


def power_linkage(power: float, closeness: tuple[float, float] = (0.0, 0.0)) -> Method:
    """Average linkage with the number of pairs to a power; 1 is average linkage.

    ``closeness`` is what two groups need of the mean inside them; 0 asks for nothing.
    """

    def method(n_articles: int, scored: ScoredPairs, least: float) -> Groups:
        before = linkage.POWER, linkage.CLOSENESS, linkage.CLOSENESS_OF_FEW
        linkage.POWER, (linkage.CLOSENESS, linkage.CLOSENESS_OF_FEW) = power, closeness
        try:
            nothing_short = np.zeros(n_articles, np.bool_)
            return linkage.link(nothing_short, scored.pairs, scored.sure, least)[0]
        finally:
            linkage.POWER, linkage.CLOSENESS, linkage.CLOSENESS_OF_FEW = before

    return method


def components(n_articles: int, scored: ScoredPairs, least: float) -> Groups:
    """Connected components of the pairs that reach the threshold: single linkage."""
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    good = scored.pairs[scored.sure >= least]
    graph = coo_matrix((np.ones(len(good)), good.T), shape=(n_articles, n_articles))
    return by_label(connected_components(graph, directed=False)[1])


def correlation(n_articles: int, scored: ScoredPairs, least: float) -> Groups:
    """Greedy additive edge contraction (Keuper et al. 2015) on log-odds above the threshold."""
    shift = np.log(least / (1 - least))
    sure = np.clip(scored.sure, 1e-3, 1 - 1e-3)
    odds = np.log(sure / (1 - sure)) - shift - MISSING
    members = [[number] for number in range(n_articles)]
    near: list[dict[int, float]] = [{} for _ in members]
    for (i, j), value in zip(scored.pairs.tolist(), odds.tolist(), strict=True):
        near[i][j] = near[j][i] = value

    def gain(i: int, j: int) -> float:
        return round(near[i][j] + MISSING * len(members[i]) * len(members[j]), 6)

    heap = [(-gain(i, j), i, j) for i in range(n_articles) for j in near[i] if i < j]
    heapq.heapify(heap)
    while heap and heap[0][0] < 0:
        negative, i, j = heapq.heappop(heap)
        if j not in near[i] or gain(i, j) != -negative:
            continue
        linkage._merge(i, j, members, near)
        for other in near[i]:
            heapq.heappush(heap, (-gain(min(i, other), max(i, other)), *sorted((i, other))))
    return [group for group in members if group]


def leiden(n_articles: int, scored: ScoredPairs, least: float) -> Groups:
    """Leiden with the constant Potts model (Traag et al. 2011); ``least`` is its resolution."""
    import igraph
    import leidenalg

    graph = igraph.Graph(n=n_articles, edges=scored.pairs.tolist())
    found = leidenalg.find_partition(
        graph,
        leidenalg.CPMVertexPartition,
        weights=scored.sure.tolist(),
        resolution_parameter=least,
        seed=0,
    )
    return by_label(np.array(found.membership))


def density(n_articles: int, scored: ScoredPairs, least: float) -> Groups:
    """HDBSCAN (Campello et al. 2013) on 1 - probability, at most 1 - ``least``; noise alone."""
    from sklearn.cluster import HDBSCAN

    far = np.ones((n_articles, n_articles))
    good = scored.sure >= least
    far[scored.pairs[good, 0], scored.pairs[good, 1]] = 1 - scored.sure[good]
    far = np.minimum(far, far.T)
    np.fill_diagonal(far, 0.0)
    labels = HDBSCAN(min_cluster_size=2, metric="precomputed", copy=True).fit_predict(far)
    alone = labels < 0
    labels[alone] = np.arange(n_articles)[alone] + n_articles
    return by_label(labels)


def by_label(labels: Iterable[Any]) -> Groups:
    """Return the members of each label."""
    groups: dict[Any, list[int]] = {}
    for number, label in enumerate(np.asarray(labels).tolist()):
        groups.setdefault(label, []).append(number)
    return list(groups.values())


METHODS: dict[str, tuple[Method, Sequence[float]]] = {
    "linkage, power .9, contrast": (power_linkage(0.9, (0.5, 0.4)), (0.3, 0.4, 0.45, 0.5)),
    "linkage, power .75": (power_linkage(0.75), (0.3, 0.4, 0.5, 0.6)),
    "linkage, power .9": (power_linkage(0.9), (0.3, 0.4, 0.5, 0.6)),
    "average linkage": (power_linkage(1.0), (0.2, 0.3, 0.4, 0.5)),
    "connected components": (components, (0.5, 0.7, 0.9, 0.97)),
    "correlation clustering": (correlation, (0.2, 0.3, 0.5, 0.7)),
    "Leiden, CPM": (leiden, (0.1, 0.2, 0.3, 0.5)),
    "HDBSCAN": (density, (0.3, 0.5, 0.7, 0.9)),
}


def say(line: str) -> None:
    """Write one line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def f1(sample: Sample, groups: Groups) -> float:
    """Return the B-cubed F1 of a partition of a sample."""
    found = {sample.features.ids[i]: number for number, group in enumerate(groups) for i in group}
    return bcubed(sample.gold, found).f1


def main(folder: Path) -> None:
    """Print the comparison."""
    samples = build({name: load(folder, name) for name in SETS}, tables(folder))
    trainer = Trainer(samples)
    scored = {}
    for name in SETS:
        models = trainer.fit([other for other in SETS if other != name])
        for form in ("full", "one day"):
            each = samples[name, form]
            scored[name, form] = score_pairs(each.features, each.copies, models)
    say("method | form | threshold | " + " | ".join(SETS) + " | mean")
    for label, (method, thresholds) in METHODS.items():
        for form in ("full", "one day"):
            rows = []
            try:
                for least in thresholds:
                    values = [
                        f1(each, method(len(each.features.ids), scored[name, form], least))
                        for name in SETS
                        for each in [samples[name, form]]
                    ]
                    rows.append((float(np.mean(values)), least, values))
            except ImportError as error:
                say(f"{label}: {error.name} is not installed")
            for mean, least, values in rows:
                cells = " | ".join(f"{value:.3f}" for value in values)
                say(f"{label} | {form} | {least} | {cells} | {mean:.3f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
