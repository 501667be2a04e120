"""Alerts about the routing rules: errors, valid again, changed."""

from collections.abc import Iterator, Sequence

from bot.routing import RuleError
from bot.slack import Message
from bot.slack.views.blocks import Element, actions, button, line, message, named, rich, text, untrusted

FAULTS_SHOWN = 5
FAULT_LIMIT = 300
NOTE_LIMIT = 300


def broken_message(name: str, faults: Sequence[RuleError], in_force: str, editors: str) -> Message:
    """Return the alert for rules with errors: who should fix what, and which rules stay active."""
    errors = f"{len(faults)} error{'' if len(faults) == 1 else 's'}. "
    fixers = [untrusted(editors, 200), text(", please fix.")] if editors else [text("Please fix the file.")]
    return message(
        rich(
            line(text("The new routing rules have errors and are not active. ", bold=True)),
            line(untrusted(name), f": {errors}", *fixers),
            *_faults(faults),
            line(f"The previous rules (version {in_force}) stay active."),
        )
    )


def built_in_message(file: str, channel: str) -> Message:
    """Return the message that Baton started without a rules file, and where posts go meanwhile."""
    return message(
        rich(
            line(text("Baton has no routing rules yet. ", bold=True)),
            line("Every post goes to ", untrusted(channel), f" until the file {file} exists."),
            line("`python -m bot init` writes a first one."),
        )
    )


def valid_again_message(broken: str, name: str, version: str) -> Message:
    """Return the message that the rules are valid again."""
    instead = [] if broken == name else [text(" in place of "), untrusted(broken)]
    valid = text("The routing rules are valid again. ", bold=True)
    return message(rich(line(valid, untrusted(name), f" is active (version {version})", *instead, ".")))


def saved_message(number: int, version: str, author: str, note: str, *, replaced_by: int = 0) -> Message:
    """Return the message that someone activated other rules; `version` is "" for the rules file.

    It offers *Undo* until another version is saved, `replaced_by`.
    """
    who = named(author) if author else text("Someone on the command line")
    what = (
        f" switched back to the rules file (version {number})."
        if not version
        else (f" changed the routing rules: version {number} ({version}) is active.")
    )
    undo = button("undo_rules", "Undo", str(number), says=f"Undo version {number} of the rules")
    words = [line(text("Change note: "), untrusted(note, NOTE_LIMIT))] if note.strip() else []
    if replaced_by:
        return message(rich(line(who, what), *words, line(f"Version {replaced_by} replaced it.")))
    return message(rich(line(who, what), *words), actions(undo))


def _faults(faults: Sequence[RuleError]) -> Iterator[Element]:
    for fault in faults[:FAULTS_SHOWN]:
        what = untrusted(fault.said, FAULT_LIMIT)
        yield line(f"• Line {fault.line}, column {fault.column}: ", what)
    if (more := len(faults) - FAULTS_SHOWN) > 0:
        yield line(f"and {more} more; `python -m bot routing check` lists them all")
