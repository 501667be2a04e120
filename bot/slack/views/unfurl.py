"""The preview of a link to a post that is a case: state, owner, and the way to its thread."""

from typing import Any

from bot.case import Case, Status
from bot.slack.views.blocks import link_button, plain
from bot.slack.views.source_reply import state_words
from bot.slack.views.text import NAME_LIMIT, escape, one_line

SHOWN = 300


def draw_unfurl(case: Case, team: str, owner: str) -> dict[str, Any]:
    """Return the preview for chat.unfurl; `team` is the team's title, `owner` the owner's name, "" without one.

    Everyone in the channel reads it, so it has no word of the customer. Slack shows plain sections in previews of
    every client, which it does not promise for rich text. Clients without blocks show `fallback`.
    """
    by = f" by {one_line(owner, NAME_LIMIT)}" if owner and case.status is not Status.RESOLVED else ""
    words = f"Case #{case.number} · {one_line(team, NAME_LIMIT)} · {state_words(case)}{by}"
    section: dict[str, Any] = {"type": "section", "text": plain(words, SHOWN)}
    says = f"Open the thread of case {case.number}"
    opening = link_button("open_thread", "Open thread", case.thread.url, says=says) if case.thread else []
    return {"fallback": escape(words), "blocks": [section | ({"accessory": opening[0]} if opening else {})]}
