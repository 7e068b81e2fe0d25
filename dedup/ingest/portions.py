"""Documents too large for one piece: read in portions, as often as needed."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from typing import IO, Any

from dedup.ingest import limits
from dedup.ingest.decode import PortionDecoder
from dedup.ingest.limits import DAMAGE, MOST_LINE_BYTES

# One read. A window over a text holds a few of them, and one item.
_STEP = 2**18


class Document:
    """A file that can be read from its start more than once.

    What comes through a pipe, or is unpacked on the way, is kept in memory while it
    is small and in a temporary file from then on.

    Args:
        stream: The file, not read yet.

    Attributes:
        head: Its first bytes, all of them if ``is_whole``.
        is_whole: It is short and undamaged.
        damage: What ended the file early, known when it was read to its end.
        guessed: What had to be guessed about its encoding, likewise.
    """

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream = stream
        self._copy: IO[bytes] | None = None
        self.damage: Exception | None = None
        self.guessed: str | None = None
        self.head = b"".join(self._read(limits.WHOLE_BYTES))
        self.is_whole = self.damage is None and len(self.head) <= limits.WHOLE_BYTES
        if self.is_whole:
            return
        if stream.seekable():
            self._behind_head = stream.tell()
        else:
            import tempfile

            self._copy = tempfile.SpooledTemporaryFile(max_size=MOST_LINE_BYTES)  # noqa: SIM115

    def close(self) -> None:
        """Drop the copy; the stream is left as it is."""
        if self._copy is not None:
            self._copy.close()

    def _read(self, most: float = math.inf) -> Iterator[bytes]:
        """Yield what is left of the stream; end when it is more than ``most`` bytes, or damaged.

        Only what one read gives is lost where a packed file breaks off.
        """
        n_bytes = 0
        while n_bytes <= most and self.damage is None:
            try:
                part = self._stream.read1(_STEP)
            except DAMAGE as error:
                self.damage = error
                return
            if not part:
                return
            n_bytes += len(part)
            yield part

    def portions(self, *, last: bool = False) -> Iterator[bytes]:
        """Yield the file from its start; end early where it is damaged.

        Args:
            last: It will not be read again, so that no copy has to be kept.
        """
        yield self.head
        if self.is_whole:
            return
        if self._copy is None:
            self._stream.seek(self._behind_head)
        else:
            self._copy.seek(0)
            while part := self._copy.read(_STEP):
                yield part
        for part in self._read():
            if self._copy is not None and not last:
                self._copy.write(part)
            yield part

    def text(self, *, last: bool = False, declares: bool = False) -> Iterator[str]:
        """Yield the file from its start, decoded.

        Args:
            last: It will not be read again.
            declares: It may state its encoding in its head, as XML does.
        """
        decoder = PortionDecoder(self.head, declares=declares)
        for raw in self.portions(last=last):
            if text := decoder.decode(raw):
                yield text
        if text := decoder.decode(b"", last=True):
            yield text
        self.guessed = decoder.guessed

    def lines(self) -> io.BufferedReader:
        """Return the file from its start as a stream, for the last time.

        Where the file is damaged, reading the stream raises what its own stream raised.
        """
        return io.BufferedReader(_Raw(self))


class Window:
    """A window that slides over a text which comes in portions.

    Args:
        portions: The text.

    Attributes:
        text: What is in the window.
        at: Where reading goes on, an index into ``text``.
        dropped: Characters that have left the window.
    """

    def __init__(self, portions: Iterator[str]) -> None:
        self._portions = portions
        self.text = ""
        self.at = 0
        self.dropped = 0
        self._lines = 0
        self._column = 0

    def more(self) -> bool:
        """Drop what was read and take in as much as is left, at least one portion.

        Returns:
            Whether there was more; if not, the window stays as it is.
        """
        wanted = len(self.text) - self.at
        parts, n_chars = [""], 0
        for part in self._portions:
            parts.append(part)
            n_chars += len(part)
            if n_chars >= wanted:
                break
        if not n_chars:
            return False
        gone, parts[0] = self.text[: self.at], self.text[self.at :]
        if "\n" in gone:
            self._lines += gone.count("\n")
            self._column = len(gone) - gone.rindex("\n") - 1
        else:
            self._column += len(gone)
        self.dropped += self.at
        self.text, self.at = "".join(parts), 0
        return True

    def slide(self, position: int) -> None:
        """Go forward to a character of the whole text."""
        while position > self.dropped + len(self.text):
            self.at = len(self.text)
            if not self.more():
                return
        self.at = position - self.dropped

    def place(self, index: int) -> tuple[int, int]:
        """Return line and column, both from 1, of an index into the window."""
        before = self.text[:index]
        if "\n" in before:
            return self._lines + before.count("\n") + 1, index - before.rindex("\n")
        return self._lines + 1, self._column + index + 1


class _Raw(io.RawIOBase):
    """The portions of a document as a stream."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._portions = document.portions(last=True)
        self._rest = b""

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer as far as one portion goes.

        Raises:
            OSError, EOFError, zlib.error: The file is damaged here.
        """
        while not self._rest:
            part = next(self._portions, None)
            if part is None and self._document.damage is not None:
                raise self._document.damage
            if part is None:
                return 0
            self._rest = part
        n_bytes = min(len(buffer), len(self._rest))
        buffer[:n_bytes], self._rest = self._rest[:n_bytes], self._rest[n_bytes:]
        return n_bytes
