"""Which files to read, what each is called, and in what format it is."""

from __future__ import annotations

import glob
import io
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Literal, cast

from dedup.errors import InputError
from dedup.ingest.decode import decode, unmarked_utf16
from dedup.ingest.limits import MOST_LINE_BYTES
from dedup.ingest.notes import Notes
from dedup.ingest.unpack import unpacked

Format = Literal[
    "plain", "jsonl", "json", "table", "html", "xml", "feed", "opml", "newsml", "warc", "unknown"
]

SUFFIXES: dict[str, Format] = {
    ".txt": "plain",
    ".text": "plain",
    ".md": "plain",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "table",
    ".tsv": "table",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".xml": "xml",
    ".rss": "xml",
    ".atom": "xml",
    ".rdf": "xml",
    ".opml": "xml",
    ".warc": "warc",
    ".wet": "warc",
}
_PACKED = (".gz", ".zst")
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,500}?-->\s*)*<(?:!doctype html|html)", re.I | re.S
)
# The first element of an XML document, with or without a prefix; comments are taken out first.
_ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z]\w*)")
_COMMENT = re.compile(r"<!--.*?(?:-->|$)", re.S)
_XML_FORMATS: dict[str, Format] = {
    **dict.fromkeys(("rss", "rdf", "feed", "channel"), "feed"),
    **dict.fromkeys(("newsmessage", "newsitem", "itemset", "nitf"), "newsml"),
    "opml": "opml",
    "html": "html",
}
OTHER_XML = "XML of another kind; wanted RSS, Atom or NewsML-G2"
# Files that are known by their first bytes and hold no text as they are.
_OTHER = {
    b"%PDF": "a PDF file; save it as text first",
    b"PK\x03\x04": "a ZIP archive; unpack it first",
    b"BZh": "a bzip2 file; unpack it first",
    b"\xfd7zXZ": "an xz file; unpack it first",
}
# Files that stand beside articles to describe them; read when named.
_ABOUT = re.compile(r"(readme|license|licence|changelog|notice|copying)(\.|$)", re.I)
# One sniffing read; a pipe hands over less, never more than its buffer.
_SNIFF_BYTES = 8192
# The names of some hundred columns.
_LONGEST_HEADER = 4000


@dataclass(frozen=True, slots=True)
class InputFile:
    """One file to read.

    Args:
        path: Where it lies; None for standard input.
        name: What messages call it: the path as given.
        named: The user named it, rather than the folder or pattern it is in.
        id: Id for the article if the file is one article: the file's stem, with as
            many folders before it as tell it from the other files of this run.
    """

    path: Path | None
    name: str
    named: bool
    id: str

    @property
    def stem(self) -> str:
        """The file's name without its suffixes."""
        return "stdin" if self.path is None else _stem(self.path)


def find_files(paths: Sequence[str | Path], notes: Notes) -> list[InputFile]:
    """Return the files to read, each once, in the order given, folders sorted.

    Raises:
        InputError: A path does not exist, or a pattern matches nothing.
    """
    found: dict[str, tuple[Path | None, str, bool]] = {}
    for given in paths:
        for path, named in _expand(str(given), notes):
            key = "-" if path is None else str(path.resolve())
            if key in found:
                notes.repeated += named and found[key][2]
            else:
                found[key] = (path, "-" if path is None else str(path), named)
    ids = _ids([path for path, _, _ in found.values() if path is not None])
    return [
        InputFile(path, name, named, "stdin" if path is None else ids[path])
        for path, name, named in found.values()
    ]


def _expand(given: str, notes: Notes) -> Iterator[tuple[Path | None, bool]]:
    """Yield the files behind one argument, and whether the user named them."""
    if given == "-":
        yield None, True
        return
    try:
        path = Path(given)
        if path.is_dir():
            yield from ((file, False) for file in _walk(path, notes))
            return
        exists = path.exists()
    except (OSError, ValueError) as error:  # name too long, NUL in it
        raise InputError(f"{given[:80]!r}: not a usable path ({error}); check the name") from error
    if exists:
        yield path, True
        return
    # Path.glob takes no absolute pattern.
    matches = sorted(glob.glob(given, recursive=True)) if glob.has_magic(given) else []  # noqa: PTH207
    if not matches:
        reason = "matches no file" if glob.has_magic(given) else "no such file or folder"
        raise InputError(f"{given}: {reason}; check the name")
    for match in matches:
        if Path(match).is_dir():
            yield from ((file, False) for file in _walk(Path(match), notes))
        else:
            yield Path(match), True


def _walk(folder: Path, notes: Notes) -> Iterator[Path]:
    """Yield the files of a folder that may hold articles, sorted by path.

    Hidden files and folders are left alone. Files of another kind are counted.
    """
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "__")))
        for name in sorted(files):
            path = Path(parent, name)
            if name.startswith("."):
                continue
            if _ABOUT.match(name):
                notes.no_articles += 1
            elif format_of(path) == "unknown" and path.suffix:
                notes.add("not a format that holds articles, left alone", str(path))
            elif path.is_file():  # neither a pipe, which would block, nor a broken link
                yield path


def format_of(path: Path) -> Format:
    """Return a file's format by its suffix, ``.gz`` and ``.zst`` aside."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes and suffixes[-1] in _PACKED:
        suffixes.pop()
    return SUFFIXES.get(suffixes[-1], "unknown") if suffixes else "unknown"


def _stem(path: Path) -> str:
    name = path.name
    for packed in _PACKED:
        if name.lower().endswith(packed):
            name = name[: -len(packed)]
            break
    suffix = Path(name).suffix
    return name.removesuffix(suffix) if suffix.lower() in SUFFIXES else name


def _ids(paths: Sequence[Path]) -> dict[Path, str]:
    """Return a short id for each path, the same whatever the order of the paths."""
    groups: dict[str, list[Path]] = {}
    for path in paths:
        groups.setdefault(_stem(path), []).append(path)
    ids = {}
    for stem, group in groups.items():
        # Not Path.resolve: a link is cited by the name the user sees.
        parents = {path: Path(os.path.abspath(path)).parent.parts for path in group}  # noqa: PTH100
        most = max(len(parts) for parts in parents.values())
        for depth in range(most + 1):
            names = {
                path: "/".join((*parts[max(0, len(parts) - depth) :], stem)).lstrip("/")
                for path, parts in parents.items()
            }
            if len(set(names.values())) == len(group):
                break
        else:  # a.txt and a.html side by side
            names = {path: path.name for path in group}
            if len(set(names.values())) < len(group):
                names = {path: str(path) for path in group}
        ids.update(names)
    return ids


@contextmanager
def open_file(file: InputFile, stdin: BinaryIO | None) -> Iterator[io.BufferedReader]:
    """Open a file, or standard input, for reading; gzip and Zstandard are undone.

    Raises:
        OSError: It cannot be opened.
        MissingExtraError: It is packed with Zstandard, which needs an extra.
        InputError: Standard input is wanted and there is none.
    """
    with ExitStack() as opened:
        if file.path is not None:
            stream: Any = opened.enter_context(file.path.open("rb"))
        elif stdin is None:
            raise InputError("-: no standard input to read; name a file")
        else:
            stream = stdin if hasattr(stdin, "peek") else io.BufferedReader(cast(Any, stdin))
        yield unpacked(stream, opened)


def sniff(stream: io.BufferedReader, by_suffix: Format) -> Format | str:
    """Return the format of an open file, or the reason it holds no text.

    The suffix decides, but a web page saved as ``.txt`` is still a web page, and
    bytes that are no text are refused whatever they are called.
    """
    head = stream.peek(_SNIFF_BYTES)[:_SNIFF_BYTES]
    other = next((reason for magic, reason in _OTHER.items() if head.startswith(magic)), None)
    if other is not None:
        return other
    if head.startswith(b"WARC/"):
        return "warc"
    text = decode(head)[0].lstrip("\ufeff") if _is_wide(head) else head.decode("latin-1")
    text = text.removeprefix("ï»¿")
    if by_suffix in ("plain", "unknown", "xml", "html") and text.lstrip()[:1] == "<":
        form = _markup_format(text)
        if form != "unknown":
            return form
        if by_suffix == "xml":
            return OTHER_XML
    if by_suffix == "xml":
        by_suffix = "feed"  # ill-formed from its first byte on: the feed reader forgives most
    if "\0" in text and by_suffix not in ("jsonl", "table", "warc", "feed"):
        return "a binary file; wanted text"
    if by_suffix != "unknown":
        return by_suffix
    first = text.lstrip()[:1]
    if first in ("{", "["):
        return "json"
    return "table" if _is_table(text) else "plain"


def _markup_format(text: str) -> Format:
    """Return the format of a document that opens with a tag."""
    if _HTML.match(text):
        return "html"
    root = _ROOT.search(_COMMENT.sub("", text))
    return _XML_FORMATS.get(root[1].lower(), "unknown") if root else "unknown"


def _is_wide(head: bytes) -> bool:
    """Return whether characters have two bytes or four: the bytes themselves say nothing."""
    return head.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")) or bool(
        unmarked_utf16(head)
    )


def _is_table(text: str) -> bool:
    """Return whether a text opens with the header row of a table of articles."""
    head = text.lstrip().partition("\n")[0]
    if not head or len(head) > _LONGEST_HEADER:
        return False
    from dedup.ingest.table import is_table

    return is_table(head.rstrip("\r"))


def byte_lines(stream: io.BufferedReader) -> Iterator[bytes]:
    """Yield the lines of an open file; UTF-16 and UTF-32 are turned into UTF-8.

    A line that is too long is cut to one byte over the limit, by which readers know it.
    """
    head = stream.peek(_SNIFF_BYTES)[:_SNIFF_BYTES]
    if not _is_wide(head):
        while line := stream.readline(MOST_LINE_BYTES + 1):
            yield line
            while len(line) > MOST_LINE_BYTES and not line.endswith(b"\n"):
                line = stream.readline(MOST_LINE_BYTES + 1)
        return
    marked = head.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff"))
    encoding = unmarked_utf16(head) or ("utf-32" if marked else "utf-16")
    wide = io.TextIOWrapper(stream, encoding, errors="replace", newline="\n")
    while text := wide.readline(MOST_LINE_BYTES):
        yield text.encode("utf-8", "replace")
    wide.detach()
