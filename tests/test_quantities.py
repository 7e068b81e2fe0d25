import json
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dedup.facts.quantities import find_quantities, quantities_in
from dedup.model import Article, Line, ParsedArticle, QuantitySlots, Sentence, Span

DATA = Path(__file__).parent / "data"
PHRASES = json.loads((DATA / "quantities.json").read_text("utf-8"))
NOTHING = json.loads((DATA / "not_quantities.json").read_text("utf-8"))


def parsed(*sentences: str, role: str = "body") -> ParsedArticle:
    text, lines, found = "", [], []
    for index, sentence in enumerate(sentences):
        span = Span(len(text), len(text) + len(sentence))
        text += sentence + "\n"
        lines.append(Line(span, role, 1.0))
        found.append(Sentence(index, span, role, index))
    article = Article(id="a", source="s", headline="", text=text)
    return ParsedArticle(article, "", tuple(lines), tuple(found))


def first(sentence: str) -> QuantitySlots:
    return quantities_in(sentence)[0].slots


def test_the_table_is_as_large_as_it_should_be():
    assert len(PHRASES) >= 80
    assert len(NOTHING) >= 25


@pytest.mark.parametrize("row", PHRASES, ids=[row[0] for row in PHRASES])
def test_phrase_is_read(row):
    sentence, printed, low, high, comparator, unit, noun = row
    matches = [q for q in quantities_in(sentence) if sentence[q.start : q.end] == printed]
    assert matches, [sentence[q.start : q.end] for q in quantities_in(sentence)]
    slots = matches[0].slots
    assert (slots.low, slots.high, slots.comparator, slots.unit, slots.noun) == (
        pytest.approx(low) if low is not None else None,
        pytest.approx(high) if high is not None else None,
        comparator,
        unit,
        noun,
    )


@pytest.mark.parametrize("sentence", NOTHING)
def test_what_counts_nothing_is_passed_over(sentence):
    assert quantities_in(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "step"),
    [
        ("80,000 people came.", 10_000),
        ("43 people came.", 1),
        ("It cost $1.2 billion.", 1e8),
        ("It cost $1.19bn.", 1e7),
        ("Rates are 3.5%.", 0.1),
        ("Two dozen people came.", 12),
    ],
)
def test_step_is_the_printed_precision(sentence, step):
    assert first(sentence).step == pytest.approx(step)


@pytest.mark.parametrize(
    ("sentence", "change"),
    [
        ("Fares rose 5%.", "up"),
        ("Fares fell by 12 percent.", "down"),
        ("Fares rose to 30 crowns.", "to"),
        ("Shares were down 12 points.", "down"),
        ("They picked up six seats.", ""),
        ("The term was extended by eight years.", "by"),
        ("Workers hold 12 shares.", ""),
    ],
)
def test_change_is_read_from_the_verb(sentence, change):
    assert first(sentence).change == change


def test_rise_to_a_level_is_two_quantities():
    amounts = quantities_in("Fares rose 5% to 30 crowns.")
    assert [(q.slots.low, q.slots.unit, q.slots.change) for q in amounts] == [
        (5, "%", "up"),
        (30, "", "to"),
    ]


@pytest.mark.parametrize(
    ("sentence", "marker"),
    [
        ("12 people were killed.", "dead"),
        ("The storm killed 12 people.", "dead"),
        ("12 dead in storm", "dead"),
        ("30 people have been injured.", "injur"),
        ("Police arrested 12 men.", "arrest"),
        ("They clashed amid dozens of arrests.", "arrest"),
        ("Police made 12 arrests on Sunday.", "arrest"),
        ("Most of the 46 survivors swam ashore.", "rescu"),
        ("The ferry's authorized capacity was 40 passengers.", "capac"),
        ("The ferry was licensed to carry only 50 people.", "capac"),
        ("The new hall seats 300 people.", "capac"),
        ("It has a capacity of 3,000 fans.", "capac"),
    ],
)
def test_subject_ends_with_the_state_of_those_counted(sentence, marker):
    assert first(sentence).subject.split()[-1] == marker


@pytest.mark.parametrize(
    "sentence",
    [
        "They clashed amid dozens of arrests.",
        "Most of the 46 survivors swam ashore.",
        "The ferry's capacity was 40 passengers.",
    ],
)
def test_those_counted_under_another_noun_are_people(sentence):
    assert first(sentence).noun == "person"


def test_who_is_carried_is_no_capacity():
    assert first("The ferry was carrying 40 passengers.").subject == "ferri"


def test_subject_holds_the_words_before_the_figure():
    assert first("The deportation flight had 32 men.").subject == "deport flight"


def test_parts_of_one_sentence_share_their_subject():
    flight = quantities_in("The flight had 32 men and 11 women.")
    assert [q.slots.subject for q in flight] == ["flight", "flight"]


def test_curly_and_straight_quotes_change_nothing():
    straight = quantities_in("\"We lost 12 boats,\" he said. It's Oster's 40 cars.")
    curly = quantities_in("“We lost 12 boats,” he said. It’s Oster’s 40 cars.")
    assert straight == curly


def test_mentions_carry_article_offsets():
    article = parsed("Nothing here.", "More than 80,000 people came.")
    (mention,) = find_quantities(article)
    (span,) = mention.spans
    assert (mention.sentence, mention.kind, mention.article_id) == (1, "quantity", "a")
    assert article.article.text[span.start : span.end] == "More than 80,000 people"


def test_site_furniture_asserts_no_quantity():
    assert find_quantities(parsed("Save 40 dollars today", role="chrome")) == []


@pytest.mark.parametrize("text", ["", " ", "\n", "\x00\x07", "12", "$", "-", "one", "of 5 of"])
def test_edge_texts_do_not_crash(text):
    quantities_in(text)


WORDS = st.sampled_from(
    "more than about 12 1,200 1.2 bn m % $ £ - – to and between from a an one two dozen million "
    "half third of the people men boats killed injured per day year old , . ( ) / : 's minus or "
    "so up down rose fell by hundred few several".split()
)


@given(st.text(max_size=200) | st.lists(WORDS, max_size=30).map(" ".join))
@settings(max_examples=120, deadline=None)
def test_spans_lie_inside_and_in_order(text):
    end = 0
    for quantity in quantities_in(text):
        assert end <= quantity.start < quantity.end <= len(text)
        assert text[quantity.start : quantity.end].strip() == text[quantity.start : quantity.end]
        slots = quantity.slots
        assert slots.low is not None or slots.high is not None
        if slots.low is not None and slots.high is not None:
            assert slots.low <= slots.high
        end = quantity.end


@pytest.mark.parametrize("unit", ["1", "1,", "12 ", "word ", "one and ", "5-", "$", "a.", ",111"])
def test_a_megabyte_line_is_cheap(unit):
    line = unit * (1_000_000 // len(unit))
    before = process_time()
    quantities_in(line)
    assert process_time() - before < 1.0


@pytest.mark.parametrize(
    "unit", ["18C ", "cases 100, 200 and ", "100, 200, ", "measuring 1.2 ", "4, 600 people over 3 "]
)
def test_codes_and_sizes_in_a_long_line_are_cheap(unit):
    before = process_time()
    quantities_in(unit * 5_000)
    assert process_time() - before < 1.0


def test_a_comma_that_opens_a_text_breaks_no_figure_at_its_end():
    assert [q.slots.low for q in quantities_in(",5 boats and 7")][:1] == [5.0]


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        ("There were six arrests Wednesday, compared to 47 the previous night.", [6, 47]),
        ("There were 12 fires on Monday, compared with three in 2015.", [12, 3]),
        # A year, an amount with its own noun, another thing.
        ("There were 12 fires this year, compared to 2016.", [12]),
        ("There were 12 fires, compared to 30 boats.", [12, 30]),
        ("It fell behind a few other Norby 2016 candidates.", []),
        ("The likely 2016 contenders met.", []),
        ("They fielded 2016 candidates.", [2016]),
        ("It took money under one pretence and then left.", []),
        ("They lived under one roof.", []),
        ("It took under one minute.", [1]),
    ],
)
def test_years_of_candidates_and_compared_figures(sentence, figures):
    found = [found.slots for found in quantities_in(sentence)]
    assert [slots.high for slots in found] == figures


def test_a_compared_figure_counts_what_the_first_does():
    first_one, second = quantities_in("They made six arrests, compared to 47 the night before.")
    assert (second.slots.noun, second.slots.comparator) == (first_one.slots.noun, "=")


def test_spans_of_time_and_a_death_do_not_part_a_compared_figure_from_the_first():
    text = (
        "They counted 74 car bombs in the four weeks to May 9, two days after Oren Pike was "
        "killed, compared with 125 in the four weeks since."
    )
    counted = [q.slots for q in quantities_in(text) if not q.slots.unit]
    assert [(slots.low, slots.noun) for slots in counted] == [(74, "car bomb"), (125, "car bomb")]
