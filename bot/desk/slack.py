"""The desk in Slack: cards, threads and private words, each posted once."""

import re
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from cachetools import LRUCache
from slack_sdk.web.async_client import AsyncWebClient

from bot.case import NOBODY, Case, Known, Thread
from bot.desk import Message
from bot.desk.blocks import Element
from bot.desk.card import draw_card, draw_moved
from bot.desk.names import Names, pages
from bot.desk.naming import people_in, privately, with_names
from bot.desk.wire import REMEDIES, act, look
from bot.job import CannotTell, Declined, NotSent, Receipt
from bot.routing import Rules
from bot.routing.rules import ON_SHIFT
from bot.understanding import Impression, Moods

EVENT_TYPE = "baton"
CARD_KEY = re.compile(r"(\d+)@(?:slack/\d+/show|card/0/redraw)")
PAGE = 200
CLOCKS_APART = timedelta(minutes=5)
POSTED_WITHIN = timedelta(days=1)
MOVED_KEPT = 10_000


class SlackDesk:
    """Keeps the contract of the desk. `rules` tell the teams' titles, and which team's cards offer to escalate;
    `private` says that there are ways to write in private, `now` is the clock, `moods` tell how a post sounds."""

    def __init__(
        self,
        client: AsyncWebClient,
        *,
        rules: Callable[[], Rules],
        now: Callable[[], datetime],
        private: bool = False,
        moods: Moods | None = None,
    ) -> None:
        self.names = Names(client, now)
        self._client = client
        self._rules = rules
        self._now = now
        self._private = private
        self._moods = moods
        self._moved: LRUCache[tuple[str, str], tuple[str, Thread | None]] = LRUCache(MOVED_KEPT)

    async def show(self, case: Case, known: Known = NOBODY, *, key: str, again: bool) -> Thread:
        """Post the case's card, which also notifies whom the route names, in the channel of its route."""
        if again and (found := await self.find_card(case, key=key)):
            return found
        channel = await self.names.channel(case.route.channel)
        ts = await self._post(channel, await self._card(case, known), key)
        return await self._thread(case, channel, ts)

    async def find_card(self, case: Case, *, key: str) -> Thread | None:
        """The case's card of that key in the channel of its route; None when there is none."""
        channel = await self.names.channel(case.route.channel)
        ts = await self._find(channel, key, since=case.opened_at)
        return await self._thread(case, channel, ts) if ts else None

    async def redraw(self, case: Case, known: Known = NOBODY) -> None:
        """Bring the card to the case's present state, and the cards it left to where it went.

        Raises Declined with the code message_not_found when somebody deleted the card.
        """
        if case.thread:
            await self._redraw_card(case, case.thread, known)
        for left in case.earlier_threads:
            await self._redraw_moved(case, left)

    async def say(self, thread: Thread, message: Message, *, key: str, again: bool) -> Receipt:
        """Post one message in a thread."""
        ts = await self._find_in_thread(thread, key) if again else None
        if ts is None:
            ts = await self._post(thread.channel, message, key, thread.ts)
        return _receipt(ts, _link_in_thread(thread, ts))

    async def edit(self, thread: Thread, ts: str, message: Message) -> None:
        """Bring a message said earlier in a thread to its present state."""
        await act(self._client.chat_update(channel=thread.channel, ts=ts, **await self._content(message)))

    async def post(self, channel: str, message: Message, *, key: str, again: bool) -> Receipt:
        """Post one message in a channel. With `again`, a message posted within a day is found."""
        found = await self.names.channel(channel)
        ts = await self._find(found, key, since=self._now() - POSTED_WITHIN) if again else None
        if ts is None:
            ts = await self._post(found, message, key)
        return _receipt(ts, await self._link(found, ts))

    async def amend(self, channel: str, ts: str, message: Message) -> None:
        """Bring a message posted in a channel to its present state; one that is gone stays gone."""
        found = await self.names.channel(channel)
        try:
            await act(self._client.chat_update(channel=found, ts=ts, **await self._content(message)))
        except Declined as refusal:
            if refusal.code != "message_not_found":
                raise

    async def whom(self, names: Sequence[str]) -> list[Element]:
        """The people and groups of these names, as pieces of a message that tell them."""
        return [await self.names.whom(name) for name in names]

    async def labels(self, ids: Collection[str]) -> dict[str, str]:
        """How people in Slack see these ids of people, channels and groups; those it does not explain are left out."""
        return await self.names.labels(ids)

    async def draw_window(self, window: str, view: dict[str, Any]) -> None:
        """Draw an open window anew, by the name it was opened with."""
        await act(self._client.views_update(external_id=window, view=privately(view)))

    async def tell(self, channel: str, user: str, message: Message, thread: str | None = None) -> None:
        """Show a message to one person only; `thread` is the `ts` of the thread to show it in."""
        blocks = privately(message.blocks) or None
        await act(
            self._client.chat_postEphemeral(
                channel=channel, user=user, thread_ts=thread, text=message.text, blocks=blocks
            )
        )

    async def case_of_card(self, channel: str, ts: str) -> int | None:
        """The case whose card this message is, by the key it carries: a card stands a moment before the store knows.

        None for another message, for none, and for one Slack does not show us.
        """
        read = self._client.conversations_replies(channel=channel, ts=ts, limit=1, include_all_metadata=True)
        try:
            messages = (await look(read)).get("messages") or [{}]
        except Declined:
            return None
        metadata = messages[0].get("metadata") or {}
        ours = metadata.get("event_type") == EVENT_TYPE
        found = CARD_KEY.match(str(metadata["event_payload"].get("key"))) if ours else None
        return int(found[1]) if found else None

    async def message_for(self, user: str, channel: str, ts: str, thread: str = "") -> dict[str, Any] | None:
        """A message as Slack has it; `thread` is its thread's, where it is a reply. None when there is none that this
        person may read, or that Baton can. Raises NotSent."""
        read = partial(self._client.conversations_replies, channel=channel, ts=thread or ts, inclusive=True)
        try:
            if not await self._may_read(user, channel):
                return None
            answer = await look(read(oldest=ts, latest=ts, limit=2))
        except Declined:
            return None
        messages = answer.get("messages") or []
        return next((message for message in messages if message.get("ts") == ts), None)

    async def _may_read(self, user: str, channel: str) -> bool:
        """Everybody reads public channels; others only their members."""
        about = (await look(self._client.conversations_info(channel=channel)))["channel"]
        if not about.get("is_private") and not about.get("is_im"):
            return True
        read = partial(self._client.conversations_members, channel=channel, limit=PAGE)
        return any([str(each) == user async for each in pages(read, "members")])

    async def agents(self, usergroup: str) -> frozenset[str]:
        """The ids of the people in a user group (@handle or id); at most five minutes old."""
        return await self.names.members(usergroup)

    async def _thread(self, case: Case, channel: str, ts: str) -> Thread:
        return Thread(channel, ts, await self._link(channel, ts), case.route.channel)

    async def _card(self, case: Case, known: Known) -> Message:
        rules = self._rules()
        team = rules.teams.get(case.route.team)
        names = [name for each in case.route.notify for name in (case.told if each == ON_SHIFT else (each,))]
        return draw_card(
            case,
            notify=await self.whom(names),
            marketing=case.route.team == rules.marketing,
            team=team.title if team else "",
            private=self._private,
            known=known,
            heard=self._heard(case),
            now=self._now(),
        )

    def _heard(self, case: Case) -> Impression | None:
        """How the first post sounds, while there is one."""
        return self._moods.mood(case.first.words) if self._moods and not case.first.gone else None

    async def _redraw_card(self, case: Case, thread: Thread, known: Known) -> None:
        """A deleted card with replies leaves a tombstone, which is not Baton's own any more."""
        try:
            await self.edit(thread, thread.ts, await self._card(case, known))
        except Declined as refusal:
            if refusal.code == "cant_update_message":
                raise Declined(REMEDIES["message_not_found"], "message_not_found") from refusal
            raise

    async def _redraw_moved(self, case: Case, left: Thread) -> None:
        """Once for each place the case goes to. A card that Slack no longer lets us change stays as it is."""
        card, place = (left.channel, left.ts), (case.route.channel, case.thread)
        if self._moved.get(card) == place:
            return
        with suppress(Declined):
            await self.edit(left, left.ts, draw_moved(case, left))
        self._moved[card] = place

    async def _post(self, channel: str, message: Message, key: str, thread: str | None = None) -> str:
        """The `ts` of the new message. Its key travels in the metadata, which the whole workspace can read."""
        answer = await act(
            self._client.chat_postMessage(
                channel=channel,
                metadata={"event_type": EVENT_TYPE, "event_payload": {"key": key}},
                unfurl_links=False,
                unfurl_media=False,
                thread_ts=thread,
                **await self._content(message),
            )
        )
        return str(answer["ts"])

    async def _content(self, message: Message) -> dict[str, Any]:
        """The message as Slack takes it, those it names by their names."""
        shown = with_names(message, await self.names.labels(frozenset(people_in(message.blocks))))
        return {"text": shown.text} | ({"blocks": list(shown.blocks)} if shown.blocks else {})

    async def _link(self, channel: str, ts: str) -> str:
        """The address of a message just posted. It stands, so a failure here must lead to a look, not to a post."""
        try:
            answer = await look(self._client.chat_getPermalink(channel=channel, message_ts=ts))
        except (NotSent, Declined) as error:
            wait = error.retry_after if isinstance(error, NotSent) else None
            raise CannotTell(f"Posted, but without its link: {error.why}", wait) from error
        return str(answer["permalink"])

    async def _find(self, channel: str, key: str, *, since: datetime) -> str | None:
        oldest = f"{(since - CLOCKS_APART).timestamp():.6f}"
        read = partial(self._client.conversations_history, channel=channel, oldest=oldest)
        return await _with_key(_messages(read), key)

    async def _find_in_thread(self, thread: Thread, key: str) -> str | None:
        read = partial(self._client.conversations_replies, channel=thread.channel, ts=thread.ts)
        return await _with_key(_messages(read), key)


def _messages(read: Callable[..., Any]) -> AsyncIterator[dict[str, Any]]:
    return pages(partial(read, include_all_metadata=True, limit=PAGE), "messages")


async def _with_key(messages: AsyncIterator[dict[str, Any]], key: str) -> str | None:
    async for message in messages:
        metadata = message.get("metadata") or {}
        if metadata.get("event_type") == EVENT_TYPE and metadata.get("event_payload", {}).get("key") == key:
            return str(message["ts"])
    return None


def _link_in_thread(thread: Thread, ts: str) -> str:
    """A reply's address follows from its thread's: https://docs.slack.dev/reference/methods/chat.getPermalink"""
    base, found, _ = thread.url.rpartition("/p")
    return f"{base}/p{ts.replace('.', '')}?thread_ts={thread.ts}&cid={thread.channel}" if found else ""


def _receipt(ts: str, url: str) -> Receipt:
    return Receipt(ts, url, datetime.fromtimestamp(float(ts), UTC))
