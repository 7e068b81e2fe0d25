"""``dedup completion``: the script that lets a shell complete commands and options."""

from __future__ import annotations

import click

from dedup.cli.options import Command

_HELP = """Print the script that completes words in a shell.

\b
dedup completion bash > ~/.local/share/bash-completion/completions/dedup
dedup completion fish > ~/.config/fish/completions/dedup.fish

The first lines of the script say where to put it.
"""

# Where each shell looks by itself: bash-completion's and fish's user folders; zsh has none.
_INSTALL = {
    "bash": (
        "dedup completion bash > ~/.local/share/bash-completion/completions/dedup",
        "where the package bash-completion is installed; else add to ~/.bashrc:",
        'eval "$(dedup completion bash)"',
    ),
    "zsh": (
        "dedup completion zsh > ~/.zsh/_dedup",
        "with this in ~/.zshrc, before compinit:",
        "fpath+=(~/.zsh)",
    ),
    "fish": ("dedup completion fish > ~/.config/fish/completions/dedup.fish",),
}


@click.command("completion", cls=Command, help=_HELP)
@click.argument("shell", type=click.Choice(sorted(_INSTALL)))
@click.pass_context
def command(ctx: click.Context, shell: str) -> int:
    """Print a completion script."""
    from click.shell_completion import get_completion_class

    found = get_completion_class(shell)
    if found is None:
        raise click.UsageError(f"no completion for {shell}", ctx)
    script = found(ctx.find_root().command, {}, "dedup", "_DEDUP_COMPLETE").source()
    lines = script.strip().splitlines()
    # zsh reads a first line "#compdef dedup"; it has to stay the first.
    first = [lines.pop(0)] if lines[0].startswith("#compdef") else []
    notes = [
        f"# To install: {_INSTALL[shell][0]}",
        *(f"#   {each}" for each in _INSTALL[shell][1:]),
    ]
    click.echo("\n".join([*first, *notes, "", *lines]))
    return 0
