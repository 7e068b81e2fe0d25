"""``dedup archive``: stories kept in a file, and what changed since the last look."""

# Each of the two registers its commands with the group.
from dedup.cli.archive import reading, writing
from dedup.cli.archive.group import command

__all__ = ["command", "reading", "writing"]
