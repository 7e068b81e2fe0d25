"""Facts, their status and presence, and the findings about them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from dedup.comparison.context import Located, StoryContext
from dedup.comparison.group import group
from dedup.comparison.status import _events
from dedup.comparison.wording import same_utterance, same_words
from dedup.errors import InputError
from dedup.model import Comparison, EventSlots, Fact, Mention, Span
from dedup.options import CompareOptions
from dedup.pipeline import compare, diff, parse, story_context
from tests.conftest import make_article

LEAD = "Engineers closed the harbour bridge in Aldon on Monday after finding cracks in its piers."
TAIL = "The bridge opened in 1968 and links the old town with the northern suburbs."
OTHER = "Traders at the fish market said they had lost half of their customers in a week."


def pair(left: str, right: str, times: tuple[str | None, str | None] = (None, None)) -> Comparison:
    return compare(
        make_article("a", f"{LEAD}\n\n{left}\n\n{TAIL}", published=times[0]),
        make_article("b", f"{LEAD}\n\n{right}\n\n{TAIL}", published=times[1]),
    )


def texts(comparison: Comparison, fact: Fact) -> set[str]:
    articles = {p.article.id: p.article.text for p in comparison.articles}
    return {
        " … ".join(articles[m.article_id][s.start : s.end] for s in m.spans) for m in fact.mentions
    }


def of(comparison: Comparison, kind: str, words: str) -> Fact:
    found = [
        fact
        for fact in comparison.facts
        if fact.kind == kind and any(words in text for text in texts(comparison, fact))
    ]
    assert found, f"no {kind} fact prints {words!r}"
    return found[0]


@pytest.mark.parametrize(
    ("left", "right", "status"),
    [
        ("It carries 41,000 vehicles a day.", "It carries 14,000 vehicles a day.", "conflicting"),
        ("It carries 41,000 vehicles a day.", "It carries 41,000 vehicles a day.", "shared"),
        (
            "It carries more than 80,000 people a day.",
            "It carries 85,000 people a day.",
            "detail_differs",
        ),
        (
            "The repair will cost about $1.2 billion.",
            "The repair will cost $1.19 billion.",
            "detail_differs",
        ),
        ("The repair will cost $12 million.", "The repair will cost $21 million.", "conflicting"),
    ],
)
def test_figures_are_compared_as_intervals(left: str, right: str, status: str) -> None:
    comparison = pair(left, right)
    words = next(w for w in left.split() if w.strip("$").replace(",", "")[0].isdigit())
    assert of(comparison, "quantity", words.strip("$")).status == status


def test_a_clause_with_another_figure_is_not_simply_shared() -> None:
    comparison = pair("It carries 41,000 vehicles a day.", "It carries 14,000 vehicles a day.")
    assert of(comparison, "event", "41,000").status == "detail_differs"


@pytest.mark.parametrize(
    ("close", "frame", "status"),
    [(0.6, 0.2, None), (0.6, 0.4, "detail_differs"), (0.9, 0.2, "detail_differs")],
)
def test_clauses_of_other_figures_and_other_words_are_two(
    close: float, frame: float, status: str | None
) -> None:
    slots = EventSlots(predicate="win", agent="", object="", negated=False, modality="done")
    mentions = (Mention(each, 0, "event", (Span(0, 9),), slots) for each in "ab")
    items = [Located(mention, place, 0) for place, mention in enumerate(mentions)]
    context = SimpleNamespace(
        closeness=lambda *_: close,
        frame=lambda *_: frame,
        numbers=lambda item: frozenset({str(item.article)}),
        clause_text=lambda _: "",
    )
    verdict = _events(*items, cast(StoryContext, context), CompareOptions())
    assert (verdict and verdict[0]) == status


def test_one_month_is_one_with_and_without_its_year() -> None:
    said = "The Norby dock opened in October."
    comparison = pair(said, said, ("2018-11-02", None))
    assert of(comparison, "date", "October").status == "shared"


@pytest.mark.parametrize(
    ("other", "status"), [("12 June", "shared"), ("12 June 2018", "detail_differs")]
)
def test_one_day_is_one_where_neither_prints_its_year(other: str, status: str) -> None:
    said = "The Norby dock opens on {}."
    comparison = pair(said.format("June 12"), said.format(other), (None, "2018-05-02"))
    assert of(comparison, "date", "June 12").status == status


def test_a_month_that_owns_something_is_that_month() -> None:
    comparison = pair(
        "Ada Finch and Tom Hale were tied after October's vote in Norby.",
        "Ada Finch and Tom Hale were tied after the vote in Norby in October.",
        ("2018-11-02", None),
    )
    assert of(comparison, "date", "October").status == "shared"


def test_a_conflict_is_the_first_finding_and_says_why() -> None:
    comparison = pair("It carries 41,000 vehicles a day.", "It carries 14,000 vehicles a day.")
    first = comparison.findings[0]
    assert (first.rule, first.level) == ("number-conflict", "alert")
    assert first.reasons


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The mayor will plant 41 trees in the park.", "The market sold 14 crates of herring."),
        ("The ferry carried 41 people.", "The ferry may carry 14 people if it is repaired."),
        ("Seven of the 112 hangers were cracked.", "Cracks were found in seven of 112 hangers."),
        ("The board offered 41 crowns.", "The board rejected 41 crowns and asked for 60 crowns."),
    ],
)
def test_what_is_not_one_slot_is_no_conflict(left: str, right: str) -> None:
    assert not [f for f in pair(left, right).facts if f.status == "conflicting"]


def statuses(comparison: Comparison) -> set[tuple[str, str]]:
    differing = {f for f in comparison.facts if f.status not in ("shared", "unique")}
    return {(fact.kind, fact.status) for fact in differing}


EXCHANGED = [
    # One slot, another figure: also where no noun, name or bound tells what it is.
    ("Ana Vell opened depot 64 on the hill.", "Ana Vell opened depot 35 on the hill.", "quantity"),
    ("More than 40 boats left the port.", "More than 70 boats left the port.", "quantity"),
    ("It was built under a 1962 trade law.", "It was built under a 1960 trade law.", "date"),
    ("The deadly 1962 attacks are recalled.", "The deadly 1961 attacks are recalled.", "date"),
    ("Boats leave on Sunday at 2 p.m.", "Boats leave on Sunday at 4 p.m.", "date"),
    # Another name.
    ("The bridge was built by Ana Vell.", "The bridge was built by Ana Pike.", "person"),
    ("It was built by Linda T. Vell.", "It was built by Loretta Vell.", "person"),
    ("The steel came from Norway by ship.", "The steel came from Poland by ship.", "place"),
    ("It was searched by the FBI at noon.", "It was searched by the CIA at noon.", "organisation"),
    # The opposite, a "not" more, parties that changed places.
    ("The board approved the plan at noon.", "The board rejected the plan at noon.", "event"),
    ("The paint on the piers was legal.", "The paint on the piers was illegal.", "event"),
    ("The piers were inspected in spring.", "The piers were not inspected in spring.", "event"),
    ("Divers did not see the cracks at all.", "Divers saw the cracks at all.", "event"),
    ("In May the board refused to pay the fine.", "In May the board paid the fine.", "event"),
    ("Ana Vell left without the keys.", "Ana Vell left with the keys.", "event"),
    ("Later Ana Vell sued Oren Pike.", "Later Oren Pike sued Ana Vell.", "event"),
]


@pytest.mark.parametrize(("left", "right", "kind"), EXCHANGED)
def test_what_is_exchanged_in_one_slot_conflicts(left: str, right: str, kind: str) -> None:
    for one, other in ((left, right), (right, left)):
        conflicts = [f for f in pair(one, other).facts if f.status == "conflicting"]
        assert [fact.kind for fact in conflicts] == [kind]
        assert {m.article_id for m in conflicts[0].mentions} == {"a", "b"}
        assert conflicts[0].reasons


DENIED = "Vell Works denied a report that it planned to close the dock in Norby."


@pytest.mark.parametrize(
    ("other", "conflicts"),
    [
        ("On Tuesday night it was confirmed by nobody that the dock had news.", 0),
        ("The firm, which bought it in May, confirmed that the Norby dock would close.", 1),
        ("The firm confirmed that it had denied that the Norby dock would close.", 0),
        ("The firm confirmed that it had rebutted that the Norby dock would close.", 0),
        ("The mayor confirmed that the Norby school would open on Monday.", 0),
    ],
)
def test_a_denial_and_a_confirmation_of_one_matter_conflict(other: str, conflicts: int) -> None:
    for one, two in ((DENIED, other), (other, DENIED)):
        found = [f for f in pair(one, two).facts if f.status == "conflicting"]
        assert [fact.kind for fact in found] == ["attribution"] * conflicts


@pytest.mark.parametrize(
    "denial",
    [
        "The harbour ministry rejected that charge and said",
        "The harbour ministry rejected that charge, with a spokesman saying",
    ],
)
def test_who_rejects_a_charge_and_says_something_does_not_deny_that(denial: str) -> None:
    said = "the divers had to follow the safety rules of the pier."
    found = pair(f"{denial} {said}", f"The harbour ministry said {said}")
    assert not [f for f in found.facts if f.status == "conflicting"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        # Forms of one name, spellings, nicknames, places of two sizes, bodies and their seats.
        ("The bridge was built by Ana Vell.", "The bridge was built by Vell."),
        ("It was opened by William Poe in May.", "It was opened by Bill Poe in May."),
        ("It was opened by Omar J. Poe in May.", "It was opened by Omar John Poe in May."),
        ("It was opened by Omar Gadhafi in May.", "It was opened by Omar Gaddafi in May."),
        ("The steel was bought in Moscow in May.", "The steel was bought in Russia in May."),
        ("It was searched by the FBI at noon.", "It was searched by Ana Vell at noon."),
        # Two precisions, a rounding, the same time of day about.
        ("The ship left the port on Monday.", "The ship left the port on Monday night."),
        ("It carries 41,000 vehicles a day.", "It carries about 40,800 vehicles a day."),
        ("The alarm rang at 3.36 a.m. there.", "The alarm rang at about 3.30 a.m. there."),
        # Words that affirm, order that says nothing, words for one act.
        ("It was old and in bad repair.", "It was not only old but in bad repair."),
        ("The wall is not more than 40 metres.", "The wall is 40 metres."),
        ("Ana Vell left with no keys at noon.", "Ana Vell left without keys at noon."),
        ("Engineers shut sluice No. 4 at noon.", "Engineers shut sluice 4 at noon."),
        ("In May Ana Vell met Oren Pike there.", "In May Oren Pike met Ana Vell there."),
        ("Ana Vell and Oren Pike went home.", "Oren Pike and Ana Vell went home."),
        ("The board approved the plan at noon.", "The board endorsed the plan at noon."),
        ("Poe said he did not take the money.", "Poe denied that he took the money."),
        ("The mayor said the plan was sound.", "The mayor added the plan was sound."),
        ("The piers didn't crack in the frost.", "The piers did not crack in the frost."),
    ],
)
def test_what_may_both_be_true_in_one_slot_is_no_conflict(left: str, right: str) -> None:
    for one, other in ((left, right), (right, left)):
        assert not [f for f in pair(one, other).facts if f.status == "conflicting"]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (
            '"Heavy trucks ruined the piers," Ana Vell said.',
            '"Heavy waves ruined the piers," Ana Vell said.',
            ("quote", "wording_differs"),
        ),
        (
            "The ferry carried 41 workers home.",
            "The ferry carried 41 pupils home.",
            ("quantity", "detail_differs"),
        ),
        (
            "The board painted the railings twice.",
            "The board mended the railings twice.",
            ("event", "detail_differs"),
        ),
    ],
)
def test_other_words_in_one_slot_are_a_difference(
    left: str, right: str, expected: tuple[str, str]
) -> None:
    found = statuses(pair(left, right))
    assert expected in found
    assert "conflicting" not in {status for _, status in found}


def test_a_name_exchanged_once_leaves_its_other_mentions_shared() -> None:
    said = "Oren Pike inspected the piers in May, and Pike warned the harbour office in June."
    comparison = pair(
        f"The crane was paid for by Oren Pike.\n\n{said}",
        f"The crane was paid for by Lena Frost.\n\n{said}",
    )
    conflict, *more = [f for f in comparison.facts if f.status == "conflicting"]
    assert not more
    assert texts(comparison, conflict) == {"Oren Pike", "Lena Frost"}
    assert "shared" in {
        f.status
        for f in comparison.facts
        if f.kind == "person" and {"Oren Pike", "Pike"} == texts(comparison, f)
    }
    assert "name-conflict" in {finding.rule for finding in comparison.findings}


def test_a_slot_of_three_articles_is_one_fact() -> None:
    said = ["Oren Pike", "Oren Pike", "Lena Frost"]
    comparison = compare(
        make_article(letter, f"{LEAD}\n\nThe crane was paid for by {name} in May.\n\n{TAIL}")
        for letter, name in zip("abc", said, strict=True)
    )
    conflicts = [f for f in comparison.facts if f.status == "conflicting"]
    assert [[m.article_id for m in fact.mentions] for fact in conflicts] == [["a", "b", "c"]]


def test_parts_that_add_up_agree_and_say_so() -> None:
    comparison = pair(
        "The crash injured 43 people, the hospital said.",
        "The hospital said it had treated 32 men and 11 women after the crash.",
    )
    fact = of(comparison, "quantity", "43 people")
    assert fact.status == "shared"
    assert [reason.signal for reason in fact.reasons] == ["parts add up"]
    assert "adds-up" in {finding.rule for finding in comparison.findings}


def test_a_noun_that_either_article_counts_once_has_one_count() -> None:
    left = "The boat carried 168 passengers when it left, the line said."
    right = "At noon 186 passengers were brought ashore by fishermen and divers."
    assert of(pair(left, right), "quantity", "168 passengers").status == "conflicting"
    # The digits are the same in another order: a slip. Else it may well be another matter.
    apart = right.replace("186", "179")
    assert not [f for f in pair(left, apart).facts if f.status == "conflicting"]
    deed = "Fishermen brought 179 passengers ashore, whom the ship had carried to Lem."
    assert of(pair(left, deed), "quantity", "168 passengers").status == "conflicting"
    supposed = "Next year the boat could carry 186 passengers, if the line rebuilds it."
    assert not [f for f in pair(left, supposed).facts if f.status == "conflicting"]
    # Either counts passengers twice, a part of them and all: nobody can say which is which.
    other = f"{left} Of the crew and 12 passengers nothing is known."
    assert not [f for f in pair(other, right).facts if f.status == "conflicting"]
    far = right.replace("186", "260")
    assert not [f for f in pair(left, far).facts if f.status == "conflicting"]


@pytest.mark.parametrize(
    ("left", "right", "possible"),
    [
        (
            "The boat carried 1,680 passengers in May and 90 passengers in June, the line said.",
            "At noon 1,860 passengers were brought ashore by fishermen and divers.",
            True,
        ),
        (
            "The boat carried 168 passengers when it left, the line said.",
            "At noon 12 passengers were brought ashore by fishermen and divers.",
            False,
        ),
        # One digit of several is another; of few it may well be another matter.
        (
            "Records list $2,306.08 for a cruise and $5,687.75 at Vell House, the board said.",
            "Pike also spent the money on a $5,587.75 stay at Vell House in the spring.",
            True,
        ),
        (
            "Records list $2,300 for a cruise and $5,600 at Vell House, the board said.",
            "Pike also spent the money on a $5,500 stay at Vell House in the spring.",
            False,
        ),
    ],
)
def test_exchanged_digits_are_pointed_out_but_no_conflict(
    left: str, right: str, possible: bool
) -> None:
    comparison = pair(left, right)
    assert ("possible-conflict" in {f.rule for f in comparison.findings}) is possible
    assert not [f for f in comparison.facts if f.status == "conflicting"]


def test_a_sum_that_agrees_hides_no_conflict() -> None:
    said = [
        "The hospital said it had treated 32 men and 11 women after the crash.",
        "The crash injured 43 people, the hospital said.",
        "The crash injured 58 people, the hospital said.",
    ]
    comparison = compare(
        make_article(name, f"{LEAD}\n\n{text}\n\n{TAIL}")
        for name, text in zip("abc", said, strict=True)
    )
    fact = of(comparison, "quantity", "58 people")
    assert fact.status == "conflicting"
    assert "43 people" in texts(comparison, fact)


def test_a_later_higher_toll_is_an_update_and_an_undated_one_a_conflict() -> None:
    left, right = "Two people died in the collapse.", "Four people died in the collapse."
    dated = pair(left, right, ("2031-05-12T08:00", "2031-05-12T18:00"))
    assert of(dated, "quantity", "Two people").status == "updated"
    assert of(pair(left, right), "quantity", "Two people").status == "conflicting"


def test_a_later_lower_toll_is_a_conflict() -> None:
    dated = pair(
        "Four people died in the collapse.",
        "Two people died in the collapse.",
        ("2031-05-12T08:00", "2031-05-12T18:00"),
    )
    assert of(dated, "quantity", "Four people").status == "conflicting"


def test_a_reworded_quotation_is_found_with_its_speaker() -> None:
    comparison = pair(
        '"Heavy trucks will never use this bridge again," Mayor Ana Vell said.',
        "“Heavy trucks will not use this bridge again,” said Ana Vell, the mayor.",
    )
    fact = of(comparison, "quote", "Heavy trucks")
    assert fact.status == "wording_differs"
    assert {getattr(m.slots, "speaker", None) for m in fact.mentions} == {"vell a"}


@pytest.mark.parametrize(("speaker", "status"), [("the judge", True), ("Oren Pike", False)])
def test_a_speaker_without_a_name_may_be_one_who_has_one(speaker: str, status: bool) -> None:
    comparison = pair(
        '"The harm for which you are answerable has ruined the families of the sailors you left,"'
        " Mr Justice Tann said.",
        '"The harm you are answerable for has ruined the families of those sailors who drowned,"'
        f" {speaker} said.",
    )
    assert (of(comparison, "quote", "ruined").status == "wording_differs") is status


def test_quotes_of_two_speakers_are_not_one_utterance() -> None:
    comparison = pair(
        '"Heavy trucks will never use this bridge again," Mayor Ana Vell said.',
        '"Heavy trucks will not use this bridge again," engineer Oren Pike said.',
    )
    assert of(comparison, "quote", "never").status != "wording_differs"


def test_a_fact_of_one_article_is_not_found_in_the_other_with_the_nearest_sentence() -> None:
    comparison = compare(
        make_article("a", f"{LEAD}\n\n{OTHER}\n\n{TAIL}"), make_article("b", f"{LEAD}\n\n{TAIL}")
    )
    presence = {p.article_id: p for p in of(comparison, "event", "Traders").presence}
    assert presence["a"].state == "found"
    assert presence["b"].state == "not_found"
    assert presence["b"].nearest is not None


def test_nothing_is_called_not_found_in_a_text_that_breaks_off() -> None:
    broken = f"{LEAD}\n\nTo continue reading this article, subscribe now."
    comparison = compare(
        make_article("a", f"{LEAD}\n\n{OTHER}\n\n{TAIL}"), make_article("b", broken)
    )
    assert comparison.articles[1].truncated
    states = {p.state for f in comparison.facts for p in f.presence if p.article_id == "b"}
    assert "not_found" not in states


def test_a_lead_that_another_buries_is_a_finding() -> None:
    padding = "\n\n".join(
        f"The {name} of Aldon met on day {n} to hear {name} reports about the weather."
        for n, name in enumerate(["council", "court", "guild", "choir", "club", "board"], start=2)
    )
    news = "A doctor warned the harbour office of the cracks in the piers three years ago."
    comparison = compare(
        make_article("a", f"{news}\n\n{LEAD}\n\n{padding}\n\n{TAIL}"),
        make_article("b", f"{LEAD}\n\n{TAIL}\n\n{padding}\n\n{news}"),
    )
    assert "buried" in {finding.rule for finding in comparison.findings}


@pytest.mark.parametrize("text", ["", " \n ", "Menu", "12", "“", "a" * 5000])
def test_odd_articles_compare_without_harm(text: str) -> None:
    comparison = compare(make_article("a", text), make_article("b", f"{LEAD}\n\n{TAIL}"))
    assert not [f for f in comparison.facts if f.status == "conflicting"]


def test_one_article_alone_shares_nothing() -> None:
    assert {f.status for f in compare(make_article("a", LEAD)).facts} == {"unique"}


def test_no_article_and_one_id_twice_are_errors() -> None:
    with pytest.raises(InputError, match="nothing to compare"):
        compare([])
    with pytest.raises(InputError, match="two articles have the id 'a'"):
        compare(make_article("a"), make_article("a"))


def test_diff_reports_stories_of_two_or_more() -> None:
    articles = [make_article("a", LEAD), make_article("b", LEAD), make_article("c", OTHER)]
    assert [c.story.article_ids for c in diff(articles)] == [("a", "b")]
    assert [c.story.article_ids for c in diff(articles, as_one=True)] == [("a", "b", "c")]


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("We will not yield", "We will not yield", True),
        ("“We will not yield”", "we will not yield.", True),
        ("will not yield", "We will not yield to them", True),
        ("We will … yield", "We will not yield", True),
        ("We will not yield", "We will never yield", False),
        ("yield not will we", "We will not yield", False),
        ("", "We will not yield", False),
    ],
)
def test_same_words_ignores_marks_and_elisions_only(left: str, right: str, same: bool) -> None:
    assert same_words(left, right) is same
    assert same_words(right, left) is same
    assert (same_utterance(left, right) == 1.0) is same


def test_one_wrong_link_does_not_chain_two_classes() -> None:
    links = {(0, 1): 0.9, (0, 2): 0.9, (1, 2): 0.9, (3, 4): 0.9, (3, 5): 0.9, (4, 5): 0.9}
    assert group([0, 1, 2, 0, 1, 2], {**links, (2, 3): 0.8}, 0.45) == [(0, 1, 2), (3, 4, 5)]


@pytest.mark.parametrize("n", [0, 1, 3])
def test_without_links_every_item_is_alone(n: int) -> None:
    assert group(list(range(n)), {}, 0.5) == [(i,) for i in range(n)]


@pytest.mark.parametrize("speaker", ["Ida Marsh", "Olaf Brenn"])
def test_articles_that_quote_one_long_saying_are_about_one_thing(speaker: str) -> None:
    said = "If we have to close the old pier of Aldon then we will have to close it for good"
    also = "The crews of the ferry line have waited for a decision since the spring"
    ours = (
        f'"{said}," Ida Marsh said.\n\n"{also}," she said.\n\nA seal was born in the zoo of Ostra.'
    )
    theirs = (
        "Bakers in Norby sell more rye than wheat.\n\n"
        f'"{said}," {speaker} said.\n\nThe mill turns at night.\n\n"{also}," {speaker} said.'
    )
    articles = [make_article("a", ours), make_article("b", theirs)]
    comparison = compare(articles)
    context = story_context(comparison.story, [parse(article) for article in articles])
    context.note(mention for fact in comparison.facts for mention in fact.mentions)
    unlikely = StoryContext(
        context.articles,
        context.clauses,
        (context.sentences, context.clause_space),
        (),
        (0, 1),
        likeness={},
    )
    unlikely.quotations = context.quotations
    assert unlikely.related(0, 1) is (speaker == "Ida Marsh")
