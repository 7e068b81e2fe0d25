"""Article words made fit for display, and word marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.report.view import letter
from dedup.report.words import clip, display, likeness, same_words, to_ascii, word_diff


def marks(left, right, *, cut=False):
    """Return both texts with their marks, as printed."""
    signs = {"removed": "[-{}-]", "added": "{{+{}+}}", "same": "{}"}
    return tuple(
        " ".join(signs[part.mark].format(part.text) for part in side)
        for side in word_diff(left, right, cut=cut)
    )


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("will never reopen", "will not reopen",
         ("will [-never-] reopen", "will {+not+} reopen")),
        ("We close it.", "we close it", ("We close it.", "we close it")),
        ("“It’s shut,”", "\"It's shut\"", ("“It’s shut,”", "\"It's shut\"")),
        ("in January", "in March", ("in [-January-]", "in {+March+}")),
        ("", "", ("", "")),
        ("a b", "", ("[-a b-]", "")),
        ("paid $64 now", "paid €64 now", ("paid [-$64-] now", "paid {+€64+} now")),
        ("rose 3.5 points", "rose 35 points", ("rose [-3.5-] points", "rose {+35+} points")),
    ],
    ids=["swap", "case and stop", "quotes", "whole words", "empty", "one side", "currency",
         "decimal point"],
)  # fmt: skip
def test_word_marks(left, right, expected):
    assert marks(left, right) == expected


def test_neighbouring_swaps_become_one():
    left, right = marks("the old red bridge stays", "the new and blue bridge stays")
    assert left == "the [-old red-] bridge stays"
    assert right == "the {+new and blue+} bridge stays"
    left, _ = marks("one big two small three", "uno big dos small tres")
    assert left == "[-one big two small three-]"


def test_a_longer_quotation_is_not_another_wording():
    short = "we will never reopen it"
    long = "I told them again and again that we will never reopen it"
    assert marks(short, f"{long} now")[1].startswith("I told them")
    assert marks("so we will never open it", "so we will not open it and that is that for good")[
        1
    ].endswith("{+not+} open it and that is that for good")


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("We couldn't find the pay day — or them", "We could not find the payday, or 'em",
         ("We couldn't find the pay day — or them", "We could not find the payday, or 'em")),
        ("When you see the boats and when you see the boys thrown in the back you cry",
         "When you see the boys thrown in the back you cry",
         ("When you see the [-boats and when you see the-] boys thrown in the back you cry",
          "When you see the boys thrown in the back you cry")),
    ],
    ids=["spelling", "from the beginning"],
)  # fmt: skip
def test_quotations_are_marked_as_they_are_compared(left, right, expected):
    assert marks(left, right, cut=True) == expected


@pytest.mark.parametrize("cut", [False, True])
@given(left=st.text(max_size=60), right=st.text(max_size=60))
def test_marks_lose_no_word(left, right, cut):
    first, second = word_diff(left, right, cut=cut)
    assert " ".join(part.text for part in first).split() == display(left).split()
    assert " ".join(part.text for part in second).split() == display(right).split()


@given(st.text(max_size=60))
def test_a_text_does_not_differ_from_itself(text):
    assert all(part.mark == "same" for side in word_diff(text, text) for part in side)
    assert likeness(text, text) == 1.0
    assert same_words(text, text)


@given(st.text(max_size=60))
def test_display_is_idempotent_and_one_line(text):
    once = display(text)
    assert display(once) == once
    assert "\n" not in once
    assert "  " not in once


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x9b1mbold", "bold"),
        ("a\u202eb\u2066c\u200bd\ufeff", "abcd"),
        ("soft\u00adhyphen", "softhyphen"),
        ("one\r\n two\t\u2028three", "one two three"),
        ("\x1b", ""),
        ("unfinished \x1b[3", "unfinished 3"),
        ("[red]x[/b] :smile:", "[red]x[/b] :smile:"),
        ("café 橋", "café 橋"),
    ],
)
def test_display_drops_what_a_terminal_obeys(text, expected):
    assert display(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“It’s” — café…", '"It\'s" -- cafe...'),
        ("£350m · 2½ km²", "GBP 350m - 2 1/2 km2"),
        ("Straße Łódź", "Strasse Lodz"),
        ("橋", "?"),
    ],
)
def test_ascii_is_the_closest_form(text, expected):
    assert to_ascii(text) == expected


@given(st.text(max_size=60))
def test_ascii_is_ascii(text):
    assert to_ascii(text).isascii()


@given(st.text(max_size=200), st.integers(2, 80))
def test_clip_is_no_longer_than_asked(text, most):
    assert len(clip(text, most)) <= most


@pytest.mark.parametrize(("position", "expected"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ")])
def test_letters_are_those_of_spreadsheets(position, expected):
    assert letter(position) == expected
