"""The parts of a compound claim: clauses that can be true or false apart.

Conservative, as facts are: a claim is cut at ; and dashes, before ", and" / "but" and
before a subordinator, and only where both sides have a finite verb and enough
words to be looked up alone. A list of figures is not cut; each figure of a part is
judged on its own anyway.
"""

from __future__ import annotations

import re

from dedup.facts.events import clause_bounds
from dedup.facts.numbers import lex
from dedup.facts.verbs import is_finite
from dedup.text import content_stems

# " and <subject> <finite verb>" without a comma: the new subject shows that a clause begins.
_JOINED = re.compile(
    r"\s(?:and|but)\s+(?=(?:the|a|an|his|her|its|their|he|she|it|they|this|these|those|that|both"
    r"|another|all|some|no|several|nobody)\s|[A-Z])",
)
# Fewer content words of its own, and a piece says too little to be looked up alone (own choice,
# the same as for clauses of articles).
_LEAST_WORDS = 3


def part_bounds(text: str) -> list[tuple[int, int]]:
    """Return the bounds of the parts of one sentence of a claim.

    Args:
        text: The sentence.

    Returns:
        Half-open bounds in order; the whole sentence when it is not compound.
    """
    bounds = [piece for start, end in clause_bounds(text) for piece in _joined(text, start, end)]
    kept = [(s, e) for s, e in bounds if _stands(text[s:e])]
    # A piece that cannot stand is not dropped: then the sentence stays whole.
    return bounds if len(bounds) > 1 and len(kept) == len(bounds) else [(0, len(text))]


def _joined(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a clause before "and" or "but" with a new subject and a verb of its own."""
    for match in _JOINED.finditer(text, start, end):
        left, right = text[start : match.start()], text[match.end() : end]
        if _stands(left) and _stands(right):
            return [(start, match.start()), *_joined(text, match.end(), end)]
    return [(start, end)]


def _stands(text: str) -> bool:
    return len(content_stems(text)) >= _LEAST_WORDS and _has_verb(text)


def _has_verb(text: str) -> bool:
    words = [tok.low for tok in lex(text)]
    return any(is_finite(word, words[i - 1] if i else "") for i, word in enumerate(words))
