"""Train ``data/pairs.json``, ``short_pairs.json`` and ``agreement.json``: one event or not?

Trained on candidate pairs of five labelled story sets, each article in several forms: as
it is, without its date, cut to headline and lead, as a bare headline, and again with all
dates made the same, as in a dense feed, where a common day tells nothing. A set's
sentences, cut to headline length, stand for the headlines of large stories. Each set and
form counts by its number of same-event pairs, else the set with the most look-alikes
decides what a chance match is worth. The features of a set are computed with a background
table that has not seen it, as a user's articles will be, and ``agreement`` is trained on
first scores by weights that have not seen the set.

Figures: B-cubed F1 of each set, with the shipped weights and table, and with weights
and table that have not seen the set (``left_out``), at the one threshold; also left out,
in each of the forms.

Run: ``python -m dedup.training.pairs GOLD_FOLDER`` (about four CPU-minutes).
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from dedup.candidates import candidate_pairs, merged
from dedup.cleaning import clean_articles
from dedup.clustering.edges import (
    AGREEMENT,
    FEATURES,
    SHORT_FEATURES,
    EdgeModels,
    agreement_features,
    first_log_odds,
    pair_features,
    short_pairs,
    with_expansion,
)
from dedup.clustering.neighbours import Neighbours, find_neighbours
from dedup.clustering.stories import group_articles, near_copies, score_pairs
from dedup.duplicates.copies import find_duplicates
from dedup.learned import LogisticModel, to_json
from dedup.metrics import bcubed
from dedup.model import Article, CleanArticle, DuplicatePair, Line, Span
from dedup.options import ClusterOptions
from dedup.represent import Features, Table, represent
from dedup.training.background import SETS, count, texts

Array = np.ndarray[Any, Any]

DATA = Path(__file__).parents[1] / "data"
FORMS = (
    "full",
    "undated",
    "one day",
    "lead",
    "lead, one day",
    "headline",
    "headline, one day",
    "sentences",
)
# Words of body in the "lead" form: two sentences. Words of a sentence that stands for a headline.
LEAD_WORDS, HEADLINE_WORDS = 50, 13
# Sentences of each article in the form "sentences": 9 to 50 for each story.
SENTENCES = {"allsides": 3, "basil": 6, "ecbplus": 4, "newswcl50": 10, "wikinews": 6}
THRESHOLD = ClusterOptions().threshold
# Added to the log-odds of other pairs, so that articles and headlines are grouped best at about
# one threshold (``tests/benchmarks/partitions.py``). Sets left out are .952 in the mean with shifts
# of .2 to .6 and an inverse strength of regularisation of .1 to 10; of these the shipped weights
# are best here.
SHIFT, REGULARISATION = 0.17, 1.5


@dataclass(frozen=True, slots=True)
class Sample:
    """One story set in one form.

    Args:
        features: What is compared.
        pairs: Candidate pairs, shape (n_pairs, 2).
        neighbours: What is known of the articles around.
        rows: ``FEATURES`` of each pair.
        short: Which pairs have a short text.
        expanded: ``SHORT_FEATURES`` of those.
        same: Which pairs are about one event.
        copies: Copies among the articles.
        gold: The story of each article.
    """

    features: Features
    pairs: Array
    neighbours: Neighbours
    rows: Array
    short: Array
    expanded: Array
    same: Array
    copies: tuple[DuplicatePair, ...]
    gold: Mapping[str, str]


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


def shape(cleaned: Sequence[CleanArticle], form: str) -> list[CleanArticle]:
    """Return articles in one of the ``FORMS`` but "sentences"."""
    shaped = []
    for each in cleaned:
        if form.startswith(("lead", "headline")):
            each = shorten(each, LEAD_WORDS if form.startswith("lead") else 0)
        article = each.article
        if form == "undated":
            article = replace(article, published=None, url=None)
        elif form.endswith("one day"):
            article = replace(article, published=datetime(2020, 1, 1, tzinfo=UTC))
        shaped.append(replace(each, article=article))
    return shaped


def shorten(cleaned: CleanArticle, words: int) -> CleanArticle:
    """Return an article with its headline and the first words of its body only."""
    body = cleaned.body().split()
    headline = cleaned.headline or " ".join(body[:14])
    kept = " ".join(body[:words])
    lines = (Line(Span(0, len(kept)), "body", 1.0),) if kept else ()
    return CleanArticle(replace(cleaned.article, headline=headline, text=kept), headline, lines)


def sentences(
    cleaned: Sequence[CleanArticle], gold: Mapping[str, str], most: int
) -> tuple[list[CleanArticle], dict[str, str]]:
    """Return the first sentences of articles, each as a headline of its own, and their stories."""
    found, story_of = [], {}
    for each in cleaned:
        body = each.body().replace("\n", " ")
        parts = re.split(r"(?<=[.!?])[\"\u201d]?\s+(?=[A-Z\u201c])", body)
        parts = [each.headline] * bool(each.headline) + [
            part for part in parts if len(part.split()) > 5
        ]
        for number, part in enumerate(parts[:most]):
            text = " ".join(part.split()[:HEADLINE_WORDS])
            article = replace(
                each.article, id=f"{each.article.id}-{number}", headline=text, text=""
            )
            found.append(CleanArticle(article, text, ()))
            story_of[article.id] = gold[each.article.id]
    return sorted(found, key=lambda each: each.article.id), story_of


def sample(cleaned: Sequence[CleanArticle], gold: Mapping[str, str], table: Table | None) -> Sample:
    """Return features and candidate pairs of a set."""
    features = represent(cleaned, table)
    most = ClusterOptions().neighbours
    copies = find_duplicates(cleaned)
    near = near_copies(features, copies)
    pairs = merged(len(features.ids), candidate_pairs(features, most), near)
    neighbours, pairs = find_neighbours(features, pairs, most, near)
    rows = pair_features(features, pairs, neighbours)
    short = short_pairs(features, pairs)
    expanded = with_expansion(features, pairs[short], neighbours, rows[short])
    stories = np.array([gold[article_id] for article_id in features.ids])
    same = stories[pairs[:, 0]] == stories[pairs[:, 1]]
    return Sample(features, pairs, neighbours, rows, short, expanded, same, copies, gold)


Samples = Mapping[tuple[str, str], Sample]


class Trainer:
    """Fits the three models on some of the sets; remembers first models it has fitted."""

    def __init__(self, samples: Samples) -> None:
        """Keep the samples, by set and form."""
        self._samples = samples
        self._first: dict[tuple[str, ...], EdgeModels] = {}

    def fit(self, names: Sequence[str]) -> EdgeModels:
        """Fit on some sets; ``agreement`` on first scores of models that lack the set."""
        rows, same = [], []
        for name in names:
            first = self.first([other for other in names if other != name])
            for each in self._chosen([name]):
                odds = first_log_odds(first, each.features, each.pairs, each.neighbours)
                heard = agreement_features(len(each.features.ids), each.pairs, odds)
                rows.append(heard[~each.short])
                same.append(each.same[~each.short])
        agreement = _logistic("agreement", AGREEMENT, rows, same, names)
        agreement = replace(agreement, intercept=round(agreement.intercept + SHIFT, 4))
        return replace(self.first(names), agreement=agreement)

    def first(self, names: Sequence[str]) -> EdgeModels:
        """Fit the models of the first score."""
        key = tuple(sorted(names))
        if key not in self._first:
            chosen = self._chosen(key)
            full = _logistic(
                "pairs",
                FEATURES,
                [each.rows[~each.short] for each in chosen],
                [each.same[~each.short] for each in chosen],
                key,
            )
            short = _logistic(
                "short_pairs",
                SHORT_FEATURES,
                [each.expanded for each in chosen],
                [each.same[each.short] for each in chosen],
                key,
            )
            self._first[key] = EdgeModels(full, short, full)
        return self._first[key]

    def _chosen(self, names: Sequence[str]) -> list[Sample]:
        return [each for (name, _), each in sorted(self._samples.items()) if name in names]


def _logistic(
    kind: str,
    features: Sequence[str],
    rows: Sequence[Array],
    same: Sequence[Array],
    names: Sequence[str],
) -> LogisticModel:
    """Fit one model; samples with fewer than 20 same-event pairs are left out."""
    from sklearn.linear_model import LogisticRegression

    kept = [number for number, each in enumerate(same) if each.sum() >= 20]
    weights = np.concatenate([np.full(len(same[k]), 1.0 / same[k].sum()) for k in kept])
    model = LogisticRegression(C=REGULARISATION, max_iter=5_000)
    model.fit(
        np.concatenate([rows[k] for k in kept]),
        np.concatenate([same[k] for k in kept]),
        sample_weight=weights / weights.mean(),
    )
    coefficients = tuple(float(round(w, 4)) for w in model.coef_[0])
    intercept = float(round(model.intercept_[0], 4))
    return LogisticModel(kind, tuple(features), coefficients, intercept, THRESHOLD, tuple(names))


def measure_tens(loaded: tuple[list[CleanArticle], dict[str, str]], models: EdgeModels) -> float:
    """Return the B-cubed F1 when each ten articles of neighbouring stories are a run."""
    cleaned, gold = loaded
    ordered = sorted(cleaned, key=lambda each: (gold[each.article.id], each.article.id))
    found = {}
    for start in range(0, len(ordered), 10):
        part = sorted(ordered[start : start + 10], key=lambda each: each.article.id)
        features = represent(part)
        scored = score_pairs(features, find_duplicates(part), models)
        groups, _ = group_articles(features, scored, THRESHOLD)
        for number, group in enumerate(groups):
            found.update({features.ids[member]: (start, number) for member in group})
    here = {article_id: (found[article_id][0], gold[article_id]) for article_id in found}
    return round(bcubed(here, found).f1, 4)


def measure(of: Sample, models: EdgeModels) -> float:
    """Return the B-cubed F1 of the stories found, rounded to 4 decimals."""
    scored = score_pairs(of.features, of.copies, models)
    groups, _ = group_articles(of.features, scored, THRESHOLD)
    found = {of.features.ids[i]: number for number, group in enumerate(groups) for i in group}
    return round(bcubed(of.gold, found).f1, 4)


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


def build(
    loaded: Mapping[str, tuple[list[CleanArticle], dict[str, str]]], without: Mapping[str, Table]
) -> dict[tuple[str, str], Sample]:
    """Return every set in every form."""
    samples = {}
    for name, (cleaned, gold) in loaded.items():
        for form in FORMS[:-1]:
            samples[name, form] = sample(shape(cleaned, form), gold, without[name])
        parts, stories = sentences(cleaned, gold, SENTENCES[name])
        samples[name, FORMS[-1]] = sample(parts, stories, without[name])
    return samples


def main(folder: Path) -> None:
    """Train, measure, print the table and write the weights."""
    loaded = {name: load(folder, name) for name in SETS}
    samples = build(loaded, tables(folder))
    trainer = Trainer(samples)
    shipped = trainer.fit(SETS)
    figures: dict[str, dict[str, float]] = {"shipped": {}}
    for name in SETS:
        figures["shipped"][name] = measure(sample(*loaded[name], None), shipped)
        models = trainer.fit([other for other in SETS if other != name])
        for form in FORMS:
            if (name, form) in samples:
                column = "left_out" if form == "full" else f"left_out, {form}"
                figures.setdefault(column, {})[name] = measure(samples[name, form], models)
        figures.setdefault("left_out, ten at a time", {})[name] = measure_tens(loaded[name], models)
        print(name, {column: values.get(name) for column, values in figures.items()}, flush=True)
    for model in (shipped.full, shipped.short, shipped.agreement):
        document = to_json(model, {"b_cubed_f1": figures})
        (DATA / f"{model.name}.json").write_text(document, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
