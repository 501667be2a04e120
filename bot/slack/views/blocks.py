"""The small pieces that messages and views are built of, and the plain text that stands for them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from bot.case.model import Resolution
from bot.mention import HIDDEN, TAKEN_AWAY, Author, Mention
from bot.slack import Block, Message
from bot.slack.views.markup import spoken
from bot.slack.views.text import (
    MESSAGE_LIMIT,
    NAME_LIMIT,
    chunks,
    clean,
    cut,
    escape,
    isolated,
    one_line,
    people,
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
SLACK = "slack"
# An element of ours: Slack has none that shows a member without notifying them.
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


def message(*blocks: Block) -> Message:
    """The message of these blocks; its text says the same to those who hear it read or see a notification."""
    return Message(text=readable(blocks), blocks=blocks)


def readable(blocks: Iterable[Block]) -> str:
    """What the blocks say, as escaped text within Slack's limit for an update."""
    return trim("\n".join(line for block in blocks for line in _lines(block) if line), MESSAGE_LIMIT)


def plain(words: str, limit: int = 3_000) -> Element:
    """A plain_text object: nothing in it is parsed."""
    return {"type": "plain_text", "text": cut(clean(words), limit) or "-", "emoji": False}


def text(words: str, *, bold: bool = False) -> Element:
    """A rich text element: nothing in it is parsed, whoever wrote it. Slack takes no empty one."""
    element: Element = {"type": "text", "text": clean(words) or "-"}
    return element | {"style": {"bold": True}} if bold else element


def outside(words: str, limit: int = NAME_LIMIT, *, bold: bool = False) -> Element:
    """A name or a few words from outside on one line of ours, where their writing direction stays their own."""
    element: Element = {"type": "text", "text": isolated(words, limit)}
    return element | {"style": {"bold": True}} if bold else element


def exact(words: str, limit: int) -> list[Element]:
    """A public text letter by letter, in as many quotes as it needs; only what is longer than `limit` is cut."""
    whole = words.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")
    return [
        {"type": "rich_text_quote", "elements": [{"type": "text", "text": piece}]}
        for piece in chunks(cut(whole, limit) or " ", 2_900)
    ]


def link(url: str, label: str) -> Element:
    """A link under words of ours; only the words when the address is no web address."""
    address = web_address(url)
    return {"type": "link", "url": address, "text": label} if address else text(label)


def person(user: str) -> Element:
    """A member of staff by the Slack id, who is told when the message is new; anything else is only a name."""
    return {"type": "user", "user_id": user} if is_person(user) else outside(user)


def named(user: str) -> Element:
    """A member of staff by their Slack id, who is not notified. Their name is filled in where the message is sent; see
    `naming`."""
    return {"type": NAME, "user_id": user} if is_person(user) else outside(user)


def with_people(words: str, limit: int) -> list[Element]:
    """Words that hold members of staff by id, as our own reasons do (`handed over by <@U1>`), with their names."""
    pieces = re.split(r"<@([UW][A-Z0-9]+)>", one_line(words, limit))
    shown = [named(piece) if place % 2 else outside(piece, limit) for place, piece in enumerate(pieces)]
    return [element for element, piece in zip(shown, pieces, strict=True) if piece.strip()]


def is_person(user: str) -> bool:
    return re.fullmatch(r"[UW][A-Z0-9]+", user) is not None


def group(usergroup: str) -> Element:
    return {"type": "usergroup", "usergroup_id": usergroup}


def date(when: datetime) -> Element:
    """A time shown in the zone of whoever reads it."""
    return {
        "type": "date",
        "timestamp": int(when.timestamp()),
        "format": "{date_short_pretty}, {time}",
        "fallback": utc(when),
    }


def line(*elements: Element | str) -> Element:
    """One paragraph of rich text; a string in it is our own words, an empty one says nothing."""
    whole = [text(each) if isinstance(each, str) else each for each in elements if each != ""]
    return {"type": "rich_text_section", "elements": whole or [text("")]}


def quote(words: str, limit: int = POST_LIMIT) -> Element:
    """Somebody's words, set off from ours."""
    return {"type": "rich_text_quote", "elements": [text(squeeze(words, limit) or "(no text)")]}


def rich(*parts: Element) -> Block:
    return {"type": "rich_text", "elements": list(parts)}


def header(words: str) -> Block:
    return {"type": "header", "text": plain(words, 150)}


def divider() -> Block:
    return {"type": "divider"}


def actions(*buttons: Element) -> Block:
    return {"type": "actions", "elements": list(buttons)}


def button(word: str, label: str, value: str, *, says: str = "", style: str = "", **more: Any) -> Element:
    """A button whose action is `word`, the intention's own; `says` is the label that screen readers read."""
    element: Element = {"type": "button", "action_id": word, "text": plain(label, 75), "value": value}
    if says:
        element["accessibility_label"] = cut(says, 75)
    return element | ({"style": style} if style else {}) | more


def menu(word: str, options: Sequence[Element]) -> Element:
    """A menu behind three dots; each option's value begins with the word of what it does."""
    return {"type": "overflow", "action_id": word, "options": list(options)}


def link_button(word: str, label: str, url: str, *, says: str = "") -> list[Element]:
    """A button that opens a page; none when the address is no web address."""
    address = web_address(url)
    return [button(word, label, word, says=says, url=address)] if address else []


def confirm(title: str, words: Element, yes: str) -> Element:
    """The question Slack asks before a button acts."""
    return {"title": plain(title, 100), "text": words, "confirm": plain(yes, 30), "deny": plain("Cancel", 30)}


def title_of(network: str) -> str:
    """How people call a network."""
    return TITLES.get(network, network[:40].capitalize())


def audience(post: Mention) -> str:
    """Who can read a post. Where it is not everybody, only its author reads the answer."""
    if post.network == SLACK:
        return "INTERNAL"
    if post.followers_only:
        return "FOLLOWERS"
    return "PRIVATE" if post.private else "PUBLIC"


def author_line(post: Mention) -> list[Element]:
    """Who wrote a post: name, handle, followers; a member of staff, or a program, when it was said in Slack."""
    author = post.author
    if not post.is_readable:
        return [text("The author")]
    if post.network == SLACK:
        return [named(author.handle) if author.name == author.handle else outside(author.name, bold=True)]
    name = [outside(author.name, bold=True)] if author.name.strip() else []
    # Where people have no handles, their name stands in for one.
    handle = [outside(_handle(author))] if author.name != author.handle or not name else []
    known = [*name, text(" "), *handle] if name and handle else name or handle
    followers = [] if author.followers is None else [text(f" · {people(author.followers)} followers")]
    return known + followers


def subject_line(post: Mention) -> list[Element]:
    """What a letter is about, or a post in a forum is called."""
    shown = post.title.strip() and post.is_readable
    return [line(outside(post.title, SUBJECT_SHOWN, bold=True))] if shown else []


def words_of(post: Mention) -> str:
    """The words of a post as its author wrote them; what is said instead of those that were taken away."""
    if post.gone:
        return TAKEN_AWAY
    if not post.is_readable:
        return HIDDEN
    return spoken(post.text) if post.network == SLACK else post.text


def location(mention: Mention) -> list[Element]:
    """When a post was written, and the link to it."""
    opened = open_link(mention.url, f"Open on {title_of(mention.network)}")
    return [text(" · "), date(mention.posted_at), *undated(mention), *opened]


def undated(mention: Mention) -> list[Element]:
    """That the time shown is Baton's, where the post's own cannot be right."""
    return [text(" (time received: the post's own date can't be right)")] if mention.undated else []


def open_link(url: str, label: str) -> list[Element]:
    """A link at the end of a line; nothing where there is no web address to open, as with a letter."""
    return [text(" · "), link(url, label)] if web_address(url) else []


def media_lines(post: Mention) -> list[Element]:
    """Links to what a post shows, at most ten, and what its author says of each."""
    if not post.is_readable:
        return []
    alts = dict(enumerate(post.alts))
    shown = [
        (link(url, f"media {number}"), alts.get(number - 1, "").strip())
        for number, url in enumerate(post.media[:MEDIA_SHOWN], 1)
        if web_address(url)
    ]
    bare = [element for each, alt in shown if not alt for element in (text(" "), each)]
    described = [line("Shows ", each, ": ", outside(alt, ALT_SHOWN)) for each, alt in shown if alt]
    return [*described, *([line("Shows:", *bare)] if bare else [])]


def quoted_lines(post: Mention) -> list[Element]:
    """The post that a post quotes: who wrote it, and its words, in part."""
    quoted = post.quoted
    if quoted is None or not post.is_readable:
        return []
    name = [text(" "), outside(quoted.name, bold=True)] if quoted.name.strip() else []
    handle = [text(" "), outside(f"@{quoted.handle}")] if quoted.handle.strip() else []
    who = [*name, *handle] or [text(" another post")]
    said = [quote(quoted.text, QUOTED_SHOWN)] if quoted.text.strip() else []
    return [line("Quotes", *who, *open_link(quoted.url, "Open it")), *said]


def _handle(author: Author) -> str:
    """A handle with its @; an address as it is written."""
    key, own = author.native_id.partition(" ")[0], author.handle.casefold()
    is_address = f"mailto:{own}" in author.links or ("@" in own and key == own)
    return author.handle if is_address else "@" + author.handle.removeprefix("@")


def _lines(block: Block) -> Iterator[str]:
    if block["type"] == "rich_text":
        yield from map(_read_aloud, block["elements"])
    elif block["type"] in ("header", "section"):
        yield escape(block["text"]["text"])


def _read_aloud(part: Element) -> str:
    words = "".join(map(_spoken, part["elements"]))
    return trim(words, QUOTE_READ) if part["type"] == "rich_text_quote" else words


def _spoken(element: Element) -> str:
    match element["type"]:
        case "user" | "name":
            return f"<@{element['user_id']}>"
        case "usergroup":
            return f"<!subteam^{element['usergroup_id']}>"
        case "broadcast":
            return f"<!{element['range']}>"
        case "link":
            return escape(f"{element['text']} ({element['url']})")
        case "date":
            return escape(element["fallback"])
        case _:
            return escape(element["text"])
