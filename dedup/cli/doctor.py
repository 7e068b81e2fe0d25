"""``dedup doctor``: is everything here that this program needs?"""

from __future__ import annotations

import os
import platform
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

import click
from click.core import ParameterSource

from dedup import __version__
from dedup.cli.options import Command, common
from dedup.cli.output import write_result
from dedup.cli.settings import Settings

_HELP = """Say what is installed, found and writable.

\b
dedup doctor
dedup doctor --archive desk.sqlite3 --format json

Lists versions, extras and what each is for, the data files, the configuration
files looked for, the environment variables in use, where state and archive are
written, and the processors. Exits 1 when something is broken; a missing extra is
not. Asks nothing of the network.
"""

State = Literal["ok", "missing", "warning", "broken"]

# What each extra of pyproject.toml is for; those that only developers need are not shown.
PURPOSES = {
    "fetch": "dedup fetch and dedup watch (robots.txt)",
    "html": "reading web pages",
    "language": "recognising languages",
    "parquet": "exporting an archive as Parquet",
    "semantic": "comparing sentences by meaning",
    "warc": "reading web archives",
    "zstd": "reading Zstandard files",
}
_FOR_DEVELOPERS = frozenset({"test", "dev"})
# Variables beside DEDUP_* that change what a run does.
_VARIABLES = ("NO_COLOR", "SSL_CERT_FILE", "SSL_CERT_DIR", "XDG_CONFIG_HOME", "XDG_STATE_HOME")
_REQUIREMENT = re.compile(r"\s*(?P<name>[\w.-]+)\s*(?:\[[^\]]*\])?(?P<rest>.*)")
_AT_LEAST = re.compile(r">=\s*([\d.]+)")
_PYTHON = re.compile(r"python_version\s*(?P<sign><=?|>=?)\s*[\"'](?P<version>[\d.]+)[\"']")
_EXTRA = re.compile(r"extra\s*==\s*[\"']([\w.-]+)[\"']")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at.

    Args:
        section: versions, dependencies, extras, data, configuration, environment, paths or
            processors.
        name: What was looked at.
        state: ok; missing (and may be); warning; broken (dedup cannot work with it).
        detail: What was found.
    """

    section: str
    name: str
    state: State
    detail: str


@click.command("doctor", cls=Command, help=_HELP)
@click.option(
    "--archive",
    type=click.Path(path_type=Path),
    default=Path("dedup.sqlite"),
    show_default=True,
    metavar="FILE",
    help="See whether this archive can be written.",
)
@common("table", "json")
@click.pass_context
def command(ctx: click.Context, settings: Settings, *, archive: Path) -> int:
    """Look at everything."""
    is_given = ctx.get_parameter_source("archive") is not ParameterSource.DEFAULT
    checks = [
        *_versions(),
        *_requirements(),
        *_data(),
        *_configuration(),
        *_environment(),
        *_paths(archive, is_given=is_given),
        *_processors(),
    ]
    write_result(_rendered(checks, settings), settings)
    return int(any(check.state == "broken" for check in checks))


def _versions() -> Iterator[Check]:
    import sqlite3
    import ssl

    yield Check("versions", "dedup", "ok", f"{__version__} in {_home()}")
    yield Check("versions", "Python", "ok", f"{platform.python_version()} on {sys.platform}")
    yield Check("versions", "SQLite", *_sqlite(sqlite3.sqlite_version))
    yield Check("versions", "TLS", "ok", ssl.OPENSSL_VERSION)


def _sqlite(version: str) -> tuple[State, str]:
    import sqlite3

    try:
        with closing(sqlite3.connect(":memory:")) as db:
            db.execute("CREATE VIRTUAL TABLE words USING fts5 (text)")
    except sqlite3.Error:
        return "broken", f"{version} without full-text search (FTS5), which the archive needs"
    return "ok", f"{version} with full-text search"


def _home() -> Path:
    """Return the folder that holds the package."""
    return Path(__file__).parents[1]


# --- what is installed ---------------------------------------------------------------------


def declared() -> tuple[list[str], dict[str, list[str]]]:
    """Return the requirements of the package, and of each of its extras.

    From the installed package; from pyproject.toml where the source is run as it lies.
    """
    from importlib import metadata

    project = _home().parent / "pyproject.toml"
    if project.is_file():
        import tomllib

        about = tomllib.loads(project.read_text("utf-8"))["project"]
        always = [each for each in about["dependencies"] if _applies(each)]
        declared_extras = about.get("optional-dependencies", {}).items()
        return always, {name: [*filter(_applies, lines)] for name, lines in declared_extras}
    extras: dict[str, list[str]] = {}
    always = []
    for each in metadata.requires("dedup") or ():
        extra = _EXTRA.search(each)
        lines = extras.setdefault(extra[1], []) if extra else always
        if _applies(each):
            lines.append(each.partition(";")[0])
    return always, extras


def _applies(requirement: str) -> bool:
    """Return whether a requirement is one of this version of Python."""
    marker = _PYTHON.search(requirement)
    if marker is None:
        return True
    here, there = sys.version_info[:2], _numbers(marker["version"])
    return {"<": here < there, "<=": here <= there, ">": here > there, ">=": here >= there}[
        marker["sign"]
    ]


def _requirements() -> Iterator[Check]:
    from importlib.metadata import PackageNotFoundError

    try:
        always, extras = declared()
    except PackageNotFoundError:
        yield Check("dependencies", "dedup", "broken", "not installed; pip install dedup")
        return
    modules = _modules()
    for requirement in always:
        name, state, detail = _installed(requirement, modules)
        yield Check("dependencies", name, "broken" if state == "missing" else state, detail)
    for extra, requirements in sorted(extras.items()):
        if extra not in _FOR_DEVELOPERS:
            yield _extra(extra, requirements, modules)


def _extra(extra: str, requirements: Iterable[str], modules: Mapping[str, str]) -> Check:
    found = [_installed(each, modules) for each in requirements if not each.startswith("dedup[")]
    states = {state for _, state, _ in found}
    detail = ", ".join(
        f"{name} {detail}" if state != "missing" else f"no {name}" for name, state, detail in found
    )
    purpose = PURPOSES.get(extra, "")
    if "missing" in states:
        detail += f"; pip install 'dedup[{extra}]'"
    if not found:
        detail = "needs nothing with this Python"
    worst: State = next((each for each in ("broken", "missing") if each in states), "ok")
    return Check("extras", extra, worst, f"{purpose} ({detail})" if purpose else detail)


def _installed(requirement: str, modules: Mapping[str, str]) -> tuple[str, State, str]:
    """Return a requirement's name, whether it is met and can be imported, and its version."""
    import importlib
    import warnings
    from importlib import metadata

    match = _REQUIREMENT.match(requirement)
    name = match["name"] if match else requirement
    try:
        version = metadata.version(name)
    except metadata.PackageNotFoundError:
        return name, "missing", "not installed"
    least = _AT_LEAST.search(match["rest"]) if match else None
    if least and _numbers(version) < _numbers(least[1]):
        return name, "broken", f"{version}, wanted {least[1]} or later"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            importlib.import_module(modules.get(_normal(name), name))
    # A package built for another machine may fail in any way.
    except Exception as error:
        return name, "broken", f"{version}, cannot be imported ({type(error).__name__}: {error})"
    return name, "ok", version


def _modules() -> dict[str, str]:
    """Return the module to import for each installed distribution."""
    from importlib.metadata import packages_distributions

    found: dict[str, str] = {}
    for module, owners in sorted(packages_distributions().items()):
        for owner in owners:
            if not module.startswith("_"):
                found.setdefault(_normal(owner), module)
    return found


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _numbers(version: str) -> tuple[int, ...]:
    numbers = [int(part) for part in re.match(r"[\d.]*", version)[0].split(".") if part]  # type: ignore[index]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


# --- files and settings --------------------------------------------------------------------


def _data() -> Iterator[Check]:
    """Read each data file, and miss those that the installed package came with."""
    folder = _home() / "data"
    names = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    for name in sorted(names | set(_shipped())):
        path = folder / name
        try:
            size = len(_unpacked(path))
        except (OSError, ValueError, EOFError) as error:
            yield Check("data", name, "broken", f"cannot be read ({error}); install dedup again")
        else:
            yield Check("data", name, "ok", f"{size:,} bytes")
    if not names:
        yield Check("data", str(folder), "broken", "no data files; install dedup again")


def _shipped() -> Iterator[str]:
    from importlib.metadata import PackageNotFoundError, files

    try:
        shipped = files("dedup") or ()
    except PackageNotFoundError:
        return
    for each in shipped:
        # Another dedup may be installed than the one that runs.
        if Path(str(each.locate())).resolve().parent == (_home() / "data").resolve():
            yield each.name


def _unpacked(path: Path) -> bytes:
    import gzip
    import json

    raw = path.read_bytes()
    if path.suffix == ".gz":
        raw = gzip.decompress(raw)
    if path.suffix == ".json":
        json.loads(raw)
    return raw


def _configuration() -> Iterator[Check]:
    from dedup.cli import config

    known = config.options_of()
    for path in config.candidates():
        if not path.is_file():
            yield Check("configuration", str(path), "missing", "not there; none is needed")
            continue
        try:
            text, document = config.read_file(path)
        except click.UsageError as error:
            yield Check("configuration", str(path), "broken", error.format_message())
            continue
        found = list(config.problems(document, known, text=text, name=str(path)))
        for problem in found:
            yield Check("configuration", str(path), "warning", problem)
        if not found:
            yield Check("configuration", str(path), "ok", "read")


def _environment() -> Iterator[Check]:
    known = _known_variables()
    for name, value in sorted(os.environ.items()):
        if name.startswith("DEDUP_") and name not in known:
            yield Check("environment", name, "warning", f"{value} (no such option)")
        elif name.startswith("DEDUP_") or (name in _VARIABLES and value):
            yield Check("environment", name, "ok", value)


def _known_variables() -> set[str]:
    from dedup.cli import cli
    from dedup.parallel import WORKERS

    return {WORKERS, *_variables(cli)}


def _variables(command: click.Command) -> Iterator[str]:
    for param in command.params:
        names = param.envvar
        yield from [names] if isinstance(names, str) else names or ()
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below is not None:
                yield from _variables(below)


def _paths(archive: Path, *, is_given: bool) -> Iterator[Check]:
    """Look at what would be written; only what somebody named has to be writable."""
    from dedup.cli.fetch import default_state

    yield Check("paths", "archive", *_writable(archive, "broken" if is_given else "warning"))
    yield Check("paths", "state of fetch", *_writable(default_state(), "warning"))


def _writable(path: Path, otherwise: State) -> tuple[State, str]:
    """Return whether a file could be written; SQLite also writes beside it."""
    if path.is_dir():
        return otherwise, f"{path}: a folder; wanted a file"
    if path.exists() and not os.access(path, os.R_OK | os.W_OK):
        return otherwise, f"{path}: cannot be written"
    folder = next(each for each in path.absolute().parents if each.exists())
    if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
        return otherwise, f"{path}: {folder} cannot be written"
    return "ok", str(path) if path.exists() else f"{path} (not there yet; can be made)"


def _processors() -> Iterator[Check]:
    from dedup.errors import OptionError
    from dedup.parallel import worker_count

    try:
        used = f"{worker_count()} used, of {os.cpu_count()}"
    except OptionError as error:
        yield Check("processors", "processors", "broken", str(error))
    else:
        yield Check("processors", "processors", "ok", used)


def _rendered(checks: list[Check], settings: Settings) -> str:
    if settings.format == "json":
        import json

        document = {"schema": "dedup/1", "checks": [asdict(check) for check in checks]}
        return json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False)
    from dedup.report.words import shown

    width = max(len(check.name) for check in checks if check.section != "configuration")
    lines: list[str] = []
    section = ""
    for check in checks:
        if check.section != section:
            section = check.section
            lines += ["", section] if lines else [section]
        name = shown(check.name)
        lines.append(f"  {check.state:<8} {name:<{width}}  {shown(check.detail)}".rstrip())
    return "\n".join(lines)
