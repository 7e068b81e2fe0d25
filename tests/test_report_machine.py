"""What programs read: the formats that DESIGN.md section 5 fixes."""

import csv
import io
import json
import math
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from dedup.errors import OptionError
from dedup.model import (
    CleanArticle,
    DuplicatePair,
    Evidence,
    QuantitySlots,
    Reason,
    Story,
    Verdict,
)
from dedup.options import ReportOptions
from dedup.report import render, render_clean, render_pairs, render_stories, render_verdicts
from tests.conftest import make_article
from tests.report_fixtures import ARTICLES, mill_story, parsed

HOSTILE = "\x1b[31m\x9b31m\u202e|<script>](http://x) :smile: [/b]\ud800"


def document():
    return json.loads(render([mill_story()], format="json"))


def test_diff_json_has_the_keys_of_the_design():
    result = document()
    assert result["schema"] == "dedup/1"
    assert set(result["tool"]) == {"name", "version", "thresholds"}
    (story,) = result["stories"]
    assert {"id", "articles", "origins", "alignments", "facts", "findings"} <= set(story)
    assert story["origins"] == [["courier"], ["herald", "ledger"], ["radio"]]
    article, alignment = story["articles"][0], story["alignments"][0]
    assert {"id", "source", "sentences", "headline", "url", "published", "lines"} <= set(article)
    assert {"index", "start", "end", "role"} <= set(article["sentences"][0])
    assert {"left", "right", "score", "relation", "reasons"} <= set(alignment)
    assert alignment["left"] == {"article_id": "herald", "sentences": [2]}
    fact, finding = story["facts"][0], story["findings"][0]
    assert {"id", "kind", "status", "mentions", "presence"} <= set(fact)
    assert {"article_id", "sentence", "spans", "slots"} <= set(fact["mentions"][0])
    assert set(fact["presence"]) == {"courier", "herald", "ledger", "radio"}
    assert {"state", "sentences", "nearest", "score"} <= set(fact["presence"]["radio"])
    assert {"id", "rule", "level", "facts", "reasons"} <= set(finding)


def test_spans_slice_to_the_printed_text():
    (story,) = document()["stories"]
    texts = {article["id"]: article["text"] for article in story["articles"]}
    n_checked = 0
    for fact in story["facts"]:
        for mention in fact["mentions"]:
            cut = [texts[mention["article_id"]][start:end] for start, end in mention["spans"]]
            assert cut == mention["texts"]
            assert " … ".join(cut) == mention["text"]
            n_checked += 1
    assert n_checked > 20


def test_sentences_slice_to_the_sentences():
    (story,) = document()["stories"]
    for article in story["articles"]:
        known = ARTICLES[article["id"]]
        for sentence in article["sentences"]:
            cut = article["text"][sentence["start"] : sentence["end"]]
            assert cut == known.sentence_text(sentence["index"])


def test_json_is_sorted_and_the_same_twice():
    text = render([mill_story()], format="json")
    assert text == render([mill_story()], format="json")
    again = json.dumps(json.loads(text), sort_keys=True, ensure_ascii=False, indent=1) + "\n"
    assert text == again


def test_jsonl_has_one_story_a_line():
    text = render([mill_story(), mill_story()], format="jsonl")
    lines = text.splitlines()
    assert len(lines) == 2
    assert json.loads(lines[0])["schema"] == "dedup/1"
    assert render([], format="jsonl") == ""


def test_empty_input_is_a_document_without_stories():
    assert json.loads(render([], format="json"))["stories"] == []


def test_times_are_utc():
    whole = mill_story()
    east = datetime(2031, 5, 13, 1, 30, tzinfo=timezone(timedelta(hours=2)))
    first = replace(whole.articles[0], article=replace(whole.articles[0].article, published=east))
    text = render([replace(whole, articles=(first, *whole.articles[1:]))], format="json")
    articles = json.loads(text)["stories"][0]["articles"]
    assert articles[0]["published"] == "2031-05-12T23:30:00Z"
    assert articles[3]["published"] is None


def test_infinite_bounds_are_null():
    whole = mill_story()
    slots = QuantitySlots(
        low=80000.0, high=math.inf, comparator=">", step=math.nan, unit="", noun="x"
    )
    fact = whole.facts[0]
    odd = replace(fact, mentions=(replace(fact.mentions[0], slots=slots),))
    text = render([replace(whole, facts=(odd,))], format="json")
    assert "Infinity" not in text
    assert "NaN" not in text
    assert json.loads(text)["stories"][0]["facts"][0]["mentions"][0]["slots"]["high"] is None


def test_given_thresholds_are_reported():
    text = render([], format="json", thresholds={"align.threshold": 0.4})
    assert json.loads(text)["tool"]["thresholds"] == {"align.threshold": 0.4}


@pytest.mark.parametrize("format", ["json", "jsonl"])
def test_json_holds_no_character_a_terminal_obeys(format):
    whole = mill_story()
    text = HOSTILE.replace("\n", " ")
    bad = replace(parsed("radio", text, f"{text}\n{text}"), truncated=True)
    text = render([replace(whole, articles=(*whole.articles[:3], bad))], format=format)
    assert not set(text) & set("\x1b\x9b\u202e\ud800")
    text.encode("utf-8")
    found = (
        json.loads(text.splitlines()[0]) if format == "jsonl" else json.loads(text)["stories"][0]
    )
    assert found["articles"][3]["source"] == HOSTILE


STORIES = (
    Story("a", ("a", "b", "c"), "b", (("a", "b"), ("c",)), 0.9, (Reason("same names", 0.8, 0.5),)),
    Story("d", ("d",), "d", (("d",),), 1.0),
)


def feed():
    return [
        make_article("a", source="=cmd()", headline="+1 for Orm", published="2031-05-13"),
        make_article("b", source="Orm, Post", headline='"Shut", says mayor\nagain'),
        make_article("c", source="-Herald", headline="@home"),
        make_article("d", source="Alone", headline="Heron returns"),
    ]


def test_stories_jsonl_has_the_keys_of_the_design():
    first, second = map(json.loads, render_stories(STORIES, feed(), format="jsonl").splitlines())
    assert first["article_ids"] == ["a", "b", "c"]
    assert first["representative_id"] == "b"
    assert first["origins"] == [["a", "b"], ["c"]]
    assert {"id", "score", "reasons"} <= set(first)
    assert second["id"] == "d"


def test_csv_carries_no_control_characters():
    hostile = replace(feed()[0], headline="\x1b[31mShut\x07 \u202ereopened")
    text = render_stories(STORIES, [hostile, *feed()[1:]], format="csv")
    assert not set(text) & set("\x1b\x07\u202e")


def test_csv_round_trips_and_runs_no_formula():
    text = render_stories(STORIES, feed(), format="csv")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["article_id"] for row in rows] == ["a", "b", "c", "d"]
    assert [row["origin"] for row in rows] == ["1", "1", "2", "1"]
    assert rows[0]["source"] == "'=cmd()"
    assert rows[0]["headline"] == "'+1 for Orm"
    assert rows[0]["published"] == "2031-05-13T00:00:00Z"
    assert rows[1]["headline"] == '"Shut", says mayor\nagain'
    assert rows[2]["source"] == "'-Herald"
    assert rows[2]["headline"] == "'@home"


def test_pairs_have_the_keys_of_the_design():
    pair = DuplicatePair("a", "b", "near", 0.93, (Reason("rare words in common", 0.93, 0.6),))
    (row,) = map(json.loads, render_pairs([pair], format="jsonl").splitlines())
    assert row["left_id"] == "a"
    assert row["right_id"] == "b"
    assert row["kind"] == "near"
    assert row["score"] == 0.93
    assert row["reasons"][0]["threshold"] == 0.6
    assert render_pairs([pair], format="csv") == "left_id,right_id,kind,score\na,b,near,0.93\n"
    assert json.loads(render_pairs([], format="json"))["pairs"] == []


def cleaned():
    article = ARTICLES["courier"]
    return CleanArticle(article.article, article.headline, article.lines)


def test_clean_has_the_keys_of_the_design():
    (row,) = map(json.loads, render_clean([cleaned()], format="jsonl").splitlines())
    assert row["id"] == "courier"
    assert "Cookies" not in row["text"]
    roles = {line["role"]: line for line in row["lines"]}
    line = roles["chrome"]
    text = ARTICLES["courier"].article.text
    assert text[line["start"] : line["end"]] == "Cookies help us run this site."
    assert set(line) == {"start", "end", "role", "score"}


def verdict(key, name, **scores):
    span = ARTICLES[key].sentences[2].span
    return Verdict(
        key, name, scores.get("support", 0.1), scores.get("conflict", 0.0),
        (Evidence(2, span, 0.7),), (Reason("same number", 0.0, 1.0),),
    )  # fmt: skip


VERDICTS = (
    verdict("herald", "supported", support=0.9),
    verdict("courier", "contradicted", conflict=0.8),
    verdict("herald", "not_found"),
    verdict("courier", "unknown"),
)
CLAIMS = ("The mill held 41,000 litres.", "A ferry sank.")


def held_against():
    return [ARTICLES["herald"], ARTICLES["courier"].article]


def test_verdicts_have_the_keys_of_the_design():
    text = render_verdicts(VERDICTS, CLAIMS, held_against(), format="jsonl")
    rows = [json.loads(line) for line in text.splitlines()]
    assert [row["verdict"] for row in rows] == ["supported", "contradicted", "not_found", "unknown"]
    assert [row["claim_index"] for row in rows] == [0, 0, 1, 1]
    first = rows[0]
    wanted = {"article_id", "verdict", "support", "conflict", "evidence", "reasons"}
    assert wanted <= set(first)
    evidence = first["evidence"][0]
    assert {"sentence", "start", "end", "score"} <= set(evidence)
    text = ARTICLES["herald"].article.text
    assert text[evidence["start"] : evidence["end"]] == evidence["text"]


def test_verdicts_may_come_with_a_claim_each():
    claims = ("x", "x", "y", "y")
    text = render_verdicts(VERDICTS, claims, held_against(), format="jsonl")
    assert [json.loads(line)["claim"] for line in text.splitlines()] == list(claims)


def test_verdicts_that_do_not_fit_are_refused():
    with pytest.raises(OptionError, match="4 verdicts do not fit"):
        render_verdicts(VERDICTS, ("x",), held_against(), format="jsonl")


@pytest.mark.parametrize(
    "call",
    [
        lambda f, o: render_stories(STORIES, feed(), format=f, options=o),
        lambda f, o: render_stories([], [], format=f, options=o),
        lambda f, o: render_stories(STORIES, [], format=f, options=o),
        lambda f, o: render_pairs(
            [DuplicatePair(HOSTILE, "b" * 300, "partial", 0.4)], format=f, options=o
        ),
        lambda f, o: render_pairs([], format=f, options=o),
        lambda f, o: render_clean([cleaned()], format=f, options=o),
        lambda f, o: render_clean([], format=f, options=o),
        lambda f, o: render_verdicts(VERDICTS, CLAIMS, held_against(), format=f, options=o),
        lambda f, o: render_verdicts([], [], [], format=f, options=o),
    ],
    ids=["stories", "no story", "stories without articles", "pairs", "no pair", "clean",
         "nothing to clean", "verdicts", "no verdict"],
)  # fmt: skip
@pytest.mark.parametrize("format", ["table", "md"])
@pytest.mark.parametrize("width", [40, 60, 80, 100])
def test_lists_for_people_fit_and_are_never_empty(call, format, width):
    from rich.cells import cell_len

    text = call(format, ReportOptions(width=width, ascii=True))
    assert text.strip()
    text.encode("ascii")
    if format == "table":
        assert all(cell_len(line) <= width for line in text.splitlines())
        assert all(line == line.rstrip() for line in text.splitlines())


def test_contradictions_come_first_for_people():
    text = render_verdicts(VERDICTS, CLAIMS, held_against())
    assert text.index("contradicted  Vale Courier") < text.index("supported     Tarn Herald")
    assert "not whether it is true" in text


def test_stories_for_people_join_copies_and_list_the_rest():
    text = render_stories(STORIES, feed())
    assert text.startswith("4 articles in 2 stories, 1 of one article · *")
    assert "copy of Orm, Post" in text
    assert "ALONE  1 article" in text


@pytest.mark.parametrize("render_list", [render_stories, render_verdicts])
def test_unknown_formats_are_refused(render_list):
    arguments = ([], []) if render_list is render_stories else ([], [], [])
    with pytest.raises(OptionError, match="format must be one of"):
        render_list(*arguments, format="xml")
