"""What stands against a part of a claim."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that stands against a part of a claim.

    Args:
        signal: What it is.
        words: The words of the claim / of the article.
        score: How closely the sentence renders the part otherwise, [0, 1].
        sentence: Index; -1 for nowhere.
        typed: It excludes the part; else the article merely does not bear it out.
    """

    signal: str
    words: str
    score: float
    sentence: int
    typed: bool
