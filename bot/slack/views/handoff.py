"""Snoozes, hand-overs and guidance: their lines on the card, in threads and in channels."""

from collections.abc import Callable, Iterator, Sequence

from bot.case.handling_model import Guidance, HandOff
from bot.case.model import Case, Event
from bot.case.verbs.guidance import answered_by
from bot.slack import Message
from bot.slack.views.blocks import (
    Element,
    actions,
    button,
    date,
    line,
    link,
    message,
    named,
    person,
    quote,
    rich,
    text,
    untrusted,
)
from bot.slack.views.push import as_push
from bot.slack.views.text import one_line

REASON_SHOWN = 1_000
WHY_ENDED = {"time": ".", "customer": ": the customer replied."}


def snooze_of(case: Case) -> list[Element]:
    """Return the end of the snooze, and who set it."""
    if case.snooze is None:
        return []
    until = (
        [text(" until "), date(case.snooze.until)]
        if case.snooze.until
        else [text(" until the customer replies")]
    )
    return [text("Snoozed", bold=True), *until, text(" by "), named(case.snooze.by)]


def hand_over_lines(case: Case, limit: int = 300) -> Iterator[Element]:
    """Yield the team a case came from, who handed it over, and at most `limit` units of the note."""
    brought = _brought(case)
    if not case.earlier_threads or brought is None:
        return
    left = case.earlier_threads[-1]
    where = link(left.url, f"the thread in {one_line(left.name) or 'another channel'}")
    pieces = [text(" by "), named(brought.by), *reason_after(brought.reason, limit)]
    yield line("Sent back from " if brought.sent_back else "Handed over from ", where, *pieces)


def was_moved(case: Case) -> bool:
    """Return true when a person brought the case to its team; after an undone handover, nobody did."""
    return case.origin is not None or _brought(case) is not None


def _brought(case: Case) -> HandOff | None:
    """Return the handover that brought the case; one that earlier versions stored is known until the answer."""
    earlier = case.hand_off if case.hand_off and case.hand_off.team_from else None
    return case.brought or earlier


def guidance_lines(case: Case) -> Iterator[Element]:
    """Yield the people and teams whose guidance the owner waits for."""
    if case.guidance:
        asked = [element for each in case.guidance for element in (text(", "), _asked_of(each, named))][1:]
        yield line(text("Waiting for guidance from ", bold=True), *asked)


def reason_after(words: str, limit: int = 300) -> list[Element]:
    """Return a reason for the end of a line."""
    return [text(": "), untrusted(words, limit)] if words.strip() else []


def draw_handed_over(case: Case, event: Event) -> Message:
    """Draw a hand-over or its rejection, and notify the former owner and the person who handed it over."""
    data = event.data
    teams = [text(" from "), untrusted(data["team_from"]), text(" to "), untrusted(data["team_to"])]
    what = text("Sent back" if data.get("refused") else "Handed over", bold=True)
    return message(
        rich(
            line(what, *teams, " by ", named(event.by), *_former_people(event)),
            quote(data["reason"], REASON_SHOWN),
        )
    )


def _former_people(event: Event) -> list[Element]:
    data = event.data
    pieces: list[Element] = []
    owner, brought_by = data.get("owner"), data.get("brought_by")
    if owner and owner != event.by:
        pieces += [text("was assigned to "), person(owner)]
    if data.get("refused") and brought_by and brought_by != event.by:
        pieces += [text("; handed over by " if pieces else "handed over by "), person(brought_by)]
    return [text(" ("), *pieces, text(")")] if pieces else []


def draw_bouncing(case: Case, event: Event, lead: Sequence[Element]) -> Message:
    """Draw that two teams bounce a case; `lead` notifies those who decide."""
    teams = (untrusted(event.data["team_from"]), " and ", untrusted(event.data["team_to"]))
    times = "twice" if case.sent_back == 2 else f"{case.sent_back} times"
    drawn = message(
        rich(
            line(
                *_listed(lead),
                _case_link(case),
                " has bounced between ",
                *teams,
                f" {times}. Please decide which team owns it.",
            ),
            quote(event.data["reason"], REASON_SHOWN),
        )
    )
    return as_push(drawn)


def draw_snooze_ended(case: Case, event: Event) -> Message | None:
    """Draw the end of a snooze; None for the owner's own act, or when the case moved."""
    why = WHY_ENDED.get(event.data["why"])
    if event.data["why"] == "moved" or event.by == case.owner:
        return None
    by = [text(why)] if why else [text(" by "), named(event.by), text(".")]
    return message(rich(line(text("Snooze ended", bold=True), *by)))


def draw_follow_up_due(case: Case, event: Event) -> Message:
    """Draw that a follow-up time came while the customer stayed silent."""
    said = ": the customer hasn't replied. The case is back in its owner's list."
    return message(rich(line(text("Follow-up", bold=True), said)))


def draw_guidance_asked(case: Case, event: Event) -> Message:
    """Draw the question, with *Mark as answered* while it is open. It never leaves Slack."""
    asked = _guidance(event)
    said = rich(
        line(
            text("Guidance requested", bold=True), " from ", _asked_of(asked, person), " by ", named(asked.by)
        ),
        quote(asked.question, REASON_SHOWN),
    )
    if all(each.number != asked.number for each in case.guidance):
        return message(said)
    says = f"Mark the question in case {case.number} as answered"
    return message(
        said,
        actions(button("answered_question", "Mark as answered", f"{case.number}/{asked.number}", says=says)),
    )


def draw_guidance_given(case: Case, event: Event) -> Message | None:
    """Draw that questions were answered, for those who asked; None when they marked one themselves."""
    asked_by = answered_by(event)
    askers = dict.fromkeys(asked_by.values())
    if event.by in askers:
        return None
    whose = "Your" if case.owner in askers else "The"
    called = [part for asker in askers for part in (person(asker), text(" "))]
    return message(rich(line(*called, *answered_words(whose, len(asked_by), event.by))))


def answered_words(whose: str, questions: int, by: str) -> list[Element | str]:
    """Return that so many questions were answered, and by whom."""
    what = "question was" if questions == 1 else f"{questions} questions were"
    return [f"{whose} {what} answered by ", named(by), "."]


def draw_guidance_wanted(case: Case, event: Event, notify: Sequence[Element]) -> Message:
    """Draw the question for the channel of the team that was asked."""
    asked = _guidance(event)
    return as_push(
        message(
            rich(
                line(*_listed(notify), named(asked.by), " asks about ", _case_link(case), ":"),
                quote(asked.question, REASON_SHOWN),
                line("Reply in its thread. Customers can't see what you write there."),
            )
        )
    )


def _guidance(event: Event) -> Guidance:
    return Guidance(event.number, event.by, at=event.at, **event.data)


def _asked_of(asked: Guidance, show: Callable[[str], Element]) -> Element:
    return untrusted(asked.title or asked.team, bold=True) if asked.team else show(asked.person)


def _listed(pieces: Sequence[Element]) -> list[Element]:
    return [element for each in pieces for element in (each, text(" "))]


def _case_link(case: Case) -> Element:
    """Return the case's number as a link to its present or last thread."""
    name = f"case #{case.number}"
    return link(case.threads[-1].url, name) if case.threads else text(name)
