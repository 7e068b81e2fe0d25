"""Who is said to have said, denied, confirmed, alleged or announced what: a labelled table."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from dedup.facts.attribution import find_attributions
from tests.test_quotes import norm, parsed

CASES = json.loads((Path(__file__).parent / "data" / "attributions.json").read_text("utf-8"))
Report = tuple[str | None, str, str]


def wanted(case: dict) -> list[Report]:
    return [(a["speaker"], a["cue_class"], norm(a["content"])) for a in case["attributions"]]


def read(text: str) -> list[Report]:
    """Return speaker, class and the reported words of each attribution, in order."""
    return [
        (
            mention.slots.speaker,
            mention.slots.cue_class,
            " \u2026 ".join(norm(text[span.start : span.end]) for span in mention.spans),
        )
        for mention in find_attributions(parsed(text))
    ]


def test_labelled_table_is_large_and_partly_held_out():
    assert len(CASES) >= 150
    assert len({case["text"] for case in CASES}) == len(CASES)
    assert sum("held_out" in case for case in CASES) >= 0.3 * len(CASES)
    assert len(Counter(case["style"] for case in CASES)) >= 14
    classes = Counter(a["cue_class"] for case in CASES for a in case["attributions"])
    assert set(classes) == {"say", "deny", "confirm", "allege", "announce"}


@pytest.mark.parametrize(
    "case", CASES, ids=[f"{number}-{case['style']}" for number, case in enumerate(CASES)]
)
def test_each_labelled_sentence_reports_exactly_this(case):
    """Right before any look at the errors: .82 of the first part, .89 and .72 of those held out."""
    assert read(case["text"]) == wanted(case)


@pytest.mark.parametrize("case", CASES[::5], ids=lambda case: case["style"])
def test_curly_apostrophes_change_nothing(case):
    curly = re.sub(r"(?<=\w)'", "\u2019", case["text"])
    assert read(curly) == wanted(case)


@pytest.mark.parametrize("before", ["On Monday it rained in Norby. ", "Schools closed.\n\n"])
def test_an_unrelated_sentence_before_changes_no_named_source(before):
    for case in CASES:
        if case["style"] != "pronoun":
            assert read(before + case["text"]) == wanted(case)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Ada Finch met lake states as a group.", None),
        ("Shops in states near Norby will shut.", None),
        ("The letter states the dam is old.", "the dam is old"),
        ("A judge halted harbour rules that allow more firms to leave.", None),
        ("The court rules that the dam must go.", "the dam must go"),
        ("The rules affirm the promise to keep the marsh.", None),
        ("Ada Finch confirmed the end of the marsh.", "the end of the marsh"),
        ("Guards held 80 people believed to be working at the dam.", None),
        ("Residents believed that the dam was old.", "the dam was old"),
        ("They may bring a contempt of Congress charge.", None),
        ("Ada Finch says farewell to the staff of the harbour.", None),
        ("Ada Finch said nothing about the old dam.", None),
        ("Ada Finch said when asked about the old dam.", None),
        ("Ada Finch told the harbour paper at a rally in Norby.", None),
        ("Ada Finch told the guests of the hall on Friday that it was old.", "it was old"),
        ("Ada Finch told reporters he knew that it was old.", "he knew that it was old"),
        ("Ada Finch told guests on Monday she was leaving.", "she was leaving"),
        ("Ada Finch said that was never the case.", "that was never the case"),
        ("Ada Finch announced a plan that will shut it.", "a plan that will shut it"),
        ("The council will say that the dam is safe.", "the dam is safe"),
        ("The council would say that the dam is safe.", None),
    ],
)
def test_a_noun_a_tag_or_a_farewell_reports_nothing(text, content):
    assert [found for _, _, found in read(text)] == ([] if content is None else [content])


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The fight goes on, with farm groups saying Ada Finch drained the marsh.", "farm groups"),
        ("They want more, despite the Norby Trust saying that it was poor.", "norby trust"),
        ("Ada Finch attacked voters, saying they had drained the marsh.", "finch a"),
        ("Tom Hale, a farmer, is a friend of Ada Finch, who says that the dam is old.", "finch a"),
        ("Tom Hale, the coach of Ada Finch, who won gold, says that the dam is old.", "hale t"),
        ("As the Norby Post wrote, Ada Finch fell silent, noting that the dam was old.", "finch a"),
        ("Ada Hurst spoke. She said the town needed someone younger than Mia Lowe.", "hurst a"),
        ("According to the documents, Ada Finch sold the dam.", "documents"),
        ("The dam is old, according to the mayor, Ada Finch.", "finch a"),
        ("Police spoke. Two teachers died and ten were hurt, they added.", "police"),
    ],
)
def test_a_report_belongs_to_the_subject_of_its_own_verb(text, speaker):
    assert [found for found, _, _ in read(text)][-1:] == [speaker]


def test_a_pronoun_is_nobody_whom_its_own_clause_names():
    text = "Kit Hurst and Mia Lowe spoke. Mia Lowe left early. She said Lowe had {}."
    assert read(text.format("been ill"))[-1][0] == "hurst k"
    named = "Mia Lowe left early. She said it was late, Lowe said in court."
    assert read(named)[0][0] == "lowe m"


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The rate is above the 2.2 percent estimates used by the harbour board.", None),
        ("It was bitter, mostly citing media reports on the dam and the marsh.", None),
        ("He won more of the vague claims about the old harbour dam.", None),
        ("The row came a day after reports that the harbour board had split.", None),
        ("A total of 54 pledged delegates were present at the dam.", None),
        ("Ada Finch told of three confirmed cases that were old.", None),
        ("The colours of the boats reflect the idea that fishing is for men.", None),
        ("It's believed the old dam was closed after protests.", None),
        ("It's closed. Ada Finch believed the old dam was closed.", "the old dam was closed"),
        ("The board had rejected at least 265 ballots because of it.", None),
        ("Ada Finch rejected claims of theft from the board.", "claims of theft from the board"),
        ("Ada Finch rejected criticism of her plan.", "criticism of her plan"),
        ("The review counters a harbour board forecast that the dam will leak.", None),
        ("Ada Finch counters that the dam will leak.", "the dam will leak"),
        ("Still, the plan Ada Finch suggested has not been read by the board.", None),
        ("The town doubts he is as rich as Finch says he is on paper.", None),
        ("The crowd was larger than Ada Finch claimed it was on Monday.", None),
        ("More than two dozen fishers said it was old.", "it was old"),
        ("Finch has wealth of $4bn in Norby, compared with the $10bn he claims.", None),
        ('They mocked the "new dam" she promised during the campaign for mayor.', None),
        ("Finch predicted an increase in the spring floods now that the dam has failed.", None),
        ("The board voted 9-2, signaling that the old dam was safe.", None),
        ("Ada Finch left at noon, suggesting that the old dam was safe.",
         "the old dam was safe"),
        ("According to the Norby Ledger, Ada Finch told the board: \"It has gone for good.\"",
         None),
    ],
)  # fmt: skip
def test_a_noun_a_deed_or_a_comparison_reports_nothing(text, content):
    assert [found for _, _, found in read(text)] == ([] if content is None else [content])


@pytest.mark.parametrize(
    "behind",
    [
        "something that is borne out by the figures",
        "though polls suggest the plan is disliked",
        "but a Norby Ledger review could not find any of it",
        "but there is no evidence that she did",
        "yet investigators had little evidence of it",
    ],
)
def test_what_the_writer_answers_is_no_part_of_a_report(behind):
    text = f"Ada Finch claims she has mended the old dam, {behind}."
    assert next(found for _, _, found in read(text)) == "she has mended the old dam"


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Ada Finch claims she has mended it, but not the old dam.",
         "she has mended it but not the old dam"),
        ("Hours after Ada Finch announced plans for the old dam, the harbour trust sued her.",
         "plans for the old dam"),
        ("The dam leaks, she has said, though Liberals also want it mended.", "the dam leaks"),
        ("The dam leaks, she has said, although a tug boat could block it.",
         "the dam leaks \u2026 although a tug boat could block it"),
        ("The judges noted their review of it - which, if true, would be bad for it, "
         "boat owners said.", "which if true would be bad for it"),
    ],
)  # fmt: skip
def test_a_report_ends_with_the_clause_that_tells_it(text, content):
    assert [found for _, _, found in read(text)][-1] == content


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("We have an analysis claiming that the dam is old.", "analysis"),
        ("The paper rated a note by Ada Finch (R-Norby) claiming that the dam is old.", "finch a"),
        ("A deputy to Mr. Finch wrote that the dam is old.", "deputy to mr. finch"),
        ("Ada Finch would only say the dam was old.", "finch a"),
        ("The harbour board and the chief here said that the dam is old.",
         "harbour board & chief"),
    ],
)  # fmt: skip
def test_whoever_holds_the_paper_or_the_office_speaks(text, speaker):
    assert [found for found, _, _ in read(text)] == [speaker]


def test_nobody_has_said_what_reports_to_come_explain():
    text = "Judge Ada Finch ordered staff to provide reports explaining why the dam had leaked."
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Norby follows four other states that have attempted similar tolls.",
        "An independent claims administrator will be appointed by a court to pay the sailors.",
        "It came with Ada Finch's Twitter posts that began in May, and it seems the row is over.",
        "It is no case against her close aides on either alleged collusion or theft of the fund.",
        "A rule that any new documents admitted in the harbour trial be made public was dropped.",
        "The bind of the board in many ways reflects how the tolls are linked to the old dam.",
        "Ada Finch was cross that a clerk reported it to the harbour board within a day.",
        "She wants to mend it within ten years, a claim Ada Finch confirmed moments later.",
        'Pressed on the odds of a storm, Ada Finch told reporters: "It will be a hard night."',
        '"It has gone," Ada Finch (R-Norby) said moments before the board approved the dam.',
    ],
)
def test_what_only_looks_like_a_report_is_none(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("It hopes to go north, something experts say it will try to do in May.", "experts"),
        ("It will likely bolster critics of the dam, who have pointed out that the gate leaks.",
         "critics of the dam"),
        ("Her firm represents nearly 2,500 people who said they were hurt by the flood.",
         "nearly 2,500 people"),
        ("Twelve Norby-led states said they would fight the toll in court.", "norby-led states"),
        ("Ada Finch, director of the harbour trust said the dam leaks every spring.", "finch a"),
        ("The dam has leaked for years, according to a federal court filing.",
         "federal court filing"),
        ("She was sorry for a letter penned by a supporter alleging that the dam leaks.",
         "supporter"),
        ("The handout further stated that the dam had leaked for a year.", "handout"),
    ],
)  # fmt: skip
def test_a_speaker_is_the_noun_whose_verb_it_is(text, speaker):
    assert [found for found, _, _ in read(text)] == [speaker]


def test_a_doubt_is_part_of_what_is_said():
    text = "Ada Finch says they're deeply skeptical that the dam would hold in a storm."
    assert [found for _, _, found in read(text)] == [
        "they re deeply skeptical that the dam would hold in a storm"
    ]


@pytest.mark.parametrize(
    ("inner", "content"),
    [
        ("has denied the theft of it and that she expects to know more soon", []),
        ("has vowed it is safe and that she will open it",
         ["it is safe and that she will open it"]),
    ],
)  # fmt: skip
def test_a_second_that_goes_on_with_the_outer_verb(inner, content):
    text = f"Ada Finch said the union {inner}."
    assert [found for speaker, _, found in read(text) if speaker == "union"] == content


def test_what_was_said_soon_after_is_no_time():
    text = "Ada Finch said immediately after the storm, boats would be free to leave."
    assert len(read(text)) == 1


@pytest.mark.parametrize(
    ("text", "content"),
    [
        # A second verb of the subject is its deed.
        ("The harbour board has urged crews to stay ashore and is sending tugs to the bay.",
         "crews to stay ashore"),
        ("Ada Finch rejected the reports and her office has scorned the harbour board.", None),
        ("Ada Finch accused the board of theft, but it came only an hour before the vote.",
         "the board of theft"),
        ("Ada Finch denied it leaks and the dam is safe.", "it leaks and the dam is safe"),
        # A noun behind the verb opens what is said, or has a clause of its own.
        ("Ada Finch said the board's claim that there was a flood in May was untrue.",
         "the board s claim that there was a flood in may was untrue"),
        ("Ada Finch said Tuesday the plan that Tom Hale drew was old.",
         "the plan that tom hale drew was old"),
        ("Ada Finch said a day later that the dam had burst.", "the dam had burst"),
        ("Ada Finch said many times that the dam had burst.", "the dam had burst"),
        ("Ada Finch tweeted a list of firms that advertise on her rival's show.", None),
        ("Ada Finch announced a plan that included new tolls for tugs.",
         "a plan that included new tolls for tugs"),
        ("Ada Finch confirmed a report that the dam had burst.", "the dam had burst"),
        # What a relative clause reports ends with it.
        ("It is what the kind of checks the Norby board is demanding would mean for the town.",
         None),
        ("The crews resented the drills - which Ada Finch had said she would allow - all summer.",
         "she would allow"),
        ("The writ, which alleges a plot to sell the dam, raises the odds of a trial.",
         "a plot to sell the dam"),
        ("Ada Finch, who also said Tom Hale, the cook, was out, left.",
         "tom hale the cook was out"),
        ("Tom Hale left over tolls, which Ada Finch said were tearing it apart, and that he won.",
         "were tearing it apart"),
        # What stands behind a clause of contrast, and what was kept back, is the writer's.
        ("While Norby has denied any part in the theft, the dam is seen as lost.",
         "any part in the theft"),
        ("Though Ada Finch, head of the trust, said the dam was old, she had not seen it.",
         "the dam was old"),
        ("Ada Finch said the dam was old, but she did not say how old.", "the dam was old"),
        ("Officials said the dam was old but declined to say how old.", "the dam was old"),
        ("Crews say the dam was opened by thieves but Ada Finch insists that it broke.",
         "the dam was opened by thieves"),
        # Where and when are no part of it, nor whom it is told.
        ('"It is time," Mayor Ada Finch, D-Norby, said ahead of the vote on the dam.', None),
        ("The host said something about the old harbour dam.", None),
        ("The Norby Post wrote that in the port of Brekka, Ada Finch says that it leaks.",
         "in the port of brekka ada finch says that it leaks"),
        ("Ada Finch said early this year at a talk held by the Council of Harbour Towns that "
         "the dam leaks.", "the dam leaks"),
        ("Ada Finch told aides and crews he will sell the dam.", "he will sell the dam"),
        ("Ada Finch told state TV channel Norby-24 she was struck by the plan.",
         "she was struck by the plan"),
        ("Tom Hale told her a tug could not win the race.", "a tug could not win the race"),
        ("Ada Finch told guests most of what we know of the dam.",
         "most of what we know of the dam"),
        ("The union has 30 members, down from the more than 90 it reported in 2014.", None),
        ("Ada Finch denied on Thursday she said anything rude to a crew.",
         "she said anything rude to a crew"),
    ],
)  # fmt: skip
def test_what_is_reported_is_one_clause_of_the_speaker(text, content):
    assert [found for _, _, found in read(text)][:1] == ([] if content is None else [content])


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Papers falsely suggested that Ada Finch admitted to the theft.", ["papers"]),
        ("Tom Hale denied that Ada Finch said the dam was safe.", ["hale t"]),
        ("Tom Hale suggested that Ada Finch admitted to the theft.", ["hale t", "finch a"]),
        ("Lawyers said the acquittal affirmed their faith in the judges who sat.", ["lawyers"]),
        ("The mayor ended a custom of trying alleged thieves in harbour courts.", []),
        ('The US state department called it a "drill" that was to end in May.', []),
        ("She wants Poe v. Finch, which affirmed the right to moor a boat, to be struck down.", []),
        ("It is a power the Norby court affirmed in upholding the tolls of the harbour.", []),
        ("The court affirmed at least two tolls of the harbour.", ["court"]),
        ('Our envoy says Tom Hale was calm but after the vote, he told jurors: "I am sorry."',
         ["envoy"]),
    ],
)  # fmt: skip
def test_who_is_told_to_have_said_nothing_has_not_said_it(text, speakers):
    assert [found for found, _, _ in read(text)] == speakers


@pytest.mark.parametrize(
    "text",
    [
        "Ada Finch, who denied a budget hearing for Tom Hale, was jeered.",
        "Tom Hale was one of several aides charged under a law that details tolls.",
        "Ada Finch online has waged a campaign to attack Hale and argue against his return.",
        "The board rejected the guidance due to concerns that it could delay the ferry.",
        "The union rejected guidelines proposed by the port on how to moor boats.",
    ],
)
def test_what_is_done_and_not_said_is_no_report(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The board denied the hearing was late.", ("board", "the hearing was late")),
        ("A former sailor who once worked with Tom Hale as a night guard at Elm Quay in Norby, "
         "Fla., said the dam leaks.", ("former sailor", "the dam leaks")),
        ("A new study published in the Norby Harbour Journal found that the dam leaks.",
         ("new study", "the dam leaks")),
        ("The leaders of Norland, the Isles and Sudland said that the dam leaks.",
         ("leaders", "the dam leaks")),
        ("On Monday morning Norby police said the dam leaks.", ("norby police", "the dam leaks")),
        ("This morning Norby authorities said the dam leaks.",
         ("norby authorities", "the dam leaks")),
        ("Early Sunday Norwegian officials said the dam leaks.",
         ("norwegian officials", "the dam leaks")),
        ("Ada Finch said Tom Hale\u2019s complaints that other ports steal trade are unfounded.",
         ("finch a", "tom hale s complaints that other ports steal trade are unfounded")),
        ("Ada Finch said reports that the dam leaks were wrong.",
         ("finch a", "reports that the dam leaks were wrong")),
        ("All seven crews signed the pact, Mayor Ada Finch announced Saturday, despite talk that "
         "Hale would not.", ("finch a", "all seven crews signed the pact")),
        ("The mayor announced the closure amid fears that the dam leaks.",
         ("mayor", "the closure amid fears that the dam leaks")),
        ("The mayor said that the dam was safe, but engineers closed it on Friday.",
         ("mayor", "the dam was safe")),
        ("The mayor said that the dam was safe, but it leaked on Friday.",
         ("mayor", "the dam was safe but it leaked on friday")),
        ("Officials plan to stay and say that it is safe.", ("officials", "it is safe")),
        ("The Norby Post reported that the cook indicated that Ada Finch had left, but one of the "
         "officials said aides were looking.",
         ("norby post", "the cook indicated that ada finch had left")),
    ],
)  # fmt: skip
def test_whose_report_it_is_and_where_its_words_begin_and_end(text, wanted):
    assert [(speaker, content) for speaker, _, content in read(text)][:1] == [wanted]
