"""How much of one thing is read, so that no input fills the memory."""

from __future__ import annotations

import zlib

# A file read as a whole (JSON) may have this many bytes: three copies of it still fit
# into a laptop's memory.
MOST_BYTES = 2**28
# One line, page, feed or plain text. An article has some kilobytes; 50 MB in one line is no
# record but a damaged file.
MOST_LINE_BYTES = 2**25
# gzip packs three labelled sets of articles 2.9, 2.9 and 5.0 times, and 200,000 records that
# differ in a number 22 times; deflate can reach 1,032. The first megabytes may be anything.
MOST_RATIO = 200
FREE_BYTES = 2**26
TOO_LONG = f"more than {MOST_LINE_BYTES >> 20} MiB in one line; wanted one record a line"
# What reading a damaged or refused file raises.
DAMAGE = (OSError, EOFError, zlib.error)
