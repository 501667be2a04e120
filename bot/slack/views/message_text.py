"""The text of a Slack message with that of its blocks, attachments and files, where apps put it.

Source: https://docs.slack.dev/reference/block-kit/blocks, https://docs.slack.dev/reference/messaging/payload
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.slack.views.text import escape

LONGEST = 40_000
DEEPEST = 8
# Slack's placeholder for the text of a message that has only blocks.
PLACEHOLDER = "This content can't be displayed."
# Keys under which blocks keep text, in display order. Values that are no text are searched for these keys in turn.
_PARTS = (
    *(
        "pretext",
        "author_name",
        "title",
        "subtitle",
        "text",
        "body",
        "description",
        "fields",
        "rows",
        "blocks",
    ),
    *("elements", "accessory", "alt_text", "message_blocks", "message", "content"),
)
Json = Mapping[str, Any]


def words_of_message(message: Json) -> str:
    """Return all words of a message, each part on a line of its own and none twice; at most LONGEST characters."""
    text = _plain_text(message)
    parts = [text, *_of_blocks(message.get("blocks"))] if not text or _is_by_app(message) else [text]
    parts += [line for attachment in _list(message.get("attachments")) for line in _of_attachment(attachment)]
    return _joined([*parts, *_of_files(message)])


def words_of_note(message: Json) -> str:
    """Return what a person says by a message: their text, what they forward, and the addresses of their files.

    The previews that Slack adds for links are not theirs.
    """
    text = _plain_text(message)
    attachments = [one for one in _list(message.get("attachments")) if not text or one.get("is_share")]
    blocks = () if text else _of_blocks(message.get("blocks"))
    forwarded = [line for attachment in attachments for line in _of_attachment(attachment)]
    files = [str(file["permalink"]) for file in _list(message.get("files")) if file.get("permalink")]
    return _joined([text, *blocks, *forwarded, *files])


def _plain_text(message: Json) -> str:
    text = str(message.get("text") or "")
    return "" if text.strip() == PLACEHOLDER else text


def _is_by_app(message: Json) -> bool:
    return bool(message.get("bot_id") or message.get("app_id") or message.get("bot_profile"))


def _joined(parts: Sequence[str]) -> str:
    """Return the parts line by line; one whose words are all in another before it says nothing new."""
    kept: list[str] = []
    said = ""
    for part in parts:
        words = " ".join(re.findall(r"\w+", part))
        if words and f" {words} " not in said:
            kept.append(part.strip())
            said += f" {words} "
    return "\n".join(kept)[:LONGEST]


def _of_attachment(attachment: Json) -> Iterator[str]:
    lines = list(_words_in(attachment, DEEPEST))
    yield from lines
    if not lines and attachment.get("fallback"):
        yield str(attachment["fallback"])
    if link := attachment.get("title_link") or attachment.get("from_url"):
        yield f"<{link}>"


def _of_files(message: Json) -> Iterator[str]:
    """Yield name and address of each file; of an e-mail sent to the channel its words too."""
    for file in _list(message.get("files")):
        name, link = str(file.get("title") or file.get("name") or "file"), file.get("permalink")
        yield f"<{link}|{escape(name)}>" if link else escape(name)
        if words := file.get("plain_text") or file.get("preview"):
            yield escape(str(words))


def _of_blocks(blocks: object) -> Iterator[str]:
    for block in _list(blocks):
        yield from _words_in(block, DEEPEST)


def _words_in(thing: object, depth: int) -> Iterator[str]:
    """Yield the lines of a block, an element or a list of them."""
    if depth == 0:
        return
    if isinstance(thing, list | tuple):
        for one in thing:
            yield from _words_in(one, depth - 1)
    if not isinstance(thing, Mapping):
        return
    kind = str(thing.get("type"))
    if kind.startswith("rich_text"):
        yield from _of_rich_text(thing, depth)
    elif "value" in thing and "title" in thing:
        yield f"{thing['title']}: {thing['value']}"
    elif isinstance(text := thing.get("text"), str) and kind in ("plain_text", "raw_text", "markdown"):
        yield escape(text)
    elif kind == "button":
        yield from _of_button(thing)
    else:
        for name in _PARTS:
            yield from [part] if isinstance(part := thing.get(name), str) else _words_in(part, depth - 1)


def _of_button(button: Json) -> Iterator[str]:
    """Yield the address a button leads to; other buttons are for that app's users."""
    label = button.get("text")
    words = label.get("text", "") if isinstance(label, Mapping) else ""
    if button.get("url"):
        yield f"<{button['url']}|{escape(str(words))}>"


def _of_rich_text(thing: Json, depth: int) -> Iterator[str]:
    if thing.get("type") in ("rich_text", "rich_text_list"):
        for one in _list(thing.get("elements")):
            yield from _words_in(one, depth - 1)
    else:
        yield "".join(map(_of_element, _list(thing.get("elements"))))


def _of_element(element: Json) -> str:
    """Return one piece of rich text in Slack's markup."""
    match element.get("type"):
        case "link":
            label = element.get("text")
            return (
                f"<{element.get('url', '')}|{escape(str(label))}>" if label else f"<{element.get('url', '')}>"
            )
        case "emoji":
            return f":{element.get('name', '')}:"
        case "user":
            return f"<@{element.get('user_id', '')}>"
        case "channel":
            return f"<#{element.get('channel_id', '')}>"
        case "usergroup":
            return f"<!subteam^{element.get('usergroup_id', '')}>"
        case "broadcast":
            return f"@{element.get('range', '')}"
    return escape(str(element.get("text") or element.get("fallback") or element.get("value") or ""))


def _list(thing: object) -> list[Json]:
    return [one for one in thing if isinstance(one, Mapping)] if isinstance(thing, list | tuple) else []
