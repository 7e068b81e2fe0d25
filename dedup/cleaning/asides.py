"""What editors and their tools put between or under the paragraphs of an article.

Calls to write to the reporter, boxes that ask for comments, galleries, lists of topics,
corrections, links with a label: each has a form that no sentence of news has, so it is
known in whatever text it stands, also in one without any other furniture. A reader of
another article is sent there; a correction speaks of the text, not of the news.

Read on the folded lower-case line; only a line that opens with one of ``_OPENS`` is tried.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dedup.cleaning.features import LineFacts
from dedup.cleaning.promos import is_promo
from dedup.model import Role

# A line of more words says more than such a line does.
_MOST_WORDS = 80
# A link has a title in front, no paragraph.
_MOST_LINKED = 20
_ADDRESS = r"[\w.+-]{1,60}@[\w-]{1,40}\.[a-z]"
_HOUSE = r"(?:story|article|report|post|column)"
# Three characters; where a pattern gains an opening, this must gain it too.
_OPENS: frozenset[str] = frozenset(
    """wri con sen sha joi top tag fil fir sli rel thi war for wat rea see vie lis cli vis fol
    edi sto onl ori ful mor use upd pos pub las jus mus ple was adj int add end -30""".split()
) | {"go ", "as "}
_ASIDE = re.compile(
    # Whom to write to, with an address.
    rf"(?:write to|contact|send (?:\w+ )?tips? to) (?:[^@\"]{{2,60}} at )?{_ADDRESS}"
    r"|send (?:(?:a|your) )?tips? to the \w+ team\b"
    # Boxes for readers.
    r"|share your thoughts\b|join the conversation(?: below)?\W*\Z"
    r"|was this (?:page|guide|timeline|article) (?:useful|helpful)\b"
    # What a player or a chart prints where it cannot be seen, and the buttons around it.
    r"|just watched [^\n]{3,200} replay more videos\b|must watch [^\n]{3,200} \d{1,2}:\d\d\Z"
    r"|please upgrade your browser\b|adjust font size\b[^.!?]{0,20}\Z"
    r"|share this (?:chart|map|guide|timeline|video)\b[^.!?]{0,40}\Z"
    r"|interested in [^?\"]{2,60}\?(?: add\b|\Z)|add [^.?!\"]{2,60} as an interest\b|add interest\Z"
    # By which agencies end their texts.
    r"|(?:enditem|ends)\W?\Z|-30-\Z"
    # What a page says of the text. A report may be revised, a law's article amended, in the news.
    r"|(?:topics|tags|filed under): [^.!?]{3,300}\Z|first posted\W*\Z"
    r"|slideshow \(\d{1,3} (?:image|photo)s?\)\W*\Z|(?:story|article) continued below\W*\Z"
    r"|online:\Z|this site is protected by recaptcha\b"
    # A date and figures may be updated in the news; the clock alone stands under a text.
    r"|(?:last )?(?:updated|posted|published)(?: at|:) ?\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m\b\.?"
    r"[^.!?]{0,20}\.?\Z"
    rf"|this {_HOUSE} (?:has been|was) (?:corrected|refiled)\b"
    rf"|this {_HOUSE} is (?:more than |over )?\w+ (?:month|year)s? old\W*\Z"
    rf"|(?:as of [^.!?]{{3,40}}, )?this {_HOUSE} is no longer being updated\b"
    rf"|original {_HOUSE}(?: (?:follows|continues|appears))?(?: below)?:\Z"
    r"|this (?:story|post) (?:has been|was) (?:amended|revised)\b"
    r"|this article(?: and (?:its|the) (?:headline|sub-?heading|subheadline|caption)s?)?"
    r" (?:was|were) amended on\b"
    rf"|(?:warning|caution): (?:this {_HOUSE}|graphic|some (?:readers|viewers)) (?:contain|may\b)"
    rf"|editors?'?s? note: (?:this {_HOUSE}|an? (?:earlier|previous) version|for more)\b"
    r"|editors?'?s? note: the headline\b"
    r"|editors?'?s? note: (?:read|watch|follow|see|listen to) (?:our|more|live|the latest|all)\b"
    r"|content created by [^.!?]{3,80} is available\b|for licensing opportunities\b"
    # Where to look.
    r"|for (?:more (?:on|about|of|from)|an? (?:link|graphic|timeline|map)|graphics?) [^.!?]{3,90}?"
    r"(?:, (?:please )?(?:click|listen|visit|follow|subscribe|read|check out)\b| click )"
    r"|(?:watch|read|see|view|listen to) [^.!?:\"]{2,80} (?:here|below)[.:]?\Z"
    r"|for (?:continuing|continued|complete|full|our|the latest) coverage\b[^.!?]{0,90}?"
    r"(?:, (?:please )?(?:click|visit|follow|check out|see|go to)\b| click )"
    r"|(?:full|live|more|complete|continuing) coverage(?: (?:of|on|from) [^.!?:]{3,80})?:?\Z"
    r"|(?:more|watch|listen|see also):\Z"
    r"|click (?:to|for) |visit the [^.!?]{3,60} (?:page|website|site) for\b"
    r"|follow [^.!?]{3,80} at https?://|go deeper: "
)
# Small letters would make a sentence of it: "Related video shows the boats".
_RELATED = re.compile(r"Related (?:Video|Coverage) [A-Z0-9'\"]")
# The same in brackets, where nothing but a pointer or a note of the desk opens so.
_BRACKETED = re.compile(
    r"[(\[](?:click|follow (?:live|our|the)|read (?:the|our|more)|watch (?:the|our)|see (?:the|our)"
    r"|listen|sign up|here are|open \w+\.\w|for (?:an? )?(?:link|graphic|timeline|map)s?\b"
    rf"|this (?:{_HOUSE}|version) (?:adds|was|has|corrects|removes|refiles)"
    r"|editors?'?s? note: (?:this|story|an? (?:earlier|previous)))[^\n]{3,300}[)\]]\.?\Z"
)
_PICTURED = re.compile(r"\((?:pictured|photo|picture|image)(?: (?:above|below|left|right))?: ")
# Readers that a message is sent to, and what it links to.
_SENT_TO = re.compile(
    r"(?:(?:[@#]\w{1,40}|https?://\S{1,200}|pic\.twitter\.com/\w{1,20})(?:\s+|\Z))+"
)
_CONTRIBUTING = re.compile(r"contributing: .{3,300}\Z")
_COMPILED = re.compile(
    rf"this {_HOUSE} (?:was|is|has been) (?:compiled (?:from|with|using)\b[^!?]{{3,160}}"
    r"|based (?:in part |partly )?on (?:wire|agency|news) (?:service )?(?:reports?|material)\W*)\Z"
)
# "Readers' views Send us your pictures": what a page of an old site asks for.
_SEND_US = re.compile(
    r"(?:[^.!?:\"]{3,40} )?(?:send|tell|e-?mail) us your (?:comments?|views?|stor(?:y|ies)|thoughts"
    r"|pictures|photos|videos|experiences?|questions)[.:]?\Z"
)
# Who may comment on a page, whose opinion that is, and why readers should pay, in a paragraph of
# any length.
_COMMENTING = re.compile(
    r"every day at [^.!?]{2,40}, we aim to answer your\b"
    r"|to (?:post a )?comment (?:on|below|here)\b[^.!?\"]{0,80}(?:\.[a-z]{2,3}\b[^.!?\"]{0,60})?"
    r" you (?:must|need to|have to|will need to) (?:be (?:logged|signed) in|log in|sign in"
    r"|register)"
    r"|(?:user|reader)s?'? (?:comments?|postings?)(?: or (?:comments?|postings?))? (?:do not|don't)"
    r" (?:necessarily )?(?:reflect|represent)\b"
)
_OPENS_WITH_ADDRESS = re.compile(rf"{_ADDRESS}[a-z.]{{1,20}}(?:\W|\Z)")
# "The minister's letter: https://…": a link to a paper, with its name.
_LINKED = re.compile(r"[^.!?:\"]{3,80}: ?https?://\S{3,400}\Z")
# A paper that the article rests on, with its number, at the end of the line.
_REFERENCE = re.compile(r"[^\n]{10,400}\bdoi(?:: ?|\.org/)10\.\d{4,9}/\S{2,100}\Z")
_COMMENTING_OPENS = frozenset(("eve", "to ", "use", "rea"))
_BULLETS = ("\u2022 ", "* ")
# What a sign-up box says, wherever.
_SIGN_UP = "signing up you agree to"
# "More:Why the ferries stay in port": a label of a link, glued to the headline it points to.
_LABEL = re.compile(
    r"(?:more|opinion|poll|related|analysis|fact check|column|editorial|explainer|read more"
    r"|also read|and see|now read|earlier|previously|live updates):(?=[^\W_])[^:\"]{12,200}\Z"
)
# What heads a list of links to other articles.
_LISTS = re.compile(
    r"(?:full|live|more|complete|continuing|related) (?:coverage|stories|articles)\b"
)
_MOST_LISTED = 8
_GLUED = re.compile(r"[A-Za-z]:[A-Z'\"]")


def aside_role(line: LineFacts) -> Role | None:
    """Return the role of a line that is an editor's or a page's, in whatever text, or None."""
    lower = line.lower[2:] if line.lower[:2] in _BULLETS else line.lower
    if lower[:3] in _COMMENTING_OPENS and _COMMENTING.match(lower):
        return "chrome"
    if line.n_words > _MOST_WORDS and _SIGN_UP not in lower:
        return None
    first = lower[:1]
    if first in "([":
        if _BRACKETED.match(lower):
            return "chrome"
        return "caption" if lower[-1] == ")" and _PICTURED.match(lower) else None
    if lower[:3] in _OPENS:
        if _ASIDE.match(lower) or _RELATED.match(line.text):
            return "chrome"
        if _CONTRIBUTING.match(lower) or _COMPILED.match(lower):
            return "credit"
    if "doi" in lower and not line.end_mark and _REFERENCE.match(lower):
        return "credit"
    if is_promo(line.text):
        return "chrome"
    if _SIGN_UP in lower or (" us your " in lower and _SEND_US.match(lower)):
        return "chrome"
    if "address" not in line.flags or line.n_words > _MOST_LINKED:
        return None
    linked = _OPENS_WITH_ADDRESS.match(lower) or _SENT_TO.fullmatch(lower)
    if linked or (not line.end_mark and _LINKED.match(lower)):
        return "chrome"
    return None


def listed_links(facts: Sequence[LineFacts], roles: Sequence[Role]) -> list[int]:
    """Return the body lines under "More coverage of the ferries:", up to the next sentence."""
    found = []
    for i, line in enumerate(facts):
        if not (line.end_colon and roles[i] == "chrome" and _LISTS.match(line.lower)):
            continue
        for k in range(i + 1, min(i + 1 + _MOST_LISTED, len(facts))):
            if facts[k].end_mark or facts[k].n_words > _MOST_LINKED:
                break
            found += [k] if roles[k] == "body" else []
    return found


def is_labelled_link(line: LineFacts) -> bool:
    """Return whether a link's label is glued to the headline that it points to."""
    if ":" not in line.text or _GLUED.search(line.text) is None:
        return False
    return _LABEL.match(line.lower) is not None
