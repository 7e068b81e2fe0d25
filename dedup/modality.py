"""Whether a clause reports, plans, offers, alleges or supposes, and whether it denies.

Read off a closed list of words, the most telling first; a clause without any of
them reports what is done. Two values conflict only in clauses of one modality.
"""

from __future__ import annotations

import re

# "Would" is what reported speech makes of "will".
_PLANNED = re.compile(
    r"\b(?:will|'ll|shall|would|won't|due)\b|\b(?:plan(?:s|ned|ning)?|intend(?:s|ed)?|set|scheduled"
    r"|expect(?:s|ed)?|preparing|about|going|aim(?:s|ed)?|vow(?:s|ed)?|pledged|promised) to\b"
)
_MODAL_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("conditional", re.compile(r"\b(?:if|unless|could|may|might|should|whether)\b")),
    (
        "alleged",
        re.compile(
            r"\b(?:alleg\w+|accus\w+|reportedly|suspected|suspects?|purported\w*|claims?)\b"
        ),
    ),
    (
        "offered",
        re.compile(
            r"\b(?:offer\w*|propos(?:e|es|ed|ing)|willing|prepared to|ready to|agree[ds]? to"
            r"|invit\w+)\b"
        ),
    ),
    ("planned", _PLANNED),
)


def modality_of(low: str) -> str:
    """Return the modality that the words of a lower-case clause show; "done" by default."""
    return next((name for name, words in _MODAL_WORDS if words.search(low)), "done")


# "Not only", "no later than" and "no doubt" affirm; so does "could not rule out"; ", not in June"
# denies something else than its clause; "No. 4" is a number.
_NEGATED = re.compile(
    r"(?<!, )\bnot\b(?! only\b| just\b| (?:be )?rul(?:e|ed|ing) out\b)"
    r"|\bno\b(?!\.|,| (?:later|sooner|fewer|less|more than|doubt|matter|one's)\b)"
    r"|\b(?:never|nobody|none|neither|nor|cannot(?! rule out\b)|den(?:y|ies|ied|ying))\b"
    r"|n't\b(?! rule out\b)"
)


def negated_words(low: str) -> frozenset[str]:
    """Return the words right behind each negation of a lower-case text, three at most."""
    found: set[str] = set()
    for match in _NEGATED.finditer(low):
        found.update(re.findall(r"[^\W_]+", low[match.end() : match.end() + 60])[:3])
    return frozenset(found)


def is_negated(low: str) -> bool:
    """Tell whether a lower-case clause denies what it says."""
    return bool(_NEGATED.search(low))
