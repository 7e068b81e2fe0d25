"""Give every line of a plain text its role.

Three steps: two small learned models say how surely each line belongs to the
article (``features``, ``context``); precise rules (``rules``) say what a line
plainly is; and what lies around a line settles the rest (headline above the
body, teasers after "You may also like", repeats). A text without any sign of
furniture is not judged by the models at all: there a short line is a short
paragraph. Known failures: readers' comments without any heading read like
articles; a subheading inside a furnished page can pass for a menu entry.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from dedup.cleaning import rules
from dedup.cleaning.asides import listed_links
from dedup.cleaning.bios import author_bios, author_lines
from dedup.cleaning.entries import live_entries
from dedup.cleaning.features import (
    LineFacts,
    Measured,
    Shared,
    feature_columns,
    measure,
    shared_words,
)
from dedup.cleaning.galleries import closed_captions, long_captions, posed_captions
from dedup.cleaning.layout import lay_out
from dedup.cleaning.patterns import HEAD
from dedup.cleaning.pieces import Cut, Draft, is_truncated, split_pieces
from dedup.cleaning.repeats import Row, find_repeats, shared_lines, signature_length, spaced
from dedup.cleaning.split import line_spans
from dedup.cleaning.words import Counts, count_lines
from dedup.learned import LogisticModel, load_model
from dedup.model import Article, CleanArticle, Line, Role, Span
from dedup.options import CleanOptions
from dedup.text import fold, words

if TYPE_CHECKING:
    from dedup.tokens import Tokens

# A line of the text is the given headline from this share of common words on.
_SAME_TITLE = 0.8
# Share of a headline's words that the body must use too.
_TITLE_IN_BODY = 0.4
# A sentence right behind body, with body to come, needs no more than this score.
_INSIDE = 0.2
# A headline stands at most so many lines above the first paragraph.
_TITLE_REACH = 25
# Pages name their comments above the article too: so much of the prose must come first,
# and so many lines of the kind "posted by", "report this comment" must follow.
_COMMENTED = 0.2
_COMMENT_SIGNS = 2
# A page has few pull quotes; each is looked for in all lines.
_PULL_QUOTES = 20
# Of a text in mixed case, at most one line in so many is in capitals.
_SHOUTED = 3


class Roles(NamedTuple):
    """What cleaning finds; see ``CleanArticle``. ``folded`` is the folded text."""

    headline: str
    lines: list[Cut]
    truncated: bool
    folded: str


def clean_article(article: Article, options: CleanOptions = CleanOptions()) -> CleanArticle:  # noqa: B008
    """Give every line of an article its role.

    Args:
        article: As it came.
        options: See ``CleanOptions``.

    Returns:
        The article with one ``Line`` (or, where a dateline or an agency's mark
        ends inside it, two) per non-blank line of its text.
    """
    (roles,) = clean_texts([(article.headline, article.text)], options)
    lines = tuple([Line(Span(start, end), role, score) for start, end, role, score in roles.lines])
    return CleanArticle(article, roles.headline, lines, roles.truncated)


def clean_texts(texts: Sequence[tuple[str, str]], options: CleanOptions) -> list[Roles]:
    """Give every line of some articles its role, each by itself.

    Args:
        texts: Headline and text of each; together, because the lines of many articles are
            measured and judged in nearly the time of one.
        options: See ``CleanOptions``.
    """
    return _judge(texts, options).roles


def clean_and_number(
    texts: Sequence[tuple[str, str]], options: CleanOptions
) -> tuple[list[Roles], Tokens]:
    """Give every line of some articles its role, and number their words.

    Args:
        texts: As for ``clean_texts``.
        options: See ``CleanOptions``.

    Returns:
        What ``clean_texts`` does, and what ``encode_articles`` would of the articles.
    """
    from dedup.cleaning.printed import printed_words

    drafts, counts, roles = _judge(texts, options)
    return roles, printed_words(drafts, roles, counts or count_lines([""]))


class _Judged(NamedTuple):
    """Articles with the roles of their lines; ``counts`` is None where no article has lines."""

    drafts: list[Draft]
    counts: Counts | None
    roles: list[Roles]


def _judge(texts: Sequence[tuple[str, str]], options: CleanOptions) -> _Judged:
    drafts = [_open_draft(headline.strip(), text) for headline, text in texts]
    worded = [draft for draft in drafts if draft.spans]
    counts = _measure(worded) if worded else None
    return _Judged(drafts, counts, [_settled(draft, options.threshold) for draft in drafts])


def _open_draft(headline: str, text: str) -> Draft:
    return Draft(headline, text, fold(text), line_spans(text))


def _measure(drafts: Sequence[Draft]) -> Counts:
    """Measure the lines and the headlines, and score those of pages with furniture."""
    import numpy as np

    sizes = [len(draft.spans) for draft in drafts]
    lines = [draft.folded[start:end] for draft in drafts for start, end in draft.spans]
    titles = [fold(draft.headline) for draft in drafts if draft.headline]
    measured = measure(lines + titles, sizes + [1] * len(titles))
    layout = lay_out(sizes)
    shared = shared_words(measured, layout, np.array([bool(draft.headline) for draft in drafts]))
    said = shared_lines(measured.counts.words, sizes)
    columns = [column.tolist() for column in (said, *shared)]
    rows = zip(measured.facts, *columns, strict=False)  # the titles stand behind the lines
    title = iter(measured.facts[len(lines) :])
    for draft, size in zip(drafts, sizes, strict=True):
        facts, again, n_content, overlap, like_title = zip(*islice(rows, size), strict=True)
        draft.facts, draft.again, draft.n_content = facts, again, n_content
        draft.overlap, draft.like_title = overlap, like_title
        draft.title = next(title) if draft.headline else None
        draft.furnished = rules.is_furnished(facts)
        draft.plain = [rules.plain_role(line) for line in facts]
        draft.scores = [1.0] * size
    furnished = [draft.furnished for draft in drafts]
    scored = np.flatnonzero(np.repeat(furnished, sizes))
    _score([draft for draft in drafts if draft.furnished], measured, scored, shared.take(scored))
    return measured.counts


def _score(drafts: Sequence[Draft], measured: Measured, rows: Any, shared: Shared) -> None:
    """Set how surely each line belongs to its article, by the learned models alone."""
    if not drafts:
        return
    from dedup.cleaning.context import context_columns

    layout = lay_out([len(draft.facts) for draft in drafts])
    first = feature_columns(measured, layout, rows, shared)
    lengths = [line.length for draft in drafts for line in draft.facts]
    scores = _scores(load_model("lines"), first)
    second = context_columns(lengths, first, scores, layout)
    values = iter(_scores(load_model("lines_context"), second).tolist())
    for draft in drafts:
        draft.scores = list(islice(values, len(draft.facts)))


def _scores(model: LogisticModel, columns: Any) -> Any:
    """Return what ``LogisticModel.scores`` does, by columns.

    A product of matrices adds in an order that depends on how many rows there are.
    """
    import numpy as np

    odds = np.full(columns.shape[1], model.intercept)
    for weight, values in zip(model.weights, columns, strict=True):
        odds += weight * values
    return np.round(1.0 / (1.0 + np.exp(-np.clip(odds, -40.0, 40.0))), 6)


def _settled(draft: Draft, threshold: float) -> Roles:
    """Settle the role of every line."""
    if not draft.spans:
        return Roles(draft.headline, [], truncated=False, folded=draft.folded)
    draft.roles = [_first_role(draft, i, threshold) for i in range(len(draft.spans))]
    _settle_items(draft)
    _settle_entries(draft)
    _settle_lists(draft)
    _settle_labelled(draft)
    _settle_capitals(draft)
    _settle_comments(draft)
    _settle_captions(draft)
    _settle_crossheads(draft)
    for i in listed_links(draft.facts, draft.roles):
        draft.roles[i] = "teaser"
    for i in author_lines(draft):
        draft.roles[i] = "byline"
    headline = _settle_headline(draft)
    _settle_others(draft)
    _settle_repeats(draft)
    _keep_something(draft)
    return Roles(headline, split_pieces(draft), is_truncated(draft), draft.folded)


def _first_role(draft: Draft, i: int, threshold: float) -> Role:
    """Return body or the plain role of a line; "chrome" stands for not body, kind unknown."""
    line = draft.facts[i]
    plain = draft.plain[i]
    if line.paywall:
        return "chrome"
    if plain is not None and (draft.furnished or plain not in ("chrome", "teaser")):
        return plain
    if not draft.furnished:
        if plain is not None and rules.in_any_text(line):
            return plain
        return "chrome" if line.n_words == 0 else "body"
    return "body" if draft.scores[i] >= threshold else "chrome"


def _strong(draft: Draft, i: int) -> bool:
    """Return whether a body line shares enough words with the rest to belong to it."""
    line = draft.facts[i]
    return (
        draft.roles[i] == "body"
        and line.sentence_like >= rules.PROSE
        and draft.overlap[i] >= 0.35
        and not line.clipped
    )


def _settle_items(draft: Draft) -> None:
    """Keep lists inside the article: marked or dated items after a paragraph or a colon."""
    if not draft.furnished:
        return
    i, n = 0, len(draft.facts)
    while i < n:
        start = i
        while i < n and draft.roles[i] != "body":
            i += 1
        if 0 < start < i < n:
            _keep_sentences(draft, start, i)
        lead_in = start and draft.facts[start - 1]
        if lead_in and i - start >= 2:
            followed = i < n and draft.facts[i].sentence_like >= rules.PROSE
            prose = lead_in.sentence_like >= rules.PROSE
            if lead_in.end_colon or (prose and followed):
                _keep_items(draft, start, i)
        i += 1


def _keep_sentences(draft: Draft, start: int, end: int) -> None:
    """Keep a short sentence (the rest of a quote) that stands inside the article."""
    for i in range(start, end):
        line = draft.facts[i]
        marked = line.end_mark and line.n_words >= 3 and not line.flags
        near = "body" in draft.roles[max(i - 2, 0) : i]
        if marked and near and draft.plain[i] is None and draft.scores[i] >= _INSIDE:
            draft.roles[i] = "body"


def _keep_items(draft: Draft, start: int, end: int) -> None:
    """Turn the lines of one run to body if most are items and none is plainly furniture."""
    run = range(start, end)
    items = sum(bool(rules.is_item(draft.facts[i])) for i in run)
    plain = sum(draft.plain[i] is not None for i in run)
    if items >= 0.7 * len(run) and not plain:
        for i in run:
            draft.roles[i] = "body"


def _settle_entries(draft: Draft) -> None:
    """Between the entries of a live report, their times and the figures they list are body."""
    for i in live_entries(draft.facts, draft.roles, draft.plain):
        draft.roles[i] = "body"


def _settle_lists(draft: Draft) -> None:
    """After "You may also like", everything is another story until the body resumes."""
    # Menus above the article name such lists too; there the model decides alone.
    if not draft.furnished:
        return
    total = sum(draft.facts[i].length for i in draft.body()) or 1
    passed, open_list = 0, False
    for i, line in enumerate(draft.facts):
        if draft.roles[i] == "body":
            if open_list and _strong(draft, i):
                open_list = False
            if open_list:
                draft.roles[i] = "teaser"
        passed += line.length if draft.roles[i] == "body" else 0
        if "related head" in line.flags and passed >= 0.2 * total:
            open_list = draft.roles[i] == "chrome"
        if line.clipped and draft.scores[i] < 0.8:
            _demote_clipped(draft, i)


def _demote_clipped(draft: Draft, i: int) -> None:
    """A clipped line outside the body is a dek: so is the headline above it."""
    if draft.roles[i] == "body" and draft.overlap[i] < 0.6 and i > 0:
        draft.roles[i] = "teaser"


def _settle_labelled(draft: Draft) -> None:
    """Links in a row that open with a label in capitals are teasers if one of them plainly is.

    So are those in another row of such a page, if each reads as a headline and no fact box.
    """
    labelled = [rules.has_capital_label(line) for line in draft.facts]
    pointed = any(a and b == "teaser" for a, b in zip(labelled, draft.plain, strict=True))
    i = 0
    while pointed and i < len(labelled):
        start = i
        while i < len(labelled) and labelled[i]:
            i += 1
        row = range(start, i)
        titled = all(draft.plain[k] or rules.is_labelled_title(draft.facts[k]) for k in row)
        if "teaser" in draft.plain[start:i] or (len(row) > 1 and titled):
            draft.roles[start:i] = ["teaser"] * len(row)
        i += 1


def _settle_capitals(draft: Draft) -> None:
    """A headline in capitals below a paragraph is a link to another article, or a crosshead.

    What a colon announces, or a text mostly in capitals says, is no such line.
    """
    body = draft.body()
    shouted = [i for i in body if draft.facts[i].text[:12].isupper()]
    if not shouted or _SHOUTED * len(shouted) > len(body):
        return
    prose = None
    for i in body:
        line = draft.facts[i]
        below = prose is not None and not prose.end_colon
        if below and i in shouted and rules.is_in_capitals(line):
            draft.roles[i] = "teaser"
            continue
        prose = line if line.sentence_like >= rules.PROSE or line.end_colon else prose


def _settle_comments(draft: Draft) -> None:
    """Below a comment heading, with signs of readers' comments under it, nothing is body."""
    _settle_readers_names(draft)
    if not any("comment head" in line.flags for line in draft.facts):
        return
    total = sum(draft.facts[i].length for i in draft.body()) or 1
    signs = sum("comment meta" in line.flags for line in draft.facts)
    passed = 0
    for i, line in enumerate(draft.facts):
        signs -= "comment meta" in line.flags
        if (
            "comment head" in line.flags
            and passed >= _COMMENTED * total
            and signs >= _COMMENT_SIGNS
        ):
            for k in range(i, len(draft.facts)):
                if draft.roles[k] in ("body", "teaser"):
                    draft.roles[k] = "chrome"
                    draft.scores[k] = min(draft.scores[k], 0.5)
            return
        passed += line.length if draft.roles[i] == "body" else 0


def _settle_readers_names(draft: Draft) -> None:
    """Under a reader's comment that the page prints in a box stands who wrote it."""
    for i in draft.body():
        line = draft.facts[i]
        signs = i > 0 and line.n_words <= 5 and not line.end_mark
        if signs and draft.roles[i - 1] == "chrome" and rules.asks_readers(draft.facts[i - 1]):
            draft.roles[i] = "chrome"


def _settle_captions(draft: Draft) -> None:
    """Alternative text of a picture stands, unmarked, right above its caption."""
    found = long_captions(draft.text, draft.spans, draft.roles)
    found += closed_captions(draft.facts, draft.roles) + posed_captions(draft.facts, draft.roles)
    for i in found:
        draft.roles[i] = "caption"
    body = draft.body()
    for i, role in enumerate(draft.roles):
        if draft.furnished and role == "body" and rules.has_source_tail(draft.facts[i]):
            draft.roles[i] = role = "caption"
        if role != "caption":
            continue
        # "(AP)" behind the last paragraph signs the article, not a picture.
        if rules.ends_in_agency(draft.line(i)) and (not body or i > body[-1]) and i:
            lead_in = draft.facts[i].n_words > 12 and not _captions_near(draft, i)
            draft.roles[i] = "body" if lead_in else role
        above = draft.facts[i - 1] if i else None
        if above is not None and draft.roles[i - 1] == "body" and i > 1 and draft.furnished:
            unmarked = not above.end_mark and not above.end_colon
            if unmarked and 4 <= above.n_words <= 40:
                draft.roles[i - 1] = "caption"


def _captions_near(draft: Draft, i: int) -> bool:
    return any(role == "caption" for k, role in enumerate(draft.roles) if k != i)


def _settle_crossheads(draft: Draft) -> None:
    """A short line in quotation marks, below the lead, announces a quotation further down."""
    for i in draft.body()[1:]:
        head = rules.crosshead(draft.facts[i])
        if head and rules.announces(head, draft.folded[draft.spans[i][1] :].lower()):
            draft.roles[i] = "chrome"


def _settle_headline(draft: Draft) -> str:
    """Mark the line that serves as headline; return the headline."""
    if draft.title is not None:
        _settle_given(draft, draft.title)
        return draft.headline
    best = _headline_line(draft)
    if best is None:
        return ""
    draft.roles[best] = "headline"
    return draft.line(best)


def _settle_given(draft: Draft, title: LineFacts) -> None:
    """Mark the first line that says what the given headline does."""
    for i, line in enumerate(draft.facts):
        if line.n_words > 2 * title.n_words + 4 or line.n_words * 2 < title.n_words:
            continue
        if line.lower == title.lower or (
            line.n_words >= 3
            and rules.is_headline_like(line)
            and draft.like_title[i] >= _SAME_TITLE
        ):
            draft.roles[i] = "headline"
            return


def _headline_line(draft: Draft) -> int | None:
    """Return the most headline-like line above the first paragraph."""
    prose = [i for i in draft.body() if draft.facts[i].sentence_like >= rules.PROSE]
    if not prose:
        return None
    first = prose[0]
    best, best_value = None, 0.0
    # With furniture the headline may also stand between a doubled lead and the text.
    for i in range(max(first - _TITLE_REACH, 0), first):
        line = draft.facts[i]
        if draft.roles[i] not in ("body", "chrome") or not rules.is_headline_like(line):
            continue
        if draft.plain[i] is not None:
            continue
        value = draft.overlap[i] + draft.scores[i] - 0.02 * (first - i)
        if draft.furnished and draft.overlap[i] < _TITLE_IN_BODY and draft.scores[i] < 0.5:
            continue
        if value > best_value + 1e-9:
            best, best_value = i, value
    return best


def _settle_others(draft: Draft) -> None:
    """Name what is not body: datelines and authors near the top, teasers, the rest."""
    body = draft.body()
    first = body[0] if body else len(draft.facts)
    titles = [i for i, role in enumerate(draft.roles) if role == "headline"]
    top = min([*titles, max(first - 8, 0)])
    for i in author_bios(draft):
        draft.roles[i] = "byline"
    for i, line in enumerate(draft.facts):
        near_top = top <= i <= first + 3
        if near_top and draft.roles[i] in ("chrome", "body") and rules.is_date_stamp(line):
            draft.roles[i] = "dateline"
        elif draft.roles[i] == "chrome" and near_top and rules.is_person_line(line):
            draft.roles[i] = "byline"
        elif draft.roles[i] == "body" and titles and i < titles[0] and line.has_bullet():
            draft.roles[i] = "chrome"  # the last step of a path of menus
        elif draft.roles[i] == "chrome" and i > first and _is_teaser(draft, i):
            draft.roles[i] = "teaser"


def _is_teaser(draft: Draft, i: int) -> bool:
    """Return whether a line outside the body is a headline or a dek of another story."""
    line = draft.facts[i]
    if draft.plain[i] == "chrome" or line.n_words < 4 or line.menu_share() > 0.5:
        return False
    if line.symbols > 0.08 * len(line.text) or line.flags & {
        "address",
        "copyright",
        "subscribe",
    }:
        return False
    return line.clipped or draft.n_content[i] >= 3


def _settle_repeats(draft: Draft) -> None:
    """Mark what repeats a headline or body line."""
    titles = [i for i, role in enumerate(draft.roles) if role == "headline"]
    _settle_said_again(draft)
    for i in titles:
        for j, line in enumerate(draft.facts):
            if (
                j > i
                and draft.roles[j] in ("chrome", "teaser")
                and line.lower == draft.facts[i].lower
            ):
                draft.roles[j] = "duplicate"


def _settle_said_again(draft: Draft) -> None:
    """Mark the headline and body lines whose words another one says."""
    # Only the heads of lines were compared before.
    long = len(draft.facts) > 1 and any([line.length > HEAD for line in draft.facts])
    if not long and True not in draft.again:
        return
    rows = [
        tuple(words(draft.folded[start:end]))
        if role in ("body", "headline") and (long or again)
        else None
        for (start, end), role, again in zip(draft.spans, draft.roles, draft.again, strict=True)
    ]
    body = draft.body()
    for i in find_repeats(rows):
        i = _doubled_lead(draft, i, body)
        # A headline stays one even where the text repeats it in a sentence.
        if draft.roles[i] != "headline":
            draft.roles[i] = "duplicate"
    _settle_pull_quotes(draft, rows)


def _settle_pull_quotes(draft: Draft, rows: Sequence[Row | None]) -> None:
    """Mark the body lines that are another one's words and the name of who said them."""
    unmarked = [
        (i, row)
        for i, row in enumerate(rows)
        if row is not None and draft.again[i] and draft.roles[i] == "body"
        if not draft.facts[i].end_mark and not rules.message_end(draft.line(i))
    ]
    if not unmarked:
        return
    # Items of a list open alike too; who quotes does so in a paragraph.
    said = [
        spaced(row)
        for row, line in zip(rows, draft.facts, strict=True)
        if row is not None and line.end_mark
    ]
    for i, row in unmarked[:_PULL_QUOTES]:
        n_words = signature_length(row, said)
        if n_words and draft.line(i).split()[-n_words][:1].isupper():
            draft.roles[i] = "duplicate"


def _doubled_lead(draft: Draft, i: int, body: list[int]) -> int:
    """Of a lead printed twice in a row, the first printing is the extra one."""
    if len(body) > 1 and i == body[1] and draft.facts[i].lower == draft.facts[body[0]].lower:
        return body[0]
    return i


def _keep_something(draft: Draft) -> None:
    """A text that is one line (an RSS item), or has no other body, is its own body."""
    if draft.body():
        return
    worded = [i for i, line in enumerate(draft.facts) if line.n_words]
    if len(worded) == 1:
        draft.roles[worded[0]] = "body"
        return
    # A flash of one or two sentences under a menu or above a paywall.
    flash = [
        i
        for i in worded
        if draft.roles[i] == "chrome" and draft.plain[i] is None and _is_sentence(draft.facts[i])
    ]
    for i in flash:
        draft.roles[i] = "body"
    if flash:
        return
    for role in ("headline", "duplicate"):
        for i, line in enumerate(draft.facts):
            if draft.roles[i] == role and line.n_words:
                draft.roles[i] = "body"
                return


def _is_sentence(line: LineFacts) -> bool:
    return line.end_mark and line.n_words >= 6 and not line.flags
