"""What a person decided about findings and facts, honoured on the next run.

A decisions file has one JSON object a line. Blank lines and lines that begin with ``#``
are skipped; to change a decision, add another line: the last one counts::

    # Saltmere water, 11 June
    {"decision": "accept", "key": "ccz5mxtr", "rule": "updated", "who": "R. Malik"}
    {"decision": "reject", "key": "l6ozy2ka", "rule": "quote-wording", "note": "same tape"}
    {"decision": "merge", "key": "ccz5mxtr+q3vfa2hu", "note": "one count"}
    {"decision": "split", "key": "wq4t7onm", "note": "another dam", "when": "2031-06-12"}

``accept`` marks a finding; it is listed as before. ``reject`` takes it off the list; it is
counted, and the status of its fact stays. ``merge`` makes the facts of two keys or more
one, and judges it again. ``split`` takes the mentions with these keys out of their fact
and makes them one of their own. ``undecided`` says nothing yet. ``rule`` names the finding
where a fact has several; ``words`` are the words the finding was seen with (a rejected
finding that prints others is listed again); ``note``, ``who`` and ``when`` are kept.

A key names a mention, and the fact that holds it (``keys``); it stays while the sentence
stands, whatever articles are added and in whatever order.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from dedup.errors import ArticleFormatError, InputError
from dedup.keys import Keys, keys_of, plain, words_of
from dedup.model import Comparison, Fact, Finding, Mention, Reason
from dedup.options import CompareOptions

if TYPE_CHECKING:
    from dedup.alignment.encoder import Encoder
    from dedup.comparison.regroup import Regrouped

DecisionKind = Literal["accept", "reject", "merge", "split", "undecided"]
_KINDS: tuple[DecisionKind, ...] = get_args(DecisionKind)
_KEY = re.compile(r"[a-z2-7]{8}")
# Facts of these kinds may be one fact, as in ``comparison``.
_NAMES = frozenset({"person", "organisation", "place"})
_PAST: Mapping[str, str] = {
    "accept": "accepted",
    "reject": "rejected",
    "merge": "merged",
    "split": "split off",
    "undecided": "noted",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One thing a person decided.

    Args:
        decision: accept, reject, merge, split or undecided.
        keys: Of the mentions or facts it is about; two or more to merge.
        rule: Rule of the finding ("number-conflict"), or "" for every finding on the fact.
        words: Words the finding was seen with; () when not recorded.
        note: Why.
        who: Whose decision it is.
        when: Of which day, as written.
        source: The file it was read from, or "".
        line: Its line there, from 1; or 0.

    Raises:
        InputError: Unknown decision, a malformed key, or too few keys.
    """

    decision: DecisionKind
    keys: tuple[str, ...]
    rule: str = ""
    words: tuple[str, ...] = ()
    note: str = ""
    who: str = ""
    when: str = ""
    source: str = ""
    line: int = 0

    def __post_init__(self) -> None:
        if self.decision not in _KINDS:
            raise InputError(f"decision {self.decision!r}; wanted {', '.join(_KINDS)}")
        for key in self.keys:
            if not _KEY.fullmatch(key):
                raise InputError(f"key {key!r}; wanted eight letters or digits, as --facts prints")
        if not self.keys or (self.decision == "merge" and len(set(self.keys)) < 2):
            wanted = "two keys joined by +" if self.decision == "merge" else "a key"
            raise InputError(f"too few keys to {self.decision}; wanted {wanted}")

    def place(self) -> str:
        """Return "file:line", or the keys when it was not read from a file."""
        return f"{self.source}:{self.line}" if self.source else "+".join(self.keys)

    def said(self) -> str:
        """Return what was decided by whom, when and why: "rejected by R. Malik: same tape"."""
        by = f" by {self.who}" if self.who else ""
        when = f", {self.when}" if self.when else ""
        note = f": {self.note}" if self.note else ""
        return f"{_PAST[self.decision]}{by}{when}{note}"


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A decision that changed nothing, and why.

    Args:
        decision: As read.
        reason: What is missing and what to do, in one line.
        near: How near it came to a match; the nearest of several stories is reported.
    """

    decision: Decision
    reason: str
    near: int


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A comparison after a person's decisions.

    Args:
        comparison: Its facts regrouped, its findings without the rejected ones.
        marks: Finding id to the decision on it: accepted, or a note on an undecided one.
        rejected: Findings taken off the list (their ids ``R1`` …), with the decisions.
        unmatched: Decisions that found nothing to decide in this story.
    """

    comparison: Comparison
    marks: Mapping[str, Decision] = field(default_factory=dict)
    rejected: tuple[tuple[Finding, Decision], ...] = ()
    unmatched: tuple[Unmatched, ...] = ()


def read_decisions(path: str | Path) -> tuple[Decision | ArticleFormatError, ...]:
    """Read a decisions file; a malformed line is a located error value.

    Raises:
        InputError: The file cannot be read.
    """
    try:
        text = Path(path).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as UTF-8 text ({error})") from error
    return tuple(
        _parsed(line, str(path), number)
        for number, line in enumerate(text.split("\n"), start=1)
        if line.strip() and not line.lstrip().startswith("#")
    )


def _parsed(line: str, source: str, number: int) -> Decision | ArticleFormatError:
    try:
        return _decision(json.loads(line), source, number)
    except (InputError, RecursionError) as error:
        reason = str(error) if isinstance(error, InputError) else "nested too deep"
        return ArticleFormatError(reason, source=source, line=number)
    except json.JSONDecodeError as error:
        reason = f"not JSON ({error.msg}, column {error.colno}); wanted one decision a line"
        return ArticleFormatError(reason, source=source, line=number)
    except ValueError:  # more digits than Python turns into a number
        return ArticleFormatError("holds too long a number", source=source, line=number)


def _decision(record: Any, source: str, line: int) -> Decision:
    if not isinstance(record, dict):
        raise InputError('no decision; wanted {"decision": …, "key": …}')
    known = ["key", *(f.name for f in fields(Decision) if f.name not in ("keys", "source", "line"))]
    for name in record:
        if name not in known:
            raise InputError(f"unknown field {name!r}; wanted {', '.join(known)}")
    words = record.get("words", [])
    texts = {name: value for name, value in record.items() if name != "words"}
    for name, value in texts.items():
        if not isinstance(value, str):
            raise InputError(f"{name} is not text; wanted a JSON string")
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise InputError("words is not a list of texts; leave it as it was written, or out")
    keys = tuple(part.strip().lower() for part in texts.pop("key", "").split("+"))
    given = {"decision": "", **texts, "keys": keys, "words": tuple(words)}
    return Decision(**given, source=source, line=line)


def apply_decisions(
    comparison: Comparison,
    decisions: Iterable[Decision],
    *,
    options: CompareOptions = CompareOptions(),  # noqa: B008  frozen
    encoder: Encoder | str | None = None,
) -> Reviewed:
    """Return a comparison as a person's decisions leave it.

    Merges and splits come first, in their order, then what is decided about the findings
    of the facts so made; of two decisions on one finding the later counts. Nothing that
    the articles print is changed, only how mentions are grouped and what is listed.

    Args:
        comparison: As ``compare`` returned it.
        decisions: As ``read_decisions`` returned them, without its errors.
        options: What the comparison was made with.
        encoder: Likewise.
    """
    listed = list(decisions)
    grouping = [d for d in listed if d.decision in ("merge", "split")]
    comparison, unmatched = _regrouped(comparison, grouping, options, encoder)
    judging = [d for d in listed if d.decision not in ("merge", "split")]
    if not judging:
        return Reviewed(comparison, unmatched=tuple(unmatched))
    return _listed(comparison, judging, unmatched)


def still_unmatched(reviewed: Sequence[Reviewed]) -> tuple[Unmatched, ...]:
    """Return the decisions that matched in no story, in their order."""
    nearest: dict[Decision, Unmatched] = {}
    times: dict[Decision, int] = {}
    for story in reviewed:
        for item in story.unmatched:
            times[item.decision] = times.get(item.decision, 0) + 1
            held = nearest.get(item.decision)
            if held is None or item.near > held.near:
                nearest[item.decision] = item
    left = [item for decision, item in nearest.items() if times[decision] == len(reviewed)]
    return tuple(sorted(left, key=lambda item: (item.decision.source, item.decision.line)))


# --- merge and split ------------------------------------------------------------------------


@dataclass(slots=True)
class _Group:
    """A fact in the making."""

    mentions: set[Mention]
    apart: set[Mention] = field(default_factory=set)
    merged: bool = False
    by: list[Decision] = field(default_factory=list)


def _regrouped(
    comparison: Comparison,
    decisions: Sequence[Decision],
    options: CompareOptions,
    encoder: Encoder | str | None,
) -> tuple[Comparison, list[Unmatched]]:
    if not decisions:
        return comparison, []
    keys = keys_of(comparison)
    groups = [_Group(set(fact.mentions)) for fact in comparison.facts]
    unmatched: list[Unmatched] = []
    for decision in decisions:
        missing = [key for key in decision.keys if key not in keys.holders]
        if missing:
            near = len(decision.keys) - len(missing)
            unmatched.append(Unmatched(decision, _gone(missing), near))
            continue
        chosen = set[Mention]().union(*(keys.holders[key] for key in decision.keys))
        apply = _merge if decision.decision == "merge" else _split
        refused = apply(groups, chosen, decision)
        if refused:
            unmatched.append(Unmatched(decision, refused, len(decision.keys) + 1))
    changed = [_frozen(group) for group in groups if group.by]
    if not changed:
        return comparison, unmatched
    from dedup.comparison.regroup import regroup
    from dedup.pipeline import story_context

    context = story_context(comparison.story, comparison.articles, encoder)
    return regroup(comparison, changed, context, options), unmatched


def _merge(groups: list[_Group], chosen: set[Mention], decision: Decision) -> str:
    """Join the groups that hold the chosen mentions; return why not, or ""."""
    held = [group for group in groups if group.mentions & chosen]
    if len(held) < 2:
        return ""
    pools = {_pool(mention) for group in held for mention in group.mentions}
    if len(pools) > 1:
        return f"{_listing(pools)} cannot be one fact; delete the line"
    first = held[0]
    for other in held[1:]:
        first.mentions |= other.mentions
        first.apart |= other.apart
        first.by += other.by
        groups.remove(other)
    first.apart -= first.mentions
    first.merged = True
    first.by.append(decision)
    return ""


def _split(groups: list[_Group], chosen: set[Mention], decision: Decision) -> str:
    """Take the chosen mentions out of their groups; return why not, or ""."""
    held = [group for group in groups if group.mentions & chosen]
    pools = {_pool(mention) for mention in chosen}
    if len(pools) > 1:
        return f"{_listing(pools)} cannot be one fact; use a line for each"
    if len(held) == 1 and held[0].mentions == chosen:
        return ""
    new = _Group(set(chosen), merged=len(held) > 1, by=[decision])
    for group in held:
        left = group.mentions - chosen
        new.apart |= left
        if left:
            group.mentions = left
            group.apart |= chosen
            group.by.append(decision)
        else:
            groups.remove(group)
    groups.append(new)
    return ""


def _pool(mention: Mention) -> str:
    return "name" if mention.kind in _NAMES else mention.kind


def _listing(pools: Iterable[str]) -> str:
    """Return "a name and a quote"."""
    return " and ".join(f"an {p}" if p[0] in "ae" else f"a {p}" for p in sorted(pools))


def _frozen(group: _Group) -> Regrouped:
    from dedup.comparison.regroup import Regrouped

    reasons = dict.fromkeys(Reason("a person's decision", d.said()) for d in group.by)
    return Regrouped(
        frozenset(group.mentions), group.merged, frozenset(group.apart), tuple(reasons)
    )


# --- accept and reject ----------------------------------------------------------------------


def _listed(
    comparison: Comparison, decisions: Sequence[Decision], unmatched: list[Unmatched]
) -> Reviewed:
    keys = keys_of(comparison)
    facts = {fact.id: fact for fact in comparison.facts}
    matched: set[Decision] = set()
    again: dict[Decision, str] = {}
    kept: list[tuple[Finding, Decision | None]] = []
    rejected: list[tuple[Finding, Decision]] = []
    for finding in comparison.findings:
        about = [facts[i] for i in finding.facts]
        covering = [d for d in decisions if _covers(d, finding, about, keys)]
        matched.update(covering)
        last = covering[-1] if covering else None
        if last is not None and last.decision == "reject":
            fresh = _fresh_words(last, words_of(comparison, about))
            if not fresh:
                rejected.append((replace(finding, id=f"R{len(rejected) + 1}"), last))
                continue
            again[last] = f"listed again, it now prints “{fresh}”; decide anew and add a line"
            last = None
        kept.append((finding, last))
    for decision in decisions:
        if decision in again:
            unmatched.append(Unmatched(decision, again[decision], len(decision.keys) + 2))
        elif decision not in matched and decision.decision != "undecided":
            unmatched.append(_no_finding(decision, keys))
    numbered = [(replace(f, id=str(n)), d) for n, (f, d) in enumerate(kept, start=1)]
    marks = {f.id: d for f, d in numbered if d and (d.decision == "accept" or d.note)}
    comparison = replace(comparison, findings=tuple(finding for finding, _ in numbered))
    return Reviewed(comparison, marks, tuple(rejected), tuple(unmatched))


def _covers(decision: Decision, finding: Finding, facts: Sequence[Fact], keys: Keys) -> bool:
    if decision.rule and decision.rule != finding.rule:
        return False
    return set(decision.keys) <= {keys.of[m] for fact in facts for m in fact.mentions}


def _fresh_words(decision: Decision, words: Sequence[str]) -> str:
    """Return the first words of a finding that its decision was not made on; "" if none."""
    seen = {plain(word).casefold() for word in decision.words}
    return next((w for w in words if seen and plain(w).casefold() not in seen), "")


def _no_finding(decision: Decision, keys: Keys) -> Unmatched:
    missing = [key for key in decision.keys if key not in keys.holders]
    near = len(decision.keys) - len(missing)
    if missing:
        return Unmatched(decision, _gone(missing), near)
    what = f"no finding {decision.rule!r}" if decision.rule else "no finding"
    return Unmatched(decision, f"its fact has {what} now; delete the line", near + 1)


def _gone(missing: Sequence[str]) -> str:
    return (
        f"no sentence here has the key {' or '.join(missing)}: it was changed, or its article"
        " was not given; take the new key from --facts, or delete the line"
    )
