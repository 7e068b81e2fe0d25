import json
from datetime import UTC, datetime
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dedup.facts.dates import dates_in, find_dates
from dedup.model import Article, Line, ParsedArticle, Sentence, Span

DATA = Path(__file__).parent / "data"
PHRASES = json.loads((DATA / "dates.json").read_text("utf-8"))
NOTHING = json.loads((DATA / "not_dates.json").read_text("utf-8"))
PUBLISHED = datetime(2025, 2, 5, 10, 0, tzinfo=UTC)  # a Wednesday


def parsed(*sentences: str, role: str = "body", published: datetime | None = None):
    text, lines, found = "", [], []
    for index, sentence in enumerate(sentences):
        span = Span(len(text), len(text) + len(sentence))
        text += sentence + "\n"
        lines.append(Line(span, role, 1.0))
        found.append(Sentence(index, span, role, index))
    article = Article(id="a", source="s", headline="", text=text, published=published)
    return ParsedArticle(article, "", tuple(lines), tuple(found))


def test_the_table_is_as_large_as_it_should_be():
    assert len(PHRASES) >= 60
    assert len(NOTHING) >= 20


@pytest.mark.parametrize("row", PHRASES, ids=[row[0] for row in PHRASES])
def test_phrase_is_read(row):
    sentence, printed, start, end, precision, weekday, part = row
    (found,) = dates_in(sentence, PUBLISHED)
    slots = found.slots
    assert sentence[found.start : found.end] == printed
    assert (slots.start, slots.end) == (start, end)
    assert (slots.precision, slots.weekday, slots.part) == (precision, weekday, part)


@pytest.mark.parametrize("sentence", NOTHING)
def test_what_is_no_date_is_passed_over(sentence):
    assert dates_in(sentence, PUBLISHED) == []


@pytest.mark.parametrize(
    ("sentence", "precision", "weekday"),
    [
        ("She resigned on Monday.", "weekday", "monday"),
        ("She resigned on Monday night.", "part", "monday"),
        ("She resigned yesterday.", "day", ""),
        ("She resigned last week.", "week", ""),
        ("She resigned three years ago.", "year", ""),
    ],
)
def test_relative_dates_stay_open_without_a_publication_date(sentence, precision, weekday):
    (found,) = dates_in(sentence, None)
    assert (found.slots.start, found.slots.end) == (None, None)
    assert (found.slots.precision, found.slots.weekday) == (precision, weekday)


@pytest.mark.parametrize(
    ("sentence", "start", "end"),
    [
        ("It opened on May 12.", "--05-12", "--05-12"),
        ("It opened in May.", "--05", "--05"),
        ("It opened on Feb. 29.", "--02-29", "--02-29"),
        ("It opened on May 12, 2021.", "2021-05-12", "2021-05-12"),
        ("It opened in 2021.", "2021-01-01", "2021-12-31"),
    ],
)
def test_absolute_dates_need_no_publication_date(sentence, start, end):
    (found,) = dates_in(sentence, None)
    assert (found.slots.start, found.slots.end) == (start, end)


def test_event_holds_the_clause_without_its_dates():
    monday, friday = dates_in("The ferry burned on Monday; the mayor resigned on Friday.", None)
    assert monday.slots.event == "ferri burn"
    assert friday.slots.event == "mayor resign"


def test_headline_in_capitals_keeps_its_weekday():
    (found,) = dates_in("FERRY SANK MONDAY NIGHT", None)
    assert (found.slots.weekday, found.slots.part) == ("monday", "night")


def test_mentions_carry_article_offsets():
    article = parsed("Nothing here.", "She left on Monday night.", published=PUBLISHED)
    (mention,) = find_dates(article)
    (span,) = mention.spans
    assert (mention.sentence, mention.kind) == (1, "date")
    assert article.article.text[span.start : span.end] == "Monday night"


def test_site_furniture_asserts_no_date():
    assert find_dates(parsed("Updated Monday", role="chrome")) == []


def test_publication_in_the_last_year_of_time_does_not_crash():
    far = datetime(9999, 12, 31, tzinfo=UTC)
    assert dates_in("He leaves next Tuesday, tomorrow or next year.", far) == []


@pytest.mark.parametrize("text", ["", " ", "\x00", "May", "12", "at", "Monday", "last", "in 2019"])
def test_edge_texts_do_not_crash(text):
    dates_in(text, None)


WORDS = st.sampled_from(
    "Monday May March 12 2019 31 29 Feb . , on in last next this night ago days two years at 9 : "
    "40 a.m. pm - – / ( ) the of to will said today tomorrow 's 1990 s noon Sept 06".split()
)


@given(
    st.text(max_size=200)
    | st.lists(WORDS, max_size=25).map(" ".join)
    | st.lists(WORDS).map("".join),
    st.none() | st.datetimes(timezones=st.just(UTC)),
)
@settings(max_examples=120, deadline=None)
def test_spans_lie_inside_and_in_order(text, published):
    last = 0
    for found in dates_in(text, published):
        assert last <= found.start < found.end <= len(text)
        assert (found.slots.start is None) == (found.slots.end is None)
        if found.slots.start is not None and found.slots.end is not None:
            assert found.slots.start <= found.slots.end
        last = found.end


@pytest.mark.parametrize("unit", ["1", "12/", "12 ", "Monday ", "May 5, ", "at 9:", "last ", "a."])
def test_a_megabyte_line_is_cheap(unit):
    line = unit * (1_000_000 // len(unit))
    before = process_time()
    dates_in(line, PUBLISHED)
    assert process_time() - before < 1.0


@pytest.mark.parametrize(
    ("sentence", "year"),
    [
        ("The flood in February ruined it.", 2025),
        ("The flood on February 3 ruined it.", 2025),
        ("The vote will be in February.", 2026),
        ("The vote in November is open.", 2025),
    ],
)
def test_a_month_that_is_past_is_this_years(sentence, year):
    august = datetime(2025, 8, 30, 10, 0, tzinfo=UTC)
    (found,) = dates_in(sentence, august)
    assert found.slots.start is not None
    assert found.slots.start.startswith(str(year))


def test_last_autumn_is_not_this_years_in_january():
    january = datetime(2025, 1, 10, 10, 0, tzinfo=UTC)
    (found,) = dates_in("The flood in November ruined it.", january)
    assert found.slots.start == "2024-11-01"


@pytest.mark.parametrize(
    ("sentence", "n_dates"),
    [
        ("June 30 (Tidewire) -- The ministry shut the port.", 0),
        ("ALDON, June 30 (Tidewire) -- The ministry shut the port on May 2.", 1),
        ("On June 30 (a Monday) the ministry shut the port.", 1),
    ],
)
def test_the_day_on_which_a_text_was_filed_dates_no_event(sentence, n_dates):
    days = [mention.slots.start or "" for mention in find_dates(parsed(sentence))]
    assert sum(day.endswith(("30", "02")) for day in days) == n_dates


@pytest.mark.parametrize(
    ("sentence", "start"),
    [
        # What the verb before the date says, participles aside.
        ("The harbour will be closed on Friday.", "2025-02-07"),
        ("Talks to be held on Friday were called off.", "2025-02-07"),
        ("The boat was found to be sold on Friday.", "2025-01-31"),
        ("She has to testify on Friday.", "2025-02-07"),
        ("They may meet on Friday.", "2025-02-07"),
        ("The ministry would open it on Friday.", "2025-02-07"),
        ("The police would not say on Friday who fell.", "2025-01-31"),
        ("He might have left on Friday.", "2025-01-31"),
        ("They want Friday's hearing to be public.", "2025-02-07"),
        ("It will be their first task when clerks open the new session on Friday.", "2025-02-07"),
        # The day of publication is to come.
        ("They were set to return on Wednesday.", "2025-02-05"),
        # Where the date opens its clause, the verb behind it.
        ("On Friday, the court will hear the case.", "2025-02-07"),
        ("On Friday, the mayor is due to unveil the statue.", "2025-02-07"),
        ("On Friday, the mayor said the bridge will open.", "2025-01-31"),
        ("On Friday, Mayor Orm, who will lead the talks, left.", "2025-01-31"),
        # Tomorrow's weekday, unless a past verb dates by it.
        ("Six towns hold a vote on Thursday.", "2025-02-06"),
        ("Orm was heading to Aldon on Thursday.", "2025-02-06"),
        ("The police shot him on Thursday.", "2025-01-30"),
        # Before an event of a known day: the nearer one, or nobody knows.
        ("He spent the eve of Thursday's election at home.", "2025-02-06"),
        ("The party split before Monday's vote.", "2025-02-03"),
        ("The party split before Saturday's vote.", None),
        ("She arrived before Friday's shooting.", "2025-01-31"),
        ("The party split before Thursday night's debate.", "2025-02-06"),
        # What was scheduled may be over: the nearer day, or nobody knows.
        ("A vigil was scheduled in Oster on Monday evening.", "2025-02-03"),
        ("A vigil was scheduled in Oster for Thursday.", "2025-02-06"),
        ("A vigil was scheduled in Oster for Saturday.", None),
        ("A vigil is scheduled in Oster for Monday evening.", "2025-02-10"),
        # A hope that is a noun looks nowhere.
        ("There was hope that Monday's show could heal the town.", "2025-02-03"),
        ("They promised to rebuild it on Friday.", "2025-01-31"),
        # An event of a known day: the nearer one within two days, else it is over.
        ("The mayor said the Friday vote could slip.", "2025-02-07"),
        ("He kept the vote on Friday's schedule.", "2025-02-07"),
        ("She called Thursday's election a farce.", "2025-02-06"),
        ("She won Thursday's election.", "2025-01-30"),
        ("The mayor invited the crew for a meeting Friday.", "2025-02-07"),
        ("The mayor invited the crew for a meeting Monday.", "2025-02-03"),
        ("The two came to Aldon to meet on Friday.", "2025-02-07"),
        ("The two failed to meet on Friday.", "2025-01-31"),
        ("The office was willing to meet Sunday.", "2025-02-09"),
        # A limit is to come, unless it ended a day or two ago.
        ("The mayor faces a noon Saturday deadline.", "2025-02-08"),
        ("The mayor missed a Saturday deadline.", "2025-02-01"),
        ("The Saturday deadline passed.", "2025-02-01"),
        ("The judge barred the sale until Saturday.", "2025-02-08"),
        ("The judge barred the sale until Monday.", "2025-02-03"),
        ("The order forbids the sale before Saturday.", "2025-02-08"),
        ("She lay in a ward until Saturday.", "2025-02-01"),
        ("The crew moved the talks up to Saturday.", "2025-02-08"),
        ("They walked from Aldon to Oster, resting to Saturday.", "2025-02-01"),
        ("Ballots must be hand-delivered by Saturday.", "2025-02-08"),
        ("The ferry must have sunk on Saturday.", "2025-02-01"),
        ("The man re-entered the race on Saturday.", "2025-02-01"),
        ("They feared a crowd if the vote were held on Saturday.", "2025-02-08"),
        ("She asked if they were there on Saturday.", "2025-02-01"),
        # What happens then says when.
        ("The talks shifted focus to Saturday, when the council will vote.", "2025-02-08"),
        ("He has no job until Saturday \u2014 when the mill burned.", "2025-02-01"),
        # A plan may stand far before its day.
        (
            "Orm plans to meet the Kelm premier Vadim Poe for a summit in Oster on Saturday.",
            "2025-02-08",
        ),
        ("It could bring up the bill for a vote as early as Saturday.", "2025-02-08"),
        ("It could have burned as early as Saturday.", "2025-02-01"),
        ("Orm, ahead of his meeting with Vadim Poe on Saturday, wrote notes.", "2025-02-08"),
        # Right behind the date: what it will bring, or what was done on it.
        ("Mayor Orm on Saturday will open the bridge.", "2025-02-08"),
        ("He will appeal after a judge late Saturday halted the sale.", "2025-02-01"),
        ("The attack on Saturday will change the town.", "2025-02-01"),
        ("Saturday's agreement would free the crew.", "2025-02-01"),
        ("It spoke of the Saturday attack, which the law would punish.", "2025-02-01"),
        ("The Saturday event \u2014 themed \u201cHarbours\u201d \u2014 will open.", "2025-02-08"),
        ("See you on Saturday!", "2025-02-08"),
        ("The town hurtles toward a strike Saturday.", "2025-02-08"),
        ("Orm is running up against a Monday deadline to pay.", "2025-02-10"),
        # Behind quoted words the verb before them dates.
        ("The man he called a \u201cclown\u201d on Saturday, may be ill.", "2025-02-01"),
        ("Orm, who was set to speak on Thursday, left.", "2025-02-06"),
    ],
)
def test_a_weekday_lies_where_its_verb_says(sentence, start):
    (found,) = dates_in(sentence, PUBLISHED)
    assert found.slots.start == start
    assert found.slots.weekday


@pytest.mark.parametrize(
    ("sentence", "start"),
    [
        ("In December, the president signed the order.", "2024-12-01"),
        ("In December, voters angered by the tax will decide.", "2025-12-01"),
        ("From November, the rate had climbed.", "2024-11-01"),
        ("He threatened to burn it in December.", "2024-12-01"),
        ("He planned to retire in December.", "2025-12-01"),
        ("The law, passed in December, stands.", "2024-12-01"),
        ("The deal expires in December.", "2025-12-01"),
        ("Orm promised to compete for votes and for the town in December.", "2025-12-01"),
        ("It earned more by agreeing to deliver the oil in December.", "2025-12-01"),
        ("She was scheduled to leave in December.", "2025-12-01"),
        ("This is a town we have to win in December.", "2025-12-01"),
        ("The talks might not end until after December's vote.", "2025-12-01"),
        # No verb says which year.
        ("Meddling in the December election.", "--12"),
        ("The vote in August was open.", "2025-08-01"),
        # The weekday beside it says which year.
        ("The vote on Tuesday, December 9, was rigged.", "2025-12-09"),
        ("The vote on Monday, December 9, was rigged.", "2024-12-09"),
        # Soon to come, whatever the verb.
        ("The mayor declared July 4 a holiday.", "2025-07-04"),
        # Done then, by a verb right before it.
        ("A poll conducted in July showed a lead.", "2024-07-01"),
        ("A poll taken in late July showed a lead.", "2024-07-01"),
        ("The party wins if elected in July.", "2025-07-01"),
        ("There will be no room for the coal delivered in July.", "2025-07-01"),
        # An event to come, told of in the past.
        ("The row reflected fears ahead of the town elections in November.", "2025-11-01"),
        ("The row cost him the town elections in November.", "--11"),
        ("The council delayed the fair until December.", "2025-12-01"),
        ("The row was about December, when a third of the seats will be open.", "2025-12-01"),
        # Of what follows the date, and of what goes on since.
        ("The club said that starting in February, its camps will be closed.", "2026-02-01"),
        ("He has seen no law pass since taking office in November.", "2024-11-01"),
        ("The notes given after his hearings in July, Poe said, were lost.", "2024-07-01"),
        ("We will have our say in March.", "2026-03-01"),
        ("They want to sell it, and by mid-March, they had.", "2025-03-01"),
        ("He will be sentenced after being found guilty in March.", "2025-03-01"),
        ("A hearing last May.", "--05"),
        ("A hearing last March.", "2025-03-01"),
    ],
)
def test_a_month_lies_where_its_verb_says(sentence, start):
    june = datetime(2025, 6, 20, 10, 0, tzinfo=UTC)
    (found,) = dates_in(sentence, june)
    assert found.slots.start == start


@pytest.mark.parametrize(
    ("sentence", "printed", "start", "end"),
    [
        ("It sank over 20 years ago.", "over 20 years ago", "2000-01-01", "2005-12-31"),
        ("It sank nearly 20 years ago.", "nearly 20 years ago", "2005-01-01", "2007-12-31"),
        ("It sank about 20 years ago.", "about 20 years ago", "2003-01-01", "2007-12-31"),
        ("It sank more than a year ago.", "more than a year ago", "2023-01-01", "2024-12-31"),
        ("Less than two weeks ago it sank.", "Less than two weeks ago", "2025-01-20", "2025-02-02"),
        ("It sank less than a week ago.", "less than a week ago", "2025-01-27", "2025-02-05"),
        ("It sank just over a month ago.", "just over a month ago", "2024-12-01", "2025-01-31"),
        ("It sank two weeks ago.", "two weeks ago", "2025-01-20", "2025-01-26"),
    ],
)
def test_words_that_loosen_a_count_of_weeks_or_years_are_read(sentence, printed, start, end):
    (found,) = dates_in(sentence, PUBLISHED)
    assert sentence[found.start : found.end] == printed
    assert (found.slots.start, found.slots.end) == (start, end)


@pytest.mark.parametrize(
    ("sentence", "printed", "start"),
    [
        ("It will open the first Monday in October.", "first Monday in October", "2025-10-06"),
        ("It will open on the last Friday of May 2026.", "last Friday of May 2026", "2026-05-29"),
        ("It opened on the last Monday of May.", "last Monday of May", "2024-05-27"),
        ("It opened on the second Sunday in January.", "second Sunday in January", "2025-01-12"),
    ],
)
def test_a_weekday_counted_in_its_month_is_one_day(sentence, printed, start):
    (found,) = dates_in(sentence, PUBLISHED)
    assert sentence[found.start : found.end] == printed
    assert (found.slots.start, found.slots.end) == (start, start)
    assert found.slots.precision == "day"


def test_a_weekday_counted_in_a_month_of_no_known_year_keeps_the_month():
    (found,) = dates_in("It opens on the first Monday in October.", None)
    assert found.slots.start == "--10"


@pytest.mark.parametrize(
    ("sentence", "months"),
    [
        ("Towns vote in March or May.", ["2025-03", "2025-05"]),
        ("Nobody met April or June.", []),
        ("Jobs were lost in March and April.", ["2024-03", "2024-04"]),
    ],
)
def test_a_month_named_beside_another_is_one_too(sentence, months):
    assert [(found.slots.start or "")[:7] for found in dates_in(sentence, PUBLISHED)] == months


@pytest.mark.parametrize(
    ("sentence", "start"),
    [
        ("The first 2012 debate, held on Oct. 3, moved the polls.", "2012-10-03"),
        ("The 2016 vote in November split the town.", "2016-11-01"),
        # A law of a year may be passed in another.
        ("The 2016 budget passed in November split the town.", "2024-11-01"),
    ],
)
def test_the_day_of_an_event_is_of_its_year(sentence, start):
    assert dates_in(sentence, PUBLISHED)[-1].slots.start == start


@pytest.mark.parametrize(
    ("day", "start", "end"), [(1, "2025-05-26", "2025-06-01"), (2, "2025-05-26", "2025-06-01")]
)
def test_last_week_ends_on_a_sunday(day, start, end):
    (found,) = dates_in("She left last week.", datetime(2025, 6, day, 10, 0, tzinfo=UTC))
    assert (found.slots.start, found.slots.end) == (start, end)


@pytest.mark.parametrize(
    ("other", "start"), [("this", "2025-05-24"), ("last", "2025-05-31"), ("over the", "2025-05-31")]
)
def test_last_weekend_lies_before_this_one(other, start):
    article = parsed(
        "The goats met at a fair in Orvath last weekend.",
        f"No fair was held {other} weekend.",
        published=datetime(2025, 6, 2, 10, 0, tzinfo=UTC),
    )
    first, second = (mention.slots.start for mention in find_dates(article))
    assert (first, second) == (start, "2025-05-31")


def test_yesterday_of_a_speech_may_be_earlier():
    mentions = find_dates(
        parsed(
            "“I saw her yesterday,” he said yesterday.",
            "“We left on Monday.",
            "It ended today.”",
            published=PUBLISHED,
        )
    )
    days = [(mention.slots.start, mention.slots.end) for mention in mentions]
    assert days == [
        ("2025-02-03", "2025-02-04"),
        ("2025-02-04", "2025-02-04"),
        ("2025-02-03", "2025-02-03"),
        ("2025-02-04", "2025-02-05"),
    ]


@pytest.mark.parametrize(
    ("sentence", "start"),
    [
        (
            "The fall was on Oct. 19, 1987, but the peak came two months earlier in August.",
            "1987-08",
        ),
        ("It burned in May 2019, and a year later, in May, again.", "2020-05"),
        ("It burned in May 2019, and six months later in November again.", "2019-11"),
        # Counted from nothing, or to another month.
        ("The peak came two months earlier in August.", "2024-08"),
        ("It burned in May 2019, and two months later in January again.", "2025-01"),
    ],
)
def test_a_month_counted_from_a_date_takes_its_year(sentence, start):
    found = dates_in(sentence, PUBLISHED)
    assert found[-1].slots.start == f"{start}-01"


@pytest.mark.parametrize(
    ("sentence", "starts"),
    [
        ("It followed the Sept. 11 attacks.", ["2001-09-11"]),
        ("It followed the attacks of September 11.", ["2001-09-11"]),
        ("The worst blaze since 9/11.", ["2001-09-11"]),
        ("Orm plotted the 9/11 attacks.", ["2001-09-11"]),
        ("The Jan. 6 committee met.", ["2021-01-06"]),
        # No event, a count, and a fire of this year.
        ("The mill burned on Sept. 11.", ["2024-09-11"]),
        ("It won 9/11 of the seats.", []),
        ("Police saw the Jan. 6 fire.", ["2025-01-06"]),
    ],
)
def test_a_day_that_names_an_event_is_of_its_year(sentence, starts):
    assert [found.slots.start for found in dates_in(sentence, PUBLISHED)] == starts


def test_an_event_named_by_its_day_lies_not_before_it():
    (found,) = dates_in("The Sept. 11 attacks shook the port.", datetime(1999, 9, 20, tzinfo=UTC))
    assert found.slots.start == "1999-09-11"


@pytest.mark.parametrize(
    ("hour", "sentence", "start"),
    [
        # Where only a day of publication is stated, the news may be of the next.
        (0, "The crew left on Thursday.", "2025-02-06"),
        (10, "The crew left on Thursday.", "2025-01-30"),
        (0, "The crew left on Friday.", "2025-01-31"),
        (0, "The crew had left on Thursday.", "2025-01-30"),
        (0, "Poe, who left on Thursday, wrote.", "2025-01-30"),
    ],
)
def test_news_of_the_day_after_a_stated_day_is_of_that_day(hour, sentence, start):
    (found,) = dates_in(sentence, PUBLISHED.replace(hour=hour))
    assert found.slots.start == start


@pytest.mark.parametrize(
    ("sentence", "printed"),
    [
        ("Orm works for March for Rivers.", []),
        ("He fought in March for Aldon.", ["March"]),
        ("Today, there are mills in five towns.", []),
        ("Today, the mills closed.", ["Today"]),
        ("He was on the Saturday Night Show again.", []),
        ("He was on the Saturday night show again.", ["Saturday night"]),
        ("It faces a deadline on December 21: Seven bills wait.", ["December 21"]),
    ],
)
def test_what_is_named_by_a_date_is_none(sentence, printed):
    found = dates_in(sentence, PUBLISHED)
    assert [sentence[each.start : each.end] for each in found] == printed


def test_many_months_counted_from_dates_are_cheap():
    line = "In May 2019 and a year later in May " * 20_000
    before = process_time()
    dates_in(line, PUBLISHED)
    assert process_time() - before < 1.0


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("It was shut in November last year.", ["2024-11-01"]),
        ("It opens in June of this year.", ["2025-06-01"]),
        ("In June, last year's winner left.", ["2024-06-01", "2024-01-01"]),
        ("They will meet on the Fourth of July.", ["2025-07-04"]),
        ("He left it to the mills of today and tomorrow.", []),
        ("They meet today and tomorrow.", ["2025-02-05", "2025-02-06"]),
        ("Poe said the levy could reach 25% by Aug. 1.", ["2025-08-01"]),
        ("10% on May 1 and 25% on Aug. 1.", ["2025-05-01", "2025-08-01"]),
        ("Last year, the fair of March 5 drew crowds.", ["2024-01-01", "2024-03-05"]),
        ("In 2019, the fair of March 5 drew crowds.", ["2019-01-01", "2019-03-05"]),
        ("As Poe approaches Monday's announcement, the town waits.", ["2025-02-10"]),
        ("He put off his speech, originally scheduled for Monday.", ["2025-02-03"]),
    ],
)
def test_a_date_takes_its_year_or_its_side_from_the_words_around_it(sentence, days):
    assert [found.slots.start for found in dates_in(sentence, PUBLISHED)] == days


def test_an_entry_of_a_chronology_takes_the_year_above_it():
    entries = ["2019", "Feb. 10: Poe leaves.", "June 7: Poe is back.", "No more.", "June 8: X."]
    dated = find_dates(parsed("A chronology", *entries, published=PUBLISHED))
    starts = [mention.slots.start for mention in dated]
    assert starts[-3:] == ["2019-02-10", "2019-06-07", "--06-08"]


def test_an_entry_of_a_chronology_dates_what_it_tells():
    entry = "Dec. 27, 2019: Poe calls off January's vote."
    *_, vote = find_dates(parsed("A chronology", entry, published=PUBLISHED))
    assert vote.slots.start == "2020-01-01"
