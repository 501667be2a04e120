"""The windows in which people hand a case over, escalate a message, resolve; notices in a window of their own."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.case.records import Case, Resolution
from bot.desk import Block, Message
from bot.desk.blocks import actions, button, line, message, person, plain, quote, rich
from bot.desk.card import RESOLVED_AS
from bot.desk.forms import View, choice, field, option, window, words_field
from bot.desk.text import clean, cut, spoken, trim, units

METADATA_LIMIT = 3_000
CARRIED_LIMIT = 2_000


@dataclass(frozen=True, slots=True)
class TeamChoice:
    """A team to choose: its name in the rules, its title for people."""

    name: str
    title: str


def take_over_message(case: Case) -> Message:
    """Asks before a case is taken from somebody, where no button could ask."""
    asking = line(
        person(case.owner or ""), f" has case #{case.number}. Take it over? They are told in the thread."
    )
    return message(rich(asking), actions(button("take_over", "Take over", str(case.number), style="danger")))


def hand_over_modal(case: Case, teams: Sequence[TeamChoice]) -> View:
    """Which team gets the case, and why. The case's own team is no choice."""
    others = [team for team in teams if team.name != case.route.team]
    if not others:
        return notice_modal(message(rich(line("There is no other team in the routing rules."))))
    return window(
        "hand_over",
        f"Hand over #{case.number}",
        "Hand over",
        {"case": case.number},
        _team(others, "To which team?", optional=False),
        words_field("reason", "Why? The next team starts from your reason.", "", longest=1_000),
    )


def escalate_modal(
    *, teams: Sequence[TeamChoice], text: str, author: str, channel: str, ts: str, url: str
) -> View:
    """A Slack message about to become a case: its words, the team, the reason.

    The window carries the words: Baton need not be in the message's channel, and could not read it there.
    """
    return window(
        "escalate",
        "Escalate to service",
        "Escalate",
        _carried({"channel": channel, "ts": ts, "url": clean(url)[:500], "author": clean(author)[:80]}, text),
        rich(
            line("This message becomes a case; a link to a post in it becomes that post's case."),
            quote(spoken(text), 1_000),
        ),
        _team(teams, "Which team? Left open, the rules decide.", optional=True),
        words_field("reason", "What should they know?", "", longest=1_000, optional=True),
    )


def resolve_modal(case: Case) -> View:
    """Why the case can be closed; *answered* is a choice once an answer went out. Where nothing is left to answer, *no
    answer needed* is chosen already."""
    reasons = [r for r in Resolution if r is not Resolution.ANSWERED or case.answered_at]
    options = [option(RESOLVED_AS[reason].capitalize(), reason.value) for reason in reasons]
    element = {
        "type": "radio_buttons",
        "action_id": "resolution",
        "options": options,
        "initial_option": options[reasons.index(Resolution.NO_ANSWER)] if case.withdrawn else options[0],
    }
    return window(
        "resolve",
        f"Resolve #{case.number}",
        "Resolve",
        {"case": case.number},
        field("resolution", "How was it settled?", element),
    )


def notice_modal(notice: Message) -> View:
    """Words for one person where a message would not reach them: in a window, on the Home tab."""
    blocks = list(notice.blocks) or [_said(notice.text)]
    return {"type": "modal", "title": plain("Baton", 24), "close": plain("Close", 24), "blocks": blocks}


def _said(words: str) -> Block:
    return {"type": "section", "text": {"type": "mrkdwn", "text": trim(words, 3_000), "verbatim": True}}


def _carried(data: dict[str, Any], text: str) -> dict[str, Any]:
    """`data` with as much of `text` as a window can carry."""
    carried = data | {"text": cut(clean(text), CARRIED_LIMIT)}
    while units(json.dumps(carried, ensure_ascii=False)) > METADATA_LIMIT:
        carried["text"] = cut(carried["text"], units(carried["text"]) * 3 // 4)
    return carried


def _team(teams: Sequence[TeamChoice], label: str, *, optional: bool) -> Block:
    options = [option(team.title, team.name) for team in teams]
    return field("team", label, choice("team", "Choose a team", options), optional=optional)
