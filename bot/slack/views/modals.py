"""Windows for hand-over, resolution, take-over and private conversations; notices in a window."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.case.model import LONGEST_REASON, Case, Resolution
from bot.slack import Block, Message
from bot.slack.views.blocks import (
    RESOLVED_AS,
    Element,
    actions,
    button,
    line,
    message,
    person,
    plain,
    rich,
    text,
)
from bot.slack.views.inputs import View, choice, field, option, window, words_field
from bot.slack.views.text import trim


@dataclass(frozen=True, slots=True)
class TeamChoice:
    """A team to choose: its name in the rules, and its title."""

    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Invitation:
    """The private link and address of a case; empty where there is none."""

    link: str
    address: str


def take_private_modal(case: Case, to: Invitation) -> View:
    """Return the window with the case's link and address, and a way to insert one into a reply."""
    given = [option("Link to a private page", "link")] if to.link else []
    given += [option("E-mail address", "address")] if to.address else []
    which = choice("how", "Choose one", given, given[0]["value"])
    chosen = [field("how", "Include in reply:", which)] if len(given) > 1 else []
    return window(
        "take_private",
        f"Move #{case.number} to private",
        "Insert into reply",
        {"case": case.number},
        *_ways(to),
        *chosen,
    )


def take_private_message(case: Case, to: Invitation) -> Message:
    """Return the same as a message, where no window can be opened."""
    go_on = button(
        "take_private", "Insert into reply", str(case.number), says=f"Move case {case.number} to private"
    )
    return message(*_ways(to), actions(go_on))


def closing_line_message(case: Case) -> Message:
    """Return the offer to post a closing reply in public after a case that went private."""
    words = f"Case #{case.number} is resolved. It began in public: you can post a closing reply there."
    go_on = button(
        "closing_line",
        "Write closing reply",
        str(case.number),
        says=f"Write a public closing reply for case {case.number}",
    )
    return message(rich(line(words)), actions(go_on))


def take_over_modal(case: Case) -> View:
    """Return the question before a case is taken from its owner."""
    return window(
        "take_over",
        f"Take over #{case.number}?",
        "Take over",
        {"case": case.number},
        rich(_take_over_question(case)),
    )


def take_over_message(case: Case) -> Message:
    """Return the same question as a message, where no window can be opened."""
    return message(
        rich(_take_over_question(case)),
        actions(button("take_over", "Take over", str(case.number), style="danger")),
    )


def hand_over_modal(case: Case, teams: Sequence[TeamChoice]) -> View:
    """Return the window to choose a team and write a note. The case's own team is not offered."""
    others = [team for team in teams if team.name != case.route.team]
    if not others:
        return notice_modal(message(rich(line("There is no other team in the routing rules."))))
    return window(
        "hand_over",
        f"Hand over #{case.number}",
        "Hand over",
        {"case": case.number},
        _team(others, "Team", optional=False),
        words_field("reason", "Handover note (gives the next team context)", "", longest=1_000),
    )


def resolve_modal(case: Case) -> View:
    """Return the window with the reasons.

    *Answered* is offered once a reply was sent. When the customer deleted all posts, *no reply needed* is chosen.
    """
    reasons = [r for r in Resolution if r is not Resolution.ANSWERED or case.answered_at]
    options = [option(RESOLVED_AS[reason].capitalize(), reason.value) for reason in reasons]
    element = {
        "type": "radio_buttons",
        "action_id": "resolution",
        "options": options,
        "initial_option": options[reasons.index(Resolution.NO_ANSWER)] if case.withdrawn else options[0],
    }
    because = words_field("because", "Reason", "", longest=LONGEST_REASON, optional=True)
    return window(
        "resolve",
        f"Resolve #{case.number}",
        "Resolve",
        {"case": case.number},
        field("resolution", "Resolution", element),
        because | {"hint": plain("Required for “answered elsewhere” and “no reply needed”.")},
    )


def notice_modal(notice: Message) -> View:
    """Return a message as a window, for places where a private message would not be seen."""
    blocks = list(notice.blocks) or [_said(notice.text)]
    return {"type": "modal", "title": plain("Baton", 24), "close": plain("Close", 24), "blocks": blocks}


def _take_over_question(case: Case) -> Element:
    return line(
        person(case.owner or ""),
        f" owns case #{case.number}. Take it over? They will be notified in the thread.",
    )


def with_result(words: str, listed: Message) -> Message:
    """Return a list with the result of an action above it."""
    return Message(f"{words}\n{listed.text}", (_said(words), *listed.blocks))


def _ways(to: Invitation) -> list[Block]:
    ways = [line(text("Link: ", bold=True), to.link)] if to.link else []
    ways += [line(text("E-mail: ", bold=True), to.address)] if to.address else []
    return [
        rich(line("Messages the customer writes there appear in this thread, marked PRIVATE.")),
        rich(*ways),
        rich(
            line(
                "In a public reply, anyone can use them. Check who is writing before you share private details."
            )
        ),
    ]


def _said(words: str) -> Block:
    return {"type": "section", "text": {"type": "mrkdwn", "text": trim(words, 3_000), "verbatim": True}}


def _team(teams: Sequence[TeamChoice], label: str, *, optional: bool) -> Block:
    options = [option(team.title, team.name) for team in teams]
    return field("team", label, choice("team", "Choose a team", options), optional=optional)
