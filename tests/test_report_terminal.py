"""The diff report as a person sees it.

``python -m tests.test_report_terminal`` rewrites the golden texts.
"""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from dedup.errors import OptionError
from dedup.model import Comparison, EventSlots, Finding, NameSlots, Story
from dedup.options import ReportOptions
from dedup.report import render
from tests.report_fixtures import (
    ARTICLES,
    fact,
    mention,
    mill_story,
    parsed,
    presence,
    without_findings,
)

GOLDEN = Path(__file__).parent / "golden"
CASES = {
    "diff-60": ReportOptions(width=60),
    "diff-80": ReportOptions(width=80),
    "diff-100": ReportOptions(width=100),
    "diff-140": ReportOptions(width=140),
    "diff-80-ascii": ReportOptions(width=80, ascii=True),
    "facts-100": ReportOptions(facts=True),
    "sentences-100": ReportOptions(sentences=True),
    "sentences-60-c": ReportOptions(width=60, sentences=True, base="C"),
    "explain-80": ReportOptions(width=80, explain=1),
}
HOSTILE = {
    "markup": "[red]x[/red]",
    "stray closing tag": "[/b] alone",
    "emoji code": "a :smile: b",
    "escape sequence": "\x1b[31mred\x1b[0m",
    "window title": "\x1b]0;owned\x07shown",
    "eight-bit controls": "\x9b31mred\x85next",
    "right-to-left override": "abc\u202edef\u2066ghi",
    "zero width": "a\u200bb\u200dc\ufeffd",
    "pipe": "a | b",
    "html": "<script>alert(1)</script>",
    "link": "](http://evil.example) [x](javascript:1)",
    "line breaks": "one\ntwo\r\nthree\u2028four\ttab",
    "lone surrogate": "bad \ud800 half",
    "private use": "glue\ue000d",
    "wide": "橋が閉鎖された" * 30,
    "long word": "x" * 5000,
    "combining": "e\u0301" * 300,
}


def lines_of(text):
    assert text.endswith("\n")
    return text[:-1].split("\n")


def assert_fits(text, width):
    for line in lines_of(text):
        assert cell_len(line) <= width, line
        assert line == line.rstrip(), repr(line)


def hostile_story(words):
    """The mill story with hostile words as source, headline, id and sentences."""
    safe = re.sub(r"[\n\r\u2028]", " ", words)
    bad = parsed("courier", words, f"{safe}\n{safe} said.\nIt is closed, {safe} added.", hour=9)
    bad = replace(bad, article=replace(bad.article, headline=words), headline=words)
    whole = mill_story()
    articles = tuple(bad if a.article.id == "courier" else a for a in whole.articles)
    before = ARTICLES["courier"]
    ARTICLES["courier"] = bad
    try:
        name = NameSlots(key=words, name=words, role=words)
        odd = mention("courier", 1, "person", safe, name)
        facts = (
            fact(1, "conflicting", [odd, mention("herald", 4, "person", "Piet Sandor", name)]),
            fact(2, "unique", [odd]),
        )
    finally:
        ARTICLES["courier"] = before
    findings = (Finding("1", "name-conflict", "alert", ("F1",), 0.9),)
    alignments = tuple(
        a for a in whole.alignments if max(*a.left, *a.right) < 3 or "courier" not in a.right_id
    )
    alignments = tuple(a for a in alignments if "courier" not in (a.left_id, a.right_id))
    return replace(whole, articles=articles, facts=facts, findings=findings, alignments=alignments)


@pytest.mark.parametrize("name", CASES)
def test_report_matches_golden_text(name):
    expected = (GOLDEN / f"{name}.txt").read_text("utf-8")
    assert render([mill_story()], options=CASES[name]) == expected


@pytest.mark.parametrize("extra", [{}, {"facts": True}, {"sentences": True}, {"explain": 2}])
@pytest.mark.parametrize("width", [40, 60, 79, 80, 81, 100, 140, 200])
def test_no_line_is_wider_than_asked_or_ends_in_spaces(width, extra):
    assert_fits(render([mill_story()], options=ReportOptions(width=width, **extra)), width)


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("extra", [{}, {"facts": True}, {"sentences": True, "base": "C"}])
@pytest.mark.parametrize("width", [60, 100])
def test_hostile_words_neither_break_nor_leak(words, extra, width):
    text = render([hostile_story(words)], options=ReportOptions(width=width, **extra))
    assert_fits(text, width)
    assert not re.search(
        r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]", text
    )
    text.encode("utf-8")


def test_markup_and_emoji_codes_are_printed_as_they_are():
    text = render([hostile_story("[red]x[/red] :smile: [/b]")])
    assert "[red]x[/red] :smile: [/b]" in text


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE.keys())
def test_ascii_mode_writes_ascii_only(words):
    text = render([hostile_story(words)], options=ReportOptions(width=72, ascii=True))
    text.encode("ascii")
    assert_fits(text, 72)


@given(st.text(min_size=1, max_size=60).filter(lambda s: s.strip()), st.integers(40, 120))
@settings(max_examples=40, deadline=None)
def test_any_words_fit_any_width(words, width):
    head = " ".join(words.split()) or "x"
    article = ARTICLES["courier"]
    odd = replace(article, article=replace(article.article, source=words), headline=head)
    whole = mill_story()
    articles = tuple(odd if a.article.id == "courier" else a for a in whole.articles)
    assert_fits(
        render([replace(whole, articles=articles)], options=ReportOptions(width=width)), width
    )


def test_colour_only_adds_escape_codes():
    plain = render([mill_story()])
    colour = render([mill_story()], options=ReportOptions(color=True))
    assert "\x1b[" in colour
    assert re.sub(r"\x1b\[[0-9;]*m", "", colour) == plain
    assert not re.search(r"\x1b\[(?:\d+;)*3[12]m", colour), "red and green look alike to many"


def test_every_fact_is_counted_exactly_once():
    strip = render([mill_story()], options=ReportOptions(width=200)).split("\n")[6]
    total, parts = re.sub(r"\(.*?\)", "", strip).split(" = ")
    assert sum(int(n) for n in re.findall(r"\b\d+\b", parts)) == int(total.split()[0]) == 14


def test_findings_show_each_side_verbatim():
    text = render([mill_story()])
    assert "[-never-]" in text
    assert "{+not+}" in text
    for words in ("41,000 litres", "14,000 litres", "Three people", "Five people"):
        assert words in text


def test_absence_is_not_found_with_nearest_evidence():
    text = render([mill_story()], options=ReportOptions(width=140))
    assert "not found elsewhere" in text
    assert "nearest C10 0.44: The mill, closed for nine years" in text
    assert "omitted" not in text


def test_copies_share_a_column():
    text = render([mill_story()], options=ReportOptions(width=140))
    assert "same origin as A (copy 1.00: 6 of 6 sentences)" in text
    assert "\n A=B  C  D\n" in text


def test_empty_list_says_so():
    text = render([])
    assert text.startswith("Nothing to compare")
    assert_fits(text, 100)


def test_no_findings_is_said_and_not_called_proof():
    text = render([without_findings()])
    assert "no conflict, changed quotation or other difference was found" in text
    assert "not proof" in text


def test_one_article_is_nothing_to_compare():
    whole = without_findings()
    alone = Comparison(
        Story("herald", ("herald",), "herald", (("herald",),), 1.0), whole.articles[:1], (), (), ()
    )
    assert "Only one article" in render([alone])


@pytest.mark.parametrize("level", ["alert", "notice", "info"])
def test_unknown_rules_still_print(level):
    odd = Finding("1", "brand-new_rule", level, ("F1", "F999"), 0.5)
    text = render([replace(mill_story(), findings=(odd,))])
    assert "BRAND NEW RULE" in text


@pytest.mark.parametrize(
    "rule",
    ["number-conflict", "date-conflict", "quote-wording", "name-conflict", "attribution", "updated",
     "adds-up", "detail", "buried", "only-in", "event-conflict", "possible-conflict"],
)  # fmt: skip
@pytest.mark.parametrize("number", range(1, 15))
def test_every_rule_prints_over_every_kind_of_fact(rule, number):
    odd = Finding("1", rule, "alert", (f"F{number}",), 0.5)
    for width in (60, 100):
        text = render([replace(mill_story(), findings=(odd,))], options=ReportOptions(width=width))
        assert_fits(text, width)


@pytest.mark.parametrize("base", ["", "A", "b", "courier", "RADIO TARN"])
def test_base_may_be_letter_id_or_source(base):
    text = render([mill_story()], options=ReportOptions(sentences=True, base=base))
    wanted = {"": "A", "A": "A", "b": "B", "courier": "C", "RADIO TARN": "D"}[base]
    assert f"SENTENCES OF {wanted}" in text


def test_unknown_base_names_the_choices():
    with pytest.raises(OptionError, match="Vale Courier"):
        render([mill_story()], options=ReportOptions(sentences=True, base="Z"))


def test_unknown_finding_names_the_choices():
    with pytest.raises(OptionError, match="1, 2, 3, 4, 5, 6"):
        render([mill_story()], options=ReportOptions(explain=99))


def test_unknown_format_names_the_choices():
    with pytest.raises(OptionError, match="table, md, json, jsonl"):
        render([mill_story()], format="pdf")


@pytest.mark.parametrize("bad", [{"width": 39}, {"explain": -1}])
def test_options_out_of_range_are_refused(bad):
    with pytest.raises(OptionError):
        ReportOptions(**bad)


def test_sentences_list_what_the_base_has_not():
    text = render([mill_story()], options=ReportOptions(sentences=True))
    assert "+ NOT ALIGNED WITH A: C" in text
    assert "C07  A security firm stopped patrolling" in text
    assert "NOT ALIGNED WITH A: B" not in text, "a copy adds nothing"


def many_outlets(n, *, copies=1):
    """A story of n invented outlets that all have one fact; groups of copies."""
    text = "Bridge shut\nThe Orm bridge was shut on Friday."
    articles = [parsed(f"o{i:02d}", f"Outlet {i}", text, hour=i % 24) for i in range(n)]
    ids = [a.article.id for a in articles]
    origins = tuple(tuple(ids[i : i + copies]) for i in range(0, n, copies))
    slots = EventSlots(predicate="shut", agent="", object="", negated=False, modality="done")
    ARTICLES.update({a.article.id: a for a in articles})
    try:
        mentions = [mention(i, 1, "event", "The Orm bridge was shut", slots) for i in ids]
        both = presence(mentions, {})
    finally:
        for key in ids:
            del ARTICLES[key]
    here = tuple(p for p in both if p.article_id in ids)
    shared = replace(fact(1, "shared", mentions), presence=here, n_found=n, n_origins=len(origins))
    return Comparison(
        Story(ids[0], tuple(ids), ids[0], origins, 1.0), tuple(articles), (), (shared,), ()
    )


@pytest.mark.parametrize(("n", "copies"), [(12, 1), (12, 6), (12, 12), (30, 1), (40, 9)])
@pytest.mark.parametrize("width", [60, 80, 100])
def test_many_outlets_fit(n, copies, width):
    text = render([many_outlets(n, copies=copies)], options=ReportOptions(width=width))
    assert_fits(text, width)
    assert "The Orm bridge was shut" in text


def test_twelve_outlets_have_one_matrix_column_each():
    text = render([many_outlets(12)], options=ReportOptions(width=80))
    assert "\n A  B  C  D  E  F  G  H  I  J  K  L\n" in text


def test_copies_alone_have_nothing_only_in_one():
    whole = many_outlets(3, copies=3)
    alone = replace(whole, facts=(replace(whole.facts[0], status="unique"),))
    text = render([alone])
    assert "1 fact = 1 in one text" in text
    assert "FACTS OF A=B=C" in text
    assert "go back to one text" in text
    assert "not found" not in text.split("HOW TO READ")[0]


def test_letters_go_on_after_z():
    assert " AD  Outlet 29" in render([many_outlets(30)])


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for case, wanted in CASES.items():
        (GOLDEN / f"{case}.txt").write_text(render([mill_story()], options=wanted), "utf-8")
