"""The clean stage, on invented pages."""

from __future__ import annotations

import pickle
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dedup.cleaning import clean_article, clean_articles
from dedup.cleaning.layout import REACH, lay_out
from dedup.cleaning.lines import clean_texts
from dedup.cleaning.packed import pack
from dedup.errors import OptionError
from dedup.model import Line, Span
from dedup.options import CleanOptions
from tests.cleaning_builders import (
    BODY,
    END,
    TITLE,
    TOP,
    article,
    page,
    role_of,
    roles,
    site_articles,
)


def test_body_is_kept_and_furniture_is_not() -> None:
    cleaned = clean_article(article(page(*TOP, TITLE, *BODY, *END)))
    assert cleaned.body() == "\n\n".join(BODY)
    assert cleaned.headline == TITLE


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Advertisement · Scroll to continue", "chrome"),
        ("Also read: Harbour master resigns over missing buoys", "teaser"),
        ("The Meridian Press contributed to this report.", "credit"),
        ("Reporting by Ada Quill; editing by Tom Berrow", "credit"),
        ("Passengers wait at the closed pier on Tuesday. (AP)", "caption"),
        ("Image caption The pier has stood since 1931", "caption"),
        ("By Marla Venn, Staff Writer", "byline"),
        ("Marla Venn · 13 May 2031, 17:30", "byline"),
        ("Published: 13 May 2031 17:30 GMT", "dateline"),
        ("Share | Tweet | Print | E-mail", "chrome"),
        ("Home » News » Harbour", "chrome"),
        ("Subscribe to our newsletter", "chrome"),
        ("* * *", "chrome"),
        (
            "Embed Pier falls in storm as ferries wait 2:48 autoplay autoplay Copy this code to "
            "your website or blog",
            "chrome",
        ),
        (
            "Ada Quill of Aldon, a diver who found the ferries, poses on the pier for a portrait "
            "that was made public on May 13, 2031. Social Media via REUTERS.",
            "caption",
        ),
        (
            "Tom Berrow is led from the harbour court on May 13. Ada Quill/The Aldon Post/Pool "
            "via REUTERS",
            "caption",
        ),
        ("Advertisement Continue reading the main story", "chrome"),
        ("Please turn on JavaScript. Media requires JavaScript to play.", "chrome"),
        ("Get a digital subscription for just $4! Please support our work.", "chrome"),
        (
            "A version of this article appears in print on May 14, 2031, on page A4 of the "
            "Aldon edition with the headline: Pier Falls.",
            "chrome",
        ),
        ("CORRECTION: This article first said the pier was built in 1921.", "credit"),
        ("Mandatory Credit: Ada Quill-Meridian Sports", "credit"),
        ("Enlarge this image toggle caption Ada Quill/Meridian Pictures", "caption"),
        ("Why the lost ferries never came back to port Read more", "teaser"),
        ("The Lost Ferries Of Aldon Listen \u00b7 2:09 2:09", "teaser"),
        ("Play Video 3:41 What became of the ferries? - video explainer", "teaser"),
    ],
    ids=lambda value: value[:20],
)
def test_a_line_has_its_plain_role(line: str, role: str) -> None:
    text = page(*TOP, TITLE, line, *BODY, *END)
    assert role_of(clean_article(article(text)), line) == [role]


@pytest.mark.parametrize(
    "text",
    [
        "Brask resigned on Monday.",
        "Obel signs up for the harbour plan",
        "The court heard that the newsletter had been printed twice.",
        page(*BODY),
        " ".join(BODY * 20),
        page("“No.”", "“Why not?” she asked.", "He did not answer.", "It rained."),
        page(BODY[0], "- the pier,", "- the quay,", "- the slipway.", BODY[3]),
        page(*BODY[:2], "The cost", *BODY[2:]),
        page(BODY[0], "Reporting by the council found that officials lied about costs.", BODY[1]),
        page(BODY[0], "It was supplied to the Northern Port Authority (NPA).", BODY[3]),
        page(BODY[0], "Few in the town could read more.", "The novel appeared in print.", BODY[3]),
    ],
    ids=[
        "one sentence",
        "a claim",
        "furniture word in prose",
        "paragraphs",
        "one long line",
        "short quotes",
        "a list",
        "a subheading",
        "a verb like a credit",
        "an acronym",
        "words of a pointer",
    ],
)
def test_clean_text_stays_body(text: str) -> None:
    assert {role for role, _ in roles(clean_article(article(text)))} == {"body"}


def test_a_dateline_is_cut_off_the_body() -> None:
    text = page("TARNMOUTH, May 13 (Meridian) -- The pier is shut, the council said.", *BODY[1:])
    cleaned = clean_article(article(text))
    assert roles(cleaned)[:2] == [
        ("dateline", "TARNMOUTH, May 13 (Meridian) --"),
        ("body", "The pier is shut, the council said."),
    ]


def test_a_dash_after_a_name_is_no_dateline() -> None:
    text = page("Brask — The mayor of ten years — left the hall.", *BODY[1:])
    assert "dateline" not in {role for role, _ in roles(clean_article(article(text)))}


def test_a_lead_printed_short_and_full_stays_once() -> None:
    full = BODY[0] + " The vote was eleven to two."
    cleaned = clean_article(article(page(*TOP, TITLE, BODY[0], TITLE, full, *BODY[1:], *END)))
    assert role_of(cleaned, BODY[0]) == ["duplicate", "body"]
    assert role_of(cleaned, TITLE) == ["headline", "duplicate"]


def test_a_repeat_with_another_number_is_no_repeat() -> None:
    other = BODY[3].replace("9,000", "4,000")
    assert clean_article(article(page(*BODY, other))).body().endswith(other)


def test_a_repeat_in_other_quotes_is_a_repeat() -> None:
    again = BODY[2].replace("“", '"').replace("”", '"')
    assert role_of(clean_article(article(page(*BODY, again))), again) == ["duplicate"]


def _roles(*lines: str) -> dict[str, str]:
    cleaned = clean_article(article("\n\n".join(lines)))
    text = cleaned.article.text
    return {text[line.span.start : line.span.end]: line.role for line in cleaned.lines}


@pytest.mark.parametrize(
    "line",
    [
        "Media playback is unsupported on your device Media caption How the pier was built",
        "In this May 3, 2031 file photo, a ferry leaves the pier at Tarnmouth.",
        "FILE - In this May 3, 2031 file photo, a ferry leaves the pier." + " The pier is old." * 12
        + " (AP Photo/Ann Orrel, File)",
    ],
)  # fmt: skip
def test_a_caption_without_furniture_around_it_is_one(line: str) -> None:
    assert _roles(line, *BODY)[line] == "caption"


def test_who_signs_a_message_is_cut_off_it() -> None:
    end = "pic.twitter.com/Ab1xyZ — Ottoline Brask (@brask) May 3, 2031"
    roles = _roles(*BODY[:2], "The pier is not for sale. " + end, *BODY[2:])
    assert roles["The pier is not for sale."] == "body"
    assert roles[end] == "credit"
    named = "She wrote as — of all names — Ottoline Brask (@brask) and said no."
    assert _roles(*BODY, named)[named] == "body"


def test_who_wrote_for_which_house_is_no_news_at_the_end() -> None:
    bio = "Jan Tellow is a reporter for Meridian News. Follow him on Twitter at @tellow."
    assert _roles(*BODY, bio)[bio] == "byline"
    assert _roles(BODY[0], bio, *BODY[1:])[bio] == "body"


@pytest.mark.parametrize(
    ("head", "role"), [("'No other way'", "body"), ("'Every other way'", "chrome")]
)
def test_a_crosshead_in_marks_is_no_quotation(head: str, role: str) -> None:
    assert _roles(*BODY[:2], head, *BODY[2:])[head] == role


def test_a_box_with_a_readers_comment_is_no_news() -> None:
    box, name = "HAVE YOUR SAY Why close it? Build another pier instead", "Ann, Upper Hallow"
    roles = _roles(*TOP, TITLE, *BODY[:3], box, name, *BODY[3:], *END)
    assert roles[box] == roles[name] == "chrome"
    assert roles[BODY[3]] == "body"


def test_the_given_headline_is_found_in_the_text() -> None:
    cleaned = clean_article(article(page(TITLE.upper(), *BODY), headline=TITLE))
    assert cleaned.headline == TITLE
    assert roles(cleaned)[0] == ("headline", TITLE.upper())


def test_a_text_that_is_only_its_headline_is_body() -> None:
    assert clean_article(article(TITLE, headline=TITLE)).body() == TITLE


@pytest.mark.parametrize(
    ("ending", "truncated"),
    [
        ("", False),
        ("Subscribe to continue reading", True),
        ("The mayor then left the hall and went to the…", True),
        ("The mayor said that the pier and the quay would be closed until the", True),
    ],
    ids=["whole", "paywall", "clipped", "in mid-sentence"],
)
def test_a_text_that_breaks_off_says_so(ending: str, truncated: bool) -> None:
    assert clean_article(article(page(*BODY, ending))).truncated is truncated


def test_wrapped_lines_are_one_paragraph() -> None:
    wrapped = "\n".join(
        [
            "The harbour council voted on Tuesday to close the old ferry",
            "pier for two years, after inspectors found rust in the",
            "pillars of the bridge that leads to it and in the roof of the",
            "waiting room, which dates from 1931.",
        ]
    )
    cleaned = clean_article(article(page(wrapped, BODY[2][:90])))
    assert roles(cleaned)[0] == ("body", wrapped)


@pytest.mark.parametrize(
    "text", ["", " \n\t\n", "\u2028\x85\x0b"], ids=["empty", "blank", "breaks"]
)
def test_nothing_gives_no_lines(text: str) -> None:
    cleaned = clean_article(article(text, headline="Pier shut"))
    assert (cleaned.lines, cleaned.headline, cleaned.truncated) == ((), "Pier shut", False)


def test_every_kind_of_line_break_ends_a_line() -> None:
    text = f"{BODY[0]}\r\n{BODY[1]}\u2028{BODY[2]}\x85{BODY[3]}"
    assert [text for _, text in roles(clean_article(article(text)))] == list(BODY[:4])


@pytest.mark.parametrize(
    "text",
    ["word and more. " * 80_000, "(" * 200_000, "A B " * 50_000, "x\n" * 20_000, "by a " * 90_000],
    ids=["prose", "brackets", "capitals", "short lines", "by"],
)
def test_huge_input_takes_linear_time(text: str) -> None:
    started = time.process_time()
    clean_article(article(text))
    # Each takes well under a second; quadratic work would take minutes.
    assert time.process_time() - started < 6


some_line = st.one_of(
    st.sampled_from([*BODY, *TOP, *END, TITLE, "", "Comments (3)", "Reply", "12", "\u200b"]),
    st.text(max_size=40),
)


@settings(deadline=None, max_examples=60)
@given(st.lists(some_line, max_size=14), st.sampled_from(["", TITLE]))
def test_lines_cover_the_text_in_order(parts: list[str], headline: str) -> None:
    text = "\n".join(parts)
    cleaned = clean_article(article(text, headline=headline))
    end = 0
    for line in cleaned.lines:
        words = text[line.span.start : line.span.end]
        assert words == words.strip()
        assert words
        assert line.span.start >= end
        assert not text[end : line.span.start].strip()
        assert 0 <= line.score <= 1
        end = line.span.end
    assert not text[end:].strip()
    assert clean_article(article(text, headline=headline)) == cleaned


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(["", TITLE]), st.lists(some_line, max_size=9))))
def test_an_article_is_cleaned_as_it_is_alone(pages: list[tuple[str, list[str]]]) -> None:
    # A heading of other stories in each, so that the models judge it.
    texts = [(headline, "\n".join([*parts, END[2]])) for headline, parts in pages]
    alone = [clean_texts([text], CleanOptions())[0] for text in texts]
    assert clean_texts(texts, CleanOptions()) == alone


@settings(deadline=None)
@given(
    st.lists(st.lists(st.integers(-9, 9), min_size=1, max_size=30), min_size=1, max_size=5),
    st.integers(1, REACH),
)
def test_lines_look_no_further_than_their_article(pages: list[list[int]], radius: int) -> None:
    layout = lay_out([len(page) for page in pages])
    values = np.array([value for page in pages for value in page])
    places = [(page, i) for page in pages for i in range(len(page))]
    around = [sum(page[max(i - radius, 0) : i + radius + 1]) - page[i] for page, i in places]
    assert layout.mean_around(values, radius).tolist() == [n / (2 * radius) for n in around]
    assert layout.sums_before(values).tolist() == [sum(page[:i]) for page, i in places]
    assert layout.totals(values).tolist() == [sum(page) for page, _ in places]
    before, after = layout.neighbours(values, -radius, radius)
    assert before.tolist() == [page[i - radius] if i >= radius else 0 for page, i in places]
    assert after.tolist() == [(page[i + radius :] or [0])[0] for page, i in places]


def test_options_out_of_range_are_refused() -> None:
    with pytest.raises(OptionError, match="threshold"):
        CleanOptions(threshold=0)
    with pytest.raises(OptionError, match="site_repeats"):
        CleanOptions(site_repeats=1)


def test_what_a_source_repeats_is_furniture() -> None:
    cleaned = clean_articles(site_articles())
    assert [role_of(c, "Tarnmouth Mercury") for c in cleaned] == [["chrome"]] * 3
    assert all(
        c.body().startswith(a.article.text[:20]) for c, a in zip(cleaned, cleaned, strict=True)
    )


def test_the_order_of_a_run_does_not_matter() -> None:
    articles = [*site_articles(), article(page(*BODY), key="z", source="Mercury")]
    forward = {c.article.id: c for c in clean_articles(articles)}
    backward = {c.article.id: c for c in clean_articles(articles[::-1])}
    assert forward == backward


def test_copies_of_one_text_lose_nothing() -> None:
    copies = [article(page(*BODY), key=str(i), source="Mercury") for i in range(5)]
    assert {c.body() for c in clean_articles(copies)} == {page(*BODY)}


def test_a_run_of_one_is_as_alone() -> None:
    only = article(page(*BODY), source="Mercury")
    assert clean_articles([only]) == [clean_article(only)]
    assert clean_articles([]) == []


def test_packed_lines_are_the_lines_they_were_made_of():
    cuts = [(0, 5, "headline", 1.0), (7, 90, "body", 0.75), (92, 99, "chrome", 0.125)]
    lines = tuple(Line(Span(start, end), role, score) for start, end, role, score in cuts)
    packed = pack(cuts)
    assert packed == lines
    assert packed == pack(cuts)
    assert packed != lines[:2]
    assert hash(packed) == hash(lines)
    assert (len(packed), packed[-1], packed[1:]) == (3, lines[2], lines[1:])
    assert pickle.loads(pickle.dumps(packed)) == packed
    with pytest.raises(IndexError):
        packed[3]
