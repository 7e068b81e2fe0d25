"""Feeds to new articles.

An article is new when its feed has not shown its id before, and changed when the
words under that id have. An id holds within its feed only, so one that could be
anybody's ("1234") is put behind the feed's host.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Generator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from dedup.errors import InputError, MissingExtraError
from dedup.fetch.client import PAGES, Client
from dedup.fetch.model import FetchError, Response
from dedup.fetch.retry import back_off
from dedup.fetch.state import FeedState
from dedup.fetch.subscriptions import Feed
from dedup.model import Article
from dedup.text import stable_hash

if TYPE_CHECKING:
    from dedup.errors import ArticleFormatError

_LOGGER = logging.getLogger(__name__)

Outcome = Literal["read", "unchanged", "failed"]

_GONE = 410
_PAGE_TYPES = ("", "text/html", "application/xhtml+xml", "text/plain", "application/octet-stream")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedResult:
    """What one request for a feed gave.

    Args:
        feed: As subscribed to.
        outcome: read, unchanged (the server says so), or failed.
        new: Articles it has not shown before, in its order.
        changed: Articles whose words have changed, in its order.
        problems: What could not be read or was odd, one line each; the first says why it
            failed, if it did.
        state: To be saved once the articles are handed on.
    """

    feed: Feed
    outcome: Outcome
    new: tuple[Article, ...] = ()
    changed: tuple[Article, ...] = ()
    problems: tuple[str, ...] = ()
    state: FeedState


def fetch_all(
    asked: Sequence[tuple[Feed, FeedState]],
    client: Client,
    *,
    every: float = 0.0,
    full_text: bool = False,
) -> Generator[FeedResult, None, None]:
    """Ask for feeds, several hosts at a time, and yield what came, in the order given.

    Args:
        asked: Each feed with what is known about it.
        client: Closed when the iteration is broken off.
        every: Seconds until a feed without an interval of its own is due again.
        full_text: Also read the pages of the articles.
    """
    results: list[Future[FeedResult]] = [Future() for _ in asked]
    hosts: dict[str, list[int]] = {}
    for index, (feed, state) in enumerate(asked):
        hosts.setdefault(client.host(state.moved_to or feed.url), []).append(index)

    def ask_host(indices: Sequence[int]) -> None:
        for index in indices:
            feed, state = asked[index]
            try:
                found = fetch_feed(
                    feed, state, client, every=feed.every or every, full_text=full_text
                )
                results[index].set_result(found)
            except BaseException as error:
                results[index].set_exception(error)

    pool = ThreadPoolExecutor(client.options.parallel, thread_name_prefix="dedup-fetch")
    is_done = False
    try:
        for indices in hosts.values():
            pool.submit(ask_host, indices)
        for result in results:
            found = result.result()
            if client.is_closed:
                return  # it may have failed because of that
            yield found
        is_done = True
    finally:
        if not is_done:
            client.close()
        pool.shutdown(cancel_futures=True)


def fetch_feed(
    feed: Feed, state: FeedState, client: Client, *, every: float = 0.0, full_text: bool = False
) -> FeedResult:
    """Ask for one feed; what goes wrong is in the result."""
    from dedup.ingest.feeds import parse_feed

    try:
        response = client.get(state.moved_to or feed.url, validators=state.validators)
        if response.status == 304:
            _LOGGER.info("%s: unchanged", feed.url)
            after = _after_success(state, response, every)
            return FeedResult(feed=feed, outcome="unchanged", state=after)
        parsed = parse_feed(response.body, url=response.url, content_type=response.content_type)
    except MissingExtraError:
        raise
    except InputError as error:
        _LOGGER.info("%s", error)
        return FeedResult(
            feed=feed, outcome="failed", problems=(str(error),), state=_after_failure(state, error)
        )
    shown, problems = _shown(parsed.items, response.url)
    problems = [f"{response.url}: {note}" for note in response.notes] + problems
    digests = {article.id: _digest(article) for article in shown}
    new = [each for each in shown if each.id not in state.seen]
    changed = [
        each for each in shown if each.id in state.seen and state.seen[each.id] != digests[each.id]
    ]
    if full_text:
        new = [_with_page(each, client, problems) for each in new]
        changed = [_with_page(each, client, problems) for each in changed]
    _LOGGER.info("%s: %d new, %d changed, of %d", feed.url, len(new), len(changed), len(shown))
    return FeedResult(
        feed=feed,
        outcome="read",
        new=tuple(new),
        changed=tuple(changed),
        problems=tuple(problems),
        state=replace(_after_success(state, response, every), seen=digests),
    )


def _after_success(state: FeedState, response: Response, every: float) -> FeedState:
    moved = response.permanent_url if response.permanent_url != state.url else None
    return FeedState(
        url=state.url, moved_to=moved, validators=response.validators, due=time.time() + every
    )


def _after_failure(state: FeedState, error: InputError) -> FeedState:
    """Ask later; at the address subscribed to, in case it was the move that went wrong."""
    failures = state.failures + 1
    wait = error.retry_after if isinstance(error, FetchError) else None
    return replace(
        state,
        moved_to=None,
        due=time.time() + back_off(failures, wait),
        failures=failures,
        is_gone=isinstance(error, FetchError) and error.status == _GONE,
        error=str(error),
        seen={},
    )


def _shown(
    items: Sequence[Article | ArticleFormatError], url: str
) -> tuple[list[Article], list[str]]:
    """Return the articles of a feed, each once under an id of its own, and the bad entries."""
    host = urlsplit(url).hostname or ""
    found: dict[str, Article] = {}
    problems = []
    for item in items:
        if not isinstance(item, Article):
            problems.append(str(item))
            continue
        article = replace(item, id=_qualified(item.id, host))
        if article.id in found and _digest(article) != _digest(found[article.id]):
            # Some feeds give all their entries one id.
            own = stable_hash([article.id, article.url or article.headline])
            article = replace(article, id=f"{article.id}~{own:016x}")
        found.setdefault(article.id, article)
    return list(found.values()), problems


def _qualified(identity: str, host: str) -> str:
    is_anybodys = len(identity) < 12 and not any(mark in identity for mark in ":/")
    return f"{host}:{identity}" if is_anybodys else identity


def _digest(article: Article) -> str:
    return f"{stable_hash([article.headline, article.text, article.url or '']):016x}"


def _with_page(article: Article, client: Client, problems: list[str]) -> Article:
    """Return an article with the text of its page, or as it is where that cannot be had."""
    from dedup.ingest.html import parse_page

    if not article.url:
        return article
    try:
        response = client.get(article.url, accept=PAGES)
        kind = response.content_type.partition(";")[0].strip().lower()
        if kind not in _PAGE_TYPES:
            raise FetchError(response.url, f"not a page ({kind[:60]})")
        page = parse_page(response.body, url=response.url, content_type=response.content_type)
    except MissingExtraError:
        raise
    except InputError as error:
        problems.append(f"{error}; the feed's own text is kept")
        return article
    # An extractor on hostile markup: whatever it raises, the article is there without it.
    except Exception as error:
        reason = f"page cannot be read ({type(error).__name__})"
        problems.append(f"{article.url}: {reason}; the feed's own text is kept")
        return article
    problems.extend(f"{response.url}: {note}" for note in response.notes)
    return _merged(article, page, response.url)


def _merged(article: Article, page: Article, url: str) -> Article:
    """Put a page's text into its article; what the feed says of it otherwise stands."""
    is_longer = len(page.text) > len(article.text)
    about = dict(page.extra)
    if article.published is not None:
        about.pop("published_zone", None)  # the zone of another date
    extra: Mapping[str, object] = {**about, **article.extra}
    return replace(
        article,
        headline=article.headline or page.headline,
        text=page.text if is_longer else article.text,
        url=url,
        published=article.published or page.published,
        language=article.language or page.language,
        extra=extra,
    )
