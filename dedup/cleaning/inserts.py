"""What a publisher's linker glues into its paragraphs: whom a name means, where to look.

Seven kinds, each with a sign that no prose has: a person's full name that repeats the
surname just printed, runs without a space into the headlines of other articles and
ends in "MORE"; "Watch the boats arrive »" behind a sentence; a sentence in brackets that
sends the reader elsewhere ("(Read about the boats in this magazine.)"); "Continue
reading the main story" before a sentence; a player's notice ("Media requires
JavaScript to play."); "(RELATED: Why the ferries stay in port)"; and the "[Emphasis
added]" of whoever quotes. Each becomes a piece of its own; the sentence around a dossier is
thereby cut in two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# "Ana Vell Anabel (Ana) Roe VellBridge closes": a surname, given names, and the surname again
# with the headline's first character glued to it. Every quantifier is bounded.
_DOSSIER = re.compile(
    r"\b(?P<name>[A-Z][\w'\u2019-]{1,30})(?:,? [JS]r\.?)?(?: |(?<=[a-z]{3})(?=[A-Z]))"
    r"(?P<full>(?:(?:\(?[\"\u201c]?[A-Z][\w.'\u2019-]{0,30}[\"\u201d]?\)?|de|del|der|la|van|von) )"
    r"{1,6}(?P=name)(?:,? [JS]r\.?)?(?=[A-Z0-9'\"\u2018\u201c]))"
)
# The same with a space before the first headline: only a party behind "MORE" tells it.
_SPACED = re.compile(
    r"\b(?P<given>[A-Z][\w'\u2019-]{1,30}) (?P<name>[A-Z][\w'\u2019-]{1,30}) "
    r"(?P<full>(?P=given) (?:[A-Z][\w.'\u2019()-]{0,30} ){0,3}(?P=name) )"
    r"(?=[A-Z0-9'\"\u2018\u201c])"
)
_PARTY = re.compile(r" ?\([RDI]-[A-Z]")
_MORE = "MORE"
# Characters from the full name to "MORE": a few headlines.
_MOST_DOSSIER = 2_000
# A whole sentence in brackets, between sentences.
_IN_BRACKETS = (
    r"\((?:Read|See|Watch|Listen to|View|Related)(?: (?!by\b)|: )"
    r"[^()\n]{3,200}\)"
)
_BRACKETED = re.compile(
    r"(?:(?<=[.!?] )|(?<=[.!?][\"'\u2019\u201d] ))" + _IN_BRACKETS + r"(?=\s|\Z)"
)
_BRACKETED_LINE = re.compile(_IN_BRACKETS)
# A label in capitals, in brackets, and a headline.
_RELATED = "(RELATED: "
_LABELLED = re.compile(r"\(RELATED: [^()\n]{3,200}\)\.?(?=\s|\Z)")
_ADDED = re.compile(
    r"(?<=[.!?\"'\u2019\u201d] )[(\[](?:[Ee]mphasis|[Ii]talics) (?:added|mine|ours)[)\]](?=\s|\Z)"
)
_STRESSED = ("mphasis ", "talics ")
_POINTS = ("(Read", "(See", "(Watch", "(Listen", "(View", "(Related")
_POINTER = re.compile(
    r"(?:(?<=[.!?] )|(?<=[.!?][\"'\u2019\u201d] ))"
    r"(?:Watch|See|Read|Hear|Learn|View|Listen|Explore)\b[^.!?\u00bb\u00ab\n]{3,160}\u00bb"
)
# What stands under an advertisement in the middle of a page.
_RESUME = "Continue reading the main story"
_RESUMED = re.compile(
    r"(?:Advertisement )?Continue reading the main story(?= [\"'\u2018\u201c]?[A-Z])"
)
# A player's notice, before the text that a page glues to it.
_NOTICE = "requires JavaScript to play"
_NOTICES = re.compile(
    r"(?:Please turn on JavaScript\. )?(?:Media|Video|Audio) requires JavaScript to play"
    r"(?:\.|(?= *\Z))"
)
_BETWEEN = re.compile(r"(?:(?<=[.!?] )|(?<=[.!?][\"'\u2019\u201d] ))" + _RESUMED.pattern)


def inserts_in(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the bounds of what is glued into one line, in order.

    Args:
        text: The article's text.
        start: Where the line starts.
        end: Where it ends.
    """
    found: list[tuple[int, int]] = []
    if text.find(_MORE, start, end) >= 0:
        found += _dossiers(text, start, end)
    if text.find("\u00bb", start, end) >= 0:
        found += [match.span() for match in _POINTER.finditer(text, start, end)]
    if _points(text, start, end):
        found += [match.span() for match in _BRACKETED.finditer(text, start, end)]
        whole = _BRACKETED_LINE.fullmatch(text, start, end)
        found += [whole.span()] if whole else []
    if text.find(_RESUME, start, end) >= 0:
        opening = _RESUMED.match(text, start, end)
        found += [opening.span()] if opening else []
        found += [match.span() for match in _BETWEEN.finditer(text, start, end)]
    if text.find(_RELATED, start, end) >= 0:
        found += [match.span() for match in _LABELLED.finditer(text, start, end)]
    if any(text.find(word, start, end) >= 0 for word in _STRESSED):
        found += [match.span() for match in _ADDED.finditer(text, start, end)]
    if text.find(_NOTICE, start, end) >= 0:
        found += [match.span() for match in _NOTICES.finditer(text, start, end)]
    at = start
    for first, last in sorted(found):
        if first >= at:
            yield first, last
            at = last


def has_inserts(text: str) -> bool:
    """Return whether anything may be glued into a text; cheap."""
    held = "\u00bb" in text or _MORE in text or _RESUME in text or _NOTICE in text
    held = held or _RELATED in text or any(word in text for word in _STRESSED)
    return held or _points(text, 0, len(text))


def _points(text: str, start: int, end: int) -> bool:
    return any(text.find(opening, start, end) >= 0 for opening in _POINTS)


def _dossiers(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    while match := _DOSSIER.search(text, at, end):
        at = match.end()
        # No headline need stand between: "Ana Vell Anabel Roe VellMORE".
        bare = text.startswith(_MORE, at)
        more = at if bare else text.find(f" {_MORE}", at, min(at + _MOST_DOSSIER, end)) + 1
        if more > 0 and not text[more + len(_MORE) : more + len(_MORE) + 1].isalnum():
            at = more + len(_MORE)
            yield match.start("full"), at
    at = start
    while match := _SPACED.search(text, at, end):
        at = match.end()
        more = text.find(f" {_MORE}", at, min(at + _MOST_DOSSIER, end)) + 1
        if more > 0 and _PARTY.match(text, more + len(_MORE), end):
            at = more + len(_MORE)
            yield match.start("full"), at
