"""The command line: one module a command, this one the way in.

Data goes to stdout, everything else to stderr. Exit codes: 0 done, 1 findings
(only with ``--exit-code``), 2 usage, 3 unreadable input, 70 a fault of this
program, 130 interrupted. Only light modules are imported before a command runs,
so that ``--help`` is instant.
"""

from __future__ import annotations

import gc
import importlib
import sys
from collections.abc import Sequence

import click

from dedup import __version__
from dedup.cli.notes import close_logging, close_stdout, drop_stdout, print_error
from dedup.cli.settings import Session
from dedup.errors import DedupError, OptionError

# Each command with the first line of its help, so that `dedup --help` need not load it.
COMMANDS = {
    "diff": "Compare articles about one event, story by story.",
    "cluster": "Group articles into stories.",
    "check": "Look a claim up in articles.",
    "duplicates": "Find exact, near and partial copies.",
    "clean": "Tell an article's own text from menus, teasers and share bars.",
    "fetch": "Read feeds and write their new articles as JSON Lines.",
    "watch": "Read feeds again and again, and hand on their new articles.",
    "archive": "Keep stories in a file, and see what changed since the last look.",
    "eval": "Measure quality on labelled files (.jsonl, .jsonl.gz).",
    "doctor": "Say what is installed, found and writable.",
    "completion": "Print the script that completes words in a shell.",
}
# sysexits.h, EX_SOFTWARE: an internal error, which no input should cause.
_EXIT_FAULT = 70


_HELP = """Show which facts each outlet adds, leaves out or contradicts.

\b
dedup diff samples/articles                      compare articles, story by story
dedup check "Four people died" samples/articles  is a claim in these articles?

PATHs are files, folders, glob patterns or - (standard input): plain text, JSON,
JSON Lines, CSV, HTML. Works offline and never says who is right.
"""


# Articles are many small records and no cycles. Looking through all of them after every 700 new
# ones, as Python does, takes 11 % of the time of `cluster` on 20,000 articles.
OBJECTS_PER_COLLECTION = 200_000


class _Commands(click.Group):
    """Loads a command's module when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"dedup.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=_Commands,
    help=_HELP,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "DEDUP"},
)
@click.version_option(__version__, "--version", prog_name="dedup", message="%(prog)s %(version)s")
@click.pass_context
def cli(ctx: click.Context) -> int:
    """Show help when no command is named."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help(), err=True)
        return 2
    return 0


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit code."""
    session = Session()
    thresholds = gc.get_threshold()
    gc.set_threshold(OBJECTS_PER_COLLECTION, *thresholds[1:])
    try:
        arguments = list(sys.argv[1:] if argv is None else argv)
        code = cli.main(args=arguments, prog_name="dedup", standalone_mode=False, obj=session)
        return close_stdout(code if isinstance(code, int) else 0)
    except click.UsageError as error:
        where = error.ctx.command_path if error.ctx else "dedup"
        return _failed(session, f"{error.format_message()}; see '{where} --help'", 2)
    except click.ClickException as error:
        return _failed(session, error.format_message(), 2)
    except (click.Abort, KeyboardInterrupt):
        return 130
    except OptionError as error:
        return _failed(session, str(error), 2)
    except DedupError as error:
        return _failed(session, str(error), 3)
    except OSError as error:
        # Reading is guarded where it happens; what is left is a full disk or a closed stdout.
        # What stdout still holds fails once more at exit, and that would be the exit code.
        drop_stdout()
        return _failed(session, f"output cannot be written ({error.strerror or error})", 3)
    except MemoryError:
        return _failed(session, "out of memory; give it fewer articles at a time", 3)
    except Exception as error:
        what = f"{type(error).__name__}: {error}".rstrip(": ")
        return _failed(
            session, f"internal error, {what}; run again with -vv to see where", _EXIT_FAULT
        )
    finally:
        gc.set_threshold(*thresholds)
        close_logging()


def _failed(session: Session, message: str, code: int) -> int:
    """Print one line about the exception being handled; the traceback only with -vv."""
    if session.verbosity >= 2:
        import traceback

        sys.stderr.write(traceback.format_exc())
    print_error(message)
    return code
