"""What must hold of every comparison, whatever the articles (design, section 4)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dedup.ingest import read_articles
from dedup.model import Article, Comparison, Fact, Mention, QuoteSlots
from dedup.pipeline import cluster_stories, compare, diff, parse

FEED = Path(__file__).parents[1] / "samples" / "feed.jsonl"
FURNITURE = "Home\nNews\nSport\n\nAdvertisement · Scroll to continue\n\n"
TAIL = "\n\nShare this article\n\nYou may also like\n\nBakers of Orrin Vale bake a record loaf…"


@cache
def feed() -> dict[str, Article]:
    return {article.id: article for article in read_articles([FEED])}


def sample(index: int) -> Article:
    articles = list(feed().values())
    return articles[index % len(articles)]


# Independent outlets of one story, and articles of different stories.
RELATED = [
    ("ellery-bridge-closure/port-herald", "ellery-bridge-closure/radio-sallow"),
    ("brannock-derailment/dale-voice", "brannock-derailment/highmoor-gazette"),
    ("saltmere-water/saltmere-standard", "saltmere-water/national-courant"),
    ("umbrel-wreck/north-lake-news", "umbrel-wreck/science-daybook"),
]
UNRELATED = [
    ("ellery-bridge-closure/port-herald", "saltmere-water/national-courant"),
    ("brannock-derailment/dale-voice", "halvane-orrin-deal/market-lantern"),
    ("umbrel-wreck/north-lake-news", "corvane-teachers-strike/tavermouth-tribune"),
    ("halvane-orrin-deal/quillhaven-courier", "ellery-bridge-closure/radio-sallow"),
    ("umbrel-wreck/science-daybook", "brannock-derailment/highmoor-gazette"),
]

articles = st.integers(0, 29).map(sample)


def key(mention: Mention) -> tuple[object, ...]:
    spans = tuple((span.start, span.end) for span in mention.spans)
    return (mention.article_id, mention.kind, spans)


def summary(facts: Iterable[Fact]) -> Counter[object]:
    return Counter(
        (fact.kind, fact.status, tuple(sorted(key(mention) for mention in fact.mentions)))
        for fact in facts
    )


def said(comparison: Comparison, article_id: str) -> Counter[object]:
    """Return what the mentions of one article print and who speaks, without offsets."""
    text = next(p.article.text for p in comparison.articles if p.article.id == article_id)
    return Counter(
        (
            mention.kind,
            straight(" … ".join(text[span.start : span.end] for span in mention.spans)),
            mention.slots.speaker if isinstance(mention.slots, QuoteSlots) else None,
        )
        for fact in comparison.facts
        for mention in fact.mentions
        if mention.article_id == article_id
    )


def straight(text: str) -> str:
    return text.translate(str.maketrans("“”‘’", "\"\"''"))


def twin(article: Article, text: str | None = None) -> Article:
    return replace(article, id="twin", text=article.text if text is None else text)


@pytest.mark.parametrize(("left", "right"), RELATED + UNRELATED)
def test_every_printed_span_is_a_piece_of_its_sentence(left: str, right: str) -> None:
    comparison = compare(feed()[left], feed()[right])
    parsed = {p.article.id: p for p in comparison.articles}
    for fact in comparison.facts:
        for mention in fact.mentions:
            sentence = parsed[mention.article_id].sentences[mention.sentence].span
            assert 1 <= len(mention.spans) <= 3
            assert sentence.start <= mention.spans[0].start
            assert mention.spans[-1].end <= sentence.end
            assert all(a.end <= b.start for a, b in pairwise(mention.spans))


@pytest.mark.parametrize(("left", "right"), RELATED + UNRELATED)
def test_comparing_the_other_way_round_is_its_mirror_image(left: str, right: str) -> None:
    there, back = compare(feed()[left], feed()[right]), compare(feed()[right], feed()[left])
    assert summary(there.facts) == summary(back.facts)
    assert {(a.left, a.right, a.score) for a in there.alignments} == {
        (a.right, a.left, a.score) for a in back.alignments
    }


@given(articles)
@settings(max_examples=30)
def test_an_article_shares_everything_with_itself(article: Article) -> None:
    comparison = compare(article, twin(article))
    assert {fact.status for fact in comparison.facts} <= {"shared"}


@pytest.mark.parametrize(("left", "right"), UNRELATED)
def test_unrelated_articles_share_nothing_and_conflict_on_nothing(left: str, right: str) -> None:
    comparison = compare(feed()[left], feed()[right])
    assert {fact.status for fact in comparison.facts} <= {"unique"}


# One article of each story, but for the look-alike.
DISTINCT = sorted(
    {a.id.split("/")[0]: a.id for a in feed().values() if "falls" not in a.id}.values()
)


@pytest.mark.parametrize(("left", "right"), list(combinations(DISTINCT, 2)))
def test_articles_of_different_stories_share_nothing(left: str, right: str) -> None:
    assert {f.status for f in compare(feed()[left], feed()[right]).facts} <= {"unique"}


@given(articles, st.sampled_from(["head", "tail", "both"]))
@settings(max_examples=20)
def test_site_furniture_changes_no_fact_and_no_speaker(article: Article, where: str) -> None:
    head = FURNITURE if where != "tail" else ""
    dressed = head + article.text + (TAIL if where != "head" else "")
    comparison = compare(article, twin(article, dressed))
    assert said(comparison, "twin") == said(comparison, article.id)


@given(articles, st.integers(0, 40))
@settings(max_examples=20)
def test_a_paragraph_printed_twice_changes_no_fact(article: Article, index: int) -> None:
    parsed = parse(article)
    body = [line.span for line in parsed.lines if line.role == "body"]
    span = body[index % len(body)]
    again = article.text[: span.end] + "\n\n" + article.text[span.start :]
    comparison = compare(article, twin(article, again))
    assert said(comparison, "twin") == said(comparison, article.id)


@given(articles)
@settings(max_examples=30)
def test_exchanging_straight_and_curly_quotes_changes_no_fact_and_no_speaker(
    article: Article,
) -> None:
    comparison = compare(article, twin(article, straight(article.text)))
    assert said(comparison, "twin") == said(comparison, article.id)
    assert {fact.status for fact in comparison.facts} <= {"shared"}


@given(articles, st.integers(0, 40))
@settings(max_examples=25)
def test_deleting_a_sentence_loses_only_what_it_carried(article: Article, index: int) -> None:
    parsed = parse(article)
    body = [s for s in parsed.sentences if s.role == "body"]
    gone = body[index % len(body)]
    shorter = article.text[: gone.span.start] + article.text[gone.span.end :]
    comparison = compare(article, twin(article, shorter))
    for fact in comparison.facts:
        places = {m.sentence for m in fact.mentions if m.article_id == article.id}
        state = next(p.state for p in fact.presence if p.article_id == "twin")
        if places != {gone.index}:
            assert state == "found", fact
        elif fact.kind == "quantity":
            assert state != "found", fact


NUMBER = re.compile(
    r"(?<![\w.,$€£-])(\d{2,3})(?= (?:people|passengers|vehicles|homes|cases|schools))"
)


@pytest.mark.parametrize("article_id", sorted(feed()))
def test_changing_one_number_makes_exactly_one_conflict(article_id: str) -> None:
    article = feed()[article_id]
    parsed = parse(article)
    spots = [
        match
        for match in NUMBER.finditer(article.text)
        if any(s.span.start <= match.start() < s.span.end for s in parsed.content())
        # A figure printed twice is contradicted where it still stands.
        and len(re.findall(rf"\b{match.group()}\b", article.text)) == 1
    ]
    for match in spots:
        changed = str(int(match.group()) * 3 + 7)
        text = article.text[: match.start()] + changed + article.text[match.end() :]
        comparison = compare(article, twin(article, text))
        conflicts = [fact for fact in comparison.facts if fact.status == "conflicting"]
        assert len(conflicts) == 1, (match.group(), [fact.mentions for fact in conflicts])


def test_input_order_changes_no_group() -> None:
    listed = list(feed().values())
    there = cluster_stories(listed)
    back = cluster_stories(reversed(listed))
    assert there == back
    assert [c.story.id for c in diff(listed)] == [c.story.id for c in diff(listed[::-1])]


def test_order_of_three_articles_changes_no_fact() -> None:
    three = [a for a in feed().values() if a.id.startswith("umbrel-wreck/")]
    assert summary(compare(three).facts) == summary(compare(three[::-1]).facts)
