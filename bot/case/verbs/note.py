"""Internal notes: messages of staff in the thread, kept in the event log and never sent out."""

from bot.case.model import Ask, Case, Event


def note(case: Case, ask: Ask, *, channel: str, ts: str, text: str, role: str = "") -> list[Event]:
    """Keep a message from the thread; `role` describes an author who is not a member of the workspace."""
    return [ask.event("noted", channel=channel, ts=ts, text=text, **({"role": role} if role else {}))]


def edit_note(case: Case, ask: Ask, *, channel: str, ts: str, text: str) -> list[Event]:
    """Record the new text of a note."""
    return [ask.event("note_edited", channel=channel, ts=ts, text=text)]


def delete_note(case: Case, ask: Ask, *, channel: str, ts: str) -> list[Event]:
    """Record that a note was deleted."""
    return [ask.event("note_deleted", channel=channel, ts=ts)]
