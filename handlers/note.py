"""Messages in a case's thread, kept as internal notes with their edits and deletions."""

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from bot.case import Case, Refused, delete_note, edit_note, give_guidance, note
from bot.roles import Level
from bot.services.access import Rights
from bot.slack.views.message_text import words_of_note
from handlers.request import Answer, Request, Routes, case_under, labelled_words

CONVERTED = {"channel_convert_to_private", "channel_convert_to_public"}
NOTE_SUBTYPES = {None, "thread_broadcast", "file_share", "me_message"}


async def handle_message(request: Request) -> Answer:
    """Handle one message event.

    Only messages in a case's thread matter.

    Everyone who can read a thread may write in it, so no case is hidden from them here.
    """
    event = request.message
    match event.get("subtype"):
        case "message_changed":
            await _keep_edit(request, event)
        case "message_deleted":
            await _keep_deletion(request, event)
        case subtype if subtype in CONVERTED:
            request.services.access.directory.forget_channels()
        case subtype if subtype in NOTE_SUBTYPES:
            await _keep_note(request, event)
    return None


async def _keep_note(request: Request, event: Mapping[str, Any]) -> None:
    number = await _case_in(request, event)
    if number is None or event.get("bot_id"):
        return
    text = await labelled_words(request, words_of_note(event))
    place = {"channel": request.channel, "ts": event["ts"]}
    standing = await _rights(request)
    speaks_for_us = standing is not None and standing.level >= Level.MEMBER
    role = standing.role.value if standing and not speaks_for_us else ""
    done = await request.services.book.do(number, request.ask(), note, **place, text=text, role=role)
    if speaks_for_us:
        await _take_as_guidance(request, done.case)


async def _rights(request: Request) -> Rights | None:
    """Return the rights of the author; None while Slack does not answer, since no note may be lost for that."""
    try:
        return await request.services.access.rights(request.asker)
    except Refused:
        return None


async def _take_as_guidance(request: Request, case: Case) -> None:
    """Mark questions as answered when the person or team that was asked writes in the thread."""
    asked = [each for each in case.guidance if each.by != request.user]
    teams = await request.services.teams_of_person(request.user) if asked else ()
    answered = [each.number for each in asked if request.user == each.person or each.team in teams]
    if answered:
        first, *more = answered
        ask = replace(request.ask(), request=f"{request.key}/guidance/{first}")
        await request.services.book.do(case.number, ask, give_guidance, number=first, more=more)


async def _keep_edit(request: Request, event: Mapping[str, Any]) -> None:
    message = event["message"]
    number = await _case_in(request, message)
    if number is None or message.get("bot_id") or "edited" not in message:
        return
    text = await labelled_words(request, words_of_note(message))
    await request.services.book.do(
        number, request.ask(), edit_note, channel=request.channel, ts=message["ts"], text=text
    )


async def _keep_deletion(request: Request, event: Mapping[str, Any]) -> None:
    """Delete the note from the history, or redraw a card that was deleted."""
    before = event.get("previous_message", {})
    ts = event["deleted_ts"]
    number = await _case_in(request, before)
    if number is not None:
        await request.services.book.do(number, request.ask(), delete_note, channel=request.channel, ts=ts)
        return
    number = await request.book.case_of_thread(request.channel, ts)
    if number is not None:
        await request.services.book.redraw(number, request.services.now())


async def _case_in(request: Request, message: Mapping[str, Any]) -> int | None:
    thread = message.get("thread_ts")
    if not thread or thread == message.get("ts"):
        return None
    if message.get("parent_user_id", request.bot) != request.bot:
        return None
    return await case_under(request, request.channel, thread)


ROUTES = Routes(events={"message": handle_message}, level=Level.NOTHING)
