"""Who wrote an article, told in lines of their own above it, or in the paragraph under it.

"Ann Poe is a senior fellow at the Norby Institute and the author of ‘Old Ferries’." A
reporter's bio is known by ``rules``; that of a guest says who else he is, so it asks for
more: a full name that the article does not speak of, and a book, an address to follow, or
an office of those who write opinion.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dedup.cleaning import rules
from dedup.cleaning.pieces import Draft

# From this share of words found in the rest on, the article speaks of that person.
_SPOKEN_OF = 0.4
# A bio is one of the last lines; it has at most so many words.
_REACH, _MOST_WORDS = 3, 80
# "Ann B. Poe, PhD is a …", "Ann Poe, a former judge, is the …"
_NAMED = re.compile(
    r"(?P<name>[A-Z][\w'-]+ (?:[A-Z][\w.'-]* ){0,2}[A-Z][\w'-]+)"
    r"(?:, [^,.]{2,60},?)? (?:is|was|serves as) (?:an?|the|one|[A-Z])"
)
_NOT_A_NAME = frozenset("the this that mr mrs ms dr in on at it he she there a an".split())
# What a bio says and news does not say of somebody first named in its last paragraph.
_WRITER = re.compile(
    r"\b(?:co-)?authors? of\b|\b(?:his|her|their) (?:new(?:est)?|latest|most recent|first) book\b"
    r"|\b(?:senior|research|visiting|postdoctoral|resident|distinguished|adjunct) [a-z ]{0,25}"
    r"(?:fellow|scholar|professor)\b"
    r"|\b(?:fellow|scholar|professor|lecturer) (?:of [a-z ,]{3,50} )?(?:at|with) "
    r"|\b(?:freelance|contributing|opinion) (?:writer|editor|columnist|contributor)\b"
    r"|\b(?:editor-at-large|columnist for)\b"
)
# News sends nobody to the page of whom it speaks of.
_FOLLOW = re.compile(r"\bfollow (?:him|her|them) (?:on|at) ")
# A line of so few words is a byline.
_BYLINE_WORDS = 4
# A line that names up to four authors, or one with his house.
_LINE_WORDS = 12
# Above a text who wrote it stands in the first lines: "Ann Poe and Jan Roe".
_TOP = 4
_AUTHORS = re.compile(
    r"[A-Z][\w'-]+ (?:[A-Z]\. )?[A-Z][\w'-]+(?:(?:, | and | & )[A-Z][\w'-]+ [A-Z][\w'-]+){0,3}"
)
# Houses that print their name in a line below their author's, and who writes for others.
_HOUSE = (
    r"(?:USA TODAY|BBC|CNN|ABC|CBS|NBC|PBS|NPR|F[oO][xX]|Sky|Reuters|(?:The )?Associated Press"
    r"|Al Jazeera)(?: (?:News|NEWS|NETWORK|Network|Politics|Business|Sport|NewsHour|Online|website"
    r"|English)){0,2}(?:, [A-Z][\w .-]{2,30})?"
)
_HOUSE_LINE = re.compile(
    rf"{_HOUSE}|(?:Opinion|Guest|Special|Contributing) (?:[Cc]ontributor|[Cc]olumnist|[Ww]riter)s?"
)
# "Ann Poe, BBC News, Norby", above a part of a text that another one wrote.
_WITH_HOUSE = rf"[A-Z][\w'-]+ (?:[A-Z]\. )?[A-Z][\w'-]+, {_HOUSE}"
# The second author may write for a paper: "…, and Jan Roe, Norby (Ky.) Quay Post".
_WITH_PAPER = (
    r"[A-Z][\w'-]+ (?:[A-Z]\. )?[A-Z][\w'-]+, (?:\(?[A-Z][\w.'-]*\)? ){1,5}(?:Times|Post|News|Press"
    r"|Herald|Tribune|Journal|Star|Sun|Globe|Chronicle|Gazette|Record|Standard|Courier|Bee)"
)
_NAMED_WITH_HOUSE = re.compile(
    rf"{_WITH_HOUSE}(?:(?:,| and|, and|;) (?:{_WITH_HOUSE}|{_WITH_PAPER})){{0,2}}"
)


def author_lines(draft: Draft) -> list[int]:
    """Return the body lines that name an author or the house, and say nothing else."""
    body = draft.body()
    found = [
        i for i in body if _is_short(draft, i) and _NAMED_WITH_HOUSE.fullmatch(_printed(draft, i))
    ]
    top = range(min(body[0] + _TOP, len(draft.facts) - 1)) if body else range(0)
    for i in top:
        if draft.roles[i] not in ("body", "credit") or not _is_short(draft, i):
            continue
        if _HOUSE_LINE.fullmatch(draft.line(i)):
            above = i - 1
            named = above >= 0 and draft.roles[above] == "body" and _is_short(draft, above)
            found += [above] if named and _AUTHORS.fullmatch(draft.line(above)) else []
            found += [i] if draft.roles[i] == "body" else []
    return found


def _printed(draft: Draft, i: int) -> str:
    return draft.line(i).rstrip("\u200b")


def _is_short(draft: Draft, i: int) -> bool:
    return draft.facts[i].n_words <= _LINE_WORDS and not draft.facts[i].end_mark


def author_bios(draft: Draft) -> list[int]:
    """Return the body lines under an article that introduce who wrote it."""
    body = draft.body()
    found = []
    if body and len(body) > 2:
        last = body[-1]
        if rules.is_house_bio(draft.facts[last]) and draft.overlap[last] < _SPOKEN_OF:
            found.append(last)
        found += [i for i in body[-_REACH:] if _is_guest(draft, body, i)]
    if draft.furnished:
        # Elsewhere, or when the article speaks of that person, it is news about a reporter.
        reporters = (i for i in body[-_REACH:] if rules.is_bio(draft.facts[i]))
        found += [i for i in reporters if draft.overlap[i] < _SPOKEN_OF]
    return found


def _is_guest(draft: Draft, body: Sequence[int], i: int) -> bool:
    """Return whether a line introduces a writer whom no paragraph before it names."""
    line = draft.facts[i]
    if line.n_words > _MOST_WORDS or i == body[0]:
        return False
    named = _NAMED.match(line.text)
    if named is None:
        return False
    first, *_, surname = named["name"].split()
    if first.lower() in _NOT_A_NAME:
        return False
    if _FOLLOW.search(line.lower):
        return True
    if not _WRITER.search(line.lower):
        return False
    above = [k for k in body if k < i and draft.facts[k].n_words > _BYLINE_WORDS]
    return not any(surname in draft.folded[slice(*draft.spans[k])] for k in above)
