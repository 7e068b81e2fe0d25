"""Persons, organisations and places of one article."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dedup.facts.gazetteer import fold_key, gazetteer
from dedup.facts.name_forms import person_key
from dedup.facts.names import find_names, name_table
from dedup.model import Article, CleanArticle, Line, Mention, ParsedArticle, Span
from dedup.segmentation import split
from tests.conftest import labelled

CASES = json.loads((Path(__file__).parent / "data" / "names.json").read_text("utf-8"))


def parsed(text: str, *, headline: bool = False) -> ParsedArticle:
    lines = []
    for match in re.finditer(r"\S[^\n]*", text):
        end = match.start() + len(match.group().rstrip())
        role = "headline" if headline and not lines else "body"
        lines.append(Line(Span(match.start(), end), role, 1.0))
    article = Article(id="a", source="s", headline="", text=text)
    return split(CleanArticle(article, "", tuple(lines)))


def names(text: str, *, headline: bool = False) -> list[Mention]:
    return find_names(parsed(text, headline=headline))


def keys(text: str, kind: str | None = None, *, headline: bool = False) -> list[str]:
    found = names(text, headline=headline)
    return [m.slots.key for m in found if kind is None or m.kind == kind]


def bare(key: str) -> str:
    """Keys are compared without possessive endings: "st mary's hospital" is "st mary hospital"."""
    return re.sub(r"'s\b|'(?= |$)", "", key)


def read(case: dict) -> tuple[list[list[str]], dict[str, str]]:
    """Return (kind, key) of every name in order, and the first role words of each bearer."""
    found = names(case["text"], headline=case.get("headline", False))
    roles: dict[str, str] = {}
    for mention in found:
        if mention.slots.role:
            roles.setdefault(mention.slots.key, mention.slots.role)
    wanted = case.get("roles", {})
    return (
        [[m.kind, bare(m.slots.key)] for m in found],
        {key: roles.get(key, "") for key in wanted},
    )


def is_right(case: dict) -> bool:
    wanted = [[kind, bare(key)] for kind, key in case["names"]]
    return read(case) == (wanted, case.get("roles", {}))


def test_labelled_table_is_large_and_partly_held_out():
    assert len(CASES) >= 200
    assert len({case["text"] for case in CASES}) == len(CASES)
    assert sum("held_out" in case for case in CASES) >= 0.3 * len(CASES)
    assert len(Counter(case["style"] for case in CASES)) >= 20


@pytest.mark.parametrize("case", labelled(CASES))
def test_each_labelled_sentence_names_exactly_these(case):
    wanted = [[kind, bare(key)] for kind, key in case["names"]]
    assert read(case) == (wanted, case.get("roles", {}))


@pytest.mark.parametrize("held_out", [False, True])
def test_labelled_names_keep_their_measured_floor(held_out):
    """Right before any look at the errors: .73 of the first part; .79, .81 and .54 held out."""
    cases = [case for case in CASES if ("held_out" in case) is held_out]
    assert sum(map(is_right, cases)) >= 0.98 * len(cases)


PERSONS = {
    "full name": ("Yesterday Jane Poe spoke.", ["poe j"]),
    "surname after full name": ("Jane Poe spoke. Later Poe left.", ["poe j", "poe j"]),
    "surname before full name": ("Poe spoke. Then Jane Poe left.", ["poe j", "poe j"]),
    "possessive": ("Jane Poe spoke. It was Poe's plan.", ["poe j", "poe j"]),
    "title": ("They met Mayor Ollander in May.", ["ollander"]),
    "dotted title": ("They met Dr. Ollander in May.", ["ollander"]),
    "initials": ("The book by J. K. Rowe sold well.", ["rowe j"]),
    "middle initial": ("Jane M. Poe spoke and Poe left.", ["poe j", "poe j"]),
    "Dutch particle": ("Pieter van Dyck spoke. Van Dyck left.", ["van dyck p", "van dyck p"]),
    "two particles": ("They saw Maria van der Berg.", ["van der berg m"]),
    "Arabic article": ("They saw Karim al-Sadiq.", ["sadiq k"]),
    "Irish": ("They saw Ciara O'Dowd.", ["o'dowd c"]),
    "bin": ("They saw Salman bin Rashid there.", ["bin rashid s"]),
    "accents": ("They saw Raúl Ibáñez. Ibanez waved.", ["ibanez r", "ibanez r"]),
    "hyphen": ("They saw Elke Sandoval-Ritt.", ["sandoval-ritt e"]),
    "role before": ("The chief engineer Kofi Osei left.", ["osei k"]),
    "role behind": ("The plan of Torvald Quist, the mayor, failed.", ["quist t"]),
    "couple": (
        "Omar Haddad met Salma Haddad. Mrs Haddad left.",
        ["haddad o", "haddad s", "haddad s"],
    ),
    "initial before the name he goes by": (
        "They saw A. Corin Ollander. Corin Ollander waved.",
        ["ollander c", "ollander c"],
    ),
    "office of several words": ("They met Harbour Majority Whip Kevin Ollander.", ["ollander k"]),
    "behind a body": ("They met Norby Intelligence James Ollander.", ["ollander j"]),
    "people before the name": ("They saw German Kevin Ollander win.", ["ollander k"]),
    "title of two": ("Sens. Jane Ollander and Kevin Quist left.", ["ollander j", "quist k"]),
    "letters behind": ("They met Kevin Ollander MSP there.", ["ollander k"]),
    "surname of a month": ("They met Jane May. Ms. May waved.", ["may j", "may j"]),
    "programme of a first name": (
        'They spoke on "Morning Kevin." Later Kevin Ollander left.',
        ["ollander k"],
    ),
    "unknown given name": ("They saw Zelmira Ollander there.", ["ollander z"]),
    "surname that is a word": ("They saw Zelmira Stone. Stone waved.", ["stone z", "stone z"]),
    "junior": ("They saw Tom Brady Jr. in town. Brady waved.", ["brady t", "brady t"]),
}


@pytest.mark.parametrize(("text", "expected"), PERSONS.values(), ids=PERSONS)
def test_persons_have_one_key_in_every_form(text, expected):
    assert keys(text, "person") == expected


BODIES = {
    "acronym in brackets": (
        "The Port Safety Authority (PSA) met. The PSA agreed.",
        ["port safety authority"] * 3,
    ),
    "acronym alone": (
        "The Port Safety Authority met. Later the PSA agreed.",
        ["port safety authority"] * 2,
    ),
    "firm suffix": ("Shares of Amber Foods Inc fell.", ["amber foods"]),
    "short firm": (
        "Helvar Airlines fell. Staff at Helvar wept.",
        ["helvar airlines", "helvar airlines"],
    ),
    "ministry of": ("They sued the Ministry of Transport.", ["ministry of transport"]),
    "ministry of two": (
        "They sued the Ministry of Food and Health.",
        ["ministry of food and health"],
    ),
    "university": ("They left the University of Dunmere.", ["university of dunmere"]),
    "police department": ("The Norby Police Department agreed.", ["norby police department"]),
    "union": (
        "The Grain and Bakery Workers' Union agreed.",
        ["grain and bakery workers union"],
    ),
    "well known": ("They wrote to the White House.", ["white house"]),
    "opens with national": ("National Dockers League staff left.", ["national dockers league"]),
    "well known behind openers": ("For The New York Times, it was over.", ["new york times"]),
    "dots": ("The F.B.I.'s staff left. The T.P.S. and TPS fees rose.", ["fbi", "tps", "tps"]),
    "plural head": (
        "The Norby Harbour Trust Funds fell. The Norby Harbour Trust Fund fell.",
        ["norby harbour trust fund"] * 2,
    ),
    "commission on": (
        "They wrote to the Center on Harbour and Dock Priorities.",
        ["center on harbour and dock priorities"],
    ),
    "list led by a compound": (
        "The union-led House Boats and Means Committee met.",
        ["house boats and means committee"],
    ),
    "for inside an acronym": (
        "They ended Deferred Fees for Harbour Ferries (DFHF).",
        ["deferred fees for harbour ferries"] * 2,
    ),
    "common words": ("They ended Deferred Action in May.", ["deferred action"]),
    "caucus": ("They met the rest at Harbour Freedom Caucus.", ["harbour freedom caucus"]),
    "who governs": ("The Ollander administration agreed.", ["ollander administration"]),
    "fund of a name": ("They asked German Kevin Fund.", ["german kevin fund"]),
}


@pytest.mark.parametrize(("text", "expected"), BODIES.values(), ids=BODIES)
def test_organisations_have_one_key_in_every_form(text, expected):
    assert keys(text, "organisation") == expected


KINDS = {
    "firm somebody is at": (
        "They are an aide at Zorbi Quist. It is aimed at Zelmir Norb.",
        [("organisation", "zorbi quist"), ("person", "norb z")],
    ),
    "body that a land ends": (
        "Poor Zelmir Georgia sued. Later Georgia agreed.",
        [("organisation", "poor zelmir georgia"), ("place", "georgia")],
    ),
    "land behind an adverb": (
        "Overall France is wet. Recently France got wet.",
        [("place", "france"), ("place", "france")],
    ),
    "surname of a town": (
        "They saw Zelmir Richmond there. Richmond waved.",
        [("person", "richmond z"), ("person", "richmond z")],
    ),
    "partisans behind an adjective": (
        "Prominent Democrats left. House Republicans stayed.",
        [("organisation", "democrats"), ("organisation", "house republicans")],
    ),
    "bridge behind": ("They shut the Zelmir Ost bridge.", [("place", "zelmir ost")]),
    "role of the next name": (
        "It was in a post on Zorbnet, chief engineer Kofi Osei said.",
        [("organisation", "zorbnet"), ("person", "osei k")],
    ),
    "role that another has": ("On Zorbnet, a spokesman waved.", [("organisation", "zorbnet")]),
    "committee without its house": (
        "The House Tides Committee met. The Tides committee agreed.",
        [("organisation", "house tides committee")] * 2,
    ),
    "bodies of one kind": (
        "They asked Zorbi Committees there.",
        [("organisation", "zorbi committee")],
    ),
    "team of which some are counted": (
        "They saw the Zorbos win. They met two Zorbos.",
        [("organisation", "zorbos")] * 2,
    ),
    "describer before a place": (
        "They won in Democrat-heavy Milwaukee.",
        [("place", "milwaukee")],
    ),
    "slip in a surname": (
        "They met Jane Ollandertz. Later Kofi, Ollanderzt and Mika came. Mika saw Kofi.",
        [("person", "ollandertz j"), ("person", "kofi"), ("person", "ollandertz j"),
         ("person", "mika"), ("person", "mika"), ("person", "kofi")],
    ),
    "well-known firm and town": (
        "They said Exxon Mobil left Grand Rapids.",
        [("organisation", "exxonmobil"), ("place", "grand rapids")],
    ),
    "well-known name with a small word": (
        "The Washington and Lee University met. They left Washington and Lee.",
        [("organisation", "washington and lee university")] * 2,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), KINDS.values(), ids=KINDS)
def test_kinds_of_unknown_names(text, expected):
    assert [(m.kind, m.slots.key) for m in names(text)] == expected


def test_role_of_the_next_name_is_no_role_of_a_person_before_it():
    found = names("They saw Jane Ollander, chief engineer Kofi Osei and others.")
    assert [m.slots.role for m in found] == ["", "chief engineer"]


NOBODY = {
    "case": "They cited Norby v. United States in court.",
    "label": "They left. LATE CHECK: it was wet. THE QUAYS: it was dry.",
    "programme": "They cut the sitcom Zelmira Quay. They like Zelmira Quay.",
    "book": "Her new book, Zorbi Nights, is out.",
    "counted": "They saw 19 Zorbi Truths and two Zorbos.",
    "storm": "They fled Hurricane Zorb. They saw Zorb hit.",
    "letter behind": "They have a Plan B. It is Exhibit A for us.",
    "matters": "They like Safer Conditions and the Zorbi Hoax.",
    "clause": "It is said the Zorbi Can't Win. They see Zorbi Are Wet.",
    "any": "They have less rain than any State and these Grants.",
    "adjective": "They pay Federal tax and read Koranic law.",
}


@pytest.mark.parametrize("text", NOBODY.values(), ids=NOBODY)
def test_capitals_of_things_are_no_names(text):
    assert names(text) == []


def test_writer_behind_her_book_is_no_title():
    assert keys("In her memoir, Zelmira Quist writes of rain.") == ["quist z"]


PLACES = {
    "in": ("It rained in France.", [("france", "in")]),
    "near": ("It rained near Lake Ostra.", [("lake ostra", "near")]),
    "outside": ("It rained outside San Salvador.", [("san salvador", "outside")]),
    "from": ("They came from Panama.", [("panama", "from")]),
    "unknown town": ("It rained in Norby.", [("norby", "in")]),
    "one country, three forms": (
        "It rained in the United States, the U.S. and the US.",
        [("united states", ""), ("united states", ""), ("united states", "")],
    ),
    "demonym": ("The Salvadoran coast flooded.", [("el salvador", "from")]),
    "AP state": ("They live in Norby, Calif., now.", [("norby", "in"), ("california", "")]),
    "dateline": (
        "PORT NORBY (Wire) \u2014 Rain fell for two days.",
        [("port norby", "in")],
    ),
    "opens with new": ("New York is wet.", [("new york", "")]),
    "garden": ("They met in the Rose Garden.", [("rose garden", "")]),
    "bridge": ("They closed the Lantern Bridge.", [("lantern bridge", "")]),
}


@pytest.mark.parametrize(("text", "expected"), PLACES.values(), ids=PLACES)
def test_places_have_one_key_and_a_relation(text, expected):
    found = [(m.slots.key, m.slots.relation) for m in names(text) if m.kind == "place"]
    assert found == expected


@pytest.mark.parametrize(
    "text",
    [
        "Engineers closed the road. Traffic stopped.",
        "Heavy rain fell. Meanwhile, schools closed.",
        "On Monday the road closed. In March it opens.",
        "Nobody came. Nothing moved. Yesterday it rained.",
        '"Water is life," they sang.',
        "Work on the road goes on. The road work is slow.",
        "",
        "  \n ",
        "12,000 and 4.5 and 2031.",
        "New roads are slow. National roads are old.",
        "They fought in World War II.",
        'The signs read "Disarm Hate."',
    ],
)
def test_capitals_that_begin_a_sentence_are_no_names(text):
    assert names(text) == []


def test_title_case_headline_names_only_what_the_body_names():
    text = (
        "Angry Mayor Tells Norbank To Pay For Bridge\n\n"
        "Jane Poe, the mayor, wants Norbank to pay. Poe met staff of Norbank."
    )
    found = [(m.sentence, m.slots.key) for m in names(text, headline=True)]
    assert [key for sentence, key in found if sentence == 0] == ["norbank"]


def test_shouted_headline_takes_the_names_of_the_body():
    text = "JANE POE SHUTS CITY BRIDGE TODAY\n\nThe mayor, Jane Poe, shut the bridge."
    assert keys(text, "person", headline=True) == ["poe j", "poe j"]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("They met Mayor Jane Poe.", "mayor"),
        ("They met Jane Poe, the fire chief, there.", "fire chief"),
        ("They met chief engineer Kofi Osei.", "chief engineer"),
        ("They met U.S. Secretary of State Marc Rowan.", "u.s. secretary of state"),
        ("The authority's chief engineer, Teodora Vahl, left.", "chief engineer"),
        ("They met Jane Poe.", ""),
    ],
)
def test_role_words_beside_a_person_are_kept(text, role):
    assert [m.slots.role for m in names(text) if m.kind == "person"] == [role]


def test_roles_are_tied_to_their_one_bearer():
    table = name_table(parsed("Mayor Jane Poe met Health Secretary Paul Innes in Norby."))
    assert table.bearer("mayor") == "poe j"
    assert table.bearer("health secretary") == table.bearer("secretary") == "innes p"
    assert table.bearer("governor") is None


def test_a_role_with_two_bearers_is_tied_to_neither():
    table = name_table(parsed("President Ada Roe met President Bo Hale."))
    assert table.bearer("president") is None


def test_every_mention_prints_the_longest_name():
    found = names("Poe spoke. Jane Poe left. The Port Safety Authority (PSA) met.")
    assert {m.slots.name for m in found} == {"Jane Poe", "Port Safety Authority"}


def test_person_key_is_surname_and_initial():
    assert person_key(["Jane", "Poe"]) == "poe j"
    assert person_key(["Poe"]) == "poe"
    assert person_key(["Al", "Poe"]) == "poe a"
    assert person_key(["Omar", "al", "Poe"]) == person_key(["Omar", "al-Poe"]) == "poe o"
    assert person_key(["Maria", "van", "der", "Berg"]) == "van der berg m"


def test_gazetteer_is_small_folded_and_whole():
    table = gazetteer()
    assert table.places["u.s."] == table.places["us"] == "united states"
    assert table.demonyms["salvadoran"] == "el salvador"
    assert table.places["calif."] == "california"
    assert all(key == fold_key(key) for key in table.places)
    assert len(table.places) > 500


def test_spans_do_not_overlap_and_print_names():
    text = "\n\n".join(text for text, _ in [*PERSONS.values(), *BODIES.values(), *PLACES.values()])
    article = parsed(text)
    last = 0
    for mention in find_names(article):
        (span,) = mention.spans
        sentence = article.sentences[mention.sentence].span
        assert sentence.start <= span.start < span.end <= sentence.end
        assert span.start >= last
        assert text[span.start].isupper() or text[span.start : span.start + 3] == "al-"
        last = span.end


def test_exchanging_curly_and_straight_quotes_changes_no_name():
    straight = "The council's Jane Poe met O'Dowd. \"Jane Poe's plan,\" he said. It is Poe's."
    curly = straight.replace("'", "\u2019").replace('"', "\u201d")
    assert keys(curly) == keys(straight)
    assert "poe j" in keys(straight)


SOUP = "Jane Poe Mayor the of van U.S. (PSA) PSA said , . in Port Authority al-Sadiq “ ' Dr."


@given(st.lists(st.sampled_from(SOUP.split()), max_size=40))
@settings(max_examples=150, deadline=None)
def test_any_mixture_of_capitals_is_read_without_error(words):
    article = parsed(" ".join(words))
    for mention in find_names(article):
        assert mention.slots.key
        assert mention.slots.name


@pytest.mark.parametrize("unit", ["Poe ", "Aa Bb, the mayor of ", "J. ", "A of ", "O'"])
def test_a_huge_line_is_read_in_linear_time(unit):
    line = unit * (60_000 // len(unit))
    assert all(m.spans[0].end <= len(line) for m in names(line))


def test_who_follows_in_a_list_says_nothing_about_the_name_before():
    text = "The Rev. Jesse Oster, his mother and several brothers came. Mr. Oster spoke."
    article = parsed(f"{text} Later Michael Oster, a lawyer, left.")
    keys = [mention.slots.key for mention in find_names(article)]
    assert keys == ["oster j", "oster j", "oster m"]
    (only,) = find_names(parsed("Jane Oster, his mother, came."))
    assert only.slots.role == "mother"
