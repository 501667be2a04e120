"""The conversation of a message: the thread it is in, or the first message of its reply chain."""

from dataclasses import dataclass

from cachetools import LRUCache

from bot.delivery import Declined
from bot.networks.discord.api import DiscordApi
from bot.networks.discord.channels import ChannelInfo
from bot.networks.discord.errors import GONE_CODES, JSON
from bot.networks.discord.ids import native_id, split
from bot.networks.discord.members import MemberRoles
from bot.networks.discord.posts import answered, is_by_machine

LONGEST_CHAIN = 25


@dataclass(frozen=True, slots=True)
class Root:
    """The first message of a reply chain, by native id; `author` is empty when it is gone."""

    id: str
    author: str = ""
    by_machine: bool = False


class ReplyChains:
    """Follows reply chains; the root of each known message is cached."""

    def __init__(self, api: DiscordApi, people: MemberRoles) -> None:
        self._api = api
        self._people = people
        self._roots: LRUCache[str, Root] = LRUCache(20_000)

    async def of(self, message: JSON, place: ChannelInfo) -> tuple[str, bool]:
        """Return the conversation's id, and whether the author helps another customer there.

        Under a post of ours each customer who answers has a separate conversation.
        """
        author = str(message["author"]["id"])
        if place.is_thread:
            ours = bool(place.owner) and await self._people.is_ours(place.guild, place.owner)
            helps = place.in_forum and not ours and author != place.owner
            return (f"{place.id}/{author}" if ours else place.id), helps
        root = await self._root(message, place)
        answers = root.id != native_id(place.id, str(message["id"]))
        return (f"{root.id}/{author}" if answers and await self._is_ours(root, place) else root.id), False

    async def _is_ours(self, root: Root, place: ChannelInfo) -> bool:
        if root.by_machine or not root.author:
            return root.by_machine
        return await self._people.is_ours(place.guild, root.author)

    async def _root(self, message: JSON, place: ChannelInfo) -> Root:
        here, at, root = native_id(place.id, str(message["id"])), message, None
        chain: list[str] = []
        while root is None:
            chain.append(here)
            above = answered(at)
            if above is None or split(above)[0] != place.id or len(chain) == LONGEST_CHAIN:
                root = _first(here, at)
            elif not (root := self._roots.get(above)):
                if higher := await self._above(at, above):
                    here, at = above, higher
                else:
                    root = Root(above)
        self._roots.update(dict.fromkeys(chain, root))
        return root

    async def _above(self, message: JSON, above: str) -> JSON | None:
        """Return the message this one answers; None when it is gone."""
        if shown := message.get("referenced_message"):
            return dict(shown)
        try:
            return await self._api.message(*split(above))
        except Declined as refusal:
            if refusal.code in GONE_CODES:
                return None
            raise


def _first(here: str, message: JSON) -> Root:
    return Root(here, str((message.get("author") or {}).get("id") or ""), is_by_machine(message))
