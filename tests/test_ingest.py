"""Files to articles: formats, keys, dates, encodings, repeats, ids."""

from __future__ import annotations

import gzip
import io
import itertools
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.errors import ArticleFormatError, InputError
from dedup.ingest import collect, read_articles, read_records
from dedup.ingest.dates import parse_published
from dedup.ingest.decode import decode
from dedup.ingest.plain import split_header
from dedup.model import Article

TEXT = "The ferry Aldous sank off Corvane on Monday. Nine people were saved."


def put(folder: Path, name: str, content: str | bytes = TEXT) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def errors(path: Path) -> list[str]:
    return [str(r) for r in read_records([path]) if isinstance(r, ArticleFormatError)]


def only(path: Path) -> Article:
    (article,) = read_articles([path])
    return article


def one(record: dict[str, object], folder: Path) -> Article:
    return only(put(folder, "one.jsonl", json.dumps(record) + "\n"))


# --- formats -------------------------------------------------------------------------------

RECORD = {"id": "x1", "source": "Port Herald", "headline": "Ferry sinks", "text": TEXT}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", json.dumps(RECORD) + "\n"),
        ("a.ndjson", json.dumps(RECORD)),
        ("one.json", json.dumps(RECORD, indent=2)),
        ("list.json", json.dumps([RECORD])),
        ("articles.json", json.dumps({"status": "ok", "articles": [RECORD]})),
        ("items.json", json.dumps({"version": "https://jsonfeed.org", "items": [RECORD]})),
        ("stories.json", json.dumps({"stories": [RECORD]})),
        ("lines.json", json.dumps(RECORD) + "\n\n"),
        ("a.csv", f'id,source,headline,text\nx1,Port Herald,Ferry sinks,"{TEXT}"\n'),
        ("semicolon.csv", f'id;source;headline;text\nx1;Port Herald;Ferry sinks;"{TEXT}"\n'),
        ("a.tsv", f"id\tsource\theadline\ttext\nx1\tPort Herald\tFerry sinks\t{TEXT}\n"),
        ("a.txt", f"Source: Port Herald\nHeadline: Ferry sinks\nId: x1\n\n{TEXT}"),
        ("a.md", f"Title: Ferry sinks\nSource: Port Herald\nId: x1\n\n{TEXT}"),
        ("nosuffix", json.dumps([RECORD])),
        ("feed.dat", json.dumps(RECORD) + "\n" + json.dumps(RECORD)),
    ],
)
@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
def test_every_format_gives_the_same_article(tmp_path, name, content, packed):
    raw = content.encode()
    path = put(tmp_path, name + ".gz" * packed, gzip.compress(raw) if packed else raw)
    article = only(path)
    assert (article.id, article.source, article.headline) == ("x1", "Port Herald", "Ferry sinks")
    assert article.text == TEXT


def test_gzip_is_recognised_without_its_suffix(tmp_path):
    assert only(put(tmp_path, "a.txt", gzip.compress(TEXT.encode()))).text == TEXT


@pytest.mark.parametrize(
    ("content", "ids"),
    [
        (
            json.dumps(RECORD) + "\n" + json.dumps({**RECORD, "id": "x2", "text": "Other."}),
            ["x1", "x2"],
        ),
        (json.dumps(RECORD, indent=1), ["x1"]),
        (TEXT, ["stdin"]),
        ("[Update] The ferry sank.", ["stdin"]),
    ],
    ids=["jsonl", "json", "plain", "plain with a bracket"],
)
def test_standard_input_is_recognised_by_content(content, ids):
    found = read_records(["-"], stdin=io.BytesIO(content.encode()))
    assert [r.id for r in found if isinstance(r, Article)] == ids


def test_standard_input_that_is_not_there_is_an_error():
    with pytest.raises(InputError, match="standard input"):
        list(read_records(["-"]))


def test_plain_text_without_a_header_is_kept_to_the_character(tmp_path):
    text = "\n  Home\n\nDate and time: unknown\n\n" + TEXT + "\n"
    article = only(put(tmp_path, "port-herald.txt", text))
    assert article.text == text
    assert (article.source, article.headline, article.id) == ("port-herald", "", "port-herald")


@pytest.mark.parametrize(
    "text",
    [
        "Breaking: ferry sinks\n\nThe text.",
        "Source: Port Herald\nThe ferry sank, said the mayor.\n\nMore.",
        "Source: Port Herald",
        "Sources say the ferry sank.\n\nMore.",
        "",
    ],
    ids=["unknown first key", "a line that is no header", "no blank line", "no colon", "empty"],
)
def test_what_is_no_header_block_is_text(text):
    assert split_header(text) == ({}, text)


def test_header_keys_that_are_not_ours_are_kept(tmp_path):
    article = only(put(tmp_path, "a.txt", f"Source: X\nAuthor: Ana Rell\n\n{TEXT}"))
    assert article.extra == {"author": "Ana Rell"}


def test_windows_line_ends_become_line_feeds(tmp_path):
    article = only(put(tmp_path, "a.txt", "Source: X\r\n\r\nOne.\r\n\r\nTwo."))
    assert (article.source, article.text) == ("X", "One.\n\nTwo.")


# --- keys ----------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["source", "outlet", "publisher", "domain", "site"])
def test_source_aliases(tmp_path, key):
    assert one({"text": TEXT, key: "Port Herald"}, tmp_path).source == "Port Herald"


@pytest.mark.parametrize("key", ["text", "body", "content", "articleBody", "maintext", "Text"])
def test_text_aliases(tmp_path, key):
    assert one({key: TEXT}, tmp_path).text == TEXT


@pytest.mark.parametrize("key", ["published", "date", "datePublished", "pubDate", "published_at"])
def test_date_aliases(tmp_path, key):
    article = one({"text": TEXT, key: "2031-05-12"}, tmp_path)
    assert article.published == datetime(2031, 5, 12, tzinfo=UTC)


def test_nested_publishers_give_their_name(tmp_path):
    assert one({"text": TEXT, "source": {"id": None, "name": "Port Herald"}}, tmp_path).source == (
        "Port Herald"
    )
    assert one({"text": TEXT, "publisher": [{"name": "X"}]}, tmp_path).source == "X"


def test_a_missing_source_is_the_host_of_the_url(tmp_path):
    article = one({"text": TEXT, "url": "https://www.portherald.example/a?b"}, tmp_path)
    assert (article.source, article.url) == (
        "portherald.example",
        "https://www.portherald.example/a?b",
    )


def test_unknown_keys_are_kept(tmp_path):
    article = one({"text": TEXT, "bias": "left", "n": 3, "tags": ["a"]}, tmp_path)
    assert article.extra == {"bias": "left", "n": 3, "tags": ["a"]}


def test_a_list_of_sentences_stands_in_for_the_text(tmp_path):
    assert one({"sentences": ["One.", "", "Two."]}, tmp_path).text == "One.\n\nTwo."


def test_a_missing_id_is_a_hash_of_the_content(tmp_path):
    first = one({"text": TEXT, "source": "X"}, tmp_path)
    again = one({"source": "X", "text": TEXT, "url": None}, tmp_path)
    other = one({"text": TEXT, "source": "Y"}, tmp_path)
    assert first.id == again.id != other.id
    assert len(first.id) == 12
    int(first.id, 16)


@pytest.mark.parametrize("value", [7, "7", 7.0], ids=repr)
def test_numbers_serve_as_ids(tmp_path, value):
    assert one({"text": TEXT, "id": value}, tmp_path).id == str(value)


def test_a_lone_surrogate_is_replaced_and_said(tmp_path):
    path = put(tmp_path, "a.jsonl", '{"text": "half \\ud83d of it", "id": "\\udc00"}')
    (article,), report = collect([path])
    assert article.text == "half \ufffd of it"
    article.id.encode()
    assert any("broken characters" in message for message in report.messages())


def test_control_characters_stay_in_the_text(tmp_path):
    text = "One\x1b[31m\x00\x07 two\u202e three."
    assert one({"text": text}, tmp_path).text == text
    assert only(put(tmp_path, "c.txt", text.replace("\x00", ""))).text == text.replace("\x00", "")


# --- dates ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("2031-05-12", "2031-05-12T00:00:00+00:00"),
        ("20310512", "2031-05-12T00:00:00+00:00"),
        ("2031/05/12", "2031-05-12T00:00:00+00:00"),
        ("2031-05-12T07:10:00+02:00", "2031-05-12T07:10:00+02:00"),
        ("2031-05-12T07:10:00Z", "2031-05-12T07:10:00+00:00"),
        ("2031-05-12 07:10:00", "2031-05-12T07:10:00+00:00"),
        ("2031-05-12 07:10:00 UTC", "2031-05-12T07:10:00+00:00"),
        ("Mon, 12 May 2031 07:10:00 +0200", "2031-05-12T07:10:00+02:00"),
        ("Mon, 12 May 2031 07:10:00 GMT", "2031-05-12T07:10:00+00:00"),
        ("12 May 2031", "2031-05-12T00:00:00+00:00"),
        ("May 12, 2031", "2031-05-12T00:00:00+00:00"),
        ("Monday, September 1, 2031", "2031-09-01T00:00:00+00:00"),
        (1936321200, "2031-05-12T03:00:00+00:00"),
        (1936321200000, "2031-05-12T03:00:00+00:00"),
        ("20310512051000", "2031-05-12T05:10:00+00:00"),
    ],
)
def test_dates_are_read(raw, wanted):
    assert parse_published(raw) == datetime.fromisoformat(wanted)


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "yesterday",
        "2031-13-01",
        "0001-01-01T00:00:00",
        "31 Juno 2031",
        2031,
        True,
        None,
        [],
        {},
    ],
    ids=repr,
)
def test_what_is_no_date_is_not_guessed(raw):
    assert parse_published(raw) is None


@given(st.one_of(st.text(), st.integers(), st.floats(), st.datetimes().map(str)))
def test_any_date_is_aware_or_none_and_has_a_utc_time(raw):
    moment = parse_published(raw)
    assert moment is None or moment.astimezone(UTC).tzinfo is UTC


def test_an_unread_date_leaves_the_article_whole(tmp_path):
    path = put(tmp_path, "a.jsonl", json.dumps({"text": TEXT, "date": "last Tuesday"}))
    (article,), report = collect([path])
    assert article.published is None
    assert article.extra == {"published_raw": "last Tuesday"}
    assert report.messages() == (f"publication date not understood, left out: {path}:1",)


# --- encodings -----------------------------------------------------------------------------

QUOTED = "“Nobody was warned,” said the mayor of Orríe."


@pytest.mark.parametrize(
    ("encoding", "noted"),
    [("utf-8", False), ("utf-8-sig", False), ("utf-16", False), ("cp1252", True)],
)
@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.json", "a.csv"])
def test_encodings_are_recognised(tmp_path, encoding, noted, name):
    content = {
        "a.txt": QUOTED,
        "a.csv": f'source,text\nX,"{QUOTED}"\n',
    }.get(name, json.dumps({"text": QUOTED}, ensure_ascii=False) + "\n")
    (article,), report = collect([put(tmp_path, name, content.encode(encoding))])
    assert article.text == QUOTED
    assert bool(report.notes) is noted


def test_one_broken_byte_does_not_spoil_the_rest():
    text, note = decode(QUOTED.encode() + b" caf\xe9")
    assert text == QUOTED + " café"
    assert note is not None


@given(st.binary())
def test_any_bytes_decode(raw):
    text, _ = decode(raw)
    text.encode()


# --- bad records ---------------------------------------------------------------------------


def test_a_bad_line_harms_no_other(tmp_path):
    good = [json.dumps({**RECORD, "id": f"x{n}", "text": f"Text {n}."}) for n in range(3)]
    bad = ["{broken", "[1]", '"words"', '{"id": 1}', '{"text": "  "}', "[" * 100_000]
    lines = itertools.chain.from_iterable(itertools.zip_longest(good, bad, fillvalue=""))
    path = put(tmp_path, "a.jsonl", "\n".join(lines))
    articles, report = collect([path])
    assert [article.id for article in articles] == ["x0", "x1", "x2"]
    assert report.skipped == len(bad)
    assert all("\n" not in message for message in report.messages())
    assert f"{path}:2: not JSON" in report.messages()[0]


def test_strict_raises_on_the_first_bad_record(tmp_path):
    path = put(tmp_path, "a.jsonl", json.dumps(RECORD) + "\n{broken\n")
    with pytest.raises(ArticleFormatError, match=":2: not JSON"):
        read_articles([path], strict=True)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\n\t\n", "empty"),
        ("empty.jsonl", b"", "no articles"),
        ("empty.json", b"", "not JSON"),
        ("empty.csv", b"", "no articles"),
        ("empty", b"", "empty"),
        ("header.txt", b"Source: X\n\n", "no text"),
        ("binary.txt", b"MZ\x00\x01\x02", "binary"),
        ("paper.pdf", b"%PDF-1.7 ...", "PDF"),
        ("cut.json", b'{"text": "The fer', "not JSON"),
        ("other.json", b'{"schema": "x/1", "n": 3}', "no articles"),
        ("numbers.csv", b"year,count\n2030,4\n", "no articles"),
        ("cut.txt.gz", gzip.compress(TEXT.encode() * 50)[:60], "cannot be read"),
        ("cells.csv", b"source,text\nX,one,two\n", "3 cells for 2 columns"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path, name, content, reason):
    path = put(tmp_path, name, content)
    (error,) = errors(path)
    assert error.startswith(str(path))
    assert reason in error
    assert "\n" not in error
    with pytest.raises(InputError, match=reason):
        read_articles([path])


def test_rows_with_a_wrong_number_of_cells_harm_no_other(tmp_path):
    path = put(tmp_path, "a.csv", "source,text\nX,One.\nX,Two, three.\nY,Four.\nZ\n\nW,Five.\n")
    articles, report = collect([path])
    assert [a.text for a in articles] == ["One.", "Four.", "Five."]
    assert report.skipped == 2


def test_an_article_in_a_csv_cell_may_be_long(tmp_path):
    text = "word " * 100_000
    assert only(put(tmp_path, "a.csv", f'source,text\nX,"{text}"\n')).text == text


def test_a_line_of_millions_of_characters_is_read(tmp_path):
    text = "word " * 1_000_000
    assert len(only(put(tmp_path, "a.jsonl", json.dumps({"text": text}))).text) == len(text)
    assert len(only(put(tmp_path, "a.txt", text)).text) == len(text)


def test_a_file_that_may_not_be_opened_is_an_error_value(tmp_path, monkeypatch):
    path = put(tmp_path, "a.txt")

    def refuse(self, *args, **kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert errors(path) == [f"{path}: cannot be read (Permission denied)"]


# --- paths ---------------------------------------------------------------------------------


def test_a_folder_is_read_recursively_and_in_order(tmp_path):
    for name in ["b/two.txt", "a.txt", "b/c/three.jsonl", ".hidden.txt", ".git/x.txt", "pic.png"]:
        content = json.dumps({"id": "three", "text": "3"}) if "json" in name else name
        put(tmp_path, name, content)
    articles, report = collect([tmp_path])
    assert [article.id for article in articles] == ["a", "two", "three"]
    assert [note.where for note in report.notes] == [str(tmp_path / "pic.png")]


def test_files_of_a_folder_that_hold_no_articles_are_counted(tmp_path):
    put(tmp_path, "a.txt")
    put(tmp_path, "README.md", "About these files.")
    put(tmp_path, "expected.json", '{"schema": "x/1", "stories": [{"id": "s", "articles": []}]}')
    articles, report = collect([tmp_path])
    assert [article.id for article in articles] == ["a"]
    assert (report.no_articles, report.skipped) == (2, 0)
    assert only(tmp_path / "README.md").text == "About these files."


def test_patterns_are_expanded_here_too(tmp_path):
    put(tmp_path, "x/a.txt", "one")
    put(tmp_path, "x/b.txt", "two")
    assert [a.id for a in read_articles([f"{tmp_path}/**/*.txt"])] == ["a", "b"]


@pytest.mark.parametrize("path", ["missing.txt", "missing/*.txt", "no\0name", "x" * 5000, ""])
def test_a_missing_path_is_an_error(tmp_path, monkeypatch, path):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError):
        read_articles([path])


def test_a_file_named_twice_is_read_once(tmp_path):
    path = put(tmp_path, "a.txt")
    articles, report = collect([path, path, tmp_path])
    assert (len(articles), report.repeated) == (1, 1)


def test_ids_of_files_take_as_many_folders_as_they_need(tmp_path):
    names = ["s1/herald.txt", "s2/herald.txt", "s1/courier.txt", "x/s2/echo.txt", "y/s2/echo.txt"]
    paths = [put(tmp_path, name, name) for name in names]
    wanted = {"s1/herald", "s2/herald", "courier", "x/s2/echo", "y/s2/echo"}
    for order in (paths, paths[::-1]):
        assert {article.id for article in read_articles(order)} == wanted


def test_files_that_differ_in_the_suffix_alone_keep_it(tmp_path):
    paths = [put(tmp_path, "a.txt", "one"), put(tmp_path, "a.md", "two")]
    assert {article.id for article in read_articles(paths)} == {"a.txt", "a.md"}


# --- repeats and ids -----------------------------------------------------------------------


def test_an_article_read_twice_is_kept_once(tmp_path):
    put(tmp_path, "port-herald.txt", f"{TEXT}\n")
    put(tmp_path, "feed.jsonl", json.dumps({**RECORD, "id": "x9", "url": "https://p.example"}))
    articles, report = collect([tmp_path])
    assert [article.id for article in articles] == ["x9"]
    assert report.repeated == 1
    assert report.messages() == ("1 article read twice, kept once",)
    assert report.summary() == "2 records read, 1 read twice"


def test_a_summary_counts_why_records_were_skipped(tmp_path):
    bad = ["{a", "[1", '{"id": 3}', "{b", *('{"id": 4}' for _ in range(1200))]
    path = put(tmp_path, "a.jsonl", "\n".join([json.dumps(RECORD), *bad]))
    report = collect([path])[1]
    assert (report.records, report.read, report.skipped) == (1205, 1, 1204)
    assert report.reasons == (("no text", 1201), ("not JSON", 3))
    assert report.summary() == "1,205 records read, 1,204 skipped (1,201 no text, 3 not JSON)"


def test_a_summary_names_few_of_many_reasons():
    from dedup.ingest.notes import Notes

    notes = Notes()
    for name in ("torn", "torn", "wet; wanted dry", "lost", "burnt", "eaten (by a dog)"):
        notes.skip(ArticleFormatError(name, source="a", line=1))
    assert (
        notes.report(0)
        .summary()
        .endswith("6 skipped (2 torn, 1 burnt, 1 eaten, 2 for other reasons)")
    )


def test_reading_tells_how_far_it_is(tmp_path):
    from dedup.progress import listening

    lines = [json.dumps({**RECORD, "id": "a"}), "{broken", json.dumps({**RECORD, "id": "b"})]
    path = put(tmp_path, "a.jsonl", "\n".join(lines))
    told = []
    with listening(told.append):
        (first, _), _ = collect([path], by_text=False)
    size = len(first.headline) + len(first.text)
    assert [(step.stage, step.of) for step in told[:4]] == [("reading", "records")] * 4
    assert (told[4].stage, told[4].total) == ("finding repeats", 2)
    assert [(step.done, step.skipped, step.characters) for step in told[1:4]] == [
        (1, 0, size),
        (2, 1, size),
        (3, 1, 2 * size),
    ]


def test_ids_are_kept_when_asked_for(tmp_path):
    path = put(tmp_path, "a.jsonl", "\n".join(json.dumps({**RECORD, "id": i}) for i in "aabb"))
    assert [a.id for a in read_articles([path], by_text=False)] == ["a", "b"]
    assert [a.id for a in read_articles([path])] == ["a"]


def test_the_same_text_from_two_publishers_is_two_articles(tmp_path):
    path = put(
        tmp_path, "a.jsonl", "\n".join(json.dumps({"text": TEXT, "source": s}) for s in "XY")
    )
    assert len(read_articles([path])) == 2


def test_unknown_publishers_are_not_one_publisher(tmp_path):
    path = put(tmp_path, "a.jsonl", "\n".join(json.dumps({"text": TEXT, "id": i}) for i in "ab"))
    assert len(read_articles([path])) == 2


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
def test_one_id_for_different_articles_is_told_apart_in_any_order(tmp_path, order):
    texts = ["One.", "Two.", "Three."]
    records = [{"id": "x", "source": "S", "text": text} for text in texts]
    records.append({"id": "x~2", "source": "S", "text": "Four."})
    path = put(tmp_path, "a.jsonl", "\n".join(json.dumps(records[i]) for i in order))
    articles, report = collect([path])
    found = {article.text: article.id for article in articles}
    assert set(found.values()) == {"x", "x~2", "x~3", "x~4"}
    assert found["Four."] == "x~2"
    again = read_articles([put(tmp_path, "b.jsonl", "\n".join(map(json.dumps, records)))])
    assert found == {article.text: article.id for article in again}
    assert report.notes[0].count == 2


@given(
    st.lists(
        st.fixed_dictionaries(
            {"id": st.sampled_from("ab"), "source": st.sampled_from(["", "X", "x!"])},
            optional={"text": st.sampled_from(["One.", "one. ", "Two."]), "headline": st.just("H")},
        ),
        max_size=6,
    ),
    st.randoms(),
)
def test_the_kept_articles_do_not_depend_on_the_order(tmp_path_factory, records, random):
    def read(items):
        path = put(tmp_path_factory.mktemp("r"), "a.jsonl", "\n".join(map(json.dumps, items)))
        try:
            return sorted(read_articles([path]), key=lambda a: a.id)
        except InputError:
            return []

    shuffled = records[:]
    random.shuffle(shuffled)
    articles = read(records)
    assert articles == read(shuffled)
    assert len({article.id for article in articles}) == len(articles)


# --- HTML ----------------------------------------------------------------------------------

PAGE = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Ferry sinks</title>
<meta property="og:site_name" content="Port Herald"></head><body><nav>Home News Sport</nav><article>
<h1>Ferry sinks</h1><p>{TEXT}</p><p>{TEXT.replace("Monday", "that day")} Divers went down at noon to
look for the captain, the harbour master said, and found the wheelhouse empty.</p>
</article></body></html>"""


@pytest.mark.parametrize("name", ["page.html", "page.htm", "page.txt", "page"])
def test_a_web_page_is_read_through_the_extractor(tmp_path, name):
    pytest.importorskip("trafilatura")
    article = only(put(tmp_path, name, PAGE))
    assert "Nine people were saved." in article.text
    assert "<p>" not in article.text
    assert article.id == "page"


def test_a_web_page_in_a_record_is_read_too(tmp_path):
    pytest.importorskip("trafilatura")
    article = one({"id": "p", "html": PAGE, "source": "Port Herald"}, tmp_path)
    assert "Nine people were saved." in article.text
    assert (article.id, article.source) == ("p", "Port Herald")


def test_a_missing_extractor_is_said_by_name(tmp_path, monkeypatch):
    from dedup.errors import MissingExtraError
    from dedup.ingest import html

    def missing(markup, url):
        raise MissingExtraError("reading HTML", extra="html")

    monkeypatch.setattr(html, "page_record", missing)
    with pytest.raises(InputError, match=r"dedup\[html\]"):
        read_articles([put(tmp_path, "page.html", PAGE)])
