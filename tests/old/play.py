"""What the acts of the recorded story share: the stage, the clock, and the steps that many of them take."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from bot.app import Baton
from bot.case import Ask, Case
from bot.jobs.job import TIMERS
from bot.store.timestamps import to_text
from tests.journeys.stage import ROUND, Agent, Json, Stage, Wall, until
from tests.old.playing import OWNER

OTHER = "U0RUTH"


@dataclass
class Play:
    """The stage and the clock, with what several acts need."""

    stage: Stage
    baton: Baton
    wall: Wall

    @property
    def aino(self) -> Agent:
        return self.stage.agent(OWNER)

    @property
    def ruth(self) -> Agent:
        return self.stage.agent(OTHER)

    async def quiet(self) -> None:
        """Wait until all that can be done now is done."""
        await self.stage.sandbox.delivered()
        await until(partial(quiet, self.baton))

    async def brought(self, handle: str, text: str, channel: str = "billing") -> Json:
        """Post on X; return the card once it is there and all is quiet."""
        await self.stage.customer(handle, f"@larkspur_help {text}")
        card = await self.stage.card(channel, text)
        await self.quiet()
        return card

    async def taken(self, handle: str, text: str, channel: str = "billing") -> Json:
        """Do the same, and let the owner claim it."""
        card = await self.brought(handle, text, channel)
        await self.aino.press("claim", card)
        await self.quiet()
        return card

    async def does(self, card: Json, verb: Callable[..., Any], **details: Any) -> None:
        """Do to the case of a card what no door does: what networks say."""
        ask = Ask("x", self.baton.context.now(), f"{verb.__name__} {card['ts']}")
        await self.baton.context.book.do(number_of(card), ask, verb, **details)
        await self.quiet()

    async def case(self, card: Json) -> Case:
        return await self.baton.context.book.case(number_of(card))

    async def happened(self, kind: str, card: Json) -> None:
        """Wait until the case of that card has an event of that kind."""
        number = number_of(card)

        async def look() -> bool:
            journal = await self.baton.store.transact(lambda tx: tx.event_log(number))
            return kind in [event.kind for event in journal]

        await until(look)

    async def alarmed(self, card: Json, times: int) -> None:
        """Wait until jobs of the case of that card were given up so many times."""
        number = number_of(card)

        async def look() -> bool:
            journal = await self.baton.store.transact(lambda tx: tx.event_log(number))
            return [event.kind for event in journal].count("stuck") == times

        await until(look)
        await self.quiet()

    def under(self, card: Json, message: Json) -> Json:
        return {**message, "channel": card["channel"], "thread_ts": card["ts"]}


async def quiet(baton: Baton, besides: Collection[str] = ()) -> bool:
    """Return whether no job runs or is due within seconds, but those that come round again and again, those on hold,
    and the kinds `besides`."""
    soon = baton.context.now() + timedelta(seconds=5)
    due = "buried = 0 and held is null and (leased_until is not null or run_at < :soon)"
    rows = await baton.store.transact(
        lambda tx: tx.sql.rows(f"select kind from jobs where {due}", soon=to_text(soon))
    )
    return not {row["kind"] for row in rows} - {*ROUND, *TIMERS, *besides}


def number_of(card: Json) -> int:
    return int(card["text"].split()[0].removeprefix("#"))


async def close_windows(play: Play) -> None:
    for agent in (play.aino, play.ruth):
        for window in await agent.modals():
            await play.stage.post("/page/close", user=agent.user, view_id=window["id"])


async def correct(play: Play, sent: Json, text: str) -> None:
    await play.aino.press("correct", sent)
    await play.aino.submit(await play.aino.modal("correct"), new_text=text)
    await play.aino.submit(await play.aino.modal("confirm_correct"))


async def alert_with(play: Play, words: str) -> Json:
    slack = play.stage.sandbox.slack.channel("#baton-alerts")
    (message,) = [m for m in slack.messages.values() if words in m.text and m.blocks]
    return {**message.as_json(), "channel": slack.id}
