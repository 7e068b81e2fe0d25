"""Train the sentence pair score, ``data/alignment.json``.

One logistic regression over all sets at once, with an intercept per set while
training: the sets disagree about how much must be shared (a summary's source
sentence may share little, a paraphrase must share all) but not about what counts.
The shipped intercept is that of the alignment set, with unrelated sentences of
another set mixed into both sides, so that being the nearest of bad choices is not
taken for being the same.

Run: ``python -m dedup.training.alignment GOLD_FOLDER [ENCODER]``; with an encoder
(``dedup.alignment.encoder``) it makes ``data/alignment_semantic.json``, which weighs meaning too.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from dedup.alignment.encoder import MEANING, Meaning, load_meaning
from dedup.alignment.pair_features import FEATURES
from dedup.alignment.similarity import SentenceSpace, score_rows
from dedup.learned import LogisticModel, to_json
from dedup.model import Article, Line, ParsedArticle, Sentence, Span

DATA = Path(__file__).parents[1] / "data"
SHARES = {"superpal": 1.0, "superpal_mixed": 1.0, "msrp": 1.0, "sts_news": 0.5}
C = 10.0
HOME = "superpal_mixed"  # the set whose intercept ships
THRESHOLD = 0.28
MIXED = 4  # unrelated sentences put before and after each side


@dataclass(frozen=True, eq=False)
class Rows:
    """Feature rows of one set, their labels and the group that must not be split."""

    x: Any
    y: Any
    groups: Any


def records(folder: Path, name: str) -> list[dict[str, Any]]:
    """Read one gold file."""
    with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def parsed(name: str, sentences: Sequence[str]) -> ParsedArticle:
    """Build an article of the given sentences, one paragraph each."""
    place, lines, found = 0, [], []
    for index, sentence in enumerate(sentences):
        span = Span(place, place + max(1, len(sentence)))
        lines.append(Line(span, "body", 1.0))
        found.append(Sentence(index, span, "body", index))
        place = span.end + 2
    text = "\n\n".join(sentence or " " for sentence in sentences)
    article = Article(id=name, source=name, headline="", text=text)
    return ParsedArticle(article, "", tuple(lines), tuple(found))


def superpal(
    folder: Path, fillers: Sequence[str] = (), meaning: Meaning | None = None
) -> list[tuple[str, SentenceSpace, set[tuple[int, int]]]]:
    """Return (topic, space of summary and source, gold links) for each document.

    ``fillers`` are unrelated sentences, ``4 * MIXED`` for a document, put around both sides.
    """
    documents: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in records(folder, "align/superpal"):
        documents.setdefault((row["topic"], row["doc"]), []).append(row)
    result = []
    for number, ((topic, _), rows) in enumerate(sorted(documents.items())):
        left = sorted({(r["sum_sent_char"], r["summary_sentence"]) for r in rows})
        right = sorted({(r["doc_sent_char"], r["doc_sentence"]) for r in rows})
        own = list(fillers[number * 4 * MIXED : (number + 1) * 4 * MIXED])
        step = MIXED if own else 0
        lefts = [*own[:step], *(s for _, s in left), *own[step : 2 * step]]
        rights = [*own[2 * step : 3 * step], *(s for _, s in right), *own[3 * step :]]
        links = {
            (lefts.index(r["summary_sentence"]), rights.index(r["doc_sentence"])) for r in rows
        }
        space = SentenceSpace([parsed("left", lefts), parsed("right", rights)], meaning)
        result.append((topic, space, links))
    return result


def link_rows(documents: Sequence[tuple[str, SentenceSpace, set[tuple[int, int]]]]) -> Rows:
    """Return one row for every sentence pair of every document."""
    xs, ys, groups = [], [], []
    for topic, space, links in documents:
        features = space.features(0, 1)
        labels = np.zeros(features.shape[:2])
        for link in links:
            labels[link] = 1.0
        xs.append(features.reshape(labels.size, -1))
        ys.append(labels.ravel())
        groups += [topic] * labels.size
    return Rows(np.vstack(xs), np.concatenate(ys), np.array(groups))


def pair_rows(pairs: Sequence[tuple[str, str, int]], meaning: Meaning | None = None) -> Rows:
    """Return one row for each (sentence, sentence, label); ten folds by position."""
    xs = []
    for first, second, _ in pairs:
        space = SentenceSpace([parsed("left", [first]), parsed("right", [second])], meaning)
        xs.append(space.features(0, 1)[0, 0])
    labels = np.array([float(label) for _, _, label in pairs])
    return Rows(np.array(xs), labels, np.arange(len(pairs)) * 10 // max(1, len(pairs)))


def load(folder: Path, meaning: Meaning | None = None) -> dict[str, Rows]:
    """Return the rows of every set."""
    msrp = records(folder, "align/msrp")
    graded = [r for r in records(folder, "align/sts_news") if r["score"] >= 3.5 or r["score"] <= 2]
    fillers = [row["s1"] for row in msrp]
    return {
        "superpal": link_rows(superpal(folder, (), meaning)),
        "superpal_mixed": link_rows(superpal(folder, fillers, meaning)),
        "msrp": pair_rows([(r["s1"], r["s2"], r["label"]) for r in msrp], meaning),
        "sts_news": pair_rows(
            [(r["s1"], r["s2"], int(r["score"] >= 3.5)) for r in graded], meaning
        ),
    }


def fit(sets: dict[str, Rows], home: str, left_out: Callable[[str, Rows], Any]) -> LogisticModel:
    """Fit one model on all sets; ``home`` names the set whose intercept ships.

    ``left_out`` gives the mask of rows not to train on.
    """
    from sklearn.linear_model import LogisticRegression

    xs, ys, weights, names = [], [], [], []
    for name, rows in sets.items():
        mask = ~left_out(name, rows)
        if mask.any():
            names.append(name)
            xs.append(rows.x[mask])
            ys.append(rows.y[mask])
            weights.append(np.full(mask.sum(), 1000.0 * SHARES[name] / mask.sum()))
    # Intercepts times three: the penalty must not pull them to 0.
    dummies = [np.zeros((len(x), len(xs))) for x in xs]
    for number, dummy in enumerate(dummies):
        dummy[:, number] = 3.0
    x = np.hstack([np.vstack(xs), np.vstack(dummies)])
    model = LogisticRegression(C=C, max_iter=5000, fit_intercept=False)
    model.fit(x, np.concatenate(ys), sample_weight=np.concatenate(weights))
    found = [round(float(w), 4) for w in model.coef_[0]]
    place = names.index(home) if home in names else 0
    n_features = len(next(iter(sets.values())).x[0])
    semantic = n_features > len(FEATURES)
    return LogisticModel(
        name="alignment_semantic" if semantic else "alignment",
        features=(*FEATURES, *MEANING) if semantic else FEATURES,
        weights=tuple(found[:n_features]),
        intercept=round(3.0 * found[n_features + place], 4),
        threshold=THRESHOLD,
        sources=tuple(f"align/{name}" for name in SHARES if name != "superpal_mixed"),
    )


def edge_f1(labels: Any, chosen: Any) -> float:
    """Return F1 of the chosen links."""
    hits = float((labels * chosen).sum())
    return round(2.0 * hits / max(1.0, float(labels.sum() + chosen.sum())), 4)


def best_f1(labels: Any, scores: Any) -> tuple[float, float]:
    """Return the best F1 any one threshold reaches, and that threshold."""
    grid = [step / 100 for step in range(5, 96)]
    return max((edge_f1(labels, scores >= value), value) for value in grid)


def accuracy(labels: Any, scores: Any) -> float:
    """Return the accuracy of the threshold that is best on these scores."""
    values = np.quantile(scores, np.linspace(0.0, 1.0, 201))
    return round(float(max(((scores >= value) == labels).mean() for value in values)), 4)


def cross_validated(sets: dict[str, Rows], name: str, same: Sequence[str]) -> Any:
    """Return scores of one set, each group by a model that saw nothing of it."""
    rows = sets[name]
    scores = np.zeros(len(rows.y))
    for group in sorted(set(rows.groups.tolist())):

        def left_out(other: str, found: Rows, group: Any = group) -> Any:
            return found.groups == group if other in same else np.zeros(len(found.y), dtype=bool)

        model = fit(sets, HOME if name in same and HOME in same else name, left_out)
        mask = rows.groups == group
        scores[mask] = score_rows(rows.x[mask], model)
    return scores


def figures(sets: dict[str, Rows], shipped: LogisticModel) -> dict[str, Any]:
    """Measure the shipped model, cross-validated ones, and ones that never saw a set."""
    from sklearn.metrics import average_precision_score, roc_auc_score

    result: dict[str, Any] = {}
    both = ("superpal", "superpal_mixed")

    def measure(tag: str, name: str, scores: Any) -> None:
        labels = sets[name].y
        if name in both:
            result[f"{name} edge F1 {tag}"] = edge_f1(labels, scores >= THRESHOLD)
            result[f"{name} best edge F1 and threshold {tag}"] = best_f1(labels, scores)
            result[f"{name} AP {tag}"] = round(average_precision_score(labels, scores), 4)
        else:
            result[f"{name} accuracy {tag}"] = accuracy(labels, scores)
            result[f"{name} AUC {tag}"] = round(roc_auc_score(labels, scores), 4)

    for name, rows in sets.items():
        measure("trained on all", name, score_rows(rows.x, shipped))
        same = both if name in both else (name,)
        measure("cross-validated", name, cross_validated(sets, name, same))

        def left_out(other: str, found: Rows, same: Sequence[str] = same) -> Any:
            return np.full(len(found.y), other in same)

        measure("left out", name, score_rows(rows.x, fit(sets, "msrp", left_out)))
    return result


def main(folder: Path, encoder: str = "") -> None:
    """Train, measure, write."""
    sets = load(folder, load_meaning(encoder) if encoder else None)
    shipped = fit(sets, HOME, lambda _, rows: np.zeros(len(rows.y), dtype=bool))
    measured = figures(sets, shipped)
    target = DATA / f"{shipped.name}.json"
    target.write_text(to_json(shipped, measured), encoding="utf-8")
    print(target.read_text("utf-8"))


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:3])
