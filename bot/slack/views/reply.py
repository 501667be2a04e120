"""The windows to write and confirm a reply: its place, its readers, its cost."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.budget import money
from bot.case.model import Case, Status
from bot.case.reply_model import Draft, Reply
from bot.mention import Mention
from bot.slack import Block, Message
from bot.slack.views.blocks import (
    Element,
    actions,
    audience,
    author_line,
    button,
    context,
    date,
    exact,
    handle_of,
    line,
    location,
    message,
    quote,
    rich,
    small,
    text,
    title_of,
    untrusted,
    words_of,
)
from bot.slack.views.inputs import INPUT_LIMIT, View, choice, field, option, window, words_field
from bot.slack.views.older_post import older_post_lines
from bot.slack.views.text import NAME_LIMIT, clean, cut, duration, isolated, one_line, units

WHOLE_REPLY = 30_000
# A window's field accepts 3,000 characters; a message in the thread accepts more.
LONGER = "For a longer text, write “{}” and the text in the case's thread."
REPLY_SHOWN = 6_000
ONE_LINE = 300
# From this time on, the end of a reply window is a warning.
SOON = timedelta(hours=1)
# Block ids. After each inserted text the field and the list get new ones: Slack keeps what it knows about an old one.
TEXT, SAVED, RESOLVE_AFTER = "text", "saved_reply", "resolve_after"
# The field's action id in windows that an earlier version opened and filled.
SUGGESTED = "suggested"
# A window carries 3,000 characters; the rest is for the numbers beside the text.
CARRIED_TEXT = 2_500


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


def reply_modal(
    case: Case,
    post: Mention,
    terms: Terms,
    text: str = "",
    *,
    replies: Sequence[str] = (),
    filled: int = 0,
    carries: str = "",
    invites: bool = False,
) -> View:
    """Return the window to reply to `post`.

    A redraw with new terms keeps what was typed. `replies` are the names of the saved replies to insert, `filled` how
    often one was. `carries` is the text that was inserted last, as long as nobody has typed since. `invites`: it moves
    the customer to private, so the case goes on.
    """
    readers = "only this customer can read it" if post.answered_alone else "public"
    about = {"case": case.number, "to": post.place} | ({"filled": filled} if filled else {})
    about |= {"invites": True} if invites else {}
    older = [*older_post_lines(case, post, terms.now)]
    written = words_field(TEXT, f"Your reply ({readers})", text, dispatch=True)
    return window(
        "reply",
        f"Reply to #{case.number}",
        "Review",
        about | _carried(carries),
        *([rich(*older)] if older else []),
        rich(whereto(post, terms), quote(words_of(post), limit=1_000)),
        *_which_post(case, post, terms),
        *_saved(replies, filled),
        written | {"block_id": numbered(TEXT, filled)},
        context(small(_length_and_cost(terms))),
        *_noted([*_limits(post, terms), *_room(text, terms)]),
        *([] if invites else _resolve_after(case)),
        context(small("You'll review before anything is sent.")),
    )


def numbered(block: str, filled: int) -> str:
    """Return the block id of a part that gets a new one after each inserted text."""
    return f"{block}_{filled}" if filled else block


def value_of(reply: str) -> str:
    """Return the value of a saved reply in the list: its name, as far as Slack accepts it."""
    return cut(clean(reply), 150)


def confirm_reply_modal(case: Case, post: Mention, draft: Draft, terms: Terms, preview: str = "") -> View:
    """Return the window with the exact text and one line about it; warnings only where there is one.

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


def resolving_message(case: Case, reply: Reply) -> Message:
    """Return that the case is resolved once the reply is sent, with a way to keep it open."""
    value, says = f"{case.number}/{reply.number}", f"Keep case {case.number} open"
    return message(
        rich(line(f"Sending. Case #{case.number} is resolved once your reply is sent.")),
        actions(button("keep_open", "Keep case open", value, says=says)),
    )


def large(words: str, shown: int) -> Block:
    """Return a text of ours character by character, in the size of what people write; cut only beyond `shown`."""
    pieces = [piece for quoted in exact(words, shown) for piece in quoted["elements"]]
    return rich({"type": "rich_text_section", "elements": pieces})


def in_one_line(post: Mention, terms: Terms, *more: str) -> Block:
    """Return in small type where a text goes, from whom and to whom, and its price: `X · @us → @them · $0.20`."""
    readers = _readers(post)
    sender = isolated(terms.account or "our account", NAME_LIMIT)
    pieces = [
        title_of(post.network),
        *([readers] if readers != "PUBLIC" else []),
        f"{sender} → {_recipient(post)}",
        *([money(terms.cost)] if terms.cost else []),
        *more,
    ]
    # Not `plain`, which drops the isolates around names.
    words = {"type": "plain_text", "text": cut(" · ".join(pieces), ONE_LINE), "emoji": False}
    return {"type": "context", "elements": [words]}


def _recipient(post: Mention) -> str:
    """Return the handle of the author of a post, or the address; the name on networks without handles."""
    if not post.is_readable:
        return "the author"
    author = post.author
    return isolated(author.name if author.name == author.handle else handle_of(author), NAME_LIMIT)


def _readers(post: Mention) -> str:
    return "PRIVATE" if post.answered_alone else audience(post)


def _saved(replies: Sequence[str], filled: int) -> list[Block]:
    """Return the list of saved replies; none without any."""
    if not replies:
        return []
    options = [option(one_line(name, 75) or "-", value_of(name) or "-") for name in replies]
    listed = {each["value"]: each for each in options}
    return [
        actions(choice(SAVED, "Insert saved reply", [*listed.values()]))
        | {"block_id": numbered(SAVED, filled)}
    ]


def _resolve_after(case: Case) -> list[Block]:
    """Return the offer to resolve the case with the reply.

    A case that went private has none: *Resolve* offers a closing reply in public there.
    """
    if case.status is Status.RESOLVED or case.went_private:
        return []
    box = {
        "type": "checkboxes",
        "action_id": RESOLVE_AFTER,
        "options": [option("Resolve the case when it is sent", "yes")],
    }
    return [field(RESOLVE_AFTER, "After sending", box, optional=True)]


def _carried(words: str) -> dict[str, str]:
    """Return a text for the window to carry, if there is room.

    In a window that was redrawn, Slack may leave out the value of a field that nobody has touched since.
    """
    words = clean(words)
    return {"begun": words} if words and units(json.dumps(words, ensure_ascii=False)) <= CARRIED_TEXT else {}


def _room(given: str, terms: Terms) -> Iterator[Element]:
    """Yield what the field accepts, where the network accepts more, or the text does not fit."""
    if units(given) > INPUT_LIMIT:
        yield line(text("Only the beginning of your text fits here.", bold=True))
    if terms.limit > INPUT_LIMIT:
        yield line(f"This field accepts {INPUT_LIMIT:,} characters. {LONGER.format('!reply')}")


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
    warnings = [*_warnings(case, post, draft, terms)]
    then = ["then resolves the case"] if draft.resolves else []
    return [
        *([rich(*warnings)] if warnings else []),
        large(draft.text, shown),
        in_one_line(post, terms, *then),
    ]


def _warnings(case: Case, post: Mention, draft: Draft, terms: Terms) -> Iterator[Element]:
    """Yield what speaks against sending the text now."""
    yield from older_post_lines(case, post, terms.now)
    if draft.turn < case.turn and case.status is not Status.RESOLVED:
        yield line(text(f"⚠ {_since(case, draft)}", bold=True))
        yield _newest(case, post)
    if terms.over_budget:
        yield from _over_budget(post)
    if terms.dearer:
        yield line(text("⚠ It has a link, ", bold=True), f"so it costs {money(terms.cost)}.")
    until = post.may_reply.until
    if until and until - terms.now < SOON:
        yield line(text("⚠ Reply window closes ", bold=True), date(until), _left(until, terms))


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
        text(_readers(post), bold=True),
        f" on {title_of(post.network)}, from ",
        sender,
        ", in reply to ",
        *author_line(post),
        *location(post),
    )


def _length_and_cost(terms: Terms) -> str:
    """Return how much of the network's limit is used, and the price."""
    used = f"{terms.used} of {terms.limit} {terms.unit}"
    link = " because of the link" if terms.dearer else ""
    return f"{used} · costs {money(terms.cost)}{link}" if terms.cost else used


def _noted(lines: list[Element]) -> list[Block]:
    return [rich(*lines)] if lines else []


def _limits(post: Mention, terms: Terms) -> Iterator[Element]:
    """Yield what speaks against the text as it is: too long, over budget, little time left."""
    until = post.may_reply.until
    if terms.used > terms.limit:
        over = f"⚠ {terms.used - terms.limit:,} {terms.unit} over the limit of {title_of(post.network)}"
        yield line(text(over, bold=True))
    if terms.over_budget:
        yield from _over_budget(post)
    if until:
        yield line("Reply window closes ", date(until), _left(until, terms))


def _over_budget(post: Mention) -> Iterator[Element]:
    used = f"⚠ This month's budget for {title_of(post.network)} is used up. "
    yield line(text(used, bold=True), "You can still send.")


def _left(until: datetime, terms: Terms) -> str:
    return f" ({duration(until - terms.now)} left)"
