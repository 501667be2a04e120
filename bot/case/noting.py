"""What staff say in the thread, kept in the journal: it never goes out."""

from bot.case.records import Ask, Case, Event


def note(case: Case, ask: Ask, *, channel: str, ts: str, text: str) -> list[Event]:
    return [ask.event("noted", channel=channel, ts=ts, text=text)]


def edit_note(case: Case, ask: Ask, *, channel: str, ts: str, text: str) -> list[Event]:
    return [ask.event("note_edited", channel=channel, ts=ts, text=text)]


def delete_note(case: Case, ask: Ask, *, channel: str, ts: str) -> list[Event]:
    return [ask.event("note_deleted", channel=channel, ts=ts)]
