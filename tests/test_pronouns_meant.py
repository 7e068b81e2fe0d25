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


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # "Who" means whom the words between commas describe.
        (
            "It was news to Ana Gorst, the head of the Port Union, who told Congress it was old.",
            "gorst a",
        ),
        ("They met Ana Gorst, the sister of Tom Vane, who told Congress it was old.", "vane t"),
        # The comma behind what describes the subject may be left out.
        ("Ana Gorst, a former Norby envoy in the region says it was old.", "gorst a"),
        ("Former mayor Ana Gorst, an engineer at Norby Port said it was old.", "gorst a"),
        (
            "When asked by Ana Gorst, a spokesman for Norby Port said it was old.",
            "spokesman for norby port",
        ),
        ("In a letter to Ana Gorst, an engineer said it was old.", "engineer"),
        ("For Ana Gorst, a banker said it was old.", "banker"),
        ("Ana Gorst, a spokesman for Norby Port said, left at noon.", None),
        # What stands between a name that opens the sentence and its verb.
        ("Tom Vane during a speech on Monday said it was old.", "vane t"),
        ("The firm of Tom Vane during a speech on Monday said it was old.", None),
        ("Tom Vane after Ana Gorst left said it was old.", None),
        # Within a relative clause nobody but its own subject speaks.
        ("An expert who taught Gorst and her husband at Norby College said it was old.", "expert"),
        ("An expert who taught the pilot and his wife last week said it was old.", "expert"),
        ("The pilot and his wife said it was old.", "pilot & wife"),
        (
            "The family of the old pilot, whom the Harbour Trust held in May, welcomed it and said "
            "it was old.",
            "family of the old pilot",
        ),
        # When a paper came out is no part of what it is called.
        (
            "Lawmakers objected. An inspector report in March found it was old. "
            "It also said that it was dear.",
            "inspector report",
        ),
        ("Ana Gorst in March 2019 said it was old.", "gorst a"),
        # What cannot speak leaves the word to the subject of the clause that tells of it.
        ("The row grew when Tom Vane told of the port in May and said that it was old.", "vane t"),
        ("The row grew when Tom Vane left the port and Ana Gorst said it was old.", "gorst a"),
        ("Ana Gorst smiled when Tom Vane left the port and said it was old.", "gorst a"),
        # Two participles of one whom "with" brings in.
        (
            "Port allies wept, with Norbian Prime Minister Tom Vane giving a talk calling it "
            "“sad” and demanding that it be mended.",
            "vane t",
        ),
        # Some of those before the comma.
        (
            "The plan upset members of the port team, some of whom said it was old.",
            "members of the port team",
        ),
        (
            "A group of pilots spoke of a note in The Norby newspaper, which said it was old.",
            "norby newspaper",
        ),
        # A verb before its subject is nobody's whom another clause names.
        (
            "They saw “the good” done by Norbia, with Ostra helping it along, said Tom Vane, "
            "the mayor.",
            "vane t",
        ),
        ("It is closed in Norby, a port of Ostra, said Tom Vane, who leads the trust.", "vane t"),
        ("Tom Vane, the mayor, said Ana Gorst, his aide, had left.", "vane t"),
        ("Tom Vane, the mayor, said Ana Gorst, who leads the trust, was late.", "vane t"),
        ("Tom Vane, the mayor, said Ana Gorst “has left it all”.", "vane t"),
        # "A" goes with no plural.
        ("It was a move critics said could harm the port.", "critics"),
        (
            "At noon, a port official briefing reporters said it would fail.",
            "port official briefing reporters",
        ),
        ("It was late. A few critics said it would fail.", "few critics"),
        ("It was late. A group of critics said it would fail.", "group of critics"),
    ],
)
def test_a_verb_is_whose_subject_it_is(text, speaker):
    found = read(text)
    assert (found[-1][0] if found else None) == speaker


def test_a_description_without_commas_goes_on_about_the_name():
    text = (
        "“It is old,” said Ana Gorst, a priest who wrote a book on ports, called “The Pier.” "
        "“We hope it will go on.”"
    )
    assert quotes(text)[-1][1] == "gorst a"


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        # Who was asked answers; a plea is no question.
        ("Radio host Piet Maas asked Tom Vane if he backed the dam. He replied: “Yes, I do.”",
         ["vane t"]),
        ("Radio host Piet Maas asked Tom Vane about the dam. In May he left. He said he was “ill”.",
         ["maas p"]),
        ("Mayor Piet Maas asked Tom Vane to resign. He said it was “time”.", ["maas p"]),
        ("Mayor Piet Maas asked Tom Vane why he left. He said it was “time”.", ["vane t"]),
        # Who is brought in as the source of what is told of speaks next.
        ("Jane Moss, the clerk, left.\n\nThe hiring of Berg drew a swift reply from Jane Dorn, a "
         "former clerk.\n\n“What a day,” she wrote.", ["dorn j"]),
        ("Jane Moss's plan to limit searches was praised. Praise for it came from the Labour MP "
         "Ruth Dorn. Searches, she said, had “poisoned” the town.", ["dorn r"]),
        ("Jane Moss, the clerk, left.\n\nThe plan is told of by Ruth Dorn.\n\nThe young Ostra "
         "Democrat told of what she called “a blow”.", ["moss j"]),
    ],
)  # fmt: skip
def test_a_tag_means_who_was_asked_or_brought_in(text, speakers):
    assert [speaker for _, speaker in quotes(text)] == speakers


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # The object right before the clause of a pronoun that fits nobody else there.
        ("Piet Maas, the host, left. Ruth Dorn rebuked Tom Vane, after he said that it was late.",
         "vane t"),
        ("Jane Moss, the clerk, spoke. Tom Vane rebuked Ruth Dorn when she said that it was late.",
         "dorn r"),
        ("Jane Moss, the clerk, spoke. Ana Berg rebuked Ruth Dorn when she said that it was late.",
         "berg a"),
        # What shows something is a thing.
        ("The Harbour Police had to change. It has said that the law was ruled out.",
         "harbour police"),
        ("The Norby Council met. A survey brought 500 replies. They showed that ports decline.",
         None),
        ("The Norby Council met. They said that ports decline.", "norby council"),
        ("Some port critics met. They showed that ports decline.", "port critics"),
        # A land and a sworn paper may be an "it"; a row over a land is none.
        ("The Bureau of Ports said it rose. Brazil had denied it. It said that the toll was 12.",
         "brazil"),
        ("The Bureau of Ports met. The row over Brazil went on. It said that the toll was 12.",
         "bureau of ports"),
        ("Prosecutors filed papers on Monday. The affidavit said Green and three men were sent "
         "there. It said that they had left the town.", "affidavit"),
        ("Officials in Norby said in a statement that it rose. The statement said 12 had died. It "
         "added that clinics were full.", "officials in norby"),
        # Who does it and to whom it is done are two.
        ("Tom Vane spoke. Robin Dorn pressed him on it.\n\n\"I think I am,\" he told Dorn.\n\nHe "
         "went on to say that the port was shut.", "vane t"),
        ("Tom Vane spoke. His rival, Robin Dorn, had accused him of openly telling her that the "
         "port was shut.", "vane t"),
        # Of whom a court or a board is told to do something.
        ("Piet Maas left on Sunday.\n\nThe board warned Mr Vane not to go.\n\nHe has denied that "
         "it was late.", "vane"),
        ("Piet Maas left on Sunday. Notes showed that he warned Mr Vane. He has denied that it was "
         "late.", "maas p"),
        ("Piet Maas left on Sunday. He met Mr Vane. He has denied that it was late.", "maas p"),
        # They speak of themselves.
        ("It fell, Norby Council said. Five clerks in the port said they thought that it was "
         "late.", "clerks in the port"),
        # Nobody does what is unclear.
        ("The Harbour Board met.\n\nIt was unclear what it cost after the storm, proving it was "
         "late. It was not clear why, declaring the port was shut.", None),
        # "Major" is no man here.
        ("A major Norbian exercise came. It is odd that he admitted that it was late.", None),
        ("A major in the army spoke. It is odd that he admitted that it was late.", "major"),
    ],
)  # fmt: skip
def test_a_pronoun_is_who_or_what_its_sentences_tell_of(text, speaker):
    assert read(text)[-1][0] == speaker


def test_they_may_be_a_family():
    text = (
        "Norby officials said that Tom Hale had left. On Monday, his family issued a statement in "
        "which they acknowledged that it was late."
    )
    assert read(text)[-1][0] == "family"


def test_she_is_who_told_of_a_thing_behind_it():
    text = (
        "Mara Voss left. Norby is full of boats, with 54 of them, said Ada Finch of the guild. "
        "All are in “very bad” shape, she said."
    )
    assert quotes(text) == [("very bad", "finch a")]


def test_he_is_who_was_quoted_last():
    text = (
        "“It is late,” a Dutch harbour clerk was quoted as saying. The test had failed in May, a "
        "French official was quoted as saying. “It is so,” he said."
    )
    assert quotes(text)[-1] == ("It is so", "french official")


def test_who_tells_the_subject_of_the_sentence_before_is_whom_it_met():
    text = (
        "As Drew Gattis left, it rained. Tom Hale met Carl Rudd, who feared Paul Ferrick. "
        "“We are old friends,” he told {}."
    )
    assert quotes(text.format("Hale")) == [("We are old friends", "rudd c")]
    assert quotes(text.format("reporters")) == [("We are old friends", "hale t")]


def test_he_is_of_whom_a_sentence_about_nobody_tells():
    text = (
        "“It is late,” Tom Hale said. It was reported on Monday that Drew Gattis was leaving the "
        "party over the vote, which he said was a bad one."
    )
    assert read(text)[-1][0] == "gattis d"
    office = (
        "“It is late,” Tom Hale said. It is unclear whether the mayor will agree to it after the "
        "talks in Norby, where he demanded a new vote."
    )
    assert read(office)[-1][0] == "mayor"


def test_his_suggestion_is_whose_words_a_body_condemned():
    text = (
        "Tom Hale spoke on Monday. The court criticized trade adviser Carl Rudd for his "
        "suggestion that the port could become a “Harbour model” for all."
    )
    assert quotes(text)[-1] == ("Harbour model", "rudd c")


def test_he_is_who_said_the_quotation_before_whatever_he_goes_on_to_tell():
    text = (
        "“It is late,” said Carl Rudd, an expert at the Norby Institute, who panned the move but "
        "said Tom Hale does have the right.\n\n“It is bad,” he said."
    )
    assert quotes(text)[-1] == ("It is bad", "rudd c")


def test_though_he_said_may_mean_the_one_named_behind_it():
    text = "{} Though he said it was late, Sen. Carl Rudd {}."
    assert read(text.format("Tom Hale left.", "went home"))[0][0] is None
    assert read(text.format("It rained.", "went home"))[0][0] == "rudd c"
    assert read(text.format("Tom Hale left.", "sent him home"))[0][0] == "hale t"


def test_messages_in_which_he_wrote_are_of_who_is_questioned_about_them():
    text = "Carl Rudd {} about messages in which he said the town “will stop” it."
    assert quotes(text.format("questioned Tom Hale")) == [("will stop", "hale t")]
    assert quotes(text.format("wrote to Tom Hale")) == [("will stop", "rudd c")]


def test_it_is_a_tape_that_its_own_sentence_tells_of():
    text = "The Harbour Trust met. It remains unclear when {}, but it shows that he is alive."
    assert read(text.format("the tape was made"))[-1][0] == "tape"
    assert read(text.format("this was made"))[-1][0] == "harbour trust"


def test_he_is_whose_thing_a_sentence_is_about_behind_a_fronted_clause():
    text = (
        "Drew Gattis won. Tom Hale spoke. Even if trade is slow, Gattis's gaze is directed north. "
        "He vows that he will go."
    )
    assert read(text)[-1][0] == "gattis d"


def test_the_last_word_of_an_unknown_name_is_nobody():
    text = (
        "Ruth Dorn is a judge. Degrees from Vesper Dame, where she taught, can't hurt. She has "
        "written that it is late."
    )
    assert read(text)[-1][0] == "dorn r"


def test_all_but_brings_in_whom_the_next_paragraph_quotes():
    text = (
        "Drew Gattis said it was late. The plan was mocked by the wardens – all but Paul Ferrick, "
        "the new mayor of Norby.\n\n“The dam should come back,” he wrote on Friday."
    )
    assert quotes(text) == [("The dam should come back", "ferrick p")]
    others = text.replace("all but", "and")
    assert quotes(others) == [("The dam should come back", "gattis d")]


@pytest.mark.parametrize(
    "told",
    [
        "Orsa Finch said her party was glad.",
        "Orsa Finch and her aide came. Finch was glad.",
        "Orsa Finch herself was glad.",
        "Mrs Justice Finch was glad.",
    ],
)
def test_he_is_nobody_of_whom_her_own_words_tell(told):
    text = "Drew Gattis said he was sad.\n\n{} He said that rain would come."
    assert read(text.format(told))[-1][0] == "gattis d"
    plain = told.replace("her party", "the town").replace("and her aide ", "")
    plain = plain.replace(" herself", "").replace("Mrs Justice", "Orsa")
    assert read(text.format(plain))[-1][0] == "finch o"


def test_what_is_said_of_both_sexes_tells_none():
    text = (
        "Drew Gattis said he was sad. Orsa Finch and his aide came. Orsa Finch said her party "
        "was glad. He said that rain would come."
    )
    assert read(text)[-1][0] == "finch o"


def test_he_and_she_of_one_sentence_are_two():
    text = (
        "Mary Finch wept in court.\n\nOrsa Dole told her: “It was a grim day for the town.” "
        "{} added that she told a nurse: “I went to see how cold the sea was.”"
    )
    assert quotes(text.format("He"))[-1][1] == "finch m"


def test_she_is_whom_a_role_tells_of_where_only_her_sex_is_known():
    text = "The judge said {} had sent a note on the fire, which she blamed on “idle youth”."
    assert quotes(text.format("Mary Finch")) == [("idle youth", "finch m")]
    assert quotes(text.format("Drew Gattis")) == [("idle youth", "judge")]


def test_a_paragraph_of_quotation_goes_on_with_who_said_she_would_deny_it():
    text = (
        "Mary Finch spoke.\n\nShe also said she would deny the man who did it the fame that he "
        "sought.\n\n“He will be nameless in the hall of Norby.”"
    )
    assert quotes(text)[-1][1] == "finch m"
