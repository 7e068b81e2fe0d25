"""Train ``data/pairs.json``: are two articles about one event?

Trained on candidate pairs of five labelled story sets, each article in three forms: as
it is, without its date, and cut to headline and lead. Each set counts by its number of
same-event pairs, else the set with the most look-alikes decides what a chance match
is worth. The features of a set are computed with a background table that has not seen
it, as a user's articles will be.

Figures: B-cubed F1 of each set, with the shipped weights and table, and with weights
and table that have not seen the set (``left_out``), at the one threshold; also left out,
on articles without dates, cut to two sentences, and cut to the headline.

Run: ``python -m dedup.training.pairs GOLD_FOLDER`` (about four CPU-minutes).
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from dedup.candidates import candidate_pairs
from dedup.cleaning import clean_articles
from dedup.cluster import partition
from dedup.duplicates import find_duplicates
from dedup.edges import FEATURES, pair_features
from dedup.learned import LogisticModel, to_json
from dedup.metrics import bcubed
from dedup.model import Article, CleanArticle, DuplicatePair, Line, Span
from dedup.options import ClusterOptions
from dedup.represent import Features, Table, represent
from dedup.training.background import SETS, count, texts

TARGET = Path(__file__).parents[1] / "data" / "pairs.json"
# Forms in which each article is trained on, and those it is only measured in.
TRAINED_FORMS = ("full", "undated", "lead")
FORMS = (*TRAINED_FORMS, "headline")
# Words of body in the "lead" form: two sentences.
LEAD_WORDS = 50
# Where the left-out B-cubed F1, mean of the sets, is highest (.10 … .30 tried); ``edges`` shifts
# the scale so that this is the default threshold of 0.5.
THRESHOLD = 0.15


@dataclass(frozen=True, slots=True)
class Sample:
    """One story set in one form."""

    features: Features
    pairs: np.ndarray[Any, np.dtype[np.int64]]
    rows: np.ndarray[Any, np.dtype[np.float64]]
    same: np.ndarray[Any, np.dtype[np.bool_]]


def load(folder: Path, name: str) -> tuple[list[CleanArticle], dict[str, str]]:
    """Return the cleaned articles of a set, by id, and the story of each."""
    articles, story_of = [], {}
    with gzip.open(folder / "stories" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            article = Article(
                id=record["id"],
                source=record.get("outlet") or "",
                headline=record.get("title") or "",
                text=record.get("text") or "\n\n".join(record.get("sentences", [])),
                url=record.get("url"),
                published=_date(record.get("date")),
            )
            articles.append(article)
            story_of[article.id] = record["cluster"]
    articles.sort(key=lambda article: article.id)
    return list(clean_articles(articles)), story_of


def _date(raw: str | None) -> datetime | None:
    try:
        date = datetime.fromisoformat(raw or "")
    except ValueError:
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)


def shorten(cleaned: CleanArticle, form: str) -> CleanArticle:
    """Return an article in one of the ``FORMS``."""
    article = cleaned.article
    if form == "full":
        return cleaned
    if form == "undated":
        return replace(cleaned, article=replace(article, published=None))
    body = cleaned.body().split()
    headline = cleaned.headline or " ".join(body[:14])
    kept = " ".join(body[:LEAD_WORDS]) if form == "lead" else ""
    lines = (Line(Span(0, len(kept)), "body", 1.0),) if kept else ()
    return CleanArticle(replace(article, headline=headline, text=kept), headline, lines)


def sample(cleaned: Sequence[CleanArticle], story_of: Mapping[str, str], table: Table) -> Sample:
    """Return features and candidate pairs of a set."""
    features = represent(cleaned, table)
    pairs = candidate_pairs(features)
    numbers = {story: number for number, story in enumerate(sorted(set(story_of.values())))}
    story = np.array([numbers[story_of[article_id]] for article_id in features.ids])
    same = story[pairs[:, 0]] == story[pairs[:, 1]]
    return Sample(features, pairs, pair_features(features, pairs), same)


def fit(samples: Mapping[tuple[str, str], Sample], names: Sequence[str]) -> LogisticModel:
    """Fit the weights on some of the sets."""
    from sklearn.linear_model import LogisticRegression

    chosen = [
        samples[name, form]
        for name in sorted(names)
        for form in TRAINED_FORMS
        # A set without dates has its articles undated already.
        if form != "undated" or not np.isnan(samples[name, "full"].features.days).all()
    ]
    weights = np.concatenate([np.full(len(s.same), 1.0 / s.same.sum()) for s in chosen])
    model = LogisticRegression(C=1.0, max_iter=5_000)
    rows, same = (np.concatenate([getattr(s, of) for s in chosen]) for of in ("rows", "same"))
    model.fit(rows, same, sample_weight=weights / weights.mean())
    coefficients = tuple(float(round(w, 4)) for w in model.coef_[0])
    intercept = float(round(model.intercept_[0], 4))
    return LogisticModel("pairs", FEATURES, coefficients, intercept, THRESHOLD, tuple(names))


def measure(
    features: Features,
    copies: Sequence[DuplicatePair],
    gold: Mapping[str, str],
    model: LogisticModel,
) -> float:
    """Return the B-cubed F1 of the stories found, rounded to 4 decimals."""
    groups = partition(features, copies, model, options=ClusterOptions())
    found = {features.ids[i]: number for number, group in enumerate(groups) for i in group}
    return round(bcubed(gold, found).f1, 4)


def tables(folder: Path) -> dict[str, Table]:
    """Return for each set the document frequencies of all the others."""
    counts = {name: count(texts(folder, name)) for name in SETS}
    result: dict[str, Table] = {}
    for name in SETS:
        total: Counter[str] = Counter()
        for other in SETS:
            if other != name:
                total.update(counts[other][1])
        n_articles = sum(counts[other][0] for other in SETS if other != name)
        result[name] = (n_articles, {stem: df for stem, df in total.items() if df > 1})
    return result


def main(folder: Path) -> None:
    """Train, measure, print the table and write the weights."""
    loaded = {name: load(folder, name) for name in SETS}
    without = tables(folder)
    samples, copies = {}, {}
    for name, (cleaned, gold) in loaded.items():
        for form in FORMS:
            shortened = [shorten(each, form) for each in cleaned]
            samples[name, form] = sample(shortened, gold, without[name])
            copies[name, form] = find_duplicates(shortened)
    shipped = fit(samples, SETS)
    figures: dict[str, dict[str, float]] = {"shipped": {}, "left_out": {}}
    for name, (cleaned, gold) in loaded.items():
        figures["shipped"][name] = measure(represent(cleaned), copies[name, "full"], gold, shipped)
        model = fit(samples, [other for other in SETS if other != name])
        for form in FORMS:
            column = "left_out" if form == "full" else f"left_out_{form}"
            features = samples[name, form].features
            value = measure(features, copies[name, form], gold, model)
            figures.setdefault(column, {})[name] = value
        print(name, {column: values[name] for column, values in figures.items()}, flush=True)
    TARGET.write_text(to_json(shipped, {"b_cubed_f1": figures}), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
