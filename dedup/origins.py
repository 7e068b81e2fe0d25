"""Origins: articles that go back to one text.

Five outlets that run one wire report are five sources and one origin. Exact and near
copies share an origin; a partial copy does when the passage is most of the shorter
text. Links are taken strongest first, and two groups join only when a quorum of their
cross pairs is linked: a round-up that quotes two reports must not make them one. Exact
copies have one vote together. The copies of a text that hundreds run are not all
compared with each other, so there the best-linked copy speaks for those near it.

A credit ("The Meridian Wire contributed to this report", a dateline's "(AP)") is
supporting evidence only: it lowers what a partial copy needs, and never links alone.

Which of two copies is the original is said only where something decides it: a credit to
the other, the time of publication, or a text that goes on where the other stops.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from dedup.disjoint import DisjointSets
from dedup.model import CleanArticle, DuplicatePair, Reason
from dedup.text import WORD, fold

# An origin takes in a partial copy when most of the shorter text is the passage; a credit to the
# same agency is worth a tenth.
ORIGIN_SHARE, CREDITED_SHARE = 0.6, 0.5

# Share of the cross pairs that must be linked before two groups join: more than half, or a text
# that holds two reports would join them.
QUORUM = 0.51

# Up to so many copies of one text are compared pair by pair (300 are 44,850 pairs), more with
# a typical one and their neighbours.
LARGE_GROUP = 300
# Copies that one of a large group must be linked to before it speaks for them.
LEAST_LED = 30

# Published so much earlier, in minutes, an article may be the original: feeds and desks stamp
# one report some minutes apart.
LEAD_MINUTES = 10.0
DAY_MINUTES = 24 * 60.0
# A text of which the other has this share is held whole.
WHOLE = 0.9
# Shorter names of sources are too likely another word of a credit line ("UP").
LEAST_SOURCE = 3

_NEAR, _PARTIAL = 0, 1
_Link = tuple[str, str]
_Rank = tuple[int, float]

_AGENCY = re.compile(
    r"\b(?:(?P<ap>AP|Associated Press)|(?P<reuters>Reuters|REUTERS)"
    r"|(?P<afp>AFP|Agence France-Presse)|(?P<upi>UPI|United Press International)"
    r"|(?P<dpa>dpa|DPA|Deutsche Presse-Agentur)|(?P<pa>PA Media|Press Association)"
    r"|(?P<efe>EFE)|(?P<ansa>ANSA)|(?P<tass>TASS|ТАСС)|(?P<interfax>Interfax|Интерфакс)"
    r"|(?P<ria>RIA Novosti|РИА Новости)|(?P<xinhua>Xinhua)|(?P<kyodo>Kyodo)|(?P<cp>Canadian Press)"
    r"|(?P<bloomberg>Bloomberg))\b"
)
_NAMED_WIRE = re.compile(r"((?:[A-Z][\w-]+ )+(?:Wire|News Agency|News Service|Press))\b")
# Characters of the body searched for an agency's mark in the dateline: "CITY, Month 12 (AP) —".
DATELINE_CHARS = 80


def group_origins(
    cleaned: Sequence[CleanArticle], pairs: Sequence[DuplicatePair]
) -> list[tuple[str, ...]]:
    """Partition the articles by the text they go back to.

    Args:
        cleaned: The articles; ids must differ.
        pairs: Copies among them; pairs of other articles are ignored.

    Returns:
        Ids, sorted within and between groups; an article without copies is alone. Time
        grows like the number of pairs times its logarithm.
    """
    known = {each.article.id: each for each in cleaned}
    ours = [pair for pair in pairs if pair.left_id in known and pair.right_id in known]
    agencies = {
        article_id: _agencies(known[article_id])
        for pair in ours
        if pair.kind == "partial"
        for article_id in (pair.left_id, pair.right_id)
    }
    groups = DisjointSets(sorted(known))
    for pair in ours:
        if pair.kind == "exact":
            groups.join(pair.left_id, pair.right_id)
    links = _links(ours, groups, agencies)
    led = _led(links)
    for follower, leader in led.items():
        groups.join(leader, follower)
    _merge({link: rank for link, rank in links.items() if not led.keys() & set(link)}, groups)
    return sorted(map(tuple, groups.members().values()))


def _links(
    pairs: Sequence[DuplicatePair], groups: DisjointSets[str], agencies: dict[str, frozenset[str]]
) -> dict[_Link, _Rank]:
    """Return the links between different texts, each with its best rank."""
    links: dict[_Link, _Rank] = {}
    for pair in pairs:
        left, right = sorted((groups.name(pair.left_id), groups.name(pair.right_id)))
        if left == right:
            continue
        rank = (_NEAR, -pair.score)
        if pair.kind == "partial":
            credited = bool(agencies[pair.left_id] & agencies[pair.right_id])
            if pair.score < (CREDITED_SHARE if credited else ORIGIN_SHARE):
                continue
            rank = (_PARTIAL, -pair.score)
        links[left, right] = min(rank, links.get((left, right), rank))
    return links


def _led(links: dict[_Link, _Rank]) -> dict[str, str]:
    """Return who speaks for whom among texts with many near copies."""
    near: dict[str, list[str]] = {}
    names = {name for link in links for name in link}
    together = DisjointSets(names)
    for (left, right), (kind, _) in links.items():
        together.join(left, right)
        if kind == _NEAR:
            near.setdefault(left, []).append(right)
            near.setdefault(right, []).append(left)
    sizes = Counter(map(together.name, names))
    leader_of: dict[str, str] = {}
    for each in sorted(near, key=lambda name: (-len(near[name]), name)):
        if sizes[together.name(each)] <= LARGE_GROUP or each in leader_of:
            continue
        followers = [other for other in near[each] if other not in leader_of]
        if len(followers) >= LEAST_LED:
            leader_of.update(dict.fromkeys((each, *followers), each))
    return {each: leader for each, leader in leader_of.items() if each != leader}


def _merge(links: dict[_Link, _Rank], groups: DisjointSets[str]) -> None:
    """Join groups, strongest links first, whose cross pairs have a quorum of links.

    Each name in the links has one vote, however many ids stand behind it.
    """
    votes = dict.fromkeys((name for link in links for name in link), 1)
    between: dict[str, Counter[str]] = {name: Counter() for name in votes}
    for left, right in links:
        between[left][right] += 1
        between[right][left] += 1
    merged = DisjointSets(votes)
    for left, right in sorted(links, key=lambda link: (links[link], link)):
        one, other = merged.name(left), merged.name(right)
        if one == other or between[one][other] < QUORUM * votes[one] * votes[other]:
            continue
        groups.join(left, right)
        # Only the links of the group that has fewer are gone through.
        gone, kept = sorted((one, other), key=lambda name: (len(between[name]), name))
        merged.absorb(kept, gone)
        votes[kept] += votes[gone]
        for third, count in between.pop(gone).items():
            del between[third][gone]
            if third != kept:
                between[third][kept] += count
                between[kept][third] += count


class Directions:
    """Says which of two copies is likely the original, where that can be known."""

    def __init__(self, cleaned: Sequence[CleanArticle]) -> None:
        self._cleaned = cleaned
        self._credits: dict[int, tuple[frozenset[str], str]] = {}

    def reasons(self, left: int, right: int, shares: Sequence[float]) -> tuple[Reason, ...]:
        """Name the likely original of two copies and what decides it.

        A credit to the other decides before the time of publication, and that before
        which text holds the other: outlets cut reports from the end, but also set whole
        reports between paragraphs of their own, so the longer text must begin like the
        shorter.

        Args:
            left: Number of one article.
            right: Number of the other.
            shares: Share of each text that the other has, in any order.

        Returns:
            Two reasons, or none when nothing decides.
        """
        pair = (self._cleaned[left], self._cleaned[right])
        found = self._credited(left, right) or _earlier(*pair) or _longer(*pair, shares)
        if found is None:
            return ()
        original, why = found
        return Reason("likely original", original.article.id, why.threshold), why

    def _credited(self, left: int, right: int) -> tuple[CleanArticle, Reason] | None:
        """Return which of two articles the other alone credits."""
        found = [
            self._cleaned[number]
            for number, other in ((left, right), (right, left))
            if self._credits_source(other, self._cleaned[number].article.source)
        ]
        if len(found) != 1:
            return None
        return found[0], Reason("credited by the other", found[0].article.source)

    def _credits_source(self, number: int, source: str) -> bool:
        if number not in self._credits:
            each = self._cleaned[number]
            lines = "\n".join(_credit_lines(each, "credit", "byline"))
            self._credits[number] = _agencies(each), lines
        agencies, lines = self._credits[number]
        if not source or source == self._cleaned[number].article.source:
            return False
        if agencies and any(match.lastgroup in agencies for match in _AGENCY.finditer(source)):
            return True
        return (
            len(lines) >= len(source) >= LEAST_SOURCE
            and re.search(rf"\b{re.escape(source)}\b", lines, re.IGNORECASE) is not None
        )


def _earlier(left: CleanArticle, right: CleanArticle) -> tuple[CleanArticle, Reason] | None:
    times = (left.article.local_time(), right.article.local_time())
    if times[0] is None or times[1] is None:
        return None
    minutes = round((times[1] - times[0]).total_seconds() / 60.0, 6)
    # Midnight is how a bare day comes, and that tells nothing about the order on one day.
    bare = any((time.hour, time.minute, time.second) == (0, 0, 0) for time in times if time)
    least = DAY_MINUTES if bare else LEAD_MINUTES
    if abs(minutes) < least:
        return None
    return (left if minutes > 0 else right), Reason("minutes earlier", abs(minutes), least)


def _longer(
    left: CleanArticle, right: CleanArticle, shares: Sequence[float]
) -> tuple[CleanArticle, Reason] | None:
    if max(shares) < WHOLE or min(shares) > WHOLE * max(shares):
        return None
    bodies = [each.body() for each in (left, right)]
    openings = [WORD.findall(fold(body[:DATELINE_CHARS]).lower())[:-1] for body in bodies]
    if not openings[0] or openings[0] != openings[1]:
        return None
    longer = left if len(bodies[0]) > len(bodies[1]) else right
    return longer, Reason("the longer, and begins like the other", max(shares), WHOLE)


def _credit_lines(cleaned: CleanArticle, *roles: str) -> list[str]:
    text = cleaned.article.text
    return [text[line.span.start : line.span.end] for line in cleaned.lines if line.role in roles]


def _agencies(cleaned: CleanArticle) -> frozenset[str]:
    """Return the agencies an article credits, in credit lines or the dateline."""
    credits = _credit_lines(cleaned, "credit", "byline", "dateline")
    found: set[str] = set()
    for part in (*credits, _opening(cleaned)):
        found.update(match.lastgroup or "" for match in _AGENCY.finditer(part))
    for part in credits:
        found.update(match.group(1) for match in _NAMED_WIRE.finditer(part))
    return frozenset(found)


def _opening(cleaned: CleanArticle) -> str:
    """Return the first ``DATELINE_CHARS`` of the body, of which the rest need not be joined."""
    opening, text = "", cleaned.article.text
    for line in cleaned.lines:
        if line.role == "body":
            opening += ("\n\n" if opening else "") + text[line.span.start : line.span.end]
            if len(opening) >= DATELINE_CHARS:
                break
    return opening[:DATELINE_CHARS]
