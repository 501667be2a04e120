"""Write docs/reference/settings.md and docs/reference/commands.md from the code; `--check` fails when they are stale.

Run it with `make reference` after a change of a setting, a command or its description.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from bot.__main__ import main  # noqa: E402
from bot.settings import SETTINGS, Settings  # noqa: E402
from bot.slack.manifest import COMMANDS  # noqa: E402
from handlers.help import ANYWHERE, ON_A_CASE  # noqa: E402

QUOTES = "\"'"
NOTE = "<!-- Written by `make reference` from the code. Change the code, not this page. -->"
SETTINGS_HEAD = """# Settings

Set these in `.env`, or in the environment, which wins. Two settings are required: `SLACK_BOT_TOKEN`, and
`SLACK_SIGNING_SECRET` unless you use Socket Mode. All others have a default or switch something on.

- `.env.example` in the repository lists the same settings, ready to copy.
- An empty value is refused; remove the line instead. `$` and `{}` in a value are kept as they are.
- Baton lists all invalid settings at once and does not start. `python -m bot doctor` shows them, without secrets."""
COMMANDS_HEAD = """# Commands

In a case's thread, type `!claim` or `@Baton claim`. Anywhere else, type `/baton claim 1042`, with the case's number
or a link to its thread. In Baton's Messages tab, type `claim 1042`. At a shell, type `python -m bot` and a command from
the last section.

A command must be the first word of its message. Everything else you write in a thread is an internal note."""


def settings_page() -> str:
    """Return the page of all settings, in the groups and the order of .env.example."""
    return (
        "\n".join([NOTE, "", SETTINGS_HEAD, *_groups((ROOT / ".env.example").read_text(encoding="utf-8"))])
        + "\n"
    )


def _groups(example: str) -> Iterator[str]:
    for group in re.split(r"^## ", example, flags=re.MULTILINE)[1:]:
        title, _, rest = group.partition("\n")
        lines = re.findall(r"^(?:# )?([A-Z][A-Z_]+)=(.*)$", rest, re.MULTILINE)
        name, _, hint = re.sub(r" \(docs/\S+\)", "", title).partition(": ")
        yield from ("", f"## {name}", "")
        if hint:
            yield from (f"{hint[0].upper()}{hint[1:]}.", "")
        yield from (_setting(*line) for line in lines)


def _setting(name: str, written: str) -> str:
    """Return the line of a setting; `written` is its default as .env.example shows it, or an example."""
    setting = SETTINGS[name]
    field = setting.field
    line = f"- **`{name}`**: {field.description}"
    if field.is_required():
        always = Settings.model_fields[setting.path[0]].is_required()  # not only where a network is on
        return f"{line} Required." if always else line
    return f"{line} Default: `{written.strip(QUOTES)}`." if field.default is not None else line


def commands_page() -> str:
    """Return the page of everything people can type: in threads, as slash commands, at a shell."""
    parts = [
        *("## In a case's thread", "", *_words(ON_A_CASE)),
        *(
            "",
            "## Anywhere",
            "",
            "Type `/baton` and the word, `@Baton` and the word, or `!` and the word.",
            "",
        ),
        *_words(ANYWHERE),
        *("", "## Slash commands", "", *_table("slash command", _slash_rows())),
        *("", "Any other word works behind `/baton`, such as `/baton snooze 1042 2h`."),
        *("", "## At a shell", "", *_shell(main, "python -m bot")),
    ]
    return "\n".join([NOTE, "", COMMANDS_HEAD, "", *parts]).rstrip() + "\n"


def _slash_rows() -> Iterator[tuple[str, str]]:
    for word, does, usage in COMMANDS:
        yield f"/{word} {usage}", does


def _words(rows: Iterable[tuple[str, str, str]]) -> list[str]:
    return _table("command", ((" ".join(filter(None, (word, more))), does) for word, more, does in rows))


def _table(head: str, rows: Iterable[tuple[str, str]]) -> list[str]:
    lines = (f"| `{_cell(command)}` | {_cell(_sentence(does))} |" for command, does in rows)
    return [f"| {head} | what it does |", "|---|---|", *lines]


def _sentence(words: str) -> str:
    return words[0].upper() + words[1:]


def _cell(words: str) -> str:
    return words.replace("|", "\\|").replace("\n", " ")


def _shell(group: click.Group, prefix: str) -> Iterator[str]:
    """Yield a section for each command of a group, and for those of the groups in it."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None or command.hidden:
            continue
        words = f"{prefix} {name}"
        # Python 3.13 takes the indentation out of docstrings, earlier ones leave some of it.
        told = " ".join((command.help or "").partition("\f")[0].split())
        yield from (f"### `{words}`", "", _cell(told), "")
        yield from _options(command)
        if isinstance(command, click.Group):
            yield from _shell(command, words)


def _options(command: click.Command) -> Iterator[str]:
    rows = [row for parameter in command.params if (row := _parameter(parameter))]
    if rows:
        yield from ("| option | meaning |", "|---|---|", *rows, "")


def _parameter(parameter: click.Parameter) -> str:
    if isinstance(parameter, click.Option):
        names = ", ".join(f"`{name}`" for name in (*parameter.opts, *parameter.secondary_opts))
        shown = f" Default: `{parameter.default}`." if parameter.show_default else ""
        return f"| {names} | {_cell(parameter.help or '')}{shown} |"
    many = " ..." if parameter.nargs == -1 else ""
    needed = "Required." if parameter.required else "Optional."
    return f"| `{(parameter.name or '').upper()}{many}` | {needed} |"


PAGES = {
    ROOT / "docs" / "reference" / "settings.md": settings_page,
    ROOT / "docs" / "reference" / "commands.md": commands_page,
}


def stale_pages() -> list[str]:
    """Return the names of the pages that are not what the code says."""
    return [
        page.name
        for page, build in PAGES.items()
        if not page.exists() or page.read_text(encoding="utf-8") != build()
    ]


if __name__ == "__main__":
    if "--check" in sys.argv[1:]:
        if stale := stale_pages():
            sys.exit(f"Stale: {', '.join(stale)}. Run `make reference`.")
    else:
        for page, build in PAGES.items():
            page.write_text(build(), encoding="utf-8")
