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
    "text",
    [
        "Hale had been serving as vice head at the Norby Hall, a nonpartisan think tank founded by "
        "the town, when he was called.",
        "Time will tell if the dam holds in May.",
        "The jobs report comes after the strike of the port staff.",
        "This was about as good a jobs report as the port could expect.",
        "That program allows state and local police agencies to seek a refund under the law; it is "
        "useful to those offices in towns which have banned it.",
        "The bill requires staff accused of theft to settle claims with their own money.",
        "Norby Post columnist Ada Finch used this line, too, when the mayor, on Friday visited "
        "Norby and told a story about the flood.",
        "The paper made it look as if the mayor believed all sailors were drunk.",
        "Ada Finch was asked about the degree to which she thought Hale had kept his word.",
        "It was unclear whether he would go, but Democrats made their preference clear Sunday and "
        "on the weekend political talk shows.",
        "Mayor Hale revealed himself to be a man deeply hurt.",
        "As his slow remarks continued, it became clear that the hall was empty.",
        "Ada Finch scolded the clerk for wrongly saying the trip took three hours.",
        "The dam is the first of the town, and insists on the old rules of the port.",
        "However, on Monday, Ada Finch told the press: \u201cThe dam will hold.\u201d",
        "Ada Finch went to the hall, listing his most hostile remarks, before the vote.",
        "It was a claim that Hale made late, a claim that Ada Finch denied.",
    ],
)
def test_a_noun_or_an_idiom_reports_nothing(text):
    assert sayings(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was a move critics said could harm the port.", [["critics", "could harm the port"]]),
        (
            "A few critics said the port could be harmed.",
            [["few critics", "the port could be harmed"]],
        ),
        (
            "Tom Hale wrote that Ada Finch gave no sign that she was upset, as she later claimed.",
            [["hale t", "ada finch gave no sign that she was upset"]],
        ),
        (
            "Ada Finch, a former pilot in the region says the dam is old.",
            [["finch a", "the dam is old"]],
        ),
        ("Ada Finch pointed out that the dam is old.", [["finch a", "the dam is old"]]),
        (
            "The dam is old, according to Norby Water CEO Ada Finch.",
            [["finch a", "the dam is old"]],
        ),
        (
            "Six of the dead were sailors, according to Danish television.",
            [["danish television", "six of the dead were sailors"]],
        ),
        (
            "The price rose in May, according to traders polled by Hale Bank.",
            [["traders polled by hale bank", "the price rose in may"]],
        ),
        (
            "The idea came up before, by Tom Hale and two boards, with proponents saying it would "
            "make the port safer.",
            [["proponents", "it would make the port safer"]],
        ),
        (
            "[Emphasis added] A speech in which the board heard what he said was a lack of pluck.",
            [[None, "a lack of pluck"]],
        ),
        ("Even the clerks say the dam is old.", [["clerks", "the dam is old"]]),
    ],
)
def test_who_reports_it_is_no_noun_beside_it(text, expected):
    assert sayings(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Hale insisted that nobody had left, but journalists present reported that some were "
            "seen leaving.",
            [["hale", "nobody had left"]],
        ),
        (
            "Hale promised that the ring would end \u2014 but some in the press mocked him.",
            [["hale", "the ring would end"]],
        ),
        (
            "The board met in May \u2014 Ada Finch spent $5, according to the audit, including "
            "$2 for lamps.",
            [["audit", "ada finch spent 5 \u2026 including 2 for lamps"]],
        ),
        (
            "The town lives off its guests \u2013 according to the Norby Post, it is the second "
            "trade of the land.",
            [["norby post", "it is the second trade of the land"]],
        ),
        (
            "They alleged that the widow was a spy, which the harbour judge Ada Finch later "
            "concluded was untrue.",
            [[None, "the widow was a spy"]],
        ),
        (
            "Hale, who has denied any part in the theft, viewed the vote as a sign of weakness.",
            [["hale", "any part in the theft"]],
        ),
        (
            "But beyond Hale saying he plans to travel to Norby, there is no firm date for talks.",
            [["hale", "he plans to travel to norby"]],
        ),
        (
            "Mayor Hale signed what he said was a letter asking the board to end it.",
            [["hale", "a letter asking the board to end it"]],
        ),
        (
            "Hale warned that \u201cwild men\u201d want to take their boats away.",
            [["hale", "wild men want to take their boats away"]],
        ),
        (
            "Ada Finch said the plan leaked, though Hale contradicted that last week.",
            [["finch a", "the plan leaked"]],
        ),
        (
            "Two courts ruled that the law was void, and last month the High Court agreed.",
            [["courts", "the law was void"]],
        ),
        (
            "But having lost the case, the traders argued, the Norby Board says there is time.",
            [
                ["traders", "but having lost the case \u2026 the norby board says there is time"],
                ["norby board", "there is time"],
            ],
        ),
        (
            "A lawyer denied any theft by the mayor and said the port was safe.",
            [["lawyer", "any theft by the mayor"], ["lawyer", "the port was safe"]],
        ),
        (
            "Ada Finch denied the theft of two boats, and was asked about it again.",
            [["finch a", "the theft of two boats"]],
        ),
        (
            "Hale said he plans to run again, a claim that Ada Finch rejected.",
            [["hale", "he plans to run again"]],
        ),
        (
            "According to the port survey, which has a small sample, the rate fell in May.",
            [["port survey", "the rate fell in may"]],
        ),
        (
            "It is shut, according to traders familiar with the port, who asked not to be named.",
            [["traders familiar with the port", "it is shut"]],
        ),
        (
            "The road is shut, the Norby Post reported, but port policy is that guests may pass.",
            [["norby post", "the road is shut"]],
        ),
        (
            "Hale said the figures were old, calling them a trick and leaving the hall.",
            [["hale", "the figures were old"]],
        ),
        (
            "Hale told Gov. Ada Finch (D\u2013Norby) that the dam would fail.",
            [["hale", "the dam would fail"]],
        ),
    ],
)
def test_what_is_reported_ends_before_another_says_more(text, expected):
    assert sayings(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("As Ada Finch points out, \u201cthe dam is old.\u201d", [("the dam is old", "finch a")]),
        (
            "As the pilot Ada Finch put it, the town is \u201clike a big dam.\u201d",
            [("like a big dam", "finch a")],
        ),
        ("Ada Finch cited \u201cweak proof of theft\u201d.", [("weak proof of theft", "finch a")]),
        (
            "Ada Finch put it on the shelf. The lamp is \u201clike a big dam.\u201d",
            [("like a big dam", None)],
        ),
        (
            "The firm Harlow said an attack, as in the Norby blast, \u201cfits the plan of the "
            "band.\u201d",
            [("fits the plan of the band", "harlow")],
        ),
    ],
)
def test_whose_quote_it_is_behind_an_idiom(text, expected):
    assert quotes(text) == expected


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
        "Hale said it was late, a claim that Finch denied and rejected, " * 700,
        "as Finch put it and pointed out " * 1_000,
        "according to a big-page \u201cHarbour " * 1_000,
        "Finch, who denied it and told Gov. Hale (D that " * 700,
        "it was \u2014 according to Norby Water CEO Ada " * 700,
    ],
)
def test_hostile_lines_stay_linear(line):
    assert seconds_to_read(line) < 10


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # What a law names, what somebody is asked, what a thing is called.
        ('The Norby Council promised to amend section 9, which makes it unlawful to "shout, sing '
         'or whistle" at night.', [("shout, sing or whistle", None)]),
        ('The Norby Council promised that section 9 would "make the quay a quieter place".',
         [("make the quay a quieter place", "norby council")]),
        ('Tom Hale left. Ada Finch asked the mayor if he agreed with the clerk that people had a '
         '"right to be loud".', [("right to be loud", None)]),
        ('Tom Hale came. Ada Finch said he agreed with the clerk that people had a "right to be '
         'loud".', [("right to be loud", "hale t")]),
        ('Asked about talk of a "mutiny" on the boat, Ada Finch said: "That is not so."',
         [("That is not so", "finch a")]),
        ('In talk of a "real mutiny on board," Ada Finch said it was late.',
         [("real mutiny on board", "finch a")]),
        ('Hale issued the "Order on Closing of Gates to Boats that Pose a Risk," and members '
         'harshly criticized it.', []),
        # Whose words they are inside another's report.
        ('Ada Finch says she heard someone shout: "Why are you here?"',
         [("Why are you here", None)]),
        ('Ada Finch says she heard Tom Hale shout: "Why are you here?"',
         [("Why are you here", "hale t")]),
        ('Ada Finch asked: "Why are you here?" and the reply was: "Because I sail."',
         [("Why are you here", "finch a"), ("Because I sail", None)]),
        ('Ada Finch, who spoke of "a right to be loud", says the draft "mends the old law".',
         [("a right to be loud", "finch a"), ("mends the old law", "finch a")]),
        ('"The law is a mess", says the draft.', [("The law is a mess", "draft")]),
        # Who stands behind "says", before "said by phone", after "this from".
        ('Bo Hale left. "We met at noon," says Hale subaltern Ada Finch in the film.',
         [("We met at noon", "finch a")]),
        ('Bo Hale left. "We met at noon," says Hale beside Ada Finch in the film.',
         [("We met at noon", "hale b")]),
        ('"We had no choice," Ada Finch, analyst at the Institute of Tides, said by phone.',
         [("We had no choice", "finch a")]),
        ('And there was this from Norby Radio: "A source tells us that it sank."',
         [("A source tells us that it sank", "norby radio")]),
        ('Ada Finch spoke. And she continued, to silence, "but that is fine."',
         [("but that is fine", "finch a")]),
        ('Another source inside the port told the paper that it was "worse than people see."',
         [("worse than people see", "source inside the port")]),
        ('The jeers went on when Tom Hale read the notes leaked by a clerk and claimed that she '
         'was "pretending to like boats".', [("pretending to like boats", "hale t")]),
        # Who is met speaks next; a signature ends the post before.
        ('Tom Hale left Norby. Hale is old.\n\nI spoke to Jon Finch on Monday.\n\n"It is no '
         'surprise," he said.', [("It is no surprise", "finch j")]),
        ('Jane Moss left. It is late \u2014 Mia Lowe (@lowe) May 3, 2031 .@JaneMoss on the flood: '
         '"I have not been told of it yet."', [("I have not been told of it yet", "moss j")]),
    ],
)  # fmt: skip
def test_a_quotation_is_whose_clause_it_stands_in(text, expected):
    assert quotes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Nouns and deeds that look like sayings.
        ("Norby approved 900 claims and denied 80 submitted by sailors last year.", []),
        ("Ada Finch denied 12 counts of stealing boats in May.",
         [["finch a", "12 counts of stealing boats in may"]]),
        ("Scrapping the toll, as the town bill would do, is a nonstarter for Hale and other "
         "sailors from high-tide states.", []),
        ("The boats are old, the article of the board states.",
         [["article of the board", "the boats are old"]]),
        ("Ada Finch left. That it is failing so fast should serve as a stern warning to the next "
         "mayor who considers a dam.", []),
        ("Port officials urged patience, saying Norbcon still plans to pay what it promised.",
         [["port officials", "norbcon still plans to pay what it promised"]]),
        ("Most members, some of whom predicted the bill would fall, met on Monday.", []),
        ("Both rivals left early, starting rumours claiming Tom Hale was born at sea.", []),
        # Whose the verb is.
        ("Ada Finch spoke, a reference to the Supreme Court stating that some boats are banned.",
         [["supreme court", "some boats are banned"]]),
        ("Officers went to a home in Norby, Virginia, on Sunday, said Ada Finch, a spokeswoman "
         "for the police.",
         [["finch a", "officers went to a home in norby virginia on sunday"]]),
        ("Norbian state television reported that the dam was gone.",
         [["norbian state television", "the dam was gone"]]),
        ("A guest on state television said that the dam was gone.",
         [["guest on state television", "the dam was gone"]]),
        ("Rep. Tom Hale (R-N.Y.) and two others said they were firmly against it.",
         [["hale t & others", "they were firmly against it"]]),
        ("The Opposition and Finch say the dam is gone. Ada Finch is tall.",
         [["opposition & finch a", "the dam is gone"]]),
        ("The U.S. and Poland said the dam was gone.",
         [["united states & poland", "the dam was gone"]]),
        ("Tom Hale shut the port, chief Ada Finch said. Police say Hale, who was from Norby, "
         "bought a boat.\n\nAt least 11 people were treated, a spokesman for the port said late on "
         "Monday.\n\nOf those hurt, five stayed in Norby, he said. Three were well and wished to "
         "have no news released, he said.",
         [["finch a", "tom hale shut the port"],
          ["police", "hale who was from norby bought a boat"],
          ["spokesman for the port", "at least 11 people were treated"],
          ["spokesman for the port", "of those hurt five stayed in norby"],
          ["spokesman for the port", "three were well and wished to have no news released"]]),
    ],
)  # fmt: skip
def test_a_report_is_whose_verb_it_is(text, expected):
    assert sayings(text) == expected


@pytest.mark.parametrize(
    "line",
    [
        "asked if he agreed that " * 2_500,
        "which makes it unlawful to \u201cshout\u201d " * 1_500,
        "Asked of a \u201crow\u201d " + "of a \u201crow\u201d " * 2_500,
        "he heard a man shout: \u201cGo\u201d " * 2_000,
        "it fell, said Ada Finch, the mayor " * 1_500,
        "\u2014 Mia Lowe (@lowe) on it: \u201cI go.\u201d " * 1_500,
        "it sank, says the plan \u201cmends\u201d " * 1_500,
    ],
)
def test_hostile_lines_of_sayings_stay_linear(line):
    assert seconds_to_read(line) < 10


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Health and Port Services Secretary Tom Vane said it was late.", "vane t"),
        ("Police and Mayor Tom Vane said it was late.", "police & vane t"),
        ("It was late, wrote Tom Vane of Norby University and Ruth Dorn of Dunmere College.",
         "vane t & dorn r"),
        ("It was late, according to the Norby Times and Vane's deal with Dorn is hard to ignore.",
         "norby times"),
        ("A deputy to Mr. Vane said it was late.", "deputy to mr. vane"),
    ],
)  # fmt: skip
def test_who_speaks_together_and_who_does_not(text, expected):
    assert sayings(text)[0][0] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norby Radio chief of staff Tom Vane said the dam was old.", "vane t"),
        ("A spokesman for the head of police Tom Vane said the dam was old.",
         "spokesman for the head of police tom vane"),
        ("The storm hit Norby and cut off farmers who say the dam is old.", "farmers"),
        ("The station put labels under Tom Vane's last tweets claiming the dam was old.", "vane t"),
        ("Tom Vane made the announcement by tweet after telling reporters that it was old.",
         "vane t"),
        ("The dam is old, according to the letter signed by Tom Vane.", "vane t"),
        ("A study published in Harbour and Weather Journal in March found that it was old.",
         "study"),
    ],
)  # fmt: skip
def test_an_office_and_a_paper_are_whose_they_are(text, expected):
    assert [speaker for speaker, _ in sayings(text)] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Finch said the dam was not the board's, as traders have claimed, but the town's.",
         [["finch a", "the dam was not the board s"]]),
        ("The dam was leaking, as traders had claimed.", [["traders", "the dam was leaking"]]),
        ("Ada Finch said it came while the board, during a long talk, asked Vane more than 200 "
         "questions.",
         [["finch a", "it came while the board during a long talk asked vane more than 200 "
           "questions"]]),
        ("The mayor had just concluded a long day of meetings at the harbour summit.", []),
        ("The inquiry concluded the dam was unsafe.", [["inquiry", "the dam was unsafe"]]),
        ("Vane and Finch filed a series of lobbying disclosure reports in 2016 and 2017 detailing "
         "their work for a group called The Dam Trust.", []),
        ("The book is a document full of ideological claims and a fair bit of propaganda.", []),
        ("If you know anything about Vane, you likely know that he's made some pretty outrageous "
         "remarks, such as calling a fellow trader too old to row.", []),
        ("After that Tom Vane claimed the harbour nomination at the party's convention.", []),
        ("Traders caution against reading more into the tape than a wish to say that it leaks.",
         [["traders",
           "against reading more into the tape than a wish to say that it leaks"]]),
        ("Does he really think we are so blind that we would buy his old dam?", []),
        ("Tom Vane told the board he had met no trader in May, when in fact he had met two.",
         [["vane t", "he had met no trader in may"]]),
        ("He told Norby and the Harbour Trust they will not have peace until the dam is gone.",
         [[None, "they will not have peace until the dam is gone"]]),
        ("The feast is celebrated according to the liturgical year, say the priests.",
         [["priests", "the feast is celebrated according to the liturgical year"]]),
    ],
)  # fmt: skip
def test_what_is_reported_keeps_its_sense(text, expected):
    assert sayings(text) == expected
