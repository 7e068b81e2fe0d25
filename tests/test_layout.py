"""The shape of the package: which module may import which, and what loads when."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import dedup

ROOT = Path(dedup.__file__).parent
# Every stage of the pipeline, by the first part of its module's name.
STAGES = frozenset(
    {
        "ingest",
        "cleaning",
        "segmentation",
        "represent",
        "candidates",
        "duplicates",
        "clustering",
        "alignment",
        "facts",
        "comparison",
        "checking",
    }
)
# The bottom of the stack: what these import, everything imports.
GROUND = frozenset({"errors", "model", "options", "text", "times", "learned", "background"})
TOP = frozenset(
    {"pipeline", "archive", "decisions", "report", "cli", "evaluate", "training", "__main__"}
)
# Stage to stage, with the reason.
ALLOWED = {
    ("ingest", "cleaning"),  # a page has to lose its markup before it is an article
    ("candidates", "represent"),  # the records of features that blocking looks things up in
    ("clustering", "represent"),  # clustering is these two steps, scoring and linking
    ("clustering", "candidates"),
    ("comparison", "alignment"),  # the score of two sentences, taken over clauses
    ("checking", "alignment"),
    ("comparison", "facts"),  # what one sentence has for another's words is typed as facts are
    ("checking", "facts"),  # a claim's figures, dates and clauses are read as an article's are
}


def modules() -> dict[str, ast.Module]:
    found = {}
    for path in sorted(ROOT.rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        found[name.removesuffix(".__init__")] = ast.parse(path.read_text("utf-8"), str(path))
    return found


def imported(tree: ast.Module) -> set[str]:
    """Return the modules of the package that a module imports, anywhere in it."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative import"
            base = node.module or ""
            names.add(base)
            if base == "dedup":
                names |= {f"dedup.{alias.name}" for alias in node.names}
    return {name.removeprefix("dedup.") for name in names if name.startswith("dedup.")}


def edges() -> set[tuple[str, str]]:
    """Return (importer, imported) by the first part of each name."""
    found = set()
    for name, tree in modules().items():
        if name == "__init__":
            continue  # the public names, loaded lazily
        for target in imported(tree):
            pair = name.split(".")[0], target.split(".")[0]
            if pair[0] != pair[1] and not pair[1].startswith("__"):
                found.add(pair)
    return found


def test_the_ground_stands_on_itself():
    assert {pair for pair in edges() if pair[0] in GROUND and pair[1] not in GROUND} == set()


def test_stages_do_not_import_each_other():
    between = {pair for pair in edges() if set(pair) <= STAGES}
    assert between - ALLOWED == set()


def test_nothing_below_imports_the_top():
    assert {(a, b) for a, b in edges() if b in TOP and a not in TOP} == set()


@pytest.mark.parametrize(
    ("module", "users"),
    [
        ("cli", {"__main__"}),
        ("report", {"cli"}),
        ("evaluate", {"cli"}),
        ("training", set()),
    ],
)
def test_the_top_is_used_from_above_only(module, users):
    assert {a for a, b in edges() if b == module} <= users


def test_only_the_command_line_prints():
    printing = {
        name
        for name, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "print"
    }
    assert {name for name in printing if not name.startswith(("cli", "training"))} == set()


def loaded_by(code: str) -> set[str]:
    code += "; import sys; print(*sorted(sys.modules))"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT.parent
    )
    return set(result.stdout.split())


@pytest.mark.parametrize("code", ["import dedup", "import dedup.cli", "import dedup.pipeline"])
def test_importing_loads_nothing_heavy(code):
    heavy = {"sklearn", "scipy", "pandas", "trafilatura", "lxml", "rapidfuzz"}
    if code != "import dedup.pipeline":
        heavy |= {"numpy", "rich"}
    assert loaded_by(code) & heavy == set()


def test_help_loads_nothing_heavy():
    code = "import dedup.cli; dedup.cli.main(['--help'])"
    assert loaded_by(code) & {"numpy", "sklearn", "scipy", "rich", "dedup.pipeline"} == set()
