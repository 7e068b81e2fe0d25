"""``dedup eval``: quality figures on labelled files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dedup.cli.notes import print_error
from dedup.cli.options import Command, common
from dedup.cli.output import write_result
from dedup.cli.settings import Settings

if TYPE_CHECKING:
    from dedup.evaluate import Figures

_HELP = """Measure quality on labelled files (.jsonl, .jsonl.gz).

\b
dedup eval stories labelled.jsonl --floor bcubed_f1=0.85
dedup eval check docs.jsonl claims.jsonl --format json

Each file is scored by itself; a file with documents only serves the others. One
JSON object a line, by TASK:

\b
stories    an article record with "cluster"
alignment  topic, doc, summary_sentence, doc_sentence (one link a line)
check      claim, text, label: supported, contradicted or not_found (1 and 0 do)
           claim, evidence: [sentence...], label; "partially_supported" too
           premise, hypothesis, label;  t, h, value;  t, h, contradiction: true
           doc, summary, label  beside a file with doc, text
           premise_doc, hyp_proposition, label  beside doc, sentences: [...]
lines      lines: [[text, class]...], class 1 headline, 2 body, 3 not scored
"""


@click.command("eval", cls=Command, help=_HELP)
@click.argument("task", type=click.Choice(["stories", "alignment", "check", "lines"]))
@click.argument(
    "files",
    metavar="FILE...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path),
)
@click.option("--limit", type=click.IntRange(min=1), help="Use the first N records of each file.")
@click.option(
    "--floor",
    "floors",
    multiple=True,
    metavar="NAME=VALUE",
    help="Exit 1 when figure NAME of a file is below VALUE; repeatable.",
)
@common("table", "json", "csv", "md")
def command(
    settings: Settings,
    *,
    task: str,
    files: Sequence[Path],
    limit: int | None,
    floors: Sequence[str],
) -> int:
    """Measure quality."""
    wanted = dict(_floor(given) for given in floors)
    from dedup.evaluate import TASKS, is_document, read_labelled

    records = {str(file): read_labelled(file) for file in files}
    shared = []
    if task == "check":
        shared = [record for found in records.values() for record in found if is_document(record)]
        records = {
            file: [record for record in found if not is_document(record)]
            for file, found in records.items()
        }
    figures = {
        file: TASKS[task]([*found[:limit], *shared])
        for file, found in records.items()
        if found or not shared
    }
    write_result(_rendered(task, figures, settings), settings)
    return _below(figures, wanted)


def _floor(given: str) -> tuple[str, float]:
    name, equals, value = given.partition("=")
    try:
        if name and equals:
            return name.strip(), float(value)
    except ValueError:
        pass
    raise click.UsageError(
        f"--floor {given}: wanted NAME=VALUE, like bcubed_f1=0.85", click.get_current_context()
    )


def _below(figures: Mapping[str, Figures], wanted: Mapping[str, float]) -> int:
    """Return 1 when a figure is below its floor, and say which."""
    code = 0
    for file, found in figures.items():
        for name, floor in wanted.items():
            if name not in found:
                shown = ", ".join(found)
                raise click.UsageError(
                    f"--floor {name}: no such figure; {file} has {shown}",
                    click.get_current_context(),
                )
            if round(found[name], 6) < floor:
                print_error(f"{file}: {name} is {found[name]:.4f}, below the floor {floor}")
                code = 1
    return code


def _rendered(task: str, figures: Mapping[str, Figures], settings: Settings) -> str:
    if settings.format == "json":
        import json

        files = {
            file: {name: round(value, 6) for name, value in found.items()}
            for file, found in figures.items()
        }
        document = {"schema": "dedup/1", "task": task, "files": files}
        return json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False)
    rows = [
        (file, name, str(value) if isinstance(value, int) else f"{value:.4f}")
        for file, found in figures.items()
        for name, value in found.items()
    ]
    header = ("file", "figure", "value")
    if settings.format == "csv":
        import csv
        import io

        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows([header, *rows])
        return out.getvalue()
    if settings.format == "md":
        return "\n".join(
            f"| {' | '.join(row)} |" for row in [header, ("---", "---", "---:"), *rows]
        )
    width = max(len(name) for _, name, _ in rows)
    lines = []
    for file in figures:
        lines += [file, *(f"  {name:<{width}}  {v:>8}" for owner, name, v in rows if owner == file)]
    return "\n".join(lines)
