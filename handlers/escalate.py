"""Escalate a post to a service team: from a Slack message, by a link, or by a button on marketing's cards."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.case import Refused
from bot.delivery import NotSent
from bot.jobs.job import Job
from bot.mention import Author, MayReply, Mention, storable
from bot.roles import Level
from bot.routing import UnknownTeam
from bot.services.casebook import Done
from bot.slack import Message
from bot.slack.views.emoji_codes import with_emoji
from bot.slack.views.message_text import words_of_message
from bot.slack.views.modals import TeamChoice, escalate_modal
from handlers.request import (
    PERMALINK,
    Answer,
    FieldErrors,
    Modal,
    Request,
    Routes,
    already_a_case,
    first_word,
    labelled_words,
    readable_words,
    typed,
)

LINK = re.compile(r"https?://[^\s|<>]+")
NO_NETWORK = MayReply("no", "This case came from a Slack message, so there is no post to reply to.")


async def ask_about_message(request: Request) -> Answer:
    """Open the window of the message shortcut.

    Raise Refused for a message in a case's thread.
    """
    ts = request.message["ts"]
    await _refuse_known(request, request.channel, request.message.get("thread_ts", ts))
    text = await _words_of(request, request.message)
    posts = [link for link in LINK.findall(text) if _post_id(request, link)]
    return Modal(
        escalate_modal(
            teams=_teams(request),
            text=text,
            author=_author_of(request.message),
            channel=request.channel,
            ts=ts,
            url=request.message["permalink"],
            post=posts[0] if posts else "",
        )
    )


async def escalate_message(request: Request) -> Answer:
    """Create the case of the submitted window: of the post that the message links to, else of the message."""
    about = json.loads(request.view["private_metadata"])
    team, reason = typed(request, "team"), typed(request, "reason")
    if team and not _team_named(request, team):
        return FieldErrors({"team": "The rules no longer have that team. Choose another, or leave it blank."})
    if post := _post_id(request, about.get("post", "")):
        return await _fetch(
            request, post, url=about["url"], team=team, reason=reason, channel=about["channel"]
        )
    message = _as_mention(about)
    done = await request.services.intake.escalate(
        message, request.ask(), team=team, url=about["url"], reason=reason
    )
    return await _escalated(request, done)


async def escalate_by_link(request: Request) -> Answer:
    """Escalate by `/escalate <link> [team] [reason]`, with a link to a post or to a Slack message.

    Raise Refused when the link leads to neither.
    """
    link, rest = first_word(request.text)
    named, told = first_word(rest)
    team = _team_named(request, named)
    reason = await readable_words(request, told if team else rest)
    if place := PERMALINK.match(link):
        return await _escalate_linked(request, place, link, team, reason)
    found = LINK.search(link)
    post = _post_id(request, found[0]) if found else None
    if found is None or post is None:
        titles = ", ".join(reply_channel.title for reply_channel in request.services.reply_channels.values())
        raise Refused(
            f"Give the link of a Slack message, or of a post on {titles or 'a connected network'}:"
            " `/escalate <link> [team] [reason]`.",
            "no_link",
        )
    return await _fetch(request, post, url=found[0], team=team, reason=reason, channel=request.channel)


async def _escalate_linked(
    request: Request, place: re.Match[str], link: str, team: str, reason: str
) -> Answer:
    """Escalate a linked Slack message: the post it links to, else its own words."""
    channel, ts, thread = place[1], f"{place[2]}.{place[3]}", place[4] or ""
    message = await _linked(request, channel, ts, thread)
    await _refuse_known(request, channel, thread or ts)
    text, url = await _words_of(request, message), link.strip("<>").partition("|")[0]
    for post in filter(None, (_post_id(request, each) for each in LINK.findall(text))):
        return await _fetch(request, post, url=url, team=team, reason=reason, channel=request.channel)
    author = _author_of(message)
    about = {"channel": channel, "ts": ts, "url": url, "text": storable(text)}
    about |= {"author": author.handle, "name": author.name}
    done = await request.services.intake.escalate(
        _as_mention(about), request.ask(), team=team, url=url, reason=reason
    )
    return await _escalated(request, done)


async def _linked(request: Request, channel: str, ts: str, thread: str) -> Mapping[str, Any]:
    """Return the message of a link. Raise Refused when the person or Baton cannot read it."""
    try:
        reads = await request.services.access.reads(request.asker, channel)
        message = await request.services.message_at(channel, ts, thread) if reads else None
    except NotSent as trouble:
        raise Refused(f"That message could not be read: {trouble.why} Try again.", "no_message") from None
    if message is None:
        raise Refused(
            "Baton found no message at that link that you can both read. Invite Baton to its channel, or use the"
            " message's menu: *More actions*, *Escalate to service*.",
            "no_message",
        )
    return message


async def _refuse_known(request: Request, channel: str, thread: str) -> None:
    """Raise Refused for a message in the thread of a case."""
    number = await request.book.case_of_thread(channel, thread)
    if number is not None:
        raise Refused(f"This is already case #{number}. Use *Hand over* on its card.", "known")


async def _escalated(request: Request, done: Done) -> Message:
    if done.heard:
        return await already_a_case(request, "That message", done.case)
    return Message(f"That message is now case #{done.case.number}, with team {done.case.route.team}.")


async def _fetch(
    request: Request, post: tuple[str, str], *, url: str, team: str, reason: str, channel: str
) -> Answer:
    network, native_id = post
    data = {
        "network": network,
        "native_id": native_id,
        "team": team,
        "reason": reason,
        "by": request.user,
        "channel": channel,
        "request": request.key,
        "url": url,
    }
    job = Job(
        lane=f"fetch/{request.key}",
        position=0,
        kind="fetch",
        run_at=request.services.now(),
        data=data,
        gate=f"{network}-fetch",
        urgency=1,
    )
    await request.book.add_once(job, request.ask())
    title = request.services.reply_channels[network].title
    return Message(f"Fetching that post from {title}. Baton will reply with its case number.")


def _team_named(request: Request, word: str) -> str:
    """Return the name of the team, or "" when the word names none."""
    try:
        return request.services.rules().team(word).name
    except UnknownTeam:
        return ""


def _post_id(request: Request, link: str) -> tuple[str, str] | None:
    """Return the network and id of the post that a link leads to; None for other links."""
    for network, reply_channel in request.services.reply_channels.items():
        if native_id := reply_channel.post_id(link):
            return network, native_id
    return None


def _as_mention(about: dict[str, str]) -> Mention:
    place = f"{about['channel']}/{about['ts']}"
    author = Author(about["author"], about.get("name", about["author"]), None, about["author"])
    said_at = datetime.fromtimestamp(float(about["ts"]), UTC)
    return Mention(
        network="slack",
        native_id=place,
        conversation=place,
        author=author,
        text=about["text"],
        url=about["url"],
        posted_at=said_at,
        may_reply=NO_NETWORK,
    )


def _author_of(message: Mapping[str, Any]) -> Author:
    """Return the author of a message: a person by id; an app, which could borrow a person's name, by its own name."""
    name = message.get("username")
    who = (name and message.get("bot_id")) or message.get("user") or message.get("bot_id") or "someone"
    return Author(str(who), str(name or who))


async def _words_of(request: Request, message: Mapping[str, Any]) -> str:
    """Return all words of a message in Slack's markup, of its blocks and attachments too, with people named."""
    return await labelled_words(request, with_emoji(words_of_message(message)))


def _teams(request: Request) -> list[TeamChoice]:
    rules = request.services.rules()
    return [
        TeamChoice(team.name, team.title) for team in rules.teams.values() if team.name != rules.marketing
    ]


ROUTES = Routes(
    words={"escalate": escalate_by_link},
    shortcuts={"escalate": ask_about_message},
    views={"escalate": escalate_message},
    level=Level.MEMBER,
)
