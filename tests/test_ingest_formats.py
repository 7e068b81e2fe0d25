"""What the readers share: feeds and pages from memory, variants, zones, languages, extras."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dedup.errors import ArticleFormatError, InputError, MissingExtraError
from dedup.ingest import collect, read_articles, read_records
from dedup.ingest.dates import parse_published, read_published
from dedup.ingest.decode import decode, decode_document
from dedup.ingest.feeds import parse_feed
from dedup.ingest.html import parse_page
from dedup.ingest.language import language_tag, with_language
from dedup.ingest.markup import plain_line, plain_text
from dedup.ingest.mojibake import repair
from dedup.ingest.notes import Notes
from dedup.ingest.opml import Subscription, read_list, read_subscriptions
from dedup.model import Article

CORPUS = Path(__file__).parent / "data" / "feeds"
RSS = (
    '<rss version="2.0"><channel><title>Port Herald</title><link>{link}</link>{items}'
    "</channel></rss>"
)
TEXT = "The ferry Aldous sank off Corvane on Monday, and nine people were saved by a trawler."


def put(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.write_text(content, "utf-8")
    return path


# --- feeds, pages and lists from memory ----------------------------------------------------


def test_a_feed_from_memory_has_its_name_language_and_items():
    feed = parse_feed((CORPUS / "good" / "rss2.xml").read_bytes(), url="https://p.example/feed")
    assert (feed.title, feed.language, feed.url) == (
        *("Port Herald", "en-gb"),
        "https://portherald.example/",
    )
    assert [each.headline for each in feed.items if isinstance(each, Article)] == [
        "Ferry sinks off Corvane & nine are saved",
        "A quiet day",
    ]


def test_links_of_a_feed_are_made_whole_by_where_it_came_from():
    item = "<item><title>A</title><link>news/a.html</link></item>"
    (article,) = parse_feed(
        RSS.format(link="", items=item).encode(), url="https://p.example/feeds/all.xml"
    ).items
    assert isinstance(article, Article)
    assert article.url == "https://p.example/feeds/news/a.html"
    assert article.id == article.url


def test_an_entry_without_a_name_for_itself_gets_a_hash_of_its_words():
    item = "<item><title>Same words</title></item>"
    first = parse_feed(RSS.format(link="", items=item).encode()).items[0]
    again = parse_feed(RSS.format(link="", items="<item/>" + item).encode()).items[1]
    assert isinstance(first, Article)
    assert isinstance(again, Article)
    assert first.id == again.id
    assert len(first.id) == 12


def test_the_fullest_text_of_an_entry_counts():
    short, full = "Nine saved.", "Nine were saved by a trawler, the harbour master said."
    for one, other in ((short, full), (full, short)):
        item = (
            f"<item><description>{one}</description>"
            f"<content:encoded>{other}</content:encoded></item>"
        )
        spaced = RSS.replace(
            "<rss", '<rss xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        )
        (article,) = parse_feed(spaced.format(link="", items=item).encode()).items
        assert isinstance(article, Article)
        assert article.text == full


def test_the_http_header_states_the_encoding_of_a_feed():
    raw = RSS.format(link="", items="<item><title>Паром</title></item>").encode("koi8-r")
    (article,) = parse_feed(raw, content_type="text/xml; charset=koi8-r").items
    assert isinstance(article, Article)
    assert article.headline == "Паром"


@pytest.mark.parametrize(
    "data",
    [b"", b"words", b"<html><body>x</body></html>", b"{}", b"[1]", b"<a/>", b"\x89PNG", b"{bad"],
    ids=repr,
)
def test_what_is_no_feed_is_an_error_that_names_its_source(data):
    with pytest.raises(ArticleFormatError, match=r"^https://p\.example/feed") as caught:
        parse_feed(data, url="https://p.example/feed")
    assert "\n" not in str(caught.value)


def test_a_json_feed_is_a_feed_too():
    feed = parse_feed((CORPUS / "good" / "jsonfeed.json").read_bytes())
    assert (feed.title, feed.url, len(feed.items)) == (
        *("Port Herald", "https://portherald.example/"),
        2,
    )


def test_subscriptions_are_listed_once_in_order():
    opml = b"""<?xml version="1.0"?><OPML version="1.0"><body>
    <outline text="Folder"><outline text=" Port\n Herald " xmlUrl=" https://a.example/feed "/>
    <outline title="Echo" text="E" xmlurl="https://b.example/feed"/></outline>
    <outline text="Again" xmlUrl="https://a.example/feed"/><outline text="No address"/>
    </body></OPML>"""
    assert read_subscriptions(opml) == (
        Subscription("https://a.example/feed", "Port Herald"),
        Subscription("https://b.example/feed", "Echo"),
    )


@pytest.mark.parametrize("data", [b"", b"<rss/>", b"<opml>", b"words"], ids=repr)
def test_what_is_no_list_of_subscriptions_is_an_error(data):
    with pytest.raises(InputError):
        read_subscriptions(data)


@pytest.mark.parametrize("before", ["", "\n\n", '<?xml\nversion="1.0"?>\n', "\n<!-- a -->\n"])
def test_the_line_where_a_list_of_subscriptions_breaks_is_said(before):
    raw = f'{before}<opml><outline xmlUrl="https://a.example/?b&c"/>\n<outline a=b/></opml>'
    feeds, error = read_list(raw.encode(), name="feeds.opml", notes=Notes())
    assert feeds == (Subscription("https://a.example/?b&c", ""),)
    assert error is not None
    assert str(error).startswith(f"feeds.opml:{before.count(chr(10)) + 2}: not XML (")


@pytest.mark.parametrize("character", "&<>\"'é\x01")
def test_references_to_characters_are_no_stray_ampersands(character):
    named = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;"}.get(character)
    forms = [f"&#{ord(character)};", f"&#x{ord(character):X};", *([named] if named else [])]
    for form in forms:
        raw = f'<opml><outline text="a & {form}" xmlUrl="https://a.example/"/></opml>'
        if character == "\x01":  # XML has no way to write it
            with pytest.raises(InputError, match="not XML"):
                read_subscriptions(raw.encode())
        else:
            (feed,) = read_subscriptions(raw.encode())
            assert feed.title == f"a & {character}"


@pytest.mark.parametrize("name", ["source.name", "Source.Name", "source_name"])
def test_a_column_of_a_flattened_object_is_read_as_the_object_is(tmp_path, name):
    path = tmp_path / "a.csv"
    path.write_text(f"source.id,{name},title.rendered,text\nherald,Port Herald,Ferry,It sank.\n")
    (article,) = read_records([path])
    assert (article.source, article.headline) == ("Port Herald", "Ferry")
    assert article.extra == {"source.id": "herald"}


def test_dates_and_extras_of_other_records_are_read_as_before(tmp_path):
    path = tmp_path / "a.jsonl"
    given = {"text": "It sank.", "date": "2031-05-12", "extras": "<PAGE_TITLE>No</PAGE_TITLE>"}
    path.write_text(json.dumps(given))
    (article,) = read_records([path])
    assert article.headline == ""
    assert article.published is not None
    assert article.published.isoformat() == "2031-05-12T00:00:00+00:00"
    assert article.extra == {"extras": given["extras"]}


def test_a_page_from_memory_is_one_article():
    pytest.importorskip("trafilatura")
    raw = (CORPUS / "good" / "page-jsonld.html").read_bytes()
    article = parse_page(raw, url="https://m.portherald.example/ferry")
    assert (article.headline, article.source) == ("Ferry sinks", "The Port Herald")
    assert article.url == "https://portherald.example/ferry"
    assert article.extra["variant"] == "mobile"
    with pytest.raises(ArticleFormatError, match=r"^https://p\.example"):
        parse_page(b" ", url="https://p.example")


def test_a_page_without_a_known_article_gives_all_its_words(monkeypatch):
    from dedup.cleaning import html as cleaning

    def nothing(markup: str, url: str | None) -> cleaning.HtmlPage:
        return cleaning.HtmlPage("Ferry sinks", "", None, "", url, None)

    monkeypatch.setattr(cleaning, "read_html", nothing)
    page = f"<html><head><title>T</title></head><body><td>Home</td><td>{TEXT} {TEXT}</td></body>"
    assert parse_page(page.encode()).text == f"Home\n\n{TEXT} {TEXT}"
    menu = "<html><head><title>T</title></head><body><td>Home</td><td>News</td></body>"
    assert parse_page(menu.encode()).text == ""


# --- kinds of input ------------------------------------------------------------------------


def test_a_table_on_standard_input_is_a_table():
    raw = b"source,headline,text\nPort Herald,Ferry sinks,Nine saved.\n"
    (article,) = read_records(["-"], stdin=io.BytesIO(raw))
    assert isinstance(article, Article)
    assert (article.source, article.text) == ("Port Herald", "Nine saved.")


@pytest.mark.parametrize(
    "words",
    ["Title, text and body: a ferry sank.\nNine saved.", "text\nNine saved.", "a,b\n1,2\n"],
)
def test_words_on_standard_input_are_no_table(words):
    (article,) = read_records(["-"], stdin=io.BytesIO(words.encode()))
    assert isinstance(article, Article)
    assert article.text == words


@pytest.mark.parametrize("name", ["rss2.xml", "atom1.atom", "newsml-xhtml.xml", "jsonfeed.json"])
def test_a_feed_on_standard_input_is_recognised(name):
    raw = (CORPUS / "good" / name).read_bytes()
    by_name = [each for each in read_records([CORPUS / "good" / name]) if isinstance(each, Article)]
    assert list(read_records(["-"], stdin=io.BytesIO(raw))) == by_name


@pytest.mark.parametrize(
    ("head", "reason"),
    [(b"PK\x03\x04....", "ZIP"), (b"BZh9....", "bzip2"), (b"\xfd7zXZ\0..", "xz")],
)
def test_other_archives_are_named(tmp_path, head, reason):
    path = tmp_path / "a.csv"
    path.write_bytes(head)
    (error,) = read_records([path])
    assert reason in str(error)


def test_xml_of_another_kind_in_a_folder_is_counted(tmp_path):
    put(tmp_path, "sitemap.xml", "<urlset><url><loc>https://p.example/</loc></url></urlset>")
    put(tmp_path, "feed.xml", RSS.format(link="", items="<item><title>Ferry sinks</title></item>"))
    articles, report = collect([tmp_path])
    assert [article.headline for article in articles] == ["Ferry sinks"]
    assert (report.no_articles, report.skipped) == (1, 0)
    with pytest.raises(InputError, match="XML of another kind"):
        read_articles([tmp_path / "sitemap.xml"])


def test_an_envelope_is_opened_only_around_a_record_without_words(tmp_path):
    inner = {"title": "Ferry sinks", "body": TEXT}
    packed = {"_id": "e1", "_score": 2, "_source": inner}
    own = {"id": "a", "text": "Own words.", "doc": inner}
    path = put(tmp_path, "a.jsonl", "\n".join(map(json.dumps, (packed, own))))
    found = {each.id: each for each in read_articles([path])}
    assert (found["e1"].text, found["e1"].extra) == (TEXT, {"_score": 2})
    assert (found["a"].text, found["a"].extra) == ("Own words.", {"doc": inner})


def test_a_column_without_a_name_is_no_field(tmp_path):
    path = put(tmp_path, "a.csv", "id,,title,url\n1,<p>Cell</p>,Ferry sinks,https://p.example/1\n")
    (article,) = read_articles([path])
    assert (article.headline, article.text, article.extra) == (
        "Ferry sinks",
        "",
        {"": "<p>Cell</p>"},
    )


def test_html_left_in_a_text_is_undone_but_not_under_our_own_key(tmp_path):
    record = {"id": "a", "body": "<p>One.</p><p>Two &amp; three.</p>"}
    own = {"id": "b", "text": "The <p> tag opens a paragraph."}
    path = put(tmp_path, "a.jsonl", "\n".join(map(json.dumps, (record, own))))
    assert [each.text for each in read_articles([path])] == ["One.\n\nTwo & three.", own["text"]]


def test_a_date_that_can_be_read_counts_before_one_that_cannot(tmp_path):
    record = {"text": TEXT, "date": "yesterday", "publishedAt": "2031-05-12T05:10:00Z"}
    (article,) = read_articles([put(tmp_path, "a.jsonl", json.dumps(record))])
    assert article.published == datetime(2031, 5, 12, 5, 10, tzinfo=UTC)
    assert article.extra["date"] == "yesterday"


# --- variants ------------------------------------------------------------------------------


def variants(folder: Path, *records: dict[str, object]) -> tuple[list[str], int]:
    articles, report = collect([put(folder, "v.jsonl", "\n".join(map(json.dumps, records)))])
    return [article.id for article in articles], report.repeated


def test_a_variant_beside_its_article_is_left_out(tmp_path):
    full = {"id": "full", "url": "https://p.example/ferry?utm_source=rss", "text": TEXT}
    for n, url in enumerate(
        [
            "https://p.example/ferry/amp",
            "https://m.p.example/ferry",
            "https://p.example/ferry?print=1",
        ]
    ):
        other = {"id": f"v{n}", "url": url, "text": TEXT + " Share this."}
        assert variants(tmp_path, full, other) == (["full"], 1)
        assert variants(tmp_path, other, full) == (["full"], 1)


def test_an_amp_page_is_known_by_its_markup(tmp_path):
    pytest.importorskip("trafilatura")
    pages = [CORPUS / "good" / name for name in ("page-amp.html", "page-jsonld.html")]
    articles, report = collect(pages)
    assert [article.id for article in articles] == ["page-jsonld"]
    assert report.repeated == 1


def test_of_variants_alone_one_stays(tmp_path):
    amp = {"id": "amp", "url": "https://p.example/ferry/amp", "text": TEXT, "title": "Ferry"}
    mobile = {"id": "mobile", "url": "https://m.p.example/ferry", "text": TEXT + " More."}
    assert variants(tmp_path, amp, mobile) == (["amp"], 1)


def test_two_texts_under_one_address_are_two_versions(tmp_path):
    first = {"id": "1", "url": "https://p.example/ferry", "text": TEXT}
    later = {"id": "2", "url": "https://p.example/ferry", "text": TEXT.replace("nine", "ten")}
    assert variants(tmp_path, first, later) == (["1", "2"], 0)


def test_a_front_page_as_canonical_address_makes_no_variants(tmp_path):
    one = {"id": "1", "url": "https://p.example/", "text": TEXT}
    other = {"id": "2", "url": "https://m.p.example/", "text": "Another text."}
    assert variants(tmp_path, one, other) == (["1", "2"], 0)


# --- dates, languages, characters ----------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "utc", "zone"),
    [
        ("2031-05-12T07:10:00+02:00", "05:10", "+02:00"),
        ("2031-05-12T07:10:00Z", "07:10", "+00:00"),
        ("2031-05-12T07:10:00", "07:10", ""),
        ("Mon, 12 May 2031 07:10:00 EST", "12:10", "-05:00"),
        ("Mon, 12 May 2031 07:10:00 CEST", "05:10", "+02:00"),
        ("Mon, 12 May 2031 07:10:00 BST", "06:10", "+01:00"),
        ("Mon, 12 May 2031 07:10:00 IST", "07:10", ""),
        ("Mon, 12 May 2031 07:10:00 -0000", "07:10", ""),
        ("Mon, 12 May 2031 07:10:00 +0530", "01:40", "+05:30"),
        (1936321200, "03:00", ""),
        ("2031-05-12", "00:00", ""),
    ],
)
def test_a_date_keeps_the_zone_it_states(raw, utc, zone):
    moment, stated = read_published(raw)
    assert moment is not None
    assert moment.tzinfo is UTC
    assert moment.strftime("%H:%M") == utc
    assert stated == zone
    assert parse_published(raw) == moment


@pytest.mark.parametrize(
    ("stated", "tag"),
    [
        *(("English", "en"), ("eng", "en"), ("deu", "de"), ("ger", "de"), ("EN", "en")),
        *(
            ("en_US", "en-US"),
            ("pt-br", "pt-BR"),
            ("zh-Hans-cn", "zh-Hans-CN"),
            ("eng-GB", "en-GB"),
        ),
        *(("", ""), ("Klingon dialect", "Klingon dialect")),
    ],
)
def test_languages_become_tags(stated, tag):
    assert language_tag(stated) == tag


def test_a_language_is_recognised_when_asked_for_and_never_overridden(tmp_path):
    pytest.importorskip("py3langid")
    german = "Die Fähre sank am Montag vor der Küste, und neun Menschen wurden gerettet, sagte er."
    records = [
        {"id": "en", "text": TEXT},
        {"id": "de", "text": german},
        {"id": "stated", "text": german, "language": "fr"},
        {"id": "short", "text": "Ja."},
    ]
    path = put(tmp_path, "a.jsonl", "\n".join(map(json.dumps, records)))
    found = {each.id: each.language for each in read_articles([path], languages=True)}
    assert found == {"en": "en", "de": "de", "stated": "fr", "short": None}
    assert all(each.language in (None, "fr") for each in read_articles([path]))


def test_recognition_without_its_extra_names_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "py3langid", None)
    with pytest.raises(MissingExtraError, match=r"dedup\[language\]"):
        with_language(Article(id="a", source="", headline="", text=TEXT))


@pytest.mark.parametrize(
    "words",
    [
        "“Nobody was warned,” said the mayor of Orríe – at £5 or 6 €.",
        "Señor Núñez, à l’école, Übung, Ærø, São Tomé, naïve",
        "Паром затонул у берега",
        "渡轮周一在海岸附近沉没",
        "Το πλοίο βυθίστηκε",
    ],
)
def test_mojibake_is_undone_and_good_text_is_left(words):
    assert repair(words) == words
    assert repair(words.encode().decode("latin-1")) == words


@pytest.mark.parametrize("words", ["Â", "Ã", "ÁRVÍZTŰRŐ TÜKÖRFÚRÓGÉP", "L’ÎLE À VÉLO", "ÀÉÎ"])
def test_what_only_looks_like_mojibake_is_left(words):
    assert repair(words) == words


def test_marks_read_as_control_characters_are_put_right_one_for_one():
    broken = "TARNHOLM \x96 The mayor\x92s plan \x93works\x94, \x84she\x94 said \x97 today."
    repaired = "TARNHOLM – The mayor’s plan “works”, „she” said — today."
    assert repair(broken) == repaired
    assert len(broken) == len(repaired)
    assert repair("a \x85 b \x9b") == "a \x85 b \x9b"


RUSSIAN = "Паром затонул у берега в понедельник, сообщил мэр города."
JAPANESE = "フェリーは月曜日に沖合で沈没したと市長が述べた。九人が救助された。"


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        *((RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (JAPANESE, "shift_jis"), (JAPANESE, "euc-jp")),
        ("渡轮周一在海岸附近沉没，市长说。九人获救。", "gb2312"),
        ("여객선이 월요일 해안에서 침몰했다고 시장이 말했다.", "euc-kr"),
        ("Das Fährschiff sank, „niemand wurde gewarnt“, sagte der Bürgermeister.", "cp1252"),
    ],
)
def test_undeclared_encodings_are_guessed_and_the_guess_is_said(words, encoding):
    text, note = decode(words.encode(encoding))
    assert text == words
    assert note is not None
    declared = f'<?xml version="1.0" encoding="{encoding}"?>{words}'.encode(encoding)
    assert decode_document(declared) == (declared.decode(encoding), None)


@pytest.mark.parametrize(
    "words", ["The ferry sank.\nNine saved.", RUSSIAN, "渡轮沉没。\n九人获救。\n"]
)
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_recognised(words, encoding):
    assert decode(words.encode(encoding)) == (words, None)


def test_one_wrong_declaration_does_not_spoil_utf8():
    raw = f'<?xml version="1.0" encoding="gb2312"?>{JAPANESE}'.encode()
    assert decode_document(raw)[0].endswith(JAPANESE)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("One.\nTwo.", "One.\n\nTwo."),
        ("<p>One\nline.</p><p>Two.</p>", "One line.\n\nTwo."),
        ("a<br>b<br/>c", "a\n\nb\n\nc"),
        ("<b>Bold</b>ly &amp; &lt;so&gt;", "Boldly & <so>"),
        ("5 < 6 & 7 > 3", "5 < 6 & 7 > 3"),
        ("<script>x()</script>seen<style>p{}</style>", "seen"),
        ("a<!-- hidden <b> -->b", "ab"),
        ("<![CDATA[<p>In</p>]]>", "In"),
        ("<p>cut <a href='", "cut"),
    ],
)
def test_markup_becomes_text(markup, text):
    assert plain_text(markup) == text
    assert plain_line(markup) == " ".join(text.split())


# --- what loads when -----------------------------------------------------------------------


def test_readers_of_other_formats_do_not_load(tmp_path):
    path = put(tmp_path, "a.jsonl", json.dumps({"text": TEXT, "url": "https://p.example/a"}))
    code = f"from dedup.ingest import read_articles; read_articles([{str(path)!r}]); import sys; "
    heavy = "feedparser trafilatura lxml warcio ftfy defusedxml zstandard py3langid html.parser"
    code += f"print(*[name for name in {heavy.split()!r} if name in sys.modules])"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout.split() == []
