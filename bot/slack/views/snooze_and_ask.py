"""The windows to snooze a case, to send it back, and to ask for guidance."""

from collections.abc import Sequence

from bot.case.model import Case
from bot.slack.views.blocks import Element, line, rich
from bot.slack.views.inputs import View, choice, field, option, window, words_field
from bot.slack.views.modals import TeamChoice

REASON_LIMIT = 1_000
# The value of each choice is the text a person would type for it.
USUAL = (("1 hour", "1h"), ("3 hours", "3h"), ("Tomorrow, 9:00", "tomorrow 9:00"))
OPENING = "opening"
CUSTOMER = "customer"


def snooze_modal(case: Case, *, has_hours: bool) -> View:
    """Return the window to choose the end of a snooze.

    `has_hours` offers the team's next opening. A message from the customer always ends a snooze.
    """
    usual = [option(label, words) for label, words in USUAL]
    opening = [option("Next business day, when the team opens", OPENING)] if has_hours else []
    options = [*usual, *opening, option("Until the customer replies", CUSTOMER)]
    return window(
        "snooze",
        f"Snooze #{case.number}",
        "Snooze",
        {"case": case.number},
        rich(line("The case returns at this time, or when the customer replies."), *_runs_on(case)),
        field(
            "until",
            "Snooze until",
            {"type": "radio_buttons", "action_id": "until", "options": options},
            optional=True,
        ),
        field(
            "moment",
            "Custom time",
            {"type": "datetimepicker", "action_id": "moment"},
            optional=True,
        ),
    )


def _runs_on(case: Case) -> list[Element]:
    """Return the notice that a snooze does not stop the SLA timer."""
    waits = case.question and not case.route.snooze_pauses
    return [line("The customer is waiting for a reply: the SLA timer keeps running.")] if waits else []


def send_back_modal(case: Case, title: str) -> View:
    """Return the window to send a case back; `title` is the team it goes back to."""
    return window(
        "send_back",
        f"Send back #{case.number}",
        "Send back",
        {"case": case.number},
        rich(line(f"It goes back to {title}. The person who handed it over is notified.")),
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
