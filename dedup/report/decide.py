"""What a person writes to decide about findings: single lines, and a file to fill in."""

from __future__ import annotations

import json
from collections.abc import Sequence

from dedup.decisions import Reviewed
from dedup.keys import Keys, keys_of, words_of
from dedup.model import Comparison, Finding
from dedup.report.document import Block, Para, Section, glued, ours
from dedup.report.style import word_of_rule
from dedup.report.view import View, view_of
from dedup.report.words import display

_HEAD = (
    "# Decisions on findings of dedup. Put accept or reject where it says undecided; add\n"
    '# "note", "who" or "when" if you like; name this file with --decisions on the next run.\n'
)


def how_to_decide(view: View, finding: Finding, keys: Keys) -> list[Block]:
    """Return the lines that decide about one finding, short enough to be pasted."""
    facts = view.facts_of(finding)
    key = keys.finding(facts)
    lines = [_line("accept", key, finding.rule), _line("reject", key, finding.rule)]
    separable = [m for fact in facts if len(fact.mentions) > 1 for m in view.mentions((fact,))]
    if separable:
        lines.append(_line("split", keys.of[separable[-1]]))
    if len(facts) > 1:
        lines.append(_line("merge", key))
    note = "write one of these lines in a file; --decisions FILE honours it"
    more = "To merge facts, join their keys (--facts) by +; to split off a mention, take its key."
    return [
        Section(ours("TO DECIDE"), ours(note, "dim")),
        *(Para(glued(line), indent=1) for line in lines),
        Para(ours(more, "dim"), indent=1),
    ]


def template(comparisons: Sequence[Comparison | Reviewed]) -> str:
    """Return a decisions file with a line for each alert and notice that has none yet.

    What is on the lists of the report anyway (``info``) is left out: ``--explain``
    prints the key of every finding.
    """
    lines = [_HEAD]
    for story in comparisons:
        view = view_of(story)
        keys = keys_of(view.comparison)
        lines.append(f"\n# {display(_title(view))}\n")
        for finding in view.comparison.findings:
            if finding.level == "info" or finding.id in view.marks:
                continue
            facts = view.facts_of(finding)
            words = words_of(view.comparison, facts)
            lines.append(f"# {finding.id} {word_of_rule(finding.rule).lower()}\n")
            lines.append(_line("undecided", keys.finding(facts), finding.rule, words) + "\n")
    return "".join(lines)


def _title(view: View) -> str:
    story = view.comparison.story
    parsed = view.articles[story.representative_id]
    return f"story {story.id}: {parsed.headline}"


def _line(decision: str, key: str, rule: str = "", words: Sequence[str] = ()) -> str:
    record: dict[str, object] = {"decision": decision, "key": key}
    if rule:
        record["rule"] = rule
    if words:
        record["words"] = [display(word) for word in words]
    return json.dumps(record, ensure_ascii=False)
