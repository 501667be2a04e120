"""What people are told of the routing rules: broken, mended."""

from collections.abc import Iterator, Sequence

from bot.desk import Message
from bot.desk.blocks import Element, line, message, outside, rich, text
from bot.routing import Fault

FAULTS_SHOWN = 5
FAULT_LIMIT = 300


def broken_message(name: str, faults: Sequence[Fault], in_force: str, editors: str) -> Message:
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


def _faults(faults: Sequence[Fault]) -> Iterator[Element]:
    for fault in faults[:FAULTS_SHOWN]:
        what = outside(f"{fault.message}; {fault.remedy}", FAULT_LIMIT)
        yield line(f"• line {fault.line}, column {fault.column}: ", what)
    if (more := len(faults) - FAULTS_SHOWN) > 0:
        yield line(f"and {more} more; `python -m bot routing check` lists them all")
