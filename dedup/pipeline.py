"""The order of the stages, which only this module and ``stream`` know.

    ingest → clean → segment → represent → candidates → duplicates → cluster
           → align → facts → compare → report

Each function here is one verb of the public interface and takes articles as they
came. Work is lazy: nothing that only ``cluster`` needs is imported by ``check``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dedup import progress
from dedup.cleaning import clean_and_encode, clean_article, clean_articles
from dedup.errors import InputError
from dedup.model import (
    Alignment,
    Article,
    CleanArticle,
    Comparison,
    DuplicatePair,
    Line,
    ParsedArticle,
    PartVerdict,
    Reason,
    Sentence,
    Span,
    Story,
    Verdict,
)
from dedup.options import (
    AlignOptions,
    CheckOptions,
    CleanOptions,
    ClusterOptions,
    CompareOptions,
    DuplicateOptions,
)
from dedup.segmentation import split

if TYPE_CHECKING:
    from dedup.alignment.encoder import Encoder
    from dedup.checking import Target
    from dedup.comparison import StoryContext
    from dedup.tokens import Tokens

# Articles are compared by their first sentences up to this many. The work grows with the square,
# and what is longer is a transcript or a page of many articles; the rest counts as unknown.
MAX_SENTENCES = 500

CLEAN, DUPLICATES, CLUSTER = CleanOptions(), DuplicateOptions(), ClusterOptions()
ALIGN, COMPARE, CHECK = AlignOptions(), CompareOptions(), CheckOptions()


def clean(article: Article, options: CleanOptions = CLEAN) -> CleanArticle:
    """Give every line of an article a role.

    Args:
        article: As it came.
        options: How sure a line must be.
    """
    return clean_article(article, options)


def clean_all(articles: Iterable[Article], options: CleanOptions = CLEAN) -> list[CleanArticle]:
    """Clean a run of articles; lines that a source repeats are furniture."""
    listed = list(articles)
    progress.begin("cleaning", total=len(listed))
    return clean_articles(listed, options)


def parse(article: Article, options: CleanOptions = CLEAN) -> ParsedArticle:
    """Clean an article and split it into sentences."""
    return split(clean_article(article, options))


def segment(article: Article) -> tuple[Sentence, ...]:
    """Return the sentences of an article, with offsets and roles.

    Args:
        article: As it came.
    """
    return parse(article).sentences


def find_duplicates(
    articles: Iterable[Article], *, options: DuplicateOptions = DUPLICATES
) -> tuple[DuplicatePair, ...]:
    """Find exact, near and partial copies among articles.

    Args:
        articles: As they came; ids must differ.
        options: What counts as a copy.

    Raises:
        InputError: Two articles have one id.
    """
    from dedup.duplicates.copies import find_duplicates as find_copies

    cleaned, tokens = _cleaned_and_encoded(_distinct(articles))
    progress.begin("looking for copies", total=len(cleaned))
    return find_copies(cleaned, options, tokens)


def cluster_stories(
    articles: Iterable[Article],
    *,
    options: ClusterOptions = CLUSTER,
    duplicates: DuplicateOptions = DUPLICATES,
) -> tuple[Story, ...]:
    """Group articles into stories.

    Args:
        articles: As they came; ids must differ.
        options: When two articles are about one event.
        duplicates: What counts as a copy.

    Returns:
        Every article in exactly one story.

    Raises:
        InputError: Two articles have one id.
    """
    return _cluster(*_cleaned_and_encoded(_distinct(articles)), options, duplicates)


def _cleaned_and_encoded(articles: Sequence[Article]) -> tuple[list[CleanArticle], Tokens]:
    """Clean articles and number their words, in the order of their ids."""
    progress.begin("cleaning", total=len(articles))
    return clean_and_encode(sorted(articles, key=lambda each: each.id))


def _cluster(
    cleaned: Sequence[CleanArticle],
    tokens: Tokens,
    options: ClusterOptions,
    duplicates: DuplicateOptions,
) -> tuple[Story, ...]:
    """Group articles that are in the order of their ids."""
    from dedup.clustering.stories import cluster
    from dedup.duplicates.copies import find_duplicates

    progress.begin("looking for copies", total=len(cleaned))
    pairs = find_duplicates(cleaned, duplicates, tokens)
    progress.begin("grouping", total=len(cleaned))
    return cluster(cleaned, pairs, options, tokens)


def _distinct(articles: Iterable[Article]) -> list[Article]:
    listed = list(articles)
    seen: set[str] = set()
    for article in listed:
        if article.id in seen:
            raise InputError(f"two articles have the id {article.id!r}; ids must differ")
        seen.add(article.id)
    return listed


def align(
    left: Article,
    right: Article,
    *,
    options: AlignOptions = ALIGN,
    encoder: Encoder | str | None = None,
) -> tuple[Alignment, ...]:
    """Say which sentences of two articles render each other.

    Args:
        left: One article.
        right: Another.
        options: How alike they must be.
        encoder: A sentence-embedding model or its name (``dedup.alignment.encoder``).

    Returns:
        Alignments whose ``left`` and ``right`` index the sentences that
        ``segment`` returns for each.
    """
    from dedup.alignment.align import align_pair
    from dedup.alignment.encoder import meaning_of
    from dedup.alignment.similarity import SentenceSpace

    space = SentenceSpace([parse(left), parse(right)], meaning_of(encoder))
    return align_pair(space, 0, 1, options)


def compare(
    *articles: Article | Iterable[Article],
    options: CompareOptions = COMPARE,
    duplicates: DuplicateOptions = DUPLICATES,
    encoder: Encoder | str | None = None,
) -> Comparison:
    """Compare articles as one story.

    Args:
        articles: Two or more articles, or one iterable of them.
        options: How facts are matched and judged.
        duplicates: What counts as a copy.
        encoder: A sentence-embedding model or its name (``dedup.alignment.encoder``).

    Returns:
        The comparison; its articles in the order given.

    Raises:
        InputError: There is no article, or two have one id.
    """
    from dedup.duplicates.copies import find_duplicates, group_origins

    flat: list[Article] = []
    for item in articles:
        flat.extend([item] if isinstance(item, Article) else item)
    listed = _distinct(flat)
    if not listed:
        raise InputError("nothing to compare: give two or more articles")
    cleaned = clean_all(listed)
    ids = [article.id for article in listed]
    progress.begin("looking for copies", total=len(cleaned))
    origins = group_origins(cleaned, find_duplicates(cleaned, duplicates))
    story = Story(
        id=min(ids),
        article_ids=tuple(sorted(ids)),
        representative_id=_longest(cleaned),
        origins=tuple(origins),
        score=1.0,
        reasons=(Reason("given as one story", "yes"),),
    )
    progress.begin("comparing", total=len(cleaned))
    with progress.unheard():
        return compare_parsed(story, [split(item) for item in cleaned], options, encoder)


def _longest(cleaned: Sequence[CleanArticle]) -> str:
    return min(cleaned, key=lambda item: (-len(item.body()), item.article.id)).article.id


def compare_parsed(
    story: Story,
    articles: Sequence[ParsedArticle],
    options: CompareOptions,
    encoder: Encoder | str | None = None,
) -> Comparison:
    """Compare the articles of a story that are cleaned and split already.

    Args:
        story: The story.
        articles: Its articles, in report order.
        options: How facts are matched and judged.
        encoder: A sentence-embedding model or its name (``dedup.alignment.encoder``).
    """
    from dedup.comparison import compare_story
    from dedup.facts import extract

    shortened = [_shortened(parsed) for parsed in articles]
    context = story_context(story, shortened, encoder)
    mentions = [
        mention
        for parsed, pieces in zip(context.articles, context.clauses, strict=True)
        for mention in extract(parsed, pieces)
    ]
    return compare_story(story, context, mentions, options)


def story_context(
    story: Story,
    articles: Sequence[ParsedArticle],
    encoder: Encoder | str | None = None,
) -> StoryContext:
    """Return the scores that the comparison of a story rests on.

    Args:
        story: The story.
        articles: Its articles, in report order.
        encoder: A sentence-embedding model or its name (``dedup.alignment.encoder``).
    """
    from dedup.alignment.align import align_pair
    from dedup.alignment.encoder import meaning_of
    from dedup.alignment.similarity import SentenceSpace
    from dedup.clustering.stories import event_likeness
    from dedup.comparison import StoryContext
    from dedup.facts import clauses_of

    meaning = meaning_of(encoder)
    clauses = [clauses_of(parsed) for parsed in articles]
    spaces = (SentenceSpace(articles, meaning), SentenceSpace(clauses, meaning))
    alignments = [
        alignment
        for left in range(len(articles))
        for right in range(left + 1, len(articles))
        for alignment in align_pair(spaces[0], left, right, ALIGN)
    ]
    origin_of = {
        article_id: number for number, ids in enumerate(story.origins) for article_id in ids
    }
    origins = [origin_of[parsed.article.id] for parsed in articles]
    likeness = event_likeness([_unsplit(parsed) for parsed in articles])
    return StoryContext(articles, clauses, spaces, alignments, origins, likeness)


def _unsplit(parsed: ParsedArticle) -> CleanArticle:
    return CleanArticle(parsed.article, parsed.headline, parsed.lines, parsed.truncated)


def _shortened(parsed: ParsedArticle) -> ParsedArticle:
    content = parsed.content()
    if len(content) <= MAX_SENTENCES:
        return parsed
    last = content[MAX_SENTENCES - 1].index
    return replace(parsed, sentences=parsed.sentences[: last + 1], truncated=True)


def diff(
    articles: Iterable[Article],
    *,
    as_one: bool = False,
    options: CompareOptions = COMPARE,
    cluster: ClusterOptions = CLUSTER,
    duplicates: DuplicateOptions = DUPLICATES,
    encoder: Encoder | str | None = None,
) -> tuple[Comparison, ...]:
    """Find the stories among articles and compare each that has two or more.

    Args:
        articles: As they came; ids must differ.
        as_one: Compare all of them as one story.
        options: How facts are matched and judged.
        cluster: When two articles are about one event.
        duplicates: What counts as a copy.
        encoder: A sentence-embedding model or its name (``dedup.alignment.encoder``).

    Returns:
        One comparison a story, larger stories first, then by id.

    Raises:
        InputError: Two articles have one id, or ``as_one`` with none.
    """
    listed = _distinct(articles)
    if as_one:
        ordered = sorted(listed, key=_report_order)
        return (compare(ordered, options=options, duplicates=duplicates, encoder=encoder),)
    by_id, tokens = _cleaned_and_encoded(listed)
    stories = _cluster(by_id, tokens, cluster, duplicates)
    cleaned = {item.article.id: item for item in by_id}
    several = sorted(
        (story for story in stories if len(story.article_ids) > 1),
        key=lambda story: (-len(story.article_ids), story.id),
    )
    # In articles, not stories: the large ones come first, and take the longer.
    n_articles = sum(len(story.article_ids) for story in several)
    progress.begin("comparing", total=n_articles)
    n_done = 0
    comparisons = []
    for story in several:
        with progress.unheard():
            comparisons.append(compare_parsed(story, members_of(story, cleaned), options, encoder))
        n_done += len(story.article_ids)
        progress.advance(n_done, n_articles)
    return tuple(comparisons)


def members_of(story: Story, cleaned: dict[str, CleanArticle]) -> list[ParsedArticle]:
    """Return a story's articles in report order: oldest first, undated last, then by id."""
    members = [cleaned[article_id] for article_id in story.article_ids]
    members.sort(key=lambda item: _report_order(item.article))
    return [split(item) for item in members]


def _report_order(article: Article) -> tuple[bool, float, str]:
    when = article.published
    return (when is None, when.timestamp() if when else 0.0, article.id)


def why_apart(articles: Sequence[Article], options: ClusterOptions = CLUSTER) -> tuple[Reason, ...]:
    """Say why two articles are not one story: the features of their pair score."""
    from dedup.clustering.stories import explain_pair

    return explain_pair(clean_all(articles), options)


def check(claim: str, article: Article, *, options: CheckOptions = CHECK) -> Verdict:
    """Say whether one article states, contradicts or lacks a claim.

    Args:
        claim: One statement, in one or more sentences.
        article: The article to look in.
        options: Thresholds.

    Raises:
        InputError: The claim is blank.
    """
    from dedup.checking import Target

    return check_parsed(claim, Target(parse(article)), options)


def check_draft(
    draft: str, articles: Sequence[Article], *, options: CheckOptions = CHECK
) -> tuple[tuple[str, tuple[Verdict, ...]], ...]:
    """Check every sentence of a draft against articles.

    Args:
        draft: Plain text.
        articles: Where to look.
        options: Thresholds.

    Returns:
        For each sentence of the draft's body its words and a verdict per article.

    Raises:
        InputError: The draft is blank.
    """
    from dedup.checking import Target

    if not draft.strip():
        raise InputError("the draft is blank; nothing to check")
    parsed = parse(Article(id="draft", source="draft", headline="", text=draft))
    claims = [parsed.sentence_text(sentence.index) for sentence in parsed.content()]
    verdicts: list[list[Verdict]] = [[] for _ in claims]
    progress.begin("checking", total=len(articles))
    for number, article in enumerate(articles, start=1):
        with progress.unheard():
            target = Target(parse(article))
            for claim, found in zip(claims, verdicts, strict=True):
                found.append(check_parsed(claim, target, options))
        progress.advance(number, len(articles))
    return tuple((claim, tuple(found)) for claim, found in zip(claims, verdicts, strict=True))


def check_parsed(claim: str, target: Target, options: CheckOptions = CHECK) -> Verdict:
    """Say what one article, made ready once for many claims, says about a claim.

    Args:
        claim: One statement, in one or more sentences.
        target: The article.
        options: Thresholds.

    Raises:
        InputError: The claim is blank.
    """
    from dedup.checking import judge_claim, judge_sentence, part_bounds

    stated = _claim(claim, target.article)
    parts: list[PartVerdict] = []
    supports: list[float] = []
    for sentence in stated.sentences:
        text = stated.sentence_text(sentence.index)
        support, found = judge_sentence(text, part_bounds(text), target, options)
        supports.append(support)
        for part in found:
            start = sentence.span.start + part.span.start
            span = Span(start, start + part.span.end - part.span.start)
            parts.append(replace(part, span=span))
    return judge_claim(parts, supports, target, stated.article.text)


def _claim(claim: str, article: ParsedArticle) -> ParsedArticle:
    """Return a claim as an article of one line; no line of it is furniture."""
    text = " ".join(claim.split())
    if not text:
        raise InputError("the claim is blank; nothing to check")
    # Relative dates in a claim mean what they mean in the article; any id but the article's.
    name = "claim" if article.article.id != "claim" else "claim~"
    published = article.article.local_time()
    record = Article(id=name, source="", headline="", text=text, published=published)
    return split(CleanArticle(record, "", (Line(Span(0, len(text)), "body", 1.0),)))
