"""What an article says about a claim."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.errors import InputError
from dedup.pipeline import check, check_draft
from tests.conftest import make_article

TEXT = """Engineers closed the harbour bridge in Aldon on Monday after finding cracks in two piers.

The bridge, which opened in 1968, carries about 41,000 vehicles a day.

"Nobody will drive over it this year," Mayor Ana Vell said.

The council has set aside 12 million crowns for the repair, which will begin in June."""


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("Engineers closed the harbour bridge in Aldon.", "supported"),
        ("The bridge carries about 41,000 vehicles a day.", "supported"),
        ("The bridge carries about 14,000 vehicles a day.", "contradicted"),
        ("The repair of the bridge will begin in June.", "supported"),
        ("A ferry sank off the island of Corvane.", "not_found"),
        ("The mayor resigned after a vote of no confidence.", "not_found"),
    ],
)
def test_a_claim_is_supported_contradicted_or_not_found(claim: str, verdict: str) -> None:
    assert check(claim, make_article("a", TEXT)).verdict == verdict


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "The mayor fled the burning harbour office without his coat.",
            "The mayor fled the office.",
        ),
        (
            "The harbour bridge must reopen no later than Monday.",
            "The bridge must reopen on Monday.",
        ),
        (
            "The fire killed no fewer than 12 sailors in Aldon.",
            "The fire killed 12 sailors in Aldon.",
        ),
        ("There is no doubt the harbour bridge collapsed.", "The harbour bridge collapsed."),
        ("The vote in Aldon was held in May, not in June.", "The vote in Aldon was held in May."),
        ("Engineers shut reactor No. 4 at Corvane.", "Engineers shut reactor 4 at Corvane."),
    ],
)
def test_a_negating_word_beside_the_matter_contradicts_nothing(text: str, claim: str) -> None:
    assert check(claim, make_article("a", text)).verdict != "contradicted"


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("The parasite is not killed by chlorine.", "Chlorine kills the parasite."),
        ("No ferry left the harbour of Aldon on Monday.", "A ferry left the harbour on Monday."),
        ("The board denied that it will close the mill.", "The board will close the mill."),
        ("Nobody was hurt in the harbour fire.", "Somebody was hurt in the harbour fire."),
    ],
)
def test_a_denied_claim_is_contradicted(text: str, claim: str) -> None:
    assert check(claim, make_article("a", text)).verdict == "contradicted"


def test_a_denial_needs_the_same_denial() -> None:
    text = "The ferry Aurelia sank off Corvane on Monday; its crew did not inspect the hull."
    assert check("The ferry did not sink.", make_article("a", text)).verdict != "supported"


def test_the_evidence_is_the_sentence_that_says_so() -> None:
    verdict = check("The bridge carries about 14,000 vehicles a day.", make_article("a", TEXT))
    first = verdict.evidence[0]
    assert "41,000 vehicles" in TEXT[first.span.start : first.span.end]
    assert verdict.reasons


def test_the_weakest_sentence_of_a_claim_decides() -> None:
    both = "Engineers closed the harbour bridge in Aldon. A ferry sank off Corvane."
    assert check(both, make_article("a", TEXT)).verdict == "not_found"


def test_a_text_that_breaks_off_is_unknown() -> None:
    broken = TEXT.split("\n\n")[0] + "\n\nTo continue reading this article, subscribe now."
    verdict = check("The repair will cost 12 million crowns.", make_article("a", broken))
    assert verdict.verdict == "unknown"


@pytest.mark.parametrize("text", ["", "   ", "Menu", "…"])
def test_an_article_without_sentences_supports_nothing(text: str) -> None:
    verdict = check("The bridge is closed.", make_article("a", text))
    assert verdict.verdict == "not_found"
    assert verdict.support < 0.5


@pytest.mark.parametrize("claim", ["", " \n\t"])
def test_a_blank_claim_is_an_error(claim: str) -> None:
    with pytest.raises(InputError, match="blank"):
        check(claim, make_article("a", TEXT))
    with pytest.raises(InputError, match="blank"):
        check_draft(claim, [make_article("a", TEXT)])


def test_every_sentence_of_a_draft_gets_a_verdict_per_article() -> None:
    articles = [make_article("a", TEXT), make_article("b", "A ferry sank off Corvane on Sunday.")]
    rows = check_draft("Engineers closed the harbour bridge. A ferry sank off Corvane.", articles)
    assert [claim for claim, _ in rows] == [
        "Engineers closed the harbour bridge.",
        "A ferry sank off Corvane.",
    ]
    assert [[v.verdict for v in verdicts] for _, verdicts in rows] == [
        ["supported", "not_found"],
        ["not_found", "supported"],
    ]


@given(st.text(min_size=1, max_size=80).filter(lambda claim: claim.strip()))
def test_any_claim_gets_scores_in_range(claim: str) -> None:
    verdict = check(claim, make_article("a", TEXT))
    assert 0.0 <= verdict.support <= 1.0
    assert 0.0 <= verdict.conflict <= 1.0


def test_an_article_whose_id_is_claim_is_checked_too() -> None:
    assert check("Engineers closed the harbour bridge.", make_article("claim", TEXT)).article_id


COMPOUND = (
    "Engineers closed the harbour bridge in Aldon on Monday, and the council has set aside "
    "15 million crowns for the repair."
)


def test_the_part_of_a_compound_claim_that_fails_is_named() -> None:
    verdict = check(COMPOUND, make_article("a", TEXT))
    assert [part.verdict for part in verdict.parts] == ["supported", "contradicted"]
    assert verdict.verdict == "contradicted"
    failing = verdict.parts[1]
    words = COMPOUND[failing.span.start : failing.span.end]
    assert words.startswith("and the council")
    assert words.endswith("repair.")
    assert (verdict.reasons[0].signal, verdict.reasons[0].value) == ("part contradicted", words)


def test_a_claim_is_supported_only_when_all_its_parts_are() -> None:
    claim = "Engineers closed the harbour bridge in Aldon, but a ferry sank off Corvane on Sunday."
    verdict = check(claim, make_article("a", TEXT))
    assert [part.verdict for part in verdict.parts] == ["supported", "not_found"]
    assert verdict.verdict == "not_found"
    assert verdict.reasons[0].signal == "part not found"


@pytest.mark.parametrize(
    "claim",
    [
        "Engineers closed the harbour bridge.",
        "Engineers found cracks and leaks in two piers.",
        "Ana Vell and Jon Roe said nobody will drive over it.",
    ],
)
def test_a_simple_claim_is_not_cut(claim: str) -> None:
    assert len(check(claim, make_article("a", TEXT)).parts) == 1


@pytest.mark.parametrize(
    ("printed", "claimed", "verdict"),
    [
        ("The fire hurt 12 sailors in Aldon.", "The fire hurt more than 10 sailors in Aldon.", "="),
        ("The fire hurt 12 sailors in Aldon.", "The fire hurt at least 12 sailors in Aldon.", "="),
        (
            "The fire hurt 12 sailors in Aldon.",
            "The fire hurt fewer than 10 sailors in Aldon.",
            "!",
        ),
        ("The fire hurt 12 sailors in Aldon.", "The fire hurt more than 12 sailors in Aldon.", "!"),
        ("The fire hurt 12 sailors in Aldon.", "The fire hurt twelve sailors in Aldon.", "="),
        (
            "The fire hurt fewer than 30 sailors in Aldon.",
            "The fire hurt 12 sailors in Aldon.",
            ".",
        ),
        ("The fire hurt 12 sailors in Aldon.", "The fire hurt 12 houses in Aldon.", "."),
        ("The fire hurt up to 30 sailors in Aldon.", "The fire hurt 40 sailors in Aldon.", "!"),
        (
            "Police in Aldon arrested 32 men and 11 women at the harbour.",
            "Police in Aldon arrested 43 people at the harbour.",
            "=",
        ),
        (
            "The port of Aldon had 60 cranes and sold 15 cranes to Corvane.",
            "The port of Aldon has 45 cranes left.",
            "=",
        ),
        (
            "Corvane built 16 schools, 12 clinics and 10 bridges in May.",
            "Corvane built 16 schools, 14 clinics and 10 bridges in May.",
            "!",
        ),
    ],
)
def test_figures_are_held_against_what_they_allow(printed: str, claimed: str, verdict: str) -> None:
    names = {"=": "supported", "!": "contradicted", ".": "not_found"}
    assert check(claimed, make_article("a", printed)).verdict == names[verdict]


LONG = (
    "The council of Aldon approved the new ferry terminal on Tuesday before the vote in Corvane, "
    "and prices on the northern line rose sharply."
)


@pytest.mark.parametrize(
    ("ours", "other", "verdict"),
    [
        ("rose", "fell", "contradicted"),
        ("approved", "rejected", "contradicted"),
        ("before", "after", "contradicted"),
        ("northern", "southern", "contradicted"),
        ("Tuesday", "Friday", "contradicted"),
        ("Corvane", "Osterholt", "contradicted"),
        ("council of Aldon approved", "council of Aldon has not approved", "contradicted"),
        ("terminal", "museum", "not_found"),
    ],
)
def test_one_exchanged_word_is_noticed(ours: str, other: str, verdict: str) -> None:
    assert check(LONG, make_article("a", LONG)).verdict == "supported"
    assert check(LONG.replace(ours, other), make_article("a", LONG)).verdict == verdict


def test_exchanged_roles_are_noticed() -> None:
    text = "Mayor Ana Vell accused Jon Brask of hiding the cost of the harbour bridge."
    claim = "Mayor Jon Brask accused Ana Vell of hiding the cost of the harbour bridge."
    verdict = check(claim, make_article("a", text))
    assert verdict.verdict == "contradicted"
    assert any(reason.signal == "roles exchanged" for reason in verdict.reasons)


@pytest.mark.parametrize(
    "claim",
    [
        "Jon Brask was accused by Mayor Ana Vell of hiding the cost of the harbour bridge.",
        "Mayor Ana Vell accused Jon Brask of hiding the harbour bridge cost.",
    ],
)
def test_a_passive_exchanges_no_roles(claim: str) -> None:
    text = "Mayor Ana Vell accused Jon Brask of hiding the cost of the harbour bridge."
    assert check(claim, make_article("a", text)).verdict == "supported"


def test_another_office_is_not_supported() -> None:
    text = "The finance minister of Corvane opened the new harbour bridge in Aldon on Monday."
    claim = text.replace("minister", "secretary")
    assert check(text, make_article("a", text)).verdict == "supported"
    assert check(claim, make_article("a", text)).verdict == "not_found"


def test_the_parts_cover_a_claim_of_several_sentences_with_its_white_space_folded() -> None:
    claim = "Engineers closed  the harbour bridge in Aldon.\n The bridge opened in 1968."
    folded = " ".join(claim.split())
    parts = check(claim, make_article("a", TEXT)).parts
    assert [folded[p.span.start : p.span.end] for p in parts] == [
        "Engineers closed the harbour bridge in Aldon.",
        "The bridge opened in 1968.",
    ]


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The United States sent aid to Aldon.", "The U.S. sent aid to Aldon, officials said."),
        ("The U.S. sent aid to Aldon.", "The United States sent aid to Aldon, officials said."),
        ("Sen. Ana Vell voted against it in Aldon.", "Senator Ana Vell voted against it in Aldon."),
        ("Revenue rose 5% in Q2.", "Revenue rose 5 percent in the second quarter, Nordal said."),
        ("Revenue rose 5% in the second quarter.", "Nordal said revenue rose 5 percent in Q2."),
        ("COVID-19 closed the school in Aldon.", "The school in Aldon was closed by COVID."),
        ("The chief executive of Nordal resigned.", "Nordal's CEO has resigned, the firm said."),
    ],
)
def test_two_forms_of_one_thing_are_one(claim: str, text: str) -> None:
    assert check(claim, make_article("a", text)).verdict == "supported"


@pytest.mark.parametrize(
    ("claim", "text", "verdict"),
    [
        # a period is told apart by a word, however it is written
        (
            "Revenue rose 5% in Q3.",
            "Revenue rose 5 percent in the second quarter, Nordal said.",
            "contradicted",
        ),
        (
            "The fund lost billions in the first half.",
            "The fund lost millions in the first half.",
            "contradicted",
        ),
        # what rises does not fall
        (
            "Profit increased in the third quarter, the bank said.",
            "The bank said its profit in the third quarter was down 12 percent from last year.",
            "not_found",
        ),
        # a name that opens a sentence is a name
        ("Spain ordered Renova to shut it.", "The U.S. ordered Renova to shut it.", "not_found"),
        (
            "The European Parliament told staff in Aldon to delete the app.",
            "Staff in Aldon were told by the European Commission to delete the app.",
            "not_found",
        ),
    ],
)
def test_one_word_that_tells_refuses_support(claim: str, text: str, verdict: str) -> None:
    assert check(claim, make_article("a", text)).verdict == verdict


def test_a_well_known_name_is_found_by_any_of_its_forms() -> None:
    text = "The UN told its staff to leave Aldon, and St. Louis was next."
    claim = "The United Nations told its staff to leave Aldon, and St Louis was next."
    assert check(claim, make_article("a", text)).verdict == "supported"


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Prices fell in Aldon in June.", "Prices rose in May and fell in Aldon in June."),
        ("Prices did not rise in Aldon in June.", "Prices in Aldon did not rise in June."),
    ],
)
def test_a_direction_that_the_article_has_too_is_no_other(claim: str, text: str) -> None:
    assert check(claim, make_article("a", text)).verdict == "supported"


@pytest.mark.parametrize(
    ("claimed", "printed", "borne_out"),
    [
        ("between 80 and 100", "between 80 and 100", True),
        ("between 70 and 100", "between 80 and 100", False),
        ("more than 80", "more than 100", False),
        ("more than 80", "100", True),
        ("about 100", "about 105", True),
        ("about 80", "about 100", False),
        ("100", "about 100", True),
        ("110", "about 118", False),
    ],
)
def test_a_figure_is_borne_out_by_what_says_it(claimed: str, printed: str, borne_out: bool) -> None:
    text = f"Nordal will open {printed} shops in Aldon by June, the firm said."
    verdict = check(f"Nordal will open {claimed} shops in Aldon.", make_article("a", text))
    assert (verdict.verdict == "supported") is borne_out


def test_what_is_counted_is_not_taken_over_with_its_figure() -> None:
    text = "The plant will make thousands of glass bottles in Aldon."
    changed = check("The plant will make thousands of paper bottles.", make_article("a", text))
    same = check("The plant will make thousands of glass bottles.", make_article("a", text))
    assert changed.support < same.support


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("The train was carrying 168 passengers.", "contradicted"),
        ("The train was carrying 186 passengers.", "supported"),
        # far apart, or a noun that is counted twice: it may be a part of them
        ("The train was carrying 90 passengers.", "not_found"),
        ("There were 31 guards on the train.", "not_found"),
    ],
)
def test_the_only_count_of_a_noun_excludes_another(claim: str, verdict: str) -> None:
    text = (
        "The 6:10 a.m. service from Aldon was carrying 186 passengers when it left the track. "
        "Of its 34 guards only the 12 guards of the rear carriages were hurt."
    )
    assert check(claim, make_article("a", text)).verdict == verdict


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("The school bus will stop at the bridge.", "contradicted"),
        ("The school bus will stop at the bakery.", "supported"),
        ("The school bus will stop at the bakery, not at the bridge.", "supported"),
    ],
)
def test_what_something_is_set_against_is_denied(claim: str, verdict: str) -> None:
    text = "The school bus will stop at the bakery, not at the bridge, the council said."
    assert check(claim, make_article("a", text)).verdict == verdict


def test_several_are_not_none() -> None:
    text = "The inspection of the bridge in May found no defects, the council said."
    said = make_article("a", text)
    assert check("The inspection of the bridge found several defects.", said).verdict == (
        "contradicted"
    )
    assert check("The inspection of the bridge found no defects.", said).verdict == "supported"


SAID = (
    "Ana Vell, the mayor, told reporters that the flood wall was a monument to wasted money. "
    "Oren Pike, who leads the council, praised the engineers and asked for patience."
)


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("It was Ana Vell who said the flood wall was a monument to wasted money.", "supported"),
        ("Oren Pike said the flood wall was a monument to wasted money.", "contradicted"),
        # Who is no person known by name may be anybody.
        ("The mayor said the flood wall was a monument to wasted money.", "supported"),
    ],
)
def test_what_another_person_said_is_contradicted(claim: str, verdict: str) -> None:
    assert check(claim, make_article("a", SAID)).verdict == verdict


def test_a_speaker_who_says_it_too_contradicts_nobody() -> None:
    text = f"{SAID} Pike later said he agreed that the flood wall was a monument to wasted money."
    claim = "Oren Pike said the flood wall was a monument to wasted money."
    assert check(claim, make_article("a", text)).verdict == "supported"


def test_what_is_asked_is_not_denied() -> None:
    text = "On Friday the governor was still deciding whether to sign the bill into law."
    claim = "The governor has not said whether she will sign the bill into law."
    assert check(claim, make_article("a", text)).verdict != "contradicted"


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("The march to the harbour last week was led by Oren Pike.", "contradicted"),
        ("The march to the harbour last week was led by Ana Vell.", "supported"),
        # A firm is no other person.
        ("The march to the harbour last week was led by Pikefield Works.", "not_found"),
    ],
)
def test_another_name_of_the_kind_excludes_one_the_article_never_prints(
    claim: str, verdict: str
) -> None:
    text = "Ana Vell led last week's march of dockers in Aldon to the harbour. It rained."
    assert check(claim, make_article("a", text)).verdict == verdict


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("As of April, the fare to Aldon cost $1,790 a month on average.", "contradicted"),
        ("As of April, the fare to Aldon cost $1,330 a month on average.", "supported"),
        # Another thing measured: a cabin.
        ("As of April, a heated cabin with two beds cost $1,790 in winter.", "not_found"),
    ],
)
def test_one_figure_is_held_against_the_same_words_in_any_order(claim: str, verdict: str) -> None:
    text = "The average monthly fare in April was $1,330 to Aldon, the line said on Friday."
    assert check(claim, make_article("a", text)).verdict == verdict


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        # A denial in other words.
        ("Peers voted by a majority of eight not to give the bereaved legal aid at inquests.",
         "Peers voted by a majority of eight against giving the bereaved legal aid at inquests."),
        ("Refugees who visit home during Eid will not lose their right to return, Vell said.",
         "Refugees who visit home during Eid will keep their right to return, Vell said."),
        ("The captain of the ferry Solveig denied on Thursday that he had been drinking.",
         "On Thursday the captain of the ferry Solveig denied having been drinking."),
        ("The prosecutor cautioned that the number of bribed dockworkers had not been verified.",
         "The prosecutor cautioned that the number of bribed dockworkers was unverified."),
        ("The talks adjourned without a single bill reaching the governor's desk in Aldon.",
         "The talks adjourned with no bill reaching the governor's desk in Aldon."),
        # The same, turned round.
        ("Chile's president, Renata Ulloa, flew to Iquique on Monday to swear in the delegate.",
         "Chile's president, Renata Ulloa, flew on Monday to Iquique to swear in the delegate."),
        ("Norway and Peru refused on Friday to accept the clause on water.",
         "Peru and Norway refused on Friday to accept the clause on water."),
        # Another figure, of something else.
        ("Parole was denied to Wendell Strake, who has served 34 years for a murder.",
         "Parole was denied to Wendell Strake, 61, who has served 34 years for a murder."),
        ("Boeing 767 operator Meridian has grounded its fleet after finding corrosion.",
         "Meridian has grounded its fleet of 14 aircraft after finding corrosion."),
        ("Fenwick will buy the chain Juniper Lane in a deal that will save 41 of its 67 shops.",
         "Twenty-six Juniper Lane shops face closure."),
        ("Moe advised the evacuees in Aldon to remain in the camps for another 48 hours.",
         "Moe advised the evacuees in Aldon to remain in the camps for another two days."),
        # Another name, for the same.
        ("Airline Zephyr Atlantic said on Tuesday it would retire its last 11 jets by October.",
         "Zephyr Atlantic said it would retire its last 11 jets by October."),
    ],
)  # fmt: skip
def test_a_claim_in_other_words_is_not_contradicted(text: str, claim: str) -> None:
    assert check(claim, make_article("a", text)).verdict != "contradicted"


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("The court in Aldon quashed the conviction of the former mayor on Monday.",
         "The court in Aldon upheld the conviction of the former mayor on Monday."),
        ("Profit at the grocer Brannock doubled in the year to March.",
         "Profit at the grocer Brannock halved in the year to March."),
        ("All parties in Corvane boycotted the vote on Sunday, including the Greens.",
         "All parties in Corvane contested the vote on Sunday, including the Greens."),
        ("Parents' groups cheered and publishers groaned when Vell said textbooks would be free.",
         "Publishers cheered and parents' groups groaned when Vell said textbooks would be free."),
        ("Heat, not drought, was mainly responsible for the collapse of the olive harvest.",
         "Drought, not heat, was mainly responsible for the collapse of the olive harvest."),
        ("Seven of the nine candidates took part in the debate on Monday.",
         "Five of the nine candidates took part in the debate on Monday."),
        ("The governor of Corvane signed the water bill on Friday evening.",
         "The governor of Corvane did not sign the water bill on Friday evening."),
    ],
)  # fmt: skip
def test_a_claim_with_the_opposite_or_another_count_is_contradicted(text: str, claim: str) -> None:
    assert check(claim, make_article("a", text)).verdict == "contradicted"


def test_a_slug_behind_not_and_a_sentence_of_hundreds_of_figures_are_read_at_once() -> None:
    words = "The fire at the bakery in Aldon killed people at the bridge"
    assert check(words, make_article("a", f"{words}, not {'a' * 300}! and so.")).article_id == "a"
    figures = "The mayor said " + "12 15 19 " * 200
    assert check("The mayor said " + "12 13 14 " * 200, make_article("a", figures)).evidence
