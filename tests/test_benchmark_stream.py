"""The synthetic stream of the benchmarks has the properties that its figures rest on."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime
from itertools import pairwise
from statistics import median

import pytest

from tests.benchmarks import words, words_de, words_ru
from tests.benchmarks.press import Article, make_sources
from tests.benchmarks.stream import LANGUAGES, MULTIPLE, _World, articles, story_sizes

# Few articles a day, so that stories of days end within the stream; short ones, for speed.
N, PER_DAY = 1_200, 200


@pytest.fixture(scope="module")
def stream() -> list[Article]:
    return list(articles(N, seed=3, per_day=PER_DAY, length=0.4))


def grams(text: str | None, size: int = 6) -> set[tuple[str, ...]]:
    row = re.findall(r"\w+", (text or "").lower())
    return {tuple(row[i : i + size]) for i in range(len(row) - size + 1)}


def containment(left: Article, right: Article) -> float:
    one, other = grams(left["text"]), grams(right["text"])
    return len(one & other) / min(len(one), len(other))


def test_the_seed_decides_everything(stream: list[Article]) -> None:
    again = list(articles(N, seed=3, per_day=PER_DAY, length=0.4))
    assert again == stream
    other = list(articles(20, seed=4, per_day=PER_DAY, length=0.4))
    assert not {each["text"] for each in other} & {each["text"] for each in stream}


def test_a_short_stream_is_the_start_of_a_long_one(stream: list[Article]) -> None:
    assert list(articles(50, seed=3, per_day=PER_DAY, length=0.4)) == stream[:50]


def test_times_ascend_at_a_constant_rate(stream: list[Article]) -> None:
    times = [datetime.fromisoformat(str(each["published"])) for each in stream]
    assert all(time.tzinfo for time in times)
    assert all(one <= other for one, other in pairwise(times))
    assert (times[-1] - times[0]).total_seconds() / 86_400 == pytest.approx(N / PER_DAY, rel=0.25)


def test_ids_differ(stream: list[Article]) -> None:
    assert len({each["id"] for each in stream}) == N


def test_a_copy_names_an_earlier_original_of_its_story(stream: list[Article]) -> None:
    seen: dict[str | None, Article] = {}
    for each in stream:
        assert (each["copy_of"] is None) == (each["copy_kind"] is None)
        if each["copy_of"] is not None:
            base = seen[each["copy_of"]]
            assert base["story"] == each["story"]
            assert base["copy_of"] is None
        seen[each["id"]] = each


@pytest.mark.parametrize(
    # A short page is furniture for a good part, and that differs.
    ("kind", "least"),
    [("exact", 0.8), ("trimmed", 0.65), ("wrapped", 0.7), ("edited", 0.5)],
)
def test_a_copy_keeps_its_text(stream: list[Article], kind: str, least: float) -> None:
    by_id = {each["id"]: each for each in stream}
    shares = [
        containment(each, by_id[each["copy_of"]]) for each in stream if each["copy_kind"] == kind
    ]
    assert len(shares) >= 8
    assert min(shares) >= 0.5
    assert median(shares) >= least


def test_an_independent_account_shares_little_but_what_people_said(stream: list[Article]) -> None:
    first: dict[str | None, Article] = {}
    shares = []
    for each in stream:
        if each["copy_of"] is None:
            base = first.setdefault(each["story"], each)
            if base is not each and base["source"] != each["source"]:
                shares.append(containment(each, base))
    assert len(shares) >= 50
    assert median(shares) < 0.3


def test_story_sizes_are_heavy_tailed(stream: list[Article]) -> None:
    cumulative, mean = story_sizes()
    assert cumulative[-1] == pytest.approx(1.0)
    assert 1 - cumulative[0] / mean == pytest.approx(MULTIPLE)
    sizes = Counter(each["story"] for each in stream)
    together = sum(size for size in sizes.values() if size > 1)
    assert together / N == pytest.approx(MULTIPLE, abs=0.12)
    assert max(sizes.values()) > 10


def test_articles_are_prose_of_news_length() -> None:
    texts = [each["text"] or "" for each in articles(60, seed=5)]
    blocks = [block for text in texts for block in text.split("\n\n")]
    prose = [block for block in blocks if block.count(" ") >= 14 and not block.startswith("By ")]
    sentences = [s for block in prose for s in re.split(r"(?<=[a-z0-9]\.)\s(?=[A-Z0-9])", block)]
    assert 15 <= median(len(sentence.split()) for sentence in sentences) <= 25
    assert sum(sentence[0].isupper() or sentence[0].isdigit() for sentence in sentences) > 0.8 * (
        len(sentences)
    )
    lengths = [len(text.split()) for text in texts]
    assert 350 < median(lengths) < 650


def test_an_outlet_repeats_its_furniture(stream: list[Article]) -> None:
    large = make_sources(3)[:20]
    dressed = [source for source in large if source.bottom]
    assert dressed
    for source in dressed:
        pages = [each["text"] or "" for each in stream if each["source"] == source.name]
        assert all(page.endswith(source.bottom[-1]) for page in pages)


def test_look_alikes_and_follow_ups_share_what_they_should() -> None:
    world = _World(3, PER_DAY)
    events = [(number, world.event(number)) for number in range(2_000, 2_400)]
    siblings = [(number, each) for number, each in events if each.kind == "sibling"]
    later = [(number, each) for number, each in events if each.kind == "follow-up"]
    assert len(siblings) > 40
    assert len(later) > 8
    for number, each in siblings:
        before = world._new(each.origin)
        assert each.type is before.type
        assert set(each.terms) & set(before.terms)
        assert each.people != before.people
        assert world.birth(number) - world.birth(each.origin) <= 0.6
    for number, each in later:
        before = world._new(each.origin)
        assert each.people == before.people
        assert each.terms != before.terms
        assert 5.5 < world.birth(number) - world.birth(each.origin) < 8.5


def test_new_words_keep_coming(stream: list[Article]) -> None:
    seen: set[str] = set()
    sizes = []
    for each in stream:
        seen |= set(re.findall(r"\w+", each["text"] or ""))
        sizes.append(len(seen))
    quarter = N // 4
    first, last = sizes[quarter - 1], sizes[-1] - sizes[-quarter]
    assert 0.1 * first < last < first


def test_every_number_has_its_word() -> None:
    assert len({words.spell(number) for number in range(240_000)}) == 240_000


@pytest.mark.parametrize("bad", [{"size": 0}, {"per_day": 0}, {"length": 0.0}])
def test_nothing_is_not_a_stream(bad: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="positive"):
        articles(**{"size": 1, **bad})  # type: ignore[arg-type]


@pytest.mark.parametrize("letters", [words_de._LETTERS, words_ru._LETTERS])
def test_every_number_has_its_word_in_other_letters(letters: words.Letters) -> None:
    assert len({words.spell(number, letters) for number in range(240_000)}) == 240_000


def test_languages_draw_facts_from_lists_of_one_length() -> None:
    drawn = ("first_names", "roles", "counted", "event_types", "place_forms", "organisation_forms")
    for name in drawn:
        assert len({len(getattr(language, name)) for language in LANGUAGES.values()}) == 1, name


@pytest.mark.parametrize("code", ["de", "ru"])
def test_another_language_tells_the_same_events(code: str) -> None:
    language = LANGUAGES[code]
    for number in range(1_000, 1_040):
        ours, theirs = (
            _World(3, PER_DAY, each).event(number) for each in (words.ENGLISH, language)
        )
        assert (ours.kind, ours.origin, ours.day) == (theirs.kind, theirs.origin, theirs.day)
        assert [re.sub(r"\D", "", each) for each in ours.counts] == [
            re.sub(r"\D", "", each) for each in theirs.counts
        ]
        types = language.event_types.index(theirs.type)
        assert words.EVENT_TYPES.index(ours.type) == types
        if code == "de":
            assert [each[:2] for each in ours.people] == [each[:2] for each in theirs.people]


@pytest.mark.parametrize("code", ["de", "ru"])
def test_half_of_the_articles_of_another_language_state_it(code: str) -> None:
    found = list(articles(400, seed=3, per_day=PER_DAY, length=0.2, languages=(code,)))
    stated = [each.get("language") for each in found]
    assert set(stated) == {None, code}
    assert 0.4 < stated.count(code) / len(stated) < 0.6
    assert all(str(each["story"]).endswith(f"-{code}") for each in found)


def test_a_stream_of_several_languages_tells_some_events_in_two() -> None:
    found = list(articles(600, seed=3, per_day=PER_DAY, length=0.2, languages=("en", "de", "ru")))
    assert len({each["id"] for each in found}) == len(found)
    times = [datetime.fromisoformat(str(each["published"])) for each in found]
    assert times == sorted(times)
    stories = {str(each["story"]) for each in found}
    told = Counter(story.rpartition("-")[0] for story in stories)
    assert set(told.values()) == {1, 2}
    assert 0.2 < sum(count == 2 for count in told.values()) / len(told) < 0.4
    for each in found:
        cyrillic = len(re.findall("[а-яё]", each["text"] or ""))
        assert (cyrillic > 0.5 * len(each["text"] or "")) == str(each["story"]).endswith("-ru")


@pytest.mark.parametrize("bad", [(), ("xx",), ("de", "de")])
def test_a_language_is_known_and_given_once(bad: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="languages"):
        articles(1, languages=bad)


@pytest.mark.parametrize(
    ("kind", "word", "form", "adjective", "want"),
    [
        ("n", "Bericht", "dd", "", "dem Bericht"),
        ("n", "Bericht", "igj", "neu", "eines neuen Berichts"),
        ("n", "Behörde", "pd", "", "den Behörden"),
        ("n", "Gesetz", "inj", "neu", "ein neues Gesetz"),
        ("z", "Regierung+Krise", "da", "", "die Regierungskrise"),
        ("o", "Karst AG", "dd", "", "der Karst AG"),
        ("v", "melden", "m", "", "meldeten"),
        ("v", "bestätigen", "p", "", "bestätigt"),
        ("v", "messen/maß/gemessen", "m", "", "maßen"),
        ("c", "1.200 Häuser", "d", "", "1.200 Häusern"),
        ("l", "Karst", "r", "", "Karster"),
    ],
)
def test_german_inflects(kind: str, word: str, form: str, adjective: str, want: str) -> None:
    assert words_de.inflect(kind, word, form, adjective, 0.0) == want


@pytest.mark.parametrize(
    ("kind", "word", "form", "adjective", "want"),
    [
        ("n", "закон", "ij", "новый", "новым законом"),
        ("n", "комиссия", "d", "", "комиссии"),
        ("n", "книга", "mn", "", "книги"),
        ("n", "решение", "mp", "", "решениях"),
        ("n", "осень", "gj", "поздний", "поздней осени"),
        ("p", "министр Иван Карстов", "d", "", "министру Ивану Карстову"),
        ("p", "судья Анна Карстова", "i", "", "судьей Анной Карстовой"),
        ("l", "Новый Карстск", "p", "", "Новом Карстске"),
        ("o", "компания «Карст»", "g", "", "компании «Карст»"),
        ("o", "Карстский институт", "i", "", "Карстским институтом"),
        ("z", "пожар+ущерб", "g", "", "ущерба пожара"),
        ("v", "измерить", "i", "", "измерить"),
        ("v", "измерить", "t", "", "измерил"),
    ],
)
def test_russian_inflects(kind: str, word: str, form: str, adjective: str, want: str) -> None:
    assert words_ru.inflect(kind, word, form, adjective, 0.0) == want
