"""What an article is about, as sparse rows of integers and weights.

Six views of each article, each a row of unit length: all its words, its title, its
lead, its names, its numbers, its two-word phrases. A view that is empty (a headline
without a body has a title but few numbers) gives a row without entries.

A word weighs (1 + log tf) · idf (Salton & Buckley 1988). The idf pools the shipped
background table with the run's own document frequencies: two articles lean on the
table, twenty thousand on themselves, and no switch lies between.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from dedup.address import day_in_address
from dedup.background import document_frequencies
from dedup.languages import LANGUAGES, languages_of
from dedup.model import CleanArticle
from dedup.parallel import map_arrays
from dedup.rows import Rows, Stack, argsort, begins, in_rounds, place_in, unit
from dedup.tokens import Tokens, any_stem, encode_articles, is_function_word
from dedup.word_blocks import Reading

if TYPE_CHECKING:
    import numpy as np

    Ints = np.ndarray[Any, np.dtype[np.int64]]
    Floats = np.ndarray[Any, np.dtype[np.float64]]
    Flags = np.ndarray[Any, np.dtype[np.bool_]]

# An article says what it is about in its first words; pages of several thousand words are
# transcripts, live tickers or scraped lists, whose tails only add chance matches.
MAX_BODY_WORDS = 2_000
# Words of body that count as the lead: about two sentences (news sentences run 20-25 words).
LEAD_WORDS = 60
# Words of body that stand in for a missing headline (median headline of the training sets: 10).
TITLE_WORDS = 12
# Words of body searched for phrases: the inverted pyramid puts what identifies an event first.
PHRASE_WORDS = 300

# A word's rarity is its idf as a share of that of a word which two articles of the run have and the
# background has not. Words under the first are too common to say that a story is one; those above
# the second name a street, a victim, a ship (own choices, as is how many of these are many).
UNCOMMON, RARE, MANY_RARE = 0.6, 0.8, 6
# The highest rarity, to the power of POWER, that the shared words of two articles count for: that
# of a few dozen words at once, so that products are in [0, 1].
POWER, HIGHEST = 4, 1.5

# Articles whose words are weighed at a time.
BLOCK = 500

# An article of the run counts as this many background articles: what is common here and now
# tells less. Average precision of the text cosine, mean of four sets: 1: .828, 3: .832, 10: .833.
OWN_SHARE = 3.0


@dataclass(frozen=True, slots=True)
class Features:
    """What is compared of each article, in the order the articles came.

    Args:
        ids: Article ids.
        days: float64 array; day of publication since 1970, from the address when no date is
            given, NaN when unknown.
        sizes: int64 array; distinct content words of each article.
        text: All content words.
        title: Words of the headline, or the first words of the body when there is none.
        lead: Headline and first words of the body.
        names: Words written with a capital, but not only at sentence starts.
        numbers: Words that begin with a digit.
        phrases: Neighbouring content words; those of one article alone count for the length
            of its row, but have no entry.
        rarity: The rarer words of the text, each with the fourth power of its rarity, so that
            the dot product of two rows is near the eighth power of that of the rarest word
            they share. These rows have no length 1.
        rare: The rarest of them, each with the same weight: the dot product counts those that
            two articles share, ``MANY_RARE`` as 1.
        lead_shares: The words of the lead as shares of what it says, by rarity squared.
        said: The words of the text, each 1: the dot product with ``lead_shares`` is the share
            of the one's lead that the other says.
        forms: One printed word for each column of ``text``, to explain a match.
        stems: The stem of each column, with its language where it is not English.
    """

    ids: tuple[str, ...]
    days: Floats
    sizes: Ints
    text: Rows
    title: Rows
    lead: Rows
    names: Rows
    numbers: Rows
    phrases: Rows
    rarity: Rows
    rare: Rows
    lead_shares: Rows
    said: Rows
    forms: tuple[str, ...]
    stems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Terms:
    """Distinct stems of a run: which printed form is which, and what kind it is."""

    of_form: Ints  # term of each printed form, -1 for function words
    names: tuple[str, ...]
    printed: tuple[str, ...]  # the first printed form of each term
    capital: Flags  # by printed form
    number: Flags  # by term
    language: Ints  # by term, an index into ``LANGUAGES``


Table = tuple[int, Mapping[str, int]]


def represent(
    cleaned: Sequence[CleanArticle],
    table: Table | None = None,
    tokens: Tokens | None = None,
    chosen: Sequence[int] | None = None,
) -> Features:
    """Turn articles into comparable rows.

    Args:
        cleaned: The articles.
        table: Number of background articles and document frequency of each stem; the
            shipped table when None.
        tokens: Their words, from ``tokens.encode_articles``, when at hand.
        chosen: The numbers of the articles in ``tokens``, ascending, where it has more.

    Returns:
        Features, one row of each view per article. Time and memory grow linearly.
    """
    import numpy as np

    tokens = tokens or encode_articles(cleaned)
    reading = Reading(tokens, np.array(range(len(cleaned)) if chosen is None else chosen, np.int64))
    languages = languages_of(reading, [each.article.language for each in cleaned])
    reading, of_form = _by_language(reading, languages)
    terms = _terms(reading.tokens.forms, of_form)
    named = _named(terms, reading)
    counts = _count_views(reading, terms, named)
    idf, rarity = _idf(terms, counts["text"], table or document_frequencies(), languages)
    return Features(
        ids=tuple(each.article.id for each in cleaned),
        days=_days(cleaned),
        sizes=counts["text"].sizes(),
        phrases=_phrases(counts.pop("phrases"), idf),
        rarity=_among(counts["text"], rarity >= UNCOMMON, (rarity / HIGHEST) ** POWER),
        rare=_among(counts["text"], rarity >= RARE, np.full(len(rarity), MANY_RARE**-0.5)),
        lead_shares=_shares(counts["lead"], rarity**2),
        said=replace(counts["text"], weights=np.ones(len(counts["text"].terms), np.uint8)),
        forms=terms.printed,
        stems=terms.names,
        **{view: _weigh(counts.pop(view), idf) for view in tuple(counts)},
    )


def _count_views(reading: Reading, terms: _Terms, named: Flags) -> dict[str, Rows]:
    """Count the terms of each view of all articles, phrases among them."""

    def count(block: range) -> dict[str, Rows]:
        return _count_block(reading.part(block), terms, named)

    views: dict[str, Stack] = {}
    for counts in in_rounds(count, reading.blocks()):
        for view, rows in counts.items():
            views.setdefault(view, Stack()).add(rows)
    return {view: stack.rows() for view, stack in views.items()}


def _count_block(tokens: Tokens, terms: _Terms, named: Flags) -> dict[str, Rows]:
    """Count the terms of each view of some articles."""
    import numpy as np

    n_articles, n_terms = (len(tokens.starts) - 1) // 2, max(len(terms.names), 1)
    article, position, in_head = _places(tokens)
    term = terms.of_form[tokens.ids]
    keep = np.flatnonzero((term >= 0) & (position < MAX_BODY_WORDS))
    article, position, term, in_head = article[keep], position[keep], term[keep], in_head[keep]
    no_head = (np.diff(tokens.starts)[0::2] == 0)[article]
    # Whether a word counts for the title, for the lead, as a name; sorted together with it.
    marks = (
        in_head | (no_head & (position < TITLE_WORDS)),
        in_head | (position < LEAD_WORDS),
        terms.capital[tokens.ids[keep]],
    )
    marked = (article * n_terms + term) << len(marks)
    for bit, mark in enumerate(marks):
        marked |= mark.astype(np.int64) << bit
    marked.sort()
    keys, first, total = _counted(marked >> len(marks))
    title, lead, capital = (
        np.add.reduceat((marked >> bit) & 1, first) if len(first) else total
        for bit in range(len(marks))
    )
    term_of = keys % n_terms
    views = {
        "text": total,
        "title": title,
        "lead": lead,
        "names": np.where(named[term_of], capital, 0),
        "numbers": np.where(terms.number[term_of], total, 0),
    }
    counts = {view: _rows(keys, count, n_articles, n_terms) for view, count in views.items()}
    early = in_head | (position < PHRASE_WORDS)
    article, term = article[early], term[early]
    # Neighbouring content words; function words between them do not part them.
    together = article[1:] == article[:-1]
    phrase = (article[1:] * n_terms + term[:-1]) * n_terms + term[1:]
    keys, _, total = _counted(np.sort(phrase[together]))
    counts["phrases"] = _rows(keys, total, n_articles, n_terms * n_terms)
    return counts


def _counted(ordered: Ints) -> tuple[Ints, Ints, Ints]:
    """Return distinct values of an ascending array, where each begins and how many there are."""
    import numpy as np

    first = np.flatnonzero(begins(ordered))
    return ordered[first], first, np.diff(np.append(first, len(ordered)))


def _rows(keys: Ints, counts: Ints, n_articles: int, n_terms: int) -> Rows:
    """Make rows of the keys article · n_terms + term that were counted at all."""
    import numpy as np

    keys, counts = keys[counts > 0], counts[counts > 0]
    article = keys // n_terms
    starts = np.zeros(n_articles + 1, np.int64)
    np.cumsum(np.bincount(article, minlength=n_articles), out=starts[1:])
    # No more than MAX_BODY_WORDS of headline and body each are counted.
    terms = (keys - article * n_terms).astype(np.int32 if n_terms < 1 << 31 else np.int64)
    return Rows(starts, terms, counts.astype(np.uint16), n_terms)


def _days(cleaned: Sequence[CleanArticle]) -> Floats:
    import numpy as np

    seconds_a_day = 86_400
    articles = [each.article for each in cleaned]
    dates = [article.published or day_in_address(article.url) for article in articles]
    return np.array(
        [np.nan if date is None else date.timestamp() / seconds_a_day for date in dates],
        dtype=np.float64,
    )


def _places(tokens: Tokens) -> tuple[Ints, Ints, Flags]:
    """Return article, position in its text and whether in the headline, for each word."""
    import numpy as np

    text = tokens.text_of()
    position = np.arange(len(tokens.ids)) - tokens.starts[:-1][text]
    return text // 2, position, text % 2 == 0


def _by_language(reading: Reading, languages: Ints) -> tuple[Reading, Ints]:
    """Make the words of other languages than English words of their own.

    Two languages share no words: a name, a number or a chance likeness of spelling that two
    articles in different languages have in common does not make them alike, and each language
    counts its document frequencies by itself.

    Returns:
        The articles, and the language of each form.
    """
    import numpy as np

    known = reading.tokens.forms
    if not languages.any():
        return reading, np.zeros(len(known), np.int64)
    n_forms = max(len(known), 1)
    # The number of each form in each language, in the order of their first appearance.
    numbers = np.full(n_forms * len(LANGUAGES), -1, np.int32)
    found, ids, lengths, n_found = [np.zeros(0, np.int64)], [], [np.zeros(1, np.int64)], 0
    for block in reading.blocks():
        part = reading.part(block)
        keys = part.ids + n_forms * languages[block.start : block.stop][part.text_of() // 2]
        distinct, first = np.unique(keys[numbers[keys] < 0], return_index=True)
        found.append(distinct[np.argsort(first)])
        numbers[found[-1]] = np.arange(n_found, n_found + len(distinct))
        n_found += len(distinct)
        ids.append(numbers[keys])
        lengths.append(np.diff(part.starts))
    language, form = np.divmod(np.concatenate(found), n_forms)
    forms = tuple(known[each] for each in form.tolist())
    tokens = Tokens(np.concatenate(ids), np.cumsum(np.concatenate(lengths)), forms)
    return Reading(tokens, np.arange(len(reading.articles))), language


def _terms(forms: Sequence[str], languages: Ints) -> _Terms:
    import numpy as np

    marks = [f"{each}:" if number else "" for number, each in enumerate(LANGUAGES)]
    words = [form.lower() for form in forms]
    if languages.any():
        words = [marks[each] + word for each, word in zip(languages.tolist(), words, strict=True)]
    of_word: dict[str, int] = {}
    numbering: dict[str, int] = {}
    printed: list[str] = []
    language_of: list[int] = []
    number: list[bool] = []
    for form, marked, language in zip(forms, words, languages.tolist(), strict=True):
        if marked in of_word:
            continue
        word = marked.removeprefix(marks[language])
        key = "" if is_function_word(word) else any_stem(word, LANGUAGES[language])
        if len(key) > 1 or key.isdigit():
            of_word[marked] = numbering.setdefault(marks[language] + key, len(numbering))
            if len(numbering) > len(printed):
                printed.append(form)
                language_of.append(language)
                number.append(key[0].isdigit())
        else:
            of_word[marked] = -1
    of_form = np.fromiter(map(of_word.__getitem__, words), np.int64, len(words))
    capital = np.array([form != form.lower() for form in forms], np.bool_)
    return _Terms(
        of_form,
        tuple(numbering),
        tuple(printed),
        capital,
        np.array(number, np.bool_),
        np.array(language_of, np.int64),
    )


def _named(terms: _Terms, reading: Reading) -> Flags:
    """Return, by term, whether it is mostly written with a capital.

    A sentence or a headline in title case gives any word a capital now and then; a name
    has it always.
    """
    import numpy as np

    printed = np.zeros(len(terms.of_form), np.int64)
    for block in reading.blocks():
        np.add.at(printed, reading.part(block).ids, 1)
    known = terms.of_form >= 0
    term, printed = terms.of_form[known], printed[known]
    total = np.bincount(term, printed, len(terms.names))
    capital = np.bincount(term, printed * terms.capital[known], len(terms.names))
    return capital * 2 > total


def _idf(terms: _Terms, counts: Rows, table: Table, languages: Ints) -> tuple[Floats, Floats]:
    """Return log((N + c n + 1) / (DF + c df + 1)): background N, DF and the run's n, df pooled.

    And the same as a share of what it is for DF = 0, df = 2, in [0, 1].

    The background is English: of another language it has none of the words, and the run's
    articles are those in that language. (A background of 50 to 2,754 articles for those made no
    difference on 3,000 articles in German.)
    """
    import numpy as np

    n_background, frequencies = table
    background = np.fromiter((frequencies.get(name, 0) for name in terms.names), np.float64)
    own = np.zeros(len(terms.names), np.int64)
    np.add.at(own, counts.terms, 1)
    n_own = np.bincount(languages, minlength=len(LANGUAGES))[terms.language]
    total = n_background + OWN_SHARE * n_own + 1.0
    idf = np.log(total / (background + OWN_SHARE * own + 1.0))
    return idf, np.clip(idf / np.log(total / (OWN_SHARE * 2 + 1.0)), 0.0, 1.0)


def _among(counts: Rows, chosen: Flags, weights: Floats) -> Rows:
    """Return rows of some terms only, by term chosen and weighed."""
    import numpy as np

    kept = chosen[counts.terms]
    starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(kept)])[counts.starts]
    terms = counts.terms[kept]
    return Rows(starts, terms, weights[terms], counts.n_terms)


def _shares(counts: Rows, weights: Floats) -> Rows:
    """Return rows of terms by weight, each adding up to 1."""
    import numpy as np

    row = np.repeat(np.arange(len(counts.starts) - 1), counts.sizes())
    found = weights[counts.terms]
    totals = np.bincount(row, weights=found, minlength=len(counts.starts) - 1)
    return replace(counts, weights=found / np.maximum(totals[row], 1e-12))


def _weigh(counts: Rows, idf: Floats) -> Rows:
    """Turn counts into (1 + log tf) · idf and scale each row to length 1."""
    import numpy as np

    grown, weights = _grown(counts), np.empty(len(counts.terms))

    def weigh(first: int) -> None:
        block, some = _block(counts, first)
        raw = grown[block.weights] * idf[block.terms]
        weights[some] = unit(Rows(block.starts, block.terms, raw, block.n_terms)).weights

    map_arrays(weigh, range(0, len(counts.starts) - 1, BLOCK))
    return Rows(counts.starts, counts.terms, weights, counts.n_terms)


def _grown(counts: Rows) -> Floats:
    """Return 1 + log tf for each tf there is, from 0 (which there is not) up."""
    import numpy as np

    most = int(counts.weights.max(initial=1))
    return 1.0 + np.log(np.maximum(np.arange(most + 1), 1))


def _block(rows: Rows, first: int) -> tuple[Rows, slice]:
    """Return ``BLOCK`` rows, and where in all rows their entries are."""
    starts = rows.starts[first : first + BLOCK + 1]
    some = slice(int(starts[0]), int(starts[-1]))
    block = Rows(starts - starts[0], rows.terms[some], rows.weights[some], rows.n_terms)
    return block, some


def _phrases(counts: Rows, idf: Floats) -> Rows:
    """Weigh phrases by the mean idf of their two words, and number those of several articles.

    Their own document frequency says little in a small run.
    """
    import numpy as np

    n_terms, grown, shared = max(len(idf), 1), _grown(counts), _repeated(counts.terms)

    def weigh(first: int) -> Rows:
        block, _ = _block(counts, first)
        one = block.terms // n_terms
        raw = grown[block.weights]
        raw *= (idf[one] + idf[block.terms - one * n_terms]) / 2
        weights = unit(Rows(block.starts, block.terms, raw, block.n_terms)).weights
        # Looked up in ascending order, which is several times as fast.
        order = argsort(block.terms)
        column = np.empty(len(order), np.int32)
        column[order] = place_in(shared, block.terms[order])
        kept = column >= 0
        starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(kept)])[block.starts]
        return Rows(starts, column[kept], weights[kept], len(shared))

    rows = Stack()
    for block in in_rounds(weigh, range(0, max(len(counts.starts) - 1, 1), BLOCK)):
        rows.add(block)
    return rows.rows()


def _repeated(values: Ints) -> Ints:
    """Return the values that occur several times, ascending."""
    import numpy as np

    ordered = np.sort(values)
    first = begins(ordered)
    return ordered[np.flatnonzero(~first[1:] & first[:-1])]
