"""Who says what, and where a saying ends: a table of what English news does to both."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from dedup.facts.attribution import find_attributions
from dedup.facts.quotes import find_quotes
from dedup.model import Article, CleanArticle, Line, Span
from dedup.segmentation import split
from tests.conftest import labelled
from tests.test_attribution import read
from tests.test_quotes import parsed, quotes

CASES = json.loads((Path(__file__).parent / "data" / "speakers.json").read_text("utf-8"))


@pytest.mark.parametrize("case", labelled([case for case in CASES if "quotes" in case]))
def test_a_quotation_is_whose_words_it_is(case):
    """Of all 82 cases, taken for their errors and their opposites, 19 were right before."""
    assert [list(found) for found in quotes(case["text"])] == case["quotes"]


@pytest.mark.parametrize("case", labelled([case for case in CASES if "attributions" in case]))
def test_a_saying_has_its_own_subject_and_ends_with_its_clause(case):
    found = [[speaker, words] for speaker, _, words in read(case["text"])]
    assert found == case["attributions"]


def test_a_place_a_day_and_a_ware_are_no_speakers_and_no_quotations():
    """Names in marks are no quotations; what somebody calls a thing is one."""
    assert quotes('It became an unofficial "Harbour Grill Day."') == []
    assert quotes("Ada Finch called it the \u201cHarbour Grill Day.\u201d")[0][1] == "finch a"


def seconds_to_read(line: str) -> float:
    """Return the processor time that the quotations and sayings of a line take."""
    article = parsed(line)
    begin = time.process_time()
    find_quotes(article)
    find_attributions(article)
    return time.process_time() - begin


@pytest.mark.parametrize(
    "line",
    [
        "officials, who had called him a liar, could " * 2_000 + "\u201cgo to sea\u201d.",
        "Ada Finch's promise to " * 3_000 + "\u201cgo to sea\u201d.",
        "Fans chanting \u201c" + "Finch! " * 3_000 + "\u201d",
        "Ada Finch said it was late" + ", and on Sunday Mayor Tom Hale called it old" * 1_500,
        "Ada Finch left, despite aides" + ", including Tom Hale, saying it was late" * 1_500,
        "As Ada Finch said that it was late" + " and warned that it was old" * 2_000,
        "Oman and Norway agreed. The latter said it was late. " * 700,
        "Ada Finch, R-Ohio, " * 2_500 + "said it was late",
        "current and former " * 3_000 + "officials said it was late",
    ],
)
def test_hostile_lines_stay_linear(line):
    assert seconds_to_read(line) < 10


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        # The nearest verb before the mark, where the inner clause goes on.
        ("Ms. Finch said Mr. Hale had come late and had said, “Let it go.”", ["hale"]),
        ("Ms. Finch said Mr. Hale was late and said, “Let it go.”", ["finch"]),
        ("Finch said Hale did not speak of the dam and is “unaware” of the plan.", ["finch"]),
        ("“Shut the gates,” the Norby Post quoted Mayor Tom Hale as saying.", ["hale t"]),
        ("“Shut the gates,” the Norby Post quoted a deckhand.", ["norby post"]),
        ("As Hale points out, “nobody can shut the gates by hand.”", ["hale"]),
        # What somebody passes on in the clause behind is not what stands in marks before it.
        ("The Harbour Department gave up in May, telling a judge that the case was over “for once "
         "and for all,” only to be surprised last week by President Hale, who said on Monday that "
         "the claims were “fake.”", ["harbour department", "hale"]),
        ("Mayor Hale, who has embraced a “Harbour First” policy, said Norway had pledged action.",
         []),
        ("Mayor Hale, who has embraced a “Harbour First” policy aimed at clerks, said Dunmere had "
         "pledged action.", []),
        ("The Norby party, which has denied that the town would “turn brown”, hailed Ada Finch.",
         []),
        ("Ada Finch Case: 'Matter is Closed,' Says Hale", ["hale"]),
        ("According to a 73-page \"Secret Harbour Report\" of May, it was late.", []),
        ("Foes of those whom a clerk described as the “two old fools” — Tom Hale and Ada Finch — "
         "left.", ["clerk"]),
        ("“They are old fools.” — Tom Hale", ["hale t"]),
        # The second comma of a description is left out.
        ("“We won,” Mark Hale, a senior clerk for Norby Post said.", ["hale m"]),
        ("“We won,” a friend of Mark Hale, a senior clerk for Norby Post said.",
         ["senior clerk for norby post"]),
        ("“We won,” said a senior Norby Harbour Department (NHD) official who left.",
         ["norby harbour department (nhd) official"]),
        ("“We won,” said the Norby Post board member, Ada Finch.", ["finch a"]),
    ],
)  # fmt: skip
def test_the_nearest_verb_and_the_one_described_have_the_words(text, speakers):
    assert [speaker for _, speaker in quotes(text)] == speakers


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Finch again said, “It is not my dam,” and Hale again insisted, “It is yours.”",
         ["finch", "hale"]),
        ("When Hale pointed out that “there are 11 dams here,” which is true, Finch said, “No.”",
         ["hale", "finch"]),
        ("“It is not my dam,” Finch said, “but I built it.”", ["finch"]),
        ("Finch said, “It is not my dam,” adding, “but I built it.”", ["finch"]),
    ],
)  # fmt: skip
def test_two_speakers_of_a_sentence_are_two_quotations(text, speakers):
    assert [speaker for _, speaker in quotes(text)] == speakers


@pytest.mark.parametrize(
    ("before", "speaker"),
    [
        ("In a statement on Monday, the Norby Trust said the dam was “sound”.", "norby trust"),
        ("In May, a statement by the Norby Trust was sent.", "norby trust"),
        ("In a boat on Monday, the Norby Trust said the dam was “sound”.", "finch a"),
    ],
)
def test_a_statement_is_whose_fronted_one_is_nearest(before, speaker):
    text = (
        f"“It leaks,” Ada Finch said in a statement.\n\n{before}\n\n“It holds,” the statement said."
    )
    assert quotes(text)[-1] == ("It holds", speaker)


@pytest.mark.parametrize(
    ("before", "speaker"),
    [
        ("The Norby Trust saw it. The report called for a new dam.", "report"),
        ("The Norby Trust saw it. A harbour report in March called for a new dam.",
         "harbour report"),
        ("The report came in May. The Norby Trust saw it.", "norby trust"),
    ],
)  # fmt: skip
def test_it_is_the_paper_that_the_sentence_before_is_about(before, speaker):
    assert quotes(f"{before}\n\nIt denounced a “careless plan for the dam”.")[-1][1] == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Mr. Carl Hale ran the board.\n\nIn a talk with Norby News last month, Mr. Tom Finch said "
         "he was thinking about “this harbour thing” when he chose to fire Mr. Hale, but the Norby "
         "Trust first cited a memo.", "finch t"),
        ("The top clerk left. For Ada Finch, an economist, it was a blow. “We lost,” she says.",
         "finch a"),
        ("“No,” Sam Hale said. “There was none.”\n\nTom Finch’s talk was among the most awaited "
         "because of notes to others in which he called the plan “mad.”", "finch t"),
        ("Tom Hale’s talk followed a long one from Jim Finch, where he called it “mad.”",
         "finch j"),
        ("Ada Finch is the daughter of Tom Finch. The clerk of the port left.\n\nIn his note "
         "announcing Mrs. Finch’s exit, Mr. Hale wrote that he hoped she would run.\n\n“She would "
         "be good,” he said.", "hale"),
        ("“You dug the moat,” said Tom Hale. “I came,” Jim Finch said.\n\n“You dug it,” Tom Hale "
         "said. “No,” he replied.", "finch j"),
        ("Clerks from the Norby Trust told Tom Finch it was late. “My answer was no,” he said.",
         "finch t"),
        ("Clerks from the Norby Trust told Finch that it was late.\n\n“My answer was no.”", None),
        ("Clerks from the Norby Trust told Finch that it was late.\n\n“The answer was no.”",
         "clerks from the norby trust"),
        ("2) Finch blamed the moat on the rain\n\n“It rained for three days in the hills.”",
         "finch"),
        ("Finch blamed the moat on the rain.\n\n“It rained for three days in the hills.”", None),
        ("“Their lives seem absent from this paper,” said the Rev. Ada Finch, a Norby priest who "
         "wrote a book on dams, titled “Building a Dam.” “We should welcome the call to talk, and "
         "I hope that it will begin.”", "finch a"),
        ("A clerk said so.\n\n“It could harm the dam.”\n- Ada Finch\n\nShe came.", "finch a"),
        ("A clerk said so.\n\n“It could harm the dam.”\n- Ada Finch left\n\nShe came.", "clerk"),
    ],
)  # fmt: skip
def test_who_is_meant_by_he_and_by_a_quotation_without_a_verb(text, speaker):
    assert quotes(text)[-1][1] == speaker


def test_an_expert_who_taught_somebody_is_whose_verb_it_is():
    text = "A legal expert who taught Ada Finch and her husband at the Norby School said {}."
    assert read(text.format("the trust should leave"))[0][0] == "legal expert"
    assert read("Ada Finch and her husband said the trust should leave.")[0][0] != "legal expert"


def test_the_head_of_a_body_is_named_behind_its_title():
    text = "Farmers won, and prices fell for consumers, according to Pacific Ethanol {} Neil Hale."
    assert read(text.format("CEO"))[0][0] == "hale n"
    assert read(text.format("as did"))[0][0] != "hale n"


def test_a_nickname_inside_a_name_is_no_quotation():
    assert quotes("“It holds,” Charles “Skip” Hale said.") == [("It holds", "hale c")]
    assert len(quotes("“It holds,” Hale said. “Yes,” Tom Finch said.")) == 2


def shown(lines: list[tuple[str, str]]) -> list[tuple[str, str | None]]:
    """Return the quotations of an article of (role, line)."""
    text, found = "", []
    for role, line in lines:
        found.append(Line(Span(len(text), len(text) + len(line)), role, 1.0))
        text += line + "\n"
    article = split(
        CleanArticle(Article(id="a", source="s", headline="", text=text), "", tuple(found))
    )
    return [(m.slots.words, m.slots.speaker) for m in find_quotes(article)]


def test_a_post_that_is_shown_is_whose_signature_stands_under_it():
    """The last paragraph only; not one that has words between marks."""
    before = ("body", "Rep. Ada Finch spoke of the dam on Monday.")
    post = ("body", "We shall mend the dam. https://t.co/abc")
    signed = ("credit", "— Rep. Ada Finch (@finch) May 3, 2031")
    after = ("body", "“It is late for the whole town now.”")
    assert shown([before, post, signed, after]) == [
        ("We shall mend the dam", "finch a"), ("It is late for the whole town now", None)
    ]  # fmt: skip
    assert shown([before, post, ("credit", "Photo: Ada Finch"), before]) == []
    assert shown([before, ("body", "He said “no, never again” to it."), signed])[0][1] != "finch a"
    unknown = ("credit", "— Norby Dams (@dams) May 3, 2031")
    assert shown([before, post, unknown]) == [("We shall mend the dam", "norby dams")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "NBN quoted an official as saying that the dam was \u201cvery old.\u201d",
            [["very old", "official"]],
        ),
        (
            "Ada Finch was quoted in the Norby Ledger as saying that the dam was \u201cold.\u201d",
            [["old", "finch a"]],
        ),
        (
            "The joke in Norway is: \u201cNobody fishes there.\u201d",
            [["Nobody fishes there", None]],
        ),
        (
            "The Finch family in Norway issued a statement calling for an \u201copen talk\u201d.",
            [["open talk", "finch family in norway"]],
        ),
        (
            "Dr Tom Hale, Harbour Adviser, Dept of Water said: \u201cThe dam is closed.\u201d",
            [["The dam is closed", "hale t"]],
        ),
        (
            "Ada Finch, Tom Hale said: \u201cThe dam is closed.\u201d",
            [["The dam is closed", "hale t"]],
        ),
        (
            "As explained by the Norby Post, \u201cThe rule would have closed the dam.\u201d",
            [["The rule would have closed the dam", "norby post"]],
        ),
        (
            "\u201cThe dam is gone,\u201d read a since-removed tweet by Save Norby Harbour.",
            [["The dam is gone", "save norby harbour"]],
        ),
        (
            "\u201cThe dam is gone,\u201d the written report said.",
            [["The dam is gone", "written report"]],
        ),
        (
            "Warning that the dam was \u201cgrim,\u201d Mayor Ada Finch left the hall.",
            [["grim", "finch a"]],
        ),
        (
            "The dam is what the report called a \u201cgrim deal,\u201d aides said.",
            [["grim deal", "report"]],
        ),
        (
            "Ada Finch led the suit for six towns and the Norby Dock Trust, which argued that the "
            "rule lets crews \u201copenly refuse to go to sea\u201d.",
            [["openly refuse to go to sea", None]],
        ),
    ],
)
def test_the_noun_phrase_that_has_the_verb_has_the_words(text, expected):
    assert [list(found) for found in quotes(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NBN cited Ada Finch as saying the dam would close.", "finch a"),
        ("The Post cited Ada Finch, the mayor, as saying the dam would close.", "finch a"),
        ("The NBN's Ada Finch in the town of Norby, in Oslo county, says the dam fell.", "finch a"),
        (
            "One leader, Ada Finch of Norby Rowers of Norway, told the Norby Post the dam fell.",
            "finch a",
        ),
        ("Among them was Rep. Tom Hale of Norby, NY, who said the dam fell.", "hale t"),
        ("The dam fell, said U.S. and Norwegian officials.", "u.s. and norwegian officials"),
        ("U.S. and Norwegian officials said the dam fell.", "u.s. and norwegian officials"),
        ("The U.S. and Norway said the dam fell.", "united states & norway"),
        (
            "To save it, the rowing leagues and the Hale administration said the dam fell.",
            "rowing leagues & hale administration",
        ),
        ("It was built by the leagues and the mayor said the dam fell.", "mayor"),
        ("The mayor as well as the trust said the dam fell.", "mayor & trust"),
        ("The board, as well as the mayor, said the dam fell.", "board"),
        ("Six in ten of Norwegians believe the dam fell.", "norwegians"),
        ("Harbour Trust Managing Director Ada Finch's office said the dam fell.",
         "ada finch's office"),
        ("Hale's family released a statement saying the dam fell.", "hale's family"),
        (
            "Tom Hale left the hall after Ada Finch mocked him, accusing him of closing the dam.",
            "finch a",
        ),
    ],
)  # fmt: skip
def test_the_noun_phrase_that_has_the_verb_has_the_saying(text, expected):
    assert [report[0] for report in read(text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Many online noted how old the dam was.",
        "Nineteen states, the Port of Norby, three clubs, two banks and others had sued to stop "
        "the plan from taking effect on Monday, arguing that it would be unfair.",
    ],
)
def test_an_adverb_and_a_number_are_no_speakers(text):
    assert not {report[0] for report in read(text)} & {"online", "nineteen"}
