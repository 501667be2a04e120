"""One of every answer to one person, and the previews of links."""

from collections.abc import Iterator
from dataclasses import replace as with_fields
from datetime import timedelta

from bot.case import Case
from bot.shifts import Loan, Present, Shift
from bot.slack import Message
from bot.slack.gallery.cases import NOW, OTHER, OWNER, SOON, cases, draft, sent, team
from bot.slack.views.case_row import Reader
from bot.slack.views.clocks import draw_clocks
from bot.slack.views.correct import confirm_correction_message, delete_reply_message
from bot.slack.views.escalate import escalated_message
from bot.slack.views.home import Lists, draw_queue
from bot.slack.views.modals import (
    Invitation,
    resolved_message,
    take_over_message,
    take_private_message,
    with_result,
)
from bot.slack.views.reply import Terms, confirm_reply_message, resolving_message
from bot.slack.views.rule_editor import Version, edit_message, history_message
from bot.slack.views.search import search_message
from bot.slack.views.sentiment import sentiment_message
from bot.slack.views.shifts import draw_present, draw_temporary_member, draw_temporary_members
from bot.slack.views.snooze_and_ask import pending_message, snoozed_message
from bot.slack.views.unfurl import draw_unfurl
from bot.slack.views.why import InForce, draw_why

Named = Iterator[tuple[str, Message | None]]


def answers(words: str) -> Named:
    """Yield the answers to what one person typed or pressed."""
    yield from _about_cases(words)
    yield from _about_a_reply(words)
    yield from _queues(words)
    yield from _shifts(words)
    yield "edit rules", edit_message()
    version = Version(3, OWNER, NOW, words, False)
    older = [with_fields(version, number=2, author="", is_file=True), *[version] * 8]
    yield "versions of the rules", history_message([version, *older])
    yield "rules file in use", history_message([older[0], version])
    yield "no version of the rules", history_message([])


def _about_cases(words: str) -> Named:
    for name, case in cases(words).items():
        yield f"SLA timers, {name}", draw_clocks(case, NOW)
        yield f"link preview, {name}", _unfurled(case, words)
        yield f"snoozed, {name}", snoozed_message(case) if case.snooze else None
        yield f"pending, {name}", pending_message(case)
        for undo in (0, 7):
            resolved = resolved_message(case, undo, closing=not undo)
            yield f"resolved, {name}, undo {undo}", resolved if case.resolution else None
    case = cases(words)["claimed"]
    yield "resolved, final", resolved_message(case, 0, closing=False)
    yield "why", draw_why(case, None, InForce("v1", words))
    yield "sentiment", sentiment_message(case)
    yield "take over", take_over_message(case, NOW, NOW)
    for name in ("claimed", "without a card", "without a link to its card"):
        for followed in (True, False, None):
            said = escalated_message(cases(words)[name], words, is_followed=followed)
            yield f"escalated, {name}, followed {followed}", said


def _unfurled(case: Case, words: str) -> Message:
    """Return the preview of a link. Slack shows it under somebody's message, whose text is not ours."""
    preview = draw_unfurl(case, words, words)
    return Message(preview["fallback"], tuple(preview["blocks"]))


def _about_a_reply(words: str) -> Named:
    case, reply = cases(words)["claimed"], sent(words)
    terms = Terms(words, 18, 280, NOW, cost=0.2, dearer=True)
    yield "preview of a reply", confirm_reply_message(case, case.first, draft(words), terms)
    yield "preview of a correction", confirm_correction_message(case, reply, case.first, draft(words), terms)
    yield "delete a reply", delete_reply_message(case, reply, case.first)
    yield "resolved once sent", resolving_message(case, reply)
    invited = Invitation("https://help.example/7", "help@help.example")
    yield "move to private", take_private_message(case, invited)
    yield "move to private, link only", take_private_message(case, with_fields(invited, address=""))


def _queues(words: str) -> Named:
    found, every = cases(words), list(cases(words).values())
    reader = Reader(OWNER, NOW, names={OWNER: words}, titles={"service": words})
    full = Lists(late=every, mine=every, waiting=every, pending=every, snoozed=every)
    yield "queue, empty", draw_queue(reader, Lists())
    queue = draw_queue(reader, full, team="service")
    yield "queue, full", queue
    yield "queue after an action", with_result(f"Case #{every[0].number} is yours.", queue)
    yield "queue, snoozed", draw_queue(reader, Lists(snoozed=[found["snoozed"]]), team="service")
    for count in (0, 1, 30):
        yield f"search, {count} found", search_message(words, (every * 2)[:count], reader)
    distant = with_fields(reader, now=NOW + timedelta(days=30))
    yield "search, long ago", search_message(words, every[:20], distant)


def _shifts(words: str) -> Named:
    staffed = Present(team(words), (Shift(OWNER, SOON), *[Shift(OTHER, None)] * 30))
    yield "on shift", draw_present(OWNER, [staffed, Present(team(words), ())] * 5, ["service"])
    yield "off shift", draw_present(OWNER, [Present(team(words), ())], ["service"])
    loan = Loan("service", OTHER, OWNER, SOON)
    yield "temporary members", draw_temporary_members([loan] * 12, {"service": words})
    yield "no temporary members", draw_temporary_members([], {})
    yield "temporary member", draw_temporary_member(loan, words, NOW)
    yield "no longer a temporary member", draw_temporary_member(loan, words, SOON + timedelta(days=1))
