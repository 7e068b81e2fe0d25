"""Small learned scores, kept as readable JSON and explained term by term.

Every learned decision in this package is one logistic regression over named
features. Its weights lie in ``dedup/data/NAME.json`` beside the data they were
trained on; ``dedup.training`` holds the script that makes each. A linear score
over features in [0, 1] is less than the best a model can do, but each term can
be printed, which is what a journalist needs to contest it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from dedup.model import Reason


@dataclass(frozen=True, slots=True)
class LogisticModel:
    """Logistic regression over named features.

    Args:
        name: File name of the weights, without suffix.
        features: Feature names, in the order of the weights.
        weights: One per feature, log-odds per unit.
        intercept: Log-odds when every feature is 0.
        threshold: Score at or above which the answer is yes.
        sources: Data sets it was trained on.
    """

    name: str
    features: tuple[str, ...]
    weights: tuple[float, ...]
    intercept: float
    threshold: float
    sources: tuple[str, ...] = ()

    def score(self, values: Sequence[float]) -> float:
        """Return the probability of yes for one row of feature values.

        Rounded to 6 decimals, before any threshold, so that platforms agree.
        """
        total = self.intercept
        for weight, value in zip(self.weights, values, strict=True):
            total += weight * value
        return round(sigmoid(total), 6)

    def scores(self, rows: Any) -> Any:
        """Return the probability of yes for each row.

        Args:
            rows: float array, shape (n_rows, n_features).

        Returns:
            float64 array, shape (n_rows,), rounded to 6 decimals.
        """
        import numpy as np

        odds = np.clip(self.log_odds(rows), -40.0, 40.0)
        result: Any = np.round(1.0 / (1.0 + np.exp(-odds)), 6)
        return result

    def log_odds(self, rows: Any) -> Any:
        """Return the log-odds of yes for each row, float64 array, shape (n_rows,).

        Summed in the order of the features, as ``score`` does, so the same on every machine.
        A product of matrices would be summed by threads that wait for each other: comparing
        20 articles took a quarter more processor time with it.
        """
        import numpy as np

        terms = np.asarray(rows, dtype=np.float64) * np.array(self.weights)
        terms[:, 0] += self.intercept
        return np.add.accumulate(terms, axis=1)[:, -1]

    def explain(self, values: Sequence[float], most: int = 6) -> tuple[Reason, ...]:
        """Return the features that moved this score most, strongest first."""
        terms = [
            (-abs(moved), name, value, moved)
            for name, weight, value in zip(self.features, self.weights, values, strict=True)
            if value and (moved := round(weight * value, 4))
        ]
        terms.sort()
        return tuple(
            Reason(name, round(value, 4), None, moved) for _, name, value, moved in terms[:most]
        )


def sigmoid(logit: float) -> float:
    """Return 1 / (1 + e^-logit), for any finite logit."""
    if logit >= 0:
        return 1.0 / (1.0 + math.exp(-min(logit, 40.0)))
    grown = math.exp(max(logit, -40.0))
    return grown / (1.0 + grown)


@cache
def load_model(name: str) -> LogisticModel:
    """Load the shipped model ``name`` from ``dedup/data``."""
    raw = json.loads(files("dedup").joinpath("data", f"{name}.json").read_text("utf-8"))
    return from_json(name, raw)


def from_json(name: str, raw: Mapping[str, Any]) -> LogisticModel:
    """Build a model from the JSON that ``to_json`` wrote."""
    weights = raw["weights"]
    return LogisticModel(
        name=name,
        features=tuple(weights),
        weights=tuple(float(value) for value in weights.values()),
        intercept=float(raw["intercept"]),
        threshold=float(raw["threshold"]),
        sources=tuple(raw["sources"]),
    )


def to_json(model: LogisticModel, figures: Mapping[str, Any]) -> str:
    """Write a model as the JSON kept in ``dedup/data``; ``figures`` are its measured quality."""
    document = {
        "weights": dict(zip(model.features, (round(w, 4) for w in model.weights), strict=True)),
        "intercept": round(model.intercept, 4),
        "threshold": model.threshold,
        "sources": list(model.sources),
        "figures": dict(figures),
    }
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"
