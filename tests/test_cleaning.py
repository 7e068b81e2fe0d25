"""The clean stage, on invented pages."""

from __future__ import annotations

import json
import pickle
import re
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dedup.cleaning import clean_and_encode, clean_article, clean_articles, rules
from dedup.cleaning import patterns as p
from dedup.cleaning.features import line_facts
from dedup.cleaning.html import read_html
from dedup.cleaning.layout import REACH, lay_out
from dedup.cleaning.lines import clean_texts
from dedup.cleaning.packed import pack
from dedup.cleaning.repeats import find_repeats, shared_lines
from dedup.cleaning.words import TOKEN, Counts, Words, content_words, count_lines
from dedup.errors import MissingExtraError, OptionError
from dedup.model import Article, CleanArticle, Line, Span
from dedup.options import CleanOptions
from dedup.text import _FOLDS, STOP_WORDS, WORD, fold, words
from dedup.tokens import MAX_BODY_CHARS, Tokens, encode_articles, straighten

BODY = (
    "The harbour council of Tarnmouth voted on Tuesday to close the old ferry pier for two years,"
    " after inspectors found rust in the pillars.",
    "Council leader Ottoline Brask said the repair would cost about $14 million and that no ferry"
    " would be cancelled while the work went on.",
    "“We looked at every other way, and there was none,” Brask told residents in the town hall.",
    "The pier was built in 1931 and carries some 9,000 passengers on a summer day, according to"
    " the harbour office.",
    "Fishermen fear that the closure will keep their boats from the market at Low Quay, said"
    " Davin Orrel, who has sold herring there for 30 years.",
)
TOP = ("Home", "News", "Sport", "Log in", "Search", "Menu")
END = (
    "The Meridian Wire contributed to this report.",
    "Share this article",
    "You may also like",
    "Bakery fire destroys a century of recipes in Upper Hallow",
    "The owner said the oven had been off since noon, but the…",
    "Night trains return to the northern line",
    "© 2031 Tarnmouth Mercury. All rights reserved.",
    "Privacy policy | Terms of use | Contact us",
)
TITLE = "Tarnmouth closes ferry pier for two years over rust"


def article(text: str, *, key: str = "a", headline: str = "", source: str = "") -> Article:
    return Article(id=key, source=source, headline=headline, text=text)


def roles(cleaned: CleanArticle) -> list[tuple[str, str]]:
    text = cleaned.article.text
    return [(line.role, text[line.span.start : line.span.end]) for line in cleaned.lines]


def role_of(cleaned: CleanArticle, opening: str) -> list[str]:
    return [role for role, text in roles(cleaned) if text.startswith(opening)]


def page(*parts: str) -> str:
    return "\n\n".join(parts)


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


def check_words(articles: list[Article]) -> None:
    cleaned, tokens = clean_and_encode(articles)
    assert cleaned == clean_articles(articles)
    assert listed(tokens) == listed(encode_articles(cleaned))


def listed(tokens: Tokens) -> tuple[list[int], list[int], tuple[str, ...]]:
    return tokens.ids.tolist(), tokens.starts.tolist(), tokens.forms


# Letters and figures with every character between them that folding changes.
folded_text = st.text([*"aB1.,&'- \n", *map(chr, _FOLDS)], max_size=40)


@settings(deadline=None, max_examples=200)
@given(st.lists(st.tuples(st.sampled_from(["", TITLE, "Rust\u2032s pier"]), folded_text)))
def test_words_found_while_cleaning_are_those_of_the_text(pages: list[tuple[str, str]]) -> None:
    check_words(
        [article(text, key=str(i), headline=headline) for i, (headline, text) in enumerate(pages)]
    )


@pytest.mark.parametrize("char", [chr(code) for code in _FOLDS])
def test_words_are_cut_alike_around_what_folding_changes(char: str) -> None:
    text = f"Pier{char}closed on 7{char}5 {char}quays{char}."
    found = clean_and_encode([article(text)])[1].forms
    assert found == tuple(dict.fromkeys(WORD.findall(straighten(text))))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "—",
        " ".join(BODY * 3),
        page(*BODY, " ".join(BODY * 9)),
        page(*[f"{line} Take {i}." for i in range(100) for line in BODY]),
        page("TARNMOUTH (Meridian) — " + BODY[0], *BODY[1:], "It closes. (AP)"),
    ],
)
def test_words_of_long_lines_and_texts_are_all_found(text: str) -> None:
    check_words([article(text), article(page(*TOP, *BODY, *END), key="b", headline=TITLE)])


def test_words_of_long_texts_with_furniture_are_all_found() -> None:
    more = [f"{line} Take {i}." for i in range(100) for line in BODY]
    sites = site_articles()
    long = [
        article(page(each.text, *more[i:]), key=f"{i}", source=each.source)
        for i, each in enumerate(sites)
    ]
    assert len(long[0].text) > MAX_BODY_CHARS
    check_words([*sites, *[replace(each, id=f"x{each.id}") for each in long]])


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


def site_articles() -> list[Article]:
    slogan = "Tarnmouth Mercury brings the harbour to your breakfast table"
    texts = [
        "Ferry crews met on Sunday. They asked the council for more time to move the boats.",
        "A goat was found on the roof of the library. Nobody knows how it climbed up there.",
        "The choir of Low Quay sang for nine hours. Its leader said she would do it again.",
    ]
    return [
        article(page(text, slogan), key=str(i), source="Mercury" if i else "MERCURY")
        for i, text in enumerate(texts)
    ]


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


def sought(pattern: re.Pattern[str]) -> st.SearchStrategy[str]:
    """Return lines that one pattern matches."""
    return st.from_regex(pattern, fullmatch=True)


ANCHORED = (
    p.RELATED_HEAD, p.POINTER, p.COMMENT_HEAD, p.COMMENT_META, p.AD, p.BYLINE, p.CREDIT,
    p.CONTRIBUTED, p.CAPTION_HEAD, p.STAMP, p.STAMP_HEAD, p.CALL, p.CALL_INSIDE, p.PATH,
    p.CONTINUE, p.COPYRIGHT, p.SUBSCRIBE,
)  # fmt: skip
lines = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(["", "", "* ", "“"]),
        st.one_of(
            st.sampled_from([*BODY, *TOP, *END, TITLE, "Rust, he said. (AP)", "A 12:30 | B/C"]),
            st.one_of([sought(pattern) for pattern in ANCHORED]),
            st.text(max_size=30),
        ),
        st.sampled_from(["", "", " (AP photo)", ": Pier shut", " — www.tarn.example", "…"]),
    ),
).map(lambda line: fold(line).strip())


def every_flag(lower: str, end_mark: bool) -> frozenset[str]:
    """Try every pattern on a line, whatever it opens with."""
    tokens = TOKEN.findall(lower)
    n, held = len(tokens), frozenset(tokens)
    signed = "©" in lower or "(c)" in lower
    ends = not end_mark or lower[-2:-1] == ")" or re.search("photo|image|pic", lower[-90:])
    found = {
        "copyright": n <= 90 and (signed or held & p.LEGAL) and p.COPYRIGHT.search(lower),
        "subscribe": n <= 45 and held & p.SIGN_UP and p.SUBSCRIBE.search(lower),
        "related head": n <= 12 and p.RELATED_HEAD.fullmatch(lower),
        "pointer": n <= 45 and p.POINTER.match(lower),
        "comment head": n <= 16 and p.COMMENT_HEAD.fullmatch(lower),
        "comment meta": n <= 20 and p.COMMENT_META.fullmatch(lower),
        "advertisement": n <= 12 and p.AD.fullmatch(lower),
        "byline": n <= 16 and p.BYLINE.fullmatch(lower),
        "credit": n <= 45 and (p.CREDIT.fullmatch(lower) or p.CONTRIBUTED.fullmatch(lower)),
        "caption": (n <= 90 and ends and p.CAPTION_TAIL.search(lower[-90:]))
        or (n <= 45 and p.CAPTION_HEAD.match(lower)),
        "stamp": n <= 20 and (p.STAMP.fullmatch(lower) or p.STAMP_HEAD.fullmatch(lower)),
        "date": n <= 30 and p.ANY_DATE.search(lower),
        "address": p.URL.search(lower),
        "call": n <= 45
        and '"' not in lower
        and (p.CALL.match(lower) or p.CALL_INSIDE.match(lower)),
        "path": n <= 20 and p.PATH.fullmatch(lower),
        "count tail": re.search(r"[(\[]\d{1,6}[)\]]$", lower[-10:]),
    }
    return frozenset(name for name, match in found.items() if match)


@settings(deadline=None, max_examples=600, suppress_health_check=list(HealthCheck))
@given(lines.filter(bool))
def test_words_a_pattern_needs_lose_no_match(line: str) -> None:
    facts = line_facts(line)
    assert facts.flags == every_flag(facts.lower, facts.end_mark)


@settings(deadline=None, max_examples=200, suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(lines, max_size=4).map(" ".join).filter(str.strip), min_size=1))
def test_pieces_of_a_line_add_up_to_the_line(texts: list[str]) -> None:
    heads = [fold(text)[: p.HEAD] for text in texts]
    counts = count_lines(heads)
    for i, text in enumerate(heads):
        check_counts(counts, i, text)


def check_counts(counts: Counts, i: int, text: str) -> None:
    tokens = TOKEN.findall(text)
    lower = [token.lower() for token in tokens]
    wanted = {
        "words": len(tokens),
        "stops": sum(word in STOP_WORDS for word in lower),
        "menu": sum(word in p.UI_WORDS for word in lower),
        "news": sum(word in p.NEWS_VERBS for word in lower),
        "self": sum(word in p.SELF_WORDS for word in lower),
        "capitals": sum(token[0].isupper() for token in tokens),
        "uppers": sum(len(token) > 1 and token.isupper() for token in tokens),
        "digits": len(re.findall(r"\d", text)),
        "symbols": len(re.findall(r"[^\w \n'\",.-]|_", text)),
        "commas": text.count(","),
        "bars": text.count("|") + text.count("/"),
    }
    assert {name: int(counts.column(name)[i]) for name in wanted} == wanted
    content = frozenset(word[:6] for word in lower if len(word) > 3 and word not in STOP_WORDS)
    assert content_words(text) == content
    assert len(set(of_line(counts.content, i))) == len(content)
    assert numbered(of_line(counts.words, i)) == numbered(words(text))


def of_line(found: Words, i: int) -> list[int]:
    return found.ids[found.bounds[i] : found.bounds[i + 1]].tolist()


def numbered(row: list[int] | list[str]) -> list[int]:
    """Number the different words of a line from 0, as they come."""
    numbers: dict[int | str, int] = {}
    return [numbers.setdefault(word, len(numbers)) for word in row]


def test_a_table_of_words_that_starts_afresh_changes_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts = [(TITLE, "\n".join([*TOP, *BODY[:i], *END, *BODY])) for i in range(4)]
    found = clean_texts(texts, CleanOptions())
    monkeypatch.setattr("dedup.cleaning.words._MOST_PIECES", 0)
    assert [clean_texts([text], CleanOptions())[0] for text in texts] == found


@settings(deadline=None, max_examples=200, suppress_health_check=list(HealthCheck))
@given(lines.filter(bool))
def test_no_rule_has_a_word_on_an_ordinary_line(line: str) -> None:
    facts = line_facts(line)
    looked_at = facts._replace(ordinary=False)
    assert rules.plain_role(facts) == rules.plain_role(looked_at)
    assert rules.furniture_sign(facts) == rules.furniture_sign(looked_at)


def test_prose_without_a_date_is_ordinary() -> None:
    assert [line_facts(text).ordinary for text in BODY] == [True, True, True, False, True]


def all_pairs(rows: list[tuple[str, ...]]) -> list[int]:
    """Return the lines that stand in another one, each line tried against each."""
    texts = [f" {' '.join(row)} " for row in rows]
    return [
        i
        for i, row in enumerate(rows)
        if any(
            (row == other and j < i and len(row) >= 3)
            or (row != other and len(row) >= 8 and texts[i] in texts[j])
            for j, other in enumerate(rows)
        )
    ]


@given(st.data())
def test_repeats_are_those_that_all_pairs_show(data: st.DataObject) -> None:
    # Words that occur once tell two stretches apart, so nothing is nearly another's repeat.
    text = [f"w{i}" for i in range(60)]
    cuts = st.tuples(st.integers(0, 50), st.integers(1, 25))
    rows = [tuple(text[a : a + n]) for a, n in data.draw(st.lists(cuts, max_size=8))]
    rows = [row for row in rows if not 6 <= len(row) < 8]
    found = find_repeats(rows)
    shown = [i for i in all_pairs(rows) if not _nearly(rows, i)]
    assert set(shown) <= set(found)
    assert all(i in shown or _nearly(rows, i) for i in found)


some_row = st.lists(st.text("abc", min_size=1, max_size=2), min_size=3, max_size=14)


@given(st.lists(some_row, min_size=1))
def test_lines_without_shared_words_at_an_end_are_no_repeats(rows: list[list[str]]) -> None:
    found = [tuple(row) for row in [*rows, rows[0]]]
    words = count_lines([" ".join(row) for row in found]).words
    shared = shared_lines(words, [len(found)]).tolist()
    assert shared[0]
    assert shared[-1]
    looked = [row if again else None for row, again in zip(found, shared, strict=True)]
    assert find_repeats(looked) == find_repeats(found)


def _nearly(rows: list[tuple[str, ...]], i: int) -> bool:
    return any(
        j != i and len(set(rows[i]) & set(row)) >= 0.9 * len(set(rows[i]) | set(row))
        for j, row in enumerate(rows)
    )


def test_what_a_source_repeats_with_other_marks_is_one_line() -> None:
    slogans = ["Bread,  boats and “bells” daily", 'bread, boats and "Bells" daily']
    articles = [
        article(page(site.article.text.split("\n\n")[0], slogans[i % 2]), key=str(i), source="M")
        for i, site in enumerate(clean_articles(site_articles()))
    ]
    cleaned = clean_articles(articles)
    assert [c.lines[-1].role for c in cleaned] == ["chrome"] * 3


LINKED = json.dumps(
    {
        "@graph": [
            {"@type": "WebPage", "name": "no"},
            {
                "@type": ["NewsArticle"],
                "headline": "Pier shut &amp; barred",
                "datePublished": "2031-05-13T17:30:00+02:00",
                "publisher": {"@type": "Organization", "name": "Tarnmouth Mercury"},
            },
        ]
    }
)


def markup(extra: str = "") -> str:
    paragraphs = "".join(f"<p>{text}</p>" for text in BODY)
    return (
        f"<html lang='en'><head><title>x</title>{extra}</head><body><nav><a href='/'>Home</a>"
        f"</nav><article><h1>{TITLE}</h1>{paragraphs}</article></body></html>"
    )


def test_a_page_gives_text_and_what_it_states() -> None:
    extra = (
        f"<script type='application/ld+json'>{LINKED}</script>"
        "<link rel='canonical' href='/pier'><meta property='og:site_name' content='Other'>"
    )
    found = read_html(markup(extra), "https://mercury.example/x?y=1")
    assert [part for part in found.text.split("\n\n") if part in BODY] == list(BODY)
    assert found.headline == "Pier shut & barred"
    assert found.published is not None
    assert found.published.astimezone(UTC) == datetime(2031, 5, 13, 15, 30, tzinfo=UTC)
    assert (found.source, found.url) == ("Tarnmouth Mercury", "https://mercury.example/pier")
    assert found.language == "en"


def test_a_page_reads_the_same_every_time() -> None:
    assert len({read_html(markup()) for _ in range(6)}) == 1


def test_text_of_a_page_passes_through_cleaning() -> None:
    found = read_html(markup())
    cleaned = clean_article(article(found.text, headline=found.headline))
    assert cleaned.body() == page(*BODY)


@pytest.mark.parametrize(
    "hostile",
    [
        "",
        "\x00\x01<",
        "<?xml version='1.0' encoding='utf-8'?><html></html>",
        "<div>" * 5000,
        "<!doctype html><html><head><script type='application/ld+json'>{</script>",
        "<a href='http://[bad'>x</a><link rel='canonical' href='http://[bad'>",
        "\ud800<p>x</p>",
        "<!-- only a comment -->",
    ],
    ids=["empty", "controls", "xml", "deep", "broken json", "bad address", "surrogate", "comment"],
)
def test_hostile_markup_gives_no_error(hostile: str) -> None:
    assert read_html(hostile, "https://[bad").published is None


def test_without_the_extractor_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(MissingExtraError, match=r"dedup\[html\]"):
        read_html(markup())


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
