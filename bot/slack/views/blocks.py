"""The building blocks of messages and views, with their plain text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from bot.case.model import Resolution
from bot.mention import AUTHOR_DELETED, HIDDEN, Author, Mention
from bot.slack import Block, Message
from bot.slack.views.markup import decoded
from bot.slack.views.text import (
    MESSAGE_LIMIT,
    NAME_LIMIT,
    chunks,
    clean,
    cut,
    escape,
    isolated,
    short_count,
    squeeze,
    trim,
    utc,
    web_address,
)

Element = dict[str, Any]

POST_LIMIT = 3_000
QUOTE_READ = 2_000
SUBJECT_SHOWN = 200
MEDIA_SHOWN = 10
ALT_SHOWN = 300
QUOTED_SHOWN = 1_000
SMALL_LIMIT = 300
DATE_FORMAT = "{date_short_pretty}, {time}"
SLACK = "slack"
# Our own element type. Slack has none that shows a member without a notification, so `with_names` replaces it.
NAME = "name"
RESOLVED_AS = {
    Resolution.ANSWERED: "answered",
    Resolution.ELSEWHERE: "answered elsewhere",
    Resolution.NO_ANSWER: "no reply needed",
    Resolution.SPAM: "spam",
}
TITLES = {
    "x": "X",
    "email": "E-mail",
    "discord": "Discord",
    SLACK: "Slack",
    "webhook": "Web",
    "page": "Private page",
}


def message(*blocks: Block, says: str = "") -> Message:
    """Return the message of these blocks. Its text is `says`, already escaped, else what the blocks say.

    A phone's push shows the beginning of the text, and a screen reader reads the text instead of the blocks:
    https://docs.slack.dev/reference/methods/chat.postMessage
    """
    return Message(text=trim(says, MESSAGE_LIMIT) if says else readable(blocks), blocks=blocks)


def readable(blocks: Iterable[Block]) -> str:
    """Return what the blocks say, as escaped text within Slack's limit for an update."""
    return trim("\n".join(line for block in blocks for line in _lines(block) if line), MESSAGE_LIMIT)


def plain(words: str, limit: int = 3_000) -> Element:
    """Return a plain_text object, in which nothing is parsed."""
    return {"type": "plain_text", "text": cut(clean(words), limit) or "-", "emoji": False}


def composed(words: str, limit: int = 3_000) -> Element:
    """Return a plain_text object of parts that are clean already: cleaned again, they would lose their isolates."""
    return {"type": "plain_text", "text": cut(words, limit), "emoji": False}


def text(words: str, *, bold: bool = False) -> Element:
    """Return a rich text element, in which nothing is parsed. Slack rejects an empty one."""
    element: Element = {"type": "text", "text": clean(words) or "-"}
    return element | {"style": {"bold": True}} if bold else element


def untrusted(words: str, limit: int = NAME_LIMIT, *, bold: bool = False) -> Element:
    """Return text from outside on one line, isolated so that its writing direction stays its own."""
    element: Element = {"type": "text", "text": isolated(words, limit)}
    return element | {"style": {"bold": True}} if bold else element


def exact(words: str, limit: int) -> list[Element]:
    """Return a public text character by character, in as many quotes as it needs, cut only beyond `limit`."""
    whole = words.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")
    return [
        {"type": "rich_text_quote", "elements": [{"type": "text", "text": piece}]}
        for piece in chunks(cut(whole, limit) or " ", 2_900)
    ]


def link(url: str, label: str) -> Element:
    """Return a link with our label; only the label when the address is no web address."""
    address = web_address(url)
    return {"type": "link", "url": address, "text": label} if address else text(label)


def person(user: str) -> Element:
    """Return an element that notifies a member of staff when the message is new; plain text for other names."""
    return {"type": "user", "user_id": user} if is_person(user) else untrusted(user)


def named(user: str) -> Element:
    """Return an element for a member of staff without a notification.

    Their name is filled in when it is sent: see `with_names`.
    """
    return {"type": NAME, "user_id": user} if is_person(user) else untrusted(user)


def is_person(user: str) -> bool:
    return re.fullmatch(r"[UW][A-Z0-9]+", user) is not None


def group(usergroup: str) -> Element:
    return {"type": "usergroup", "usergroup_id": usergroup}


def date(when: datetime) -> Element:
    """Return a time, shown in each reader's own time zone."""
    return {
        "type": "date",
        "timestamp": int(when.timestamp()),
        "format": DATE_FORMAT,
        "fallback": utc(when),
    }


def line(*elements: Element | str) -> Element:
    """Return one paragraph of rich text. A string in it is our own text; an empty one is left out."""
    whole = [text(each) if isinstance(each, str) else each for each in elements if each != ""]
    return {"type": "rich_text_section", "elements": whole or [text("")]}


def quote(words: str, limit: int = POST_LIMIT) -> Element:
    """Return a quote of text from outside."""
    return {"type": "rich_text_quote", "elements": [text(squeeze(words, limit) or "(no text)")]}


def rich(*parts: Element) -> Block:
    return {"type": "rich_text", "elements": list(parts)}


def context(*parts: Element) -> Block:
    """Return a line in small grey type, made of `small`, `small_date` and `small_name`."""
    return {"type": "context", "elements": list(parts)}


def small(words: str) -> Element:
    """Return text for a `context` line, in which nothing is parsed. What comes from outside is `isolated` already."""
    return {"type": "plain_text", "text": cut(words, SMALL_LIMIT) or "-", "emoji": False}


def small_date(before: str, when: datetime, *, bold: bool = False) -> Element:
    """Return our own words and a time in each reader's time zone, for a `context` line."""
    shown = f"<!date^{int(when.timestamp())}^{DATE_FORMAT}|{utc(when)}>"
    words = f"*{before} {shown}*" if bold else f"{before} {shown}"
    return {"type": "mrkdwn", "text": words, "verbatim": True}


def small_name(before: str, user: str, after: str = "") -> Element:
    """Return a member of staff between our words for a `context` line, without a notification."""
    if not is_person(user):
        return small(f"{before} {isolated(user, NAME_LIMIT)}{after}")
    return named(user) | {"before": f"{before} ", "after": after}


def section(words: str, accessory: Element) -> Block:
    """Return one line of text, made as for `small`, with a control at its end."""
    return {"type": "section", "text": small(words), "accessory": accessory}


def header(words: str) -> Block:
    return {"type": "header", "text": plain(words, 150)}


def divider() -> Block:
    return {"type": "divider"}


def actions(*buttons: Element) -> Block:
    return {"type": "actions", "elements": list(buttons)}


def button(word: str, label: str, value: str, *, says: str = "", style: str = "", **more: Any) -> Element:
    """Return a button with `word` as its action id; `says` is the label for screen readers."""
    element: Element = {"type": "button", "action_id": word, "text": plain(label, 75), "value": value}
    if says:
        element["accessibility_label"] = cut(says, 75)
    return element | ({"style": style} if style else {}) | more


def menu(word: str, options: Sequence[Element]) -> Element:
    """Return an overflow menu. Each option's value begins with the action id it stands for."""
    return {"type": "overflow", "action_id": word, "options": list(options)}


def link_button(word: str, label: str, url: str, *, says: str = "", style: str = "") -> list[Element]:
    """Return a button that opens a page; none when the address is no web address."""
    address = web_address(url)
    return [button(word, label, word, says=says, style=style, url=address)] if address else []


def confirm(title: str, words: Element, yes: str) -> Element:
    """Return the dialog that Slack shows before a button acts."""
    return {"title": plain(title, 100), "text": words, "confirm": plain(yes, 30), "deny": plain("Cancel", 30)}


def title_of(network: str) -> str:
    """Return the display name of a network."""
    return TITLES.get(network, network[:40].capitalize())


def audience(post: Mention) -> str:
    """Return the readers of a post. Unless it is PUBLIC, only its author reads the reply."""
    if post.network == SLACK:
        return "INTERNAL"
    if post.followers_only:
        return "FOLLOWERS"
    return "PRIVATE" if post.private else "PUBLIC"


def author_line(post: Mention) -> list[Element]:
    """Return the author of a post: name, handle, followers; for Slack posts a member or an app."""
    author = post.author
    if not post.is_readable:
        return [text("The author")]
    if post.network == SLACK:
        return [named(author.handle) if author.name == author.handle else untrusted(author.name, bold=True)]
    name = [untrusted(author.name, bold=True)] if author.name.strip() else []
    # On networks without handles the name is also the handle.
    handle = [untrusted(handle_of(author))] if author.name != author.handle or not name else []
    known = [*name, text(" "), *handle] if name and handle else name or handle
    followers = [] if author.followers is None else [text(f" · {short_count(author.followers)} followers")]
    return known + followers


def subject_line(post: Mention) -> list[Element]:
    """Return the subject of an e-mail, or the title of a forum post."""
    shown = post.title.strip() and post.is_readable
    return [line(untrusted(post.title, SUBJECT_SHOWN, bold=True))] if shown else []


def words_of(post: Mention) -> str:
    """Return the text of a post, or a notice in place of a deleted or hidden one."""
    if post.gone:
        return AUTHOR_DELETED
    if not post.is_readable:
        return HIDDEN
    return decoded(post.text) if post.network == SLACK else post.text


def location(mention: Mention) -> list[Element]:
    """Return the time of a post, and its link."""
    opened = open_link(mention.url, f"Open on {title_of(mention.network)}")
    return [text(" · "), date(mention.posted_at), *undated(mention), *opened]


def undated(mention: Mention) -> list[Element]:
    """Return a notice when the time shown is Baton's, because the post's own cannot be right."""
    return [text(" (time received: the post's own date can't be right)")] if mention.undated else []


def open_link(url: str, label: str) -> list[Element]:
    """Return a link for the end of a line; empty where there is no web address, as with e-mail."""
    return [text(" · "), link(url, label)] if web_address(url) else []


def media_lines(post: Mention) -> list[Element]:
    """Return links to a post's media, at most ten, with the descriptions by its author."""
    if not post.is_readable:
        return []
    alts = dict(enumerate(post.alts))
    shown = [
        (link(url, f"media {number}"), alts.get(number - 1, "").strip())
        for number, url in enumerate(post.media[:MEDIA_SHOWN], 1)
        if web_address(url)
    ]
    bare = [element for each, alt in shown if not alt for element in (text(" "), each)]
    described = [line("Shows ", each, ": ", untrusted(alt, ALT_SHOWN)) for each, alt in shown if alt]
    return [*described, *([line("Shows:", *bare)] if bare else [])]


def quoted_lines(post: Mention) -> list[Element]:
    """Return the author and the text, in part, of the post that a post quotes."""
    quoted = post.quoted
    if quoted is None or not post.is_readable:
        return []
    name = [text(" "), untrusted(quoted.name, bold=True)] if quoted.name.strip() else []
    handle = [text(" "), untrusted(f"@{quoted.handle}")] if quoted.handle.strip() else []
    who = [*name, *handle] or [text(" another post")]
    said = [quote(quoted.text, QUOTED_SHOWN)] if quoted.text.strip() else []
    return [line("Quotes", *who, *open_link(quoted.url, "Open it")), *said]


def handle_of(author: Author) -> str:
    """Return a handle with its @; an e-mail address as it is."""
    key, own = author.native_id.partition(" ")[0], author.handle.casefold()
    is_address = f"mailto:{own}" in author.links or ("@" in own and key == own)
    return author.handle if is_address else "@" + author.handle.removeprefix("@")


def _lines(block: Block) -> Iterator[str]:
    if block["type"] == "rich_text":
        yield from map(read_aloud, block["elements"])
    elif block["type"] in ("header", "section"):
        yield ": ".join(map(_spoken, block.get("fields") or [block["text"]]))
    elif block["type"] == "context":
        yield " ".join(map(_spoken, block["elements"]))


def read_aloud(part: Element) -> str:
    """Return what a part of a rich text says, escaped."""
    words = "".join(map(_spoken, part["elements"]))
    return trim(words, QUOTE_READ) if part["type"] == "rich_text_quote" else words


def _spoken(element: Element) -> str:
    match element["type"]:
        case "user" | "name":
            return f"{element.get('before', '')}<@{element['user_id']}>{escape(element.get('after', ''))}"
        case "usergroup":
            return f"<!subteam^{element['usergroup_id']}>"
        case "broadcast":
            return f"<!{element['range']}>"
        case "link":
            return escape(f"{element['text']} ({element['url']})")
        case "date":
            return escape(element["fallback"])
        case "mrkdwn":
            return re.sub(r"<!date\^[^|]*\|([^>]*)>", r"\1", element["text"]).replace("*", "")
        case _:
            return escape(element["text"])
