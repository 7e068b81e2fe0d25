"""The archive: articles, their versions, stories and facts in one SQLite file.

    open_archive → add_articles → update_facts → queries, export

``add_articles`` keeps stories up to date with the model of the batch run (``dedup.stream``),
``update_facts`` compares the stories that changed, ``queries`` reads. Tables and views
(``schema``) have names that other programs can read.
"""

from __future__ import annotations

from dedup.archive.add import Standing, Tally, add_articles
from dedup.archive.facts import Updated, compare_story, update_facts
from dedup.archive.prune import Pruned, prune
from dedup.archive.store import Archive, open_archive
from dedup.archive.verify import content_digest, verify

__all__ = [
    "Archive",
    "Pruned",
    "Standing",
    "Tally",
    "Updated",
    "add_articles",
    "compare_story",
    "content_digest",
    "open_archive",
    "prune",
    "update_facts",
    "verify",
]
