"""Train the support score, ``data/support.json``.

Logistic regression whose weights may only have the sign that makes sense (more
of the claim found never lowers the score), fitted on claims about Wikipedia
(propsegment, wice), summaries of news (qags, summedits, ectsum), textual
entailment (rte), answers that say the same (nanco) and sentences that bear on one
matter (claimdiff). Within each set supported and unsupported claims weigh the same.

Each set has an intercept of its own while training: the sets disagree about how much
must be found (an edited summary lacks one word, a related sentence has two) but not
about what counts. Held out, that ranks the claims of five of seven sets better than one
intercept. The shipped intercept is the mean of those of the sets that ask whether a text
states a claim, moved so that even odds stand at the threshold.

Run: ``python -m dedup.training.support GOLD_FOLDER``.
"""

from __future__ import annotations

import ast
import math
import re
import sys
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path
from typing import Any

import numpy as np

from dedup.alignment.similarity import SentenceSpace
from dedup.checking.support import FEATURES, support_features
from dedup.learned import LogisticModel, to_json
from dedup.model import Article, CleanArticle, Line, ParsedArticle, Span
from dedup.segmentation import split
from dedup.training.alignment import Rows, records

TARGET = Path(__file__).parents[1] / "data" / "support.json"
CHANGED = "supported claims of facts, and the same with one number changed"
# By trust: votes on summaries are noisy, edited summaries differ in one word.
SHARES = {
    "facts/propsegment": 1.0,
    "facts/wice": 1.0,
    "facts/qags_cnndm": 0.5,
    "facts/qags_xsum": 0.5,
    "conflicts/summedits": 0.3,
    "conflicts/ectsum": 0.3,
    "conflicts/rte": 1.0,
    "facts/nanco": 0.3,
    "facts/claimdiff": 0.3,
    CHANGED: 0.15,
}
# Sets of claims that people wrote or cut out, and checked against a text: their intercept ships.
HOME = ("facts/propsegment", "facts/wice", "conflicts/rte")
# Sets whose text bears on the claim without stating it.
LOOSE = ("facts/nanco", "facts/claimdiff")
# Sign of each weight: 1 only positive, -1 only negative, 0 free.
SIGNS = dict.fromkeys(FEATURES, 1) | {
    name: -1 for name in FEATURES if "missing in the" in name and "little" not in name
}
SIGNS |= {"claims a number": 0}
SIGNS |= {"negation differs": -1, "opposite word in the best few sentences": -1}
THRESHOLD = 0.45
Claim = tuple[str, str, int, str]  # claim, article, supported, group that must not be split


def as_list(value: Any) -> list[Any]:
    """Return a list that some gold files hold as its Python text."""
    return list(ast.literal_eval(value) if isinstance(value, str) else value)


def claims(folder: Path, name: str) -> list[Claim]:
    """Return the labelled claims of one set, as the gold folder's README scores them."""
    if name == "facts/propsegment":
        documents = {
            (row["cluster"], row["doc"]): "\n".join(as_list(row["sentences"]))
            for row in records(folder, "facts/propsegment_docs")
        }
        return [
            (
                row["hyp_proposition"],
                documents[row["cluster"], row["premise_doc"]],
                int(row["label"] == "entails"),
                row["cluster"],
            )
            for row in records(folder, "facts/propsegment_relations")
        ]
    if name == "facts/wice":
        return [
            (
                r["claim"],
                "\n".join(as_list(r["evidence"])),
                int(r["label"] != "not_supported"),
                str(i),
            )
            for i, r in enumerate(records(folder, name))
        ]
    if name.startswith("facts/qags"):
        return [
            (s["s"], row["article"], int(2 * s["yes"] > s["n"]), str(number))
            for number, row in enumerate(records(folder, name))
            for s in row["sentences"]
        ]
    if name == "conflicts/rte":
        return [
            (r["h"], r["t"], int(str(r["value"]).upper() in {"TRUE", "YES", "ENTAILMENT"}), str(i))
            for i, r in enumerate(records(folder, name))
        ]
    if name == "facts/nanco":
        return answers(records(folder, name))
    if name == "facts/claimdiff":
        return [
            (r["claim_a"], r["claim_b"], int(bool(r["strengthen"] or r["weaken"])), r["topic"])
            for r in records(folder, name)
        ]
    texts = {row["doc"]: row["text"] for row in records(folder, f"{name}_docs")}
    return [
        (row["summary"], texts[row["doc"]], int(row["label"]), row["doc"])
        for row in records(folder, f"{name}_edits")
    ]


def answers(questions: Sequence[dict[str, Any]]) -> list[Claim]:
    """Return each answer to a question held against each other one, both ways."""
    result = []
    for row in questions:
        given = [answer for answer in as_list(row["answers"]) if answer["answer"].strip()]
        result += [
            (one["answer"], other["answer"], int(one["group"] == other["group"]), row["qid"])
            for one, other in permutations(given, 2)
        ]
    return result


def changed(found: Sequence[Claim]) -> list[Claim]:
    """Return supported claims that name a number, each beside a copy with another number."""
    result: list[Claim] = []
    for claim, text, label, group in found:
        match = re.search(r"\d{1,9}", claim)
        if label and match:
            other = f"{claim[: match.start()]}{int(match.group()) + 3}{claim[match.end() :]}"
            result += [(claim, text, 1, group), (other, text, 0, group)]
    return result


def as_body(text: str) -> ParsedArticle:
    """Split a text into sentences; every line that is not blank counts as body."""
    place, lines = 0, []
    for line in text.split("\n"):
        if line.strip():
            lines.append(Line(Span(place, place + len(line)), "body", 1.0))
        place += len(line) + 1
    article = Article(id="text", source="", headline="", text=text)
    return split(CleanArticle(article, "", tuple(lines)))


def claim_rows(found: Sequence[Claim]) -> Rows:
    """Return the features of every claim; groups are folded into at most ten."""
    spaces: dict[str, SentenceSpace] = {}
    xs = []
    for claim, text, _, _ in found:
        if text not in spaces:
            spaces = {text: SentenceSpace([as_body(text)])}
        values = support_features(claim, spaces[text], 0)
        xs.append(values or (0.0,) * len(FEATURES))
    order = {group: number for number, group in enumerate(sorted({c[3] for c in found}))}
    folds = np.array([order[group] % 10 for *_, group in found])
    return Rows(np.array(xs), np.array([float(c[2]) for c in found]), folds)


def fit(sets: dict[str, Rows], masks: dict[str, Any]) -> LogisticModel:
    """Fit on the rows that the masks leave; a set whose mask is empty is left out."""
    from scipy.optimize import minimize

    xs, ys, weights, names = [], [], [], []
    for name, rows in sets.items():
        mask = masks.get(name, np.ones(len(rows.y), dtype=bool))
        if not mask.any():
            continue
        x, y = rows.x[mask], rows.y[mask]
        xs.append(x)
        ys.append(y)
        names.append(name)
        balance = np.where(y == 1, 0.5 / y.mean(), 0.5 / (1.0 - y.mean()))
        weights.append(500.0 * SHARES[name] / len(y) * balance)
    n_features = len(FEATURES)
    of_set = np.repeat(np.eye(len(names)), [len(y) for y in ys], axis=0)
    x = np.hstack([np.vstack(xs), of_set])
    sign, weight = 2.0 * np.concatenate(ys) - 1.0, np.concatenate(weights)

    def loss(w: Any) -> Any:
        margin = sign * (x @ w)
        slope = -weight * sign / (1.0 + np.exp(np.clip(margin, -40.0, 40.0)))
        own = np.concatenate([w[:n_features], np.zeros(len(names))])
        return (weight * np.logaddexp(0.0, -margin)).sum() + 0.5 * (own**2).sum(), x.T @ slope + own

    bounds: list[tuple[float | None, float | None]] = [
        (0.0 if SIGNS[name] > 0 else None, 0.0 if SIGNS[name] < 0 else None) for name in FEATURES
    ]
    bounds += [(None, None)] * len(names)
    found = minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B", bounds=bounds).x
    home = [found[n_features + names.index(name)] for name in HOME if name in names]
    return LogisticModel(
        name="support",
        features=FEATURES,
        weights=tuple(round(float(w), 4) for w in found[:n_features]),
        intercept=round(float(np.mean(home)) + math.log(THRESHOLD / (1.0 - THRESHOLD)), 4),
        threshold=THRESHOLD,
        sources=tuple(SHARES),
    )


def balanced_accuracy(labels: Any, chosen: Any) -> float:
    """Return the mean of the shares of yes and of no that are right."""
    return float(((chosen[labels == 1]).mean() + (~chosen[labels == 0]).mean()) / 2.0)


def figures(sets: dict[str, Rows], shipped: LogisticModel) -> dict[str, Any]:
    """Measure the shipped model, cross-validated ones, and ones that never saw a set."""
    from sklearn.metrics import roc_auc_score

    result: dict[str, Any] = {}
    for name, rows in sets.items():
        crossed = np.zeros(len(rows.y))
        for fold in sorted(set(rows.groups.tolist())):
            held = rows.groups == fold
            crossed[held] = fit(sets, {name: ~held}).scores(rows.x[held])
        other = fit(sets, {name: np.zeros(len(rows.y), dtype=bool)})
        for tag, scores in (
            ("trained on all", shipped.scores(rows.x)),
            ("cross-validated", crossed),
            ("left out", other.scores(rows.x)),
        ):
            chosen = scores >= THRESHOLD
            result[f"{name} balanced accuracy {tag}"] = round(balanced_accuracy(rows.y, chosen), 4)
            result[f"{name} AUC {tag}"] = round(float(roc_auc_score(rows.y, scores)), 4)
    return result


def main(folder: Path) -> None:
    """Train, measure, write."""
    found = {name: claims(folder, name) for name in SHARES if name != CHANGED}
    stated = [name for name in found if "facts/" in name and name not in LOOSE]
    found[CHANGED] = changed([claim for name in stated for claim in found[name]])
    sets = {name: claim_rows(some) for name, some in found.items()}
    shipped = fit(sets, {})
    TARGET.write_text(to_json(shipped, figures(sets, shipped)), encoding="utf-8")
    print(TARGET.read_text("utf-8"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
