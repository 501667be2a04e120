"""The windows in which people hand a case over, escalate a message, resolve; notices in a window of their own."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.case.model import LONGEST_REASON, Case, Resolution
from bot.mention import Author
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
    quote,
    rich,
    text,
)
from bot.slack.views.inputs import View, choice, field, option, window, words_field
from bot.slack.views.markup import spoken
from bot.slack.views.text import clean, cut, trim, units

METADATA_LIMIT = 3_000
CARRIED_LIMIT = 2_000
LINK_LIMIT = 500


@dataclass(frozen=True, slots=True)
class TeamChoice:
    """A team to choose: its name in the rules, its title for people."""

    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Invitation:
    """Where a customer can go on in private: a link and an address of their case; empty where there is none."""

    link: str
    address: str


def take_private_modal(case: Case, to: Invitation) -> View:
    """A link and an address of the case, ready to copy, and the way to put one into a reply."""
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
    """The same where no window can be opened."""
    go_on = button(
        "take_private", "Insert into reply", str(case.number), says=f"Move case {case.number} to private"
    )
    return message(*_ways(to), actions(go_on))


def closing_line_message(case: Case) -> Message:
    """Offers the one who resolved a case that went private to tell the public so."""
    words = f"Case #{case.number} is resolved. It began in public: you can post a closing reply there."
    go_on = button(
        "closing_line",
        "Write closing reply",
        str(case.number),
        says=f"Write a public closing reply for case {case.number}",
    )
    return message(rich(line(words)), actions(go_on))


def take_over_modal(case: Case) -> View:
    """Asks before a case is taken from its owner."""
    return window(
        "take_over", f"Take over #{case.number}?", "Take over", {"case": case.number}, rich(_taking(case))
    )


def take_over_message(case: Case) -> Message:
    """The same in words, where no window can be opened."""
    return message(
        rich(_taking(case)), actions(button("take_over", "Take over", str(case.number), style="danger"))
    )


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
        _team(others, "Team", optional=False),
        words_field("reason", "Handover note (gives the next team context)", "", longest=1_000),
    )


def escalate_modal(
    *, teams: Sequence[TeamChoice], text: str, author: Author, channel: str, ts: str, url: str, post: str = ""
) -> View:
    """A Slack message about to become a case: its words, the team, the reason; `post` is the link in it to a post.

    The window carries the words: Baton need not be in the message's channel, and could not read it there. The link is
    carried apart: words are cut where they are long, and half a link leads to another post.
    """
    about = {"channel": channel, "ts": ts, "url": clean(url)[:500]}
    about |= {"author": clean(author.handle)[:80], "name": clean(author.name)[:80]}
    return window(
        "escalate",
        "Escalate to service",
        "Escalate",
        _carried(about | ({"post": clean(post)} if len(post) <= LINK_LIMIT else {}), text),
        rich(
            line("This message becomes a case. If it links to a post, that post becomes the case."),
            quote(spoken(text), 1_000),
        ),
        *([_team(teams, "Team (leave blank to use routing rules)", optional=True)] if teams else []),
        words_field("reason", "Note for the team", "", longest=1_000, optional=True),
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
    """Words for one person where a message would not reach them: in a window, on the Home tab."""
    blocks = list(notice.blocks) or [_said(notice.text)]
    return {"type": "modal", "title": plain("Baton", 24), "close": plain("Close", 24), "blocks": blocks}


def _taking(case: Case) -> Element:
    return line(
        person(case.owner or ""),
        f" owns case #{case.number}. Take it over? They will be notified in the thread.",
    )


def told_above(words: str, listed: Message) -> Message:
    """What was done, above a list that shows what came of it."""
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


def _carried(data: dict[str, Any], text: str) -> dict[str, Any]:
    """`data` with as much of `text` as a window can carry."""
    carried = data | {"text": cut(clean(text), CARRIED_LIMIT)}
    while units(json.dumps(carried, ensure_ascii=False)) > METADATA_LIMIT:
        carried["text"] = cut(carried["text"], units(carried["text"]) * 3 // 4)
    return carried


def _team(teams: Sequence[TeamChoice], label: str, *, optional: bool) -> Block:
    options = [option(team.title, team.name) for team in teams]
    return field("team", label, choice("team", "Choose a team", options), optional=optional)
