"""An invented story of three outlets, and decisions on what is found in it."""

from __future__ import annotations

from collections import Counter

from dedup.decisions import Decision, Reviewed, apply_decisions
from dedup.keys import keys_of, words_of
from dedup.model import Article, Comparison, Fact, Finding
from dedup.pipeline import compare
from tests.conftest import make_article

LEAD = "Engineers closed the harbour bridge in Aldon on Monday after finding cracks in its piers."
TAIL = "The bridge opened in 1968 and links the old town with the northern suburbs."
HERALD = "It carries 41,000 vehicles a day.\n\nThe repair will cost about 12 million crowns."
LEDGER = "It carries 14,000 vehicles a day.\n\nThe repair will cost 19 million crowns."
COURIER = "It carries 41,000 vehicles a day.\n\nFerries will sail every hour."


def outlet(name: str, text: str) -> Article:
    return make_article(name, f"{LEAD}\n\n{text}\n\n{TAIL}")


def story(*more: Article) -> Comparison:
    return compare(outlet("herald", HERALD), outlet("ledger", LEDGER), *more)


def fact_with(comparison: Comparison, words: str, kind: str = "quantity") -> Fact:
    found = [
        fact
        for fact in comparison.facts
        if fact.kind == kind and any(words in text for text in words_of(comparison, [fact]))
    ]
    assert len(found) == 1, (words, found)
    return found[0]


def finding_on(comparison: Comparison, rule: str, words: str) -> Finding:
    fact = fact_with(comparison, words)
    (found,) = [f for f in comparison.findings if f.rule == rule and fact.id in f.facts]
    return found


def key_of(comparison: Comparison, words: str, kind: str = "quantity") -> str:
    return keys_of(comparison).fact(fact_with(comparison, words, kind))


def mention_key(comparison: Comparison, words: str, article_id: str) -> str:
    fact = fact_with(comparison, words)
    keys = keys_of(comparison)
    (key,) = [keys.of[m] for m in fact.mentions if m.article_id == article_id]
    return key


def decide(comparison: Comparison, kind: str, key: str, **more: object) -> Reviewed:
    return apply_decisions(comparison, [decision(kind, key, **more)])


def decision(kind: str, key: str, **more: object) -> Decision:
    return Decision(decision=kind, keys=tuple(key.split("+")), **more)  # type: ignore[arg-type]


def printed(comparison: Comparison) -> Counter[tuple[str, str]]:
    texts = {parsed.article.id: parsed.article.text for parsed in comparison.articles}
    return Counter(
        (mention.article_id, texts[mention.article_id][span.start : span.end])
        for fact in comparison.facts
        for mention in fact.mentions
        for span in mention.spans
    )
