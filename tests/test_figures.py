"""Which figures of two articles are one fact."""

from __future__ import annotations

import pytest

from dedup.comparison import StoryContext
from dedup.model import Comparison
from dedup.options import CompareOptions
from dedup.pipeline import compare
from tests.conftest import make_article

LEAD = "Border police searched the fish factories of Aldon on Tuesday after months of complaints."
TAIL = "The factories stand by the old harbour and belong to a company from Ostmark."


def pair(left: str, right: str, options: CompareOptions | None = None) -> Comparison:
    return compare(
        *(
            make_article(i, f"{LEAD}\n\n{t}\n\n{TAIL}")
            for i, t in zip("ab", (left, right), strict=True)
        ),
        options=options or CompareOptions(),
    )


def statuses(comparison: Comparison, *printed: str) -> set[str]:
    """Return the statuses of the facts that print all of these, one mention each or more."""
    texts = {each.article.id: each.article.text for each in comparison.articles}
    found = set()
    for fact in comparison.facts:
        words = {
            texts[m.article_id][m.spans[0].start : m.spans[-1].end]
            for m in fact.mentions
            if fact.kind == "quantity"
        }
        if set(printed) <= words:
            found.add(str(fact.status))
    return found


def of_both(comparison: Comparison) -> list[str]:
    """Return the statuses of the figures that both articles print."""
    return [
        str(fact.status)
        for fact in comparison.facts
        if fact.kind == "quantity" and len({m.article_id for m in fact.mentions}) == 2
    ]


@pytest.mark.parametrize(
    ("left", "right", "printed", "one"),
    [
        # People by other names.
        (
            "In the factories the police arrested approximately 680 people.",
            "In the factories the police arrested 680 illegal workers.",
            ("approximately 680 people", "680 illegal workers"),
            True,
        ),
        (
            "In the factories the police arrested approximately 680 people.",
            "In the factories the police found 680 illegal knives.",
            ("approximately 680 people", "680 illegal knives"),
            False,
        ),
        (
            "The company promised new flats to 12 people.",
            "New flats went to 12 workers, by a promise of the company.",
            ("12 people", "12 workers"),
            False,
        ),
        # One number, loosened.
        (
            "A clerk had sent the mayor more than 20,000 letters, which a court in Halden read.",
            "The border guards hold 20,000 leaked letters of the mayor.",
            ("more than 20,000 letters", "20,000 leaked letters"),
            True,
        ),
        # The hurt are not the dead.
        (
            "At least 15 people, including 13 guards and two clerks, died in a blaze in a factory.",
            "A blaze in a factory broke out, killing 15 people and injuring more than 30 others.",
            ("At least 15 people", "more than 30 others"),
            False,
        ),
    ],
)
def test_figures_that_agree_are_one(
    left: str, right: str, printed: tuple[str, str], one: bool
) -> None:
    assert bool(statuses(pair(left, right), *printed)) is one


@pytest.mark.parametrize(("figure", "one"), [("0.36 percent", True), ("6 percent", False)])
def test_a_rare_decimal_needs_no_close_clause(figure: str, one: bool) -> None:
    left = f"In the last ballot Oren Pike had {figure} of the vote."
    right = f"The party stands far above its {figure}, a baker says."
    never_close = CompareOptions(related_threshold=1.0)
    found = statuses(pair(left, right, never_close), f"{figure} of the vote", figure)
    assert bool(found) is one


def test_age_ranges_with_other_ends_differ_in_detail() -> None:
    left = "The guards found a group of children between the ages of 10 and 15 at the machines."
    right = "The guards found a group of children, ages 10-14, at the machines."
    assert statuses(pair(left, right), "10 and 15", "10-14") == {"detail_differs"}
    assert statuses(pair(left, left), "10 and 15") == {"shared"}


@pytest.mark.parametrize(
    ("right", "conflict"),
    [
        ("The police of Aldon, New Torland and 11 other towns joined the search.", False),
        ("The police of Aldon, New Torland and 14 other towns joined the search.", True),
        ("The police of 11 towns joined the search.", True),
    ],
)
def test_listed_names_count_with_the_others(right: str, conflict: bool) -> None:
    left = "The police of 13 towns joined the search."
    found = {fact.status for fact in pair(left, right).facts if fact.kind == "quantity"}
    assert ("conflicting" in found) is conflict


def test_the_dead_and_the_hurt_do_not_add_up() -> None:
    left = "The blaze in the factory killed 43 people."
    right = "The blaze in the factory killed 32 men and injured 11 women."
    signals = {r.signal for fact in pair(left, right).facts for r in fact.reasons}
    assert "parts add up" not in signals
    right = "The blaze in the factory killed 32 men and 11 women."
    signals = {r.signal for fact in pair(left, right).facts for r in fact.reasons}
    assert "parts add up" in signals


@pytest.mark.parametrize(
    ("left", "right", "printed", "one"),
    [
        (
            "The shaft goes 700 metres down.",
            "They dug 2,300 feet.",
            ("700 metres", "2,300 feet"),
            True,
        ),
        (
            "The inquiry took three months in the end.",
            "In the end the inquiry took 90 days.",
            ("three months", "90 days"),
            True,
        ),
        (
            "The inquiry took three months in the end.",
            "In the end the inquiry took 40 days.",
            ("three months", "40 days"),
            False,
        ),
        # A tolerance is no licence: two figures of one sentence stay two.
        (
            "The plan sets aside about $1 trillion for roads.",
            "The plan sets aside about $1 trillion and names gaps of $641 billion.",
            ("about $1 trillion", "$641 billion"),
            False,
        ),
    ],
)
def test_figures_in_other_units_are_one(
    left: str, right: str, printed: tuple[str, str], one: bool
) -> None:
    assert (statuses(pair(left, right), *printed) == {"shared"}) is one


def test_what_comes_on_top_does_not_differ_from_the_whole() -> None:
    left = "Guards of the harbour have arrested 250 foreign students at the sham school."
    right = "At the sham school, {} foreign students have been arrested by guards, a lawyer says."
    for count, conflict in (("90 additional", False), ("90", True)):
        found = pair(left, right.format(count)).facts
        assert any(fact.status == "conflicting" for fact in found) is conflict, count


def date_statuses(left: str, right: str, *printed: str) -> set[str]:
    comparison = pair(left, right)
    texts = {each.article.id: each.article.text for each in comparison.articles}
    return {
        str(fact.status)
        for fact in comparison.facts
        if fact.kind == "date"
        and set(printed)
        <= {texts[m.article_id][m.spans[0].start : m.spans[-1].end] for m in fact.mentions}
    }


def test_a_day_and_its_year_differ_in_detail_or_are_two_dates() -> None:
    left = "The old ferry sank off Halden in November 1950."
    assert date_statuses(
        left, "The old ferry sank off Halden in 1950.", "November 1950", "1950"
    ) == {"detail_differs"}
    right = "A baker of Aldon, born in 1950, sells bread to the guards."
    assert date_statuses(left, right, "November 1950", "1950") == set()


def test_a_week_does_not_join_two_of_its_days() -> None:
    left = "On Tuesday the guards of Aldon closed the gate, the second time this week."
    right = "The guards of Aldon closed the gate on Wednesday, for the second time this week."
    assert date_statuses(left, right, "Tuesday", "this week") == set()


@pytest.mark.parametrize(
    ("right", "conflict"),
    [
        ("An old baker was killed Thursday in Aldon when a wooden tower fell on him.", True),
        ("An old baker was killed Wednesday in Aldon when a wooden tower fell on him.", False),
        ("The mayor said Thursday that a wooden tower killed an old baker in Aldon.", False),
    ],
)
def test_two_days_of_one_death_conflict(right: str, conflict: bool) -> None:
    left = "An old baker was crushed to death on Wednesday by a wooden tower that fell in Aldon."
    found = {fact.status for fact in pair(left, right).facts if fact.kind == "date"}
    assert ("conflicting" in found) is conflict


@pytest.mark.parametrize(
    ("right", "conflict"),
    [
        ("Varga made the Northern Herring Fisheries Agreement a campaign issue in 2016.", False),
        ("Varga had updated the Northern Herring Fisheries Agreement in 2016.", True),
    ],
)
def test_two_years_of_what_has_a_long_name_are_of_two_deeds(right: str, conflict: bool) -> None:
    left = "Varga closed the deal, updating the Northern Herring Fisheries Agreement in 2018."
    found = {fact.status for fact in pair(left, right).facts if fact.kind == "date"}
    assert ("conflicting" in found) is conflict


def test_a_rate_of_deaths_is_no_toll() -> None:
    comparison = pair(
        "A total of 12 people were killed in the fire at the mill in Aldon.",
        "There are 40 deaths per 100,000 people in the fires of mills like the one in Aldon.",
    )
    assert not [fact for fact in comparison.facts if fact.status in ("conflicting", "updated")]


def test_tolls_of_two_years_are_no_detail_of_each_other() -> None:
    comparison = pair(
        "Fires are common: one killed about 400 people at the factories in 1987.",
        "Hundreds of people were killed in June when the roof of a factory fell.",
    )
    assert not statuses(comparison, "about 400 people", "Hundreds of people")
    comparison = pair(
        "Fires are common: one killed about 400 people at the factories in June.",
        "Hundreds of people were killed in June when a fire burned the factories.",
    )
    assert statuses(comparison, "about 400 people", "Hundreds of people")


@pytest.mark.parametrize(
    ("date", "padding", "frame", "shared"),
    [
        ("on 3 May 2031", "No one was hurt. The machines stand still.", 0.1, True),
        ("on Thursday", "No one was hurt. The machines stand still.", 0.1, False),
        ("in 2019", "No one was hurt. The machines stand still.", 0.1, False),
        ("on Thursday", "No one was hurt. The machines stand still.", 0.6, True),
        # The second sentence of either article: the day of the story.
        ("on Thursday", "", 0.1, True),
    ],
)
def test_a_weekday_or_year_dates_one_thing_in_like_clauses_only(
    monkeypatch: pytest.MonkeyPatch, date: str, padding: str, frame: float, shared: bool
) -> None:
    for score in ("closeness", "sentence_closeness"):
        monkeypatch.setattr(StoryContext, score, lambda *_: 0.35)
    monkeypatch.setattr(StoryContext, "frame", lambda *_: frame)
    left = f"{padding} The police searched a second brothel in the harbour {date}."
    right = f"{padding} Inspector Ana Vell searched a bakery in the harbour {date}."
    found = {
        fact.status
        for fact in pair(left, right).facts
        if fact.kind == "date" and all(m.sentence == (3 if padding else 1) for m in fact.mentions)
    }
    assert ("shared" in found) is shared


@pytest.mark.parametrize(
    ("right", "conflict"),
    [
        ("Oster, a mining town about 100 miles from the Lemish border, voted on it.", True),
        ("Kell, a mining town about 100 miles from the Lemish border, voted on it.", False),
    ],
)
def test_distances_of_two_places_are_no_conflict(
    monkeypatch: pytest.MonkeyPatch, right: str, conflict: bool
) -> None:
    monkeypatch.setattr(StoryContext, "closeness", lambda *_: 0.9)
    left = "The mines of Oster, a mining town about 30 miles from the Lemish border, close."
    found = statuses(pair(left, right), "about 30 miles", "about 100 miles")
    assert ("conflicting" in found) is conflict


@pytest.mark.parametrize(
    ("before", "updated"),
    [
        ("", True),
        ("1976 Tolm, Kesh - ", False),
        # It dates nothing but what the fire is compared with.
        ("In the worst fire since 1976 ", True),
    ],
)
def test_the_dead_of_a_past_year_are_no_earlier_count(before: str, updated: bool) -> None:
    texts = [f"{before}fire killed 255 people.", "The toll of the fire rose to 611 people."]
    comparison = compare(
        make_article(name, f"{LEAD}\n\n{text}\n\n{TAIL}", published=published)
        for name, text, published in zip(
            "ab", texts, ("2031-05-02T10:00:00Z", "2031-05-03T10:00:00Z"), strict=True
        )
    )
    assert ("updated" in statuses(comparison, "255 people", "611 people")) is updated


@pytest.mark.parametrize(
    ("place", "updated"),
    [("near Tolm", True), ("near the old port of Kesh", False), ("near Tulma in Kesh", True)],
)
def test_the_dead_of_another_place_are_no_earlier_count(place: str, updated: bool) -> None:
    texts = [
        f"A bus hit a police station {place}, killing at least one person.",
        "A bus hit a shrine in the old town of Tolm, killing at least 12 people.",
    ]
    if "Tulma" in place:  # one article names the place of the other
        texts[1] += " The towns of Tulma and Tolm lie in Kesh."
    comparison = compare(
        make_article(name, f"{LEAD}\n\n{text}\n\n{TAIL}", published=published)
        for name, text, published in zip(
            "ab", texts, ("2031-05-02T10:00:00Z", "2031-05-03T10:00:00Z"), strict=True
        )
    )
    found = statuses(comparison, "at least one person", "at least 12 people")
    assert found == ({"updated"} if updated else set())


@pytest.mark.parametrize(
    ("when", "updated"),
    [("last November", False), ("last week", True), ("since last November", True)],
)
def test_the_dead_of_months_before_are_no_earlier_count(when: str, updated: bool) -> None:
    texts = [
        f"Guards are said to have killed 24 people {when}.",
        "Guards killed at least 31 people on Saturday.",
    ]
    comparison = compare(
        make_article(name, f"{LEAD}\n\n{text}\n\n{TAIL}", published=published)
        for name, text, published in zip(
            "ab", texts, ("2031-05-02T10:00:00Z", "2031-05-03T10:00:00Z"), strict=True
        )
    )
    found = statuses(comparison, "24 people", "at least 31 people")
    assert found == ({"updated"} if updated else set())


def test_a_round_percentage_is_one_in_like_clauses_only() -> None:
    left = "A bear market is a fall of {} from the record."
    right = "Trading halts for the day if the market falls {}."
    apart = CompareOptions(related_threshold=1.0)
    assert not of_both(pair(left.format("20%"), right.format("20%"), apart))
    assert of_both(pair(left.format("20.4%"), right.format("20.4%"), apart)) == ["shared"]
    assert of_both(pair(left.format("20%"), left.format("20%"))) == ["shared"]


@pytest.mark.parametrize(("close", "one"), [(0.4, False), (0.6, True)])
def test_two_floors_of_a_toll_are_one_in_clauses_alike(
    monkeypatch: pytest.MonkeyPatch, close: float, one: bool
) -> None:
    monkeypatch.setattr(StoryContext, "closeness", lambda *_: close)
    left = "At least 24 people were killed in attacks nationwide."
    right = "A lorry hit the shrine, killing at least 12 people."
    found = statuses(pair(left, right), "At least 24 people", "at least 12 people")
    assert bool(found) is one


def test_what_is_counted_tells_the_toll_before_a_word_beside_it() -> None:
    left = "Overall Norland has reported more than 3,000 deaths and 80,000 infections."
    right = "Norland has reported nearly 84,000 infections."
    found = statuses(pair(left, right), "80,000 infections", "nearly 84,000 infections")
    assert found == {"detail_differs"}


def test_one_rounded_share_in_two_forms_is_shared() -> None:
    left = "Only about 10% of the searches of the factories led to an arrest, the police said."
    right = "Only about one in 10 searches of the factories led to an arrest, the police said."
    assert of_both(pair(left, right)) == ["shared"]


def test_people_called_alone_and_as_an_adjective_are_one() -> None:
    left = "Five Varnian sailors voted against the harbour bill on Monday."
    right = "The harbour bill was opposed on Monday by 5 Varnians, who voted against it."
    assert statuses(pair(left, right), "Five Varnian sailors", "5 Varnians") == {"shared"}


def test_a_lower_count_of_a_later_article_needs_clauses_alike(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(StoryContext, "closeness", lambda *_: 0.1)

    def linked(days: tuple[str, str]) -> bool:
        texts = ["A fire killed 611 people at the factories.", "The fire killed 255 people."]
        comparison = compare(
            make_article(name, f"{LEAD}\n\n{text}\n\n{TAIL}", published=f"2031-05-{day}T10:00:00Z")
            for name, text, day in zip("ab", texts, days, strict=True)
        )
        return bool(statuses(comparison, "611 people", "255 people"))

    assert linked(("03", "02"))
    assert not linked(("02", "03"))


def test_two_bounds_of_one_article_are_two_figures() -> None:
    cases = "Lem has far more cases of the fever than any other country, with more than 780,000"
    deaths = "Lem has far more deaths of the fever than any other country, with more than 42,000"
    comparison = pair(f"{cases}. {deaths}.", "The mayor of Aldon left in May.")
    assert not statuses(comparison, "more than 780,000", "more than 42,000")
    assert statuses(comparison, "more than 780,000")
    assert statuses(comparison, "more than 42,000")
    other = "Of those with a fever in Lem and in the country around it more than 42,000 died"
    assert not statuses(pair(f"{cases}.", f"{other}."), "more than 780,000", "more than 42,000")


@pytest.mark.parametrize(
    ("right", "one"),
    [
        ("Both sides had kept to a two-day border truce until noon.", True),
        ("Lem held a two-day congress of bakers in May.", False),
        ("Lem closed the schools for two days.", False),
    ],
)
def test_a_span_of_time_before_one_noun_is_one_in_two_units(
    monkeypatch: pytest.MonkeyPatch, right: str, one: bool
) -> None:
    monkeypatch.setattr(StoryContext, "closeness", lambda *_: 0.1)
    comparison = pair("The generals announced a 48-hour, six-point truce.", right)
    texts = {each.article.id: each.article.text for each in comparison.articles}
    found = [
        {texts[m.article_id][m.spans[0].start : m.spans[-1].end] for m in fact.mentions}
        for fact in comparison.facts
        if fact.kind == "quantity" and len({m.article_id for m in fact.mentions}) > 1
    ]
    assert any(any(each.startswith("48") for each in printed) for printed in found) is one


def test_a_share_is_one_within_an_article_in_like_clauses_only() -> None:
    first = "Bakers were asked about the harbour, and those content with it were few (32%)."
    second = "Another poll found that fishing should be free in most bays (32%)."
    again = "The bakers content with the harbour (32%) were mostly old."
    apart = CompareOptions(related_threshold=1.0)

    def said_in(text: str) -> list[int]:
        facts = pair(f"{first} {text}", "Nothing was said.", apart).facts
        return sorted(len(fact.mentions) for fact in facts if fact.kind == "quantity")

    assert said_in(second) == [1, 1]
    assert said_in(again) == [2]


@pytest.mark.parametrize(
    ("right", "one"),
    [
        ("I began to write for this paper at 17 years old.", False),
        ("Nils Orme, 17, began to write for a paper.", False),
        ("The 17-year-old pupil began to write for a paper.", True),
    ],
)
def test_ages_of_two_persons_are_two(right: str, one: bool) -> None:
    comparison = pair("The pupil Ada Brandt, 17, listed the firms.", right)
    assert bool(of_both(comparison)) is one


def test_two_limits_of_one_sentence_in_two_units_are_two() -> None:
    limits = (
        "The mayor signed a bill that permits residents to purchase up to one ounce of tea at a "
        "time and visitors up to 15 grams."
    )
    both = "The mill is some 100km (60 miles) from here."
    for text, sizes in ((limits, [1, 1]), (both, [2])):
        facts = pair(text, "Nothing was said.").facts
        assert sorted(len(f.mentions) for f in facts if f.kind == "quantity") == sizes


def test_age_ranges_that_nearly_agree_are_one() -> None:
    left = "The guild's course for ages 11 to 17 will change its name in May."
    right = "The guild's course, which takes kids from 10 to 17, will change its name."
    assert of_both(pair(left, right)) == ["detail_differs"]


def test_a_few_men_and_women_add_up() -> None:
    left = "The jury of six Varnian officers heard the case of the driver."
    right = "The jury of five men and one woman heard the case of the driver."
    signals = {r.signal for fact in pair(left, right).facts for r in fact.reasons}
    assert "parts add up" in signals
    right = "The jury of five men and one clerk heard the case of the driver."
    signals = {r.signal for fact in pair(left, right).facts for r in fact.reasons}
    assert "parts add up" not in signals


def test_some_people_are_one_count_under_two_names() -> None:
    left = "A court in Halden on Friday heard the case against 14 officers charged with theft."
    right = "The theft with which 14 Varnians are charged was planned for months, says the court."
    assert of_both(pair(left, right)) == ["shared"]
    assert not of_both(pair(left.replace("14", "12"), right.replace("14", "12")))


@pytest.mark.parametrize(("right", "one"), [("last month", True), ("this month", False)])
def test_a_month_before_or_of_two_undated_articles_is_one_if_called_alike(
    right: str, one: bool
) -> None:
    told = "The council of Orvath shut the salt mill on the quay {} after the storm."
    comparison = pair(told.format("last month"), told.format(right))
    dates = [fact for fact in comparison.facts if fact.kind == "date"]
    both = [fact for fact in dates if len({m.article_id for m in fact.mentions}) == 2]
    assert len(both) == 1 + one  # with the Tuesday of the lead
