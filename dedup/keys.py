"""Keys of mentions, facts and findings, the same from run to run.

A key is made of what a mention is and says: its source, its sentence, its words and
its kind, not of its place or number. It stays while the sentence stands, whatever
articles are added and in whatever order; a sentence that one source prints twice has
one key. The key of a fact is the smallest of its mentions' keys, and any of them names
it, so that a fact which gains a mention is still known by the key it had.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dedup.model import Comparison, Fact, Mention, ParsedArticle
from dedup.text import fold, stable_hash

# Five bytes in base 32: among 40,000 mentions two have one key once in some 1,400 runs.
_KEY_BYTES = 5


def mention_key(parsed: ParsedArticle, mention: Mention) -> str:
    """Return the key of a mention: eight characters, a hash of what it is and says.

    Made of the article's source (its id if it has none), the kind, the words of the
    sentence and the words of the spans; blind to spacing and the shape of quotes.
    """
    article = parsed.article
    within = 0 <= mention.sentence < len(parsed.sentences)
    sentence = parsed.sentence_text(mention.sentence) if within else ""
    start = parsed.sentences[mention.sentence].span.start if within else 0
    parts = [article.source.strip() or article.id, mention.kind, plain(sentence)]
    for span in mention.spans:
        words = article.text[span.start : span.end]
        # "Three of the three": which of them.
        nth = article.text.count(words, start, span.start) if span.start > start else 0
        parts += [plain(words), str(nth)]
    digest = stable_hash(parts).to_bytes(8, "big")[:_KEY_BYTES]
    return base64.b32encode(digest).decode("ascii").lower()


def plain(text: str) -> str:
    """Return words as keys see them: single spaces, straight quotes."""
    return " ".join(fold(text).split())


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of all mentions of a story.

    Args:
        of: Mention to its key.
        holders: Key to the mentions that have it.
    """

    of: Mapping[Mention, str]
    holders: Mapping[str, frozenset[Mention]]

    def fact(self, fact: Fact) -> str:
        """Return the key of a fact; "" for one without mentions."""
        return min((self.of[m] for m in fact.mentions if m in self.of), default="")

    def finding(self, facts: Iterable[Fact]) -> str:
        """Return the key of a finding: those of its facts, sorted and joined by "+"."""
        return "+".join(sorted({self.fact(fact) for fact in facts}))


def keys_of(comparison: Comparison) -> Keys:
    """Return the keys of all mentions of a story's facts."""
    articles = {parsed.article.id: parsed for parsed in comparison.articles}
    of = {
        mention: mention_key(articles[mention.article_id], mention)
        for fact in comparison.facts
        for mention in fact.mentions
        if mention.article_id in articles
    }
    holders: dict[str, set[Mention]] = {}
    for mention, key in of.items():
        holders.setdefault(key, set()).add(mention)
    return Keys(of, {key: frozenset(mentions) for key, mentions in holders.items()})


def words_of(comparison: Comparison, facts: Iterable[Fact]) -> tuple[str, ...]:
    """Return the different words that facts are printed with, in the order of the mentions."""
    texts = {parsed.article.id: parsed.article.text for parsed in comparison.articles}
    printed: dict[str, str] = {}
    for fact in facts:
        for mention in fact.mentions:
            text = texts[mention.article_id]
            words = " … ".join(text[span.start : span.end] for span in mention.spans)
            printed.setdefault(plain(words).casefold(), " ".join(words.split()))
    return tuple(printed.values())
