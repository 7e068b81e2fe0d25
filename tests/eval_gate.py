"""Floors of the figures on labelled data that does not come with the project.

Run by hand where the data is: ``python -m tests.eval_gate FOLDER``. It exits 1 when
a figure falls below its floor. ``--update`` raises the floors in
``tests/data/floors.json`` to what is measured, rounded down to .005, and refuses to
lower one without ``--allow-regression``. Each file's digest is kept beside its floors,
so that a figure is never compared over other data.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
from pathlib import Path
from typing import Any

from dedup.evaluate import (
    Figures,
    evaluate_alignment,
    evaluate_check,
    evaluate_lines,
    evaluate_stories,
    read_labelled,
)

FLOORS = Path(__file__).parent / "data" / "floors.json"
_TASKS = {
    "stories": evaluate_stories,
    "alignment": evaluate_alignment,
    "check": evaluate_check,
    "lines": evaluate_lines,
}
_STEP = 0.005


def measure(folder: Path, entry: dict[str, Any]) -> Figures:
    """Return the figures of one entry: a task and the files it reads."""
    records = [r for name in entry["files"] for r in read_labelled(folder / name)]
    return _TASKS[entry["task"]](records)


def digest(folder: Path, entry: dict[str, Any]) -> str:
    """Return a digest of the files of one entry."""
    total = hashlib.sha256()
    for name in entry["files"]:
        total.update((folder / name).read_bytes())
    return total.hexdigest()[:16]


def main(argv: list[str] | None = None) -> int:
    """Compare, or update, the floors; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--allow-regression", action="store_true")
    options = parser.parse_args(argv)
    entries = json.loads(FLOORS.read_text("utf-8"))
    fallen = 0
    for entry in entries:
        found = digest(options.folder, entry)
        if entry.get("digest") not in (None, found) and not options.update:
            print(f"{entry['files'][-1]}: other data than the floors were set on")  # noqa: T201
            fallen += 1
            continue
        figures = measure(options.folder, entry)
        for name, floor in entry["floors"].items():
            value = float(figures[name])
            low = value < floor
            print(f"{entry['files'][-1]}  {name}  {value:.4f}  floor {floor}  {'LOW' * low}")  # noqa: T201
            if options.update and (not low or options.allow_regression):
                entry["floors"][name] = round(math.floor(value / _STEP) * _STEP, 3)
            else:
                fallen += low
        entry["digest"] = found
    if options.update:
        FLOORS.write_text(json.dumps(entries, indent=1) + "\n", "utf-8")
    return 1 if fallen else 0


if __name__ == "__main__":
    raise SystemExit(main())
