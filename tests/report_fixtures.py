"""A story made by hand: four invented articles, every kind of fact and finding."""

from datetime import UTC, datetime

from dedup.model import (
    Alignment,
    Article,
    AttributionSlots,
    Comparison,
    DateSlots,
    EventSlots,
    Fact,
    Finding,
    Line,
    Mention,
    NameSlots,
    ParsedArticle,
    Presence,
    QuantitySlots,
    QuoteSlots,
    Reason,
    Sentence,
    Span,
    Story,
)

HERALD = """Old mill burns down in Tarn Hollow
By Ines Calloway
A fire destroyed the disused Quern Mill in Tarn Hollow on Monday night.
Some 41,000 litres of fuel were stored in the yard, fire chief Orla Brandt said.
"We will never let this site stand empty again," Mayor Piet Sandor said.
Sixty-three firefighters worked until 4 a.m. to contain the blaze.
Three people were treated for smoke inhalation.
The mill was built in 1887 and closed nine years ago.
Residents of Tanner Row were told to keep their windows shut.
Vale News Agency contributed to this report."""

LEDGER = """Fire guts historic Quern Mill
A fire destroyed the disused Quern Mill in Tarn Hollow on Monday night.
Some 41,000 litres of fuel were stored in the yard, fire chief Orla Brandt said.
"We will never let this site stand empty again," Mayor Piet Sandor said.
Sixty-three firefighters worked until 4 a.m. to contain the blaze.
Three people were treated for smoke inhalation.
The mill was built in 1887 and closed nine years ago."""

COURIER = """Questions over fuel store after mill blaze
Cookies help us run this site.
The yard of the Quern Mill held 14,000 litres of fuel when it caught fire, according to Orla Brandt.
The fire broke out shortly before 10 p.m. on Monday.
Mayor Piet Sandor promised action: “We will not let this site stand empty again.”
Five people were treated for smoke, two of them firefighters.
The council had refused an application to turn the mill into flats in March.
A security firm stopped patrolling the site in April, a former guard said.
Neighbours near Tanner Row were asked to stay indoors.
Demolition of the remaining walls starts on Thursday.
The mill, closed for nine years, was a listed building."""

RADIO = """Mill fire: what we know
The Quern Mill in Tarn Hollow has burned down.
Fire crews were called on Monday night and stayed until morning …"""


def parsed(key, source, text, *, hour=None, roles=None, truncated=False):
    """Build an article whose lines are its sentences; ``roles`` by line number."""
    lines, sentences, at = [], [], 0
    for number, line in enumerate(text.split("\n")):
        role = (roles or {}).get(number, "headline" if number == 0 else "body")
        span = Span(at, at + len(line))
        lines.append(Line(span, role, 0.9))
        sentences.append(Sentence(number, span, role, number))
        at += len(line) + 1
    published = datetime(2031, 5, 13, hour, 30, tzinfo=UTC) if hour is not None else None
    article = Article(
        id=key,
        source=source,
        headline=text.split("\n")[0],
        text=text,
        url=f"https://{key}.example/mill",
        published=published,
    )
    return ParsedArticle(article, article.headline, tuple(lines), tuple(sentences), truncated)


def articles():
    return (
        parsed("herald", "Tarn Herald", HERALD, hour=6, roles={1: "byline", 9: "credit"}),
        parsed("ledger", "Hollow Ledger", LEDGER, hour=7),
        parsed("courier", "Vale Courier", COURIER, hour=15, roles={1: "chrome"}),
        parsed("radio", "Radio Tarn", RADIO, truncated=True),
    )


ARTICLES = {a.article.id: a for a in articles()}


def mention(key, sentence, kind, words, slots):
    """Build a mention from its own words, pieces separated by "|"."""
    spans, base = [], ARTICLES[key].sentences[sentence].span.start
    text = ARTICLES[key].sentence_text(sentence)
    at = 0
    for piece in words.split("|"):
        at = text.index(piece, at)
        spans.append(Span(base + at, base + at + len(piece)))
        at += len(piece)
    return Mention(key, sentence, kind, tuple(spans), slots)


def count(value, noun, unit="", comparator="="):
    return QuantitySlots(
        low=value, high=value, comparator=comparator, step=1.0, unit=unit, noun=noun
    )


def event(predicate, agent, object_, modality="done"):
    return EventSlots(
        predicate=predicate, agent=agent, object=object_, negated=False, modality=modality
    )


def presence(mentions, others):
    """``others``: article id → (state, nearest, score)."""
    result = []
    for key in ARTICLES:
        found = tuple(sorted({m.sentence for m in mentions if m.article_id == key}))
        if found:
            position = "headline" if found[0] == 0 else "lead" if found[0] < 3 else "body"
            result.append(Presence(key, "found", found, None, 1.0, position))
        else:
            state, nearest, score = others.get(key, ("not_found", None, 0.0))
            result.append(Presence(key, state, (), nearest, score))
    return tuple(result)


ORIGINS = (("courier",), ("herald", "ledger"), ("radio",))


def fact(number, status, mentions, others=None, *, salience=0.5, reasons=()):
    here = presence(mentions, others or {})
    found = {p.article_id for p in here if p.state == "found"}
    return Fact(
        id=f"F{number}",
        kind=mentions[0].kind,
        status=status,
        mentions=tuple(mentions),
        presence=here,
        n_found=sum(1 for origin in ORIGINS if found & set(origin)),
        n_origins=len(ORIGINS),
        salience=salience,
        reasons=tuple(reasons),
    )


def facts():
    fuel = [
        mention("herald", 3, "quantity", "41,000 litres", count(41000.0, "fuel", "litre")),
        mention("ledger", 2, "quantity", "41,000 litres", count(41000.0, "fuel", "litre")),
        mention("courier", 2, "quantity", "14,000 litres", count(14000.0, "fuel", "litre")),
    ]
    quote = [
        mention(key, at, "quote", words, QuoteSlots(
            words=words, speaker="sandor p", speaker_name="Piet Sandor", cue=cue, form="direct"
        ))
        for key, at, words, cue in (
            ("herald", 4, "We will never let this site stand empty again", "said"),
            ("ledger", 3, "We will never let this site stand empty again", "said"),
            ("courier", 4, "We will not let this site stand empty again.", "promised"),
        )
    ]  # fmt: skip
    hurt = [
        mention("herald", 6, "quantity", "Three people", count(3.0, "person")),
        mention("ledger", 5, "quantity", "Three people", count(3.0, "person")),
        mention("courier", 5, "quantity", "Five people", count(5.0, "person")),
    ]
    when = DateSlots(start="2031-05-12", end="2031-05-12", precision="day", weekday="monday")
    burned = event("burn", "quern mill", "")
    speaker = AttributionSlots(
        speaker="brandt o", speaker_name="Orla Brandt", cue="said", cue_class="say", content="fuel"
    )
    return (
        fact(1, "conflicting", fuel, {"radio": ("unknown", 1, 0.2)}, salience=0.9, reasons=(
            Reason("same counted noun", "fuel"), Reason("aligned clause", 0.81, 0.6),
            Reason("intervals apart", "41000 | 14000"),
        )),
        fact(2, "wording_differs", quote, {"radio": ("unknown", 2, 0.11)}, salience=0.8),
        fact(3, "updated", hurt, {"radio": ("unknown", 2, 0.08)}, salience=0.7),
        fact(4, "shared", [
            mention("herald", 2, "event", "A fire destroyed the disused Quern Mill", burned),
            mention("ledger", 1, "event", "A fire destroyed the disused Quern Mill", burned),
            mention("courier", 2, "event", "The yard of the Quern Mill|caught fire", burned),
            mention("radio", 1, "event", "The Quern Mill in Tarn Hollow has burned down", burned),
        ], salience=0.9),
        fact(5, "detail_differs", [
            mention("herald", 2, "date", "Monday night", when),
            mention("ledger", 1, "date", "Monday night", when),
            mention("courier", 3, "date", "shortly before 10 p.m. on Monday", when),
            mention("radio", 2, "date", "Monday night", when),
        ], salience=0.6),
        fact(6, "attribution_differs", [
            mention("herald", 3, "attribution", "fire chief Orla Brandt said", speaker),
            mention("ledger", 2, "attribution", "fire chief Orla Brandt said", speaker),
            mention("courier", 2, "attribution", "according to Orla Brandt", speaker),
        ], salience=0.3),
        fact(7, "shared", [
            mention("herald", 7, "event", "closed nine years ago", event("close", "mill", "year")),
            mention("ledger", 6, "event", "closed nine years ago", event("close", "mill", "year")),
            mention("courier", 10, "event", "closed for nine years", event("close", "mill", "")),
        ], {"radio": ("not_found", 1, 0.31)}, salience=0.4),
        fact(8, "unique", [
            mention("courier", 6, "event", "The council had refused an application to turn the "
                    "mill into flats", event("refuse", "council", "application", "done")),
        ], {"herald": ("not_found", 7, 0.21), "ledger": ("not_found", 6, 0.21),
            "radio": ("unknown", 1, 0.15)}, salience=0.7),
        fact(9, "unique", [
            mention("courier", 7, "event", "A security firm stopped patrolling the site in April",
                    event("stop", "security firm", "site")),
        ], {"herald": ("not_found", 4, 0.12), "radio": ("unknown", None, 0.0)}, salience=0.6),
        fact(10, "unique", [
            mention("courier", 9, "date", "Thursday", DateSlots(
                start=None, end=None, precision="weekday", weekday="thursday")),
        ], {"herald": ("not_found", 2, 0.09)}, salience=0.5),
        fact(11, "unique", [
            mention("herald", 7, "date", "1887", DateSlots(
                start="1887-01-01", end="1887-12-31", precision="year")),
            mention("ledger", 6, "date", "1887", DateSlots(
                start="1887-01-01", end="1887-12-31", precision="year")),
        ], {"courier": ("not_found", 10, 0.44), "radio": ("unknown", 1, 0.1)}, salience=0.5),
        fact(12, "unique", [
            mention("herald", 5, "quantity", "Sixty-three firefighters",
                    count(63.0, "firefighter")),
            mention("ledger", 4, "quantity", "Sixty-three firefighters",
                    count(63.0, "firefighter")),
        ], {"courier": ("not_found", 5, 0.27), "radio": ("unknown", 2, 0.18)}, salience=0.4),
        fact(13, "undecided", [
            mention("herald", 8, "event", "Residents of Tanner Row were told to keep their "
                    "windows shut", event("tell", "resident", "window")),
        ], {"courier": ("uncertain", 8, 0.48), "ledger": ("not_found", 1, 0.1),
            "radio": ("unknown", None, 0.0)}, salience=0.3),
        fact(14, "shared", [
            mention("herald", 4, "person", "Mayor Piet Sandor", NameSlots(
                key="sandor p", name="Piet Sandor", role="mayor")),
            mention("courier", 4, "person", "Mayor Piet Sandor", NameSlots(
                key="sandor p", name="Piet Sandor", role="mayor")),
        ], salience=0.2),
    )  # fmt: skip


def findings():
    return (
        Finding("1", "number-conflict", "alert", ("F1",), 0.93, (
            Reason("same counted noun", "fuel"), Reason("aligned clause", 0.81, 0.6, 1.4),
        )),
        Finding("2", "quote-wording", "notice", ("F2",), 0.85, (
            Reason("same speaker", "Piet Sandor"), Reason("words in common", 0.89, 0.7),
        )),
        Finding("3", "updated", "notice", ("F3",), 0.6, (Reason("later count", 1.0),)),
        Finding("4", "buried", "notice", ("F7",), 0.4, (Reason("place in the text", "tail"),)),
        Finding("5", "detail", "info", ("F5",), 0.3),
        Finding("6", "only-in", "info", ("F8",), 0.2),
    )  # fmt: skip


def alignments():
    pairs = [
        ("herald", "ledger", 2, 1, 1.0, "equivalent"),
        ("herald", "ledger", 3, 2, 1.0, "equivalent"),
        ("herald", "ledger", 4, 3, 1.0, "equivalent"),
        ("herald", "ledger", 5, 4, 1.0, "equivalent"),
        ("herald", "ledger", 6, 5, 1.0, "equivalent"),
        ("herald", "ledger", 7, 6, 1.0, "equivalent"),
        ("herald", "courier", 2, 3, 0.62, "partial"),
        ("herald", "courier", 3, 2, 0.81, "partial"),
        ("herald", "courier", 4, 4, 0.9, "equivalent"),
        ("herald", "courier", 6, 5, 0.7, "partial"),
        ("herald", "courier", 7, 10, 0.58, "partial"),
        ("herald", "radio", 2, 1, 0.66, "partial"),
        ("courier", "radio", 3, 2, 0.4, "partial"),
    ]
    return tuple(
        Alignment(left, right, (i,), (j,), score, relation, (Reason("words in common", score),))
        for left, right, i, j, score, relation in pairs
    )


def mill_story():
    return Comparison(
        story=Story(
            id="courier",
            article_ids=("courier", "herald", "ledger", "radio"),
            representative_id="herald",
            origins=ORIGINS,
            score=0.91,
            reasons=(Reason("same rare names", 0.8, 0.3),),
        ),
        articles=tuple(ARTICLES.values()),
        alignments=alignments(),
        facts=facts(),
        findings=findings(),
    )


def without_findings():
    """Two articles that share one fact."""
    whole = mill_story()
    keep = ("herald", "courier")
    return Comparison(
        story=Story("courier", ("courier", "herald"), "herald", (("courier",), ("herald",)), 1.0),
        articles=tuple(a for a in whole.articles if a.article.id in keep),
        alignments=tuple(a for a in whole.alignments if {a.left_id, a.right_id} == set(keep)),
        facts=tuple(
            Fact(
                f.id,
                f.kind,
                f.status,
                tuple(m for m in f.mentions if m.article_id in keep),
                tuple(p for p in f.presence if p.article_id in keep),
                2,
                2,
                f.salience,
            )
            for f in whole.facts
            if f.id in ("F4", "F7")
        ),
        findings=(),
    )
