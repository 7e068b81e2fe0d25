"""Markdown says what the terminal says, and article text makes no markup in it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.options import ReportOptions
from dedup.report import render
from dedup.report.markdown import escape
from tests.report_fixtures import mill_story
from tests.test_report_terminal import HOSTILE, hostile_story

ATTACKS = {
    "link": "[x](http://evil.example)",
    "broken link": "](http://evil.example)",
    "bare address": "see http://evil.example and www.evil.example or a@evil.example",
    "image": "![x](y.png)",
    "html": "<img src=x onerror=alert(1)>",
    "entity": "&lt;b&gt;",
    "code": "`rm -rf`",
    "strong": "**bold** __bold__ ~~gone~~",
    "heading": "# heading",
    "list": "- item",
    "numbered list": "1. item",
    "quote": "> quote",
    "table": "a | b",
    "formula": "from $64 million to $18",
    "rule": "---",
}


def unescaped(text):
    """Return a text with a plain letter for every escaped character."""
    return re.sub(r"\\.", "x", text)


@pytest.mark.parametrize("text", ATTACKS.values(), ids=ATTACKS.keys())
def test_article_text_makes_no_markup(text):
    left = unescaped(escape(text))
    assert not set(left) & set("[]<>|`*_~$")
    assert not re.search(r"://|www\.|\w@\w", left)
    assert not re.match(r"\s*([-+#=!]|\d+[.)]\s)", left)


@given(st.text(max_size=80))
def test_escaping_leaves_no_special_character(text):
    left = unescaped(escape(text))
    assert not set(left) & set("[]<>|`*_~$")


def test_ordinary_words_stay_readable():
    text = "Sixty-three people (two of them children) left at 4 a.m.; it’s over!"
    assert escape(text) == text


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_words_do_not_break_the_document(words):
    text = render([hostile_story(words)], format="md", options=ReportOptions(ascii=True))
    text.encode("ascii")
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", text)
    assert "<" not in text


def test_table_rows_have_one_cell_a_column():
    text = render([hostile_story("a | b")], format="md")
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    assert len(rows) >= 3
    assert {unescaped(row).count("|") for row in rows} == {6}


def test_markdown_says_what_the_terminal_says():
    text = render([mill_story()], format="md")
    for words in ("# STORY courier Old mill burns down", "## LOOK HERE", "41,000 litres",
                  "14,000 litres", r"\[-never-\]", "{+not+}", "## HOW TO READ",
                  "Nothing here says who is right", "| **A=B** | **C** | **D** |"):  # fmt: skip
        assert words in text
