"""The clean stage: from an article as it came to roles for all its lines."""

from dedup.cleaning.lines import clean_article
from dedup.cleaning.site import clean_and_encode, clean_articles

__all__ = ["clean_and_encode", "clean_article", "clean_articles"]
