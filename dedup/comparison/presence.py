"""Whether each article has a fact, and what comes nearest where it was not found.

"Left out" is a claim about a whole article, so it is never made: an article
without a mention of the fact is searched for the sentences that come nearest,
and only when even these say little of it is the fact *not found*.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dedup.comparison.context import Located, StoryContext
from dedup.model import Presence, PresenceState
from dedup.options import CompareOptions

# A figure or a name is either printed or not; a sentence that looks alike without it is evidence
# of its absence. What clauses and quotations say can be put in other words.
_NAMES = frozenset({"place", "person", "organisation"})
_PRINTED = _NAMES | {"quantity", "date"}
# A clause is not found only in an article where no sentence is this alike, and which has less than
# this share of the words of its sentence, in sentences that do not just repeat another one of the
# clause's own article. On the 23 pairs of the samples whose sentences were paired by hand, 1,584
# facts that are no names: .856 of those not found stand in no paired sentence, and .799 of those
# that stand in none are not found; without this .71 and .89. A nearest sentence under .2 and half
# the words anywhere gives .89 and .72: words alone lead no further.
NEAR, COVERED = 0.5, 0.55
# Share of its clause's characters that makes a mention what the clause says.
_MOST = 0.6


def presences(
    items: Sequence[Located], context: StoryContext, options: CompareOptions
) -> tuple[Presence, ...]:
    """Return the presence of one class of mentions in every article of the story.

    Args:
        items: The mentions of the fact, at least one.
        context: The story.
        options: ``found_threshold`` and ``uncertain_threshold``.
    """
    return tuple(_presence(items, i, context, options) for i in range(len(context.articles)))


def _presence(
    items: Sequence[Located], article: int, context: StoryContext, options: CompareOptions
) -> Presence:
    parsed = context.articles[article]
    own = sorted({item.mention.sentence for item in items if item.article == article})
    if not own and items[0].mention.kind in _NAMES and context.related(items[0].article, article):
        own = _printed(items, article, context)
    if own:
        position = min(
            (context.position(article, sentence) for sentence in own),
            key=("headline", "lead", "body", "tail").index,
        )
        return Presence(parsed.article.id, "found", tuple(own), None, 1.0, position)
    nearest, score = _nearest(items, article, context)
    if items[0].mention.kind not in _PRINTED and context.related(items[0].article, article):
        likely, place = _restated(items, article, context)
        if likely >= options.found_threshold and not _other_figures(items, article, place, context):
            position = context.position(article, place)
            return Presence(parsed.article.id, "found", (place,), place, likely, position)
        repeats = all(context.says_else(article, place, item.article) for item in items)
        if likely >= options.uncertain_threshold and not repeats:
            return Presence(parsed.article.id, "uncertain", (), place, likely)
    if items[0].mention.kind not in _NAMES and _may_be_said(items, article, context):
        return Presence(parsed.article.id, "uncertain", (), nearest, score)
    state: PresenceState = "unknown" if parsed.truncated else "not_found"
    return Presence(parsed.article.id, state, (), nearest, score)


def _may_be_said(items: Sequence[Located], article: int, context: StoryContext) -> bool:
    """Tell whether an article may say in its own words what no sentence of it was found to say."""
    if not any(context.related(item.article, article) for item in items):
        return False
    near = max(context.free_score(article, item) for item in items)
    return near >= NEAR or any(context.covered(article, item) >= COVERED for item in items)


def _printed(items: Sequence[Located], article: int, context: StoryContext) -> list[int]:
    """Return the content sentences that print a name in one of the fact's own forms.

    Another article may print it where nothing shows that it is a name.
    """
    forms = set()
    for item in items:
        text = context.articles[item.article].article.text
        forms |= {text[span.start : span.end] for span in item.mention.spans}
    parsed = context.articles[article]
    # Most articles have none of them anywhere, which needs no pattern to be seen.
    forms = {form for form in forms if form in parsed.article.text}
    if not forms:
        return []
    pattern = re.compile(rf"\b(?:{'|'.join(re.escape(form) for form in sorted(forms))})\b")
    return [s.index for s in parsed.content() if pattern.search(parsed.sentence_text(s.index))]


def _other_figures(
    items: Sequence[Located], article: int, place: int, context: StoryContext
) -> bool:
    """Tell whether a fact's clauses print figures and a sentence prints none of them."""
    figures = frozenset[str]().union(*(context.numbers(item) for item in items))
    words = context.sentences.words[article][place]
    return bool(figures) and words is not None and not figures & words.numbers


def _restated(items: Sequence[Located], article: int, context: StoryContext) -> tuple[float, int]:
    """Return how probably a clause of the article restates the fact, and its sentence.

    Only a mention that is most of its clause can be told by the clause's likeness: two
    quoted words are not said again because the sentence around them is.
    """
    best = (0.0, 0)
    for item in items:
        if context.share_of_clause(item) >= _MOST:
            score, sentence = context.nearest_clause(item.article, article, item)
            best = max(best, (score, sentence), key=lambda pair: (pair[0], -pair[1]))
    return best


def _nearest(
    items: Sequence[Located], article: int, context: StoryContext
) -> tuple[int | None, float]:
    """Return the sentence most like any mention's clause or sentence, and its score.

    The first of content where nothing is alike; None in an article without content.
    """
    found = [context.nearest(item.article, article, item) for item in items]
    score, sentence = max(found, key=lambda pair: (pair[0], -pair[1]))
    if score > 0.0:
        return sentence, score
    return next((s.index for s in context.articles[article].content()), None), 0.0
