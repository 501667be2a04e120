"""X's rules for publishing: the reply rule of 2026, restricted replies, repeated and overlong text."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sandbox.x.problems import Problem, forbidden, invalid
from sandbox.x.records import Account, Post
from sandbox.x.words import CASHTAG, handles_in, weighted_length

if TYPE_CHECKING:
    from sandbox.x.town import Town

SUMMONED_ONLY = "You can only reply to or quote posts where you are mentioned or are the author."
RESTRICTED = "The original Tweet author restricted who can reply to this Tweet."
GONE = "You attempted to reply to a Tweet that is deleted or not visible to you."
DUPLICATE = "You are not allowed to create a Tweet with duplicate content."
TOO_LONG = (
    "Your Tweet text is too long. For more information on how Twitter determines text length see"
    " https://github.com/twitter/twitter-text."
)
CASHTAGS = "You are not allowed to create a Tweet with more than one cashtag."


def refusal(town: Town, me: Account, text: str, in_reply_to: str | None) -> Problem | None:
    """Return why X refuses this post by the API, or None (X docs: Manage Posts; Changelog 2026-02-23)."""
    if not text.strip():
        return invalid("text", text, "The `text` field must be present and not empty.")
    if in_reply_to is not None and (problem := _reply_refusal(town, me, in_reply_to)):
        return problem
    if weighted_length(text) > town.rules.max_length:
        return forbidden(TOO_LONG)
    if len(CASHTAG.findall(text)) > 1:
        return forbidden(CASHTAGS)
    if town.rules.refuse_duplicates and _said_before(town, me, text):
        return forbidden(DUPLICATE)
    return None


def may_reply(town: Town, me: Account, post: Post) -> bool:
    """Return whether the author mentioned us, quoted a post of ours, or is ourselves."""
    quoted = town.posts.get(post.quoted) if post.quoted else None
    return me is post.author or _names(post, me) or (quoted is not None and quoted.author is me)


def _reply_refusal(town: Town, me: Account, in_reply_to: str) -> Problem | None:
    post = town.posts.get(in_reply_to)
    if post is None or post.deleted:
        return forbidden(GONE)
    if town.rules.summoned_only and not may_reply(town, me, post):
        return forbidden(SUMMONED_ONLY)
    closed = {"everyone": False, "mentionedUsers": not _names(post, me)}.get(post.reply_settings, True)
    return forbidden(RESTRICTED) if closed and me is not post.author else None


def _names(post: Post, account: Account) -> bool:
    return account.handle.casefold() in {handle.casefold() for handle in handles_in(post.text)}


def _said_before(town: Town, me: Account, text: str) -> bool:
    oldest = town.clock() - timedelta(hours=town.rules.duplicate_hours)
    for post in reversed(town.by(me)):
        if post.created_at < oldest:
            return False
        if post.visible and post.typed.strip() == text.strip():
            return True
    return False
