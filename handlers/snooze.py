"""Snooze a case until a time or until the customer replies; end a snooze."""

from datetime import UTC, datetime, time, timedelta

from bot.case import Case, Refused, snooze, wake
from bot.hours import read_hours
from bot.hours.phrases import TIME_HELP, parse_time
from bot.routing import Team
from bot.slack import Message
from bot.slack.views.snooze_and_ask import CUSTOMER, OPENING, snooze_choices, snooze_modal, snoozed_message
from handlers.request import Answer, FieldErrors, Modal, Request, Routes, case_of, typed

UNTIL_CUSTOMER = (
    CUSTOMER,
    *("the customer writes", "customer writes", "the customer replies", "customer replies"),
)


async def ask_for_time(request: Request) -> Answer:
    """Open the window, once this person may snooze the case."""
    number, _ = await case_of(request)
    return await _window(request, await request.book.case(number))


async def snooze_by_words(request: Request) -> Answer:
    """Snooze by `!snooze 2h` or `/baton snooze 1042 tomorrow 9:00`; without a time open the window."""
    number, words = await case_of(request)
    case = await request.book.case(number)
    if not words and request.trigger:
        return await _window(request, case)
    return snoozed_message(await _snooze(request, case, await _read_time(request, case, words)))


async def snooze_as_chosen(request: Request) -> Answer:
    """Snooze as the window says. A custom time counts before a choice."""
    number, _ = await case_of(request)
    case = await request.book.case(number)
    moment, words = typed(request, "moment"), typed(request, "until")
    if not moment and not words:
        return FieldErrors({"until": "Choose when the case returns."})
    try:
        until = datetime.fromtimestamp(int(moment), UTC) if moment else await _read_time(request, case, words)
        await _snooze(request, case, until)
    except Refused as refusal:
        return FieldErrors({"moment" if moment else "until": refusal.why})
    return None


async def wake_case(request: Request) -> Answer:
    number, _ = await case_of(request)
    done = await request.book.do(number, request.ask(), wake)
    return Message(f"Case #{number} is active again." if done.changed else f"Case #{number} is not snoozed.")


async def _window(request: Request, case: Case) -> Modal:
    snooze(case, request.ask(), until=None)
    team, zone = _team(request, case), await request.services.zone_of(request.user)
    choices = snooze_choices(request.services.now(), zone, has_hours=bool(team and team.hours))
    return Modal(snooze_modal(case, choices))


async def _read_time(request: Request, case: Case, words: str) -> datetime | None:
    """Return the time the words mean; None until the customer replies.

    Raise Refused with examples when the words name no time.
    """
    said = words.lower().removeprefix("until ").strip()
    if not said:
        raise Refused(f"Add a time. {TIME_HELP} Or `customer`: until the customer replies.", "no_time")
    if said in UNTIL_CUSTOMER:
        return None
    if said == OPENING:
        return next_opening(_team(request, case), request.services.now())
    try:
        return parse_time(said, request.services.now(), await request.services.zone_of(request.user))
    except ValueError as fault:
        raise Refused(f"{fault} Or `customer`: until the customer replies.", "no_time") from None


def next_opening(team: Team | None, now: datetime) -> datetime:
    """Return when the team opens on its next business day, from tomorrow on, in UTC.

    Raise Refused for a team without business hours.
    """
    if team is None or not team.hours:
        raise Refused(f"This team has no business hours in the rules. {TIME_HELP}", "no_hours")
    hours = read_hours(team.hours)
    tomorrow = now.astimezone(hours.zone).date() + timedelta(days=1)
    opening = hours.next_open(datetime.combine(tomorrow, time(), hours.zone))
    if opening is None:
        raise Refused(f"{team.title} does not open again. {TIME_HELP}", "no_hours")
    return opening.astimezone(UTC)


def _team(request: Request, case: Case) -> Team | None:
    return request.services.rules().teams.get(case.route.team)


async def _snooze(request: Request, case: Case, until: datetime | None) -> Case:
    return (await request.book.do(case.number, request.ask(), snooze, until=until)).case


ROUTES = Routes(
    words={"snooze": snooze_by_words, "wake": wake_case},
    buttons={"snooze": ask_for_time, "wake": wake_case},
    views={"snooze": snooze_as_chosen},
)
