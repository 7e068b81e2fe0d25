"""Words that say what a number measures: units, currencies, and change.

Own tables, from the AP stylebook's and the SI brochure's usual spellings; they
hold what news text prints, not every unit there is.
"""

from __future__ import annotations

# Canonical singular → the spellings that stand for it ("_x" only when glued to the figure).
_SPELLINGS = {
    "second": "second seconds sec secs",
    "minute": "minute minutes min mins",
    "hour": "hour hours hr hrs",
    "day": "day days",
    "week": "week weeks",
    "month": "month months",
    "year": "year years yr yrs",
    "decade": "decade decades",
    "century": "century centuries",
    "millimetre": "millimetre millimetres millimeter millimeters mm",
    "centimetre": "centimetre centimetres centimeter centimeters cm",
    "metre": "metre metres meter meters _m",
    "km": "kilometre kilometres kilometer kilometers km kms",
    "inch": "inch inches _in",
    "foot": "foot feet ft",
    "yard": "yard yards yd yds",
    "mile": "mile miles",
    "nautical mile": "",
    "hectare": "hectare hectares ha",
    "acre": "acre acres",
    "microgram": "microgram micrograms",
    "milligram": "milligram milligrams mg",
    "gram": "gram grams gramme grammes _g",
    "kg": "kilogram kilograms kilogramme kilogrammes kilo kilos kg kgs",
    "tonne": "tonne tonnes _t",
    "ton": "ton tons",
    "pound": "lb lbs",
    "ounce": "ounce ounces oz",
    "millilitre": "millilitre millilitres milliliter milliliters ml",
    "litre": "litre litres liter liters _l",
    "gallon": "gallon gallons",
    "degree": "degree degrees °",
    "mile per hour": "mph",
    "km per hour": "kph kmh",
    "knot": "knot knots",
    "watt": "watt watts",
    "kilowatt": "kilowatt kilowatts kw",
    "megawatt": "megawatt megawatts mw",
    "gigawatt": "gigawatt gigawatts gw",
    "kilowatt-hour": "kwh",
    "microsievert": "microsievert microsieverts",
    "millisievert": "millisievert millisieverts",
    "sievert": "sievert sieverts",
    "megahertz": "megahertz mhz",
    "gigahertz": "gigahertz ghz",
    "megabyte": "megabyte megabytes mb",
    "gigabyte": "gigabyte gigabytes gb",
    "terabyte": "terabyte terabytes tb",
}
UNITS = {
    spelling: unit
    for unit, spellings in _SPELLINGS.items()
    for spelling in spellings.split()
    if not spelling.startswith("_")
}
GLUED_UNITS = UNITS | {
    spelling[1:]: unit
    for unit, spellings in _SPELLINGS.items()
    for spelling in spellings.split()
    if spelling.startswith("_")
}
DURATIONS = frozenset("second minute hour day week month year decade century".split())
LENGTHS = frozenset({"metre", "km", "inch", "foot", "yard", "mile", "nautical mile"})
AREA_WORDS = {"square": "square", "sq": "square", "cubic": "cubic"}
PERCENT_WORDS = frozenset({"percent", "pct", "pc"})

CURRENCY_SIGNS = {"$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR", "₩": "KRW"} | {
    "₽": "RUB",
    "₺": "TRY",
    "₪": "ILS",
    "₴": "UAH",
    "₦": "NGN",
}
# What may stand glued before "$".
DOLLAR_PREFIXES = {"us": "USD", "u.s.": "USD", "a": "AUD", "au": "AUD", "c": "CAD", "ca": "CAD"} | {
    "nz": "NZD",
    "hk": "HKD",
    "s": "SGD",
    "sg": "SGD",
    "r": "BRL",
    "nt": "TWD",
    "mx": "MXN",
}
# Upper-case codes before or after the figure ("EUR 5m", "5m USD").
CURRENCY_CODES = {
    code: code
    for code in "USD EUR GBP JPY CNY INR CHF AUD CAD NZD SEK NOK DKK RUB BRL ZAR MXN KRW SGD "
    "HKD TRY PLN".split()
} | {"Rs": "INR", "RMB": "CNY"}
CURRENCY_WORDS = {
    "dollar": "USD",
    "dollars": "USD",
    "euro": "EUR",
    "euros": "EUR",
    "yen": "JPY",
    "rupee": "INR",
    "rupees": "INR",
    "yuan": "CNY",
    "renminbi": "CNY",
    "rouble": "RUB",
    "roubles": "RUB",
    "ruble": "RUB",
    "rubles": "RUB",
    "won": "KRW",
    "francs": "CHF",
    "pesos": "peso",
    "shekels": "ILS",
    "lira": "TRY",
    "naira": "NGN",
    "rand": "ZAR",
    "hryvnia": "UAH",
    "kronor": "SEK",
    "kroner": "NOK",
    "rupiah": "IDR",
    "baht": "THB",
    "ringgit": "MYR",
    "zloty": "PLN",
    "riyals": "riyal",
    "dirhams": "dirham",
}
# A dollar is the United States' unless one of these stands before the word.
DOLLAR_COUNTRIES = {
    "us": "USD",
    "u.s.": "USD",
    "american": "USD",
    "canadian": "CAD",
    "australian": "AUD",
    "singapore": "SGD",
}

_UP = (
    "rise rises rose risen rising increase increases increased increasing climb climbs climbed "
    "climbing jump jumps jumped jumping grow grows grew grown growing gain gains gained gaining "
    "surge surges surged surging soar soars soared soaring hike hikes hiked spike spiked swelled"
)
_DOWN = (
    "fall falls fell fallen falling drop drops dropped dropping decline declines declined "
    "declining decrease decreases decreased decreasing slide slides slid plunge plunges plunged "
    "plunging tumble tumbled tumbles sank cut cuts cutting reduce reduced reduces reducing "
    "reduction lower lowered lowers slash slashed shrank shrunk shrink dip dipped slump slumped"
)
CHANGES = dict.fromkeys(_UP.split(), "up") | dict.fromkeys(_DOWN.split(), "down")
# The ones that, right after a percentage, name the change itself ("a 5% rise in fares").
CHANGE_NOUNS = frozenset(
    "rise increase jump gain surge hike spike climb fall drop decline decrease slide "
    "plunge cut reduction dip slump".split()
)

# What a clause asserts of the people it counts, folded to one word for each state. Counts of
# different states ("12 dead", "30 injured") answer different questions.
STATES = {
    word: state
    for state, spellings in {
        "dead": "dead killed killing kills kill died dies death deaths fatality fatalities slain "
        "perish perished perishing murdered murdering drown drowns drowned drowning",
        "injured": "injured injuring injures injury injuries wounded wounding wounds hurt hurting",
        "missing": "missing unaccounted",
        "arrested": "arrested arresting arrests arrest detained detaining detains jailed "
        "apprehended imprisoned",
        "charged": "charged charging indicted",
        "displaced": "displaced displacing evacuated evacuating homeless stranded",
        "hospitalised": "hospitalised hospitalized hospitalising hospitalizing",
        "rescued": "rescued rescuing rescues saved survivors survivor",
        "infected": "infected infecting sickened",
        "deported": "deported deporting deports",
        "released": "released releasing freed freeing",
        "kidnapped": "kidnapped kidnapping abducted abducting",
    }.items()
    for word in spellings.split()
}
# States that may stand for the people themselves ("12 injured", "three dead").
STATE_HEADS = frozenset(
    "dead killed injured wounded hurt missing arrested detained charged displaced evacuated "
    "homeless stranded hospitalised hospitalized rescued infected".split()
)
