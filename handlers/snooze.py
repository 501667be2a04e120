"""Snooze a case until a time or until the customer writes; wake it."""

from datetime import UTC, datetime, time, timedelta

from bot.case import Case, Refused, snooze, wake
from bot.hours import read_hours
from bot.hours.phrases import HOW, read_moment
from bot.routing import Team
from bot.slack import Message
from bot.slack.views.blocks import line, message, rich
from bot.slack.views.handoff import snooze_of
from bot.slack.views.snooze_and_ask import CUSTOMER, OPENING, snooze_modal
from handlers.request import Answer, FieldErrors, Modal, Request, Routes, case_of, typed

UNTIL_CUSTOMER = (CUSTOMER, "the customer writes", "customer writes")


async def ask_until_when(door: Request) -> Answer:
    number, _ = await case_of(door)
    return _window(door, await door.book.case(number))


async def snooze_by_words(door: Request) -> Answer:
    """`!snooze 2h`, `/baton snooze 1042 tomorrow 9:00`; without a time the window, where one can be opened."""
    number, words = await case_of(door)
    case = await door.book.case(number)
    if not words and door.trigger:
        return _window(door, case)
    return _said(await _snooze(door, case, await _meant(door, case, words)))


async def snooze_as_chosen(door: Request) -> Answer:
    """A time of one's own counts before a choice."""
    number, _ = await case_of(door)
    case = await door.book.case(number)
    moment, words = typed(door, "moment"), typed(door, "until")
    try:
        until = datetime.fromtimestamp(int(moment), UTC) if moment else await _meant(door, case, words)
        await _snooze(door, case, until)
    except Refused as refusal:
        return FieldErrors({"moment" if moment else "until": refusal.why})
    return None


async def wake_case(door: Request) -> Answer:
    number, _ = await case_of(door)
    done = await door.book.do(number, door.ask(), wake)
    return Message(f"Case #{number} is active again." if done.changed else f"Case #{number} is not snoozed.")


def _window(door: Request, case: Case) -> Modal:
    team = _team(door, case)
    return Modal(snooze_modal(case, has_hours=bool(team and team.hours)))


async def _meant(door: Request, case: Case, words: str) -> datetime | None:
    """The time meant by some words; None until the customer writes. Raises Refused, saying what can be said."""
    said = words.lower().removeprefix("until ").strip()
    if not said:
        raise Refused(f"Until when? {HOW} Or `customer`: until the customer writes.", "no_time")
    if said in UNTIL_CUSTOMER:
        return None
    if said == OPENING:
        return next_opening(_team(door, case), door.office.now())
    try:
        return read_moment(said, door.office.now(), await door.office.zone_of(door.user))
    except ValueError as fault:
        raise Refused(f"{fault} Or `customer`: until the customer writes.", "no_time") from None


def next_opening(team: Team | None, now: datetime) -> datetime:
    """When the team opens on its next working day, from tomorrow on. Raises Refused for one without hours."""
    if team is None or not team.hours:
        raise Refused(f"This team has no hours in the rules. {HOW}", "no_hours")
    hours = read_hours(team.hours)
    tomorrow = now.astimezone(hours.zone).date() + timedelta(days=1)
    opening = hours.next_open(datetime.combine(tomorrow, time(), hours.zone))
    if opening is None:
        raise Refused(f"{team.title} does not open again. {HOW}", "no_hours")
    return opening.astimezone(UTC)


def _team(door: Request, case: Case) -> Team | None:
    return door.office.rules().teams.get(case.route.team)


async def _snooze(door: Request, case: Case, until: datetime | None) -> Case:
    return (await door.book.do(case.number, door.ask(), snooze, until=until)).case


def _said(case: Case) -> Message:
    return message(rich(line(f"Case #{case.number}: ", *snooze_of(case), ".")))


DOORS = Routes(
    words={"snooze": snooze_by_words, "wake": wake_case},
    buttons={"snooze": ask_until_when, "wake": wake_case},
    views={"snooze": snooze_as_chosen},
)
