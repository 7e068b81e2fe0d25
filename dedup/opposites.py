"""Which words exclude each other in one place of a sentence.

WordNet's antonyms (``dedup.lexicon``), what news sets against each other and a
dictionary of antonyms lacks, and negating prefixes ("legal", "illegal"). Right only
where both words stand in the place of one another: "back" opposes "reject" as a verb
and is no opposite of anything elsewhere.

Known failures: a prefix that negates nothing ("port", "import"), and words of two senses
("strike" a law down, "strike" a deal).
"""

from __future__ import annotations

from dedup.lexicon import opposite
from dedup.sentence_words import key

# Each word before a colon with what it excludes, in all its forms. Written for this package.
_NEWS = """
    approve: reject veto block; grant: refuse deny reject; back: oppose reject; support: oppose;
    supporter: opponent critic; allow: ban forbid block prohibit; permit: ban prohibit; legalise:
    ban; legalize: ban; agree: refuse decline; accept: decline; join: quit leave; improve:
    worsen; expand: shrink cut; extend: shorten end; confirm: deny; acknowledge: deny; affirm:
    deny; ally: enemy rival foe; friend: enemy; largest: smallest; biggest: smallest; highest:
    lowest; higher: lower; older: younger; oldest: youngest; longest: shortest; greater: smaller;
    larger: smaller; bigger: smaller; upheld: overturn; uphold: overturn strike; convict: clear;
    condemn: praise welcome; criticise: praise welcome; criticize: welcome; denounce: praise;
    praise: slam attack; welcome: reject; embrace: reject; raise: cut reduce; increase: reduce
    cut decline fall drop; rise: drop decline cut; climb: fall drop; jump: fall drop; soar:
    plunge; surge: plunge fall; gain: fall drop; grow: shrink decline fall; tighten: ease relax;
    add: remove cut; hire: lay sack dismiss; appoint: dismiss remove; arrest: free release;
    detain: release free; jail: free; imprison: free; kill: save rescue; win: fail; beat: lose;
    defeat: lose; survive: die; arrive: depart; enter: leave; resume: suspend halt; start: end
    halt; begin: halt stop finish; launch: end cancel; reopen: close; pass: reject defeat block;
    enact: repeal; adopt: reject repeal; impose: lift; ban: lift; keep: drop scrap abandon;
    maintain: abandon; honour: break; honor: break; victory: loss; guilty: acquitted; safe:
    unsafe; conservative: progressive; left-wing: right-wing; optimistic: pessimistic; hawkish:
    dovish; surplus: deficit; protect: endanger; easy: hard; voluntary: mandatory compulsory;
    temporary: permanent; deploy: withdraw; uncle: aunt; earlier: later; former: current;
    northeast: southwest; northwest: southeast; morning: evening; proud: ashamed; applaud:
    condemn criticise criticize; supportive: hostile; useful: useless; honourable: disgraceful;
    honorable: disgraceful; fade: grow; resist: accept embrace; admit: deny; compliance: breach;
    acquit: convict jail imprison; acquitted: convicted; clear: charge; jail: acquit; quash:
    uphold upheld confirm reinstate; annul: confirm uphold; overturn: confirm; dismiss: uphold
    reinstate; reinstate: expel suspend; expel: readmit; sign: veto; veto: approve; boycott:
    attend contest join; boycotted: attended contested joined; delete: keep add; cheer: jeer boo;
    re-elected: defeated ousted; retain: lose; confess: deny; illegal: lawful; unlawful: legal;
    lift: keep maintain; offer: refuse; promise: refuse; slide: climb rise grow; slip: climb rise
    grow; dip: rise climb; lower: raise lift; tumble: jump soar climb; shed: add gain; closure:
    opening; triple: halve; double: halve; slow: quicken accelerate; slowest: fastest quickest;
    slower: quicker faster; boost: hurt harm weaken; miss: beat exceed; defy: obey heed; heed:
    ignore; rebound: slump; soar: crater plummet slump; dismay: delight; fury: delight; bar:
    allow permit admit; bearish: bullish; refuse: give accept; reintroduce: scrap; recede: grow;
    ease: intensify escalate worsen deepen; let: stop; trail: lead; reversed: upheld; rejected:
    upheld; restore: strip suspend; perish: survive; strongest: weakest; richest: poorest;
    thrive: struggle; comply: defy flout; endorse: oppose reject condemn; hail: condemn
    criticise; applause: boos; exonerate: convict implicate; exclude: include; exempt: include;
    unanimous: divided split; narrowly: comfortably easily; secretly: openly publicly; publicly:
    privately; deliberate: accidental; deliberately: accidentally; intentional: accidental;
    optional: compulsory mandatory; outperform: underperform; upgrade: downgrade; appreciate:
    depreciate; buyer: seller; borrower: lender; tenant: landlord; plaintiff: defendant;
    prosecutor: defendant; incumbent: challenger; innocent: guilty; onshore: offshore;
    nationalise: privatise; promote: demote; resign: stay; retreat: advance; cease: continue;
    continue: stop halt suspend; postpone: hasten; widen: narrow; lengthen: shorten; loosen:
    tighten; ratify: reject; renew: cancel; deplore: welcome; unhurt: injured hurt wounded;
    unharmed: injured hurt; intact: destroyed damaged; spared: destroyed; minimum: maximum;
    grandfather: grandmother; outnumber: trail; shrank: grew; withdrew: repeated; refund: charge;
    hopeful: gloomy; sober: drunk; packed: empty; pan: praise; satisfaction: fury anger;
    squander: seize; jubilant: dejected; remove: keep retain; unveil: hide conceal;
    spur: hinder hamper stifle; attract: repel deter; encourage: deter
"""
# These serve too many other ends: they exclude each other word for word only.
_EXACT = """
    more: less fewer; most: least few fewest; many: few; both: neither; including: except
    excluding; above: below; before: after; over: under; up: down; all: none; always: never;
    everyone: nobody; with: without; for: against; mr: mrs; his: her; several: none
"""
# What WordNet sets against each other and news does not.
_NOT_OPPOSED = frozenset(
    frozenset(map(key, pair.split("/")))
    for pair in """center/right center/left general/local express/local local/national back/front
    charge/discharge issue/recall left/right pass/run part/wholly rise/set""".split()
)
# Without "de": "port" and "deport", "light" and "delight" share no more than letters.
_NEGATING_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non", "non-")
# Shorter words end too many others by chance ("ion", "union").
_MIN_LETTERS = 4


# Words of one kind, of which a place in a sentence holds one; forms of one word by a slash.
_KINDS = """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth |
    thousand/thousands million/millions billion/billions trillion/trillions |
    seconds/second minute/minutes hour/hours day/days week/weeks month/months quarter/quarters
    year/years decade/decades century/centuries | hourly daily weekly monthly quarterly
    yearly/annual/annually | spring summer autumn/fall winter | north south east west |
    northern southern eastern western | father/dad mother/mum/mom son daughter brother sister
    husband wife uncle aunt nephew niece | red orange yellow green blue purple pink brown black
    white grey/gray | single double triple/treble quadruple
"""


def _kinds() -> dict[str, tuple[tuple[int, int], ...]]:
    """Return the (kind, place in it) of each word, of each kind it belongs to."""
    table: dict[str, tuple[tuple[int, int], ...]] = {}
    for number, kind in enumerate(_KINDS.split("|")):
        for place, forms in enumerate(kind.split()):
            for form in forms.split("/"):
                table[form] = (*table.get(form, ()), (number, place))
    return table


_KIND_OF = _kinds()


def _pairs(table: str) -> frozenset[frozenset[str]]:
    entries = (entry.split(":") for entry in table.split(";"))
    return frozenset(
        frozenset((word.strip(), other)) for word, others in entries for other in others.split()
    )


_NEWS_PAIRS = frozenset(frozenset(map(key, pair)) for pair in _pairs(_NEWS))
_EXACT_PAIRS = _pairs(_EXACT)
_EXACT_WORDS = frozenset().union(*_EXACT_PAIRS)


def opposed(left: str, right: str) -> bool:
    """Tell whether two lower-case words, in any of their forms, exclude each other.

    Args:
        left: A word as printed, in lower case; what is empty excludes nothing.
        right: What stands in its place elsewhere.
    """
    if not left or not right:
        return False
    if left in _EXACT_WORDS or right in _EXACT_WORDS:
        return frozenset((left, right)) in _EXACT_PAIRS
    ours, theirs = key(left), key(right)
    pair = frozenset((ours, theirs))
    if pair in _NEWS_PAIRS:
        return True
    if pair in _NOT_OPPOSED:
        return False
    return theirs in opposite(ours) or _negated(left, right)


def _negated(left: str, right: str) -> bool:
    """Tell whether one word is the other with a negating prefix."""
    shorter, longer = sorted((left, right), key=lambda word: (len(word), word))
    return len(shorter) >= _MIN_LETTERS and any(longer == p + shorter for p in _NEGATING_PREFIXES)


def other_of_its_kind(left: str, right: str) -> bool:
    """Tell whether two lower-case words are different ones of one kind: "first", "third".

    Args:
        left: A word as printed, in lower case.
        right: What stands in its place elsewhere.
    """
    ours, theirs = dict(_KIND_OF.get(left, ())), dict(_KIND_OF.get(right, ()))
    return any(ours[kind] != theirs[kind] for kind in ours.keys() & theirs.keys())
