"""Escalate a post to a service team: from a Slack message, by a link, or by a button on marketing's cards."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.case import Case, Refused, escalate, hand_over
from bot.case.source import SourceThread, is_followed
from bot.case.verbs.hand_over import refuse_move
from bot.delivery import NotSent
from bot.jobs.job import Job
from bot.jobs.source import window_job
from bot.mention import Author, MayReply, Mention, storable
from bot.roles import Level
from bot.routing import UnknownTeam, reroute, with_hours
from bot.services.casebook import Done
from bot.slack import Message
from bot.slack.views.emoji_codes import with_emoji
from bot.slack.views.escalate import (
    SourceMessage,
    escalate_case_modal,
    escalate_modal,
    escalated_message,
    escalated_modal,
)
from bot.slack.views.message_text import words_of_message
from bot.slack.views.modals import TeamChoice
from handlers.request import (
    PERMALINK,
    Answer,
    FieldErrors,
    Modal,
    Request,
    Routes,
    already_a_case,
    case_of,
    first_word,
    labelled_words,
    opened_to,
    readable_words,
    seen_move,
    team_named,
    typed,
)

LINK = re.compile(r"https?://[^\s|<>]+")
NO_NETWORK = MayReply("no", "This case came from a Slack message, so there is no post to reply to.")


@dataclass(frozen=True, slots=True)
class Wish:
    """The wishes of a person for an escalation: a team (empty: by the rules) and a note for it.

    `url` is what they escalate, `channel` where they asked, `source` where the progress is shown.
    """

    team: str
    reason: str
    url: str
    channel: str
    source: SourceThread | None = None


async def ask_about_message(request: Request) -> Answer:
    """Open the window of the message shortcut.

    Raise Refused for a message in a case's thread.
    """
    ts = request.message["ts"]
    await _refuse_known(request, request.channel, request.message.get("thread_ts", ts))
    text = await _words_of(request, request.message)
    posts = [link for link in LINK.findall(text) if _post_id(request, link)]
    message = SourceMessage(
        text=text,
        author=_author_of(request.message),
        channel=request.channel,
        ts=ts,
        url=request.message["permalink"],
        thread=request.message.get("thread_ts", ""),
        post=posts[0] if posts else "",
    )
    return Modal(escalate_modal(message, teams=_teams(request), name=request.key))


async def ask_about_case(request: Request) -> Answer:
    """Open the window of the button on marketing's card."""
    number, _ = await case_of(request)
    case, rules = await request.book.case(number), request.services.rules()
    refuse_move(case, request.ask())
    teams = [team for team in _teams(request) if team.name != case.route.team]
    readers = await opened_to(request, case, [team.name for team in teams])
    return Modal(escalate_case_modal(case, teams, rules.service, request.key, readers))


async def escalate_case(request: Request) -> Answer:
    """Escalate marketing's case, whose thread then shows the progress."""
    number, _ = await case_of(request)
    case, rules = await request.book.case(number), request.services.rules()
    team = team_named(request, typed(request, "team") or rules.service, "Choose another team.").name
    ask, reason = request.ask(), typed(request, "reason")
    route = with_hours(rules, reroute(rules, team, case.route, f"escalated by <@{request.user}>"), case.first)
    try:
        # What leaves another team's card is an ordinary hand-over.
        verb = escalate if case.route.team == rules.marketing else hand_over
        done = await request.book.do(number, ask, verb, route=route, reason=reason, seen=seen_move(request))
    except Refused as refusal:
        if refusal.code == "moved":
            raise  # no field of this window can correct that
        return FieldErrors({"reason": refusal.why})
    return await _escalated_in_window(request, done.case)


async def escalate_message(request: Request) -> Answer:
    """Create the case of the submitted window: of the post that the message links to, else of the message."""
    about = json.loads(request.view["private_metadata"])
    team, reason = typed(request, "team"), typed(request, "reason")
    if team and not _team_named(request, team):
        return FieldErrors({"team": "The rules no longer have that team. Choose another, or leave it blank."})
    source = await _source(request, about["channel"], about.get("thread") or about["ts"])
    wish = Wish(team, reason, about["url"], about["channel"], source)
    if post := _post_id(request, about.get("post", "")):
        fetching = await _fetch(request, post, wish)
        return Modal(escalated_modal(fetching, _window_of(request)), change=True)
    done = await _take(request, _as_mention(about), wish)
    if done.heard:
        return await already_a_case(request, "That message", done.case)
    return await _escalated_in_window(request, done.case)


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
    return await _fetch(request, post, Wish(team, reason, found[0], request.channel))


async def _escalate_linked(
    request: Request, place: re.Match[str], link: str, team: str, reason: str
) -> Answer:
    """Escalate a linked Slack message: the post it links to, else its own words."""
    channel, ts, thread = place[1], f"{place[2]}.{place[3]}", place[4] or ""
    message = await _linked(request, channel, ts, thread)
    await _refuse_known(request, channel, thread or ts)
    text, url = await _words_of(request, message), link.strip("<>").partition("|")[0]
    source = await _source(request, channel, thread or message.get("thread_ts") or ts)
    wish = Wish(team, reason, url, request.channel, source)
    for post in filter(None, (_post_id(request, each) for each in LINK.findall(text))):
        return await _fetch(request, post, wish)
    author = _author_of(message)
    about = {"channel": channel, "ts": ts, "url": url, "text": storable(text)}
    about |= {"author": author.handle, "name": author.name}
    done = await _take(request, _as_mention(about), wish)
    if done.heard:
        return await already_a_case(request, "That message", done.case)
    return escalated_message(done.case, _title(request, done.case), is_followed=is_followed(done.case))


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


async def _source(request: Request, channel: str, thread: str) -> SourceThread | None:
    """Return where the progress is shown; None for a conversation that Baton is not in."""
    return SourceThread(channel, thread) if await request.services.access.directory.is_in(channel) else None


async def _take(request: Request, message: Mention, wish: Wish) -> Done:
    """Open the case of a message. It has a source even where none is shown, so that its escalator finds it."""
    return await request.services.intake.escalate(
        message,
        request.ask(),
        team=wish.team,
        url=wish.url,
        reason=wish.reason,
        source=wish.source or SourceThread(),
    )


async def _escalated_in_window(request: Request, case: Case) -> Modal:
    """Show what came of the escalation, and a moment later the way to the thread."""
    name = _window_of(request)
    if name:
        await request.book.add(window_job(case, name, request.services.now()))
    shown = escalated_message(case, _title(request, case), is_followed=is_followed(case))
    return Modal(escalated_modal(shown, name), change=True)


def _window_of(request: Request) -> str:
    """Return the name of the submitted window; empty for one that an earlier version opened."""
    return str(request.view.get("external_id") or "")


def _title(request: Request, case: Case) -> str:
    team = request.services.rules().teams.get(case.route.team)
    return team.title if team else case.route.team


async def _fetch(request: Request, post: tuple[str, str], wish: Wish) -> Message:
    network, native_id = post
    source = wish.source or SourceThread()
    data = {
        "network": network,
        "native_id": native_id,
        "team": wish.team,
        "reason": wish.reason,
        "by": request.user,
        "channel": wish.channel,
        "request": request.key,
        "url": wish.url,
        "source": {"channel": source.channel, "ts": source.ts},
        "window": _window_of(request) if request.view else "",
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
# Bringing a post in needs less than moving a case, so marketing's card has routes of its own.
ON_CARDS = Routes(buttons={"escalate": ask_about_case}, views={"escalate_case": escalate_case})
