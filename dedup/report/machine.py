"""What programs read: JSON, JSON Lines and CSV, as DESIGN.md section 5 fixes them.

Keys are sorted; there is no clock, no NaN and no infinity; times are RFC 3339
in UTC; the same input, options and version give the same bytes. Offsets are
half-open code points of ``text``. Article text is data here: it is not cleaned
for display, but characters a terminal would obey are written as JSON escapes.
"""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any

from dedup.decisions import Decision, Reviewed
from dedup.keys import Keys, keys_of
from dedup.model import (
    Alignment,
    Article,
    CleanArticle,
    Comparison,
    DuplicatePair,
    Evidence,
    Fact,
    Finding,
    Line,
    Mention,
    ParsedArticle,
    PartVerdict,
    Presence,
    Reason,
    Slots,
    Story,
    Verdict,
)
from dedup.report.view import AnyArticle, View, article_of, view_of
from dedup.report.words import display
from dedup.times import moment

SCHEMA = "dedup/1"
Json = dict[str, Any]
# C1 controls, format and bidi characters, line separators, surrogates: inside JSON strings
# these may all be written as \uXXXX, and then neither a terminal nor an encoder trips.
_UNSAFE = re.compile(
    r"[\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
# A spreadsheet runs a cell that starts so. Source: OWASP, CSV Injection.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def dump(document: Any, *, indent: int | None = None) -> str:
    """Return a document as JSON with sorted keys and a final line break."""
    text = json.dumps(
        finite(document), sort_keys=True, ensure_ascii=False, indent=indent, allow_nan=False
    )
    return _UNSAFE.sub(lambda match: f"\\u{ord(match.group()):04x}", text) + "\n"


def finite(value: Any) -> Any:
    """Return a value with NaN and infinities as None, floats rounded to 6 decimals."""
    if isinstance(value, float):
        return round(value, 6) if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(key): finite(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [finite(item) for item in value]
    return value


def tool(thresholds: Mapping[str, object] | None = None) -> Json:
    """Return what made a document: name, version, and the thresholds in force."""
    from dedup import __version__

    shown = default_thresholds() if thresholds is None else dict(thresholds)
    return {"name": "dedup", "version": __version__, "thresholds": shown}


def default_thresholds() -> Json:
    """Return every number that the stages' options and learned scores decide by."""
    from importlib.resources import files

    from dedup import options

    result: Json = {}
    for name in sorted(vars(options)):
        record = getattr(options, name)
        if not (isinstance(record, type) and name.endswith("Options")) or name == "ReportOptions":
            continue
        stage = name.removesuffix("Options").lower()
        for field in fields(record):
            if isinstance(field.default, int | float):
                result[f"{stage}.{field.name}"] = field.default
    for entry in sorted(files("dedup").joinpath("data").iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".json"):
            raw = json.loads(entry.read_text("utf-8"))
            if isinstance(raw, dict) and isinstance(raw.get("threshold"), int | float):
                result[f"learned.{entry.name.removesuffix('.json')}"] = raw["threshold"]
    return result


def diff_json(
    comparisons: Sequence[Comparison | Reviewed], *, thresholds: Mapping[str, object] | None = None
) -> str:
    """Return comparisons as one JSON document."""
    document = {
        "schema": SCHEMA,
        "tool": tool(thresholds),
        "stories": [story_document(comparison) for comparison in comparisons],
    }
    return dump(document, indent=1)


def diff_jsonl(
    comparisons: Sequence[Comparison | Reviewed], *, thresholds: Mapping[str, object] | None = None
) -> str:
    """Return comparisons as one JSON document a line."""
    head = {"schema": SCHEMA, "tool": tool(thresholds)}
    return "".join(dump({**head, **story_document(comparison)}) for comparison in comparisons)


def story_document(story: Comparison | Reviewed) -> Json:
    """Return everything known about one story."""
    view = view_of(story)
    comparison, keys = view.comparison, keys_of(view.comparison)
    return {
        **_story(comparison.story),
        "articles": [_parsed(view, parsed) for parsed in comparison.articles],
        "alignments": [_alignment(alignment) for alignment in comparison.alignments],
        "facts": [_fact(view, fact, keys) for fact in comparison.facts],
        "findings": [
            _finding(view, finding, keys, view.marks.get(finding.id))
            for finding in comparison.findings
        ],
        "rejected": [
            _finding(view, finding, keys, decision) for finding, decision in view.rejected
        ],
    }


def _story(story: Story) -> Json:
    return {
        "id": story.id,
        "article_ids": story.article_ids,
        "representative_id": story.representative_id,
        "origins": story.origins,
        "score": story.score,
        "follows": story.follows,
        "reasons": _reasons(story.reasons),
    }


def _reasons(reasons: Iterable[Reason]) -> list[Json]:
    return [
        {"signal": r.signal, "value": r.value, "threshold": r.threshold, "weight": r.weight}
        for r in reasons
    ]


def _lines(lines: Iterable[Line]) -> list[Json]:
    return [
        {"start": line.span.start, "end": line.span.end, "role": line.role, "score": line.score}
        for line in lines
    ]


def _head(article: Article, headline: str) -> Json:
    return {
        "id": article.id,
        "source": article.source,
        "headline": headline or article.headline,
        "url": article.url,
        "published": moment(article.published),
        "language": article.language,
    }


def _parsed(view: View, parsed: ParsedArticle) -> Json:
    return {
        **_head(parsed.article, parsed.headline),
        "letter": view.letters[parsed.article.id],
        "text": parsed.article.text,
        "truncated": parsed.truncated,
        "lines": _lines(parsed.lines),
        "sentences": [
            {"index": s.index, "start": s.span.start, "end": s.span.end, "role": s.role,
             "paragraph": s.paragraph}
            for s in parsed.sentences
        ],
    }  # fmt: skip


def _alignment(alignment: Alignment) -> Json:
    return {
        "left": {"article_id": alignment.left_id, "sentences": alignment.left},
        "right": {"article_id": alignment.right_id, "sentences": alignment.right},
        "score": alignment.score,
        "relation": alignment.relation,
        "reasons": _reasons(alignment.reasons),
    }


def _fact(view: View, fact: Fact, keys: Keys) -> Json:
    return {
        "id": fact.id,
        "key": keys.fact(fact),
        "kind": fact.kind,
        "status": fact.status,
        "mentions": [_mention(view, mention, keys) for mention in fact.mentions],
        "presence": {presence.article_id: _presence(presence) for presence in fact.presence},
        "n_found": fact.n_found,
        "n_origins": fact.n_origins,
        "salience": fact.salience,
        "reasons": _reasons(fact.reasons),
    }


def _mention(view: View, mention: Mention, keys: Keys) -> Json:
    pieces = view.pieces(mention) if mention.article_id in view.articles else ()
    return {
        "key": keys.of.get(mention, ""),
        "article_id": mention.article_id,
        "sentence": mention.sentence,
        "kind": mention.kind,
        "spans": [[span.start, span.end] for span in mention.spans],
        "slots": slots_document(mention.slots),
        "text": " … ".join(pieces),
        "texts": pieces,
    }


def slots_document(slots: Slots) -> Json:
    """Return the slots of a mention as an object."""
    return {field.name: getattr(slots, field.name) for field in fields(slots)}


def _presence(presence: Presence) -> Json:
    return {
        "state": presence.state,
        "sentences": presence.sentences,
        "nearest": presence.nearest,
        "score": presence.score,
        "position": presence.position,
    }


def _finding(view: View, finding: Finding, keys: Keys, decision: Decision | None) -> Json:
    return {
        "id": finding.id,
        "key": keys.finding(view.facts_of(finding)),
        "decision": _decision(decision) if decision is not None else None,
        "rule": finding.rule,
        "level": finding.level,
        "facts": finding.facts,
        "score": finding.score,
        "reasons": _reasons(finding.reasons),
    }


def _decision(decision: Decision) -> Json:
    return {
        "decision": decision.decision,
        "note": decision.note,
        "who": decision.who,
        "when": decision.when,
    }


def _written(rows: Sequence[Json], key: str, format: str) -> str:
    """Return rows as JSON Lines, or as one document under ``key``."""
    if format == "jsonl":
        return "".join(dump(row) for row in rows)
    # The reasons of each row carry the thresholds it was held against.
    named = {name: value for name, value in tool().items() if name != "thresholds"}
    return dump({"schema": SCHEMA, "tool": named, key: rows}, indent=1)


def stories(stories: Sequence[Story], articles: Sequence[AnyArticle], *, format: str) -> str:
    """Return stories as json, jsonl (one a line) or csv (one article a line)."""
    known = {article_of(article).id: article for article in articles}
    if format != "csv":
        return _written([_story(story) for story in stories], "stories", format)
    rows: list[list[object]] = []
    for story in stories:
        origin = {i: n for n, group in enumerate(story.origins, start=1) for i in group}
        for article_id in story.article_ids:
            found = known.get(article_id)
            article = article_of(found) if found is not None else None
            rows.append(
                [
                    story.id, article_id,
                    article.source if article else "", article.headline if article else "",
                    (moment(article.published) or "") if article else "",
                    (article.url or "") if article else "",
                    origin.get(article_id, ""),
                    int(article_id == story.representative_id), finite(story.score),
                ]
            )  # fmt: skip
    header = "story_id article_id source headline published url origin representative score"
    return _csv(header.split(), rows)


def pairs(pairs: Sequence[DuplicatePair], *, format: str) -> str:
    """Return duplicate pairs as json, jsonl or csv."""
    if format == "csv":
        rows = [[p.left_id, p.right_id, p.kind, finite(p.score)] for p in pairs]
        return _csv(["left_id", "right_id", "kind", "score"], rows)
    documents = [
        {"left_id": p.left_id, "right_id": p.right_id, "kind": p.kind, "score": p.score,
         "reasons": _reasons(p.reasons)}
        for p in pairs
    ]  # fmt: skip
    return _written(documents, "pairs", format)


def _csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([[_cell(value) for value in row] for row in rows])
    return buffer.getvalue()


def _cell(value: object) -> object:
    """Return a cell that no spreadsheet runs and every encoding can write."""
    if not isinstance(value, str):
        return value
    written = value.encode("utf-8", "replace").decode("utf-8")
    clean = "\n".join(display(line) for line in written.split("\n"))
    return f"'{clean}" if clean.startswith(_FORMULA) else clean


def cleaned(articles: Sequence[CleanArticle], *, format: str) -> str:
    """Return cleaned articles as json or jsonl; ``lines`` are offsets of the text as it came."""
    documents = [
        {**_head(clean.article, clean.headline), "text": clean.body(), "truncated": clean.truncated,
         "lines": _lines(clean.lines)}
        for clean in articles
    ]  # fmt: skip
    return _written(documents, "articles", format)


def verdicts(
    pairs: Sequence[tuple[int, str, Verdict]],
    articles: Sequence[AnyArticle],
    *,
    format: str,
) -> str:
    """Return verdicts as json or jsonl; ``pairs`` hold claim number, claim and verdict."""
    known = {article_of(article).id: article_of(article) for article in articles}
    documents = []
    for number, claim, verdict in pairs:
        article = known.get(verdict.article_id)
        text = article.text if article else ""
        documents.append(
            {"article_id": verdict.article_id, "source": article.source if article else "",
             "claim": claim, "claim_index": number, "verdict": verdict.verdict,
             "support": verdict.support, "conflict": verdict.conflict,
             "evidence": _evidence(verdict.evidence, text), "reasons": _reasons(verdict.reasons),
             "parts": [_part(part, claim, text) for part in verdict.parts]}
        )  # fmt: skip
    return _written(documents, "verdicts", format)


def _part(part: PartVerdict, claim: str, text: str) -> Json:
    """Return one part of a claim; its offsets are into the claim, white space folded."""
    return {
        "start": part.span.start,
        "end": part.span.end,
        "text": " ".join(claim.split())[part.span.start : part.span.end],
        "verdict": part.verdict,
        "support": part.support,
        "conflict": part.conflict,
        "evidence": _evidence(part.evidence, text),
        "reasons": _reasons(part.reasons),
    }


def _evidence(evidence: Sequence[Evidence], text: str) -> list[Json]:
    return [
        {"sentence": e.sentence, "start": e.span.start, "end": e.span.end, "score": e.score,
         "text": text[e.span.start : e.span.end]}
        for e in evidence
    ]  # fmt: skip
