"""Who is known by then, who is nobody, and what is no saying: each rule with its opposite."""

from __future__ import annotations

import pytest

from tests.test_attribution import read
from tests.test_quotes import quotes
from tests.test_speakers import seconds_to_read

RAIN = " ".join(
    f"It rained in the {hills} hills for most of the week, and the harbour stayed shut."
    for hills in "red green far low bare steep wooded stony".split()
)


def said(text):
    return [(speaker, words) for speaker, _, words in read(text)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # An office is no one's whom the article names only far behind it.
        (f"{RAIN}\n\n“She knows the docks,” the president said.\n\n{RAIN}\n\nMembers balked at Sam "
         "Rudd, named by President Carl Hale in 2006.", "president"),
        (f"President Carl Hale came.\n\n{RAIN}\n\n“She knows the docks,” the president said.",
         "hale c"),
        (f"{RAIN}\n\n“She knows the docks,” the president said. President Carl Hale then left.",
         "hale c"),
        # A lead tells of an office before it names who holds it.
        (f"“The docks are old,” the mayor said.\n\n{RAIN}\n\nMayor Mia Lowe left.",
         "lowe m"),
        # Officials are many: only one named just before is "the official".
        (f"{RAIN}\n\nOne official was there. “There was talk,” the official said.\n\n{RAIN}\n\n"
         "Mia Lowe, a senior port official, left.", "official"),
        (f"{RAIN}\n\nMia Lowe, a senior port official, met the crew. “There was talk,” the "
         "official said.", "lowe m"),
        (f"{RAIN}\n\nMia Lowe, a senior port official, left. Another official stayed behind. "
         "“There was talk,” the official said.", "official"),
        # What is said of a name in commas is not the speaker.
        ("“It is half done,” said a Trade Ministry spokesman, Tao Feng.", "feng t"),
        ("They included Senator Carl Rudd, a Kansas Republican, who announced that it was “late.”",
         "rudd c"),
        ("Although some senators, such as Carl Rudd of Kansas, cited that as a reason to leave, "
         "Sen. Ada Finch, D-Calif., hailed her view on “the law of the sea.”", "finch a"),
        ("Although Ada Finch, of Norby, opposed the plan, she called it “a joy.”", "finch a"),
        ("Former Mayor of London Ken Dale said it was “late.”", "dale k"),
        # The member of a party and a land, where there is one only.
        ("California Democratic Rep. Ada Finch won. Sam Rudd of Ohio lost.\n\nThe California "
         "Democrat spoke briefly, saying she feels “thrilled.”", "finch a"),
        ("Ada Finch (D-Calif.) won. Sam Rudd (D-Ohio) lost.\n\nThe California Democrat said she "
         "feels “thrilled.”", "finch a"),
        ("Ada Finch, a Kansas Democrat, met Mia Lowe, a Kansas Democrat. The Kansas Democrat said "
         "she was “thrilled.”", "kansas democrat"),
        # They pass on what he told his own.
        ("“We got beaten in the north,” aides said Mr. Rudd told his staff in May.", "rudd"),
        ("“We got beaten in the north,” aides said on Monday. Mr. Rudd told his staff.", "aides"),
        # A statement's words are theirs who issued it; a subject line is the sender's.
        ("Sam Rudd gave in and issued a statement that said it was “a mess.”", "rudd s"),
        ("Norby News confirmed Sam Rudd sent a note with the subject line, “port call.”", "rudd s"),
        # Joint speakers with their places.
        ("Ada Finch and Sam Hale left. “It cannot be,” Finch, of Norby, and Hale, of New York, "
         "also said.", "finch a & hale s"),
        ("“It cannot be,” Ada Finch, R-Ohio, Mia Lowe, D-Calif., and Sam Hale, R-Iowa, said.",
         "finch a & lowe m & hale s"),
        # What a crowd chants is not theirs whom "Despite …," tells of.
        ("Despite the group Harbour First promising to help Mr. Hale, members were warned off by "
         "protesters, with chants of “dock scum.”", "protesters"),
    ],
)  # fmt: skip
def test_a_quotation_goes_to_who_is_known_to_have_said_it(text, speaker):
    assert quotes(text)[-1][1] == speaker


def test_some_close_to_somebody_are_nobody_and_no_later_he():
    text = (
        "Sam Rudd has been silent, and some close to the port chairman say he wants another "
        "term. In the note, he asked members to join him “for a short call.”"
    )
    assert said(text)[0] == (None, "he wants another term")
    assert quotes(text) == [("for a short call", "rudd s")]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("A push is underway, with several leading Republicans arguing that the Republican Party "
         "needed more money.", "several leading republicans"),
        ("The Democratic Party met. A handful of Democrats who had backed Sam Rudd vowed to press "
         "forward with a plan.", "handful of democrats"),
        ("The Democratic Party met. Democrats vowed to press forward with a plan.", "democrats"),
        ("He spoke for the American People. There were too few boats, according to people who "
         "spoke directly to Carl Hale.", "people"),
        ("It comes after Finch and Hale left a dinner with Carl Varga saying they had agreed to a "
         "deal. Ada Finch and Sam Hale smiled.", "finch a & hale s"),
        ("The talks ended, with Carl Varga saying they had agreed to a deal.", "varga c"),
        ("Former Mayor of London Ken Dale led tributes to Mr. Rudd saying he fought for his men. "
         "Sam Rudd died.", "dale k"),
    ],
)  # fmt: skip
def test_a_saying_is_theirs_who_can_be_told(text, speaker):
    assert [found for found, _ in said(text)] == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        # A noun behind an article and adjectives.
        "The tough demands on trade may make it harder to reach a deal.",
        "The new demands would have to be met before the vote in June.",
        "Members balk at the mayor's new terms for a deal to help the dockers.",
        # A participle with its day.
        "The council's requirements announced Sunday include more cranes and 200 new boats.",
        # To withhold, and to plead.
        "The Greens failed to mend the bill, denying him a major victory and a promise kept.",
        "The port denied Carl Hale a visa for the summer and winter games.",
        "Ada Finch argued her first big case before the High Court last year.",
        # Things show, and say nothing.
        "Her strong ties to Mr. Hale suggested that she would try to change the port.",
        "Labour won the vote. But it reveals that dozens of members voted against her.",
        # Where and when somebody told them is not what.
        "Mr. Rudd told his staff behind closed doors before the vote in June.",
    ],
)
def test_what_is_no_saying(text):
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The mayor demands that the port be shut.", ("mayor", "the port be shut")),
        ("The board announced Sunday that it would shut the port.",
         ("board", "it would shut the port")),
        ("Iran denied US charges over its lost boat.", ("iran", "us charges over its lost boat")),
        ("Ada Finch denied her aide had left the port.",
         ("finch a", "her aide had left the port")),
        ("Ada Finch argued the case was weak and old.", ("finch a", "the case was weak and old")),
        ("The survey suggested that she would win the port.", ("survey", "she would win the port")),
        ("The report raised tensions with Norway, which warned of a long war.",
         ("norway", "of a long war")),
        ("Ada Finch told reporters in May that the port was shut.",
         ("finch a", "the port was shut")),
        # "May" is a month and a name as well.
        ("Mrs May said the port was shut for good.", ("may", "the port was shut for good")),
        ("Ada Finch in May said that the port was shut.", ("finch a", "the port was shut")),
        ("Despite Tom Hale promising to shut the port in May, the handful of members stayed.",
         ("hale t", "to shut the port in may")),
        ("With analysts predicting that a share of half the vote, needed to win, is far off, a "
         "second round is likely.",
         ("analysts", "a share of half the vote needed to win is far off")),
    ],
)  # fmt: skip
def test_what_is_a_saying_all_the_same(text, found):
    assert said(text) == [found]


@pytest.mark.parametrize(
    "line",
    [
        "The official said it was late. Mia Lowe, an official, left. " * 1_500,
        "Ada Finch (D-Calif.) won. The California Democrat said it was late. " * 1_200,
        "Ada Finch, of Norby, " * 2_500 + "and Sam Hale, of Norby, said it was late",
        "Although Ada Finch, such as Tom Hale, cited it, " * 1_500 + "Mia Lowe, of Norby, said so",
        "the tough new " * 4_000 + "demands on it",
        "some close to " * 4_000 + "Ada Finch said it was late",
    ],
)
def test_hostile_lines_stay_linear(line):
    assert seconds_to_read(line) < 10
