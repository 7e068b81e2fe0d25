"""Small batches on a day that had one: clustered with what is near, and as good as with all."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from dedup import stream as stream_module
from dedup.archive import Archive, Standing, add_articles, content_digest, open_archive, verify
from dedup.cleaning import clean_article
from dedup.clustering.nearby import Nearby
from dedup.clustering.stories import cluster
from dedup.metrics import bcubed
from dedup.model import Article
from dedup.options import ClusterOptions
from dedup.stream import StoryStream
from tests.benchmarks.stream import articles as synthetic
from tests.cleaning_builders import BUDGET, FERRY, FERRY_ELSEWHERE
from tests.conftest import make_article
from tests.test_stream import membership, replay

# Agreement of the stream below with one that clusters all at each batch; measured: .995.
LEAST_AGREEMENT = 0.97
N_ARTICLES, PER_DAY, FIRST, SMALL = 100, 100, 70, 6
# Of so few articles each would be near to most of the others.
OPTIONS = ClusterOptions(neighbours=10)


@pytest.fixture(autouse=True)
def _few_are_enough(monkeypatch):
    monkeypatch.setenv("DEDUP_WORKERS", "1")
    monkeypatch.setattr(stream_module, "LEAST_HELD", 60)
    monkeypatch.setattr(stream_module, "SMALL_SHARE", 0.1)


@pytest.fixture(scope="module")
def day():
    """Articles of one day, in the order they came."""
    records = synthetic(N_ARTICLES, seed=6, per_day=PER_DAY, length=0.4)
    return [
        Article(
            id=record["id"],
            source=record["source"],
            headline=record["headline"],
            text=record["text"],
            published=datetime(2025, 1, 6, 12, tzinfo=UTC),
        )
        for record in records
    ]


@pytest.fixture
def clustered(monkeypatch):
    """How many articles were clustered, call by call."""
    sizes = []

    def counted(cleaned, *rest):
        sizes.append(len(cleaned))
        return cluster(cleaned, *rest)

    monkeypatch.setattr("dedup.clustering.stories.cluster", counted)
    return sizes


def batches(articles):
    return [articles[:FIRST]] + [
        articles[start : start + SMALL] for start in range(FIRST, len(articles), SMALL)
    ]


def test_a_small_batch_is_clustered_with_what_is_near_only(day, clustered):
    stream = StoryStream(options=OPTIONS)
    where: dict[str, str] = {}
    for batch in batches(day):
        replay(stream.add(batch), where)
    assert where == membership(stream)
    assert where.keys() == {each.id for each in day}
    assert clustered[0] == FIRST
    assert all(SMALL <= size < FIRST for size in clustered[1:])


def test_small_batches_agree_with_clustering_everything_each_time(day, monkeypatch):
    near, every = (StoryStream(options=OPTIONS) for _ in range(2))
    for batch in batches(day):
        near.add(batch)
    monkeypatch.setattr(stream_module, "LEAST_HELD", 10_000)
    for batch in batches(day):
        every.add(batch)
    assert bcubed(membership(every), membership(near)).f1 >= LEAST_AGREEMENT


def test_a_stream_that_goes_on_elsewhere_is_the_same_stream(day):
    """What is kept to save work decides nothing, nor does the order within a batch."""
    stream, state = StoryStream(options=OPTIONS), StoryStream().state
    for batch in batches(day):
        again = StoryStream(options=OPTIONS, state=state)
        assert stream.add(batch) == again.add(batch[::-1])
        state = again.state
        assert stream.state == state


def test_the_first_batch_of_a_day_is_clustered_with_everything(day, clustered):
    stream = StoryStream(options=OPTIONS)
    stream.add(day[:FIRST])
    next_day = datetime(2025, 1, 7, 9, tzinfo=UTC)
    later = [replace(each, published=next_day) for each in day[FIRST : FIRST + 3]]
    stream.add(later)
    assert clustered == [FIRST, FIRST + 3]


def test_a_new_text_of_an_article_is_clustered_with_what_is_near_it(day, clustered):
    stream = StoryStream(options=OPTIONS)
    stream.add(day[:FIRST])
    revised = replace(day[0], text="Nothing of it was true.\n\n" + day[0].text)
    changes = stream.add_cleaned([], revised=[clean_article(revised)])
    assert clustered[1] < FIRST
    assert stream.state.held[revised.id].cleaned.article == revised
    replay(changes, membership(stream))


def test_the_nearest_share_the_most_words():
    def held(name, *paragraphs):
        return clean_article(make_article(name, "\n\n".join(paragraphs)))

    articles = {
        "ferry": held("ferry", *FERRY),
        "ship": held("ship", *FERRY_ELSEWHERE),
        "budget": held("budget", *BUDGET),
        "empty": held("empty", ""),
    }
    nearby = Nearby()
    nearby.hold(articles)
    assert nearby.near({"ferry"}, 1) == {"ship"}
    assert nearby.near({"ship"}, 1) == {"ferry"}
    assert nearby.near({"empty"}, 3) == set()
    del articles["ship"]
    nearby.hold(articles)
    assert "ship" not in nearby.near({"ferry"}, 3)


# --- the archive keeps it between two runs -------------------------------------------------------


def archived(path, articles, standing=None):
    for batch in batches(articles):
        with open_archive(path, create=True) as archive:
            add_articles(archive, batch, standing=standing)
    with open_archive(path) as archive:
        assert verify(archive) == []
        return content_digest(archive)


def test_what_a_process_keeps_of_an_archive_changes_nothing_in_it(day, tmp_path, monkeypatch):
    plain = archived(tmp_path / "plain.sqlite", day)
    loads = []
    from dedup.archive import add

    load = add.load_state
    monkeypatch.setattr(add, "load_state", lambda db: loads.append(1) or load(db))
    assert archived(tmp_path / "kept.sqlite", day, Standing()) == plain
    assert len(loads) == 1


def test_what_another_process_adds_in_between_is_seen(day, tmp_path):
    standing = Standing()
    path = tmp_path / "desk.sqlite"
    for number, batch in enumerate(batches(day)):
        with open_archive(path, create=True) as archive:
            add_articles(archive, batch, standing=standing if number % 2 else None)
    with open_archive(path) as archive:
        assert verify(archive) == []
        assert content_digest(archive) == archived(tmp_path / "plain.sqlite", day)


def test_another_archive_under_the_same_name_is_not_taken_for_the_first(day, tmp_path):
    standing = Standing()
    path = tmp_path / "desk.sqlite"
    archived(path, day[:FIRST], standing)
    path.unlink()
    other = [replace(each, id=f"other-{each.id}") for each in day[:FIRST]]
    archived(tmp_path / "other.sqlite", other)
    (tmp_path / "other.sqlite").rename(path)
    with open_archive(path) as archive:
        add_articles(archive, day[FIRST : FIRST + SMALL], standing=standing)
        assert verify(archive) == []
        held = archive.db.execute("SELECT count(*) FROM articles").fetchone()[0]
    assert held == FIRST + SMALL


def test_a_batch_that_fails_is_not_remembered(day, tmp_path, monkeypatch):
    standing, path = Standing(), tmp_path / "desk.sqlite"
    archived(path, day[:FIRST], standing)

    def fail(*_):
        raise RuntimeError("the disk is gone")

    with open_archive(path) as archive:
        with monkeypatch.context() as patch:
            patch.setattr("dedup.archive.add.save_stories", fail)
            with pytest.raises(RuntimeError):
                add_articles(archive, day[FIRST : FIRST + SMALL], standing=standing)
        add_articles(archive, day[FIRST : FIRST + SMALL], standing=standing)
        assert verify(archive) == []
        digest = content_digest(archive)
    assert digest == archived(tmp_path / "plain.sqlite", day[: FIRST + SMALL])


def test_what_another_process_adds_right_behind_a_batch_is_seen(day, tmp_path, monkeypatch):
    standing, path = Standing(), tmp_path / "desk.sqlite"
    first, second, third, *_ = batches(day)
    waiting = []
    writing = Archive.writing

    @contextmanager
    def with_another_behind(archive):
        with writing(archive) as db:
            yield db
        if waiting and db.execute("SELECT max(batch) FROM batches").fetchone()[0]:
            batch = waiting.pop()
            with open_archive(path) as other:
                add_articles(other, batch)

    monkeypatch.setattr(Archive, "writing", with_another_behind)
    waiting.append(second)
    with open_archive(path, create=True) as archive:
        add_articles(archive, first, standing=standing)
        add_articles(archive, third, standing=standing)
        assert waiting == []
        assert verify(archive) == []
        digest = content_digest(archive)
    assert digest == archived(tmp_path / "plain.sqlite", day[: FIRST + 2 * SMALL])
