"""A network that goes on: a customer there is heard, and answered where they wrote."""

from tests.journeys.callers import FORM, ask, bring
from tests.journeys.stage import Agent, Stage
from tests.journeys.world import World
from tests.wire.mastodon import instance as mastodon
from tests.wire.meta import graph

QUESTION = "my bill is wrong, refund please"


async def x_goes_on(stage: Stage) -> None:
    await stage.customer("soren", f"@larkspur_help I am on X, {QUESTION}")
    await answered(stage.agent("U0AINO"), "X")
    assert (await stage.public_answers())[-1] == answer_on("X")


async def discord_goes_on(world: World, stage: Stage) -> None:
    guild = world.sandbox.discord
    post = guild.post("gia_moss", f"I am on Discord, {QUESTION}")
    await answered(stage.agent("U0AINO"), "Discord")
    assert [message.text for message in guild.replies_to(post.id)] == [answer_on("Discord")]


async def mail_goes_on(world: World, stage: Stage) -> None:
    await world.sandbox.mail.write("mira@customer.example", f"I am on E-mail, {QUESTION}")
    await answered(stage.agent("U0AINO"), "E-mail")
    assert [letter.text for letter in world.sandbox.mail.mailbox("mira@customer.example")] == [
        answer_on("E-mail")
    ]


async def the_tool_goes_on(world: World, stage: Stage) -> None:
    assert await bring(stage, FORM | {"text": f"I am on Web, {QUESTION}"}) == 200
    await answered(stage.agent("U0AINO"), "Web")
    assert world.tool.replies("4711") == [answer_on("Web")]


async def meta_goes_on(world: World, stage: Stage, kind: graph.Kind, title: str) -> None:
    comment = world.meta.comment(kind, "tomas", f"I am on {title}, {QUESTION}")
    assert await ask(stage, kind, graph.delivered(world.meta.deliveries[-1])) == 200
    await answered(stage.agent("U0AINO"), title)
    assert world.meta.replies_to(comment) == [answer_on(title)]


async def bluesky_goes_on(world: World, stage: Stage) -> None:
    post = world.pds.town.mention("soren.example", f"I am on Bluesky, {QUESTION}")
    await answered(stage.agent("U0AINO"), "Bluesky")
    assert world.pds.town.answers(post) == [answer_on("Bluesky")]


async def mastodon_goes_on(world: World, stage: Stage) -> None:
    post = world.instance.post("soren", f"@{mastodon.US} I am on Mastodon, {QUESTION}")
    await answered(stage.agent("U0AINO"), "Mastodon")
    (reply,) = world.instance.replies_to(post)
    assert world.instance.typed[reply["id"]] == f"@soren {answer_on('Mastodon')}"


async def answered(aino: Agent, title: str) -> None:
    """Claim the card of this network's customer, answer, and hear that it went out."""
    card = await aino.claim("billing", f"I am on {title}")
    await aino.answer(card, answer_on(title))
    assert title in (await aino.stage.said(card, "Sent "))["text"]


def answer_on(title: str) -> str:
    """An answer of that network's own, with a letter that no wire writes as it is."""
    return f"Sorry, Søren: your money is on its way back to you, as {title} will hear."
