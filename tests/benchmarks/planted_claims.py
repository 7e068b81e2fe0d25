"""How often ``check`` notices one changed word in a claim that otherwise repeats an article.

Sentences of articles, as printed and shortened to one clause, are claims that the
article supports. In a copy one thing is changed: a number, a date, the name of a
person, a place, a negation, a word for its opposite, a role, what a figure counts,
or who did it to whom. The share of unchanged claims that are supported, and of
changed ones that are not (and that are contradicted), by kind.

Run: ``python -m tests.benchmarks.planted_claims [PATH…] [--sentences N]``; without a
path the samples are read. Deterministic: no chance enters.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from zlib import crc32

from dedup.checking import Target, part_bounds
from dedup.facts import clauses_of, extract
from dedup.ingest import read_articles
from dedup.model import Article, Mention, ParsedArticle
from dedup.options import CheckOptions
from dedup.pipeline import check_parsed, parse

SAMPLES = Path(__file__).parents[2] / "samples" / "feed.jsonl"
_OPPOSITES = """rose/fell rises/falls rise/fall increased/decreased increase/decrease opened/closed
    open/closed won/lost wins/loses more/fewer higher/lower before/after north/south east/west
    northern/southern eastern/western approved/rejected accepted/refused first/last early/late
    up/down raised/lowered allowed/banned arrested/released began/ended started/stopped
    confirmed/denied supported/opposed gained/lost largest/smallest strong/weak
    alive/dead guilty/innocent passed/failed joined/left inside/outside above/below
    public/private man/woman men/women morning/evening bought/sold"""
_ROLES = """president minister mayor governor senator spokesman spokeswoman director chairman judge
    lawyer officer chief secretary teacher engineer doctor manager""".split()
_NOUNS = """people years days months hours miles kilometres percent homes vehicles workers
    children votes residents passengers members students""".split()
_MONTHS = """January February March April May June July August September October November
    December""".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_PEOPLE = ("Halvorsen", "Okonjo", "Brandvold", "Ferretti")
_PLACES = ("Tromsdal", "Kirkwald", "Osterholt", "Maravia")
_AUXILIARIES = "was were is are will would has have had could can".split()
# Verbs with an agent and an object; who comes first tells.
_VERBS = frozenset(
    """accused asked beat told defeated joined replaced criticised criticized praised sued bought
    hired fired warned visited called urged backed attacked blamed thanked invited helped led
    owns owned buy buys acquired succeeded killed shot arrested charged appointed nominated
    named""".split()
)
_Change = Callable[[str, Sequence[Mention], int], str]


def _words(pairs: str) -> dict[str, str]:
    table: dict[str, str] = {}
    for pair in pairs.split():
        left, right = pair.split("/")
        table.setdefault(left, right)
        table.setdefault(right, left)
    return table


_OPPOSITE = _words(_OPPOSITES)


def _next(listed: Sequence[str], word: str) -> str:
    """Return another word of a list, always the same one."""
    place = crc32(word.encode()) % len(listed)
    return listed[place] if listed[place] != word else listed[(place + 1) % len(listed)]


def _replace(text: str, pattern: str, other: Callable[[re.Match[str]], str]) -> str:
    """Replace the first match only; "" when there is none."""
    match = re.search(pattern, text)
    if match is None:
        return ""
    return text[: match.start()] + other(match) + text[match.end() :]


def _span(text: str, mentions: Sequence[Mention], base: int, kind: str) -> tuple[int, int] | None:
    for mention in mentions:
        first = mention.spans[0]
        if mention.kind == kind and first.start >= base and first.end - base <= len(text):
            return first.start - base, first.end - base
    return None


def _number(text: str, mentions: Sequence[Mention], base: int) -> str:
    found = _span(text, mentions, base, "quantity")
    if found is None:
        return ""

    def other(match: re.Match[str]) -> str:
        digits = match.group()
        return str((int(digits[0]) + 3) % 9 + 1) + digits[1:]

    inside = _replace(text[found[0] : found[1]], r"\d+", other)
    return text[: found[0]] + inside + text[found[1] :] if inside else ""


def _date(text: str, mentions: Sequence[Mention], base: int) -> str:
    found = _span(text, mentions, base, "date")
    if found is None:
        return ""
    printed = text[found[0] : found[1]]
    for listed in (_DAYS, _MONTHS):
        match = re.search(rf"\b(?:{'|'.join(listed)})\b", printed)
        if match is not None:
            place = found[0] + match.start()
            return text[:place] + _next(listed, match[0]) + text[place + len(match[0]) :]
    changed = _replace(printed, r"\b(?:19|20)\d\d\b", lambda m: str(int(m[0]) - 3))
    return text[: found[0]] + changed + text[found[1] :] if changed else ""


def _named(kind: str, others: Sequence[str]) -> _Change:
    def change(text: str, mentions: Sequence[Mention], base: int) -> str:
        found = _span(text, mentions, base, kind)
        if found is None or not text[found[0]].isupper():
            return ""
        words = text[found[0] : found[1]].split()
        words[-1] = _next(others, words[-1])
        return text[: found[0]] + " ".join(words) + text[found[1] :]

    return change


def _negation(text: str, mentions: Sequence[Mention], base: int) -> str:
    if re.search(r"\b(?:not|no|never|nobody|none|neither|cannot|denied)\b|n't", text):
        return _replace(text, r" not\b", lambda _: "")
    return _replace(text, rf"\b(?:{'|'.join(_AUXILIARIES)})\b", lambda m: f"{m[0]} not")


def _listed(words: Sequence[str], other: Callable[[str], str]) -> _Change:
    def change(text: str, mentions: Sequence[Mention], base: int) -> str:
        return _replace(text, rf"\b(?:{'|'.join(words)})\b", lambda m: other(m[0]))

    return change


def _counted(text: str, mentions: Sequence[Mention], base: int) -> str:
    found = _span(text, mentions, base, "quantity")
    if found is None:
        return ""
    pattern = rf"\b(?:{'|'.join(_NOUNS)})\b"
    inside = _replace(text[found[0] : found[1]], pattern, lambda m: _next(_NOUNS, m[0]))
    return text[: found[0]] + inside + text[found[1] :] if inside else ""


def _agent(text: str, mentions: Sequence[Mention], base: int) -> str:
    found = [m for m in mentions if m.kind in ("person", "organisation")]
    spans = [(m.spans[0].start - base, m.spans[0].end - base, m) for m in found]
    spans = [item for item in spans if item[0] >= 0 and item[1] <= len(text)]
    for (a, b, one), (c, d, two) in pairwise(spans):
        same = getattr(one.slots, "key", "") == getattr(two.slots, "key", "")
        between = text[b:c].split()
        verb = any(word in _VERBS for word in between)
        # Only an agent and an object: one kind of name on either side of a verb.
        if one.kind == two.kind and not same and verb and not re.search(r"[,;\"“”]", text[b:c]):
            return text[:a] + text[c:d] + text[b:c] + text[a:b] + text[d:]
    return ""


CHANGES: dict[str, _Change] = {
    "number": _number,
    "date": _date,
    "name": _named("person", _PEOPLE),
    "place": _named("place", _PLACES),
    "negation": _negation,
    "opposite": _listed(list(_OPPOSITE), lambda word: _OPPOSITE[word]),
    "role": _listed(_ROLES, lambda word: _next(_ROLES, word)),
    "counted noun": _counted,
    "agent": _agent,
}


def sentences(article: Article, most: int) -> Iterator[tuple[ParsedArticle, int, int]]:
    """Yield the article and the bounds of up to ``most`` sentences of 8 to 40 words."""
    parsed = parse(article)
    body = [s.span for s in parsed.sentences if s.role == "body"]
    fit = [s for s in body if 8 <= len(article.text[s.start : s.end].split()) <= 40]
    step = max(1, len(fit) // most)
    for span in fit[::step][:most]:
        yield parsed, span.start, span.end


def shortened(text: str) -> str:
    """Return the first clause of a compound sentence; "" when it is not compound."""
    bounds = part_bounds(text)
    return text[bounds[0][0] : bounds[0][1]] if len(bounds) > 1 else ""


def measure(articles: Sequence[Article], most: int, show: str = "") -> dict[str, Counter[str]]:
    """Count the verdicts on unchanged and changed claims, by kind."""
    counts: dict[str, Counter[str]] = {}
    options = CheckOptions()
    for article in articles:
        target: Target | None = None
        mentions: Sequence[Mention] = ()
        for parsed, start, end in sentences(article, most):
            if target is None:
                target = Target(parsed)
                mentions = extract(parsed, clauses_of(parsed))
            text = " ".join(article.text[start:end].split())
            if text != article.text[start:end]:
                continue
            claims = [("verbatim", text), ("shortened", shortened(text))]
            claims += [(kind, change(text, mentions, start)) for kind, change in CHANGES.items()]
            for kind, claim in claims:
                if not claim or (claim == text and kind != "verbatim"):
                    continue
                verdict = check_parsed(claim, target, options)
                counts.setdefault(kind, Counter())[verdict.verdict] += 1
                kept = kind in ("verbatim", "shortened")
                if kind == show and (verdict.verdict == "supported") != kept:
                    _say(f"{verdict.verdict}: {claim}\n    {verdict.reasons[:4]}")
    return counts


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


def main() -> None:
    """Print the shares, by kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path, default=[SAMPLES])
    parser.add_argument("--sentences", type=int, default=6, help="per article")
    parser.add_argument("--articles", type=int, default=200, help="read at most")
    parser.add_argument("--show", default="", help="print the misses of one kind")
    given = parser.parse_args()
    articles = [a for a in read_articles(given.paths) if isinstance(a, Article)]
    articles = articles[:: max(1, len(articles) // given.articles)][: given.articles]
    counts = measure(articles, given.sentences, given.show)
    _say(f"{len(articles)} articles\n{'claim':14} {'n':>5} {'supported':>10} {'contradicted':>13}")
    for kind, verdicts in counts.items():
        n = sum(verdicts.values())
        shares = [verdicts[name] / n for name in ("supported", "contradicted")]
        _say(f"{kind:14} {n:5} {shares[0]:10.3f} {shares[1]:13.3f}")


if __name__ == "__main__":
    main()
