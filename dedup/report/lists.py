"""Lists of facts: shared, found in one origin only, undecided, or every one."""

from __future__ import annotations

from collections.abc import Sequence

from dedup.keys import Keys, keys_of
from dedup.model import DateSlots, Fact, Mention, Presence, QuantitySlots, QuoteSlots
from dedup.report.document import (
    EMPTY,
    Block,
    Column,
    Grid,
    Line,
    Piece,
    Row,
    Section,
    join,
    ours,
    plain,
    theirs,
)
from dedup.report.evidence import brief, in_marks, in_sentence, is_quoted
from dedup.report.overview import by_home, plural
from dedup.report.rows import one_a_sentence, shorter_side, substance
from dedup.report.style import (
    RANK_OF_STATUS,
    SIGN_OF_STATUS,
    WORD_OF_KIND,
    WORD_OF_STATUS,
    style_of_sign,
)
from dedup.report.view import Group, View, nearest
from dedup.report.words import clip, display

# Rows of a list before "… 12 more": what fits one screen beside the findings.
SHARED_ROWS = 8
ONLY_ROWS = 8
MATRIX_ROWS = 14
_WORDS_CHARS = 96
_VARIANT_CHARS = 48
_NEAREST_CHARS = 56
_SPEAKER_CHARS = 40
# A sentence less alike is not near: it has a name or a common word of the story (own choice).
_NOTHING = 0.3
# An article that may say a fact while no sentence of it scores this much has the words only apart
# (``CompareOptions.uncertain_threshold`` by default).
_SCATTERED = 0.35
# A value shorter than this says little without the words around it ("1887", "Thursday").
_BARE_CHARS = 24
_VALUES_APART = frozenset(
    {"conflicting", "wording_differs", "attribution_differs", "updated", "detail_differs"}
)
# Names say little by themselves, and what is attributed mostly stands as an event too.
_LAST = frozenset({"person", "organisation", "place", "attribution"})
_APART = _VALUES_APART - {"detail_differs"}


def ranked(facts: Sequence[Fact]) -> list[Fact]:
    """Order facts as an editor needs them: conflicts first, names last, then by prominence."""
    return sorted(
        facts,
        key=lambda f: (RANK_OF_STATUS[f.status], f.kind in _LAST, -f.salience, _number(f)),
    )


def _number(fact: Fact) -> tuple[int, str]:
    digits = fact.id.lstrip("F")
    return (int(digits) if digits.isdecimal() else 0, fact.id)


def fact_words(view: View, fact: Fact) -> Line:
    """Return a fact in the words of its mentions; each rendering where they differ."""
    mentions = view.mentions((fact,))
    if not mentions:
        return ours("(no words)", "dim")
    if fact.status not in _VALUES_APART and not _copies_differ(fact):
        mention = shorter_side(view, fact) or mentions[0]
        return in_context(view, mention, _WORDS_CHARS, _speaker(mention, *mentions))
    lines = [
        join((ours(view.letters_of(group), "letter"), theirs(_variant(view, group))), " ")
        for group in view.variants(mentions)
    ]
    return join(lines, " · ")


def _copies_differ(fact: Fact) -> bool:
    """Tell whether copies of one text, which count as one, print a figure otherwise."""
    values = {
        (slots.low, slots.high, slots.comparator)
        for mention in fact.mentions
        if isinstance(slots := mention.slots, QuantitySlots)
    }
    return fact.status == "unique" and len(values) > 1


def _variant(view: View, group: Sequence[Mention]) -> str:
    words = clip(view.words(group[0]), _VARIANT_CHARS)
    return in_marks(words) if is_quoted(group[0]) else words


def _speaker(*mentions: Mention) -> str:
    """Return the first name that mentions of one quotation give its speaker, or ""."""
    names = (m.slots.speaker_name for m in mentions if isinstance(m.slots, QuoteSlots))
    return next(filter(None, names), "")


def in_context(view: View, mention: Mention, most: int, speaker: str = "") -> Line:
    """Return a mention's words; a bare number or time with its sentence.

    A quotation stands between its marks, and its speaker behind it, so that nobody takes the
    words for the outlet's own.

    Args:
        view: The story.
        mention: The mention.
        most: Characters of its words.
        speaker: Who speaks, where the mention itself does not say.
    """
    words = clip(view.words(mention), most)
    if is_quoted(mention):
        name = display(_speaker(mention) or speaker)
        said = Piece(f" — {clip(name, _SPEAKER_CHARS)}", "dim")
        return (*theirs(in_marks(words)), *((said,) if name else ()))
    if not isinstance(mention.slots, QuantitySlots | DateSlots) or len(words) >= _BARE_CHARS:
        return theirs(words)
    around = [Piece(p.text, "dim") for p in in_sentence(view, mention, most - len(words))]
    return (*theirs(words), Piece(" in “", "dim"), *around, Piece("”", "dim"))


def found_in(fact: Fact) -> str:
    """Return "2 of 3"."""
    return f"{fact.n_found} of {fact.n_origins}"


def more(hidden: int, flag: str = "--facts") -> Line:
    """Return the line that says how many rows are not shown, and how to see them."""
    return ours(f"… {hidden} more ({flag})", "dim")


def shared(view: View) -> list[Block]:
    """Return the facts that two origins or more have, with references."""
    facts = ranked([f for f in view.comparison.facts if f.status not in ("unique", "undecided")])
    if not facts:
        return [Section(ours("= SHARED"), ours("no fact was found in two origins", "dim"))]
    if len(view.articles) > 2 and len(view.columns) > 1:
        return matrix(view, facts, MATRIX_ROWS)
    rows = [
        Row((_sign(fact), fact_words(view, fact), ours(_first_refs(view, fact), "ref")))
        for fact in preview(view, _not_told_above(facts), SHARED_ROWS)
    ]
    if len(facts) > len(rows):
        rows.append(Row((more(len(facts) - len(rows)),), full=True))
    columns = (Column(), Column(flex=1), Column(cap=24))
    return [_shared_section(facts, ""), Grid(columns, tuple(rows))]


def _not_told_above(facts: Sequence[Fact]) -> list[Fact]:
    """Return facts without the clauses whose only other figure or date is a conflict's row."""
    conflicts = [
        {(m.article_id, m.sentence) for m in fact.mentions}
        for fact in facts
        if fact.status == "conflicting" and fact.kind in ("quantity", "date")
    ]
    return [
        fact
        for fact in facts
        if fact.kind != "event"
        or fact.status != "detail_differs"
        or not any({(m.article_id, m.sentence) for m in fact.mentions} <= c for c in conflicts)
    ]


def _first_refs(view: View, fact: Fact) -> str:
    """Return where each origin has a fact first, in mentions or in sentences that render it."""
    places: dict[str, int] = {}
    for presence in fact.presence:
        if presence.state == "found" and presence.sentences:
            places[presence.article_id] = presence.sentences[0]
    for mention in reversed(view.mentions((fact,))):
        places[mention.article_id] = mention.sentence
    first = [next((i for i in column if i in places), None) for column in view.columns]
    return " ".join(view.ref(i, places[i]) for i in first if i is not None)


def preview(view: View, facts: Sequence[Fact], most: int) -> list[Fact]:
    """Return the first facts, at most ``most``, each sentence once."""
    return one_a_sentence(view, facts, most, lambda f: plain(fact_words(view, f)), _WORDS_CHARS)


def _shared_section(facts: Sequence[Fact], note: str) -> Section:
    differ = sum(1 for fact in facts if fact.status in _APART)
    verb = "differs" if differ == 1 else "differ"
    sums = f": {differ} that {verb} + {len(facts) - differ} shared" if differ else ""
    text = f"{plural(len(facts), 'fact')} in two origins or more{sums}{' · ' if note else ''}{note}"
    return Section(ours("= SHARED"), ours(text, "dim"))


def _sign(fact: Fact) -> Line:
    sign = SIGN_OF_STATUS[fact.status]
    return ours(sign, style_of_sign(sign))


def matrix(view: View, facts: Sequence[Fact], most: int) -> list[Block]:
    """Return one row a fact and one column an origin, conflicts first."""
    names = [view.name(column) for column in view.columns]
    listed = preview(view, _not_told_above(facts), most)
    rows = [_matrix_row(view, fact) for fact in listed]
    if len(facts) > len(rows):
        rows.append(Row((more(len(facts) - len(rows)),), full=True))
    columns = (
        *(Column() for _ in view.columns),
        Column(flex=1, stack=1),
        Column(cap=24, stack=1),
    )
    header = (*(ours(name, "letter") for name in names), EMPTY, EMPTY)
    grid = Grid(columns, tuple(rows), header=header, keep=True)
    return [_shared_section(facts, "one column an origin, copies joined"), grid]


def _matrix_row(view: View, fact: Fact) -> Row:
    signs = [view.cell(fact, column) for column in view.columns]
    cells = tuple(ours(sign, style_of_sign(sign)) for sign in signs)
    return Row((*cells, fact_words(view, fact), ours(_first_refs(view, fact), "ref")))


def only(view: View) -> list[Block]:
    """Return, per origin, the facts no other origin was found to have."""
    blocks: list[Block] = []
    for column, facts in by_home(view).items():
        best = preview(view, substance(view, facts), ONLY_ROWS)
        rows = [_only_row(view, fact, column) for fact in best]
        if len(facts) > len(rows):
            rows.append(Row((more(len(facts) - len(rows)),), full=True))
        sources = ", ".join(display(view.source(i)) for i in column)
        note = f"{plural(len(facts), 'fact')} · {sources}"
        name = ours(f"+ ONLY {view.name(column) or '?'}")
        if len(view.columns) == 1:
            name = ours(f"FACTS OF {view.name(column)}")
        else:
            note += f" · not found elsewhere{_breaks_off(view, facts)}"
        columns = (Column(), Column(flex=5), Column(cap=14), Column(flex=4, stack=1))
        blocks += [Section(name, ours(note, "dim")), Grid(columns, tuple(rows))]
    return blocks


def _only_row(view: View, fact: Fact, column: Group) -> Row:
    others = [p for p in fact.presence if p.article_id not in column]
    refs = ours(view.refs(fact.mentions), "ref")
    return Row((_sign(fact), fact_words(view, fact), refs, near(view, others)))


def near(view: View, presences: Sequence[Presence]) -> Line:
    """Return the nearest sentence of the articles a fact was not found in."""
    if not presences:
        return EMPTY
    best = nearest([p for p in presences if p.state != "unknown"]) or nearest(presences)
    parts: list[Line] = []
    if best is None or best.nearest is None or best.score < _NOTHING:
        scattered = best is not None and best.state == "uncertain"
        parts.append(ours("its words are scattered" if scattered else "nothing near", "dim"))
    else:
        words = clip(display(view.sentence(best.article_id, best.nearest)), _NEAREST_CHARS)
        ref = view.ref(best.article_id, best.nearest)
        maybe = "perhaps " if best.state == "uncertain" else "nearest "
        if best.state == "uncertain" and best.score < _SCATTERED:
            maybe = "its words are scattered, nearest "
        parts.append(
            (
                *ours(f"{maybe}{ref} ", "ref"),
                *ours(f"{best.score:.2f}: ", "dim"),
                *theirs(words, "dim"),
            )
        )
    return join(parts, "; ")


def _breaks_off(view: View, facts: Sequence[Fact]) -> str:
    """Say which articles break off, so that nothing can be said of them."""
    unknown = {p.article_id for f in facts for p in f.presence if p.state == "unknown"}
    return f" ({view.name(unknown)} unknown: it breaks off)" if unknown else ""


def undecided(view: View) -> list[Block]:
    """Return the facts the rules could not place."""
    facts = ranked([f for f in view.comparison.facts if f.status == "undecided"])
    if not facts:
        return []
    rows = []
    # There is nothing to read beside a fact that no sentence elsewhere is like.
    legible = [fact for fact in facts if _has_near(fact)]
    for fact in preview(view, substance(view, legible), ONLY_ROWS):
        others = [p for p in fact.presence if p.state != "found"]
        refs = ours(view.refs(fact.mentions), "ref")
        rows.append(Row((_sign(fact), fact_words(view, fact), refs, near(view, others))))
    if len(facts) > len(rows):
        rows.append(Row((more(len(facts) - len(rows)),), full=True))
    columns = (Column(), Column(flex=5), Column(cap=14), Column(flex=4, stack=1))
    note = f"{plural(len(facts), 'fact')} another outlet may or may not have; read both sentences"
    return [Section(ours("? UNDECIDED"), ours(note, "dim")), Grid(columns, tuple(rows))]


def _has_near(fact: Fact) -> bool:
    """Tell whether a sentence of an article without a fact is like it at all."""
    return any(p.nearest is not None and p.score >= _NOTHING for p in fact.presence if _lacks(p))


def _lacks(presence: Presence) -> bool:
    return presence.state in ("not_found", "uncertain")


def every(view: View) -> list[Block]:
    """Return every fact with status, kind, mentions and presence."""
    facts = ranked(view.comparison.facts)
    blocks: list[Block] = []
    if len(view.articles) > 2 and len(view.columns) > 1 and facts:
        blocks += matrix(view, facts, len(facts))
        text = f"{plural(len(facts), 'fact')} · one column an origin, copies joined"
        blocks[0] = Section(ours("WHO HAS WHAT"), ours(text, "dim"))
    rows: list[Row] = []
    keys = keys_of(view.comparison)
    for fact in facts:
        rows.append(Row((_fact_head(view, fact, keys.fact(fact)),), full=True))
        rows += _mention_rows(view, fact, keys)
        rows += _absence_rows(view, fact)
    columns = (Column(cap=12), Column(flex=1))
    blocks.append(Section(ours("ALL FACTS"), ours(plural(len(facts), "fact"), "dim")))
    blocks.append(Grid(columns, tuple(rows), indent=5, airy=True))
    return blocks


def _fact_head(view: View, fact: Fact, key: str) -> Line:
    sign = SIGN_OF_STATUS[fact.status]
    why = "; ".join(brief(reason, view) for reason in fact.reasons)
    return join(
        (
            ours(f"{sign} {fact.id} {WORD_OF_STATUS[fact.status]}", style_of_sign(sign)),
            ours(WORD_OF_KIND.get(fact.kind, fact.kind)),
            ours(f"{found_in(fact)} origins", "dim"),
            ours(f"({why})", "dim") if why else EMPTY,
            ours(f"key {key}", "dim"),
            *(
                theirs(f"[{finding.rule} {decision.said()}]", "info")
                for finding, decision in view.rejected
                if fact.id in finding.facts
            ),
        )
    )


def _mention_rows(view: View, fact: Fact, keys: Keys) -> list[Row]:
    """Return one row for each wording, with the keys that split it off; copies share one."""
    same: dict[str, list[Mention]] = {}
    for mention in view.mentions((fact,)):
        same.setdefault(view.words(mention), []).append(mention)
    rows = []
    for group in same.values():
        key = "+".join(keys.of[mention] for mention in group)
        key_line = ours(f"key {key}", "dim") if len(same) > 1 else EMPTY
        words = join((in_context(view, group[0], 400), key_line))
        rows.append(Row((ours(view.refs(group), "ref"), words)))
    return rows


def _rendered_row(view: View, presence: Presence) -> Row:
    """Return the sentence of an article that renders a fact in words of its own."""
    place = next(iter(presence.sentences), 0)
    ref = ours(view.ref(presence.article_id, place), "ref")
    how = ours(f"as a sentence that renders it ({presence.score:.2f}):", "dim")
    return Row((ref, join((how, theirs(view.sentence(presence.article_id, place))), " ")))


def _absence_rows(view: View, fact: Fact) -> list[Row]:
    words = {"not_found": "not found", "uncertain": "uncertain", "unknown": "breaks off"}
    rows = []
    own = {mention.article_id for mention in fact.mentions}
    for presence in fact.presence:
        if presence.article_id in own or presence.article_id not in view.articles:
            continue
        if presence.state == "found":
            rows.append(_rendered_row(view, presence))
            continue
        where: Line = EMPTY
        if presence.nearest is not None:
            sentence = clip(display(view.sentence(presence.article_id, presence.nearest)), 90)
            ref = view.ref(presence.article_id, presence.nearest)
            where = theirs(f"nearest {ref} {presence.score:.2f}: {sentence}", "dim")
        line = join((ours(words[presence.state], "dim"), where), "; ")
        rows.append(Row((ours(view.letters[presence.article_id], "letter"), line)))
    return rows
