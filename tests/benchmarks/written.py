"""Stories of the invented sets of ``tests/data/stories``, beside a peer.

    python -m tests.benchmarks.written [FILE.jsonl ...]

The peer is TF-IDF (scikit-learn, sublinear, English stop words) with average linkage on
cosine distance, at the threshold that is best for the very set, which no user can know.
"""

# ruff: noqa: T201

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from dedup.evaluate import evaluate_stories, read_labelled
from dedup.metrics import bcubed

STORIES = Path(__file__).parents[1] / "data" / "stories"
DISTANCES = np.arange(0.5, 1.0, 0.02)


def peer(records: Sequence[Mapping[str, Any]]) -> tuple[float, float]:
    """Return the best B-cubed F1 of the peer, and the distance it is reached at."""
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts = [f"{record['headline']}\n{record.get('text', '')}" for record in records]
    rows = TfidfVectorizer(sublinear_tf=True, stop_words="english").fit_transform(texts)
    distances = np.clip(1.0 - (rows @ rows.T).toarray(), 0.0, None)
    np.fill_diagonal(distances, 0.0)
    tree = linkage(squareform(distances, checks=False), "average")
    gold = {record["id"]: record["cluster"] for record in records}

    def score(distance: float) -> float:
        found = fcluster(tree, distance, "distance").tolist()
        return bcubed(gold, dict(zip(gold, found, strict=True))).f1

    return max((score(distance), float(distance)) for distance in DISTANCES)


def main() -> None:
    """Print one line a set."""
    files = [Path(name) for name in sys.argv[1:]] or sorted(STORIES.glob("*.jsonl"))
    for file in files:
        records = read_labelled(file)
        ours = evaluate_stories(records)["bcubed_f1"]
        theirs, distance = peer(records)
        print(f"{file.stem:24} dedup {ours:.3f}  TF-IDF {theirs:.3f} (at {distance:.2f})")


if __name__ == "__main__":
    main()
