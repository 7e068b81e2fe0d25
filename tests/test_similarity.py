"""Sentence words and the pair score."""

import time
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dedup.alignment.bags import dot, make_bags
from dedup.alignment.paraphrase import FEATURES, paraphrase_features, wordings
from dedup.alignment.similarity import SentenceSpace
from dedup.lexicon import opposite, related
from dedup.model import Article, Line, ParsedArticle, Sentence, Span
from dedup.sentence_words import read

BRIDGE = [
    "The harbour bridge at Velmore was closed on Friday after inspectors found a crack.",
    "Engineers discovered a fracture in a girder 40 metres long, mayor Ilsa Tarn said.",
    "Traffic will be diverted through Oster for at least three weeks.",
    "Schools in the district open an hour later from Monday.",
]
OTHER = [
    "Inspectors found a crack in the Velmore harbour bridge, which was shut on Friday.",
    "Drivers are being sent through Oster for three weeks or more.",
    "A bakery won the regional prize for rye bread.",
]


def parsed(name, sentences, roles=None):
    place, lines, found = 0, [], []
    for index, sentence in enumerate(sentences):
        role = roles[index] if roles else "body"
        span = Span(place, place + len(sentence))
        lines.append(Line(span, role, 1.0))
        found.append(Sentence(index, span, role, index))
        place = span.end + 2
    article = Article(id=name, source=name, headline="", text="\n\n".join(sentences))
    return ParsedArticle(article, "", tuple(lines), tuple(found))


def space(*articles):
    return SentenceSpace([parsed(str(i), sentences) for i, sentences in enumerate(articles)])


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Two dozen boats sank.", {"24"}),
        ("It cost $1.2bn, up from £350m.", {"1200000000", "350000000"}),
        ("Some 1,200 people and 1200 dogs.", {"1200"}),
        ("Twenty-five of three hundred.", {"25", "300"}),
        ("A 56-year-old man.", {"56"}),
        ("No one came.", set()),
        ("On 3.12.2024 at noon.", set()),
        ("", set()),
    ],
)
def test_numbers_are_read_by_value(text, values):
    assert read(text).numbers == values


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The U.S. agreed.", "The US agreed."),
        ("They sold it.", "They sell it."),
        ("“Never,” he said.", '"Never," he said.'),
        ("A 56-year-old", "A 56 year old"),
    ],
)
def test_spelling_variants_share_their_stems(left, right):
    assert set(read(left).stems) == set(read(right).stems)


def test_the_pronoun_us_is_no_country():
    assert "us." not in read("They told us everything.").stems


def test_names_are_capitalised_words_inside_a_sentence():
    words = read("Yesterday Ilsa Tarn spoke in Velmore.")
    assert {"ilsa", "tarn"} <= words.names
    assert "yesterday" not in words.names


def test_a_title_case_headline_makes_no_names_of_its_own():
    assert not read("Harbour Bridge Closed After Long Inspection").names


def test_related_words_come_from_the_lexicon():
    assert "destroy" in related("destruct")
    assert "low" in opposite("high")
    assert related("zzyzx") == frozenset()


def test_renderings_score_above_the_rest():
    scores = space(BRIDGE, OTHER).scores(0, 1)
    assert scores.shape == (4, 3)
    assert scores[0, 0] > 0.8
    assert scores[0, 0] == scores.max()
    assert scores[2, 1] > 0.5
    assert scores[3].max() < 0.2
    assert scores[:, 2].max() < 0.2


def test_scores_mirror_exactly_and_ignore_input_order():
    left, right = parsed("a", BRIDGE), parsed("b", OTHER)
    one, two = SentenceSpace([left, right]), SentenceSpace([right, left])
    assert np.array_equal(one.scores(0, 1), one.scores(1, 0).T)
    assert np.array_equal(one.scores(0, 1), two.scores(1, 0))


def test_a_copy_scores_near_one():
    scores = space(BRIDGE, BRIDGE).scores(0, 1)
    assert np.diag(scores).min() > 0.98


def test_quote_marks_change_no_score():
    straight = ['Tarn said: "The bridge is unsafe and stays shut."']
    curly = ["Tarn said: “The bridge is unsafe and stays shut.”"]
    a = SentenceSpace([parsed("a", straight), parsed("b", OTHER)]).scores(0, 1)
    b = SentenceSpace([parsed("a", curly), parsed("b", OTHER)]).scores(0, 1)
    assert np.array_equal(a, b)


def test_sentences_that_are_not_content_score_nothing():
    left = parsed("a", BRIDGE, ["body", "chrome", "body", "caption"])
    scores = SentenceSpace([left, parsed("b", BRIDGE)]).scores(0, 1)
    assert not scores[[1, 3]].any()
    assert scores[0, 0] > 0.9


def test_one_shared_word_is_thin_evidence():
    scores = space(["Bridges"], BRIDGE).scores(0, 1)
    assert scores.max() < 0.25


@pytest.mark.parametrize(
    "sentences",
    [[], ["..."], ["\x00\x1b[2J"], ["the of and"], ["\ud800 lone"], ["١٢٣ 北京"]],
    ids=["none", "dots", "controls", "stop words", "surrogate", "other scripts"],
)
def test_odd_texts_are_ordinary_input(sentences):
    found = space(sentences, BRIDGE)
    scores = found.scores(0, 1)
    assert scores.shape == (len(sentences), 4)
    assert np.isfinite(scores).all()
    assert found.text_scores("", 0).shape == (len(sentences),)


def test_a_space_of_nothing_is_allowed():
    assert SentenceSpace([]).articles == ()


def test_a_free_text_finds_its_sentence():
    scores = space(BRIDGE).text_scores("three weeks of diversions through Oster", 0)
    assert scores.shape == (4,)
    assert int(scores.argmax()) == 2


def test_reasons_name_features_with_weights():
    reasons = space(BRIDGE, OTHER).explain(0, 0, 1, 0)
    assert reasons
    assert all(reason.weight for reason in reasons)


def test_a_word_in_every_sentence_weighs_less_than_a_rare_one():
    found = space([f"Velmore {word}." for word in ("crack", "bread", "school", "storm")])
    assert found.weight("velmor") < SentenceSpace([]).weight("velmor")
    assert 0 < found.weight("velmor") <= 1


def test_a_megabyte_without_a_full_stop_does_not_hang():
    huge = "bridge crack word " * 60_000
    start = time.process_time()
    scores = space([huge], BRIDGE).scores(0, 1)
    assert scores.shape == (1, 4)
    assert time.process_time() - start < 5


def test_sparse_products_equal_dense_ones():
    rows = [([1, 5, 9], [0.5, 0.25, 1.0]), ([], []), ([5], [0.125])]
    others = [([5, 9, 70], [1.0, 0.5, 1.0]), ([2], [1.0])]
    expected = [
        [
            sum(dict(zip(*a, strict=True)).get(i, 0) * v for i, v in zip(*b, strict=True))
            for b in others
        ]
        for a in rows
    ]
    assert dot(make_bags(rows), make_bags(others)).tolist() == expected


WORDS = st.sampled_from(
    "bridge crack Velmore Friday 12 forty not closed the Tarn “shut” U.S.".split()
)
TEXTS = st.lists(st.lists(WORDS, min_size=1, max_size=8).map(" ".join), min_size=1, max_size=4)


@settings(max_examples=40, deadline=None)
@given(TEXTS, TEXTS)
def test_scores_are_symmetric_probabilities(left, right):
    found = space(left, right)
    scores = found.scores(0, 1)
    assert ((scores >= 0) & (scores <= 1)).all()
    assert np.array_equal(scores, np.round(scores, 6))
    assert np.array_equal(scores, found.scores(1, 0).T)
    mirrored = SentenceSpace([replace(a) for a in reversed(found.articles)])
    assert np.array_equal(mirrored.scores(1, 0), scores)


PAIRED = "Two of the seven lamps were not lit on Friday, and the pier stayed dark."


@pytest.mark.parametrize(
    ("feature", "other"),
    [
        ("one side denies", "Two of the seven lamps were lit on Friday, and the pier stayed dark."),
        ("numbers of one side only, more", PAIRED.replace("seven", "nine")),
        ("'and' on one side", PAIRED.replace("and", "while")),
    ],
)
def test_what_one_side_alone_has_is_seen(feature, other):
    column = FEATURES.index(feature)
    found = space([PAIRED], [PAIRED, other])
    sides = wordings([words for article in found.words for words in article])
    pairs = [(sides[0], sides[1]), (sides[0], sides[2]), (sides[2], sides[0])]
    rows = found.features(0, 1)[0]
    planes = paraphrase_features(pairs, rows[[0, 1, 1]])
    assert planes.shape == (3, len(FEATURES))
    assert planes[0, column] == 0.0
    assert planes[1, column] > 0.0
    assert np.array_equal(planes[1], planes[2])


def test_a_copy_says_the_same_and_a_changed_number_does_not():
    found = space([PAIRED], [PAIRED, PAIRED.replace("seven", "nine")])
    same, changed = found.paraphrases(0, 1, [(0, 0), (0, 1)])
    assert same > 0.9
    assert changed < same
    assert found.paraphrases(0, 1, []).shape == (0,)


@settings(max_examples=20, deadline=None)
@given(TEXTS, TEXTS)
def test_saying_the_same_is_symmetric(left, right):
    there, back = space(left, right), space(right, left)
    edges = [(i, j) for i in range(len(left)) for j in range(len(right))]
    mirrored = [(j, i) for i, j in edges]
    ours = there.paraphrases(0, 1, edges)
    assert np.array_equal(ours, back.paraphrases(0, 1, mirrored))
    assert np.array_equal(ours, there.paraphrases(1, 0, mirrored))
    assert ((ours >= 0) & (ours <= 1)).all()
