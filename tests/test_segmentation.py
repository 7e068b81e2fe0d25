"""Sentences: where they end, and that no character is lost."""

from __future__ import annotations

import itertools
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.cleaning import clean_article
from dedup.facts import clauses_of, extract
from dedup.model import Article, CleanArticle, Line, Span
from dedup.segmentation import sentence_bounds, split
from tests.conftest import make_article

# Sentences are separated by bars; invented.
CASES = {
    "plain": "The ferry sank. | Nobody was hurt. | Rescue boats came! | Why? | Nobody knows.",
    "title": "Dr. Ana Vell met Gov. Oren Pike. | He left.",
    "two titles": "Lt. Gov. Ana Vell spoke. | Maj. Gen. Pike listened.",
    "plural title": "Sens. Ana Vell and Oren Pike met Reps. Lou Roe and Kim Poe. | Both spoke.",
    "plural word": "He saw the reps. | They left.",
    "spaced ellipsis": '"Vell . . . finished third," Pike said. | "It rained . . . | Nobody won."',
    "closing marks apart": "\u201cShe spoke of \u2018night law.\u2019 \u201d | He left.",
    "caption before a quotation": 'Ana Vell had a big win in Norby on Tuesday | "We respect Mr. '
    'Pike, but it is far from over," Vell campaign chairman, Lou Roe, said in a note.',
    "quotation without a comma": 'Ana Vell told the crowd in Norby on Tuesday "We respect Mr. '
    'Pike, but it is far from over," Lou Roe said in a note.',
    "title in a sentence": 'The harbour choir of Norby opened with "We Go On," Lou Roe said.',
    "lost paragraph break": 'They find the talk overblown. |"We are fine," Pike said. | He left.',
    "title held for": "He leads a pro-Sen. Ana Vell club. | It is old.",
    "country before a participle": "The case divides Norby and the U.S. | Speaking with Pike, "
    "she called it old.",
    "closing mark without a space": 'He said, "It is late. | It is over." |The mayor left. | "I '
    'know," he said.',
    "opening mark apart": "He wrote. | \u201c I go.\u201d | He left.",
    "initials": "J. K. Vell wrote to A.B. Pike. | Both agreed.",
    "an initial in brackets": "Your mayor [Ana K.] Vell lied. | He spoke [in Norby.] | All agreed.",
    "country before name": "The U.S. Secretary of State left. | The plane landed.",
    "country at the end": "He moved to the U.S. | The move failed.",
    "country at the end before a courtesy title": "She met the envoy to the U.S. | Mr. Pike, who "
    "left, was in Aldon, Calif. | Ms. Vell stayed.",
    "question reported by an office": '"Why now?" ferry board director Oren Pike asked. | "Stop!" '
    "Norby harbour board director Oren Pike shouted. | They went.",
    "question before a sentence": '"Why now?" | The board of the harbour said that it would wait.',
    "closing mark alone at the end": "\u201cThe boats are back. | Nobody was hurt. \u201d",
    "decimal": "Prices rose 2.5 percent. | Wages fell by 0.3 points.",
    "money": "It cost $1.2 bn. | The council paid.",
    "number": "Room No. 10 was empty. | He lived at No. 4 Quay Street.",
    "answer no": "Did he go? | No. | She did.",
    "time before day": "The vote ended at 9 a.m. Monday. | It was read at 10 p.m. | Crowds left.",
    "month": "It opened on Jan. 6 and closed on Sept. 12. | Nobody came.",
    "state": "She lives in Aldon, Calif., with a dog. | It barks.",
    "company": "Vell Inc. Chairman Oren Pike resigned. | Vell Corp. sold it. ",
    "company then starter": "He works for Vell Inc. | The firm is small.",
    "quote inside": '"We go," she said. | "You stay." | He nodded.',
    "curly": "“We go.” | “You stay,” he said. | They went.",
    "question reported": '"Why now?" Pike asked. | Nobody spoke.',
    "exclamation reported": "“Stop!” the officer shouted. | He ran.",
    "quote of two": '"We tried. | We failed," Vell said.',
    "brackets": "(He left early. | She stayed.) | The end came.",
    "ellipsis inside": "We will… in time… accept it. | Nobody else will.",
    "ellipsis at the end": "He waited… | Nobody came.",
    "dots": "He paused ... and went on. | Then he left.",
    "web address": "See www.example.com for more. | Call us.",
    "versus": "Aldon vs. Corvane ended level. | Fans left.",
    "list number": "1. First item. | It is short.",
    "lower-case continuation": "He paid approx. ten crowns. | She paid more.",
    "lower-case abbreviation before a handle": "He named all, incl. @AnaVell of Norby. | She left.",
    "dash at the end": "NORBY, N.H. —",
    "dash after mark": "He asked — why? — and left. | Nobody knew.",
    "multi-dot acronym": "The E.R.A. Director left. | The post is open.",
    "street": "The house on Mill St. burned. | It was empty.",
    "saint": "She went to St. Orrin. | It rained.",
    "et cetera": "Boats, nets etc. were lost. | Fishers wept.",
    "double mark": "Really?! | Yes.",
    "words, not abbreviations": "He fell ill. | Poe sat. | Vell lay in the sun. | Pike left.",
    "pronoun I": "So did I. | Then we left.",
}


@pytest.mark.parametrize("name", CASES)
def test_sentences_end_where_a_reader_ends_them(name: str) -> None:
    wanted = [piece.strip() for piece in CASES[name].split("|")]
    text = " ".join(wanted)
    assert [text[start:end] for start, end in sentence_bounds(text)] == wanted


def test_a_sentence_glued_to_the_next_is_cut_off() -> None:
    text = "The road is shut.The mayor said so. See www.aldon.Example now."
    assert [text[start:end] for start, end in sentence_bounds(text)] == [
        "The road is shut.",
        "The mayor said so.",
        "See www.aldon.Example now.",
    ]


@pytest.mark.parametrize(
    "glued",
    [
        'He added: "You know what to do."|"You bet," Pike said.',
        "She flew first in 2010.|The shorter route is new.",
        "Pike leads Crew 40.|That will clear the way.",
        "Pike replied.|A boat left.",
        "The sign says 2.The and 2010.Ferry on it.",
    ],
)
def test_a_lost_space_parts_sentences(glued: str) -> None:
    wanted = glued.split("|")
    text = "".join(wanted)
    assert [text[start:end] for start, end in sentence_bounds(text)] == wanted


def test_white_space_before_a_quotation_is_no_caption() -> None:
    text = " " * 40 + '"We go on, and on," Oren Pike said.'
    assert sentence_bounds(text) == [(40, len(text))]


@given(st.text(max_size=300))
def test_bounds_cover_every_printed_character_once(text: str) -> None:
    bounds = sentence_bounds(text)
    covered = "".join(text[start:end] for start, end in bounds)
    assert "".join(covered.split()) == "".join(text.split())
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(bounds))
    assert all(text[start:end] == text[start:end].strip() for start, end in bounds)


@given(st.text(alphabet="aB.?!\"'“”‘’ \n…", max_size=80))
def test_curly_and_straight_quotes_end_sentences_alike(text: str) -> None:
    straight = text.translate(str.maketrans("“”‘’", "\"\"''"))
    assert sentence_bounds(text) == sentence_bounds(straight)


@pytest.mark.parametrize("text", ["." * 200_000, ". " * 100_000, '."' * 100_000, "A. " * 60_000])
def test_a_hostile_line_is_split_in_linear_time(text: str) -> None:
    bounds = sentence_bounds(text)
    assert bounds
    assert bounds[-1][1] <= len(text)


def lines_of(text: str) -> CleanArticle:
    article = make_article(text=text)
    lines, start = [], 0
    for piece in text.split("\n"):
        if piece.strip():
            lines.append(Line(Span(start, start + len(piece)), "body", 1.0))
        start += len(piece) + 1
    return CleanArticle(article, "", tuple(lines))


def test_a_hard_wrapped_paragraph_is_read_as_one() -> None:
    text = (
        "The council of the island voted on Tuesday to close the\n"
        "old harbour for good. Traders said they would\n"
        "appeal. The mayor was absent."
    )
    parsed = split(lines_of(text))
    assert [parsed.sentence_text(s.index) for s in parsed.sentences] == [
        "The council of the island voted on Tuesday to close the\nold harbour for good.",
        "Traders said they would\nappeal.",
        "The mayor was absent.",
    ]


GLUED = (
    "The vote was put off on Monday, said Sen. Ana Vell"
    " Anabel (Ana) Roe VellBridge closes for repairs MORE (R-Ky.), a critic. It was late."
)


def test_what_is_glued_into_a_sentence_is_blank_and_no_part_of_its_facts() -> None:
    article = Article(id="a", source="Port Herald", headline="Harbour vote", text=GLUED)
    parsed = split(clean_article(article))
    assert [parsed.sentence_text(s.index).split()[0] for s in parsed.sentences] == ["The", "It"]
    (hole,) = parsed.holes()
    assert GLUED[hole.start : hole.end] == "Anabel (Ana) Roe VellBridge closes for repairs MORE"
    assert parsed.article.text == GLUED[: hole.start] + " " * 51 + GLUED[hole.end :]
    mentions = extract(parsed, clauses_of(parsed))
    assert any(len(mention.spans) > 1 for mention in mentions)
    for mention in mentions:
        for span in mention.spans:
            assert not span.start < hole.end < span.end
            assert GLUED[span.start : span.end] == GLUED[span.start : span.end].strip()


def test_what_is_glued_between_two_sentences_is_a_sentence_of_its_own() -> None:
    text = "The port reopened on Friday. (Read more about the port in this paper.) Fares rise."
    article = Article(id="a", source="Port Herald", headline="Port", text=text)
    parsed = split(clean_article(article))
    assert [s.role for s in parsed.sentences] == ["body", "chrome", "body"]
    assert parsed.holes() == ()


def test_a_text_of_glued_names_is_split_in_linear_time() -> None:
    text = " ".join([GLUED] * 2_000)
    article = Article(id="a", source="Port Herald", headline="Port", text=text)
    started = time.process_time()
    parsed = split(clean_article(article))
    assert len(parsed.holes()) == 2_000
    assert time.process_time() - started < 20


def test_short_lines_and_paragraphs_are_not_joined() -> None:
    parsed = split(lines_of("Key points\nHarbour shut\n\nThe council voted"))
    assert len(parsed.sentences) == 3


def test_roles_and_paragraphs_travel_with_the_sentences() -> None:
    article = make_article(text="Menu\nOne ship. Two ships.")
    lines = (Line(Span(0, 4), "chrome", 1.0), Line(Span(5, 25), "body", 1.0))
    parsed = split(CleanArticle(article, "", lines))
    assert [(s.index, s.role, s.paragraph) for s in parsed.sentences] == [
        (0, "chrome", 0),
        (1, "body", 1),
        (2, "body", 1),
    ]
    assert [s.index for s in parsed.content()] == [1, 2]


def test_an_article_without_lines_has_no_sentences() -> None:
    assert split(CleanArticle(make_article(text=" \n "), "", ())).sentences == ()


LONG = (
    "The harbour board voted on Tuesday to close the northern bridge for two years.",
    "Ferries will sail every hour until the bridge is open again, the board said.",
)


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Harder questions put off", "chrome"),
        ("A longer way to the islands", "chrome"),
        ("Ferries 'definitely going our way'", "chrome"),
        ("VELL'S OLD DEBTS", "chrome"),
        ("Pier debts", "body"),  # two words
        ("Ana Vell", "body"),  # a name, of whom the next paragraph may speak
        ("Harder questions were put off.", "body"),
        ("Brekka beat Tarnholm by 3 lengths", "body"),
        ("Owner: the islands' council", "body"),
        ("harder questions put off", "body"),
        ("What did the board's members say?", "chrome"),
        ("Will the ferries sail in 2032?", "chrome"),
        ("Who, asked Ana Vell, would sail?!", "body"),
        ('"Why did the board vote?"', "body"),
        ('What are "fair pier" fees?', "chrome"),
        ('Who said "Why now?" at sea?', "body"),
    ],
)
def test_a_subheading_asserts_nothing(line: str, role: str) -> None:
    parsed = split(lines_of("\n\n".join((LONG[0], line, LONG[1]))))
    assert [each.role for each in parsed.sentences] == ["body", role, "body"]
    assert [each.role for each in parsed.lines] == ["body"] * 3


def test_two_words_are_a_subheading_beside_a_longer_one() -> None:
    text = "\n\n".join((LONG[0], "Harder questions put off", LONG[1], "Pier debts", LONG[0]))
    roles = [each.role for each in split(lines_of(text)).sentences]
    assert roles == ["body", "chrome", "body", "chrome", "body"]


@pytest.mark.parametrize(
    ("text", "n_sentences"),
    [
        ("It has the backing of the DOC-KERS.Varnow, who won praise, left.", 2),
        ("It has the backing of the old X-Y.Varnow, who won praise.", 1),
        ('"We shall put duties on all ... Norby timber," Pike wrote.', 1),
        ('"We shall put duties on all ... Then we go," Pike wrote.', 2),
        ("We shall put duties on all ... Norby timber is cheap.", 2),
    ],
)
def test_a_lost_blank_and_left_out_words(text: str, n_sentences: int) -> None:
    assert len(sentence_bounds(text)) == n_sentences


@pytest.mark.parametrize(
    "lines",
    [
        ("Harder questions put off", *LONG),
        (*LONG, "Harder questions put off"),
        (LONG[0], "Harder questions put off", "Longer ways found", LONG[1]),
        (LONG[0], "Harder questions put off", "They were."),
        (
            LONG[0],
            "Who sold the ferries?",
            "And who will pay for the bridge that nobody may cross until it is built anew?",
        ),
    ],
    ids=["first", "last", "two in a row", "above a short line", "questions in a row"],
)
def test_an_unmarked_line_elsewhere_stays_body(lines: tuple[str, ...]) -> None:
    assert {each.role for each in split(lines_of("\n\n".join(lines))).sentences} == {"body"}


def test_a_subheading_does_not_run_on_in_the_paragraph_below() -> None:
    parsed = split(lines_of("\n".join((LONG[0], "Harder questions put off", LONG[1]))))
    assert [each.role for each in parsed.sentences] == ["body", "chrome", "body"]


def test_a_subheading_stands_below_links_too() -> None:
    text = "\n\n".join(
        (LONG[0], "More:Letters show how it was sold", "Harder questions put off", LONG[1])
    )
    parsed = split(lines_of(text))
    lines = [
        replace(parsed.lines[1], role="teaser") if k == 1 else line
        for k, line in enumerate(parsed.lines)
    ]
    parsed = split(CleanArticle(parsed.article, "", tuple(lines)))
    assert [each.role for each in parsed.sentences] == ["body", "teaser", "chrome", "body"]


@pytest.mark.parametrize(("times", "role"), [(3, "chrome"), (2, "body")])
def test_a_sentence_printed_again_and_again_is_a_fault_of_the_page(times: int, role: str) -> None:
    fault = " ".join(["This player did not come with the copy of story 4711."] * times)
    parsed = split(lines_of(f"{LONG[0]} {fault} {LONG[1]}"))
    assert [each.role for each in parsed.sentences] == ["body", *[role] * times, "body"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ('A column titled "The board is asleep. Wake it up," spoke of the bridge.', 1),
        ("A column headlined “Who sold the ferries? Nobody knows” spoke of the bridge.", 1),
        ('"The board is asleep. Wake it up," she said of the bridge.', 2),
        ('She read the column titled "The board is asleep." It spoke of the bridge.', 2),
    ],
)
def test_the_title_of_a_work_is_not_cut(text: str, count: int) -> None:
    assert len(sentence_bounds(text)) == count
