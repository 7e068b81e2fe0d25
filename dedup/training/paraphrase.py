"""Train what tells links that say the same, ``data/paraphrase.json``.

One logistic regression over both sets of labelled pairs. The figures are those of
the score of an alignment, which it has a part in (``dedup.alignment.align.graded``).

Run: ``python -m dedup.training.paraphrase GOLD_FOLDER``
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from dedup.alignment.align import graded
from dedup.alignment.paraphrase import FEATURES, paraphrase_features, wordings
from dedup.alignment.similarity import SentenceSpace, score_rows
from dedup.learned import LogisticModel, to_json
from dedup.training.alignment import DATA, HOME, THRESHOLD, Rows, accuracy, load, parsed, records
from dedup.training.alignment import fit as fit_links

# A pair of the second counts for less: its grades reward what two headlines have in common.
SHARES = {"msrp": 1.0, "sts_news": 0.8}
C = 50.0
# A copy with another number or a denial does not say the same, though labels let small ones pass.
SIGNS = {
    "numbers differ": -1,
    "shared numbers": 1,
    "same numbers": 1,
    "numbers of one side only, more": -1,
    "numbers of one side only, fewer": -1,
    "one side denies": -1,
    "'not' on one side": -1,
}


def paraphrase_rows(pairs: Sequence[tuple[str, str, int]]) -> Rows:
    """Return one row for each (sentence, sentence, label); ten folds by position."""
    found = []
    for first, second, _ in pairs:
        space = SentenceSpace([parsed("left", [first]), parsed("right", [second])])
        sides = wordings([words for article in space.words for words in article if words])
        found.append(paraphrase_features([(sides[0], sides[1])], space.features(0, 1)[0]))
    labels = np.array([float(label) for _, _, label in pairs])
    return Rows(np.vstack(found), labels, np.arange(len(pairs)) * 10 // max(1, len(pairs)))


def load_pairs(folder: Path) -> dict[str, Rows]:
    """Return the rows of both sets, in the order of ``training.alignment.load``."""
    news = [r for r in records(folder, "align/sts_news") if r["score"] >= 3.5 or r["score"] <= 2]
    msrp = [(r["s1"], r["s2"], r["label"]) for r in records(folder, "align/msrp")]
    return {
        "msrp": paraphrase_rows(msrp),
        "sts_news": paraphrase_rows([(r["s1"], r["s2"], int(r["score"] >= 3.5)) for r in news]),
    }


def fit(sets: dict[str, Rows], kept: dict[str, Any]) -> LogisticModel:
    """Fit one model on the rows that ``kept`` masks in each set."""
    from scipy.optimize import minimize

    x = np.vstack([rows.x[kept[name]] for name, rows in sets.items()])
    y = np.concatenate([rows.y[kept[name]] for name, rows in sets.items()])
    shares = np.concatenate([np.full(kept[n].sum(), SHARES[n]) for n in sets])
    x = np.hstack([x, np.ones((len(x), 1))])
    pulled = np.append(np.full(len(FEATURES), 1.0 / C), 0.0)

    def loss(weights: Any) -> tuple[float, Any]:
        odds = x @ weights
        value = shares @ (np.logaddexp(0.0, odds) - y * odds) + pulled @ weights**2 / 2.0
        error = shares * (1.0 / (1.0 + np.exp(-odds)) - y)
        return float(value), x.T @ error + pulled * weights

    bounds = [
        (0.0 if SIGNS.get(n) == 1 else None, 0.0 if SIGNS.get(n) == -1 else None) for n in FEATURES
    ]
    start = np.zeros(len(FEATURES) + 1)
    found = minimize(
        loss,
        start,
        jac=True,
        method="L-BFGS-B",
        bounds=[*bounds, (None, None)],
        options={"maxiter": 3000},
    )
    return LogisticModel(
        name="paraphrase",
        features=FEATURES,
        weights=tuple(round(float(w), 4) for w in found.x[:-1]),
        intercept=round(float(found.x[-1]), 4),
        threshold=0.5,
        sources=tuple(f"align/{name}" for name in SHARES),
    )


def figures(folder: Path, sets: dict[str, Rows]) -> dict[str, float]:
    """Measure alignment scores: each fold by models that saw nothing of it, or of its set."""
    links = load(folder)
    result = {}
    for name, rows in sets.items():
        scores = {tag: np.zeros(len(rows.y)) for tag in ("cross-validated", "left out")}
        alone = np.zeros(len(rows.y))
        for fold in range(10):
            mask = rows.groups == fold

            def held(other: str, found: Rows, name: str = name, fold: int = fold) -> Any:
                return (found.groups == fold) & (other == name)

            likely = score_rows(links[name].x[mask], fit_links(links, HOME, held))
            kept = {other: ~held(other, each) for other, each in sets.items()}
            apart = {other: np.full(len(each.y), other != name) for other, each in sets.items()}
            for tag, those in (("cross-validated", kept), ("left out", apart)):
                same = fit(sets, those).scores(rows.x[mask])
                scores[tag][mask] = graded(likely, same, THRESHOLD)
            alone[mask] = likely
        result[f"{name} accuracy of links alone"] = accuracy(rows.y, alone)
        for tag, found in scores.items():
            result[f"{name} accuracy {tag}"] = accuracy(rows.y, found)
    return result


def main(folder: Path) -> None:
    """Train, measure, write."""
    sets = load_pairs(folder)
    model = fit(sets, {name: np.ones(len(rows.y), dtype=bool) for name, rows in sets.items()})
    target = DATA / f"{model.name}.json"
    target.write_text(to_json(model, figures(folder, sets)), encoding="utf-8")
    print(target.read_text("utf-8"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
