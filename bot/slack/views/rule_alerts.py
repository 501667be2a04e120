"""What the alert channel is told of the routing rules: broken, mended, changed by somebody."""

from collections.abc import Iterator, Sequence

from bot.routing import RuleError
from bot.slack import Message
from bot.slack.views.blocks import Element, actions, button, line, message, named, outside, rich, text

FAULTS_SHOWN = 5
FAULT_LIMIT = 300
NOTE_LIMIT = 300


def broken_message(name: str, faults: Sequence[RuleError], in_force: str, editors: str) -> Message:
    """New rules that cannot be used: who must mend what, and what decides meanwhile."""
    who = outside(editors or "whoever changed it", 200)
    return message(
        rich(
            line(text("The new routing rules are broken and not in force. ", bold=True)),
            line(outside(name), f": {len(faults)} to mend, by ", who, "."),
            *_faults(faults),
            line(f"Meanwhile the rules before them decide (version {in_force})."),
        )
    )


def mended_message(broken: str, name: str, version: str) -> Message:
    """After that: rules that can be used are in force."""
    instead = [] if broken == name else [text(" in place of "), outside(broken)]
    mended = text("The routing rules are mended. ", bold=True)
    return message(rich(line(mended, outside(name), f" is in force (version {version})", *instead, ".")))


def saved_message(number: int, version: str, author: str, note: str, *, replaced_by: int = 0) -> Message:
    """Somebody put other rules in force; `version` is empty where it is the file again.

    It can be undone until another version is saved, `replaced_by`.
    """
    who = named(author) if author else text("Someone at the command line")
    what = (
        f" put the rules file in force again (version {number})."
        if not version
        else (f" changed the routing rules: version {number} ({version}) is in force.")
    )
    undo = button("undo_rules", "Undo", str(number), says=f"Undo version {number} of the rules")
    words = [line(text("What for: "), outside(note, NOTE_LIMIT))] if note.strip() else []
    if replaced_by:
        return message(rich(line(who, what), *words, line(f"Version {replaced_by} replaced it.")))
    return message(rich(line(who, what), *words), actions(undo))


def _faults(faults: Sequence[RuleError]) -> Iterator[Element]:
    for fault in faults[:FAULTS_SHOWN]:
        what = outside(f"{fault.message}; {fault.remedy}", FAULT_LIMIT)
        yield line(f"• line {fault.line}, column {fault.column}: ", what)
    if (more := len(faults) - FAULTS_SHOWN) > 0:
        yield line(f"and {more} more; `python -m bot routing check` lists them all")
