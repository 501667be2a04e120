"""What staff say in a case's thread is kept as notes, edits and deletions followed; nothing of it goes out."""

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from bot.case import Case, Refused, delete_note, edit_note, give_guidance, note
from bot.roles import Level
from bot.services.access import Rights
from bot.slack.views.message_text import words_of_note
from handlers.request import Answer, Request, Routes, case_under, labelled_words

CONVERTED = {"channel_convert_to_private", "channel_convert_to_public"}
SPOKEN = {None, "thread_broadcast", "file_share", "me_message"}


async def hear(door: Request) -> Answer:
    """One message event of a channel Baton is in; only those of a case's thread matter.

    Whoever reads a thread may write in it, so that no case is hidden from them here.
    """
    event = door.message
    match event.get("subtype"):
        case "message_changed":
            await _heard_edit(door, event)
        case "message_deleted":
            await _heard_deletion(door, event)
        case subtype if subtype in CONVERTED:
            door.office.access.directory.forget_channels()
        case subtype if subtype in SPOKEN:
            await _heard_words(door, event)
    return None


async def _heard_words(door: Request, event: Mapping[str, Any]) -> None:
    number = await _case_in(door, event)
    if number is None or event.get("bot_id"):
        return
    text = await labelled_words(door, words_of_note(event))
    place = {"channel": door.channel, "ts": event["ts"]}
    standing = await _standing(door)
    speaks_for_us = standing is not None and standing.level >= Level.MEMBER
    role = standing.role.value if standing and not speaks_for_us else ""
    done = await door.office.book.do(number, door.ask(), note, **place, text=text, role=role)
    if speaks_for_us:
        await _take_as_guidance(door, done.case)


async def _standing(door: Request) -> Rights | None:
    """Who wrote it; None while Slack does not say, for which no note must be lost."""
    try:
        return await door.office.access.standing(door.asker)
    except Refused:
        return None


async def _take_as_guidance(door: Request, case: Case) -> None:
    """Whoever was asked for guidance gives it by speaking in the thread."""
    asked = [each for each in case.guidance if each.by != door.user]
    teams = await door.office.teams_of_person(door.user) if asked else ()
    for each in asked:
        if door.user == each.person or each.team in teams:
            ask = replace(door.ask(), request=f"{door.request}/guidance/{each.number}")
            await door.office.book.do(case.number, ask, give_guidance, number=each.number)


async def _heard_edit(door: Request, event: Mapping[str, Any]) -> None:
    message = event["message"]
    number = await _case_in(door, message)
    if number is None or message.get("bot_id") or "edited" not in message:
        return
    text = await labelled_words(door, words_of_note(message))
    await door.office.book.do(
        number, door.ask(), edit_note, channel=door.channel, ts=message["ts"], text=text
    )


async def _heard_deletion(door: Request, event: Mapping[str, Any]) -> None:
    """A deleted note is struck from the story; a deleted card is drawn anew."""
    before = event.get("previous_message", {})
    ts = event["deleted_ts"]
    number = await _case_in(door, before)
    if number is not None:
        await door.office.book.do(number, door.ask(), delete_note, channel=door.channel, ts=ts)
        return
    number = await door.book.case_of_thread(door.channel, ts)
    if number is not None:
        await door.office.book.redraw(number, door.office.now())


async def _case_in(door: Request, message: Mapping[str, Any]) -> int | None:
    thread = message.get("thread_ts")
    if not thread or thread == message.get("ts"):
        return None
    if message.get("parent_user_id", door.bot) != door.bot:
        return None
    return await case_under(door, door.channel, thread)


DOORS = Routes(events={"message": hear}, level=Level.NOTHING)
