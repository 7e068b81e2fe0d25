"""Whose words they are behind "according to", "who", an apposition or a noun like a verb."""

from __future__ import annotations

import pytest

from tests.test_attribution import read
from tests.test_quotes import quotes
from tests.test_speakers import seconds_to_read


def sayings(text: str) -> list[list[str | None]]:
    return [[speaker, words] for speaker, _, words in read(text)]


@pytest.mark.parametrize(
    ("source", "key"),
    [
        ("authorities", "authorities"),
        ("police", "police"),
        ("prosecutors", "prosecutors"),
        ("the complaint", "complaint"),
        ("the harbour agency", "harbour agency"),
        ("a spokesman", "spokesman"),
    ],
)
def test_who_is_spoken_of_is_not_the_source(source, key):
    """What follows the comma is what the source tells, unless it names a single one."""
    assert read(f"According to {source}, Tom Finch stole the boat.") == [
        (key, "say", "tom finch stole the boat")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("According to an analyst, Ada Finch, the dam is old.", [["finch a", "the dam is old"]]),
        ("The dam is old, said an analyst, Ada Finch.", [["finch a", "the dam is old"]]),
        (
            "According to a tally by the Norby Press, Hale has 900 votes.",
            [["norby press", "hale has 900 votes"]],
        ),
    ],
)
def test_a_role_between_commas_is_named_by_whom_it_holds(text, expected):
    assert sayings(text) == expected


@pytest.mark.parametrize("head", ["A person", "A source", "Someone", "People"])
def test_nobody_can_tell_who_is_close_to_somebody(head):
    text = f"Mayor Ada Finch lost. {head} close to Finch said that the talks would go on."
    assert sayings(text) == [[None, "the talks would go on"]]
    text = "A source close to the talks said that a deal was near."
    assert sayings(text) == [["source close to the talks", "a deal was near"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # He who closes the sentence before is meant, not whom he speaks of.
        (
            "Tom Hale lost. Help from Hale would matter, party strategist Piet Maas said after "
            "the vote.\n\n\u201cIt may help,\u201d he said.",
            [["It may help", "maas p"]],
        ),
        # Nobody calls himself by his office.
        (
            "President Tom Hale corrected his aide Piet Maas after he said that the president had "
            "\u201cchanged\u201d on the dam.",
            [["changed", "maas p"]],
        ),
        # A thing in capitals is no "he".
        (
            "Tom Hale wrote: \u201cIt stays.\u201d The Dam is the Dam.\n\n"
            "He added that it would be \u201copen.\u201d",
            [["It stays", "hale t"], ["open", "hale t"]],
        ),
        # Either of two.
        ("Tom Hale and Piet Maas wrote. \u201cIt is late,\u201d he said.", [["It is late", None]]),
        # Two descriptions of one.
        (
            "Tom Hale spoke. Piet Maas, a former clerk in the Norby town hall and a friend of the "
            "tax cut deal, gave his view.\n\n\u201cIt is late,\u201d he said.",
            [["It is late", "maas p"]],
        ),
        # A comma that strays, and a house with an "of".
        (
            "\u201cWe left,\u201d Ada Finch said.\n\n\u201cWe knew,\u201d Rev. Tom Hale of Our "
            "Lady of Norby, told the Norby Post. \u201cThey came.\u201d",
            [["We left", "finch a"], ["We knew", "hale t"], ["They came", "hale t"]],
        ),
        (
            "\u201cThey left,\u201d a former harbour employee in Oman told the Norby Post.",
            [["They left", "former harbour employee in oman"]],
        ),
        (
            "Along comes Norby Radio\u2019s Ada Finch, reporting that \u201cofficials tire\u201d "
            "of it.",
            [["officials tire", "finch a"]],
        ),
        (
            "The night began calmly: Demonstrators marched and chanted \u201cNo dam!\u201d",
            [["No dam", "demonstrators"]],
        ),
        (
            "Ada Finch quoted an unnamed ally of Tom Hale on Monday who called it \u201cgrim\u201d "
            "and said Hale was \u201cout of luck\u201d then.",
            [["grim", "unnamed ally of tom hale"], ["out of luck", "unnamed ally of tom hale"]],
        ),
        (
            "Mr. Maas told the press that Mr. Hale recalled Mr. Finch\u2019s campaign promises to "
            "build it and said, \u201cIt was a poor plan.\u201d",
            [["It was a poor plan", "hale"]],
        ),
        (
            "The aide Tom Hale said some of Finch\u2019s campaign promises on it are "
            "\u201cpoor.\u201d",
            [["poor", "hale t"]],
        ),
    ],
)
def test_a_quotation_is_his_who_says_it(text, expected):
    assert [list(found) for found in quotes(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Other harbour reports show that most of the boats are old.",
        "Later reports, however, placed the number at eight.",
        "Recent claims that the dam leaks are false.",
        "Hale\u2019s remarks showed that campaign promises might not be kept at all.",
        "Tom Hale, 24, was arrested and charged in the theft of a boat.",
        "Tom Hale told a crowd of cheering fans in Norby, Michigan.",
        "Ada Finch has not said that it was fine.",
    ],
)
def test_a_noun_a_passive_and_a_hearer_report_nothing(text):
    assert sayings(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Trust in the dam that Tom Hale estimates would cost it little fell.",
            [["hale t", "would cost it little fell"]],
        ),
        ("The Norby Post reports that the boats are old.", [["norby post", "the boats are old"]]),
        (
            "Ada Finch, who is not a delegate, said last week that it was fine to go.",
            [["finch a", "it was fine to go"]],
        ),
        (
            "Ada Finch said on NBN\u2019s \u201cFace the Town\u201d last month that she can win.",
            [["finch a", "she can win"]],
        ),
        (
            "Ada Finch wrote in her memoir, \u201cThe Long Dam,\u201d that the town had been poor.",
            [["finch a", "the town had been poor"]],
        ),
        (
            "After the meeting, attendees said they were glad that the dam was built.",
            [["attendees", "they were glad that the dam was built"]],
        ),
        (
            "It was unclear after Ada Finch, the governor of Norby province, said seven port staff "
            "had been killed.",
            [["finch a", "seven port staff had been killed"]],
        ),
        ("The dam is old, said clerks who had left.", [["clerks", "the dam is old"]]),
        (
            "Mayor Finch met the Democrats who are resisting the deal, saying it gives too much.",
            [["democrats", "it gives too much"]],
        ),
        (
            "Tom Hale told the British Dam Corporation he did not feel guilty.",
            [["hale t", "he did not feel guilty"]],
        ),
        ("Tom Hale told a crowd of fans he would stay.", [["hale t", "he would stay"]]),
        (
            "Ada Finch left. Hale has made wild statements from the minute he announced his "
            "campaign for mayor.",
            [[None, "his campaign for mayor"]],
        ),
    ],
)
def test_a_saying_keeps_its_subject_and_its_words(text, expected):
    assert sayings(text) == expected


@pytest.mark.parametrize(
    "line",
    [
        "who called it \u201cgrim\u201d and said " * 2_000,
        "Hale told them that Finch left and said, " * 2_000,
        "Ada Finch, a clerk and a friend, " * 2_000 + "said it was late",
        "Finch told the British Norby " * 2_000,
        "some of Finch's claims " * 2_500,
        "said on \u201c" + "Face The Town " * 3_000 + "\u201d that it was late",
        "after Ada Finch, the mayor, said seven had left, " * 1_500,
    ],
)
def test_hostile_lines_stay_linear(line):
    assert seconds_to_read(line) < 10
