"""Words, counts and patterns that cleaning finds: those of the text, whatever the way."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dedup.cleaning import clean_and_encode, clean_articles, rules
from dedup.cleaning import patterns as p
from dedup.cleaning.features import line_facts
from dedup.cleaning.lines import clean_texts
from dedup.cleaning.words import TOKEN, Counts, Words, content_words, count_lines
from dedup.model import Article
from dedup.options import CleanOptions
from dedup.text import _FOLDS, STOP_WORDS, WORD, fold, words
from dedup.tokens import MAX_BODY_CHARS, Tokens, encode_articles, straighten
from tests.cleaning_builders import BODY, END, TITLE, TOP, article, page, site_articles


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
@example("Jane Poe | Norby Herald | ASSOCIATED PRESS")
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
@example("Jane Poe | Norby Herald | ASSOCIATED PRESS")
def test_no_rule_has_a_word_on_an_ordinary_line(line: str) -> None:
    facts = line_facts(line)
    looked_at = facts._replace(ordinary=False)
    assert rules.plain_role(facts) == rules.plain_role(looked_at)
    assert rules.furniture_sign(facts) == rules.furniture_sign(looked_at)


def test_prose_without_a_date_is_ordinary() -> None:
    assert [line_facts(text).ordinary for text in BODY] == [True, True, True, False, True]
