"""Playing a feed: its rows become posts on X and Discord, and e-mails."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from sandbox.discord import Channel, Guild
from sandbox.feed import Row
from sandbox.mail import PostOffice
from sandbox.x import Town

AUTOMATIC = {"Auto-Submitted": "auto-replied"}  # RFC 3834, 5


class Place(Protocol):
    """A network on which rows are played."""

    async def act(self, row: Row, about: str | None) -> str | None:
        """Do what the row says, `about` being what its reply_to names, and return the id of what was created, if
        anything.

        Raise LookupError when that is gone.
        """
        ...


async def play(places: Mapping[str, Place], rows: Sequence[Row], rate: float) -> list[str]:
    """Play the rows at `rate` a second (0: as fast as possible), each on its network.

    Return the ids of what was created, one per id and kind.
    """
    started = asyncio.get_running_loop().time()
    known: dict[str, str] = {}
    made: list[str] = []
    for place, row in enumerate(rows):
        due = place / rate if rate > 0 else 0.0
        await asyncio.sleep(max(0.0, started + due - asyncio.get_running_loop().time()))
        native_id = await _play_row(places[row.network], row, known)
        if native_id is not None:
            made.append(native_id)
            known |= {row.id: native_id} if row.id else {}
    return made


async def _play_row(place: Place, row: Row, known: Mapping[str, str]) -> str | None:
    if row.recorded and row.id and row.id in known:
        return None
    try:
        return await place.act(row, known.get(row.reply_to))
    except LookupError:
        return None  # somebody at the page deleted the post this line was about


@dataclass(frozen=True, slots=True)
class OnX:
    """Plays rows as posts in the town."""

    town: Town

    async def act(self, row: Row, about: str | None) -> str | None:
        if row.kind == "retweet" and about:
            return self.town.retweet(row.handle, about).id
        if row.kind == "edit" and about:
            return self.town.edit(about, row.text).id
        if row.kind == "delete" and about:
            self.town.delete(about)
            return None
        return self.town.post(
            row.handle,
            row.text,
            name=row.name,
            followers=row.followers,
            in_reply_to=about,
            media=[row.media] if row.media else [],
            addressed_to=self.town.brand.handle if row.recorded else None,
        ).id


@dataclass(frozen=True, slots=True)
class OnDiscord:
    """Plays rows as messages in channels, posts in the forum, and answers in their threads."""

    guild: Guild

    async def act(self, row: Row, about: str | None) -> str | None:
        author = self.guild.member(row.handle, row.name).handle
        if row.kind == "edit" and about:
            return self.guild.edit(about, row.text).id
        if row.kind == "delete" and about:
            self.guild.delete(about)
            return None
        if about:
            return self._answer(author, row.text, about)
        if row.title:
            return self.guild.forum_post(author, row.title, row.text).id
        media = [row.media] if row.media else []
        return self.guild.post(author, row.text, self._channel(row.place), media=media).id

    def _answer(self, author: str, text: str, about: str) -> str:
        """Answer in a thread with a plain message, in a channel with a reply to the message."""
        channel = self.guild.live(about).channel
        in_reply_to = None if channel.is_thread else about
        return self.guild.post(author, text, channel, in_reply_to=in_reply_to).id

    def _channel(self, name: str) -> Channel:
        named = (one for one in self.guild.channels.values() if one.name == name and not one.is_thread)
        return next(named, None) or (self.guild.channel(name) if name else self.guild.help)


@dataclass(frozen=True, slots=True)
class ByMail:
    """Plays rows as e-mails to the company."""

    office: PostOffice

    async def act(self, row: Row, about: str | None) -> str | None:
        is_html = row.kind == "html"
        letter = await self.office.write(
            row.handle,
            "" if is_html else row.text,
            subject=row.title,
            name=row.name or "",
            html=row.text if is_html else "",
            headers=AUTOMATIC if row.kind == "automatic" else None,
            in_reply_to=about,
        )
        return letter.id
