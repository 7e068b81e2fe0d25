"""Long documents are read item by item, and give what they give in one piece."""

from __future__ import annotations

import gzip
import io
import json
import re
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.errors import ArticleFormatError
from dedup.ingest import decode as decode_module
from dedup.ingest import feed_portions, json_stream, limits, portions, read_records
from dedup.ingest import xml as xml_module
from dedup.ingest.decode import PortionDecoder, decode, decode_document
from dedup.ingest.feeds import parse_feed
from dedup.ingest.json_stream import Broken, BrokenOff, Listed, items, outline
from dedup.ingest.portions import Window
from dedup.model import Article

CORPUS = Path(__file__).parent / "data" / "feeds"
# What is guessed about an encoding is guessed from what was read, and the pages are no lists.
SAMPLES = sorted(
    path
    for path in CORPUS.rglob("*.*")
    if path.with_name(path.name + ".json").exists() and path.suffix in (".xml", ".rdf", ".json")
) + sorted(CORPUS.rglob("*.atom"))
NAMES = ("Ferry sinks", "Café <b>burns</b>", "Mayor resigns", "Bridge &amp; harbour shut")
DATE = "Mon, 12 May 2031 07:10:00 +0200"


def cut(text: str, n_chars: int) -> Iterator[str]:
    return iter([text[at : at + n_chars] for at in range(0, len(text), n_chars)])


def shown(path: Path, stdin: io.BytesIO | None = None) -> list[object]:
    records = list(read_records(["-"] if stdin else [path], stdin=stdin))
    return [
        (each, dict(each.extra)) if isinstance(each, Article) else str(each) for each in records
    ]


@pytest.fixture
def all_is_long(monkeypatch):
    """Every document of more than 50 bytes is long, and read in portions of 40."""
    monkeypatch.setattr(limits, "WHOLE_BYTES", 50)
    monkeypatch.setattr(portions, "_STEP", 40)


def rss(n_items: int, *, between: str = "", root: str = "") -> str:
    entries = between.join(
        f"<item><guid>urn:{n}</guid><title>{NAMES[n % 4]}</title><pubDate>{DATE}</pubDate>"
        f"<dc:creator>A. Writer</dc:creator><!-- </item><item> -->"
        f"<description><![CDATA[<p>Nr {n}, “in full”.</p><item></item>]]></description></item>\n"
        for n in range(n_items)
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?>{root}<rss version="2.0" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Port Herald</title>'
        f"<link>https://herald.example/</link>{entries}<language>en-GB</language></channel></rss>"
    )


def atom(n_items: int) -> str:
    entries = "".join(
        f'<a:entry><a:id>urn:{n}</a:id><a:title type="html">{NAMES[n % 4]}</a:title>'
        f'<a:link href="/{n}"/><a:updated>2031-05-12T07:10:00-05:00</a:updated>'
        f"<a:content>Nine were saved, {n}.</a:content></a:entry>"
        for n in range(n_items)
    )
    return (
        '<a:feed xmlns:a="http://www.w3.org/2005/Atom" xml:lang="en"><a:title>Port Herald</a:title>'
        f'<a:link href="https://herald.example/"/>{entries}</a:feed>'
    )


def newsml(n_items: int) -> str:
    inner = "".join(
        f'<newsItem guid="urn:{n}" xml:lang="en"><itemMeta><provider literal="Wire"/>'
        f"<versionCreated>2031-05-12T07:10:00+02:00</versionCreated></itemMeta><contentMeta>"
        f"<headline>Ferry {n}</headline></contentMeta><contentSet><inlineXML><html><body>"
        f"<p>Nine saved.</p><p>One {n}.</p></body></html></inlineXML></contentSet></newsItem>"
        f"<knowledgeItem><concept>harbour</concept></knowledgeItem>"
        for n in range(n_items)
    )
    space = "http://iptc.org/std/nar/2006-10-01/"
    return f'<newsMessage xmlns="{space}"><itemSet>{inner}</itemSet></newsMessage>'


RECORDS = [
    {"id": f"a{n}", "title": f"T{n}", "text": f"Text “{n}”, [it] {{said}}.", "tags": [["x"], n]}
    for n in range(20)
]
WITH_OTHERS = [7, None, *RECORDS[:3], "x", [1, {"a": []}], *RECORDS[3:], {"b": 1}]
FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Port Herald",
    "language": "en",
    "items": [{"id": str(n), "content_html": f"<p>Nr {n}.</p>"} for n in range(20)] + [3],
}
DOCUMENTS = {
    "array.json": json.dumps(RECORDS),
    "indented.json": json.dumps(WITH_OTHERS, indent=2),
    "object.json": json.dumps({"status": "ok", "articles": RECORDS, "next": {"page": 2}}),
    "twice.json": json.dumps({"took": 1.5, "response": {"n": 20, "docs": WITH_OTHERS}}),
    "second.json": json.dumps({"data": [], "items": [], "results": RECORDS}),
    "not-first.json": json.dumps({"results": [1, 2], "articles": RECORDS}),
    "one.json": json.dumps({"id": "x", "title": "T", "text": "w " * 99, "items": RECORDS}),
    "none.json": json.dumps([{"a": n} for n in range(99)]),
    "numbers.json": json.dumps(list(range(1000, 1099))),
    "feed.json": json.dumps(FEED),
    "feed-sorted.json": json.dumps(FEED, sort_keys=True),
    "feed-in-one-line.json": json.dumps(FEED) + "\n",
    "feed.xml": json.dumps(FEED),
    "broken.json": '{"articles": nothing, ' + '"a": 1, ' * 20 + "}",
    "lines.json": "".join(json.dumps(each) + "\n" for each in RECORDS),
    "long-first-line.json": "".join(json.dumps(each) + "\n" for each in reversed(RECORDS)),
    "rss.xml": rss(9),
    "rss-between.xml": rss(9, between="<ttl>60</ttl>"),
    "rss-entities.xml": rss(9, root="<!DOCTYPE rss [<!ENTITY port 'Corvane'>]>").replace(
        "Mayor", "&port;"
    ),
    "rss-nested.xml": rss(5, root="<!DOCTYPE rss [<!ENTITY a 'b'><!ENTITY c '&a;'>]>"),
    "rss-cut.xml": rss(9)[:-90],
    "atom.xml": atom(9),
    "newsml.xml": newsml(9),
    "no-entries.xml": rss(0),
    "no-feed.xml": "<rss><channel>" + "w" * 99,
}


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("way", ["file", "gzip", "pipe"])
def test_a_long_document_gives_what_a_short_one_does(tmp_path, name, way, request):
    raw = DOCUMENTS[name].encode()
    path = tmp_path / (name + ".gz" if way == "gzip" else name)
    path.write_bytes(gzip.compress(raw) if way == "gzip" else raw)

    def read() -> list[object]:
        return shown(path, _Pipe(raw) if way == "pipe" else None)

    wanted = read()
    request.getfixturevalue("all_is_long")
    assert read() == wanted
    assert wanted


class _Pipe(io.BytesIO):
    def seekable(self) -> bool:
        return False


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: str(path.relative_to(CORPUS)))
def test_a_file_of_the_corpus_gives_the_same_when_it_counts_as_long(path, request):
    wanted = shown(path)
    request.getfixturevalue("all_is_long")
    assert shown(path) == wanted


@pytest.mark.usefixtures("all_is_long")
def test_what_a_feed_says_behind_its_entries_holds_for_all(tmp_path):
    path = tmp_path / "a.xml"
    path.write_text(rss(30))
    found = [each for each, _ in shown(path)]
    assert [each.id for each in found] == [f"urn:{n}" for n in range(30)]
    assert {(each.source, each.language) for each in found} == {("Port Herald", "en-GB")}


# --- what breaks -------------------------------------------------------------------------


@pytest.mark.parametrize("is_long", [False, True])
@pytest.mark.parametrize(
    ("broken", "message"),
    [
        ('{"id": "b", "text": nothing}', "Expecting value"),
        ('{"id": "b", "text": "two\nlines"}', "Invalid control character"),
        ('{"id": "b", "text": "x",}', "property name|trailing comma"),  # from Python 3.13 on
        (r'{"id": "b", "text": "\q, [ and }"}', r"Invalid \\escape"),
        # How deep its decoder goes is not the same in every Python.
        ("[" * 5000 + "]" * 5000, "nested too deep|a JSON list"),
        ("oops", "Expecting value"),
    ],
    ids=["word", "line", "comma", "escape", "deep", "bare"],
)
@pytest.mark.parametrize("around", ["[{}]", '{{"n": 2, "articles": [{}], "page": 1}}'])
def test_a_broken_item_is_one_error(tmp_path, broken, message, around, is_long, request):
    if is_long:
        request.getfixturevalue("all_is_long")
    path = tmp_path / "a.json"
    before, after = '{"id": "a", "text": "One."}', '{"id": "c", "text": "Three."}'
    inner = ", ".join((before, broken, after))
    path.write_text(around.replace("{}", inner).replace("{{", "{").replace("}}", "}"))
    first, error, last = list(read_records([path]))
    assert (first.id, last.id) == ("a", "c")
    assert isinstance(error, ArticleFormatError)
    assert error.line == 2
    assert re.search(message, str(error))


@pytest.mark.parametrize("is_long", [False, True])
@pytest.mark.parametrize(
    "around", ["[{}]", '{{"articles": [{}]}}', '{{"data": {{"items": [{}]}}}}']
)
def test_a_list_of_broken_items_is_no_file_without_articles(tmp_path, around, is_long, request):
    if is_long:
        request.getfixturevalue("all_is_long")
    written = ", ".join(f"{{'id': {n}, 'text': 'The ferry sank.'}}" for n in range(20))
    path = tmp_path / "a.json"
    path.write_text(around.format(written))
    (error,) = read_records([tmp_path])
    column = around.format("@").replace("{{", "{").index("@") + 2
    assert f"not JSON (Expecting property name enclosed in double quotes, column {column}" in str(
        error
    )


@pytest.mark.parametrize("is_long", [False, True])
@pytest.mark.parametrize("n_chars", [1, 2, 30, 90, 150])
def test_what_came_before_is_kept_when_a_document_breaks_off(tmp_path, n_chars, is_long, request):
    if is_long:
        request.getfixturevalue("all_is_long")
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"articles": RECORDS}, indent=1)[:-n_chars])
    *found, error = list(read_records([path]))
    assert [each.id for each in found] == [f"a{n}" for n in range(len(found))]
    assert len(found) >= 18
    assert isinstance(error, ArticleFormatError)


@pytest.mark.parametrize("name", ["a.json", "a.xml", "n.xml"])
@pytest.mark.usefixtures("all_is_long")
def test_what_came_before_is_kept_when_a_packed_file_breaks_off(tmp_path, name):
    content = {"a.json": json.dumps(RECORDS * 40), "a.xml": rss(300), "n.xml": newsml(300)}[name]
    path = tmp_path / (name + ".gz")
    packed = gzip.compress(content.encode())
    path.write_bytes(packed[: len(packed) * 3 // 4])
    *found, error = list(read_records([path]))
    assert sum(isinstance(each, Article) for each in found) > 100
    assert "cannot be read" in str(error)


@pytest.mark.usefixtures("all_is_long")
def test_what_came_before_is_kept_when_newsml_is_not_well_formed(tmp_path):
    path = tmp_path / "n.xml"
    path.write_text(newsml(9).replace("<p>One 7.</p>", "<p>One 7."))
    *found, error = list(read_records([path]))
    assert [each.id for each in found] == [f"urn:{n}" for n in range(7)]
    assert "not XML" in str(error)


@pytest.mark.parametrize("kind", ["json", "rss", "newsml"])
@pytest.mark.usefixtures("all_is_long")
def test_an_item_that_is_too_large_is_one_error(tmp_path, kind, monkeypatch):
    content = {"json": json.dumps(RECORDS), "rss": rss(20), "newsml": newsml(20)}[kind]
    content = content.replace(
        {"json": "it] {said}.", "rss": "Nr 7, ", "newsml": "One 7"}[kind], "w" * 60_000, 1
    )
    for module in (json_stream, feed_portions, xml_module):
        monkeypatch.setattr(module, "MOST_LINE_BYTES", 20_000)
    monkeypatch.setattr(json_stream.value, "__defaults__", (20_000,))
    path = tmp_path / ("a.json" if kind == "json" else "a.xml")
    path.write_text(content)
    records = list(read_records([path]))
    (error,) = [each for each in records if isinstance(each, ArticleFormatError)]
    assert len(records) == 20, str(error)
    assert error is records[error.line - 1]
    assert "in one piece" in str(error)


@pytest.mark.parametrize(
    "content",
    [
        "[" + '{"text": "x"},' + "," * 100_000,
        '[{"text": "x"},' + '{"a": ["b", ' * 50_000,
        '{"articles": ' + "[" * 300_000,
        '[{"text": "x"}, {"text": "' + "\\" * 500_001,
        "{" + ", ".join(f'"k{n}": [{n}]' for n in range(30_000)),
        "[" + "1" * 500_000,
    ],
    ids=["commas", "nest", "lists", "backslashes", "keys", "digits"],
)
@pytest.mark.parametrize("n_chars", [4096, 10**6])
def test_hostile_documents_end_soon(content, n_chars):
    found = outline(Window(cut(content, n_chars)), frozenset(["articles"]), lambda item: False)
    start = found.document.start if isinstance(found.document, Listed) else 1
    assert sum(1 for _ in items(Window(cut(content, n_chars)), start)) <= 1002


@pytest.mark.parametrize("tag", ["</item ", "<item "])
def test_tags_that_never_end_are_found_soon(tag):
    # Looking for the end of each as far as the text goes took 7.7 CPU seconds of the first, not .9.
    text = "<rss><item>" + tag * 600_000
    before = time.process_time()
    found = "".join(each.text for each in feed_portions.pieces(Window(cut(text, 2**18))))
    assert time.process_time() - before < 4
    assert found == text


def test_news_items_in_news_items_are_read_once(tmp_path):
    # Were each an article, all inner ones would be looked through again for each level.
    path = tmp_path / "n.xml"
    inner = "<newsItem>" * 3000 + "</newsItem>" * 3000
    for padding in (0, 2**20):
        path.write_text(f"<newsMessage>{inner}{' ' * padding}</newsMessage>")
        assert len(list(read_records([path]))) == 1


@pytest.mark.parametrize("n_spaces", [100_000, 2**20])
def test_a_run_of_spaces_in_xml_is_read_once(tmp_path, n_spaces):
    # Looking for a declaration behind them took 3.4 CPU seconds for 50,000.
    path = tmp_path / "a.xml"
    path.write_text("<newsMessage>" + " " * n_spaces)
    before = time.process_time()
    (error,) = read_records([path])
    assert time.process_time() - before < 4
    assert "not XML" in str(error)


def test_comments_that_never_end_are_looked_for_once():
    # Looking for the end of each took 8.4 CPU seconds for 20,000.
    before = time.process_time()
    with pytest.raises(ArticleFormatError, match="DOCTYPE does not end"):
        parse_feed(b"<!DOCTYPE rss [" + b"<!--" * 100_000 + b"]><rss/>")
    assert time.process_time() - before < 4


def test_xml_with_too_many_levels_or_names_is_refused(tmp_path):
    for inner in ("<a>" * 400_000, "".join(f"<a{n}/>" for n in range(200_000))):
        path = tmp_path / "n.xml"
        path.write_text("<newsMessage>" + inner)
        (error,) = read_records([path])
        assert "more levels or names" in str(error)


def test_entities_of_a_long_feed_are_counted_together(tmp_path):
    entity = f"<!DOCTYPE rss [<!ENTITY a '{'b' * 500}'>]>"
    path = tmp_path / "a.xml"
    path.write_text(rss(6000, root=entity).replace("Mayor", "&a;"))
    records = list(read_records([path]))
    assert "made to fill the memory" in str(records[-1])
    assert sum(isinstance(each, ArticleFormatError) for each in records) == 1


# --- parts -------------------------------------------------------------------------------


def nested(inner: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4)


# Not st.recursive: it warns when this file has changed between its import and the test.
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
VALUES = SCALARS | nested(SCALARS | nested(SCALARS | nested(SCALARS)))


@given(st.lists(VALUES, max_size=6), st.integers(1, 9), st.sampled_from([None, 1]))
def test_items_are_those_of_the_json_module(values, n_chars, indent):
    text = json.dumps(values, indent=indent)
    found = outline(Window(cut(text, n_chars)), frozenset(), lambda item: False).document
    assert list(items(Window(cut(text, n_chars)), found.start)) == values


@given(st.dictionaries(st.text(), VALUES, max_size=5), st.lists(VALUES, max_size=4))
def test_a_list_is_found_in_an_object(around, values):
    text = json.dumps({**around, "articles": values})
    found = outline(Window(cut(text, 5)), frozenset(["articles"]), lambda item: False)
    assert found.broken is None
    assert set(found.document) == {*around, "articles"}
    assert list(items(Window(cut(text, 7)), found.document["articles"].start)) == values


@given(st.text(alphabet='[]{},:"\\ \nab1', max_size=60), st.integers(1, 7))
def test_any_text_ends(text, n_chars):
    found = outline(Window(cut("[" + text, n_chars)), frozenset(["a"]), lambda item: False)
    whole = list(items(Window(cut("[" + text, 10**6)), found.document.start))
    parts = list(items(Window(cut("[" + text, n_chars)), found.document.start))
    assert [each for each in parts if not isinstance(each, Broken)] == [
        each for each in whole if not isinstance(each, Broken)
    ]
    assert not any(isinstance(each, BrokenOff) for each in parts[:-1])


@given(st.lists(st.sampled_from(
    ["<item>", "</item>", "<item/>", "<ITEM a='b'>", "<items>", "<!-- <item> -->", "a", " ", "<",
     "<![CDATA[</item>]]>", "<!--", "]]>", "<x:item>", "<?item ?>"]
), max_size=14), st.integers(1, 9))  # fmt: skip
def test_the_pieces_of_a_feed_are_the_feed(parts, n_chars):
    text = "".join(parts)
    found = list(feed_portions.pieces(Window(cut(text, n_chars))))
    assert "".join(piece.text for piece in found) == text
    assert found == list(feed_portions.pieces(Window(iter([text]))))


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("utf-8", "Café “ferry” – Größe, フェリー 沈没 🚢 "),
        ("utf-8-sig", "Café “ferry” – Größe "),
        ("utf-16", "Café “ferry” 沈没 🚢 "),
        ("utf-32", "Café “ferry” 沈没 🚢 "),
        ("shift_jis", "フェリーが沈没した。表示ソ能、九人を救助 "),
        ("iso2022_jp", "フェリーが沈没した。\n九人を救助 "),
        ("euc_jp", "フェリーが沈没した。九人を救助 "),
        ("gb18030", "渡轮沉没，九人获救。€ "),
        ("cp1251", "Паром затонул, спасены девять человек "),
        ("iso-8859-1", "Café, Größe "),
    ],
)
def test_portions_decode_as_the_whole_does(encoding, words):
    raw = f'<?xml version="1.0" encoding="{encoding}"?>\n{words * 9}'.encode(encoding)
    wanted = decode_document(raw)[0]
    assert words * 8 in wanted
    for n_head in range(300, len(raw), 7):
        for n_bytes in (1, 5, len(raw)):
            decoder = PortionDecoder(raw[:n_head], declares=True)
            found = [decoder.decode(raw[:n_head])]
            rest = range(n_head, len(raw), n_bytes)
            found += [decoder.decode(raw[at : at + n_bytes]) for at in rest]
            assert "".join(found) + decoder.decode(b"", last=True) == wanted


def test_a_text_without_a_space_is_cut_between_its_characters(monkeypatch):
    monkeypatch.setattr(decode_module, "_MOST_WAITING", 64)
    raw = ("渡轮沉没，九人获救。" * 40).encode()
    for n_bytes in (7, 10, 100):
        decoder = PortionDecoder(raw[:n_bytes], declares=False)
        found = [decoder.decode(raw[at : at + n_bytes]) for at in range(0, len(raw), n_bytes)]
        assert "".join(found) + decoder.decode(b"", last=True) == raw.decode()
        assert decoder.guessed is None


def test_broken_bytes_cost_themselves_only():
    raw = ("Café “ferry” " * 50).encode() + b"\x93off\x94 " + "Größe ".encode() * 50
    decoder = PortionDecoder(raw[:100], declares=False)
    found = [decoder.decode(raw[at : at + 100]) for at in range(0, len(raw), 100)]
    assert "".join(found) + decoder.decode(b"", last=True) == decode(raw)[0]
    assert decoder.guessed == "UTF-8 with broken bytes, read as Windows-1252"


# --- memory ------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["json", "rss", "newsml"])
def test_memory_does_not_grow_with_the_document(tmp_path, kind, monkeypatch):
    monkeypatch.setattr(limits, "WHOLE_BYTES", 2**12)
    monkeypatch.setattr(portions, "_STEP", 2**11)
    body = "The ferry sank off Corvane. " * 100
    if kind == "json":
        content = json.dumps({"articles": [{"id": n, "text": body} for n in range(200)]})
    else:
        content = (rss if kind == "rss" else newsml)(200).replace("saved.", body)
        content = content.replace("Nr ", body)
    path = tmp_path / ("a.json" if kind == "json" else "a.xml")
    path.write_text(content)
    next(iter(read_records([path])))  # the reader and what it imports is loaded
    tracemalloc.start()
    n_records = sum(1 for _ in read_records([path]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert n_records == 200
    assert peak < len(content) / 2
