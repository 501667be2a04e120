"""The windows in which people write a reply, confirm it, hand a case over, escalate a message, resolve."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.case.records import Case, Draft, Resolution, Status
from bot.desk import Block, Message
from bot.desk.blocks import (
    Element,
    actions,
    button,
    byline,
    exact,
    line,
    message,
    outside,
    person,
    plain,
    quote,
    rich,
    text,
    title_of,
    whereabouts,
    words_of,
)
from bot.desk.card import RESOLVED_AS
from bot.desk.text import clean, cut, spoken, trim, units
from bot.mention import Mention

View = dict[str, Any]

INPUT_LIMIT = 3_000
METADATA_LIMIT = 3_000
CARRIED_LIMIT = 2_000
WHOLE_REPLY = 30_000
REPLY_SHOWN = 6_000
OPTIONS = 100


@dataclass(frozen=True, slots=True)
class TeamChoice:
    """A team to choose: its name in the rules, its title for people."""

    name: str
    title: str


def reply_modal(case: Case, *, limit: int, used: int, account: str, text: str = "") -> View:
    """Where a public reply is written. `used` and `limit` are lengths as the network counts them; drawn again with a
    new `used` it leaves alone what was typed."""
    return _modal(
        "reply",
        f"Reply to #{case.number}",
        "Review",
        {"case": case.number},
        rich(_publicly(case.latest, account), quote(words_of(case.latest), limit=1_000)),
        _words("text", "Your reply, as the public will read it", text, dispatch=True),
        rich(_count(case.latest.network, used, limit)),
        rich(line("Nothing goes out yet: the next window shows the exact text once more.")),
    )


def confirm_reply_modal(case: Case, draft: Draft, *, limit: int, used: int, account: str) -> View:
    """The exact public text, the account and the length, before anything goes out."""
    return _modal(
        "confirm_reply",
        "Send this reply?",
        "Send publicly",
        {"case": case.number, "draft": draft.number},
        *_exact_reply(case, draft, account, used, limit, WHOLE_REPLY),
        close="Back",
    )


def confirm_reply_message(case: Case, draft: Draft, *, limit: int, used: int, account: str) -> Message:
    """The same, for the writer's eyes in the thread or channel, where no window can be opened."""
    shown = _exact_reply(case, draft, account, used, limit, REPLY_SHOWN)
    review = button(
        "review_reply",
        "Review and send",
        f"{case.number}/{draft.number}",
        says=f"Review and send the reply in case {case.number}",
        style="primary",
    )
    return message(*shown, rich(line("Nothing has gone out yet.")), actions(review))


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
    return _modal(
        "hand_over",
        f"Hand over #{case.number}",
        "Hand over",
        {"case": case.number},
        _team(others, "To which team?", optional=False),
        _words("reason", "Why? The next team starts from your reason.", "", longest=1_000),
    )


def escalate_modal(
    *, teams: Sequence[TeamChoice], text: str, author: str, channel: str, ts: str, url: str
) -> View:
    """A Slack message about to become a case: its words, the team, the reason.

    The window carries the words: Baton need not be in the message's channel, and could not read it there.
    """
    return _modal(
        "escalate",
        "Escalate to service",
        "Escalate",
        _carried({"channel": channel, "ts": ts, "url": clean(url)[:500], "author": clean(author)[:80]}, text),
        rich(
            line("This message becomes a case; a link to a post in it becomes that post's case."),
            quote(spoken(text), 1_000),
        ),
        _team(teams, "Which team? Left open, the rules decide.", optional=True),
        _words("reason", "What should they know?", "", longest=1_000, optional=True),
    )


def resolve_modal(case: Case) -> View:
    """Why the case can be closed; *answered* is a choice once an answer went out."""
    reasons = [r for r in Resolution if r is not Resolution.ANSWERED or case.answered_at]
    options = [_option(RESOLVED_AS[reason].capitalize(), reason.value) for reason in reasons]
    element = {
        "type": "radio_buttons",
        "action_id": "resolution",
        "options": options,
        "initial_option": options[0],
    }
    return _modal(
        "resolve",
        f"Resolve #{case.number}",
        "Resolve",
        {"case": case.number},
        _input("resolution", "How was it settled?", element),
    )


def notice_modal(notice: Message) -> View:
    """Words for one person where a message would not reach them: in a window, on the Home tab."""
    blocks = list(notice.blocks) or [_said(notice.text)]
    return {"type": "modal", "title": plain("Baton", 24), "close": plain("Close", 24), "blocks": blocks}


def _said(words: str) -> Block:
    return {"type": "section", "text": {"type": "mrkdwn", "text": trim(words, 3_000), "verbatim": True}}


def _modal(
    word: str, title: str, submit: str, data: dict[str, Any], *blocks: Block, close: str = "Cancel"
) -> View:
    return {
        "type": "modal",
        "callback_id": word,
        "private_metadata": json.dumps(data, ensure_ascii=False),
        "title": plain(title, 24),
        "submit": plain(submit, 24),
        "close": plain(close, 24),
        "blocks": list(blocks),
    }


def _carried(data: dict[str, Any], text: str) -> dict[str, Any]:
    """`data` with as much of `text` as a window can carry."""
    carried = data | {"text": cut(clean(text), CARRIED_LIMIT)}
    while units(json.dumps(carried, ensure_ascii=False)) > METADATA_LIMIT:
        carried["text"] = cut(carried["text"], units(carried["text"]) * 3 // 4)
    return carried


def _exact_reply(case: Case, draft: Draft, account: str, used: int, limit: int, shown: int) -> list[Block]:
    post = next((m for m in case.mentions if m.native_id == draft.to), case.latest)
    newer = draft.turn < case.turn and case.status is not Status.RESOLVED
    warning = [
        rich(line(text("The customer wrote again since:", bold=True)), quote(words_of(case.latest), 500))
    ]
    return [
        rich(_publicly(post, account), quote(words_of(post), limit=300)),
        rich(line(text("Exactly this:", bold=True))),
        rich(*exact(draft.text, shown)),
        rich(_count(post.network, used, limit)),
        *(warning if newer else []),
    ]


def _publicly(post: Mention, account: str) -> Element:
    """Where a reply goes and from whom, in answer to which post."""
    sender = outside("@" + account.removeprefix("@"), bold=True)
    where = f"Goes out publicly on {title_of(post.network)} as "
    return line(where, sender, ", in answer to ", *byline(post), *whereabouts(post))


def _count(network: str, used: int, limit: int) -> Element:
    if used > limit:
        return line(
            text(f"{used - limit} too long: ", bold=True), f"{used} of {limit} that {title_of(network)} takes"
        )
    return line(f"{used} of {limit} that {title_of(network)} takes")


def _words(
    word: str,
    label: str,
    given: str,
    *,
    longest: int = INPUT_LIMIT,
    dispatch: bool = False,
    optional: bool = False,
) -> Block:
    """A field for several lines; with `dispatch` Baton hears of every character and can show the count."""
    element: Element = {
        "type": "plain_text_input",
        "action_id": word,
        "multiline": True,
        "max_length": longest,
    }
    if words := cut(clean(given), longest):
        element["initial_value"] = words
    if dispatch:
        element["dispatch_action_config"] = {"trigger_actions_on": ["on_character_entered"]}
    return _input(word, label, element, optional=optional) | ({"dispatch_action": True} if dispatch else {})


def _team(teams: Sequence[TeamChoice], label: str, *, optional: bool) -> Block:
    options = [_option(team.title, team.name) for team in teams[:OPTIONS]]
    element = {
        "type": "static_select",
        "action_id": "team",
        "placeholder": plain("Choose a team", 150),
        "options": options,
    }
    return _input("team", label, element, optional=optional)


def _input(word: str, label: str, element: Element, *, optional: bool = False) -> Block:
    return {
        "type": "input",
        "block_id": word,
        "label": plain(label, 2_000),
        "element": element,
        "optional": optional,
    }


def _option(label: str, value: str) -> Element:
    return {"text": plain(label, 75), "value": value}
