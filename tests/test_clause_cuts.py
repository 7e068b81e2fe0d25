"""Where a sentence must stay whole: insertions, double prepositions, "all but", lists."""

from __future__ import annotations

import pytest

from dedup.facts.events import clause_bounds, clauses_of, event_slots, find_events
from dedup.facts.quotes import find_quotes
from dedup.facts.reading import read_speech
from dedup.segmentation import split
from tests.test_segmentation import lines_of

# Clauses are separated by bars; invented.
CLAUSES = {
    "a land that is no verb": "Velmark has refused to carry out a deal with Brekka, the United "
    "States and Norland under which it agreed to close the strait.",
    "a list that a mark closes": "You cannot hide from the crews you hurt with your tolls, your "
    'lies, and your scorn," | the union wrote on Monday.',
    "if anything": "The lawmakers had to find out what, if anything, they could do to meet the "
    "harbour crisis.",
    "who said it, before more": "The ferry's capacity was forty passengers, she said, | adding the "
    "owner and her daughter were identified among the dead.",
    "who said it, before a conjunction": "The harbour board closed three roads, they said, | but "
    "Pike tried to open the northern bridge again.",
    "who said it, at the end": "The ferry's capacity was forty passengers, she said,",
    "insertion between dashes": "And the part that was not wrong — like the colour of the pier — "
    "is honestly rather dull.",
    "insertion with a verb": "Will the capsules – thin tubes used to send letters and soup – be "
    "fast enough to keep the miners fed?",
    "insertion that is a clause": "The Velmark governor — he had opposed the bridge for years — "
    "signed the harbour bill on Monday.",
    "a clause behind an insertion": "The council — which sat until midnight — closed three roads, "
    "| while engineers inspected the damaged tunnel.",
    "a joined clause behind an insertion": "The mayor resigned on Monday — her friends had known "
    "for weeks — | and the council will elect another one on Friday.",
    "one dash": "The message of the vote is plain — | voters want another harbour board.",
    "dashes in two halves": "The old bridge was closed for good — | no pedestrian ever crossed the "
    "strait again; | the new tunnel was opened on Friday — | three hundred people crossed it.",
    "brackets": "Many people from the (read: the northern towns never asked for it) islands left "
    "the old harbour on Monday.",
    "all but": "Pike had all but sewed up the votes that he needs in the harbour board.",
    "nothing but": "The plan has brought nothing but grief that nobody wanted to the islands.",
    "two prepositions": "One board member even signalled that the vote could wait until after the "
    "next harbour election.",
    "before or after": "The harbour crew may not drink alcohol before or during a crossing of the "
    "northern strait.",
    "only after": "The new ferry will sail to Brekka only after the harbour board approved its "
    "engine.",
    "what comes after": "The harbour board's vote comes after the council spent three days on the "
    "bridge.",
    "what came shortly after": "The harbour board's vote came just hours after the council closed "
    "three roads.",
    "what left it there": "The ferry sank in the strait | after a collision with a tug from "
    "Brekka.",
    "a member of a list": "If Vell had not clung to higher rents, longer queues, and unbridled "
    "harbour spending, she would have won the vote.",
    "a name behind a conjunction": "The ferry company paid the fine on Monday, | and Oren Pike, "
    "who owns it, left the board on Friday.",
    "a subject behind an insertion": "Already two months overdue — the harbour year began in May — "
    "| the budget calls for three new ferries.",
    "a time and a tail": "The ferry sank off Brekka with all its crew | after a short battle with "
    "the wind, | the harbour board said in a statement with the islands' council.",
    "a time, a quotation and a tail": 'We say "that the ferry sank with all its crew after a '
    'battle with the wind," | Captain Pike said in a joint statement with the council.',
    "a time that only says when": "The harbour board will elect a president during its meeting in "
    "Tarnholm.",
    "a time that tells nothing new": "The islands' old party wants to win back its voters after a "
    "disastrous harbour election.",
    "a time before what was said": "Pike spoke briefly to reporters after the vote, saying that "
    "she was glad of it.",
    "a time and a second verb": "Two crews reached the old pier after the storm and found the "
    "lost boats there.",
    "a time with a verb": "The captain left the northern islands | after the board closed three "
    "roads.",
    "a time with a long subject": "The captain left the northern islands | after the widows of the "
    "two lost rowers sued the board.",
    "a time that tells something new": "The old pier of Tarnholm was opened again | following a "
    "request from the harbour secretary.",
    "a list behind a colon": "The rivals for the office are: Oren Pike, head of the Brekka party; "
    "Ana Vell of Tarnholm, an envoy of the old council; Ida Roe, who owns the pier; and Lou Marsh, "
    "who left the board last month.",
    "a clause behind a colon": "The message of the vote was plain: | voters in Tarnholm, Brekka "
    "and Kells want another harbour board.",
    "clauses behind a colon": "The harbour board changed two rules: | ferries may sail at night; | "
    "crews must rest for ten hours on the islands.",
    "quoted words in a clause": 'Harbour secretary Ida Roe said he was "a fine captain, who fought '
    'for his crew, his ship and the wider harbour".',
    "quoted words that go on": 'Harbour secretary Ida Roe called him "a fine captain, who fought '
    "for his crew, and the council never thanked him for it.",
    "two verbs, one object": "The boats stood still when the crews demanded, and won, higher pay "
    "for the summer races.",
    "while doing": "The mayor's use of a private boat while serving as harbour chief was wrong.",
}


@pytest.mark.parametrize("name", CLAUSES)
def test_a_clause_is_not_torn_out_of_its_sentence(name: str) -> None:
    wanted = [piece.strip(' ,;:.—"') for piece in CLAUSES[name].split("|")]
    text = CLAUSES[name].replace("| ", "")
    assert [text[start:end].strip(' ,;:.—"') for start, end in clause_bounds(text)] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "The former Velmark harbour minister Peter Hale said",
        "state harbour board president Oren Pike (R) said.",
        "Mia Lowe, a rower during the long harbour strike of the northern islands, said",
        "In a statement, three grown children of the late northern harbour master said",
        "'\" Pike wrote in a Brekka Street Gazette op-ed.",
        "Captain Oren Pike of the Velmark coast guard said on Monday in a statement.",
        "Captain Oren Pike of the Velmark coast guard said in a statement sent to Radio Brekka.",
    ],
)
def test_who_said_it_is_no_event(text: str) -> None:
    assert event_slots(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Captain Oren Pike of the Velmark coast guard wrote three books about the strait",
        "Captain Oren Pike of the Velmark coast guard said the old bridge was unsafe",
        "The new harbour plan boosts wages in Velmark and Brekka, Oren Pike said on Monday.",
        "following a long bout with a rare bone disease, Ana Vell and her brother, Oren, said",
        "Captain Oren Pike of the Velmark coast guard wrote to the governor of the islands",
        "Captain Oren Pike of the Velmark coast guard added two boats to the fleet",
        "Captain Oren Pike of the Velmark coast guard asked for two more boats",
        "The northern ports called on the governor to act, and owners like Pike, Vell and Roe "
        "wrote in anger and expressed their doubts.",
    ],
)
def test_what_somebody_did_or_said_is_one(text: str) -> None:
    assert event_slots(text) is not None


def test_the_rest_of_a_quotation_and_its_tail_are_no_event() -> None:
    parsed = split(
        lines_of(
            '"It is not our aim to close the old pier, and it will not be allowed to fall," '
            "harbour board president for the northern and western islands Oren Pike (R) said."
        )
    )
    quoted = [span for quote in find_quotes(parsed, read_speech(parsed)) for span in quote.spans]
    assert quoted
    assert find_events(parsed, clauses_of(parsed), quoted) == []


def test_a_clause_with_quoted_words_in_its_middle_stays_an_event() -> None:
    parsed = split(
        lines_of(
            'Any quarrel about the old Velmark harbour bridge concerns the "taste of one member," '
            "not the aims of the northern islands, Pike said."
        )
    )
    quoted = [span for quote in find_quotes(parsed, read_speech(parsed)) for span in quote.spans]
    assert quoted
    assert len(find_events(parsed, clauses_of(parsed), quoted)) == 1


def test_a_relative_clause_inside_an_unfinished_one_is_not_cut_off() -> None:
    text = (
        "It does not mean that young fishers, who tend to live near the noisy harbour, "
        "are five times as likely to be ill."
    )
    assert clause_bounds(text) == [(0, len(text))]
    whole = "The mayor said that she met the pilot, who had seen the old dam leak before noon."
    assert len(clause_bounds(whole)) == 2
    known = "She came with a plan that energizes the old town, which could help her win the vote."
    assert len(clause_bounds(known)) == 2


def test_what_was_told_behind_a_time_stays_with_its_verb() -> None:
    text = "Pike told reporters after the long harbour hearing it was a hard day for the old town."
    assert clause_bounds(text) == [(0, len(text))]
    apart = "Pike told reporters nothing new after the long harbour hearing was cut short by rain."
    assert len(clause_bounds(apart)) == 2
