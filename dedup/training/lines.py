"""Learn which lines of a page are the article: ``data/lines.json``, ``lines_context.json``.

Two logistic regressions: one over the features of a line and its surroundings,
one that also sees how all lines of the page scored at first. Trained on
``boilerplate/l3s_gn1`` (311 news pages; classes 1 and 2 are the article), each
page also with most of its furniture taken away, so that half-clean and clean
texts are known too. Measured by five-fold cross-validation with all pages of a
site in one fold; the second model sees only scores from folds that the first
was not trained on.

Run: ``python -m dedup.training.lines GOLD_FOLDER``.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from dedup.cleaning.context import NAMES as CONTEXT_NAMES
from dedup.cleaning.context import context_matrix
from dedup.cleaning.features import NAMES, LineFacts, article_facts, matrix
from dedup.learned import LogisticModel, to_json
from dedup.text import stable_hash

TARGET = Path(__file__).parents[1] / "data"
SOURCES = ("boilerplate/l3s_gn1",)
N_FOLDS = 5
ARTICLE_CLASSES = (1, 2)
SUPPLEMENT = 3  # captions, bylines, credits: not scored, and worth less when they are wrong
SUPPLEMENT_WEIGHT = 0.3
VARIANT_WEIGHT = 0.35
# One furniture line in so many stays in the thinned variant of a page.
THINNING = 6
_HOST = re.compile(r"(?:href|src|action)\s*=\s*[\"']?https?://([\w.-]+)")
# Hosts many sites link to: they do not tell the site.
_SHARED = re.compile(r"doubleclick|google|ads?\.|atdmt|digg|facebook|adobe|macromedia|yahoo")
_TWO_PART = re.compile(r"\.(?:co|com|org|net|edu|gov)\.\w\w$")

Labelled = list[tuple[str, int]]


@dataclass(frozen=True)
class Page:
    """One page, or a thinned variant of it.

    Args:
        fold: Its fold, from its site.
        weight: Weight of each of its lines; 1 for the page as it came.
        facts: Its lines.
        rows: Their features.
        labels: 1 where the line belongs to the article.
        classes: The six classes of the gold.
        lengths: Characters of each line.
    """

    fold: int
    weight: float
    facts: list[LineFacts]
    rows: Any
    labels: Any
    classes: Any
    lengths: Any


def site(record: dict[str, Any]) -> str:
    """Return the domain the page links to most, which is nearly always its own."""
    hosts = Counter(match.lower() for match in _HOST.findall(record["html"]))
    for host, _ in sorted(hosts.items(), key=lambda item: (-item[1], item[0])):
        if not _SHARED.search(host):
            parts = host.split(".")
            return ".".join(parts[-3:] if _TWO_PART.search(host) else parts[-2:])
    return str(record["id"])


def variants(lines: Labelled, page_id: str) -> Iterator[tuple[float, Labelled]]:
    """Yield the page, its article alone, with little furniture, and with that next to it."""
    yield 1.0, lines
    article = [i for i, (_, kind) in enumerate(lines) if kind in ARTICLE_CLASSES]
    if not article:
        return
    body = [line for line in lines if line[1] == 2]
    yield VARIANT_WEIGHT, body or [lines[i] for i in article]
    yield (
        VARIANT_WEIGHT,
        [
            line
            for i, line in enumerate(lines)
            if line[1] in (*ARTICLE_CLASSES, SUPPLEMENT)
            or stable_hash([page_id, str(i)]) % THINNING == 0
        ],
    )
    yield VARIANT_WEIGHT, lines[max(article[0] - 4, 0) : article[-1] + 6]


def read_pages(folder: Path) -> list[Page]:
    """Read the labelled pages and their variants."""
    pages = []
    with gzip.open(folder / "boilerplate" / "l3s_gn1.jsonl.gz", "rt", encoding="utf-8") as file:
        records = [json.loads(line) for line in file]
    for record in records:
        fold = stable_hash([site(record)]) % N_FOLDS
        lines = [(text.strip(), kind) for text, kind in record["lines"] if text.strip()]
        for weight, variant in variants(lines, record["id"]):
            facts = article_facts([text for text, _ in variant])
            classes = np.array([kind for _, kind in variant])
            pages.append(
                Page(
                    fold,
                    weight,
                    facts,
                    matrix(facts),
                    np.isin(classes, ARTICLE_CLASSES).astype(int),
                    classes,
                    np.array([len(text) for text, _ in variant]),
                )
            )
    return pages


def fit(pages: Sequence[Page], rows: Sequence[Any]) -> LogisticRegression:
    """Fit one regression; a line weighs as the square root of its length, up to 400."""
    weights = [
        page.weight
        * np.where(page.classes == SUPPLEMENT, SUPPLEMENT_WEIGHT, 1.0)
        * np.minimum(page.lengths, 400) ** 0.5
        / 8
        for page in pages
    ]
    model = LogisticRegression(C=1.0, max_iter=600, tol=1e-3)
    labels = np.concatenate([page.labels for page in pages])
    model.fit(np.vstack(list(rows)), labels, sample_weight=np.concatenate(weights))
    return model


def out_of_fold(pages: Sequence[Page], leave: int | None) -> list[tuple[Page, Any]]:
    """Return each page (outside ``leave``) with first scores of a model that never saw its site."""
    result = []
    for fold in range(N_FOLDS):
        if fold == leave:
            continue
        training = [page for page in pages if page.fold not in (fold, leave)]
        model = fit(training, [page.rows for page in training])
        result += [
            (page, model.predict_proba(page.rows)[:, 1]) for page in pages if page.fold == fold
        ]
    return result


def fit_second(scored: Sequence[tuple[Page, Any]]) -> LogisticRegression:
    """Fit the second look on first scores."""
    rows = [context_matrix(page.facts, page.rows, scores) for page, scores in scored]
    return fit([page for page, _ in scored], rows)


def cross_validate(pages: Sequence[Page]) -> list[tuple[Page, Any, Any]]:
    """Return each page with the first and second scores of models that never saw its site."""
    result = []
    for fold in range(N_FOLDS):
        training = [page for page in pages if page.fold != fold]
        first = fit(training, [page.rows for page in training])
        second = fit_second(out_of_fold(pages, fold))
        for page in pages:
            if page.fold == fold:
                scores = first.predict_proba(page.rows)[:, 1]
                rows = context_matrix(page.facts, page.rows, scores)
                result.append((page, scores, second.predict_proba(rows)[:, 1]))
    return result


def character_f1(scored: Sequence[tuple[Page, Any]]) -> dict[str, float]:
    """Return precision, recall and F1 over characters of lines; class 3 is not scored."""
    hit = false = missed = 0
    for page, scores in scored:
        chosen, gold = scores >= 0.5, page.labels == 1
        hit += int(page.lengths[chosen & gold].sum())
        false += int(page.lengths[chosen & ~gold & (page.classes != SUPPLEMENT)].sum())
        missed += int(page.lengths[~chosen & gold].sum())
    return {
        "precision": round(hit / (hit + false), 4),
        "recall": round(hit / (hit + missed), 4),
        "f1": round(2 * hit / (2 * hit + false + missed), 4),
    }


def save(model: LogisticRegression, name: str, features: tuple[str, ...], figures: Any) -> None:
    """Write the weights."""
    learned = LogisticModel(
        name=name,
        features=features,
        weights=tuple(float(w) for w in model.coef_[0]),
        intercept=float(model.intercept_[0]),
        threshold=0.5,
        sources=SOURCES,
    )
    (TARGET / f"{name}.json").write_text(to_json(learned, figures), encoding="utf-8")
    print(name, json.dumps(figures))


def main(folder: Path) -> None:
    """Train, measure and write both models."""
    pages = read_pages(folder)
    whole = [(page, a, b) for page, a, b in cross_validate(pages) if page.weight == 1.0]
    first = fit(pages, [page.rows for page in pages])
    second = fit_second(out_of_fold(pages, None))
    seen_first, seen_second = [], []
    for page in (page for page in pages if page.weight == 1.0):
        scores = first.predict_proba(page.rows)[:, 1]
        rows = context_matrix(page.facts, page.rows, scores)
        seen_first.append((page, scores))
        seen_second.append((page, second.predict_proba(rows)[:, 1]))
    note = "characters of lines, 5 folds by site, model alone (rules not applied)"
    save(
        first,
        "lines",
        NAMES,
        {
            "measure": note,
            "cross_validated": character_f1([(page, a) for page, a, _ in whole]),
            "trained_on_all": character_f1(seen_first),
        },
    )
    save(
        second,
        "lines_context",
        (*NAMES, *CONTEXT_NAMES),
        {
            "measure": note,
            "cross_validated": character_f1([(page, b) for page, _, b in whole]),
            "trained_on_all": character_f1(seen_second),
        },
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
