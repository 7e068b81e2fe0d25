"""Origins: articles that go back to one text.

Five outlets that run one wire report are five sources and one origin. Exact and near
copies share an origin; a partial copy does when the passage is most of the shorter
text. Links are taken strongest first, and two groups join only when a quorum of their
cross pairs is linked: a round-up that quotes two reports must not make them one.

A credit ("The Meridian Wire contributed to this report", a dateline's "(AP)") is
supporting evidence only: it lowers what a partial copy needs, and never links alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dedup.model import CleanArticle, DuplicatePair

# An origin takes in a partial copy when most of the shorter text is the passage; a credit to the
# same agency is worth a tenth.
ORIGIN_SHARE, CREDITED_SHARE = 0.6, 0.5

# Share of the cross pairs that must be linked before two groups join: more than half, or a text
# that holds two reports would join them.
QUORUM = 0.51

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
        Ids, sorted within and between groups; an article without copies is alone.
    """
    agencies = {each.article.id: _agencies(each) for each in cleaned}
    links: dict[tuple[str, str], DuplicatePair] = {}
    for pair in pairs:
        if pair.left_id in agencies and pair.right_id in agencies:
            credited = bool(agencies[pair.left_id] & agencies[pair.right_id])
            if pair.kind != "partial" or pair.score >= (
                CREDITED_SHARE if credited else ORIGIN_SHARE
            ):
                links[pair.left_id, pair.right_id] = pair
    group_of = {article_id: [article_id] for article_id in agencies}
    order = ("exact", "near", "partial")
    for pair in sorted(
        links.values(), key=lambda p: (order.index(p.kind), -p.score, p.left_id, p.right_id)
    ):
        one, other = group_of[pair.left_id], group_of[pair.right_id]
        if one is not other and _quorum(one, other, pair, links):
            one += other
            for member in other:
                group_of[member] = one
    return sorted({id(group): tuple(sorted(group)) for group in group_of.values()}.values())


def _quorum(
    one: Sequence[str],
    other: Sequence[str],
    pair: DuplicatePair,
    links: dict[tuple[str, str], DuplicatePair],
) -> bool:
    """Return whether enough cross pairs of two groups are linked."""
    if pair.kind == "exact":
        return True
    linked = sum((min(a, b), max(a, b)) in links for a in one for b in other)
    return linked >= QUORUM * len(one) * len(other)


def _agencies(cleaned: CleanArticle) -> frozenset[str]:
    """Return the agencies an article credits, in credit lines or the dateline."""
    text = cleaned.article.text
    credits = [
        text[line.span.start : line.span.end]
        for line in cleaned.lines
        if line.role in ("credit", "byline", "dateline")
    ]
    found: set[str] = set()
    for part in (*credits, cleaned.body()[:DATELINE_CHARS]):
        found.update(match.lastgroup or "" for match in _AGENCY.finditer(part))
    for part in credits:
        found.update(match.group(1) for match in _NAMED_WIRE.finditer(part))
    return frozenset(found)
