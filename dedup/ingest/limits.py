"""How much of one thing is read, so that no input fills the memory."""

from __future__ import annotations

import zlib

# Documents of up to this many bytes are read in one piece, longer ones item by item. Most
# feeds and API answers have some hundred kilobytes.
WHOLE_BYTES = 2**20
# One line, page, item or plain text. An article has some kilobytes; 50 MB in one line is no
# record but a damaged file.
MOST_LINE_BYTES = 2**25
# gzip packs three labelled sets of articles 2.9, 2.9 and 5.0 times, and 200,000 records that
# differ in a number 22 times; deflate can reach 1,032. The first megabytes may be anything.
MOST_RATIO = 200
FREE_BYTES = 2**26
TOO_LARGE = f"more than {MOST_LINE_BYTES >> 20} MiB in one piece; split it, or use JSON Lines"
TOO_LONG = f"more than {MOST_LINE_BYTES >> 20} MiB in one line; wanted one record a line"
# What reading a damaged or refused file raises.
DAMAGE = (OSError, EOFError, zlib.error)
