"""Specimens of what follows an escalation, notifies a person, or asks how they want to be notified."""

from collections.abc import Iterator

from bot.case.handling_model import Escalation
from bot.case.notifications import Preference, Way
from bot.slack import Message
from bot.slack.gallery.cases import NOW, OTHER, OWNER, cases
from bot.slack.gallery.messages import events
from bot.slack.views.case_row import Reader
from bot.slack.views.inputs import View
from bot.slack.views.modals import notice_modal
from bot.slack.views.notification import draw_direct, draw_instead
from bot.slack.views.preferences import preferences_message, preferences_modal
from bot.slack.views.rule_alerts import built_in_message
from bot.slack.views.search import search_message
from bot.slack.views.source_reply import (
    draw_answered,
    draw_answered_directly,
    draw_ended,
    draw_ended_directly,
    draw_open_again,
    draw_source_reply,
)


def notices(words: str) -> Iterator[tuple[str, Message | View | None]]:
    """Yield the messages under an escalated message, direct messages, preferences and other answers."""
    found = cases(words)
    escalation = Escalation(3, OTHER, NOW, "service", "C0000TEAM", "1.2", words)
    for name, case in found.items():
        reply = draw_source_reply(case, escalation, to=words, now_with=words, is_open=True)
        yield f"source reply, {name}", reply
        yield f"escalation answered, {name}", draw_answered(case, escalation, is_open=True)
        yield f"escalation ended, {name}", draw_ended(case, escalation, words, is_open=True)
        yield f"direct message, escalation answered, {name}", draw_answered_directly(case, words, sees=True)
        ended = draw_ended_directly(case, escalation, words, words, sees=True)
        yield f"direct message, escalation ended, {name}", ended
        yield f"escalation open again, {name}", draw_open_again(case, escalation, is_open=False)
    for event in events(words):
        case = found["claimed"]
        yield f"direct message, {event.kind} {event.number}", draw_direct(case, event, OWNER, NOW)
        instead = draw_instead(case, event, OWNER, NOW, first=True)
        yield f"in place of a direct message, {event.kind} {event.number}", instead
    chosen = Preference(Way.BOTH, off_shift=True)
    yield "preferences", preferences_message(chosen, [words])
    yield "preferences, window", preferences_modal(chosen, [words])
    yield "no rules file", built_in_message(words, words)
    yield "search", search_message(words, [found["claimed"]] * 30, Reader(OWNER, NOW))
    yield "notice", notice_modal(preferences_message(chosen), "Done")
