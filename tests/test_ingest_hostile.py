"""Inputs made to harm: each gives a located error in little time, and the rest is kept."""

from __future__ import annotations

import contextlib
import gzip
import importlib.util
import io
import json
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dedup.errors import ArticleFormatError, InputError
from dedup.ingest import read_records, unpack
from dedup.ingest.decode import decode, decode_document
from dedup.ingest.feeds import parse_feed
from dedup.ingest.limits import FREE_BYTES, MOST_LINE_BYTES
from dedup.ingest.markup import plain_text
from dedup.ingest.newsml import read_newsml
from dedup.ingest.notes import Notes
from dedup.ingest.opml import read_subscriptions
from dedup.ingest.table import read_table
from dedup.model import Article

CORPUS = Path(__file__).parent / "data" / "feeds"
LINE = json.dumps({"id": "x", "text": "The ferry sank."}).encode() + b"\n"
ITEM = "<item><title>Ferry {n}</title><description>Nine saved.</description></item>"
# CPU seconds that no small input may take, many times what they take.
SOON = 20.0


def split(path: Path, stdin: io.BytesIO | None = None) -> tuple[list[Article], list[str]]:
    started = time.process_time()
    records = list(read_records(["-"] if stdin else [path], stdin=stdin))
    assert time.process_time() - started < SOON
    articles = [each for each in records if isinstance(each, Article)]
    return articles, [str(each) for each in records if isinstance(each, ArticleFormatError)]


def put(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def has_zstd() -> bool:
    return sys.version_info >= (3, 14) or importlib.util.find_spec("zstandard") is not None


def zstd(raw: bytes) -> bytes:
    if sys.version_info >= (3, 14):
        from compression import zstd as packer

        return packer.compress(raw)
    import zstandard

    return zstandard.ZstdCompressor().compress(raw)


# --- packed files --------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["gz", "zst"])
def test_a_bomb_is_refused_and_what_came_before_is_kept(tmp_path, kind, monkeypatch):
    if kind == "zst" and not has_zstd():
        pytest.skip("no Zstandard")
    monkeypatch.setattr(unpack, "FREE_BYTES", 2**20)
    raw = LINE + b"\n" * 2**24
    packed = gzip.compress(raw) if kind == "gz" else zstd(raw)
    articles, errors = split(put(tmp_path, f"bomb.jsonl.{kind}", packed))
    assert [article.id for article in articles] == ["x"]
    assert len(errors) == 1
    assert "times its size" in errors[0]


def test_text_that_packs_well_is_no_bomb(tmp_path):
    lines = b"".join(
        json.dumps({"id": str(n), "text": f"The ferry number {n} sank off Corvane."}).encode()
        + b"\n"
        for n in range(2000)
    )
    articles, errors = split(put(tmp_path, "a.jsonl.gz", gzip.compress(lines)))
    assert (len(articles), errors) == (2000, [])
    assert len(lines) < FREE_BYTES


@pytest.mark.parametrize("kind", ["gz", "zst"])
def test_a_packed_file_that_breaks_off_keeps_its_first_records(tmp_path, kind):
    if kind == "zst" and not has_zstd():
        pytest.skip("no Zstandard")
    first, second = (json.dumps({"id": i, "text": i * 50}).encode() + b"\n" for i in "ab")
    pack = gzip.compress if kind == "gz" else zstd
    packed = pack(first) + pack(second)[:-6]
    articles, errors = split(put(tmp_path, f"cut.jsonl.{kind}", packed))
    assert [article.id for article in articles][:1] == ["a"]
    assert len(errors) == 1
    assert "cannot be read" in errors[0]


def test_a_packed_feed_that_breaks_off_keeps_its_first_entries(tmp_path):
    feed = (
        "<rss><channel>" + "".join(ITEM.format(n=n * 7919) for n in range(500)) + "</channel></rss>"
    )
    packed = gzip.compress(feed.encode())
    articles, errors = split(put(tmp_path, "cut.xml.gz", packed[: len(packed) // 2]))
    assert articles[0].headline == "Ferry 0"
    assert len(articles) > 50
    assert "cannot be read" in errors[-1]
    assert len(errors) <= 2  # the entry in which it breaks off may have no words yet


def test_a_warc_that_breaks_off_inside_gzip_keeps_its_first_pages(tmp_path):
    pytest.importorskip("warcio")
    pytest.importorskip("trafilatura")
    packed = (CORPUS / "good" / "news.warc.gz").read_bytes()
    articles, errors = split(put(tmp_path, "cut.warc.gz", packed[:-100]))
    assert articles[0].headline == "Ferry sinks"
    assert len(errors) == 1


def test_zstandard_without_its_extra_names_it(tmp_path, monkeypatch):
    if sys.version_info >= (3, 14):
        pytest.skip("in the standard library")
    monkeypatch.setitem(sys.modules, "zstandard", None)
    _, errors = split(put(tmp_path, "a.jsonl.zst", unpack.ZSTD_MAGIC + b"...."))
    assert "dedup[zstd]" in errors[0]


def test_warc_without_its_extra_names_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "warcio.archiveiterator", None)
    _, errors = split(CORPUS / "good" / "news.warc")
    assert "dedup[warc]" in errors[0]


# --- long lines, deep nests ----------------------------------------------------------------


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "-"])
def test_a_line_of_fifty_megabytes_is_one_error(tmp_path, name):
    size = 50 * 10**6
    if name == "a.csv":
        content = b"id,text\nx,One.\ny," + b"w" * size + b"\nz,Three.\n"
        wanted = ["x", "z"]
    else:
        content = (
            LINE + b'{"id": "y", "text": "' + b"w" * size + b'"}\n' + LINE.replace(b'"x"', b'"z"')
        )
        wanted = ["x", "z"]
    stdin = io.BytesIO(content) if name == "-" else None
    path = tmp_path if stdin else put(tmp_path, name, content)
    articles, errors = split(path, stdin)
    assert [article.id for article in articles] == wanted
    assert len(errors) == 1
    assert f"{MOST_LINE_BYTES >> 20} MiB in one line" in errors[0]
    assert (":3: " if name == "a.csv" else ":2: ") in errors[0]


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.xml"])
def test_one_article_of_fifty_megabytes_is_an_error(tmp_path, name):
    articles, errors = split(put(tmp_path, name, b"<rss>" * (name == "a.xml") + b"w" * 50 * 10**6))
    assert articles == []
    assert "MiB in one piece" in errors[0]


@pytest.mark.parametrize(
    "content",
    [
        b"<rss><channel>" + b"<item>" * 20_000,
        b"<rss><channel><item><description>" + b"&lt;div&gt;" * 50_000,
        b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><content type='xhtml'>"
        + b"<div>" * 20_000,
        b"<rss><channel><title>" + b"<" * 50_000,
        b"<rss><channel><title>" + b"&" * 50_000,
        b"<!DOCTYPE rss [" + b"<!ENTITY " * 20_000,
        b"<!DOCTYPE rss [" + b"\"'" * 20_000,
        b"<?xml " * 20_000 + b"<rss>",
        b"<!--" * 20_000 + b"<rss>",
        b"<rss><channel><item><title>" + b"<![CDATA[" * 20_000,
        b'{"version": "https://jsonfeed.org/version/1", "items": ' + b"[" * 100_000,
    ],
    ids=lambda content: content[:40].decode(),
)
def test_feeds_that_nest_without_end_are_read_or_refused_soon(content):
    started = time.process_time()
    with contextlib.suppress(ArticleFormatError):
        parse_feed(content)
    assert time.process_time() - started < SOON


@pytest.mark.parametrize("tag", ["<a>", "<p", "<", "&", "<!--", "<![CDATA[", "</p>", "<br/ "])
def test_markup_without_end_becomes_text_soon(tag):
    started = time.process_time()
    plain_text(tag * 50_000)
    assert time.process_time() - started < SOON


def test_newsml_that_nests_without_end_is_refused():
    deep = b"<newsItem>" + b"<p>" * 100_000
    (error,) = read_newsml(deep, name="n", notes=Notes())
    assert isinstance(error, ArticleFormatError)
    closed = b"<newsItem><contentSet><inlineXML>" + b"<p>" * 5000 + b"x" + b"</p>" * 5000
    closed += b"</inlineXML></contentSet></newsItem>"
    list(read_newsml(closed, name="n", notes=Notes()))


def test_json_that_nests_without_end_is_one_error(tmp_path):
    articles, errors = split(put(tmp_path, "a.json", b'{"articles": ' + b"[" * 200_000))
    assert (articles, len(errors)) == ([], 1)
    inner: dict[str, object] = {"text": "Deep."}
    for _ in range(50):
        inner = {"data": inner}
    _, errors = split(put(tmp_path, "b.json", json.dumps(inner).encode()))
    assert "no articles" in errors[0]


def test_many_unclosed_quotes_cost_their_rows_only(tmp_path):
    rows = "".join(f'S{n},"Open {n}\nT{n},Closed {n}.\n' for n in range(2000))
    articles, errors = split(put(tmp_path, "a.csv", f"source,text\n{rows}".encode()))
    assert [article.text for article in articles] == [f"Closed {n}." for n in range(2000)]
    assert len(errors) == 2000


def test_an_unclosed_quote_in_the_last_row_is_said(tmp_path):
    articles, errors = split(put(tmp_path, "a.csv", b'source,text\nX,One.\nY,"Two.\n'))
    assert [article.text for article in articles] == ["One."]
    assert errors == [f"{tmp_path / 'a.csv'}:3: a quote that is never closed"]


# --- anything at all -----------------------------------------------------------------------


@given(st.binary(max_size=400))
def test_any_bytes_are_a_feed_or_an_error(raw):
    for data in (raw, b"<rss><channel><item><title>" + raw, b"<opml>" + raw, b'{"items":' + raw):
        with contextlib.suppress(ArticleFormatError):
            assert all(
                isinstance(each, Article | ArticleFormatError) for each in parse_feed(data).items
            )


@given(st.binary(max_size=400))
def test_any_bytes_are_subscriptions_or_an_error(raw):
    for data in (raw, b"<opml><outline xmlUrl='" + raw + b"'/></opml>"):
        with contextlib.suppress(InputError):
            assert all(each.url for each in read_subscriptions(data))


@given(
    st.lists(st.binary(max_size=60).map(lambda raw: raw.replace(b"\n", b"") + b"\n"), max_size=8)
)
def test_any_lines_are_rows_or_errors(lines):
    records = list(read_table(lines, name="t", notes=Notes()))
    records += list(read_table([b"source,text\n", *lines], name="t", notes=Notes()))
    for record in records:
        assert isinstance(record, Article | ArticleFormatError)


@given(st.binary(max_size=300), st.sampled_from(["", "text/xml; charset=utf-16", "charset=idna"]))
def test_any_declaration_decodes(raw, content_type):
    for data in (raw, b'<?xml version="1.0" encoding="' + raw[:20] + b'"?>' + raw):
        text, _ = decode_document(data, content_type)
        text.encode("utf-8", "surrogatepass")


@settings(max_examples=50)
@given(st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), min_size=30, max_size=200))
def test_text_in_utf16_is_recognised_by_its_mark(words):
    assert decode(words.encode("utf-16"))[0] == words


@given(st.text(max_size=200))
def test_any_markup_becomes_text(words):
    for markup in (words, f"<p>{words}</p>", f"<!--{words}<p>x", f"&{words}<b"):
        assert "\n\n\n" not in plain_text(markup)
