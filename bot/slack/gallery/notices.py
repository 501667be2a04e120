"""Specimens of what follows an escalation, notifies a person, or asks how they want to be notified."""

from collections.abc import Iterator

from bot.case import Case, Event
from bot.case.handling_model import Escalation
from bot.case.notifications import Preference, Way
from bot.case.serialization import mention_to_json
from bot.slack import Message
from bot.slack.gallery.cases import NOW, OTHER, OWNER, cases
from bot.slack.gallery.messages import after, events
from bot.slack.views.inputs import View
from bot.slack.views.notification import draw_direct, draw_instead
from bot.slack.views.preferences import preferences_message, preferences_modal
from bot.slack.views.source_reply import (
    draw_answered,
    draw_answered_directly,
    draw_ended,
    draw_ended_directly,
    draw_open_again,
    draw_source_reply,
)

Named = Iterator[tuple[str, Message | View | None]]


def notices(words: str) -> Named:
    """Yield the messages under an escalated message, direct messages, and the choice of how to be notified."""
    yield from _escalations(words)
    for kept in (True, False):
        for event in events(words):
            case = cases(words)["claimed"]
            yield from _direct(after(case, event, words) if kept else case, event, is_first=kept)
    unverified = cases(words)["unverified sender"]
    wrote = Event("joined", "x", NOW, "r", {"mention": mention_to_json(unverified.mentions[-1])}, 99)
    yield from _direct(unverified, wrote, is_first=True)
    teams = [words] * 9
    for way in Way:
        for off_shift, named in ((True, teams), (False, teams), (False, [])):
            chosen = Preference(way, off_shift=off_shift)
            name = f"{way.value}, {'always' if off_shift else 'on shift'}, {len(named)} teams"
            yield f"preferences, {name}", preferences_message(chosen, named)
            yield f"preferences, {name}: window", preferences_modal(chosen, named)


def _escalations(words: str) -> Named:
    for is_open in (True, False):
        readers = "open" if is_open else "not open"
        for name, case in cases(words).items():
            team = "service" if is_open else "press"
            said = Escalation(1, OTHER, NOW, team, "C0000TEAM", "1.2", words)
            reply = draw_source_reply(case, said, to=words, now_with=words, is_open=is_open)
            yield f"source reply, {name}, {readers}", reply
            yield f"escalation answered, {name}, {readers}", draw_answered(case, said, is_open)
            yield f"escalation ended, {name}, {readers}", draw_ended(case, said, words, is_open)
            yield f"escalation open again, {name}, {readers}", draw_open_again(case, said, is_open)
            answered = draw_answered_directly(case, words, sees=is_open)
            yield f"direct message, escalation answered, {name}, {readers}", answered
            ended = draw_ended_directly(case, said, words, words, sees=is_open)
            yield f"direct message, escalation ended, {name}, {readers}", ended


def _direct(case: Case, event: Event, *, is_first: bool) -> Named:
    name = f"{event.kind} {event.number}, {'settled' if not is_first else 'open'}"
    for to in (OWNER, OTHER):
        yield f"direct message, {name}, {to}", draw_direct(case, event, to, NOW)
    instead = draw_instead(case, event, OWNER, NOW, first=is_first)
    yield f"in place of a direct message, {name}", instead
