"""The windows to write and confirm a reply: its place, its readers, its cost."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.budget import money
from bot.case.model import Case, Status
from bot.case.reply_model import Draft
from bot.mention import Mention
from bot.slack import Block, Message
from bot.slack.views.blocks import (
    Element,
    actions,
    audience,
    author_line,
    button,
    date,
    exact,
    line,
    location,
    message,
    quote,
    rich,
    text,
    title_of,
    untrusted,
    words_of,
)
from bot.slack.views.inputs import INPUT_LIMIT, View, choice, field, option, window, words_field
from bot.slack.views.text import duration, one_line, units

WHOLE_REPLY = 30_000
# A window's field accepts 3,000 characters; a message in the thread accepts more.
LONGER = "For a longer text, write “{}” and the text in the case's thread."
REPLY_SHOWN = 6_000


@dataclass(frozen=True, slots=True)
class Terms:
    """The conditions of a reply at `now`.

    `account` sends it; `used` of `limit` `unit`s, as the network counts. `cost` is in US dollars; `dearer`: it
    would cost less without a link. `over_budget`: the network's budget of this month is used up.
    """

    account: str
    used: int
    limit: int
    now: datetime
    unit: str = "characters"
    cost: float = 0.0
    dearer: bool = False
    over_budget: bool = False


TEXT, SUGGESTED = "text", "suggested"


def reply_modal(
    case: Case, post: Mention, terms: Terms, text: str = "", *, macro: str = "", block: str = TEXT
) -> View:
    """Return the window to reply to `post`.

    A redraw with new terms keeps what was typed.

    `macro` is the name of a saved reply it offers. Once inserted, the field is in the `block` SUGGESTED.
    """
    readers = "only this customer can read it" if post.answered_alone else "public"
    return window(
        "reply",
        f"Reply to #{case.number}",
        "Review",
        {"case": case.number, "to": post.place},
        rich(whereto(post, terms), quote(words_of(post), limit=1_000)),
        *_which_post(case, post, terms),
        words_field(block, f"Your reply ({readers})", text, dispatch=True),
        *(_suggestion(case, macro) if macro and block == TEXT else ()),
        rich(*_lines(post, terms), *_room(text, terms)),
        rich(line("You'll review before anything is sent.")),
    )


def confirm_reply_modal(case: Case, post: Mention, draft: Draft, terms: Terms, preview: str = "") -> View:
    """Return the window with the exact text, its readers, the account, length and cost.

    `preview` can delete the message that led here. It is a key, so only the window carries it, and no store.
    """
    return window(
        "confirm_reply",
        "Send this reply?",
        "Send privately" if post.answered_alone else f"Post to {title_of(post.network)}",
        {"case": case.number, "draft": draft.number} | ({"preview": preview} if preview else {}),
        *_exact_reply(case, post, draft, terms, WHOLE_REPLY),
        close="Back",
    )


def confirm_reply_message(case: Case, post: Mention, draft: Draft, terms: Terms) -> Message:
    """Return the same as a private message, where no window can be opened."""
    shown = _exact_reply(case, post, draft, terms, REPLY_SHOWN)
    review = button(
        "review_reply",
        "Review and send",
        f"{case.number}/{draft.number}",
        says=f"Review and send the reply in case {case.number}",
        style="primary",
    )
    return message(*shown, rich(line("Nothing has been sent yet.")), actions(review))


def _room(given: str, terms: Terms) -> Iterator[Element]:
    """Yield what the field accepts, where the network accepts more, or the text does not fit."""
    if units(given) > INPUT_LIMIT:
        yield line(text("Only the beginning of your text fits here.", bold=True))
    if terms.limit > INPUT_LIMIT:
        yield line(f"This field accepts {INPUT_LIMIT:,} characters. {LONGER.format('!reply')}")


def _suggestion(case: Case, macro: str) -> list[Block]:
    label = f"Use saved reply: {one_line(macro, 40)}"
    says = f"Insert the saved reply in case {case.number}; nothing is sent"
    return [actions(button("suggest", label, str(case.number), says=says))]


def _which_post(case: Case, post: Mention, terms: Terms) -> list[Block]:
    """Return the posts to choose from, where the customer can be reached in more than one place."""
    places = case.answerable(terms.now)
    if len(places) < 2:
        return []
    options = [option(_place(each), place) for place, each in places.items()]
    chosen = field("post", "Reply to", choice("post", "Choose a post", options, post.place))
    return [chosen | {"dispatch_action": True}]


def _place(post: Mention) -> str:
    """Return a post as an option. Private words stay out of a window whose text may become public."""
    words = post.author.name or post.author.handle if post.answered_alone else words_of(post)
    return f"{audience(post)} on {title_of(post.network)}: {one_line(words)}"


def _exact_reply(case: Case, post: Mention, draft: Draft, terms: Terms, shown: int) -> list[Block]:
    newer = draft.turn < case.turn and case.status is not Status.RESOLVED
    warning = [rich(line(text(_since(case, draft), bold=True)), _newest(case, post))]
    return [
        rich(whereto(post, terms), quote(words_of(post), limit=300)),
        rich(line(text("Exact text:", bold=True))),
        rich(*exact(draft.text, shown)),
        rich(*_lines(post, terms)),
        *(warning if newer else []),
    ]


def _since(case: Case, draft: Draft) -> str:
    changed = draft.turn < case.changed_turn == case.turn
    return f"The customer has since {'edited the post' if changed else 'written again'}:"


def _newest(case: Case, post: Mention) -> Element:
    """Return the customer's last message; a private one is only mentioned in the window of a public reply."""
    if case.latest.answered_alone and not post.answered_alone:
        return line("In private. Read it in the thread.")
    return quote(words_of(case.latest), 500)


def whereto(post: Mention, terms: Terms) -> Element:
    """Return the readers, network and account of a reply, and the post it answers."""
    sender = untrusted(terms.account or "our account", bold=True)
    return line(
        text("PRIVATE" if post.answered_alone else audience(post), bold=True),
        f" on {title_of(post.network)}, from ",
        sender,
        ", in reply to ",
        *author_line(post),
        *location(post),
    )


def length_left(post: Mention, terms: Terms) -> Element:
    """Return how much of the network's limit is used."""
    network = title_of(post.network)
    if terms.used > terms.limit:
        over = text(f"{terms.used - terms.limit} over the limit: ", bold=True)
        return line(over, f"{terms.used} of {terms.limit} {terms.unit} on {network}")
    left = f"{terms.unit} left: {terms.limit - terms.used}".capitalize()
    return line(f"{left} · {terms.used} of {terms.limit} on {network}")


def _lines(post: Mention, terms: Terms) -> Iterator[Element]:
    """Yield the length, the cost and the time left."""
    network, until = title_of(post.network), post.may_reply.until
    yield length_left(post, terms)
    if terms.cost:
        yield line(f"Costs {money(terms.cost)}{': it has a link' if terms.dearer else ''}")
    if terms.over_budget:
        yield line(text(f"This month's budget for {network} is used up. ", bold=True), "You can still send.")
    if until:
        yield line("Reply window closes ", date(until), f" ({duration(until - terms.now)} left)")
