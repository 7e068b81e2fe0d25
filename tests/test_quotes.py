"""Quotes, their speakers, and indirect speech."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dedup.facts.attribution import find_attributions
from dedup.facts.gazetteer import fold_key
from dedup.facts.name_kinds import person_key
from dedup.facts.quotes import find_quotes
from dedup.facts.reading import read_speech
from dedup.model import Article, CleanArticle, Line, ParsedArticle, Span
from dedup.segmentation import split
from dedup.text import fold
from tests.conftest import labelled

HERE = Path(__file__).parent
CASES = json.loads((HERE / "data" / "quotes.json").read_text("utf-8"))
HELD_OUT = json.loads((HERE / "data" / "quotes_held_out.json").read_text("utf-8"))
ALL = CASES + HELD_OUT
CURLY = str.maketrans({"\u201c": '"', "\u201d": '"', "\u2018": "'", "\u2019": "'"})


def parsed(text: str, *, headline: bool = False) -> ParsedArticle:
    """Build an article whose lines are all body, the first a headline if asked."""
    lines = []
    for match in re.finditer(r"\S[^\n]*", text):
        end = match.start() + len(match.group().rstrip())
        role = "headline" if headline and not lines else "body"
        lines.append(Line(Span(match.start(), end), role, 1.0))
    article = Article(id="a", source="s", headline="", text=text)
    return split(CleanArticle(article, "", tuple(lines)))


def quotes(text: str, *, headline: bool = False) -> list[tuple[str, str | None]]:
    return [(m.slots.words, m.slots.speaker) for m in find_quotes(parsed(text, headline=headline))]


def norm(words: str) -> str:
    return " ".join(re.findall(r"[^\W_]+|\u2026", words.lower()))


def scored(cases: list[dict]) -> dict[str, float]:
    """Return precision and recall of the spans and the share of right speakers."""
    n_gold = n_found = n_hit = n_speaker = 0
    for case in cases:
        found = [
            (norm(w), s) for w, s in quotes(case["text"], headline=case.get("headline", False))
        ]
        n_found += len(found)
        for quote in case["quotes"]:
            n_gold += 1
            match = next((item for item in found if item[0] == norm(quote["words"])), None)
            if match is not None:
                found.remove(match)
                n_hit += 1
                n_speaker += match[1] == quote["speaker"]
    return {
        "precision": n_hit / n_found,
        "recall": n_hit / n_gold,
        "speaker": n_speaker / n_gold,
    }


def test_labelled_table_is_large_and_covers_the_written_styles():
    assert len(CASES) >= 150
    styles = Counter(case["style"] for case in CASES)
    assert len(styles) >= 15
    assert min(styles.values()) >= 5


def test_labelled_quotes_keep_their_measured_floors():
    """Floors: the first version, before any look at its errors, had .987, .983 and .953."""
    figures = scored(CASES)
    assert figures["precision"] >= 0.985
    assert figures["recall"] >= 0.985
    assert figures["speaker"] >= 0.98


def test_held_out_quotes_keep_their_measured_floors():
    """Cases right before any look at their errors: 60 of the first 64, 27 of the next 32."""
    assert len(HELD_OUT) >= 90
    assert not {case["text"] for case in HELD_OUT} & {case["text"] for case in CASES}
    figures = scored(HELD_OUT)
    assert figures["precision"] >= 0.98
    assert figures["recall"] >= 0.98
    assert figures["speaker"] >= 0.98


@pytest.mark.parametrize("case", labelled(HELD_OUT))
def test_each_held_out_case_has_exactly_these_quotes(case):
    wanted = [(norm(quote["words"]), quote["speaker"]) for quote in case["quotes"]]
    found = quotes(case["text"], headline=case.get("headline", False))
    assert [(norm(words), speaker) for words, speaker in found] == wanted


@pytest.mark.parametrize("style", sorted({case["style"] for case in CASES}))
def test_each_style_of_quote_is_mostly_read_right(style):
    cases = [case for case in CASES if case["style"] == style]
    if any(case["quotes"] for case in cases):
        assert scored(cases)["speaker"] >= 0.8
    else:
        assert [quotes(case["text"]) for case in cases] == [[] for _ in cases]


def test_sample_stories_keep_their_measured_floor():
    """Floors: 80 of 80 found and 73 speakers right before any look, 80 after."""
    folder = HERE.parent / "samples"
    rows = (folder / "feed.jsonl").read_text("utf-8").splitlines()
    articles = {row["id"]: row["text"] for row in map(json.loads, rows)}
    gold = json.loads((folder / "expected.json").read_text("utf-8"))["quotes"]
    found = {name: find_quotes(parsed(articles[name])) for name in {q["article"] for q in gold}}
    n_hit = n_speaker = 0
    for quote in gold:
        wanted = norm(quote["words"])
        near = [m.slots for m in found[quote["article"]] if norm(m.slots.words) in wanted]
        n_hit += bool(near)
        name = quote["speaker"]
        keys = {None} if name is None else {fold_key(name), person_key(name.split())}
        n_speaker += bool(near) and near[0].speaker in keys
    assert n_hit >= 0.95 * len(gold)
    assert n_speaker >= 0.93 * len(gold)


@pytest.mark.parametrize("case", ALL, ids=range(len(ALL)))
def test_exchanging_curly_and_straight_quotes_changes_nothing(case):
    headline = case.get("headline", False)
    plain = case["text"].translate(CURLY)
    straight = quotes(plain, headline=headline)
    curly = re.sub(r'(^|[\s(])"', "\\1\u201c", plain).replace('"', "\u201d")
    curly = re.sub(r"(^|[\s(\u201c])'", "\\1\u2018", curly).replace("'", "\u2019")
    angle = re.sub(r'(^|[\s(])"', "\\1«", plain).replace('"', "»")
    for other in (case["text"], curly, angle):
        again = quotes(other, headline=headline)
        assert [(fold(w), s) for w, s in again] == [(fold(w), s) for w, s in straight]


@pytest.mark.parametrize("case", ALL, ids=range(len(ALL)))
def test_spans_lie_in_their_sentence_and_print_the_words(case):
    article = parsed(case["text"], headline=case.get("headline", False))
    text = article.article.text
    for mention in find_quotes(article) + find_attributions(article):
        sentence = article.sentences[mention.sentence].span
        assert 1 <= len(mention.spans) <= 3
        for span in mention.spans:
            assert sentence.start <= span.start < span.end <= sentence.end
        if mention.kind == "quote":
            printed = " \u2026 ".join(text[s.start : s.end] for s in mention.spans)
            assert printed == mention.slots.words


def test_deleting_all_quote_marks_leaves_no_quote():
    for case in ALL:
        bare = re.sub("[\"'\u2018\u2019\u201c\u201d\u201e«»`]", "", case["text"])
        assert quotes(bare) == []


@given(st.text(alphabet="\"'\u201c\u2019 aB.,:?\n\u2014s", max_size=120))
@settings(max_examples=150, deadline=None)
def test_any_soup_of_marks_is_read_without_error(text):
    article = parsed(text)
    for mention in find_quotes(article) + find_attributions(article):
        assert mention.spans


@pytest.mark.parametrize("text", ["", "   \n\n ", '"', "''", '""', "\x00\x1b[0m"])
def test_empty_and_broken_texts_have_no_quotes(text):
    assert quotes(text) == []


@pytest.mark.parametrize(
    "line",
    [
        "'a " * 20_000,
        '"a ' * 20_000,
        "A said " * 15_000,
        "\"Yes,\" said Jane Poe's aide's aide. " * 2_000,
        "Aa, the mayor of " * 4_000,
    ],
    ids=["single marks", "double marks", "cues", "quotes", "appositions"],
)
def test_a_huge_line_is_read_in_linear_time(line):
    article = parsed(line)
    found = find_quotes(article)
    assert all(m.spans[0].end <= len(line) for m in found + find_attributions(article))


def test_quote_carries_cue_form_and_full_name():
    text = 'Jane Poe spoke. "We closed it," Poe told reporters. It was "a hard choice", she added.'
    first, second = find_quotes(parsed(text))
    assert (first.slots.cue, first.slots.form) == ("told", "direct")
    assert (second.slots.cue, second.slots.form) == ("added", "partial")
    assert first.slots.speaker_name == second.slots.speaker_name == "Jane Poe"


def test_nothing_outside_headline_and_body_is_quoted():
    text = '"We closed it," Jane Poe said.'
    line = Line(Span(0, len(text)), "teaser", 1.0)
    article = Article(id="a", source="s", headline="", text=text)
    teaser = split(CleanArticle(article, "", (line,)))
    assert find_quotes(teaser) == []
    assert find_attributions(teaser) == []


ATTRIBUTED = {
    "that": ("Jane Poe said that seven hangers failed.", "poe j", "say", "seven hangers failed"),
    "bare": ("Jane Poe said seven hangers failed.", "poe j", "say", "seven hangers failed"),
    "hearer": ("Jane Poe told the court that Hale lied.", "poe j", "say", "Hale lied"),
    "behind": ("Seven hangers failed, police said.", "police", "say", "Seven hangers failed"),
    "behind, dated": (
        "Seven hangers failed, police said on Monday.",
        "police",
        "say",
        "Seven hangers failed",
    ),
    "according": (
        "According to Norbank, prices will rise in spring.",
        "norbank",
        "say",
        "prices will rise in spring",
    ),
    "according behind": (
        "Prices will rise in spring, according to the central bank.",
        "central bank",
        "say",
        "Prices will rise in spring",
    ),
    "deny": (
        "The firm denied that it had dumped waste.",
        "firm",
        "deny",
        "it had dumped waste",
    ),
    "confirm": (
        "Jane Poe confirmed that the mill would close.",
        "poe j",
        "confirm",
        "the mill would close",
    ),
    "allege": (
        "Prosecutors allege that Hale hid the money.",
        "prosecutors",
        "allege",
        "Hale hid the money",
    ),
    "announce": (
        "The ministry announced that the border would reopen.",
        "ministry",
        "announce",
        "the border would reopen",
    ),
    "inverted": (
        "The border will reopen, said Jane Poe, the minister.",
        "poe j",
        "say",
        "The border will reopen",
    ),
}


@pytest.mark.parametrize(
    ("text", "speaker", "kind", "content"), ATTRIBUTED.values(), ids=ATTRIBUTED
)
def test_indirect_speech_has_source_class_and_content(text, speaker, kind, content):
    (mention,) = find_attributions(parsed(text))
    span = mention.spans[0]
    assert (mention.slots.speaker, mention.slots.cue_class) == (speaker, kind)
    assert text[span.start : span.end] == content


def test_reported_words_around_the_cue_come_in_two_pieces():
    text = "The bridge, police said, was closed at noon."
    (mention,) = find_attributions(parsed(text))
    assert [text[s.start : s.end] for s in mention.spans] == ["The bridge", "was closed at noon"]


@pytest.mark.parametrize(
    "text",
    [
        '"We closed the bridge on Monday," Jane Poe said.',
        'Jane Poe said: "We closed the bridge on Monday."',
        'In a short statement, Jane Poe said: "We closed the bridge."',
        "The rain continued and the reports were late.",
        "Jane Poe agreed to close the bridge in spring.",
        "Hale is accused of hiding the money in a barn.",
        "A critic might say that the bridge was never safe.",
        "Jane Poe wanted to say that the bridge was safe.",
    ],
)
def test_quotes_and_other_uses_of_the_verbs_are_no_indirect_speech(text):
    assert find_attributions(parsed(text)) == []


def test_one_reading_serves_both_stages():
    for case in CASES[::7]:
        article = parsed(case["text"])
        speech = read_speech(article)
        for _ in range(2):
            assert find_quotes(article, speech) == find_quotes(article)
            assert find_attributions(article, speech) == find_attributions(article)


SAID = json.loads((HERE / "data" / "quotes_speakers.json").read_text("utf-8"))


def matches(speaker: str | None, wanted: str) -> bool:
    """Compare a key with "poe j", or with "staffer*" or "*trustees*": its part beside the stars."""
    key, inner = speaker or "", wanted.strip("*")
    if wanted.startswith("*"):
        return inner in key
    return key.startswith(inner) if wanted.endswith("*") else key == wanted


@pytest.mark.parametrize("case", labelled(SAID))
def test_words_belong_to_who_said_them_in_quotes_and_reports(case):
    """Right before the rules for them: 19 of 45 open, 13 of 43 held out; then 44 and 39.

    Three labels of those held out were mended afterwards and one case read right after a look.
    Of 82 labels in sixty newspaper passages 74 were right at first, 73 before the newest rules.
    """
    article = parsed(case["text"])
    text = article.article.text
    found = [
        (" \u2026 ".join(text[span.start : span.end] for span in mention.spans), mention.slots)
        for mention in find_quotes(article) + find_attributions(article)
    ]
    for words, speaker in case.get("said", []):
        hits = [slots.speaker for printed, slots in found if words in printed]
        assert hits, words
        assert all(matches(hit, speaker) for hit in hits), (words, hits)
    for words in case.get("none", []):
        assert not [printed for printed, _ in found if words in printed]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('Mia Lowe came. "We mended roads and dams," Lowe ticked off.', "lowe m"),
        ('"The order would break the law," Judge Ada Collins found.', "collins a"),
        ('"The order would break the law," Ada Collins and her team found.', None),
        ('He heard "The order of the old harbour," Ada Collins found.', None),
        ('Films showed the crowd chanting "Down with the dam."', "crowd"),
    ],
)
def test_any_past_verb_of_a_name_tags_a_sentence_that_is_all_quote(text, speaker):
    assert [found for _, found in quotes(text)] == [speaker]


def test_a_courtesy_title_of_the_other_sex_is_somebody_else():
    text = 'Pia Kemp was killed in May. Mrs Kemp left ten children.\n\n"We are glad," {} Kemp said.'
    assert quotes(text.format("Mr"))[0][1] == "kemp"
    assert quotes(text.format("Ms"))[0][1] == "kemp p"
    assert quotes('Andrea Rossi came. "It is open," Mr. Rossi said.')[0][1] == "rossi a"


@pytest.mark.parametrize(
    "lines", ["HOW THE DAY WENT\n\n1300: Ian Ross leaves", "Ian Ross at the palace", '"Ian Ross"']
)
def test_no_label_between_paragraphs_is_what_he_means(lines):
    text = f'Barry Cole promised change.\n\n{lines}\n\n"It is a great day," he told reporters.'
    assert quotes(text)[-1][1] == "cole b"
    sentence = text.replace(lines, "Ian Ross left the palace.")
    assert quotes(sentence)[-1][1] == "ross i"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('Rep. Mia Lowe came. The talks came after she, according to the Norby Ledger, told the '
         'mayor: "We saw it leak for a year."', "lowe m"),
        ('Mia Lowe cited a law saying the board "shall furnish" papers.', "law"),
        ('A spokeswoman would say only that the board "is reviewing its options."', "spokeswoman"),
        ('Mia Lowe called the response "more obstruction!"', "lowe m"),
        ('Mia Lowe asked why and the response was: "We will not go there."', None),
        ('Mia Lowe has led it for years, has described herself as "the only sailor in town," and '
         "ran.", "lowe m"),
        ('Health and Human Services Secretary Mia Lowe, asked by a reporter Monday what she does '
         'about it, said her team is taking a "whole of town approach."', "lowe m"),
        ('Mia Lowe told of the town: "We will not go there."', "lowe m"),
    ],
)  # fmt: skip
def test_a_quote_belongs_to_the_verb_that_leads_to_it(text, speaker):
    assert [found for _, found in quotes(text)] == [speaker]


def test_the_title_of_a_work_is_no_half_of_a_quote():
    text = '"It was hard," Mia Lowe wrote in her history of the harbour, "{}"'
    assert quotes(text.format("The Long Tide.")) == [("It was hard", "lowe m")]
    whole = "It was hard \u2026 and it was long"
    assert quotes(text.format("and it was long.")) == [(whole, "lowe m")]


def test_a_term_of_the_writer_has_no_speaker():
    colon = 'It lay behind such rows as Finch\'s "47 percent": Voters form no minds from the news.'
    figure = 'The latest figure suggests a rise after a "tide-led approach" was taken.'
    assert [quotes(text) for text in (colon, figure)] == [[], []]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('Often called the "harbour pill," the ware has been sold since May.', None),
        ('The board funds something called Radio Norby, which plays "a role in town."', None),
        ('Mia Lowe called it a "criminal act," in a statement read on state television.', "lowe m"),
        ('Mia Lowe pleaded guilty and agreed to provide "complete help" to the port.', None),
        ('The Norby Board held what some are calling an "unfair hearing" this week.', None),
        ('Mia Lowe said the union denied any part in it and that she will know "in good time."',
         "lowe m"),
        ('Mia Lowe\'s question was simple: "Why did you make fun of her?"', "lowe m"),
        ('Mia Lowe refused to say more, citing "a very vigorous season."', "lowe m"),
        ('Mia Lowe said it was late, citing "a hard winter."', "lowe m"),
        ("``We have known of it,'' U.S. Secretary of State Mia Lowe told Radio Norby.", "lowe m"),
        ('The host of that event announced that he had been "called away at noon."',
         "host of that event"),
        ('Mia Lowe came late. She reminded them to "use plain words."', "lowe m"),
        ('"It will be mended," Mia Lowe, director of the harbour trust told Radio Norby.',
         "lowe m"),
    ],
)  # fmt: skip
def test_a_word_that_describes_a_thing_has_no_speaker(text, speaker):
    assert [found for _, found in quotes(text) if found] == ([speaker] if speaker else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('Holt wrote to Marl: "Will it break? Will it?!" Marl replied: "No. It is new."',
         ["holt", "holt", "marl", "marl"]),
        ('"Will it break?" Marl replied: "No."', ["marl"]),
        ('"It is new," Marl said: "It holds."', ["marl", "marl"]),
        ('Tom Marl fired back that "if there was a leak, it began at the top of the dam."',
         ["marl t"]),
        ('Tom Marl fired back at the mayor, "I mend the dam every day. I do it well."',
         ["marl t", "marl t"]),
        ('Her reply was prompted by remarks from Tom Marl, also on the radio, that she should go '
         'back to the town "from which they came" by boat.', ["marl t"]),
        ('"It is shut," said acting Norby House chief of staff Tom Marl.', ["marl t"]),
        ('"It is shut," said a friend of singer Ada Finch.', ["friend of singer ada finch"]),
        ('Tom Marl told the board he had had few links, when in fact it was "much more than that '
         'and for years".', [None]),
    ],
)  # fmt: skip
def test_a_tag_leads_to_the_quotation_behind_its_colon_and_others(text, expected):
    assert [speaker for _, speaker in quotes(text)] == expected


def test_what_something_is_known_as_nobody_says():
    text = "The board announced it would shut a loophole known as the “double Norby, plum pie”."
    assert quotes(text) == []
    assert quotes(text.replace("known as", "it called")) != []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The blank before the opening mark is lost.
        ("The board sold the pier.\u201cI have seen worse,\u201d said Ana Vell.",
         ["I have seen worse"]),
        ('They said the pier is dead."The mayor said it was "over" now.', ["over"]),
        # A single mark is not closed where its sentence ends.
        ("Ana Vell said he was 'a big man and a great friend. Pike often came to the pier. "
         "Vell said Pike was 'dying to come back' to the race.",
         ["a big man and a great friend", "dying to come back"]),
        ("Ana Vell said: 'We came late. It was the workers' day and we liked it.'",
         ["We came late", "It was the workers' day and we liked it"]),
    ],
)  # fmt: skip
def test_a_lost_blank_or_mark_gives_nobody_the_words_of_the_outlet(text, expected):
    assert [words for words, _ in quotes(text)] == expected
