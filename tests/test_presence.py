"""What is called found is said there; what is only of the same matter is undecided."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from dedup.comparison.context import StoryContext
from dedup.comparison.news_verbs import say_the_same
from dedup.comparison.reported import lacks_main
from dedup.comparison.restating import _opens, negates
from dedup.model import Comparison, Fact
from dedup.options import CompareOptions
from dedup.pipeline import compare
from dedup.sentence_words import read
from dedup.text import stem
from tests.comparison_builders import compare_reports, facts_with
from tests.conftest import make_article

LEAD = "Engineers closed the harbour bridge in Aldon on Monday after finding cracks in its piers."
OTHER = "Traders at the fish market said they had lost half of their customers in a week."
TAIL = "The bridge opened in 1968 and links the old town with the northern suburbs."
QUOTED = '"Nobody here trusts the inspectors any more," said Oren Pike.'
INSPECTED = "Engineer Oren Pike said the piers had not been inspected since the flood."


def pair(left: str, right: str, options: CompareOptions | None = None) -> Comparison:
    return compare(
        make_article("a", f"{LEAD}\n\n{left}\n\n{TAIL}"),
        make_article("b", f"{LEAD}\n\n{right}\n\n{OTHER}\n\n{TAIL}"),
        options=options or CompareOptions(),
    )


def fact_of(comparison: Comparison, kind: str, sentence: str) -> Fact:
    """Return the fact of a kind that a sentence of article a states."""
    article = comparison.articles[0]
    return next(
        fact
        for fact in comparison.facts
        if fact.kind == kind
        and any(
            m.article_id == "a" and article.sentence_text(m.sentence) == sentence
            for m in fact.mentions
        )
    )


@pytest.mark.parametrize(
    ("kind", "left", "right", "status"),
    [
        ("quote", QUOTED, "Oren Pike said nobody there trusted the inspectors any more.", "shared"),
        ("quote", QUOTED, "Oren Pike said that the inspectors had come on Friday.", "unique"),
        (
            "attribution",
            INSPECTED,
            "The piers were not inspected after the flood, according to Oren Pike, the engineer.",
            "shared",
        ),
        (
            "attribution",
            INSPECTED,
            "Engineer Oren Pike said the flood had washed away his own garden.",
            "undecided",
        ),
        (
            "event",
            "Divers will inspect the eastern pier with cameras.",
            "The eastern pier will be inspected by divers who carry cameras.",
            "shared",
        ),
        (
            "event",
            "The ministry agreed to pay for a second crossing near the mill.",
            "The ministry never spoke about a second crossing.",
            "undecided",
        ),
        (
            "event",
            "The ministry agreed to pay for a second crossing.",
            "The ministry refused to pay for a second crossing.",
            "conflicting",
        ),
    ],
)
def test_a_clause_is_shared_where_it_is_said(kind: str, left: str, right: str, status: str) -> None:
    assert fact_of(pair(left, right), kind, left).status == status


@pytest.mark.parametrize(
    ("right", "state"),
    [
        ("Taxi drivers fear that the ferry will be a floating car park for years.", "found"),
        ("Taxi drivers fear that the car park will be full of floating weeds.", "uncertain"),
    ],
)
def test_a_fragment_is_found_where_its_words_stand(right: str, state: str) -> None:
    left = 'Taxi drivers fear that the ferry will be "a floating car park".'
    assert fact_of(pair(left, right), "quote", left).presence[1].state == state


def test_a_quotation_none_of_whose_words_stand_there_is_not_found() -> None:
    left = 'Mayor Ana Vell called the closed harbour bridge a "scandal" on Monday.'
    right = "Mayor Ana Vell inspected the closed harbour bridge on Monday."
    assert fact_of(pair(left, right), "quote", left).presence[1].state == "not_found"


def test_words_of_a_quotation_scattered_over_an_article_report_it_not() -> None:
    left = '"Every council hid the letters from the divers," said Oren Pike.'
    right = (
        "The council meets in March. Few boats passed on Tuesday. The post office handles letters "
        "from noon. Snow fell on the hills. Nobody saw the divers. Oren Pike is ill."
    )
    assert fact_of(pair(left, right), "quote", left).presence[1].state == "not_found"


def test_a_year_that_is_nowhere_printed_is_not_found() -> None:
    left = "The eastern pier was repaired in 2009 by divers from the navy."
    right = "The eastern pier was repaired by divers from the navy."
    assert fact_of(pair(left, right), "date", left).presence[1].state == "not_found"


def test_a_measure_printed_of_whatever_may_be_the_same() -> None:
    left = "In remarks that lasted 47 minutes, Ana Vell promised a second crossing."
    right = "The speech was dull. Traders yawned. A 47-minute wait for soup followed."
    assert fact_of(pair(left, right), "quantity", left).presence[1].state != "not_found"


@pytest.mark.parametrize(
    ("right", "status"),
    [
        (
            "Ferry accidents are common among the Ostmark islands because of fog in winter, badly "
            "kept hulls and a weak enforcement of the rules.",
            "shared",
        ),
        ("Ferries are common among the Ostmark islands, where fog is rare.", "undecided"),
    ],
)
def test_a_clause_whose_words_stand_in_a_longer_one_is_found(right: str, status: str) -> None:
    left = "Boat accidents are common among the Ostmark islands."
    never_alike = CompareOptions(found_threshold=1.0)
    assert fact_of(pair(left, right, never_alike), "event", left).status == status


def test_one_quoted_word_is_not_found_without_marks() -> None:
    left = 'Taxi drivers called the ferry "floating" junk.'
    right = "The floating crane lifted the last of the piers."
    assert fact_of(pair(left, right), "quote", left).presence[1].state != "found"


def test_what_another_article_may_say_is_shown_with_its_nearest_sentence() -> None:
    right = "Engineer Oren Pike said the flood had washed away his own garden."
    comparison = pair(INSPECTED, right)
    there = fact_of(comparison, "attribution", INSPECTED).presence[1]
    assert there.state == "uncertain"
    assert there.nearest is not None
    assert comparison.articles[1].sentence_text(there.nearest) == right


def test_an_indirect_report_near_the_end_buries_no_quotation() -> None:
    padding = "\n\n".join(
        f"The {name} of Aldon met on day {n} to hear {name} reports about the weather."
        for n, name in enumerate(("council", "school", "club", "choir", "guild", "union"), start=2)
    )
    report = "Oren Pike said that nobody there trusted the inspectors any more."

    def buried(last: str) -> set[str]:
        comparison = compare(
            make_article("a", f"{QUOTED}\n\n{LEAD}\n\n{padding}\n\n{TAIL}"),
            make_article("b", f"{LEAD}\n\n{TAIL}\n\n{padding}\n\n{last}"),
        )
        fact = fact_of(comparison, "quote", QUOTED)
        assert fact.presence[1].state == "found"
        return {f.rule for f in comparison.findings if fact.id in f.facts}

    assert "buried" not in buried(report)
    assert "buried" in buried(QUOTED)


def test_a_surname_of_another_is_not_his_son() -> None:
    left = "Governor Asa Holm signed the fish bill. Holm had said that he would veto it."
    right = "Governor Asa Holm signed the fish bill. His son, Seth Holm, had asked him to veto it."
    found = [
        (fact.status, [p.state for p in fact.presence])
        for fact in pair(left, right).facts
        if fact.kind == "person"
        and "holm s" in {getattr(m.slots, "key", "") for m in fact.mentions}
    ]
    assert found == [("unique", ["not_found", "found"])]


@pytest.mark.parametrize(
    ("right", "status"),
    [
        # An aside denies something else.
        (
            "Vell, a former diver, had drafted \u2014 but not submitted \u2014 a resignation "
            "letter.",
            "shared",
        ),
        (
            "Vell, a former diver, had written \u2014 but not drafted \u2014 a resignation letter.",
            "undecided",
        ),
    ],
)
def test_a_clause_is_shared_in_other_words(right: str, status: str) -> None:
    left = "Ana Vell, who owns a ferry, has drafted a resignation letter."
    assert fact_of(pair(left, right), "event", left).status == status


@pytest.mark.parametrize(
    ("right", "status"),
    [
        (
            "Damm was removed from the harbour board for spending more than £500,000 on new "
            "carpets and sofas.",
            "shared",
        ),
        # The same sum, but little else.
        ("Divers found more than £500,000 in the wreck of a ferry.", "unique"),
    ],
)
def test_a_clause_is_told_by_a_sentence_that_prints_its_figure(right: str, status: str) -> None:
    left = "Treasurer Piet Damm spent over £500,000 on carpets."
    never_alike = CompareOptions(found_threshold=1.0)
    assert fact_of(pair(left, right, never_alike), "event", left).status == status


@pytest.mark.parametrize(("speaker", "state"), [("Mayor Ana Vell", True), ("Oren Pike", False)])
def test_a_quoted_word_is_found_in_what_the_same_speaker_said(speaker: str, state: bool) -> None:
    left = "Mayor Ana Vell spoke of “hooligans” and of the price of soup."
    right = (
        "“Nobody will be kind to those who climb the crane, and these hooligans know it,” "
        f"{speaker} said."
    )
    never_one = CompareOptions(quote_threshold=1.0)
    found = fact_of(pair(left, right, never_one), "quote", left).presence[1].state == "found"
    assert found is state


@pytest.mark.parametrize(("word", "found"), [("topsyturvy", True), ("turvytopsy", False)])
def test_a_hyphen_hides_no_quoted_word(word: str, found: bool) -> None:
    left = "Mayor Ana Vell spoke of “topsy-turvy” pilots and of the price of soup."
    right = f"“Nobody who climbs a crane in such a wind is {word} for long,” Mayor Ana Vell said."
    never_one = CompareOptions(quote_threshold=1.0)
    presence = fact_of(pair(left, right, never_one), "quote", left).presence
    assert (presence[1].state == "found") is found


@pytest.mark.parametrize(
    ("right", "found"),
    [
        (
            "The port court on Tuesday told a clerk to drop a case against captain Ole Ruud.",
            0,
        ),
        ("Ana Vell said the port court upheld her wish to drop the case against Ole Ruud.", 1),
    ],
)
def test_what_is_narrated_is_no_quotation(right: str, found: bool) -> None:
    left = '"Port court upholds our wish to drop the case against captain Ruud," Ana Vell wrote.'
    presence = fact_of(pair(left, right), "quote", left).presence
    assert (presence[1].state == "found") is bool(found)


@pytest.mark.parametrize(
    ("headline", "state"),
    [
        ("Painter of the bridge dies aged 93", "uncertain"),
        ("Painter of the bridge dies", "not_found"),
    ],
)
def test_a_figure_of_the_headline_is_not_called_missing(headline: str, state: str) -> None:
    left = "The painter Ana Vell, 93, watched from the quay."
    comparison = compare(
        make_article("a", f"{LEAD}\n\n{left}\n\n{TAIL}"),
        make_article("b", f"{LEAD}\n\n{OTHER}\n\n{TAIL}", headline=headline),
    )
    assert fact_of(comparison, "quantity", left).presence[1].state == state


@pytest.mark.parametrize(
    ("headline", "state"),
    [("Ilka Morn paints the bridge", "uncertain"), ("Painter on the bridge", "not_found")],
)
def test_a_name_of_the_headline_is_not_called_missing(headline: str, state: str) -> None:
    left = "The painter Ilka Morn watched from the quay."
    comparison = compare(
        make_article("a", f"{LEAD}\n\n{left}\n\n{TAIL}"),
        make_article("b", f"{LEAD}\n\n{OTHER}\n\n{TAIL}", headline=headline),
    )
    assert fact_of(comparison, "person", left).presence[1].state == state


@pytest.mark.parametrize(
    ("left", "right", "figure", "status"),
    [
        (
            "The choir of Aldon will name any one of its 120 singers to lead the march on Sunday.",
            "Any of the 120 members of Aldon's choir can be named to lead the march on Sunday.",
            "120",
            "shared",
        ),
        # Either clause has what the other one counts.
        (
            "The council is suing the port over 30 leases that traders say break the fish law.",
            "The lawsuit is about three leases; 30 traders say they break the fish law.",
            "30",
            "undecided",
        ),
        (
            "Four sailors of the ferry were accused of smuggling tea.",
            "The ferry was accused of four cases of smuggling tea.",
            "Four",
            "undecided",
        ),
    ],
)
def test_clauses_that_render_each_other_count_one_thing(
    left: str, right: str, figure: str, status: str
) -> None:
    found = facts_with(pair(left, right), "quantity", figure)
    assert status in {fact.status for fact in found}
    assert len({fact.status for fact in found}) == 1


@pytest.mark.parametrize(
    ("speaker", "states"),
    [("Mayor Ana Vell", {"found"}), ("Oren Pike", {"not_found", "uncertain"})],
)
def test_a_few_words_that_another_said_are_not_found(speaker: str, states: set[str]) -> None:
    left = "Mayor Ana Vell said the town was “seriously considering” a second crossing for lorries."
    right = f"“Gulls ate the soup, so I am seriously considering a hunt,” {speaker} joked."
    apart = "Divers went down twice. A crane stands ready at the quay."
    between = "Traders at the fish market lost customers, and two cafes closed early."
    comparison = compare_reports(left, right, apart, between)
    found = facts_with(comparison, "quote", "seriously")
    assert {p.state for fact in found for p in fact.presence} == {"found"} | (states - {"found"})


@pytest.mark.parametrize(
    ("right", "status"),
    [
        ("Eleven divers died in the flood of 1968 near the old mill.", "undecided"),
        (
            "Eleven divers died in the flood of 1968, while 30 lost their boats near the old mill.",
            "shared",
        ),
    ],
)
def test_all_figures_of_what_is_attributed_are_told(right: str, status: str) -> None:
    left = "Ana Vell said eleven divers had died in the flood, while 30 lost their boats."
    assert fact_of(pair(left, right), "attribution", left).status == status


@pytest.mark.parametrize(
    ("right", "status"),
    [
        (
            "After the storm, divers had been sent home without pay all summer, and three of them "
            "left Aldon for good.",
            "shared",
        ),
        (
            "If divers had been sent home without pay all summer, three of them would have left "
            "Aldon for good.",
            "undecided",
        ),
    ],
)
def test_what_is_attributed_is_found_where_it_stands(right: str, status: str) -> None:
    left = (
        "The mayor has opened an inquiry into the harbour board and its two presidents after "
        "telling traders that divers had been sent home without pay all summer."
    )
    assert fact_of(pair(left, right), "attribution", left).status == status


@pytest.mark.parametrize(
    ("right", "status"),
    [
        (
            "Piet Damm, who led the ferry inquiry in the spring, and lawyer Ilka Morn will join "
            "the legal team of Mayor Ana Vell, the port has learned.",
            "shared",
        ),
        (
            "Piet Damm, who led the ferry inquiry in the spring, and a lawyer will join the legal "
            "team of the governor, the port has learned.",
            "undecided",
        ),
    ],
)
def test_a_clause_is_told_by_a_sentence_that_names_its_people(right: str, status: str) -> None:
    left = (
        "Mayor Ana Vell is adding experience in harbour law to her team, bringing in retired judge "
        "Ilka Morn and Piet Damm, who investigated the ferry."
    )
    assert fact_of(pair(left, right), "event", left).status == status


def test_a_long_quotation_is_found_with_another_ending() -> None:
    left = (
        "The fund, which was set up by friends of the painter and holds its meetings in a barge, "
        "wants “the advancement of ships, harbours, bridges and performances on the quays”."
    )
    right = (
        "The founders promise a prize, songs, soup for everybody and the advancement of ships, "
        "harbours, bridges and performance on the quays."
    )
    assert fact_of(pair(left, right), "quote", left).presence[1].state == "found"


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("plunged", "fell", True),
        ("soared", "rose", True),
        ("gunman", "shooter", True),
        ("lorry", "truck", True),
        ("memorial", "monument", True),
        ("fell", "rose", False),
    ],
)
def test_reporters_call_one_thing_by_two_words(left: str, right: str, same: bool) -> None:
    assert say_the_same(stem(left), stem(right)) is same


@pytest.mark.parametrize(
    ("right", "status"),
    [
        (
            "Judge Ana Vell of the harbour court ruled on Friday that the order of the mayor, "
            "which closed the bridge without a hearing, was illegal and careless.",
            "shared",
        ),
        (
            "Judge Ana Vell of the harbour court ruled on Friday on the order of the mayor, which "
            "closed the bridge.",
            "undecided",
        ),
    ],
)
def test_what_is_attributed_is_told_with_the_whole(right: str, status: str) -> None:
    left = (
        "In a ruling on Friday Judge Ana Vell said the closing of the harbour bridge without a "
        "hearing was illegal."
    )
    assert fact_of(pair(left, right), "attribution", left).status == status


def test_what_another_story_may_say_as_well_is_not_called_missing() -> None:
    said = "Gulls in the old mill of Aldon are seven times more likely to lay eggs than others."
    also = (
        "At the time the museum said that gulls in the old mill of Aldon were still seven times "
        "more likely to lay eggs than others."
    )
    comparison = compare(
        make_article("a", f"{LEAD}\n\n{TAIL}\n\n{OTHER}\n\n{said}"),
        make_article(
            "b",
            "A painter won the prize of Ostra for her portrait of a baker.\n\n"
            "She lives on a barge and has three dogs, her sister wrote.\n\n"
            f"{also}\n\nThe jury met four times in spring.",
        ),
    )
    assert fact_of(comparison, "event", said).presence[1].state == "uncertain"


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("said Mayor Jane Poe of Aldon.", True),
        ("Poe, who owns the mill, said:", True),
        ("Citing the history of the mill, Poe also told Reed", False),
        ("said the ferry would sink.", False),
        ("Mayor Jane Poe of Aldon has vowed to appeal.", False),
    ],
)
def test_a_clause_may_say_only_who_spoke(text: str, alone: bool) -> None:
    assert _opens(text) is alone


WON = "Jana Lund was declared the primary winner in East Torland on Tuesday."
AIRED = (
    "Jurors believed that the voice on a tape, aired earlier Friday by the broadcaster Radio "
    "Torland, was that of the pirate."
)


@pytest.mark.parametrize(
    ("clause", "sentence", "lacking"),
    [
        (WON, "Osmark is one of five towns with primary elections on Tuesday.", True),
        (WON, "Torland declared on Tuesday that Lund had won.", False),
        (WON, "On Tuesday the governor became the primary winner in East Torland.", False),
        (WON, "On Tuesday she became the primary winner in East Torland.", False),
        ("FHT claims two million members.", "Friends of Harbour Towns have members.", False),
        (AIRED, "The broadcaster Radio Torland aired a recording on Friday.", True),
        (AIRED, "The broadcaster Radio Torland aired a tape of her voice on Friday.", False),
    ],
)
def test_a_sentence_without_whom_a_clause_tells_of_does_not_say_it(
    clause: str, sentence: str, lacking: bool
) -> None:
    articles = [SimpleNamespace(sentence_text=lambda _, text=t: text) for t in (clause, sentence)]
    words = [[read(clause)], [read(sentence)]]
    space = SimpleNamespace(words=words, names_of=lambda each: each.names | each.initial)
    context = SimpleNamespace(clauses=articles, articles=articles, clause_space=space)
    context.sentences = space
    assert lacks_main((0, 0), 1, 0, cast(StoryContext, context)) is lacking


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("They will decide whether or not to grant it.", False),
        ("They not only mend it but paint it.", False),
        ("They will not decide whether or not to grant it.", True),
        ("They did not rule on it.", True),
    ],
)
def test_what_is_left_open_is_not_denied(text: str, denied: bool) -> None:
    assert negates(read(text)) is denied


@pytest.mark.parametrize(
    ("quoted", "said", "state"),
    [
        ("We have a good relationship", "I have a very good relationship with him", "uncertain"),
        ("I get along with him really well", "We get along very well", "uncertain"),
        ("The divers have a good relationship", "The divers have a very good one", "found"),
    ],
)
def test_a_few_words_about_somebody_unnamed_are_no_report(
    quoted: str, said: str, state: str
) -> None:
    said = said.replace("good one", "good relationship with him")
    comparison = pair(f"“{quoted},” Jane Poe said.", f"Jane Poe wrote: {said}.")
    (quote,) = facts_with(comparison, "quote", quoted)
    assert quote.presence[1].state == state


@pytest.mark.parametrize(
    ("sleeper", "state"), [("Oren Pike, a net maker,", "not_found"), ("Marek Tolv", "uncertain")]
)
def test_nobody_is_quoted_where_he_is_not_named(sleeper: str, state: str) -> None:
    same = [
        LEAD,
        "The ferry company said it would run two more boats in the morning.",
        "Mayor Ana Vell asked lorry drivers to take the road through Ostmark.",
        TAIL,
        "Divers will look at the eastern pier next week, the harbour board said.",
        "Traders at the fish market fear for their customers.",
    ]
    said = "“We are on the brink of a strike in this town now,” said Marek Tolv, a net maker."
    told = f"A strike of lightning split an oak. The town had soup and songs. {sleeper} slept."
    comparison = compare(
        make_article("a", "\n\n".join([*same[:3], said, *same[3:]])),
        make_article("b", "\n\n".join([*same[:4], told, *same[4:]])),
    )
    assert fact_of(comparison, "quote", said).presence[1].state == state


@pytest.mark.parametrize(
    ("right", "found"),
    [
        (
            "A regional leader said relations between the ferry guild and the harbour board were "
            "once warm and are now “frosty.”",
            True,
        ),
        ("A regional leader said the soup at the fish market was “frosty.”", False),
    ],
)
def test_one_word_is_one_saying_in_a_sentence_that_renders_the_other(
    right: str, found: bool
) -> None:
    left = (
        "One official of the ferry guild reported that relations between the guild and the "
        "harbour board were “frosty.”"
    )
    assert (fact_of(pair(left, right), "quote", left).presence[1].state == "found") is found


@pytest.mark.parametrize(
    ("right", "status"),
    [
        (
            "Seven engineers were charged on Friday with hiding the cracks in the harbour bridge, "
            "in the gravest case that the town has seen in years.",
            "shared",
        ),
        ("The harbour was quiet on Friday.", "undecided"),
    ],
)
def test_a_day_is_told_in_the_sentence_that_tells_what_happened(right: str, status: str) -> None:
    left = (
        "A grand jury has charged seven engineers with hiding the cracks in the harbour bridge, "
        "the ministry announced Friday."
    )
    assert fact_of(pair(left, right), "date", left).status == status


@pytest.mark.parametrize(("likely", "status"), [(0.0, "undecided"), (0.2, "shared")])
def test_clauses_in_sentences_that_are_no_paraphrase_tell_two_things(
    likely: float, status: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(StoryContext, "paraphrase", lambda *_: likely)
    left = (
        "The deputy first said that the office was willing to meet on Wednesday afternoon, after "
        "the planned vote, to find an answer that suits the lawful needs of both chambers."
    )
    right = "“The office remains willing to serve the lawful needs of the chambers,” a clerk said."
    apart = "Divers went down twice. A crane stands ready at the quay."
    between = "Traders at the fish market lost customers, and two cafes closed early."
    comparison = compare_reports(left, right, apart, between)
    assert fact_of(comparison, "event", left).status == status
