from __future__ import annotations

import itertools
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dedup.duplicates.copies import LARGE_GROUP, find_duplicates
from dedup.errors import OptionError
from dedup.options import DuplicateOptions
from dedup.tokens import encode_articles
from tests.cleaning_builders import BUDGET, FERRY, FERRY_ELSEWHERE, cleaned

FOG = (
    "Fog closed the airfield at Brekka for most of Thursday and delayed the mail plane by a day.",
    "Meteorologist Sunniva Aas expects the bank to lift before the weekend regatta, which draws "
    "some ninety boats to the sound each spring.",
)


def kinds(*articles):
    return {(p.left_id, p.right_id): p.kind for p in find_duplicates(articles)}


def swap_words(text, every):
    words = text.split()
    return " ".join(f"{word}x" if n % every == every - 1 else word for n, word in enumerate(words))


@pytest.mark.parametrize(
    ("other", "kind"),
    [
        pytest.param(FERRY, "exact", id="the same text"),
        pytest.param(tuple(p.upper() for p in FERRY), "exact", id="another letter case"),
        pytest.param(tuple(p.replace("'", "\u2019") for p in FERRY), "exact", id="curly quotes"),
        pytest.param((*FERRY, FOG[0]), "near", id="a paragraph added"),
        pytest.param(FERRY[:3], "near", id="the last paragraph cut"),
        pytest.param(tuple(swap_words(p, 12) for p in FERRY), "near", id="light edits"),
        pytest.param((*FERRY[:2], *BUDGET, *FOG), "partial", id="a passage among own words"),
        pytest.param(FERRY[:2], "partial", id="the lead only"),
    ],
)
def test_a_copy_is_found(other, kind):
    assert kinds(cleaned("a", *FERRY), cleaned("b", *other)) == {("a", "b"): kind}


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(FERRY_ELSEWHERE, id="one event in other words"),
        pytest.param(BUDGET, id="another event"),
        pytest.param(tuple(swap_words(p, 3) for p in FERRY), id="every third word changed"),
        pytest.param((), id="no text"),
    ],
)
def test_other_texts_are_no_copies(other):
    assert kinds(cleaned("a", *FERRY), cleaned("b", *other)) == {}


@pytest.mark.parametrize(
    "articles",
    [
        pytest.param([], id="no articles"),
        pytest.param([cleaned("a", *FERRY)], id="one article"),
        pytest.param([cleaned("a"), cleaned("b")], id="two empty articles"),
        pytest.param(
            [cleaned("a", " ", headline="Live"), cleaned("b", headline="Live")], id="word"
        ),
    ],
)
def test_nothing_to_compare_gives_no_pairs(articles):
    assert find_duplicates(articles) == ()


SPEECH = (
    "We will raise that ship, we will find out who signed its papers, and no family on this coast "
    "will ever again have to stand on a quay and wonder whether the inspectors did their work, "
    "because from tomorrow every hull will be opened and every log will be read aloud"
)


@pytest.mark.parametrize("marks", [("\u201c", "\u201d"), ('"', '"')], ids=["curly", "straight"])
def test_a_shared_quotation_is_no_copy(marks):
    quote = f"{marks[0]}{SPEECH}{marks[1]}"
    left = cleaned("a", FERRY[0], f"{quote}, minister Rolf Anker said.")
    right = cleaned("b", FOG[0], f"At the harbour, Anker told a crowd: {quote}.")
    assert find_duplicates([left, right]) == ()


def test_the_same_words_unquoted_are_a_copy():
    left = cleaned("a", FERRY[0], SPEECH)
    right = cleaned("b", *FOG, SPEECH)
    assert ("a", "b") in kinds(left, right)


def test_furniture_that_a_site_repeats_makes_no_copies():
    furniture = " ".join(FERRY)
    own = [
        " ".join(
            f"{name}{n}{letter}" for letter in "abcdefghijklmno" for name in ("mo", "ta", "re")
        )
        for n in range(6)
    ]
    articles = [cleaned(f"{n}", own[n], furniture, source="Brekka Post") for n in range(6)]
    assert find_duplicates(articles) == ()


def test_a_report_that_one_site_posts_four_times_is_still_four_copies():
    articles = [cleaned(f"{n}", *FERRY, FOG[0] + f" {n}", source="Brekka Post") for n in range(4)]
    assert set(kinds(*articles).values()) == {"near"}
    assert len(kinds(*articles)) == 6


def test_a_report_that_many_outlets_edit_is_found_in_all_of_them():
    articles = [
        cleaned(f"{n:02}", *FERRY, f"Local note {n} by the desk.", source=f"s{n}")
        for n in range(30)
    ]
    assert len(find_duplicates(articles)) == 30 * 29 / 2


def test_copies_of_a_copy_are_paired_too():
    found = kinds(cleaned("a", *FERRY), cleaned("b", *FERRY), cleaned("c", *FERRY[:3]))
    assert found == {("a", "b"): "exact", ("a", "c"): "near", ("b", "c"): "near"}


def test_bodies_too_short_to_tell_are_read_with_their_headlines():
    left = cleaned("a", "Subscribe to read the whole story.", headline="Ferry runs aground")
    right = cleaned("b", "Subscribe to read the whole story.", headline="Budget passes at night")
    assert find_duplicates([left, right]) == ()


@pytest.mark.parametrize(("words", "kind"), [(24, "partial"), (14, None)])
def test_a_teaser_is_a_copy_of_the_report_that_it_begins(words, kind):
    teaser = " ".join(" ".join(FERRY).split()[:words])
    found = kinds(cleaned("a", *FERRY), cleaned("b", f"{teaser} and more on our pages tonight."))
    assert found == ({("a", "b"): kind} if kind else {})


def test_reasons_name_what_was_measured_and_against_what():
    (pair,) = find_duplicates([cleaned("a", *FERRY), cleaned("b", *FERRY[:3])])
    assert pair.reasons[0].value == pair.score == 1.0
    assert all(reason.threshold is not None for reason in pair.reasons[:2])


@pytest.mark.parametrize("name", ["near", "partial"])
@pytest.mark.parametrize("value", [0.0, 1.5])
def test_a_share_out_of_range_is_refused(name, value):
    with pytest.raises(OptionError, match=name):
        DuplicateOptions(**{name: value})


def test_too_short_a_passage_is_refused():
    with pytest.raises(OptionError, match="passage_words"):
        DuplicateOptions(passage_words=4)


def test_input_order_changes_nothing():
    articles = [
        cleaned("a", *FERRY),
        cleaned("b", *FERRY[:3]),
        cleaned("c", *FERRY_ELSEWHERE),
        cleaned("d", *FERRY),
    ]
    results = {find_duplicates(order) for order in itertools.permutations(articles)}
    assert len(results) == 1


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(alphabet="ab \n\x00", max_size=80), max_size=5))
def test_any_texts_give_sorted_scored_pairs(texts):
    pairs = find_duplicates([cleaned(str(n), text) for n, text in enumerate(texts)])
    assert all(pair.left_id < pair.right_id and 0.0 <= pair.score <= 1.0 for pair in pairs)
    assert list(pairs) == sorted(pairs, key=lambda pair: (pair.left_id, pair.right_id))


LOG_IN = (
    "You have read all of your free stories this month. Log in or subscribe to keep reading, get "
    "the evening letter and listen to every article on the way home. Subscribers can share five "
    "stories with friends each week.",
    "By continuing you agree to the terms of use and to receive messages about offers, which you "
    "may end at any time on the account page. Call the service desk on weekdays from eight to "
    "five.",
)


def test_a_log_in_block_in_two_articles_of_a_source_makes_no_copies():
    left = cleaned("a", *FERRY[:2], *LOG_IN, source="Brekka Post")
    right = cleaned("b", *BUDGET[:2], *LOG_IN, source="Brekka Post")
    assert find_duplicates([left, right]) == ()


def test_a_source_that_rewrites_its_report_makes_a_copy():
    left = cleaned("a", *FERRY, source="Brekka Post")
    right = cleaned("b", *FERRY[1:3], *FERRY_ELSEWHERE, FOG[0], source="Brekka Post")
    assert kinds(left, right) == {("a", "b"): "partial"}


def brief(place, day, figures, name):
    street, house, hour, age = figures
    return (
        f"{place} police are looking into a shooting that wounded one man on {day}.",
        f"Officers were called to the {house} block of {street} Road at about {hour} p.m. after "
        f"neighbours heard shots, according to the {place} Police Department.",
        f"They found {name}, {age}, with a wound to the leg, and he was taken to hospital.",
        "No arrests have been made. Anyone with information is asked to call the tip line or to "
        "write to detectives; callers may stay anonymous and may be paid a reward.",
    )


HARLOW = brief("Harlow", "Monday", ("Elm", 400, "10:15", 34), "Ike Dorsey")


@pytest.mark.parametrize("source", ["Brekka Post", ""], ids=["one source", "unknown sources"])
def test_one_template_with_other_names_and_figures_is_no_copy(source):
    other = brief("Tillman", "Friday", ("Vine", 1200, "11:40", 19), "Marlo Teague")
    left, right = cleaned("a", *HARLOW, source=source), cleaned("b", *other, source=source)
    assert find_duplicates([left, right]) == ()


def test_a_corrected_figure_and_name_leave_a_copy():
    other = brief("Harlow", "Monday", ("Elm", 400, "10:15", 43), "Ike Dorset")
    assert kinds(cleaned("a", *HARLOW), cleaned("b", *other)) == {("a", "b"): "near"}


def test_versions_that_several_sources_post_are_no_furniture():
    articles = [
        cleaned(f"{source}{n}", *FERRY, f"Update {n} from Tarnholm by {source}.", source=source)
        for source in ("Brekka Post", "Tarnholm Sun")
        for n in range(4)
    ]
    assert len(find_duplicates(articles)) == 8 * 7 / 2


def test_tokens_at_hand_change_nothing():
    articles = [cleaned("b", *FERRY[:3]), cleaned("a", *FERRY), cleaned("c", "Live", headline="Go")]
    tokens = encode_articles(sorted(articles, key=lambda each: each.article.id))
    assert find_duplicates(articles, tokens=tokens) == find_duplicates(articles) != ()


def test_the_copies_of_a_text_that_thousands_run_are_listed_once_each():
    articles = [cleaned(f"{n:04}", *FERRY) for n in range(LARGE_GROUP + 700)]
    assert len(find_duplicates(articles)) == LARGE_GROUP + 699


def test_every_article_of_a_large_group_is_paired_with_a_typical_one():
    n_articles = LARGE_GROUP + 100
    articles = [
        cleaned(f"{n:03}", *FERRY, f"Desk {n} adds note {n * n}.", source=f"s{n}")
        for n in range(n_articles)
    ]
    pairs = find_duplicates(articles)
    assert len(pairs) < 10 * n_articles
    often = Counter(name for pair in pairs for name in (pair.left_id, pair.right_id))
    assert often.most_common(1)[0][1] == n_articles - 1
