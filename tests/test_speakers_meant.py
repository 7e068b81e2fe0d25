"""Whom a surname, an office, a phrase or a participle means, and what is nobody's saying."""

from __future__ import annotations

import pytest

from tests.test_attribution import read
from tests.test_quotes import quotes
from tests.test_speakers import seconds_to_read


def said(text):
    return [(speaker, words) for speaker, _, words in read(text)]


def test_the_younger_of_two_is_the_one_named_last():
    text = (
        "Mayor Carl Rudd fought the plan. “It is a bad plan,” Mr. Rudd said.\n\nHis son, Sam "
        "Rudd, wrote to him in May. The younger Mr. Rudd warned that the town would lose. "
        "“I grew up on the docks,” Mr. Rudd said."
    )
    assert [speaker for _, speaker in quotes(text)] == ["rudd c", "rudd s"]
    assert said(text) == [("rudd s", "the town would lose")]


def test_a_son_named_oftener_than_the_rest_goes_by_the_surname():
    text = (
        "Governor Carl Rudd said that his son, Sam Rudd, had written to him.\n\n“We disagree,” "
        "Sam Rudd said on Monday.\n\n{} moved to Norby in May. “I left the docks,” Mr. Rudd said."
    )
    assert quotes(text.format("Sam Rudd"))[-1] == ("I left the docks", "rudd s")
    assert quotes(text.format("The family"))[-1] == ("I left the docks", "rudd c")


def test_an_office_is_its_first_holders_where_it_stands_before_another_is_named():
    text = (
        "Oklahoma Republican Gov. Paul Ferrick asked members on Monday to mend the bill.\n\n"
        "The governor still backs it. But he said he wants changes.\n\nIn Kansas, Gov. Drew "
        "Gattis vowed to drop a like law.\n\nThe governor said even his own son was against it."
    )
    assert [speaker for speaker, _ in said(text)] == ["ferrick p", "gattis d", "ferrick p"]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        # The last body told of, by name or as its printed name.
        ("On Monday, Tarnbook Inc. denied it. \"We do not hide posts,\" the tech giant said.",
         ["tarnbook"]),
        ("Ruth Dale wrote to Tarnbook. And in a note, the Fishers' March said so. "
         "\"We will not stand for it,\" the group continued.", ["fishers' march"]),
        ("The plan was pushed by the Center for Norby Policy, a social conservative group that "
         "is against ports. Ada Finch "
         "told Tarnbook Inc. of it. \"It is clear,\" the group said.", ["center for norby policy"]),
        ("Tom Hale won on Sunday, ahead of Karl Brandt. \"It is a dream,\" the 24-year-old said.",
         ["hale t"]),
        ("Sen. Tom Beale, R-Ariz., spoke on Monday. Ada Finch left. \"It is so,\" the Arizona "
         "Republican said.", ["beale t"]),
        # A husband is whose wife was named.
        ("Piet Dorn, whose wife Ruth was hurt, left. Tom Hale came. Ruth Dorn was in hospital for "
         "a year. Her husband said it was late. \"It is so,\" he said.", ["dorn p"]),
        ("Piet Dorn, whose wife Ruth was hurt, left. Ana Moss was in hospital for a year. Her "
         "husband said it was late. \"It is so,\" he said.", ["husband"]),
        ("Tom Hale left. Ana Moss's question was simple: \"Is it so?\"", ["moss a"]),
        # A body of the state, a party and a phrase of its own stay as they are.
        ("The Senate met on Monday. \"It is clear,\" the company said.", ["company"]),
        ("Tom Hale won on Sunday. \"It is late,\" the other company said.", ["other company"]),
    ],
)  # fmt: skip
def test_who_is_described_is_who_was_told_of_last(text, speakers):
    assert [speaker for _, speaker in quotes(text)] == speakers


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # A building is no group.
        ("The Norby State Capitol was shut. \"It is clear,\" the watchdog group said.",
         "watchdog group"),
        # A court that is named only further on, or whose old rulings are, is not "the court".
        ("The appeals court was split on it. \"It is unlikely,\" the court said. It may go to the "
         "Supreme Court.", "court"),
        ("The Dunmere Circuit heard the case. Prior Supreme Court rulings allow it. \"It is "
         "unlikely,\" the court said.", "court"),
        ("The Supreme Court heard the case after an appeals court was split on it. \"It is "
         "unlikely,\" the court said.", "supreme court"),
        # The president of a land is no president of a company, nor his own deputy.
        ("Norby News President Tom Vane sued. Guild President Ruth Dorn left. \"I run the "
         "country,\" the president said.", "president"),
        ("President Hale left. \"It is so,\" aides of Brazilian President Lino Prado said. Mr. "
         "Hale met Vice President Tom Vane and Mr. Prado. \"I am well,\" the president said.",
         "hale"),
        ("President Hale left. \"It is so,\" aides of Brazilian President Lino Prado said. Mr. "
         "Prado was ill. \"I am well,\" the president said.", "prado l"),
    ],
)  # fmt: skip
def test_an_office_and_a_body_mean_whom_the_article_has_told_of(text, speaker):
    assert quotes(text)[-1][1] == speaker


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ada Finch wrote on Monday. “The port is ours.\n\n“But in the end we get along!\n\n"
         "The council meets in May.", ["The port is ours", "But in the end we get along"]),
        ("Tom Hale, the minister, spoke. “I urge you all to read it.\n\nThe council meets.",
         ["I urge you all to read it"]),
        ("“Needless to say, it was not “a strike of ours.” It was theirs. Your words “put you at "
         "odds with us.\n\nAnd not on a small matter.\n\nOne of them should not lead us.”\n\nThe "
         "council meets.",
         ["Needless to say, it was not “a strike of ours", "It was theirs",
          "Your words “put you at odds with us", "And not on a small matter",
          "One of them should not lead us"]),
        # What is not closed inside a sentence is a mark too many.
        ("Ada Finch called the port \"old and left.\n\nThe council meets in May.", []),
    ],
)  # fmt: skip
def test_a_quotation_without_its_closing_mark(text, words):
    assert [found for found, _ in quotes(text)] == words
    assert [found for found, _ in quotes(text.replace("“", '"').replace("”", '"'))] == [
        found.replace("“", '"') for found in words
    ]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Several members gave a cold reply to Tom Hale, after the port chairman was caught on "
         "tape saying that the strike was lost.", "port chairman"),
        ("The row grew last month when Norby News reported the issue, saying that the port had "
         "hidden the figures.", "norby news"),
        # Who is accused has done it, and who wrote a paper tells what it says.
        ("The row has overshadowed a feud between Hale and Vane for a column penned by one of the "
         "mayor's aides suggesting that the clerk was corrupt.", "mayor's aides"),
        # What a "that" or a "will" parts from its verb.
        ("Meanwhile, towns that back the law rushed to mend it, saying that it was late.",
         "towns"),
        ("The loss will likely help critics of the port, who said that it was late.",
         "critics of the port"),
        # Examples and lists of what one is.
        ("Some members, including Piet Dorn, a baker who was the architect of the dam, say that "
         "it was late.", "members"),
        ("A reply came from Piet Dorn, the author, coach and former aide to Mayor Tom Vane, who "
         "claimed that it was late.", "dorn p"),
        ("A reply came from Piet Dorn, the son of Mayor Tom Vane, who claimed that it was late.",
         "vane t"),
        # Opposite camps.
        ("Twenty Republican-led states argued that it was late.", "republican-led states"),
        ("GOP-run states argued that it was late.", "gop-run states"),
        ("Democratic-led states argued that it was late.", "democratic-led states"),
        ("Voters will look at cases like Dunn v. Port, in which Hale wrote a dissent arguing that "
         "the rules burden fishermen.", "hale"),
        ("Hale was sued by his former aide, Laura Grey, in 2014, alleging a hostile workplace and "
         "unfair pay.", "grey l"),
        ("Dan Sorel left.\n\nEven Tom Hale himself declared in May that the strike was lost.",
         "hale t"),
        ("Orrin gave the harshest reply to Hale, whose spokesman, it should be noted, tried to "
         "mend it by insisting that he meant the old port.", "spokesman"),
        ("That cable summed up a meeting by the U.S. Mission in Norby and warned the consulate "
         "could not stand.", "cable"),
        ("The secret version of a State Department review of a raid on a base in Dunmore, Libya, "
         "found that it was hard to say who did it.", "secret version"),
        ("In the papers, prosecutors and lawyers for both Tom Hale Jr. and Ana Moss said they "
         "were ready to go on.", "prosecutors & lawyers"),
        # The sentence's subject speaks where it can.
        ("Tom Hale resigned when Norby News reported the issue, saying that he was tired of it.",
         "hale t"),
        ("Tom Hale, whose aide quit on Friday, replied by insisting that the port was old.",
         "hale t"),
    ],
)  # fmt: skip
def test_a_saying_has_the_subject_of_its_own_clause(text, speaker):
    assert {found for found, _ in said(text)} == {speaker}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Steve Strand, the party chief, said it was over.\n\nIn a video in May announcing his "
         "departure, Mr. Hale continued to deny the claims, but he acknowledged running an "
         "“untidy” office and said he was “deeply sorry” for it.", "hale"),
        ("When Senator Diane Frost asked Tom Hale if the port could be sold, he declined to "
         "answer.\n\n\"I can't tell you that,\" he said.", "hale t"),
        ("The news agency reported that about 1,700 people came on Sunday and hundreds stayed, "
         "chanting slogans such as \"Scrap the deal\" and \"Hale out.\"", "1,700 people"),
        ("The writer Ben Orrin suggests that Floyd Marsh's case has moved many because his words "
         "“I am cold” speak to our fears.", "marsh f"),
        ("Council President Lisa Benning said the step is right, because “it is clear that it is "
         "not safe. Our efforts have failed,” according to The Norby Appeal.", "benning l"),
        ("As Sen. Paul Rand, R-Ky., put it, \"The port must be one of the hottest spots.\"",
         "rand p"),
        ("Set up by friends, the Tom Hale Foundation will strive to promote \"the growth of "
         "music in the north\".", "tom hale foundation"),
        ("The three members of the band Tarn set up a trust on Monday.\n\nThe say in a "
         "statement: \"We would like to thank our fans.\"", "members of the band tarn"),
        ("Dan Sorel told Norby News it was late.\n\n“It is not so,” summarized Hale.", "hale"),
        ("Dan Sorel left.\n\nTom Hale spoke of Karl Brandt. He wished him “every success in it.”",
         "hale t"),
        ("Dan Sorel left.\n\nAt his last hearing, Tom Hale credited Judge Kent for helping to "
         "teach him “the worth of the law.”", "hale t"),
        ("When word from Tom Hale and his firm came, he issued a plea to Mr. Moss to stop it and "
         "“come out before May.”", "hale t"),
        ("The row came to a head with Will Kern — still heard by many — writing a letter to Hale "
         "calling for his exit.\n\n“The strike was not ours. It was theirs.”", "kern w"),
        ("“No one should go,” Health and Port Services Department spokeswoman Ana Oakley said.",
         "oakley a"),
        # The vice president is not the president, whoever he is.
        ("Vice President Tom Hale left. Jane Moss went on. The president said it was “late.”",
         "president"),
        ("Lieutenant Colonel Tom Hale left. The colonel said it was “late.”", "hale t"),
        # Nobody's words.
        ("Mayor Tom Hale had said he would move money.\n\n\"Shut the port now\" was a rallying "
         "cry during the protests.", None),
    ],
)  # fmt: skip
def test_whose_words_a_quotation_holds(text, speaker):
    assert {found for _, found in quotes(text)} == {speaker}


@pytest.mark.parametrize(
    "text",
    [
        "A judge on Monday denied a House request to stop Mayor Tom Hale from moving funds.",
        "A judge rejected a lawsuit by members that sought to block the plan to divert funds.",
        "The Senate confirmed Brett Hale, 53, to the High Court, where he may serve for decades.",
        "A line of questions was about the initial comments from Ms. Reed that it was a stove.",
        "(R-Ky.) told us that it is “clear” the resolution of disapproval will pass but predicted "
        "that it would die in the House.",
        "The march drew huge crowds -- 100,000 according to organizers -- and closed the port.",
        '"Shutting" advocates have for years condemned the port.',
    ],
)
def test_what_is_decided_or_no_saying_at_all_is_none(text):
    assert said(text) == []


def test_who_is_accused_and_who_says_something_is_who_stands_right_before():
    text = "The board met. Jane Moss accused Piet Dorn of openly saying that the port was lost."
    assert said(text)[-1] == ("dorn p", "the port was lost")
    text = "Jane Moss spoke for the dam - something experts say it will need."
    assert said(text) == [("experts", "it will need")]


def test_what_foes_said_of_a_bill_ends_before_the_next_that():
    text = (
        "And so it was on Friday, with a vote near on a bill that critics said would hurt farms "
        "and towns, that Carl Rudd wrote to us and warned that it would fail."
    )
    assert said(text)[0] == ("critics", "would hurt farms and towns")


def test_no_phrase_that_opens_with_a_preposition_a_participle_or_a_bracket_speaks():
    text = (
        "Aides came forward to accuse Mr. Hale, describing a member with a harsh temper.\n\n"
        "In a video in May, Mr. Hale said he was “deeply sorry” for it."
    )
    assert quotes(text) == [("deeply sorry", "hale")]
    text = "(Mo.), a member of the leadership, added that the plan is “too narrow.”"
    assert quotes(text) == [("too narrow", "member of the leadership")]


@pytest.mark.parametrize(
    "line",
    [
        '"Needless to say, it was "ours" ' * 3_000,
        '"It was "ours. ' * 3_000 + '\n\n"It',
        "The younger Mr. Rudd and Sam Rudd said it was late. " * 900,
        "Tom Hale, whose aide, " * 3_000 + "tried it by insisting that it was late",
        'Tarn Inc. left. "It is late," the company said. ' * 700,
        "The port " + "set out to hope to " * 3_000 + '"pay for it"',
        "when Norby reported it " * 3_000 + ", saying it was late",
    ],
)
def test_hostile_lines_stay_linear(line):
    assert seconds_to_read(line) < 10


@pytest.mark.parametrize(
    ("told", "speaker"),
    [
        # Of another land, he is "the president" only where he alone was just told of.
        ("Tom Hale praised Brazilian president Lino Prado.", "president"),
        ("Brazilian president Lino Prado spoke on Monday.", "prado l"),
        ("Brazilian president Lino Prado spoke on Monday. Tom Hale left early.", "president"),
        ("President Lino Prado spoke on Monday. Tom Hale left early.", "prado l"),
    ],
)
def test_the_president_of_another_land_is_not_any_president(told, speaker):
    text = f"{told} “It is late,” the president said."
    assert quotes(text) == [("It is late", speaker)]


def test_the_president_is_whom_the_last_sentence_about_a_president_is_about():
    text = (
        "President Paul Ferrick wrote on Monday. Ferrick, who met Brazilian President Lino Prado, "
        "left early. The president wrote that it was late. He asked why President Drew Gattis "
        "did not act."
    )
    assert said(text)[0] == ("ferrick p", "it was late")


def test_a_phrase_with_a_name_of_its_own_is_no_body_told_of_before():
    text = (
        "The Tarnbook Guild dropped its name. The plan did not please the {} organization, which "
        "noted that it was late."
    )
    assert said(text.format("Boat Scout"))[-1] == ("boat scout organization", "it was late")
    assert said(text.format("youth"))[-1] == ("tarnbook guild", "it was late")


def test_a_body_is_who_did_it_rather_than_the_paper_that_tells_it():
    text = (
        "The Tarnbook Guild announced the plan on Monday, according to the Norby Tribune. "
        "The famed youth organization noted that it was late."
    )
    assert said(text)[-1] == ("tarnbook guild", "it was late")


def test_the_agency_is_not_the_one_named_where_another_was_told_of_since():
    text = (
        "The Harbour Safety Agency met in May. {} had found oil. The agency said that it was late."
    )
    assert said(text.format("Norland's water agency"))[-1] == ("agency", "it was late")
    assert said(text.format("The agency"))[-1] == ("harbour safety agency", "it was late")


def test_who_speaks_behind_a_long_quotation_was_told_of_before_it():
    text = "Sen. Ruth Dorn spoke.\n\n“It is late. It is so,” said the Ohio Republican."
    assert quotes(text) == [("It is late", "dorn r"), ("It is so", "dorn r")]
    issued = (
        "Ruth Dorn issued a statement on Monday. The statement said it was a “blow,” adding "
        "“the town has been one. It is so.”"
    )
    assert {speaker for _, speaker in quotes(issued)} == {"dorn r"}


def test_the_official_is_not_the_one_whose_name_stands_before_a_tag():
    text = "The voice was that of Carl Rudd, {}. The official said that the tape was new."
    assert said(text.format("an agency official said"))[-1][0] == "official"
    assert said(text.format("an agency official, said Tom Hale"))[-1][0] == "rudd c"
    slip = "“It is late,” Carl Rudd, the agency official said. “It is so,” the official said."
    assert quotes(slip) == [("It is late", "rudd c"), ("It is so", "rudd c")]


@pytest.mark.parametrize("surname", ["Duke", "King", "Dean"])
def test_a_title_that_somebody_bears_as_a_surname_means_him(surname):
    text = f"Ellen {surname} spoke on Monday. “It must end,” {{}}{surname} said."
    assert quotes(text.format(""))[-1][1] == f"{surname.lower()} e"
    assert quotes(text.format("the "))[-1][1] == surname.lower()


def test_a_news_agency_is_the_one_named_with_it():
    text = "The NRW news agency said it rained. It is late, France's Kelvex news agency reports."
    assert said(text)[-1] == ("kelvex", "it is late")


def test_local_chiefs_are_no_body_that_has_the_words_in_its_name():
    text = "{} say it is late. He is chairman of Law Enforcement Leaders to Reduce Crime."
    assert said(text.format("Local law enforcement leaders"))[0][0] == (
        "local law enforcement leaders"
    )


def test_the_democrat_and_who_added_are_whom_the_sentence_before_is_about():
    text = "Mayor Ruth Dorn wrote to {} about it. “It is late,” the Democrat asked."
    assert quotes(text.format("Tom Hale"))[-1][1] == "dorn r"
    assert quotes(text.format("Tom Hale, a Norby Democrat,"))[-1][1] == "democrat"
    added = "{} called Tom Hale a friend. The prime minister added: “It is late. It is so.”"
    assert {key for _, key in quotes(added.format("Carl Rudd"))} == {"rudd c"}
    assert {key for _, key in quotes(added.format("Gov. Carl Rudd"))} == {"prime minister"}


def test_words_that_go_on_what_one_has_claimed_are_his_whoever_passes_them_on():
    text = "Carl Rudd {} “would never stop it,” Tom Hale pointed out."
    assert quotes(text.format("has claimed that his office"))[-1][1] == "rudd c"
    assert quotes(text.format("left, and his office"))[-1][1] == "hale t"
