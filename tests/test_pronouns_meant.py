"""Whom a "he" means, and whose participle leads to a quotation."""

from __future__ import annotations

import pytest

from tests.test_attribution import read
from tests.test_quotes import quotes


@pytest.mark.parametrize("opening", ["As", "When"])
def test_he_means_the_subject_of_the_clause_that_opens_the_sentence(opening):
    text = (
        "Joining them was her husband, Tom Hale, who will serve as an adviser.\n\n"
        f"{opening} Mr. Bader came in, rain began to fall. Instead, he laid out a plan, "
        "saying his speech would be “short and dry.”"
    )
    assert quotes(text) == [("short and dry", "bader")]


def test_he_may_be_whom_himself_names():
    text = (
        "Paul Ferrick said he might resign. The paper had named Drew Gattis.\n\n"
        "He laughed in the evening, criticizing “idle talk” that had come from {}."
    )
    assert quotes(text.format("Ferrick himself")) == [("idle talk", "ferrick p")]


def test_but_he_is_nobody_whom_his_own_sentence_names():
    text = "Joe Haynes spoke of Alan Thornton. But he said he was sad that Thornton had left."
    assert read(text)[-1][0] == "haynes j"


def test_a_tag_means_the_only_one_whom_a_sentence_about_a_thing_names():
    text = (
        "The mayor of Norby suggested it was late.\n\nThose words drew a sharp response from "
        "Rev. William Owsley. “Let them come and look. The door is open,” he told reporters."
    )
    assert {speaker for _, speaker in quotes(text)} == {"owsley w"}
    acted = text.replace("Those words drew a sharp response from", "The mayor then met")
    assert all(speaker and speaker.startswith("mayor") for _, speaker in quotes(acted))


def test_a_long_quotation_does_not_part_he_from_whom_it_means():
    text = (
        "Gov. Paul Ferrick left a message for a lawmaker, Drew Gattis, on Thursday.\n\n"
        "In a recording of the message, the governor cursed Gattis.\n\n“We need a word. "
        + "Show me one line that is true. " * 7
        + "Thank you,” he said in the message."
    )
    assert {speaker for _, speaker in quotes(text)} == {"ferrick p"}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The union said no, with its head, Frank Mallory, saying it would “not be bullied”.",
         "mallory f"),
        ("Ada Finch left amid reports from the port police saying the dam was “close to gone”.",
         "port police"),
        ("Ada Finch left, despite top aides, including Tom Hale, saying it was “far too soon”.",
         "top aides"),
        ("Ada Finch left, despite a day earlier saying it was “far too soon”.", "finch a"),
    ],
)  # fmt: skip
def test_a_quotation_behind_a_participle_is_theirs_whom_the_preposition_governs(text, speaker):
    assert [found for _, found in quotes(text)] == [speaker]
