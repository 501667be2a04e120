"""The customer on a card: who wrote, the first lines of their message, and what a push says of it."""

import re

from bot.case import Case
from bot.mention import Mention
from bot.routing import Priority
from bot.slack.views.blocks import (
    SLACK,
    Element,
    audience,
    is_person,
    link,
    named,
    open_link,
    text,
    title_of,
    untrusted,
    words_of,
)
from bot.slack.views.text import clean, cut, escape, isolated, one_line, short_count, units, web_address

# Three lines of a message on a desktop; on a phone, where a line has about 42 characters, a few more.
WORDS_SHOWN = 200
LINES_SHOWN = 3
LINE_UNITS = 67
NAME_SHOWN = 26
SUBJECT_SHOWN = 80
PUSH_WORDS = 120
SHORT_WORDS = 42
# One line of a phone takes about this many characters, with a menu at its end fewer.
PHONE_LINE, PHONE_LINE_WITH_MENU = 40, 37
FEWEST_WORDS, SHORT_NAME = 10, 16
MARKS = {Priority.URGENT: "🔴 Urgent", Priority.HIGH: "🟠 High", Priority.NORMAL: "", Priority.LOW: "⚪ Low"}
READERS = {"PUBLIC": "public", "FOLLOWERS": "followers only", "PRIVATE": "private", "INTERNAL": "internal"}


def who_line(case: Case) -> list[Element]:
    """Return urgency, author, reach and network, a link to the post: short enough for one line of a phone.

    A lock marks a post that only its author's replies reach; the word is on the small line.
    """
    post, mark = case.latest, MARKS[case.route.priority]
    network = title_of(post.network)
    where = link(post.url, network) if web_address(post.url) else text(network)
    urgency = [text(mark, bold=True), text(" · ")] if mark else []
    return [*urgency, *_author(post), text(" · 🔒 " if post.answered_alone else " · "), where]


def folded(post: Mention) -> tuple[str, bool]:
    """Return the beginning of a post's words, at most three lines, and whether something was left out."""
    words = re.sub(r"\n\s*", "\n", clean(words_of(post))).strip()
    shown, room = [], LINES_SHOWN
    for line in words.split("\n"):
        if room <= 0:
            break
        shown.append(line)
        room -= max(1, -(-units(line) // LINE_UNITS))
    begun = _at_word("\n".join(shown), WORDS_SHOWN)
    is_whole = begun == words
    return (begun or "(no text)", False) if is_whole else (begun.rstrip("… .,;:") + "…", True)


def quote_of(post: Mention) -> Element:
    """Return the quote on the card: the subject, the beginning of the words, and the way to the rest."""
    words, is_cut = folded(post)
    has_subject = post.is_readable and post.title.strip()
    subject = [text(one_line(post.title, SUBJECT_SHOWN), bold=True), text("\n")] if has_subject else []
    rest = [text(" "), link(post.url, "Read all")] if is_cut and web_address(post.url) else []
    return {"type": "rich_text_quote", "elements": [*subject, text(words), *rest]}


def readers_of(post: Mention) -> str:
    """Return who can read a post, in lower case."""
    return READERS[audience(post)]


def short_line(case: Case, mark: str = "", room: int = PHONE_LINE) -> str:
    """Return author and first words, without the names these are addressed to, on one line of about `room` units."""
    post = case.latest
    name = one_line(display_name(post), SHORT_NAME)
    words = re.sub(r"^(@\S+\s+)+", "", said_by(post))
    limit = max(FEWEST_WORDS, room - units(f"{mark}#{case.number} {name}: …"))
    begun = _at_word(words, limit)
    shown = begun if begun == words else f"{begun.rstrip('… .,;:')}…"
    return f"{mark}#{case.number} {isolated(name, SHORT_NAME)}: {isolated(shown, limit + 1)}"


def push_of(post: Mention, *, opening: str = "", room: int = 0) -> str:
    """Return who wrote what where, as a phone shows it: Ada K (12.4k) on X: “My router …”. It is escaped.

    `opening` comes before the author. With `room`, the words are cut so that all of it has so many units, if the rest
    leaves them enough to be read.
    """
    has_reach = post.is_readable and post.author.followers is not None
    reach = f" ({short_count(post.author.followers or 0)})" if has_reach else ""
    alone = ", private" if post.answered_alone else ""
    name = f"<@{post.author.handle}>" if member_in(post) else escape(name_of(post))
    where = f"{reach} on {escape(title_of(post.network))}{alone}"
    left = room - units(f"{opening}{name_of(post)}{where}: “{isolated('-', 1)}”") + 1
    limit = min(PUSH_WORDS, max(SHORT_WORDS, left)) if room else PUSH_WORDS
    words = escape(isolated(said_by(post), limit))
    return f"{opening}{name}{where}: " + (f"“{words}”" if post.is_readable else words)


def is_cut_in_push(post: Mention) -> bool:
    """Return whether a push shows less than all words of the post, or shows them on other lines."""
    return cut(said_by(post), PUSH_WORDS) != words_of(post)


def said_by(post: Mention) -> str:
    """Return the subject and the words of a post on one line."""
    words = words_of(post)
    title = f"{post.title}: " if post.is_readable and post.title.strip() else ""
    return one_line(f"{title}{words}" if words.strip() else title or "(no text)", 2 * PUSH_WORDS)


def rest_of(post: Mention) -> list[Element]:
    """Return a quoted post and media in one line each, as links."""
    if not post.is_readable:
        return []
    shown: list[Element] = []
    if post.quoted:
        name = post.quoted.name or post.quoted.handle or "another post"
        excerpt = [text(": "), untrusted(post.quoted.text, PUSH_WORDS)] if post.quoted.text.strip() else []
        opened = open_link(post.quoted.url, "Open it")
        shown.append(_line([text("Quotes "), untrusted(name, NAME_SHOWN, bold=True), *excerpt, *opened]))
    media = [link(url, f"media {number}") for number, url in enumerate(post.media[:4], 1) if web_address(url)]
    if media:
        more = [text(f" and {len(post.media) - 4} more")] if len(post.media) > 4 else []
        spaced = [part for each in media for part in (text(" "), each)]
        shown.append(_line([text("📎"), *spaced, *more]))
    return shown


def _line(elements: list[Element]) -> Element:
    return {"type": "rich_text_section", "elements": elements}


def _author(post: Mention) -> list[Element]:
    author = post.author
    if not post.is_readable:
        return [text("The author")]
    if member_in(post):
        return [named(author.handle)]
    reach = [] if author.followers is None else [text(f" ({short_count(author.followers)})")]
    return [untrusted(display_name(post), NAME_SHOWN, bold=True), *reach]


def member_in(post: Mention) -> str:
    """Return the id of the author who is a member of staff, whose message was escalated; "" for all others."""
    named_by_id = post.author.name == post.author.handle and is_person(post.author.handle)
    return post.author.handle if post.network == SLACK and post.is_readable and named_by_id else ""


def name_of(post: Mention) -> str:
    """Return the short display name of an author, isolated. It is not escaped."""
    return isolated(display_name(post), NAME_SHOWN)


def display_name(post: Mention) -> str:
    """Return the display name of an author, else the handle."""
    if not post.is_readable:
        return "The author"
    if member_in(post):
        return "A colleague"
    return post.author.name if post.author.name.strip() else post.author.handle


def _at_word(words: str, limit: int) -> str:
    """Return the text, or its beginning up to the last whole word within `limit` units."""
    if units(words) <= limit:
        return words
    begun = cut(words, limit).removesuffix("…")
    ends_a_word = words[len(begun) : len(begun) + 1].isspace()
    whole = begun if ends_a_word else re.sub(r"\s+\S*$", "", begun)
    return whole if units(whole) > limit // 2 else begun
