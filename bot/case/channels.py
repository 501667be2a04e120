"""Move a case's threads along when its Slack channel gets another id."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from bot.case.model import Ask, Case, Event, Thread

Place = tuple[str, str]


def follow_channel(case: Case, ask: Ask, *, old: str, new: str) -> list[Event]:
    """Record that the channel `old` now has the id `new`; return no event when no thread of the case is there."""
    return [ask.event("channel_changed", old=old, new=new)] if _is_in(case, old) else []


def apply_channel_changed(case: Case, event: Event) -> Case:
    """Return the case with its current and earlier threads under the new id."""
    old, new = event.data["old"], event.data["new"]
    return replace(
        case,
        thread=case.thread and _moved(case.thread, old, new),
        earlier_threads=tuple(_moved(thread, old, new) for thread in case.earlier_threads),
        escalations=tuple(
            replace(each, channel=new) if each.channel == old else each for each in case.escalations
        ),
    )


def places_of_notes(event_log: Sequence[Event]) -> dict[int, Place]:
    """Return the location of each note in Slack, as (channel, ts), by the number of each event about it."""
    moves = _moves_in(event_log)
    notes = [event for event in event_log if event.kind in ("noted", "note_edited", "note_deleted")]
    return {
        event.number: (moves.get(event.data["channel"], event.data["channel"]), event.data["ts"])
        for event in notes
    }


def latest_of_notes(event_log: Sequence[Event], places: Mapping[int, Place]) -> dict[Place, Event]:
    """Return the event with each note's current text, by the note's location.

    Slack does not promise the order of events, and a note waits until its author is looked up. So an edit or a deletion
    that arrives before its note wins.
    """
    latest: dict[Place, Event] = {}
    for event in (each for each in event_log if each.number in places):
        place = places[event.number]
        latest[place] = latest.get(place, event) if event.kind == "noted" else event
    return latest


def _moves_in(event_log: Sequence[Event]) -> dict[str, str]:
    """Return the earlier ids of the case's channels, each with its current id."""
    moves: dict[str, str] = {}
    for event in event_log:
        if event.kind == "channel_changed":
            old, new = event.data["old"], event.data["new"]
            moves = {was: new if now == old else now for was, now in moves.items()} | {old: new}
    return moves


def _is_in(case: Case, channel: str) -> bool:
    return any(thread.channel == channel for thread in case.threads)


def _moved(thread: Thread, old: str, new: str) -> Thread:
    if thread.channel != old:
        return thread
    return replace(thread, channel=new, url=thread.url.replace(f"/archives/{old}/", f"/archives/{new}/"))
