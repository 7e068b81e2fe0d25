"""When two mentions of one thing differ in detail, in wording or in who said it."""

from __future__ import annotations

import pytest

from dedup.comparison.wording import changed_words, rewords_fragment, same_utterance, same_words
from dedup.model import Comparison, NameSlots, Status
from dedup.pipeline import compare
from dedup.slots import compare_names
from tests.conftest import make_article

LEAD = "Engineers closed the harbour bridge in Aldon on Sunday after finding cracks in its piers."
TAIL = "The bridge opened in 1968 and links the old town with the northern suburbs."


def statuses(left: str, right: str, kind: str) -> set[Status]:
    """Return the statuses of the facts of one kind that the middle sentences make."""
    comparison = pair(left, right)
    return {fact.status for fact in comparison.facts if fact.kind == kind}


def pair(left: str, right: str) -> Comparison:
    return compare(
        *(
            make_article(i, f"{LEAD}\n\n{t}\n\n{TAIL}")
            for i, t in zip("ab", (left, right), strict=True)
        )
    )


@pytest.mark.parametrize(
    ("left", "right", "kind", "differs"),
    [
        # One occasion, more and less finely.
        (
            "The mayor visited the flooded market on Tuesday.",
            "The mayor visited the flooded market on Tuesday night.",
            "date",
            True,
        ),
        # One day, two occasions.
        (
            "The mayor said on Tuesday night that the harbour bridge was safe.",
            "On Tuesday, divers of the rail company began to look for the bridge's lost bolts.",
            "date",
            False,
        ),
        # Either article has both.
        (
            "The mayor visited the flooded market on Tuesday. He left the market on Tuesday night.",
            "The mayor visited the flooded market on Tuesday night.",
            "date",
            False,
        ),
        (
            "The company will pay 40,000 owners of the flooded houses.",
            "The company will pay thousands of owners of the flooded houses.",
            "quantity",
            True,
        ),
        (
            "The company will pay 40,000 owners of the flooded houses.",
            "Thousands of owners marched against the toll, and the company shut its doors.",
            "quantity",
            False,
        ),
        # One figure of which only one article names the noun.
        (
            "The ministry will pay for 40,000 in the flooded district.",
            "The ministry will pay for 40,000 pupils in the flooded district.",
            "quantity",
            False,
        ),
        # Both articles name both places.
        (
            "The crew came from Velm and docked at South Velm.",
            "The crew came from South Velm and docked at Velm.",
            "place",
            False,
        ),
    ],
)
def test_a_detail_is_told_of_one_occasion_only(
    left: str, right: str, kind: str, differs: bool
) -> None:
    assert ("detail_differs" in statuses(left, right, kind)) is differs
    assert ("detail_differs" in statuses(right, left, kind)) is differs


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("We're sure it's safe and I'd stay", "We are sure it is safe and I would stay", True),
        ("It won't be a fund-raiser", "It will not be a fundraiser", True),
        ("A well-known baker of Norby", "He is a well known baker of Norby", True),
        ("A well-known baker of Norby", "A little known baker of Norby", False),
        ("Nobody can't pay", "Nobody can pay", False),
        ("It grew by 5.7 points", "It grew by 57 points", False),
        ("OK, we learnt to mend 'em, Sen. Poe", "Okay, we learned to mend them, Senator Poe", True),
        ("They mend it", "They mend them", False),
        # A number in digits, and a cut that the outlet announces.
        ("In the last 20 years", "In the last twenty years", True),
        ("We lost 25 boats, 40% of all", "We lost twenty-five boats, forty per cent of all", True),
        ("In the last 20 years", "In the last thirty years", False),
        ("We paid the crew . . . and left", "We paid the crew at the quay, and left", True),
        ("We paid the crew and left", "We paid the crew at the quay, and left", False),
    ],
)
def test_contractions_and_hyphens_are_spelling(left: str, right: str, same: bool) -> None:
    assert same_words(left, right) is same
    assert same_words(right, left) is same


@pytest.mark.parametrize(
    ("left", "right", "changed"),
    [
        ("The pier is very old", "The pier is old and nobody cares for it", ("very", "")),
        ("So we told them: the pier is old", "The pier was old", ("is", "was")),
        ("We lost the boats", "We lost the ships", ("boats", "ships")),
        ("It is a well-known old pier", "It was a well known old pier", ("is", "was")),
        ("They lost a boat", "We lost a boat and a crew", ("they", "we")),
    ],
)
def test_only_the_changed_words_of_a_quotation_are_named(
    left: str, right: str, changed: tuple[str, str]
) -> None:
    assert changed_words(left, right) == changed
    assert changed_words(right, left) == changed[::-1]


def test_a_set_phrase_in_common_is_no_utterance_in_common() -> None:
    assert (
        same_utterance("sudden plunge into the harbour", "The gears sent it into the harbour") < 0.1
    )
    assert same_utterance("sudden plunge into the harbour", "A sudden plunge in the harbour") > 0.6


def test_to_begin_alike_is_no_utterance_in_common() -> None:
    assert same_utterance("I don't know why", "I don't know who sank it, the crew or they") == 0.0
    assert same_utterance("I don't know why it sank", "I do not know how it sank") > 0.6
    assert same_utterance("It's going to end", "It's going to rain, or we'll leave the quay") == 0.0


def test_what_is_said_and_what_is_denied_are_two_utterances() -> None:
    denied = "You have told the court that you feel no regret for the fire"
    assert same_utterance(denied, "You claim to feel regret for those fires but I reject that") == 0
    assert same_utterance(denied, "You told us all that you feel no regret at all for it") > 0.6


def test_two_words_in_another_order_are_no_utterance_in_common() -> None:
    said = "You have shown no true regret; quite the reverse"
    other = "Although you came here, you've made it quite clear you have no regret"
    assert same_utterance(said, other) == 0.0


def test_one_word_may_be_replaced_in_its_place() -> None:
    said = "Then he bumped into my boat, and he very {} said, sorry"
    assert same_utterance(said.format("kindly"), "and he very gladly said sorry") > 0.6
    assert same_utterance(said.format("kindly"), "and she very gladly says sorry") == 0.0


def test_a_fragment_may_have_another_first_word() -> None:
    assert rewords_fragment("usual sailing lesson", "I took a break from my weekly sailing lesson")
    assert not rewords_fragment("usual sailing lesson", "I took a lesson in sailing")
    assert not rewords_fragment("usual lesson", "I took a break from my weekly sailing lesson")


def test_a_few_words_of_a_list_in_another_order_are_no_utterance_in_common() -> None:
    listed = "rotten ropes, safety issues, lack of dry timber and leaks"
    assert same_utterance("a lack of safe timber", listed) == 0.0
    assert same_utterance("a lack of safe timber", "It was a real lack of safe timber") > 0.6


@pytest.mark.parametrize(
    ("left", "right", "status"),
    [
        (
            "Ida Marsh said the toll would ruin every small fisherman on the southern bay.",
            "Olaf Brenn said the toll would ruin small fishermen of the southern bay.",
            True,
        ),
        (
            "Ida Marsh said the toll would ruin every small fisherman on the southern bay.",
            "Olaf Brenn said every fisherman on the bay had paid the toll "
            "since the pier was mended last autumn.",
            False,
        ),
        (
            "Ida Marsh said the governor was likely to close the salt harbour of the bay.",
            "Olaf Brenn said the governor had not decided whether to close the salt harbour of "
            "the bay.",
            False,
        ),
    ],
)
def test_two_speakers_differ_only_over_one_content(left: str, right: str, status: bool) -> None:
    assert ("attribution_differs" in statuses(left, right, "attribution")) is status


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("New Velm", "Velm", "disjoint"),
        ("South Velm", "Velm", "compatible"),
        ("New Velm", "New Velm", "equal"),
    ],
)
def test_a_namesake_is_another_place(left: str, right: str, expected: str) -> None:
    ours, theirs = (NameSlots(key=words.lower(), name=words) for words in (left, right))
    assert compare_names(ours, theirs) == expected
    assert compare_names(theirs, ours) == expected


@pytest.mark.parametrize(
    "speaker", ["The Ostmark Times reported that", "The tabloid reported that"]
)
def test_a_paper_that_has_it_from_somebody_is_no_other_speaker(speaker: str) -> None:
    left = "Ida Marsh said the toll would ruin every small fisherman on the southern bay."
    right = f"{speaker} the toll would ruin small fishermen of the southern bay."
    assert "attribution_differs" not in statuses(left, right, "attribution")


RUIN = "the toll would ruin every small fisherman on the southern bay."
SENT = "that it would send a naval hospital ship to the flooded southern bay."


@pytest.mark.parametrize(
    ("left", "right", "differs"),
    [
        (f"The Ostmark Divers Association said {RUIN}", f"The ODA said {RUIN}", False),
        (f"The Ostmark Divers Association said {RUIN}", f"The OFA said {RUIN}", True),
        (f"The harbour ministry said {RUIN}", f"The government said {RUIN}", False),
        (f"Ida Marsh said {RUIN}", f"The government said {RUIN}", True),
        (f"France announced {SENT}", f"French President Ida Marsh announced {SENT}", False),
        (f"France announced {SENT}", f"Divers' leader Ida Marsh announced {SENT}", True),
        (f"France announced {SENT}", f"Danish President Ida Marsh announced {SENT}", True),
        (f"Federal officials said {RUIN}", f"The federal government said {RUIN}", False),
        (f"Danish officials said {RUIN}", f"The federal government said {RUIN}", True),
        (f"The opposition and the Reeds say {RUIN}", f"The opposition says {RUIN}", False),
        (f"After the opposition, the Reeds say {RUIN}", f"The opposition says {RUIN}", True),
    ],
)
def test_a_body_and_its_short_or_its_larger_name_are_one_speaker(
    left: str, right: str, differs: bool
) -> None:
    assert ("attribution_differs" in statuses(left, right, "attribution")) is differs
    assert ("attribution_differs" in statuses(right, left, "attribution")) is differs


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        (
            "Ana Vell spoke of a Sept. 1 phone call with the salt traders of Norby.",
            "Ana Vell spoke of it in a September letter to the salt traders of Norby.",
            "date",
        ),
        (
            "We are now three weeks into the salt campaign of Norby, Ana Vell said.",
            "The salt campaign of Norby has just over three weeks until the vote, Ana Vell said.",
            "quantity",
        ),
    ],
)
def test_another_noun_or_another_side_of_now_is_no_detail(left: str, right: str, kind: str) -> None:
    assert "detail_differs" not in statuses(left, right, kind)
    assert "detail_differs" not in statuses(right, left, kind)


@pytest.mark.parametrize(
    ("left", "right", "differs"),
    [
        ("Ida Marsh, a lawyer for Aldon Mills, left early.", "", False),
        ("The Aldon Mills spokeswoman Ida Marsh left early.", "", False),
        ("Ida Marsh, a lawyer for Norby Mills, left early.", "", True),
        ("", "", True),
    ],
)
def test_who_speaks_for_a_body_is_no_other_speaker(left: str, right: str, differs: bool) -> None:
    left, right = f"{left}\n\nMarsh said {RUIN}", f"{right}\n\nAldon Mills said {RUIN}"
    assert ("attribution_differs" in statuses(left, right, "attribution")) is differs
    assert ("attribution_differs" in statuses(right, left, "attribution")) is differs


@pytest.mark.parametrize(
    ("right", "shared"),
    [
        ("Olaf Brenn said the old salt gate of the harbour was working on Sunday.", False),
        ("Olaf Brenn said the old salt gate of the harbour was not working on Sunday.", True),
    ],
)
def test_what_another_denies_is_not_told_by_both(right: str, shared: bool) -> None:
    left = "Ida Marsh said the old salt gate of the harbour was not working on Sunday."
    met = [
        fact
        for fact in pair(left, right).facts
        if fact.kind == "attribution" and len(fact.mentions) > 1
    ]
    assert bool(met) is shared


def test_clauses_that_print_a_figure_each_of_their_own_differ_in_detail() -> None:
    clause = "Each crew of the Aldon race will have 24 hours over two days to mend its boat."
    left = f"{clause}\n\nThree gulls were seen on the pier of Norby."
    right = f"{clause.replace('two', 'three')}\n\nA baker of Ostra keeps two dogs."
    met = [f for f in pair(left, right).facts if f.kind == "event" and len(f.mentions) > 1]
    assert {f.status for f in met if f.mentions[0].sentence == 1} == {"detail_differs"}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The ruling of the 2nd Court stands", "The ruling of the Second Court stands"),
        ("This is my 21st and 30th boat", "This is my twenty-first and thirtieth boat"),
        ("Not only permitted, (he) likes it", "Not only permitted, [he] likes it"),
        ("Then (the pier) will fall", "Then [the pier] will fall"),
    ],
)
def test_house_style_changes_no_word(left: str, right: str) -> None:
    assert same_words(left, right)
    assert changed_words(left, right) == ("", "")


def test_what_the_speaker_put_in_brackets_is_the_speakers() -> None:
    brief = "We will take in pilots, including crews from Norby, at our yard"
    full = "We will take in pilots (including old crews from Norby) at our yard (YARD)"
    assert changed_words(f"{brief} now", f"{full} now") == ("", "old yard")


def test_another_place_in_a_row_is_another_word() -> None:
    assert changed_words("The 2nd boat sank here", "The third boat sank here") != ("", "")


@pytest.mark.parametrize(
    ("court", "conflicting"), [("Second Circuit", False), ("Fourth Circuit", True)]
)
def test_a_body_with_its_number_spelled_out_is_no_other_body(court: str, conflicting: bool) -> None:
    left = "The ruling of the 2nd Circuit on the bridge toll will be taken to the Harbour Court."
    right = left.replace("2nd Circuit", court)
    found = statuses(left, right, "organisation")
    assert ("conflicting" in found) is conflicting
