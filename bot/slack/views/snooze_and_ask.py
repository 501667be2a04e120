"""The windows to snooze a case, to set it to pending, to send it back, and to ask for guidance; their answers."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.case.model import Case
from bot.case.verbs.hand_over import latest_move
from bot.slack import Block, Message
from bot.slack.views.blocks import Element, date, line, message, rich
from bot.slack.views.handoff import snooze_of
from bot.slack.views.inputs import View, choice, field, option, radio, window, words_field
from bot.slack.views.modals import TeamChoice, new_readers

REASON_LIMIT = 1_000
SUNDAY = 6
OPENING = "opening"
CUSTOMER = "customer"
NEVER = "never"
MORNING, AFTERNOON, EVENING = time(9), time(15), time(18)
# A time of today that is nearer than this is not worth offering.
AHEAD = timedelta(minutes=30)
# Each choice: its label, and its value, which is the text a person would type for it.
Choice = tuple[str, str]


def snooze_choices(now: datetime, zone: ZoneInfo, *, has_hours: bool) -> list[Choice]:
    """Return the usual ends of a snooze at `now`, for a person in `zone`; `has_hours` adds the team's next opening."""
    opening = [("When the team opens on its next working day", OPENING)] if has_hours else []
    return [
        ("In 1 hour", "1h"),
        *_later_today(now.astimezone(zone)),
        *_coming_days(now.astimezone(zone)),
        *opening,
        ("Until the customer writes", CUSTOMER),
    ]


def follow_up_choices(now: datetime, zone: ZoneInfo) -> list[Choice]:
    """Return the usual times to look at a case again that waits for its customer."""
    never = ("Only when the customer writes", NEVER)
    return [never, *_coming_days(now.astimezone(zone)), ("In 3 days", "3 days"), ("In 1 week", "1 week")]


def _later_today(local: datetime) -> Iterator[Choice]:
    for name, at in (("afternoon", AFTERNOON), ("evening", EVENING)):
        if local + AHEAD < datetime.combine(local.date(), at, local.tzinfo):
            yield f"This {name} ({_clock(at)})", f"today {_clock(at)}"
            return


def _coming_days(local: datetime) -> Iterator[Choice]:
    yield f"Tomorrow morning ({_clock(MORNING)})", f"tomorrow {_clock(MORNING)}"
    if local.weekday() != SUNDAY:  # else tomorrow is Monday
        yield f"Next Monday ({_clock(MORNING)})", f"monday {_clock(MORNING)}"


def _clock(at: time) -> str:
    return f"{at.hour}:{at.minute:02}"


def snooze_modal(case: Case, choices: Sequence[Choice]) -> View:
    """Return the window to choose the end of a snooze. A message from the customer always ends it."""
    return window(
        "snooze",
        f"Snooze #{case.number}",
        "Snooze",
        {"case": case.number},
        rich(line("The case returns at this time, or when the customer replies."), *_runs_on(case)),
        *_times("Snooze until", choices),
    )


def pending_modal(case: Case, choices: Sequence[Choice]) -> View:
    """Return the window that sets a case to wait for its customer, with a time to look at it again."""
    return window(
        "pending",
        f"Set #{case.number} to pending",
        "Set to pending",
        {"case": case.number},
        rich(line("The case waits for the customer and stays yours. It returns when they write or edit.")),
        *_times("Remind me", choices),
    )


def snoozed_message(case: Case) -> Message:
    """Return that the case is snoozed, until when and by whom."""
    return message(rich(line(f"Case #{case.number}: ", *snooze_of(case), ".")))


def pending_message(case: Case) -> Message:
    """Return that the case waits for its customer, and when it returns to its owner."""
    until = case.follow_up.until if case.follow_up else None
    at: list[Element | str] = [" to you ", date(until), ", or"] if until else []
    waits = f"Case #{case.number} waits for the customer. It returns"
    return message(rich(line(waits, *at, " when they write.")))


def _times(label: str, choices: Sequence[Choice]) -> list[Block]:
    """Return the choices, the first one chosen, and a picker, which counts before them."""
    options = [option(name, value) for name, value in choices]
    picker: Element = {"type": "datetimepicker", "action_id": "moment"}
    return [
        field("until", label, radio("until", options, choices[0][1])),
        field("moment", "Or pick a time", picker, optional=True),
    ]


def _runs_on(case: Case) -> list[Element]:
    """Return the notice that a snooze does not stop the SLA timer."""
    waits = case.question and not case.route.snooze_pauses
    return [line("The customer is waiting for a reply: the SLA timer keeps running.")] if waits else []


def send_back_modal(case: Case, title: str, opened_to: Sequence[str] = ()) -> View:
    """Return the window to send a case back; `title` is the team it goes back to, `opened_to` as for a hand-over."""
    return window(
        "send_back",
        f"Send back #{case.number}",
        "Send back",
        {"case": case.number, "moved": latest_move(case)},
        rich(line(f"It goes back to {title}. Baton notifies the person who handed it over, as they chose.")),
        *new_readers(opened_to),
        words_field("reason", "Reason", "", longest=REASON_LIMIT),
    )


def guidance_modal(case: Case, teams: Sequence[TeamChoice]) -> View:
    """Return the window to ask a team or person. The owner keeps the case, and the question never leaves Slack."""
    people: Element = {"type": "users_select", "action_id": "person"}
    options = [option(team.title, team.name) for team in teams]
    return window(
        "guidance",
        f"Ask about #{case.number}",
        "Ask",
        {"case": case.number},
        field("team", "Team", choice("team", "Choose a team", options), optional=True),
        field("person", "Or a person", people, optional=True),
        words_field("question", "Question", "", longest=REASON_LIMIT),
    )
