"""The samples against their gold: the demo is also a test.

Every floor below is what was measured when it was set, rounded down; raise a
floor when the figure rises, never lower it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dedup.ingest import read_articles
from dedup.metrics import edge_f1
from dedup.model import Article, Comparison, Fact, Mention, ParsedArticle
from dedup.pipeline import align, check, clean, compare, diff, find_duplicates, parse
from dedup.sentence_words import read

SAMPLES = Path(__file__).parents[1] / "samples"
NAMES = ("person", "organisation", "place")


@cache
def gold() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((SAMPLES / "expected.json").read_text("utf-8"))
    return loaded


@cache
def feed() -> dict[str, Article]:
    return {article.id: article for article in read_articles([SAMPLES / "feed.jsonl"])}


@cache
def parsed(article_id: str) -> ParsedArticle:
    return parse(feed()[article_id])


@cache
def story(slug: str) -> Comparison:
    return compare([feed()[article_id] for article_id in gold()["stories"][slug]])


def places(article_id: str, words: str) -> list[tuple[int, int]]:
    """Return every place where an article prints these words."""
    text, found = feed()[article_id].text, []
    start = text.find(words)
    while start >= 0:
        found.append((start, start + len(words)))
        start = text.find(words, start + 1)
    return found


def facts_at(comparison: Comparison, article_id: str, words: str) -> list[Fact]:
    spots = places(article_id, words)
    return [
        fact
        for fact in comparison.facts
        if any(
            span.start < end and start < span.end
            for mention in fact.mentions
            if mention.article_id == article_id
            for span in mention.spans
            for start, end in spots
        )
    ]


def common(comparison: Comparison, left: dict[str, str], right: dict[str, str]) -> list[Fact]:
    theirs = {fact.id for fact in facts_at(comparison, right["article"], right["text"])}
    return [f for f in facts_at(comparison, left["article"], left["text"]) if f.id in theirs]


def test_the_stories_are_found_and_the_look_alike_stays_apart() -> None:
    found = {c.story.article_ids for c in diff(list(feed().values()))}
    assert found == {tuple(sorted(ids)) for ids in gold()["stories"].values()}


@pytest.mark.parametrize("slug", sorted(gold()["stories"]))
def test_copies_share_an_origin(slug: str) -> None:
    found = {tuple(sorted(origin)) for origin in story(slug).story.origins}
    assert found == {tuple(sorted(origin)) for origin in gold()["origins"][slug]}


def test_no_article_of_two_stories_is_called_a_copy() -> None:
    for pair in find_duplicates(list(feed().values())):
        assert pair.left_id.split("/")[0] == pair.right_id.split("/")[0]


def lines(article_id: str) -> Iterator[tuple[str, str]]:
    cleaned = clean(feed()[article_id])
    for line in cleaned.lines:
        yield line.role, feed()[article_id].text[line.span.start : line.span.end]


def test_body_paragraphs_stay_and_furniture_goes() -> None:
    kept = lost = furniture_kept = 0
    for article_id, entry in gold()["articles"].items():
        body = [text for role, text in lines(article_id) if role == "body"]
        whole = feed()[article_id].text
        for start in entry["body"]:
            # A dateline is a line of its own, so the paragraph may begin behind it.
            begins = whole.find(start)
            paragraph = whole[begins : whole.find("\n", begins + 1)]
            found = any(text in paragraph or paragraph in text for text in body)
            kept, lost = kept + found, lost + (not found)
        # A repeated lead is furniture once and body once.
        starts = tuple(entry["body"])
        furniture = {text for text in entry["furniture"] if not text.startswith(starts)}
        furniture_kept += sum(1 for text in body if text in furniture)
    assert lost <= 1, (kept, lost)
    assert furniture_kept <= 3


def planted(status: str) -> list[dict[str, Any]]:
    return [finding for finding in gold()["findings"] if finding["status"] == status]


def has_status(finding: dict[str, Any]) -> bool:
    comparison = story(finding["story"])
    facts = common(comparison, finding["left"], finding["right"])
    if finding["status"] == "adds_up":
        return any(reason.signal == "parts add up" for f in facts for reason in f.reasons)
    return any(fact.status == finding["status"] for fact in facts)


# Of 7 conflicts, 11 reworded quotations, 7 updates, 3 sums, 4 attributions, 19 details.
FLOORS = {
    "conflicting": 4,
    "wording_differs": 8,
    "updated": 5,
    "adds_up": 2,
    "attribution_differs": 2,
    "detail_differs": 10,
}


@pytest.mark.parametrize("status", sorted(FLOORS))
def test_planted_differences_are_found(status: str) -> None:
    assert sum(map(has_status, planted(status))) >= FLOORS[status]


def test_every_conflict_reported_was_planted() -> None:
    real = [f for f in gold()["findings"] if f["status"] in ("conflicting", "updated")]
    for slug in gold()["stories"]:
        for fact in story(slug).facts:
            if fact.status == "conflicting":
                assert any(
                    fact in common(story(slug), f["left"], f["right"])
                    for f in real
                    if f["story"] == slug
                ), fact


def test_what_one_outlet_alone_has_is_not_called_shared() -> None:
    alone = gold()["only_in"]
    statuses = [
        {f.status for f in facts_at(story(e["story"]), e["article"], e["text"])} for e in alone
    ]
    # .89 when "not found" was right less often; the test below holds what was bought with it.
    assert sum("unique" in found for found in statuses) / len(alone) >= 0.81
    assert sum(bool(found & {"unique", "undecided"}) for found in statuses) / len(alone) >= 0.94


def sentences_at(article: ParsedArticle, text: str) -> set[int]:
    return {
        sentence.index
        for sentence in article.sentences
        for start, end in places(article.article.id, text)
        if sentence.span.start < end and start < sentence.span.end
    }


def prints(article: ParsedArticle, indices: set[int], figure: str) -> bool:
    """Tell whether some sentences print a figure; one that holds no number itself, they do."""
    wanted = read(figure).numbers
    printed = set[str]().union(*(read(article.sentence_text(i)).numbers for i in indices))
    return not wanted or bool(wanted & printed)


def printed(article: ParsedArticle, mention: Mention) -> str:
    return " ".join(article.article.text[s.start : s.end] for s in mention.spans)


def test_what_is_not_found_is_not_there() -> None:
    """A figure stands in an article that prints it or tells it; the rest, where its sentence does.

    The sentences were paired by hand whether or not they agree in every figure. What is not found
    though its sentence is paired was judged fact by fact: most is not told, or only in part.
    """
    right = right_in_part = n_said = n_absent = wholly = 0
    not_told = {
        (e["kind"], e["left"]["article"], e["left"]["text"], e["right"]): e["told"]
        for e in gold()["not_told"]
    }
    told = [
        (each["left"]["article"], each["left"]["text"], each["right"]["article"])
        for each in gold()["figures_in_other_words"]
    ]
    for entry in gold()["alignments"]:
        comparison = story(entry["left"].split("/")[0])
        texts = {each.article.id: each for each in comparison.articles}
        sides = ((entry["left"], entry["right"], 0), (entry["right"], entry["left"], 1))
        for own, other, side in sides:
            paired: dict[int, set[int]] = {}
            for pair in entry["pairs"]:
                for index in sentences_at(texts[own], pair[side]):
                    theirs = sentences_at(texts[other], pair[1 - side])
                    paired.setdefault(index, set()).update(theirs)
            for fact in comparison.facts:
                state = next(p.state for p in fact.presence if p.article_id == other)
                for mention in fact.mentions:
                    if mention.article_id != own or fact.kind in NAMES:
                        continue
                    if texts[own].sentences[mention.sentence].role == "headline":
                        continue
                    there = mention.sentence in paired
                    if there and fact.kind == "quantity":
                        words = printed(texts[own], mention)
                        there = prints(texts[other], paired[mention.sentence], words) or any(
                            own == article and other == teller and text in words
                            for article, text, teller in told
                        )
                    n_absent += not there
                    if state != "not_found":
                        continue
                    n_said += 1
                    right += not there
                    judged = not_told.get((fact.kind, own, printed(texts[own], mention), other))
                    wholly += not there or judged == "no"
                    right_in_part += not there or judged is not None
    assert right_in_part / n_said >= 0.945
    assert wholly / n_said >= 0.91
    assert right / n_absent >= 0.79


def test_shared_facts_are_shared() -> None:
    hits = n_pairs = 0
    for entry in gold()["shared"]:
        ids = sorted(entry["texts"])
        for left in ids:
            for right in ids:
                if left < right:
                    sides = [{"article": i, "text": entry["texts"][i]} for i in (left, right)]
                    n_pairs += 1
                    hits += bool(common(story(entry["story"]), *sides))
    assert hits / n_pairs >= 0.72


def test_aligned_sentences_render_each_other() -> None:
    wanted, found = set(), set()
    for entry in gold()["alignments"]:
        left, right = parsed(entry["left"]), parsed(entry["right"])

        def sentences(article: ParsedArticle, words: str) -> list[int]:
            spots = places(article.article.id, words)
            return [
                s.index
                for s in article.content()
                if any(s.span.start < end and start < s.span.end for start, end in spots)
            ]

        key = (entry["left"], entry["right"])
        for ours, theirs in entry["pairs"]:
            wanted |= {
                (*key, i, j) for i in sentences(left, ours) for j in sentences(right, theirs)
            }
        for alignment in align(left.article, right.article):
            found |= {(*key, i, j) for i in alignment.left for j in alignment.right}
    assert edge_f1(wanted, found).f1 >= 0.6


def test_claims_get_the_verdict_a_reader_gives() -> None:
    right = Counter[str]()
    total = Counter[str]()
    for entry in gold()["propositions"]:
        verdict = check(entry["claim"], feed()[entry["article"]])
        wanted = entry["verdict"] == "supported"
        total[entry["verdict"]] += 1
        right[entry["verdict"]] += (verdict.verdict == "supported") == wanted
    balanced = sum(
        [
            right["supported"] / total["supported"],
            (right["contradicted"] + right["not_found"])
            / (total["contradicted"] + total["not_found"]),
        ]
    )
    assert balanced / 2 >= 0.85
