"""The archive: what goes in, what comes out, and what nothing may undo."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from dedup.archive import (
    add_articles,
    compare_story,
    content_digest,
    open_archive,
    prune,
    queries,
    update_facts,
    verify,
)
from dedup.archive import facts as facts_module
from dedup.archive.batching import batches_of
from dedup.archive.state import load_state
from dedup.errors import ArticleFormatError, InputError, OptionError
from dedup.stream import StoryStream, StreamState, day_batches
from tests.archive_builders import BUDGET, LINK, QUAKE, QUAKE_TOO, column, feed, report
from tests.conftest import make_article


def test_articles_join_the_story_of_the_days_before(archive):
    add_articles(archive, [report("a"), report("z", BUDGET)])
    tally = add_articles(archive, [report("b", QUAKE_TOO, day=13)])
    assert (tally.articles, tally.changes) == (1, {"extended": 1})
    (story,) = queries.stories(archive.db)
    assert (story["id"], story["articles"], story["state"]) == ("a", 2, "open")
    history = [(row["kind"], row["articles"]) for row in queries.story(archive.db, "a")["history"]]
    assert history == [("opened", 1), ("joined", 1)]
    assert verify(archive) == []


def test_adding_the_same_again_changes_nothing(archive):
    articles = feed()
    add_articles(archive, articles)
    before = content_digest(archive)
    tally = add_articles(archive, articles)
    assert (tally.known, tally.articles, tally.versions, tally.batches) == (60, 0, 0, 0)
    assert content_digest(archive) == before


def test_the_order_within_a_day_changes_nothing(tmp_path):
    articles = feed()
    digests = set()
    for number, listed in enumerate((articles, articles[::-1])):
        with open_archive(tmp_path / f"{number}.sqlite", create=True) as archive:
            for day in sorted({each.published.date() for each in listed}):
                add_articles(archive, [each for each in listed if each.published.date() == day])
            rows = archive.db.execute("SELECT id, story_id, origin FROM articles ORDER BY id")
            digests.add(tuple(map(tuple, rows)))
    assert len(digests) == 1


def test_the_state_in_the_tables_is_that_of_an_unbroken_stream(tmp_path):
    articles = feed(120, per_day=12)
    stream = StoryStream(window_days=2, state=StreamState(batches=1))
    for batch in day_batches(articles):
        stream.add(batch)
        with open_archive(tmp_path / "desk.sqlite", create=True) as archive:
            add_articles(archive, batch, window_days=2)
            assert load_state(archive.db) == stream.state
    assert len(stream.state.held) < 120


def test_texts_that_are_let_go_stay_in_their_story(tmp_path):
    stream = StoryStream(window_days=1, state=StreamState(batches=1))
    with open_archive(tmp_path / "desk.sqlite", create=True) as archive:
        for number, day in enumerate(range(10, 20)):
            batch = [report(f"a{number}", (QUAKE, QUAKE_TOO)[number % 2], day=day)]
            stream.add(batch)
            add_articles(archive, batch, window_days=1)
            assert load_state(archive.db) == stream.state
        assert column(archive, "SELECT count(*) FROM articles WHERE settled IS NOT NULL") != [0]
        assert column(archive, "SELECT count(DISTINCT story_id) FROM articles") == [1]
        assert verify(archive) == []


# --- versions ---------------------------------------------------------------------------------


def test_a_new_text_under_an_address_is_a_version(archive):
    add_articles(archive, [report("a", url=LINK)])
    tally = add_articles(
        archive,
        [report("other id", dead="six", url="http://herald.example/2031/05/12/quake/", source="a")],
    )
    assert (tally.articles, tally.versions) == (0, 1)
    assert column(archive, "SELECT version FROM versions ORDER BY version") == [1, 2]
    assert "six people" in column(archive, "SELECT text FROM article_overview")[0]
    assert verify(archive) == []


def test_an_older_text_seen_again_is_nothing_new(archive):
    first, second = report("a", url=LINK), report("a", dead="six", url=LINK)
    for text in (first, second, first, second):
        add_articles(archive, [text])
    assert column(archive, "SELECT count(*) FROM versions") == [2]


def test_spacing_and_quotes_make_no_version(archive):
    add_articles(archive, [report("a", ('He said "no" at noon.',))])
    tally = add_articles(archive, [report("a", ("He said  “no”\nat noon.",))])
    assert (tally.known, tally.versions) == (1, 0)


def test_versions_that_come_together_are_kept_in_order(archive):
    texts = [report("a", dead=dead, hour=hour, url=LINK) for dead, hour in (("six", 9), ("two", 8))]
    tally = add_articles(archive, texts)
    assert (tally.articles, tally.versions) == (1, 1)
    found = column(archive, "SELECT text FROM versions ORDER BY version")
    assert ["two people" in found[0], "six people" in found[1]] == [True, True]


@pytest.mark.parametrize(
    ("first", "second", "articles"),
    [
        ({"source": "A"}, {"source": "A"}, 1),
        ({"source": "A"}, {"source": "B"}, 2),
        ({"source": "A", "url": "https://a.example/1"}, {"source": "A"}, 1),
        ({"source": "A"}, {"source": "A", "url": "https://a.example/1"}, 1),
        (
            {"source": "A", "url": "https://a.example/1"},
            {"source": "A", "url": "https://a.example/2"},
            2,
        ),
        (
            {"source": "A", "url": "https://a.example/"},
            {"source": "B", "url": "https://a.example"},
            2,
        ),
    ],
    ids=["same source", "other source", "address lost", "address found", "other", "front page"],
)
def test_what_one_id_stands_for(archive, first, second, articles):
    add_articles(archive, [report("1", **first), report("1", BUDGET, **second)])
    assert column(archive, "SELECT count(*) FROM articles") == [articles]
    assert column(archive, "SELECT count(*) FROM versions") == [2]
    assert verify(archive) == []


def test_the_amp_page_of_a_known_article_is_no_version(archive):
    add_articles(archive, [report("a", url="https://herald.example/quake")])
    tally = add_articles(archive, [report("b", dead="6", url="https://amp.herald.example/quake")])
    assert (tally.articles, tally.versions, tally.known) == (0, 0, 1)


def test_a_version_of_a_closed_story_does_not_open_it(archive):
    add_articles(archive, [report("a", url=LINK), report("z", BUDGET, day=30)])
    assert column(archive, "SELECT state FROM stories WHERE id = 'a'") == ["closed"]
    add_articles(archive, [report("a", dead="six", url=LINK)])
    assert column(archive, "SELECT state FROM stories WHERE id = 'a'") == ["closed"]
    assert column(archive, "SELECT version FROM articles WHERE id = 'a'") == [2]
    assert verify(archive) == []


# --- time -------------------------------------------------------------------------------------


def test_one_wrong_year_closes_no_story(archive):
    wrong = replace(report("w", BUDGET), published=datetime(2099, 1, 1, tzinfo=UTC))
    add_articles(archive, [report("a"), wrong, report("b", QUAKE_TOO, hour=9)])
    add_articles(archive, [replace(wrong, id="w2", text="Another far date.", source="w2")])
    assert column(archive, "SELECT max(time) FROM batches") == ["2031-05-12T09:00:00Z"]
    assert column(archive, "SELECT DISTINCT state FROM stories") == ["open"]


@pytest.mark.parametrize(
    ("days", "batches"),
    [
        ([12, 12, 13], [[12, 12], [13]]),
        ([12, None, 13, None], [[12, None], [13, None]]),
        ([None, None], [[None, None]]),
        ([13, 12, 14], [[13, 12], [14]]),
        ([12, 112, 13], [[12, 112], [13]]),
        ([12, 112, 113], [[12], [112], [113]]),
        ([112, 12, 13], [[112, 12], [13]]),
        ([12, 112], [[12, 112]]),
        ([112], [[112]]),
        ([], []),
    ],
    ids=str,
)
def test_the_cut_of_the_batches(days, batches):
    first = datetime(2031, 1, 1, tzinfo=UTC)
    articles = [
        make_article(f"a{number}", published=day and (first + timedelta(days=day)).isoformat())
        for number, day in enumerate(days)
    ]
    found = [[each.id for each in batch.articles] for batch in batches_of(articles)]
    ids = iter(each.id for each in articles)
    assert found == [[next(ids) for _ in batch] for batch in batches]


def test_now_caps_the_present(archive):
    now = datetime(2031, 5, 12, 10, tzinfo=UTC)
    add_articles(archive, [report("a"), report("b", day=30), report("c", day=31)], now=now)
    assert column(archive, "SELECT time FROM batches") == ["2031-05-12T10:00:00Z"]
    with pytest.raises(InputError, match="no time zone"):
        add_articles(archive, [], now=now.replace(tzinfo=None))


def test_undated_articles_have_a_place(archive):
    add_articles(archive, [make_article("a", "No date here."), make_article("b", "Nor here.")])
    assert column(archive, "SELECT time FROM batches") == [None]
    assert verify(archive) == []


def test_the_window_of_an_archive_is_fixed(archive):
    add_articles(archive, [report("a")], window_days=2)
    with pytest.raises(OptionError, match="close after 2 days, not 3"):
        add_articles(archive, [report("b")], window_days=3)
    add_articles(archive, [report("c", BUDGET, day=15)])
    assert column(archive, "SELECT state FROM stories WHERE id = 'a'") == ["closed"]


# --- bad records, hostile text ----------------------------------------------------------------


def test_bad_records_are_counted_and_named(archive):
    bad = [ArticleFormatError("no text", source="f.jsonl", line=n) for n in range(7)]
    tally = add_articles(archive, [report("a"), *bad])
    assert (tally.read, tally.skipped, tally.articles) == (8, 7, 1)
    assert tally.examples[0] == "f.jsonl: no text"
    assert len(tally.examples) == 5
    with pytest.raises(ArticleFormatError):
        add_articles(archive, bad, strict=True)


@pytest.mark.parametrize(
    "text",
    ["nul\0inside", "lone \ud83d surrogate", "'); DROP TABLE articles; --", "\x1b[2J\u202eevil"],
    ids=["nul", "surrogate", "sql", "terminal"],
)
def test_hostile_text_is_text(archive, text):
    add_articles(archive, [make_article("a" + text[:3], text, headline=text, source=text)])
    update_facts(archive)
    stored = column(archive, "SELECT text FROM versions")
    assert stored == [text.replace("\ud83d", "\ufffd")]
    assert verify(archive) == []


# --- facts ------------------------------------------------------------------------------------


def test_since_tells_what_is_new(archive):
    add_articles(archive, [report("a"), report("b", QUAKE_TOO, dead="four", hour=9)])
    add_articles(archive, [report("c", QUAKE_TOO[:2], dead="nine"), report("z", BUDGET, day=13)])
    update_facts(archive)
    found = queries.since(archive.db, queries.first_batch_since(archive.db, "2031-05-13"))
    assert [row["id"] for row in found["stories"]] == ["z"]
    assert [(row["id"], row["new_articles"]) for row in found["grown"]] == [("a", 1)]
    assert any("nine people" in row["words"] for row in found["conflicts"])
    assert all(row["first_seen"] >= "2031-05-13" for row in found["facts"])
    nothing = queries.since(archive.db, 3)
    assert [len(nothing[name]) for name in ("stories", "grown", "facts", "conflicts")] == [0] * 4


def test_since_tells_which_facts_a_new_version_changed(archive):
    add_articles(archive, [report("a", url=LINK)])
    added = "A curfew is in force until Friday, police chief Anton Weir said."
    add_articles(archive, [report("a", (*QUAKE, added), dead="nine", url=LINK, hour=10)])
    update_facts(archive)
    rows = queries.since(archive.db, 2)["changed"]
    changed = [(r["words_before"], r["words_after"]) for r in rows if r["change"] == "changed"]
    assert any("four people" in old and "nine people" in new for old, new in changed)
    assert any(r["change"] == "added" and "Anton Weir" in r["words_after"] for r in rows)
    assert not any("6.1" in r["words_before"] + r["words_after"] for r in rows)
    assert queries.since(archive.db, 3)["changed"] == []


def test_when_a_fact_came_does_not_depend_on_when_it_was_looked_for(tmp_path):
    batches = [
        [report("a", url=LINK)],
        [report("b", QUAKE_TOO, day=13)],
        [report("a", (*QUAKE, QUAKE_TOO[2]), day=12, url=LINK), report("c", QUAKE_TOO[:2], day=14)],
    ]
    digests = []
    for name, each_time in (("often", True), ("once", False)):
        with open_archive(tmp_path / f"{name}.sqlite", create=True) as archive:
            for batch in batches:
                add_articles(archive, batch)
                if each_time:
                    update_facts(archive)
            update_facts(archive)
            digests.append(content_digest(archive))
            assert verify(archive) == []
    assert digests[0] == digests[1]


def test_facts_go_with_a_story_that_is_left_with_one_article(archive):
    add_articles(archive, [report("a"), report("b", QUAKE_TOO)])
    update_facts(archive)
    assert column(archive, "SELECT count(*) FROM facts") != [0]
    # What the clustering may find later: "b" is not about the quake.
    add_articles(archive, [report("b", BUDGET)])
    update_facts(archive)
    assert column(archive, "SELECT n_articles FROM stories ORDER BY id") == [1, 1]
    assert column(archive, "SELECT count(*) FROM facts") == [0]
    assert column(archive, "SELECT kind FROM story_history ORDER BY id DESC LIMIT 1") == ["split"]
    assert verify(archive) == []


def test_a_large_story_is_compared_by_its_origins(archive, monkeypatch):
    monkeypatch.setattr(facts_module, "MOST_COMPARED", 2)
    add_articles(archive, [report("a"), report("a2", hour=9), report("b", QUAKE_TOO, hour=10)])
    assert len(compare_story(archive.db, "a").articles) == 3
    update_facts(archive)
    assert set(column(archive, "SELECT article_id FROM fact_mentions")) == {"a", "b"}
    assert verify(archive) == []


def test_one_story_that_fails_keeps_no_other_from_its_facts(archive, monkeypatch):
    add_articles(archive, [report("a"), report("b", QUAKE_TOO)])
    monkeypatch.setattr(facts_module, "compare_story", lambda *given: 1 / 0)
    done = update_facts(archive)
    assert done.stories == 0
    assert "ZeroDivisionError" in done.failed[0]
    monkeypatch.undo()
    assert update_facts(archive).stories == 1
    assert update_facts(archive).total == 0


# --- search, prune, verify --------------------------------------------------------------------


def test_search_finds_the_latest_version(archive):
    add_articles(archive, [report("a", url=LINK), report("z", BUDGET)])
    add_articles(archive, [report("a", QUAKE_TOO, url=LINK)])
    found = queries.search(archive.db, 'schools "fish market" rescue*')
    assert [row["id"] for row in found] == ["a"]
    assert "\x02Schools\x03" in found[0]["snippet"]
    assert queries.search(archive.db, "seismological") == []


@pytest.mark.parametrize(
    "words", ['"', "()", "NOT", "NEAR(a b)", 'a" OR "b', "text:quake", "a\0b", "-"]
)
def test_a_query_is_words_and_nothing_else(archive, words):
    add_articles(archive, [report("a")])
    if any(char.isalnum() for char in words):
        assert queries.search(archive.db, words) == []
    else:
        with pytest.raises(InputError, match="nothing to search for"):
            queries.search(archive.db, words)


def test_prune_lets_closed_stories_go_for_good(archive):
    old = [report("a", url=LINK), report("b", QUAKE_TOO, hour=9)]
    add_articles(archive, old)
    add_articles(archive, [report("z", BUDGET, day=31)])
    update_facts(archive)
    assert prune(archive, timedelta(days=5), dry_run=True).articles == 2
    gone = prune(archive, timedelta(days=5))
    assert (gone.stories, gone.articles) == (1, 2)
    assert column(archive, "SELECT id FROM articles") == ["z"]
    assert column(archive, "SELECT count(*) FROM facts") == [0]
    assert queries.search(archive.db, "earthquake") == []
    assert verify(archive) == []
    assert add_articles(archive, old).known == 2
    assert prune(archive, timedelta(days=5)).articles == 0


def test_prune_keeps_open_stories(archive):
    add_articles(archive, [report("a")])
    assert prune(archive, timedelta(0)).articles == 0


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("UPDATE versions SET text = text || '!'", "text is not the one that was added: a"),
        ("UPDATE articles SET origin = 7 WHERE id = 'b'", "does not have the articles it counts"),
        ("UPDATE stories SET representative_id = 'x'", "represented by an article of another"),
        ("DELETE FROM story_history WHERE article_id = 'b'", "not where its history ends: b"),
        ("UPDATE stories SET state = 'closed'", "closed without saying so"),
        ("UPDATE articles SET version = 2 WHERE id = 'b'", "lacks a version: b"),
        ("DELETE FROM article_keys", "known by nothing"),
        ("UPDATE batches SET batch = 9", "refers to a batches"),
        ("UPDATE fact_mentions SET words = 'never said'", "not what its article prints"),
        ("DELETE FROM fact_mentions", "fact has no mention"),
        ("INSERT INTO search (search) VALUES ('delete-all')", "text index: has 0 of 2"),
    ],
)
def test_verify_finds_damage(archive, damage, said):
    add_articles(archive, [report("a"), report("b", QUAKE_TOO)])
    update_facts(archive)
    assert verify(archive) == []
    archive.db.execute("PRAGMA foreign_keys = OFF")
    archive.db.execute(damage)
    assert said in "\n".join(verify(archive))
