"""Who says what where English misleads: relatives, papers, several speakers, lost marks."""

from __future__ import annotations

import time

import pytest

from dedup.facts.attribution import find_attributions
from dedup.facts.quotes import find_quotes
from tests.test_attribution import read
from tests.test_quotes import parsed, quotes


@pytest.mark.parametrize(
    "text",
    [
        "Ada Finch spoke. The harbour trade she promised has turned into a long row over fees.",
        "Ada Finch spoke. The road she vowed to mend has fallen into a maze of holes.",
        '"I want a new dam," Ada Finch said as she headed to Norby after a week at the coast.',
        '"I want a new dam," Ada Finch said inside the hall where she was mayor for three years.',
        '"I want a new dam," Ada Finch said Friday in a statement posted on the town website.',
        'Ada Finch told Norby News, "We want a dam," emphasis ours, since that sounds like a plan.',
        "Members of the club want to vote for a mayor that they believe in, even if she loses.",
        "She is skipping the usual tour of early-voting states that follows a long speech.",
        "Tom Hale spoke of a florist who denied service to a young couple.",
        "His son had pledged allegiance to the harbour gang before the attack.",
        "Ada Finch prayed and pleaded for new rules that just might prevent more deaths.",
        'In the wake of the fire, Ada Finch defended her plans, saying: "It has only begun now."',
        'Ada Finch said wryly in one of her talks: "All mayors fail," and many recalled her years.',
        'Ada Finch said Tuesday, "I think it is a great day for the harbour and for us."',
        "Ada Finch called him a liar, as she has alleged before in the campaign, and left early.",
        "Ada Finch called a Norby Times report which includes film of her an old trick.",
    ],
)
def test_what_nobody_reported_is_no_report(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("Ada Finch said she has no doubt that it leaks.", "finch a",
         "she has no doubt that it leaks"),
        ("Ada Finch said there is no proof that the ban works.", "finch a",
         "there is no proof that the ban works"),
        ("Ada Finch said she does not believe that the dam is old.", "finch a",
         "she does not believe that the dam is old"),
        ("Ada Finch said no proof that the dam leaks was found.", "finch a",
         "no proof that the dam leaks was found"),
        ("The cabinet Ada Finch claimed would be a model of thrift has instead run up debts.",
         "finch a", "would be a model of thrift"),
        ("Ada Finch \u2013 who once said she had learned from the dam \u2013 left the town hall.",
         "finch a", "she had learned from the dam"),
        ("When a clerk told Ada Finch it was late, she shut the doors of the hall.",
         "clerk", "it was late"),
        ("Ada Finch said Thursday she hopes the talks on the dam won't fail.", "finch a",
         "she hopes the talks on the dam won t fail"),
        ("Ada Finch said, though, that in some towns the dams were old.", "finch a",
         "in some towns the dams were old"),
        ("Ada Finch demanded $5 billion for the dam.", "finch a", "5 billion for the dam"),
        ('It may stay under "harbour arrest," a Norby press release said.',
         "norby press release", "it may stay under harbour arrest"),
        ("Ada Finch went so far as to say the mayor must leave the hall.", "finch a",
         "the mayor must leave the hall"),
        ("Ada Finch implied that the dam was old.", "finch a", "the dam was old"),
    ],
)  # fmt: skip
def test_what_is_reported_begins_and_ends_with_its_clause(text, speaker, content):
    assert [(found, words) for found, _, words in read(text)] == [(speaker, content)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Tom Hale blamed Ada Finch for the story published Friday that alleged he had two homes.",
         "story"),
        ('"It is rubbish," Tom Hale said about the article alleging that he has had two homes.',
         "article"),
        ("A ruling allows a lawsuit by Piet Maas of Norby, claiming the priest hit him for years.",
         "maas p"),
        ("Tom Hale wants cash, despite him insisting that the dam was in good health.", "hale t"),
        ("He kept the council from carrying out wall-building Mr. Hale said was already underway.",
         "hale"),
        ("Mr. Hale, a harbour lawyer elected in the wave of 2010, said that the dam was old.",
         "hale"),
        ("Fed member Eric Maas, president of the Norby Reserve Bank, warned that debt could rise.",
         "maas e"),
        ("Rep. Tom Hale (R-Iowa), said that the dam was old.", "hale t"),
        ("It is sad that a Norby News poll released Tuesday filled with bad figures for the Hale "
         "administration found that few liked the dam.", "norby news poll"),
        ("A video of the bearded and tired men showed that the group is well.", "video"),
        ("One of the members in the House who wanted a delay indicated that Hale would not do.",
         "one of the members in the house"),
        ("The top Republican on the House Harbour Committee said that the dam was old.",
         "top republican on the house harbour committee"),
        ("Attorneys for ICE and the Department of Justice said that the dam was old.",
         "attorneys for ice and the department of justice"),
        ("Mr. Hale left the hall early, but on Twitter said he was harming the town.", "hale"),
        ("The Norby Register on July 20, 2006, said that he had served in the town.",
         "norby register"),
        ("A court filing unsealed Tuesday disclosed that Tom Hale shared the poll.",
         "court filing"),
        ("Associate editor of the Daily Post Kevin Maas said that the dam was old.", "maas k"),
        ("FreedomHarbour\u2019s website said the dam was the worst in the land.", "freedomharbour"),
        ("The Norby Trust released a statement. The statement said that the dam was old.",
         "norby trust"),
        ("Tom Hale is mayor. Hale spokeswoman Ada Maas responded to claims, stating that it "
         "was false.", "maas a"),
    ],
)  # fmt: skip
def test_a_report_belongs_to_the_head_of_its_subject(text, speaker):
    assert [found for found, _, _ in read(text)] == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Tom Hale and Ada Finch said the dam was old.", "hale t & finch a"),
        ("Tom Hale, Ada Finch and Piet Maas said the dam was old.", "hale t & finch a & maas p"),
        ("Tom Hale and his sister said the dam was old.", "hale t & sister"),
        ("The dam is old, Tom Hale and his sister, Maya Borg, said Monday.", "hale t & borg m"),
        ("In a note, his children Stephen, Hilary and Joshua said the dam was old.", "children"),
        ("A few loud members, such as Rep. Tom Hale (R-Iowa) and Rep. Ada Finch (R-Ohio) said "
         "that it was old.", "few loud members"),
        ("The actress and activist Ada Finch said the dam was old.", "finch a"),
        ("Police met Tom Hale and Ada Finch said the dam was old.", "finch a"),
        ("It was a bad day for the mayor and Ada Finch said the dam was old.", "finch a"),
    ],
)  # fmt: skip
def test_several_who_speak_are_never_only_the_last_of_them(text, speaker):
    assert [found for found, _, _ in read(text)] == [speaker]


def test_several_speakers_are_printed_with_their_names():
    slots = find_attributions(parsed("Tom Hale and Ada Finch said the dam was old."))[0].slots
    assert slots.speaker_name == "Tom Hale and Ada Finch"
    assert quotes('"The dam is old," said Tom Hale and Ada Finch.') == [
        ("The dam is old", "hale t & finch a")
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('"Under study. Thank you!"\n\nTom Hale, the harbour chief, said in a note that he left.',
         [("Under study", None), ("Thank you", None)]),
        ("Ada Finch replied in a statement on Friday:\n\n\u201cI have nothing to do with it.\n\n"
         "Tom Hale has a problem of his own, and I have read none of it.\u201d",
         [("I have nothing to do with it", "finch a"),
          ("Tom Hale has a problem of his own, and I have read none of it", "finch a")]),
        ('Mr Hale said: "She was the heart of it. "She was the one who let us go."',
         [("She was the heart of it", "hale"), ("She was the one who let us go", "hale")]),
        ('Ada Finch stated, "it is out of touch. This row must stop. "Hale is as keen as ever.',
         [("it is out of touch", "finch a"), ("This row must stop", "finch a")]),
        ('""We have learned something since then," Tom Hale said to the group.',
         [("We have learned something since then", "hale t")]),
        ('"Thanks to all who called it a \u2018vote on the mayor.\u2019 \u201d tweeted Norby '
         "Council counselor Ada Finch.",
         [("Thanks to all who called it a \u2018vote on the mayor.\u2019", "finch a")]),
        ("\u201cWe have a broad club, Mr. Rother said. \u201cIt is old.\u201d",
         [("We have a broad club", "rother"), ("It is old", "rother")]),
    ],
)  # fmt: skip
def test_quotes_whose_marks_are_lost_or_doubled(text, wanted):
    assert quotes(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ada Finch chided Tom Hale as a \u201cgullible, priggish fool\u201d when asked.",
         [("gullible, priggish fool", "finch a")]),
        ("Ada Finch remembered him as \u201cone of those quiet heroes of the harbour\u201d.",
         [("one of those quiet heroes of the harbour", "finch a")]),
        ("Ada Finch led the tributes to an \u201ciconic figure of our age\u201d.",
         [("iconic figure of our age", "finch a")]),
        ("Ada Finch also paid tribute to a \u201cfearless advocate for the harbour\u201d.",
         [("fearless advocate for the harbour", "finch a")]),
        ('When a clerk told him he was late, Tom Hale shot back: "yes, for a talk on nothing."',
         [("yes, for a talk on nothing", "hale t")]),
        ("The reporter Ada Finch writes of Hale today, \u201chis status as the favorite is "
         "gone.\u201d", [("his status as the favorite is gone", "finch a")]),
        ('"It is dry," Ada Finch said in a short statement.\n\n"Both of us agree," the statement '
         "said.", [("It is dry", "finch a"), ("Both of us agree", "finch a")]),
        ("Regarding the \u201cguests,\u201d the Norby Post reported:", []),
        ("Ada Finch recalls her fight against the \u201copen gate\u201d policy for tugs.", []),
        ('They want the dam, a "smart" dam, and Ada Finch said it was late.', []),
    ],
)  # fmt: skip
def test_cues_beside_a_quote_and_terms_that_are_none(text, wanted):
    assert quotes(text) == wanted


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The court said it backed Hale\u2019s petition to get the case dismissed to "
         "\u201cprevent the theft of boats.\u201d", "court"),
        ("\u201cKind words win,\u201d said pastor and guide Father Ada Finch, who led them.",
         "finch a"),
        ("The mayor met guide Ada Finch. \u201cKind words win,\u201d said the mayor and hugged "
         "Ada Finch.", "mayor"),
        ("The court agreed. The claim fell \u201cafter a full review of the dam,\u201d as the "
         "court put it.", "court"),
        ("Another note read, \u201cTell the board that the dam leaks.\u201d", "note"),
        ("Tom Hale, described by the judge at the Old Court as having a \u201ccold lust for "
         "boats\u201d, left.", "judge"),
        ("Tom Hale, described by the wind as a \u201cvery cold old man\u201d, left.", None),
    ],
)  # fmt: skip
def test_whose_cue_it_is(text, speaker):
    assert [whose for _, whose in quotes(text)] == [speaker]


@pytest.mark.parametrize(
    "line",
    [
        "and in a hall said " * 3_000,
        "Poe and " * 3_000 + "said it was late",
        "a poll of " * 3_000 + "found that it was late",
        'it is. "It is. ' * 3_000,
        "the story that claimed " * 3_000,
        '"It is late.\n\n' + "and late\n\n" * 3_000 + '"',
    ],
)
def test_hostile_lines_stay_linear(line):
    begun = time.perf_counter()
    article = parsed(line)
    find_quotes(article)
    find_attributions(article)
    assert time.perf_counter() - begun < 30
