"""What staff say in the thread, kept in the journal: it never goes out."""

from bot.case.model import Ask, Case, Event


def note(case: Case, ask: Ask, *, channel: str, ts: str, text: str, role: str = "") -> list[Event]:
    """Keep what somebody said in the thread; `role` says what its author is who is no member of the workspace."""
    return [ask.event("noted", channel=channel, ts=ts, text=text, **({"role": role} if role else {}))]


def edit_note(case: Case, ask: Ask, *, channel: str, ts: str, text: str) -> list[Event]:
    return [ask.event("note_edited", channel=channel, ts=ts, text=text)]


def delete_note(case: Case, ask: Ask, *, channel: str, ts: str) -> list[Event]:
    return [ask.event("note_deleted", channel=channel, ts=ts)]
