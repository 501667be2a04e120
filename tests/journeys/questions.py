"""Messages that ask people something, brought about through the public doors; and what can be pressed in a message."""

from typing import Any

from msgspec.structs import replace

from bot.app import Baton
from bot.jobs.from_calendar import calendar_jobs
from tests.journeys.stage import Agent, Json, Stage, until

SEND = "POST /2/tweets"
# A reply waits at most a day for its network.
LONGER_THAN_A_DAY = 90_000
ANSWER = "It goes back today."


async def not_sent(stage: Stage, aino: Agent, card: Json) -> Json:
    stage.sandbox.faults.arm(SEND, "429", seconds=LONGER_THAN_A_DAY)
    await aino.answer(card, ANSWER)
    return {**await stage.said(card, "Not sent"), "channel": card["channel"]}


async def unsure(stage: Stage, aino: Agent, card: Json) -> Json:
    stage.sandbox.faults.arm(SEND, "500")
    await aino.answer(card, ANSWER)
    return {**await stage.said(card, "We couldn't confirm delivery."), "channel": card["channel"]}


async def asked(stage: Stage, aino: Agent, card: Json) -> Json:
    await aino.say(card, "!ask service is it the router?")
    return {**await stage.said(card, "Guidance requested from"), "channel": card["channel"]}


async def sample(stage: Stage, baton: Baton) -> tuple[str, Json]:
    """An ignored post and the message that offers to make it a case."""
    post = await stage.customer("winner", "@larkspur_help FREE FOLLOWERS click here https://win.example/now")

    async def seen() -> bool:
        return bool(await baton.store.transact(lambda tx: tx.seen([f"x/{post}"])))

    async def offered() -> Json | None:
        for channel in stage.sandbox.slack.channels.values():
            for message in channel.messages.values():
                if "make_case" in words_in(message.blocks):
                    return {**message.as_json(), "channel": channel.id}
        return None

    await until(seen)
    context = baton.context
    (job,) = [j for j in calendar_jobs(context.rules(), context.zone, context.now()) if j.lane == "sample"]
    await context.book.add(replace(job, run_at=context.now()))
    return post, await until(offered)


def words_in(part: Any) -> set[str]:
    if isinstance(part, list):
        return {word for child in part for word in words_in(child)}
    if not isinstance(part, dict):
        return set()
    own = {part["action_id"]} if part.get("type") == "button" else set()
    if part.get("type") == "overflow":
        own = {option["value"].partition(" ")[0] for option in part["options"]}
    return own | words_in(list(part.values()))
