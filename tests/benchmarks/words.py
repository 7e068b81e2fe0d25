"""Words and phrases of the synthetic stream: English of our own, and a speller of invented words.

Other languages are in modules of their own (``words_de``, ``words_ru``), a ``Language`` each.

A phrase is English with slots in braces. Slots: ``n`` noun, ``v`` past verb, ``j``
adjective, ``t`` and ``u`` noun and past verb of the event's type, ``e`` word of the
event, ``b`` rare invented word, ``p`` person, ``r`` role, ``o`` organisation, ``l``
place, ``c`` counted thing of the event, ``k`` small number, ``d`` weekday.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

NOUNS = """government year people company group plan report city country law bill market week
    month leader worker family house school court judge case lawyer student teacher doctor hospital
    road bridge airport train driver passenger police officer union talk deal vote campaign voter
    budget tax price cost bank fund share investor customer firm factory job wage contract project
    site building home street area region border village river lake storm season weather farm crop
    food water power energy plant engine vehicle ship port crew captain player coach team club match
    title record crowd fan film artist singer song book writer museum church island coast forest
    animal dog patient drug test study scientist university research result figure number rate
    increase decline risk threat attack weapon soldier force army minister president mayor senator
    party member committee council board agency office department official spokesman statement
    interview letter email phone network computer screen system service account user decision
    order rule ban limit review appeal trial charge sentence prison victim suspect witness crime
    evidence camera video image message claim dispute protest march demand right access security
    safety accident crash fire damage repair rescue search operation emergency alert warning rumour
    meeting conference visit tour trip summit treaty agreement sanction trade export import supplier
    shop store restaurant hotel tourist ticket event festival ceremony anniversary award prize gift
    debt loan mortgage payment pension insurance policy reform change effort attempt strategy goal
    role career future past history memory story question answer problem issue concern reason
    cause effect impact benefit loss gain profit revenue growth economy industry sector production
    equipment machine tool material metal oil gas coal pipeline cable wire line track station
    platform tunnel wall gate door window roof floor room garden park field hill mountain valley
    morning evening night weekend summer winter spring autumn hour minute moment period decade
    mother father son daughter brother sister friend neighbour colleague partner visitor resident
    volunteer expert analyst critic supporter opponent rival candidate winner owner manager boss
    director chairman founder engineer designer farmer nurse guard pilot sailor rider runner
    """.split()

VERBS = """said reported announced claimed denied confirmed rejected accepted approved opposed
    supported criticised praised warned promised agreed refused asked demanded offered launched
    opened closed moved ordered delayed cancelled planned started ended stopped continued changed
    raised lowered increased reduced doubled signed passed blocked challenged questioned reviewed
    investigated arrested charged accused cleared released detained injured rescued evacuated
    damaged destroyed repaired replaced removed installed discovered revealed published recorded
    measured tested checked compared predicted expected estimated calculated counted collected
    delivered shipped purchased traded borrowed invested financed funded backed joined
    attended visited hosted organised prepared trained hired appointed elected named
    defended attacked defeated outscored followed pursued tracked blamed suspended resumed
    restored returned welcomed celebrated mourned remembered described explained discussed
    considered recommended proposed introduced adopted ignored overturned amended disputed
    """.split()

ADJECTIVES = """new old large small local national foreign public private early late main former
    current recent major minor serious heavy strong weak high low long short young senior junior
    political economic financial social legal military medical technical environmental rural urban
    northern southern eastern western central coastal regional federal joint independent official
    unexpected sudden rapid slow steady sharp deep wide narrow open empty crowded busy quiet calm
    angry worried careful cautious confident hopeful bitter fierce tense difficult simple complex
    expensive cheap rare common popular famous unknown separate similar different final initial
    annual monthly weekly daily temporary permanent partial complete successful fatal dangerous
    safe illegal historic modern wooden electric digital domestic global remaining""".split()

ROLES = """mayor minister governor spokesman spokeswoman chairman director professor coach captain
    senator prosecutor judge lawyer engineer analyst economist inspector commissioner secretary
    president treasurer founder resident witness farmer doctor ambassador general councillor
    """.split()

FIRST_NAMES = """Ada Alan Alice Anna Arthur Basil Bella Boris Carl Carla Cecil Clara Dana David
    Della Edgar Edith Elena Emil Erik Esther Eva Felix Fiona Frank Freda Gavin Gerda Gloria Harold
    Hazel Helen Henry Hugo Ida Igor Irene Ivan Jack Jane Jonas Judith Karl Kate Laura Leo Lina Louis
    Lucy Magda Marcus Maria Martha Max Mila Nadia Nora Oscar Otto Paula Peter Rita Robert Rosa Ruth
    Sarah Simon Sofia Stella Thomas Tina Ursula Vera Victor Walter Wendy Yusuf Zoe""".split()

COUNTED = """people workers residents passengers homes votes jobs students patients shares vehicles
    soldiers visitors customers families tonnes acres buildings cases seats complaints dollars euros
    flights members""".split()

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class EventType:
    """A kind of event: what all events of the kind are told with.

    Args:
        nouns: Words for the thing.
        verbs: Past forms.
        phrases: Stock phrases, as form reports use them.
    """

    nouns: tuple[str, ...]
    verbs: tuple[str, ...]
    phrases: tuple[str, ...]


def _kind(nouns: str, verbs: str, *phrases: str) -> EventType:
    return EventType(tuple(nouns.split()), tuple(verbs.split()), phrases)


EVENT_TYPES = (
    _kind(
        "earthquake tremor quake epicentre aftershock magnitude rubble fault",
        "shook struck toppled cracked",
        "at a depth of {k} kilometres",
        "with a magnitude of {k}",
        "followed by {k} aftershocks",
    ),
    _kind(
        "crash collision derailment wreckage carriage junction lorry impact",
        "collided derailed skidded overturned",
        "shortly after {k} o'clock",
        "while travelling towards {l}",
        "on a bend near {l}",
    ),
    _kind(
        "strike walkout picket stoppage ballot negotiation pay overtime",
        "picketed halted bargained balloted",
        "over a {k} percent pay rise",
        "for a period of {k} days",
        "outside the gates of {o}",
    ),
    _kind(
        "election ballot turnout poll majority coalition recount constituency",
        "conceded polled campaigned canvassed",
        "with {k} percent of ballots counted",
        "in the second round in {l}",
        "by a margin of {k} points",
    ),
    _kind(
        "earnings profit quarter dividend forecast revenue guidance outlook",
        "earned slumped climbed beat",
        "in the quarter that ended on {d}",
        "up {k} percent from a year before",
        "compared with forecasts of {k}",
    ),
    _kind(
        "fire blaze smoke flames warehouse firefighter hydrant arson",
        "burned gutted smouldered ignited",
        "with {k} engines at the scene",
        "spread to a warehouse in {l}",
        "before dawn on {d}",
    ),
    _kind(
        "trial verdict jury defendant courtroom sentence appeal plea",
        "convicted acquitted testified pleaded",
        "after {k} days of testimony",
        "to {k} years in prison",
        "at the crown court in {l}",
    ),
    _kind(
        "match goal penalty defender striker half league stadium",
        "scored drew equalised kicked",
        "in the {k} minute",
        "before a crowd of {c}",
        "away to {o} on {d}",
    ),
    _kind(
        "storm hurricane rainfall gale surge landfall forecaster gust",
        "lashed flooded battered weakened",
        "with gusts of {k} kilometres an hour",
        "about {k} kilometres off {l}",
        "by the evening of {d}",
    ),
    _kind(
        "protest rally demonstrator crowd banner square barricade chant",
        "marched chanted gathered dispersed",
        "on the main square of {l}",
        "for the {k} day in a row",
        "as riot police of {l} looked on",
    ),
    _kind(
        "robbery theft burglar gang jewellery vault getaway loot",
        "robbed stole fled raided",
        "from a jeweller in {l}",
        "in less than {k} minutes",
        "in a stolen car on {d}",
    ),
    _kind(
        "merger takeover bid acquisition stake shareholder regulator premium",
        "merged acquired valued bid",
        "at {k} euros a share",
        "for a stake of {k} percent",
        "subject to approval in {l}",
    ),
    _kind(
        "launch rocket satellite orbit capsule astronaut countdown payload",
        "lifted orbited docked scrubbed",
        "from the space centre at {l}",
        "into an orbit of {k} kilometres",
        "after {k} delayed attempts",
    ),
    _kind(
        "outbreak virus infection vaccine quarantine symptom ward epidemic",
        "infected vaccinated isolated spread",
        "with {k} confirmed cases in {l}",
        "in intensive care in {l}",
        "during the past {k} days",
    ),
    _kind(
        "flood levee dam rainfall overflow mud sandbag reservoir",
        "flooded overflowed stranded drained",
        "rose {k} metres above normal",
        "cut off the road to {l}",
        "after {k} hours of rain",
    ),
    _kind(
        "budget spending deficit levy surplus treasury austerity subsidy",
        "budgeted taxed allocated trimmed",
        "to {k} percent of output",
        "over the next {k} years",
        "in a speech in {l}",
    ),
    _kind(
        "appointment successor resignation post board nominee tenure vacancy",
        "appointed resigned succeeded nominated",
        "after {k} years in the post",
        "at the head of {o}",
        "with effect from {d}",
    ),
    _kind(
        "funeral death tribute obituary legacy mourner illness memorial",
        "died mourned buried honoured",
        "at the age of {k}",
        "after a long illness in {l}",
        "survived by {k} children",
    ),
    _kind(
        "shooting gunman bullet ambulance motive gunfire rifle standoff",
        "shot wounded opened surrendered",
        "in a car park in {l}",
        "at least {k} times",
        "taken to a hospital in {l}",
    ),
    _kind(
        "summit ceasefire envoy talks delegation accord mediator embassy",
        "negotiated brokered mediated stalled",
        "on the {k} day of talks",
        "behind closed doors in {l}",
        "under a plan of {k} points",
    ),
    _kind(
        "recall defect model brake battery dealer fault regulator",
        "recalled failed overheated inspected",
        "built between {k} and {k}",
        "in {k} reported incidents",
        "sold by dealers in {l}",
    ),
    _kind(
        "festival stage concert audience premiere singer album award",
        "performed premiered headlined sang",
        "for the {k} year running",
        "on the open stage in {l}",
        "on a bill of {k} acts",
    ),
    _kind(
        "study researcher sample trial journal finding method therapy",
        "measured observed tested concluded",
        "in a sample of {c}",
        "over a span of {k} years",
        "in a journal on {d}",
    ),
    _kind(
        "hack breach malware password server ransom leak cyberattack",
        "hacked leaked encrypted exposed",
        "for {k} hours on {d}",
        "on the servers of {o}",
        "with a ransom of {k} coins",
    ),
)

SUBJECTS = (
    "the {j} {t}",
    "{p}",
    "{p}",
    "{o}",
    "{c}",
    "officials in {l}",
    "a {n} for {o}",
    "residents of {l}",
    "more than {c}",
    "the {n} of the {e}",
    "a {j} {n} near {l}",
    "the {e} {n}",
    "a {b} {n}",
    "one {n} and a {e}",
    "the {t} in {l}",
    "the {j} {n} and {p}",
    "no {j} {n}",
    "a {n} from {l}",
)

PREDICATES = (
    "{v} the {n} of the {t}",
    "{v} that the {n} had {v} the {e}",
    "was {v} after the {t} in {l}",
    "{u} a {j} {n}",
    "had {v} the {b} {n}",
    "{v} and {v} the {n}",
    "{v} a {e} for {o}",
    "{u} near the {n}",
    "{u} as the {e} {v}",
    "has {v} its {j} {n}",
    "was not {v} by the {n}",
    "{v} neither the {t} nor the {n}",
    "would be {v} if the {n} {v}",
    "{v} what {p} {v} about the {e}",
    "had been {v} with a {j} {b}",
    "{v} {c}",
    "{v} to a {n} that {o} {v}",
    "{v} how a {j} {n} {v}",
    "were {v} in a {e} {n}",
    "{v} its {n} to {l}",
)

ADJUNCTS = (
    "in {l}",
    "on {d}",
    "near {l}",
    "after a {j} {n} of the {t}",
    "because the {n} was {v}",
    "while the {e} was {v} by {o}",
    "with {c}",
    "near the {n} of {l}",
    "before the {n} and the {b} were {v}",
    "despite a {j} {n}",
    "under a {b} {n}",
    "as {p} {v} the {n}",
    "although few {n}s had {v}",
    "between the {n} and the {e}",
    "for about {k} {n}s",
    "where a {n} {v} the {t}",
    "among them a {j} {n}",
    "which {v} the {b}",
    "at a {e} {n}",
    "without a {n} from {o}",
    "when {o} {v} the {n}",
    "since the {j} {t}",
    "and {v} the {j} {n}",
    "but the {n} {v}",
    "so that {p} could not be {v}",
    "until {d}",
    "along the {b} {n}",
    "through its {j} {n}",
    "instead of a {j} {e}",
    "during the {n} in {l}",
)

OPENERS = (
    "On {d}",
    "In {l}",
    "After the {t}",
    "For {k} {n}s",
    "Despite the {j} {n}",
    "According to {o}",
    "Before the {e}",
    "With {c} {v}",
    "As the {n} {v}",
    "At the {b} {n}",
)

ATTRIBUTIONS = (
    "{p} said",
    "a {n} for {o} said",
    "according to {p}",
    "{o} said on {d}",
    "the {r} said",
    "{p} told a {n}",
    "a {j} {n} said",
)

QUOTES = (
    "we {v} every {n} and the {e} was {v} before any of us could {v} the {t}",
    "I have never {v} a {j} {n} like this and I do not want to see the {e} again",
    "nobody {v} the {n} for us and that is why the {b} {v} when the {t} {v}",
    "there is a {j} {n} here and my {n} {v} it long before {o} {v} the {e}",
    "if the {n} is {v} then {c} will ask what the {t} was for",
    "this {e} is not about a {n} but about the {j} {n} that we {v} in {l}",
)

HEADLINES = (
    "{t} in {l} {u} {n}",
    "{p} {v} {e} after {t}",
    "{o} {v} {n} over {t}",
    "{c} {v} in {l} {t}",
    "{l} {n} {v} as {t} {u} {e}",
    "{t} near {l} leaves {c} without {n}",
    "what we know about the {t} in {l}",
    "{p} {v} {j} {n} in {l}",
    "{e} {n} {v} after {l} {t}",
    "{o} and {p} {v} {e}",
)

# Lines around articles: {name} of the outlet, {city} it is in, {owner} of its chain.
TOP_LINES = (
    "Skip to main content",
    "Home | News | Politics | Business | Sport | Opinion",
    "{name} | Subscribe | Log in",
    "Share this article on Facebook, X or by email",
    "Listen to this article",
    "By {name} staff",
    "Breaking news, weather and traffic from {city}",
    "Search | Menu | My account",
)
MIDDLE_LINES = (
    "Advertisement",
    "Story continues below advertisement",
    "Sign up for {name} Daily, our free morning newsletter.",
    "Subscribe to {name} for unlimited access to news from {city}.",
    "Get the day's top stories from {name} in your inbox every morning.",
)
TEASER_HEADS = ("More from {name}", "Most read", "Related stories", "Read next", "Top stories")
BOTTOM_LINES = (
    "Copyright {name}. All rights reserved. This material may not be published or rewritten.",
    "Follow {name} on Facebook, X and Instagram for the latest news from {city}.",
    "Download the {name} app for breaking news alerts and the forecast for {city}.",
    "Do you have a story to share? Email the newsroom of {name} or call the news desk.",
    "{name} is part of the {owner} network, which serves readers in {city} and beyond.",
    "Our journalism is supported by readers. Please consider a gift to the {owner} foundation.",
    "Letters to {name} should be no longer than 200 words and carry a name and an address.",
    "Terms of use | Privacy policy | Contact us | Advertise with us",
    "Sign up for the {owner} newsletter to get the latest headlines delivered to your inbox.",
    "To comment on this article, log in to your account or register with {name} for free.",
)
AGENCIES = ("Meridian Wire", "Northgate Press Agency", "Coastline News Service")


class Letters(NamedTuple):
    """What syllables of invented words are made of."""

    onsets: tuple[str, ...]
    vowels: tuple[str, ...]
    codas: tuple[str, ...]


_LETTERS = Letters(
    tuple("b c d f g h k l m n p r s t v w z br dr gr kr pl st tr sh th gl fl".split()),
    tuple("aeiou"),
    tuple("n r l m k t sk nd rn lt x ck".split()),
)
# Odd and prime to the sizes below, so that the multiplication only permutes them.
_SPREAD = 7_368_787


def spell(number: int, letters: Letters = _LETTERS) -> str:
    """Return the invented word of a number, another one for each below 33 million.

    Two syllables for the first 235,200, three for the others; neighbours look unlike. The
    bounds are those of the default letters.
    """
    onsets, vowels, codas = letters
    short = (len(onsets) * len(vowels)) ** 2 * len(codas)
    size, syllables = (short, 2) if number < short else (short * len(onsets) * len(vowels), 3)
    rest = (number * _SPREAD) % size
    rest, coda = divmod(rest, len(codas))
    parts = []
    for _ in range(syllables):
        rest, onset = divmod(rest, len(onsets))
        rest, vowel = divmod(rest, len(vowels))
        parts.append(onsets[onset] + vowels[vowel])
    return "".join(parts) + codas[coda]


@dataclass(frozen=True, slots=True)
class Language:
    """What a stream is written in: the lists above, and how names and forms are made.

    Lists from which facts of an event are drawn (``first_names``, ``roles``, ``counted``,
    ``event_types`` and the forms of names) have one length in all languages, so that an
    event of a seed has the same facts in each.

    Args:
        code: BCP 47.
        months: As dates print them; with ``date`` and ``separators`` where dates, thousands
            and decimals are printed in another way.
        date: With ``{day}`` and ``{month}``.
        separators: Of thousands and of decimals.
        quotation: A form for what was said and for who said it.
        outlets: Second words of the names of outlets.
        owner: A form for the name of a chain.
        place_forms, organisation_forms: Forms for invented names.
        term: The invented noun of a number.
        name: The invented name of a number, in small letters.
        surname: A surname, from a first name and an invented one.
        inflect: The form of a word: kind of its slot, word, form, an adjective if the form has
            one, a draw from [0, 1).
    """

    code: str
    nouns: Sequence[str]
    verbs: Sequence[str]
    adjectives: Sequence[str]
    roles: Sequence[str]
    first_names: Sequence[str]
    counted: Sequence[str]
    weekdays: Sequence[str]
    months: Sequence[str]
    date: str
    separators: str
    event_types: Sequence[EventType]
    subjects: Sequence[str]
    predicates: Sequence[str]
    adjuncts: Sequence[str]
    openers: Sequence[str]
    attributions: Sequence[str]
    quotes: Sequence[str]
    quotation: str
    headlines: Sequence[str]
    top_lines: Sequence[str]
    middle_lines: Sequence[str]
    teaser_heads: Sequence[str]
    bottom_lines: Sequence[str]
    agencies: Sequence[str]
    outlets: Sequence[str]
    owner: str
    place_forms: Sequence[str]
    organisation_forms: Sequence[str]
    term: Callable[[int], str]
    name: Callable[[int], str]
    surname: Callable[[str, str], str]
    inflect: Callable[[str, str, str, str, float], str]


ENGLISH = Language(
    code="en",
    nouns=NOUNS,
    verbs=VERBS,
    adjectives=ADJECTIVES,
    roles=ROLES,
    first_names=FIRST_NAMES,
    counted=COUNTED,
    weekdays=WEEKDAYS,
    months=(),
    date="",
    separators=",.",
    event_types=EVENT_TYPES,
    subjects=SUBJECTS,
    predicates=PREDICATES,
    adjuncts=ADJUNCTS,
    openers=OPENERS,
    attributions=ATTRIBUTIONS,
    quotes=QUOTES,
    quotation='"{}," said {}.',
    headlines=HEADLINES,
    top_lines=TOP_LINES,
    middle_lines=MIDDLE_LINES,
    teaser_heads=TEASER_HEADS,
    bottom_lines=BOTTOM_LINES,
    agencies=AGENCIES,
    outlets=("Herald", "Courier", "Post", "Times", "Echo", "Standard", "Tribune", "Observer"),
    owner="{} Media",
    place_forms=("{}", "{}", "{}", "Port {}", "North {}", "{} Falls", "Lake {}"),
    organisation_forms=(
        "{} Energy", "{} Council", "{} Bank", "{} United", "the {} Institute", "{} Group",
    ),
    term=spell,
    name=spell,
    surname=lambda first, name: name.capitalize(),
    inflect=lambda kind, word, form, adjective, draw: word,
)  # fmt: skip
