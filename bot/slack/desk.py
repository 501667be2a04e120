"""The Slack side: cards, threads and private messages, each posted once."""

import re
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from types import MappingProxyType
from typing import Any, TypeVar

from cachetools import LRUCache
from msgspec import structs
from slack_sdk.web.async_client import AsyncWebClient

from bot.case import NOBODY, Case, Known, Thread
from bot.delivery import CannotTell, Declined, NotSent, Receipt
from bot.nlp import SentimentClassifier
from bot.routing import Rules
from bot.routing.rules import ON_SHIFT
from bot.slack import Message, Reached
from bot.slack.auth import Identity
from bot.slack.cache import SOON
from bot.slack.client import REMEDIES, act, fetch
from bot.slack.direct import DirectMessages
from bot.slack.directory import Moves, Names, no_moves
from bot.slack.message_search import EVENT_TYPE, about, carries, first_with, messages, missed_in, oldest
from bot.slack.notify import Notifications
from bot.slack.receipts import link_in_thread, receipt_of
from bot.slack.staff import GetHome
from bot.slack.views.blocks import Element
from bot.slack.views.card import draw_card, draw_moved
from bot.slack.views.people import named_in, privately, with_names

NOTHING: Mapping[str, str] = MappingProxyType({})
CARD_KEY = re.compile(r"(\d+)@(?:slack/\d+/show|card/0/redraw)")
POSTED_WITHIN = timedelta(days=1)
MOVED_KEPT = 10_000
UNNOTIFIED_KEPT = 1_000
T = TypeVar("T")


class SlackDesk:
    """The contract `Desk` over Slack's Web API.

    `rules` name the teams and marketing; `private` says that private conversations are set up; `classifier` detects
    sentiment. `home` is our own workspace (Slack is asked without it), `moves` the channels whose id changed. A
    card waits at most `soon` seconds for the people it notifies.
    """

    def __init__(
        self,
        client: AsyncWebClient,
        *,
        rules: Callable[[], Rules],
        now: Callable[[], datetime],
        home: GetHome | None = None,
        private: bool = False,
        classifier: SentimentClassifier | None = None,
        moves: Moves = no_moves,
        soon: float = SOON,
    ) -> None:
        self.names = Names(client, home or Identity(client).home, now, moves)
        self.notifications = Notifications(self.names, now, soon)
        self._client = client
        self._rules = rules
        self._now = now
        self._private = private
        self._classifier = classifier
        self._direct = DirectMessages(client)
        self._accepted: dict[bool, datetime] = {}
        self._unnotified: LRUCache[tuple[str, str], tuple[str, ...]] = LRUCache(UNNOTIFIED_KEPT)
        self._moved: LRUCache[tuple[str, str], tuple[str, Thread | None]] = LRUCache(MOVED_KEPT)

    async def greet(self) -> None:
        """Check that Slack answers and accepts our token."""
        await fetch(self._client.auth_test())

    def accepted_at(self, *, update: bool) -> datetime | None:
        """Return when Slack last accepted a message of this process, or an `update` of one; None if it never did."""
        return self._accepted.get(update)

    async def show(self, case: Case, known: Known = NOBODY, *, key: str, again: bool) -> Thread:
        """Post the case's card, which also notifies whom the route names, in the channel of its route."""
        # A crash between Slack's answer and our commit leaves a card unknown to the store: search before posting.
        if again and (found := await self.find_card(case, key=key)):
            return found
        channel = await self.names.channel(case.route.channel)
        reached = await self.reach(self._notified(case))
        card = await self._card(case, known, reached.elements, fresh=True)
        ts = await self._post(channel, card, key, about=about(reached.missed))
        self._unnotified[channel, ts] = reached.missed
        return await self._thread(case, channel, ts)

    def unnotified(self, thread: Thread) -> tuple[str, ...]:
        """Return the names that the card just posted or found did not notify, since Slack did not resolve them."""
        return self._unnotified.get((thread.channel, thread.ts), ())

    async def find_card(self, case: Case, *, key: str) -> Thread | None:
        """Return the case's card of that key in the channel of its route; None when there is none."""
        channel = await self.names.channel(case.route.channel)
        found = await self._find(channel, key, since=case.opened_at)
        if found is None:
            return None
        ts = str(found["ts"])
        self._unnotified[channel, ts] = missed_in(found)
        return await self._thread(case, channel, ts)

    async def tidy(self, channel: str, ts: str, *, key: str, since: datetime) -> None:
        """Delete other messages with the same key as the one at `ts`, unless they have replies."""
        read = partial(self._client.conversations_history, channel=channel, oldest=oldest(since))
        async for message in messages(read, channel):
            if carries(message, key) and message["ts"] != ts and not message.get("reply_count"):
                await act(self._client.chat_delete(channel=channel, ts=message["ts"]), channel)

    async def redraw(self, case: Case, known: Known = NOBODY) -> None:
        """Update the card, and the cards it left, to the present state. Raise Declined (message_not_found) without
        a card."""
        if case.thread:
            await self._redraw_card(case, case.thread, known)
        for left in case.earlier_threads:
            await self._redraw_moved(case, left)

    async def say(self, thread: Thread, message: Message, *, key: str, again: bool) -> Receipt:
        """Post one message in a thread."""
        said = await self._find_in_thread(thread, key) if again else None
        ts = str(said["ts"]) if said else await self._post(thread.channel, message, key, thread.ts)
        return receipt_of(ts, link_in_thread(thread, ts))

    async def edit(self, thread: Thread, ts: str, message: Message) -> None:
        """Update a message of a thread to its present state."""
        await self._update(thread.channel, ts, message)

    async def post(self, channel: str, message: Message, *, key: str, again: bool) -> Receipt:
        """Post one message in a channel. With `again`, a message posted within a day is found."""
        found = await self.names.channel(channel)
        posted = await self._find(found, key, since=self._now() - POSTED_WITHIN) if again else None
        ts = str(posted["ts"]) if posted else await self._post(found, message, key)
        return receipt_of(ts, await self._link(found, ts))

    async def send(self, person: str, message: Message, *, key: str, again: bool) -> Receipt:
        """Send one direct message. With `again`, a message sent within a day is found."""
        return await self.post(await self._direct(person), message, key=key, again=again)

    async def amend(self, channel: str, ts: str, message: Message) -> None:
        """Update a message of a channel to its present state; a deleted one stays deleted. Raise Declined
        otherwise."""
        found = await self.names.channel(channel)
        try:
            await self._update(found, ts, message)
        except Declined as refusal:
            if refusal.code != "message_not_found":
                raise

    async def unfurl(self, place: Mapping[str, str], unfurls: dict[str, dict[str, Any]]) -> None:
        """Show previews of links, by their address, in the message at `place`; later ones replace them."""
        await act(self._client.api_call("chat.unfurl", json={**place, "unfurls": unfurls}))

    async def whom(self, names: Sequence[str]) -> list[Element]:
        """Return the elements that notify these people and groups."""
        return [await self.names.whom(name) for name in names]

    async def labels(self, ids: Collection[str]) -> dict[str, str]:
        """Return how Slack shows people, channels and groups, by id; ids it does not resolve are left out."""
        return await self.notifications.labels(ids)

    async def reach(self, names: Sequence[str]) -> Reached:
        """Return the same as `whom` without a long wait; names that Slack is slow to resolve are missed."""
        return await self.notifications.whom(names)

    async def draw_window(self, window: str, view: dict[str, Any]) -> None:
        """Redraw an open window by its `external_id`."""
        await act(self._client.views_update(external_id=window, view=privately(view)))

    async def show_to(self, channel: str, user: str, message: Message, thread: str | None = None) -> None:
        """Show a message to one person only; `thread` is the `ts` of the thread to show it in."""
        post = partial(
            self._client.chat_postEphemeral,
            user=user,
            thread_ts=thread,
            text=message.text,
            blocks=privately(message.blocks) or None,
        )
        await self._in(channel, lambda there: act(post(channel=there), there))

    async def case_of_card(self, channel: str, ts: str) -> int | None:
        """Return the case of a card by the key in its metadata; None for other messages, and those Slack hides.
        Slack shows a card a moment before the store knows it."""
        read = partial(self._client.conversations_replies, ts=ts, limit=1, include_all_metadata=True)
        try:
            answer = await self._in(channel, lambda there: fetch(read(channel=there)))
        except Declined:
            return None
        metadata = (answer.get("messages") or [{}])[0].get("metadata") or {}
        ours = metadata.get("event_type") == EVENT_TYPE
        found = CARD_KEY.match(str(metadata["event_payload"].get("key"))) if ours else None
        return int(found[1]) if found else None

    async def message_at(self, channel: str, ts: str, thread: str = "") -> dict[str, Any] | None:
        """Return a message as Slack has it, or None; `thread` is its thread's `ts`, for a reply. Raise NotSent."""
        read = partial(self._client.conversations_replies, channel=channel, ts=thread or ts, inclusive=True)
        try:
            answer = await fetch(read(oldest=ts, latest=ts, limit=2), channel)
        except Declined:
            return None
        messages = answer.get("messages") or []
        return next((message for message in messages if message.get("ts") == ts), None)

    async def _thread(self, case: Case, channel: str, ts: str) -> Thread:
        link = await self._link(channel, ts)
        return Thread(await self.names.now(channel), ts, link, case.route.channel)

    def _notified(self, case: Case) -> list[str]:
        """Return the names that the card's first posting notifies."""
        return [
            name for each in case.route.notify for name in (case.notified if each == ON_SHIFT else (each,))
        ]

    async def _card(
        self, case: Case, known: Known, notify: Sequence[Element] = (), *, fresh: bool = False
    ) -> Message:
        """Return the case's card. Only its first posting (`fresh`) notifies people: a redraw needs no names of them."""
        rules = self._rules()
        team = rules.teams.get(case.route.team)
        return draw_card(
            case,
            notify=notify,
            marketing=case.route.team == rules.marketing,
            team=team.title if team else "",
            private=self._private,
            known=await self._without_hidden(case, known),
            sentiment=self._sentiment(case),
            fresh=fresh,
            now=self._now(),
        )

    async def _without_hidden(self, case: Case, known: Known) -> Known:
        """Leave out the customer's cases in private channels, which readers of this card may not be in."""
        if not known.others:
            return known
        try:
            open_to_all = await self.names.public_channels()
        except (Declined, NotSent):
            open_to_all = frozenset()
        channels = {*open_to_all, case.route.channel}
        return structs.replace(
            known, others=tuple(other for other in known.others if other.route.channel in channels)
        )

    def _sentiment(self, case: Case) -> str:
        """Return the sentiment of the first post where it is sure, while the case still has the post."""
        return self._classifier.sure(case.first.words) if self._classifier and not case.first.gone else ""

    async def _redraw_card(self, case: Case, thread: Thread, known: Known) -> None:
        """Redraw the card. Raise Declined with message_not_found for the tombstone that Slack leaves of a deleted
        card with replies, since Baton cannot edit it."""
        try:
            await self.edit(thread, thread.ts, await self._card(case, known))
        except Declined as refusal:
            if refusal.code == "cant_update_message":
                raise Declined(REMEDIES["message_not_found"], "message_not_found") from refusal
            raise

    async def _redraw_moved(self, case: Case, left: Thread) -> None:
        """Redraw a card that the case left, once per new place; one that Slack locks stays as it is. Raise Declined
        when Slack as a whole refuses."""
        card, place = (left.channel, left.ts), (case.route.channel, case.thread)
        if self._moved.get(card) == place:
            return
        try:
            await self.edit(left, left.ts, draw_moved(case, left))
        except Declined as refusal:
            # Only a refusal of this card is final. Trouble of the whole workspace passes, so the job runs again.
            if refusal.of_platform:
                raise
        self._moved[card] = place

    async def _post(
        self,
        channel: str,
        message: Message,
        key: str,
        thread: str | None = None,
        *,
        about: Mapping[str, str] = NOTHING,
    ) -> str:
        """Post a message and return its `ts`. Its key travels in the metadata, which the whole workspace can read."""
        post = partial(
            self._client.chat_postMessage,
            metadata={"event_type": EVENT_TYPE, "event_payload": {"key": key, **about}},
            unfurl_links=False,
            unfurl_media=False,
            thread_ts=thread,
            **await self._content(message),
        )
        answer = await self._in(channel, lambda there: act(post(channel=there), there))
        self._accepted[False] = self._now()
        return str(answer["ts"])

    async def _content(self, message: Message) -> dict[str, Any]:
        """Return a message's text and blocks for Slack, with people named who are not to be notified."""
        shown = with_names(message, await self.labels(named_in(message)))
        return {"text": shown.text} | ({"blocks": list(shown.blocks)} if shown.blocks else {})

    async def _update(self, channel: str, ts: str, message: Message) -> None:
        update = partial(self._client.chat_update, ts=ts, **await self._content(message))
        await self._in(channel, lambda there: act(update(channel=there), there))
        self._accepted[True] = self._now()

    async def _in(self, channel: str, call: Callable[[str], Awaitable[T]]) -> T:
        """Return what `call` answers in that channel; where Slack no longer knows its id, under the id it has now."""
        there = await self.names.now(channel)
        try:
            return await call(there)
        except Declined as refusal:
            # Sharing a channel through Slack Connect gives it a new id; old messages and jobs keep the old one.
            if refusal.code != "channel_not_found" or (now := await self.names.follow(channel)) == there:
                raise
            return await call(now)

    async def _link(self, channel: str, ts: str) -> str:
        """Return the address of a message just posted. Raise CannotTell on failure: the message exists, so the next
        try must search for it and not post again."""
        try:
            read = partial(self._client.chat_getPermalink, message_ts=ts)
            answer = await self._in(channel, lambda there: fetch(read(channel=there), there))
        except (NotSent, Declined) as error:
            wait = error.retry_after if isinstance(error, NotSent) else None
            raise CannotTell(f"Posted, but without its link: {error.why}", wait, at=error.at) from error
        return str(answer["permalink"])

    async def _find(self, channel: str, key: str, *, since: datetime) -> dict[str, Any] | None:
        read = partial(self._client.conversations_history, oldest=oldest(since))
        return await self._with_key(channel, read, key)

    async def _find_in_thread(self, thread: Thread, key: str) -> dict[str, Any] | None:
        return await self._with_key(
            thread.channel, partial(self._client.conversations_replies, ts=thread.ts), key
        )

    async def _with_key(self, channel: str, read: Callable[..., Any], key: str) -> dict[str, Any] | None:
        return await self._in(
            channel, lambda there: first_with(messages(partial(read, channel=there), there), key)
        )
