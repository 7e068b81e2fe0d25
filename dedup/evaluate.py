"""Measure the stages on labelled files, through the functions that users call.

Four tasks, one function each; all take records (mappings, as read from JSON
Lines) and return figures by name. The shapes are those of public data sets, so
that a figure can be compared with a published one.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dedup import metrics
from dedup.errors import InputError
from dedup.model import Article, Span

Record = Mapping[str, Any]
# Counts are int, shares float.
Figures = dict[str, int | float]

# Roles that count as the article's own words when lines are scored.
_ARTICLE_ROLES = frozenset({"headline", "body", "dateline", "duplicate"})
# Classes of the L3S-GN1 pages: 1 headline and 2 body are wanted; 3, supplementary text
# (captions, dates, bylines), is scored neither way.
_WANTED_CLASSES = frozenset({1, 2})
_UNSCORED_CLASS = 3

_SUPPORTED = frozenset({"supported", "entails", "entailment", "yes", "true", "1"})
_PARTLY = frozenset({"partially_supported"})
_CONTRADICTED = frozenset({"contradicted", "contradiction", "contradicts"})
_NOT_FOUND = frozenset(
    {
        "not_found",
        "not_supported",
        "neutral",
        "neither_entails_nor_contradicts",
        "unknown",
        "no",
        "false",
        "0",
    }
)


@dataclass(frozen=True, slots=True)
class Case:
    """One claim, the text to look in, and what people found.

    ``gold`` is supported, partial, contradicted or not_found.
    """

    claim: str
    text: str
    gold: str


def read_labelled(path: Path) -> list[Record]:
    """Return the records of a ``.jsonl`` or ``.jsonl.gz`` file.

    Raises:
        InputError: It cannot be read, or a line is not a JSON object.
    """
    try:
        raw = path.read_bytes()
        text = (gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw).decode("utf-8")
        records = [json.loads(line) for line in text.split("\n") if line.strip()]
    except FileNotFoundError as error:
        raise InputError(f"{path}: no such file; check the name") from error
    except (OSError, EOFError, ValueError, RecursionError) as error:
        raise InputError(f"{path}: not labelled JSON Lines ({error}); see --help") from error
    if not records or not all(isinstance(record, dict) for record in records):
        raise InputError(f"{path}: wanted one JSON object a line; see --help for the keys")
    return records


def evaluate_stories(records: Sequence[Record], **options: Any) -> Figures:
    """Score ``cluster_stories`` on articles with a ``cluster`` label."""
    from dedup.ingest.notes import Notes
    from dedup.ingest.record import to_article
    from dedup.pipeline import cluster_stories

    gold: dict[str, str] = {}
    articles = []
    for number, record in enumerate(records, 1):
        article = to_article(record, where=("labelled", number), notes=Notes())
        name = article.id if isinstance(article, Article) else str(record.get("id", number))
        if "cluster" not in record or name in gold:
            continue
        gold[name] = str(record["cluster"])  # also without text: then a story of its own
        if isinstance(article, Article):
            articles.append(article)
    _require(articles, "an article with id, text and 'cluster'")
    found = {
        article_id: story.id
        for story in cluster_stories(articles, **options)
        for article_id in story.article_ids
    }
    b3, pairs = metrics.bcubed(gold, found), metrics.pairwise(gold, found)
    homogeneity, completeness, v = metrics.v_measure(gold, found)
    return {
        "articles": len(gold),
        "gold_stories": len(set(gold.values())),
        "stories": len(set(found.values())),
        "bcubed_precision": b3.precision,
        "bcubed_recall": b3.recall,
        "bcubed_f1": b3.f1,
        "pairwise_precision": pairs.precision,
        "pairwise_recall": pairs.recall,
        "pairwise_f1": pairs.f1,
        "adjusted_rand_index": metrics.adjusted_rand_index(gold, found),
        "homogeneity": homogeneity,
        "completeness": completeness,
        "v_measure": v,
    }


def evaluate_alignment(records: Sequence[Record], **options: Any) -> Figures:
    """Score ``align`` on linked sentences (the shape of SuperPAL).

    For each ``topic`` and ``doc`` one article is made of the linked summary
    sentences and one of the linked source sentences, a blank line between.
    """
    from dedup.pipeline import align, segment

    pages: dict[tuple[str, str], list[Record]] = {}
    for record in records:
        if {"topic", "doc", "summary_sentence", "doc_sentence"} <= record.keys():
            pages.setdefault((str(record["topic"]), str(record["doc"])), []).append(record)
    _require(pages, "topic, doc, summary_sentence and doc_sentence")
    gold: set[tuple[Any, ...]] = set()
    found: set[tuple[Any, ...]] = set()
    for page in sorted(pages):
        links = pages[page]
        left = _in_order(links, "summary_sentence", "sum_sent_char")
        right = _in_order(links, "doc_sentence", "doc_sent_char")
        gold |= {
            (page, left.index(link["summary_sentence"]), right.index(link["doc_sentence"]))
            for link in links
        }
        articles = [_article(side, parts) for side, parts in (("left", left), ("right", right))]
        owners = [
            [_owner(sentence.span, parts) for sentence in segment(article)]
            for article, parts in zip(articles, (left, right), strict=True)
        ]
        for alignment in align(articles[0], articles[1], **options):
            found |= {
                (page, owners[0][i], owners[1][j]) for i in alignment.left for j in alignment.right
            }
    precision, recall, f1 = metrics.edge_f1(gold, found)
    return {
        "pages": len(pages),
        "links": len(gold),
        "edge_precision": precision,
        "edge_recall": recall,
        "edge_f1": f1,
    }


def _in_order(links: Sequence[Record], key: str, place: str) -> list[str]:
    """Return the different sentences of one side, in the order of their text."""
    places = {str(link[key]): link.get(place, 0) for link in links}
    return sorted(places, key=lambda sentence: (places[sentence], sentence))


def _article(name: str, parts: Sequence[str]) -> Article:
    return Article(id=name, source=name, headline="", text="\n\n".join(parts))


def _owner(span: Span, parts: Sequence[str]) -> int:
    """Return the index of the part that a span of the joined text starts in."""
    end = 0
    for index, part in enumerate(parts):
        end += len(part) + 2
        if span.start < end:
            return index
    return len(parts) - 1


def read_cases(records: Iterable[Record]) -> list[Case]:
    """Turn labelled records of any known shape into cases.

    Records that only carry a document (``doc`` with ``text`` or ``sentences``)
    serve the others; records of an unknown shape or label are left out.
    """
    records = list(records)
    documents = {str(record["doc"]): _document(record) for record in records if is_document(record)}
    return [case for record in records if (case := _case(record, documents)) is not None]


def is_document(record: Record) -> bool:
    """Return whether a record only carries the text that other records are about."""
    return "doc" in record and "summary" not in record and bool({"text", "sentences"} & set(record))


def _document(record: Record) -> str:
    sentences = record.get("sentences")
    return str(record["text"]) if sentences is None else "\n".join(map(str, sentences))


def _case(record: Record, documents: Mapping[str, str]) -> Case | None:
    if "hyp_proposition" in record:
        claim, text = record["hyp_proposition"], documents.get(str(record["premise_doc"]))
    elif "summary" in record:
        claim, text = record["summary"], documents.get(str(record.get("doc")))
    elif "evidence" in record and "claim" in record:
        claim, text = record["claim"], "\n".join(map(str, record["evidence"]))
    else:
        claim = record.get("claim", record.get("hypothesis", record.get("h")))
        text = record.get("text", record.get("premise", record.get("t")))
    gold = _gold(record)
    if claim is None or text is None or gold is None:
        return None
    return Case(str(claim), str(text), gold)


def _gold(record: Record) -> str | None:
    if "contradiction" in record:
        return "contradicted" if record["contradiction"] else "not_contradicted"
    label = record.get("label", record.get("value"))
    if label is None:
        return None
    label = str(label).lower()
    groups = {
        "supported": _SUPPORTED,
        "partial": _PARTLY,
        "contradicted": _CONTRADICTED,
        "not_found": _NOT_FOUND,
    }
    return next((name for name, labels in groups.items() if label in labels), None)


def evaluate_check(records: Sequence[Record], **options: Any) -> Figures:
    """Score ``check`` on claims that people judged.

    ``balanced_accuracy`` is over supported or not (part support counts as not);
    ``auc_any_support`` counts part support as support. When contradictions are
    labelled, the ``contradicted`` verdict is scored as well.
    """
    from dedup.pipeline import check

    cases = read_cases(records)
    _require(cases, "a claim, a text and a label of a known shape")
    verdicts = [
        check(case.claim, Article(id="text", source="text", headline="", text=case.text), **options)
        for case in cases
    ]
    golds = [case.gold for case in cases]
    figures: Figures = {"claims": len(cases)}
    if "supported" in golds:
        wanted = [gold == "supported" for gold in golds]
        figures["balanced_accuracy"] = metrics.balanced_accuracy(
            wanted, [verdict.verdict == "supported" for verdict in verdicts]
        )
        support = [verdict.support for verdict in verdicts]
        figures["auc_support"] = metrics.auc(wanted, support)
        if "partial" in golds:
            figures["auc_any_support"] = metrics.auc(
                [gold in ("supported", "partial") for gold in golds], support
            )
    if "contradicted" in golds:
        wanted = [gold == "contradicted" for gold in golds]
        said = [verdict.verdict == "contradicted" for verdict in verdicts]
        figures["contradicted_precision"], figures["contradicted_recall"], _ = metrics.character_f1(
            wanted, said
        )
        figures["contradicted_balanced_accuracy"] = metrics.balanced_accuracy(wanted, said)
        figures["auc_conflict"] = metrics.auc(wanted, [verdict.conflict for verdict in verdicts])
    if {"supported", "contradicted", "not_found"} <= set(golds):
        named = ["not_found" if v.verdict == "unknown" else v.verdict for v in verdicts]
        figures["three_way_balanced_accuracy"] = metrics.balanced_accuracy(golds, named)
    return figures


def evaluate_lines(records: Sequence[Record], **options: Any) -> Figures:
    """Score ``clean`` on pages whose text lines have a class (L3S-GN1).

    Counts characters other than white space: those of the roles headline, body,
    dateline and duplicate against those of classes 1 and 2.
    """
    from dedup.pipeline import clean

    n_right = n_found = n_gold = 0
    page_f1 = []
    for record in records:
        pieces = [(str(text), int(label)) for text, label in record.get("lines", [])]
        if not pieces:
            continue
        text = "\n".join(line for line, _ in pieces)
        article = Article(id="page", source="page", headline="", text=text)
        own = [False] * len(text)
        for line in clean(article, **options).lines:
            if line.role in _ARTICLE_ROLES:
                own[line.span.start : line.span.end] = [True] * (line.span.end - line.span.start)
        gold, found, start = [], [], 0
        for line_text, label in pieces:
            if label != _UNSCORED_CLASS:
                marks = own[start : start + len(line_text)]
                scored = [
                    mark for mark, char in zip(marks, line_text, strict=True) if not char.isspace()
                ]
                found += scored
                gold += [label in _WANTED_CLASSES] * len(scored)
            start += len(line_text) + 1
        page_f1.append(metrics.character_f1(gold, found).f1)
        n_right += sum(1 for true, said in zip(gold, found, strict=True) if true and said)
        n_found, n_gold = n_found + sum(found), n_gold + sum(gold)
    _require(page_f1, "'lines', a list of [text, class]")
    precision, recall, f1 = metrics.scores(n_right, n_found, n_gold)
    return {
        "pages": len(page_f1),
        "character_precision": precision,
        "character_recall": recall,
        "character_f1": f1,
        "mean_page_f1": sum(page_f1) / len(page_f1),
    }


def _require(found: Any, wanted: str) -> None:
    if not found:
        raise InputError(f"no labelled records of this task; wanted {wanted} (see --help)")


TASKS: dict[str, Callable[..., Figures]] = {
    "stories": evaluate_stories,
    "alignment": evaluate_alignment,
    "check": evaluate_check,
    "lines": evaluate_lines,
}
