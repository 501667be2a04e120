"""The windows of an escalation: of a Slack message, of marketing's case, and what came of it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.case.model import Case
from bot.case.verbs.hand_over import latest_move
from bot.mention import Author
from bot.slack import Block, Message
from bot.slack.views.blocks import (
    Element,
    actions,
    line,
    link_button,
    message,
    plain,
    quote,
    rich,
    text,
    untrusted,
)
from bot.slack.views.inputs import View, choice, field, option, window, words_field
from bot.slack.views.markup import decoded
from bot.slack.views.modals import TeamChoice, new_readers
from bot.slack.views.text import clean, cut, units

METADATA_LIMIT = 3_000
CARRIED_LIMIT = 2_000
LINK_LIMIT = 500
NOTE_LIMIT = 1_000
# Whether the progress is shown under the source message.
FOLLOWED = "You can follow its progress in the thread under the message."
NOT_FOLLOWED = (
    "Baton can't post where the message is, so its progress isn't shown there."
    " In a channel, invite Baton with /invite @Baton."
)


@dataclass(frozen=True, slots=True)
class SourceMessage:
    """A Slack message to escalate. `thread` is the first message of its thread, `post` its link to a post."""

    text: str
    author: Author
    channel: str
    ts: str
    url: str
    thread: str = ""
    post: str = ""


def escalate_modal(message: SourceMessage, *, teams: Sequence[TeamChoice], name: str = "") -> View:
    """Return the window that escalates a Slack message; its `name` lets Baton draw it again.

    The window carries the text, since Baton may not be in the message's channel. The link is carried apart: long
    text is cut, and half a link leads to another post.
    """
    about = {"channel": message.channel, "ts": message.ts, "url": clean(message.url)[:500]}
    about |= {"author": clean(message.author.handle)[:80], "name": clean(message.author.name)[:80]}
    about |= {"thread": message.thread} if message.thread else {}
    about |= {"post": clean(message.post)} if len(message.post) <= LINK_LIMIT else {}
    return window(
        "escalate",
        "Escalate to service",
        "Escalate",
        _carried(about, message.text),
        rich(
            line("This message becomes a case. If it links to a post, that post becomes the case."),
            quote(decoded(message.text), 1_000),
        ),
        *([_team(teams, "Team (leave blank to use routing rules)")] if teams else []),
        _note(),
    ) | _named(name)


def escalate_case_modal(
    case: Case, teams: Sequence[TeamChoice], service: str, name: str, opened_to: Sequence[str] = ()
) -> View:
    """Return the window that escalates marketing's case; the team `service` is chosen already.

    `opened_to` as for a hand-over.
    """
    about = {"case": case.number, "moved": latest_move(case)}
    if not teams:
        words = "The routing rules have no team besides marketing. Add one with /baton rules."
        return _window(rich(line(words)), name=name)
    chosen = _team(teams, "Team", service)
    blocks = (chosen, *new_readers(opened_to), _note())
    return window("escalate_case", f"Escalate #{case.number}", "Escalate", about, *blocks) | _named(name)


def escalated_message(case: Case, team: str, *, is_followed: bool | None) -> Message:
    """Return what came of an escalation: the number and the team's title, and where its progress is shown.

    `is_followed` is None for a hand-over, which shows none.
    """
    said = line(
        "Escalated as ", text(f"#{case.number}", bold=True), " to ", untrusted(team, bold=True), text(".")
    )
    where = [] if is_followed is None else [line(FOLLOWED if is_followed else NOT_FOLLOWED)]
    return message(rich(said, *where), *_opening(case))


def escalated_modal(shown: Message, name: str) -> View:
    """Return what came of an escalation as a window, in place of the one that was submitted."""
    return _window(*shown.blocks, name=name) if shown.blocks else _window(rich(line(shown.text)), name=name)


def _opening(case: Case) -> list[Block]:
    """Return the way to the case's thread; none before its card is posted."""
    if case.thread is None:
        return []
    says = f"Open the thread of case {case.number}"
    opened = link_button("open_thread", "Open thread", case.thread.url, says=says)
    return [actions(*opened)] if opened else []


def _window(*blocks: Block, name: str) -> View:
    shown = {"type": "modal", "title": plain("Escalate to service", 24), "close": plain("Close", 24)}
    return shown | {"blocks": list(blocks)} | _named(name)


def _named(name: str) -> dict[str, str]:
    """Return the id by which Baton draws a window again; Slack limits it to 255 characters."""
    return {"external_id": name[:255]} if name else {}


def _note() -> Block:
    return words_field("reason", "Note for the team", "", longest=NOTE_LIMIT, optional=True)


def _team(teams: Sequence[TeamChoice], label: str, chosen: str = "") -> Block:
    options: list[Element] = [option(team.title, team.name) for team in teams]
    return field("team", label, choice("team", "Choose a team", options, chosen), optional=not chosen)


def _carried(data: dict[str, Any], text: str) -> dict[str, Any]:
    """Return `data` with as much of `text` as a window can carry."""
    carried = data | {"text": cut(clean(text), CARRIED_LIMIT)}
    # private_metadata accepts 3,000 characters of JSON, and escaping can double a text, so shorten until it fits.
    while units(json.dumps(carried, ensure_ascii=False)) > METADATA_LIMIT:
        carried["text"] = cut(carried["text"], units(carried["text"]) * 3 // 4)
    return carried
