"""A customer of the company's Discord server: from a forum post to a thread in Slack, and back in public."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import Baton
from sandbox.discord import TOKEN, Guild, Interaction, Unknown
from tests.journeys.stage import PATIENCE, Agent, Json, Stage, a_sandbox, at_work, until


class Discord:
    """The Slack side and the Discord side."""

    def __init__(self, stage: Stage, baton: Baton) -> None:
        self.stage, self.baton = stage, baton
        self.guild: Guild = stage.sandbox.discord

    async def answers(self, message_id: str) -> list[str]:
        """Our answers to a message, once there is one."""

        async def look() -> list[str] | None:
            return [message.text for message in self.guild.replies_to(message_id)] or None

        return await until(look)

    async def command(self, member: str, name: str, target: str) -> Interaction:
        """Use a message command, as soon as Baton has made it known."""

        async def look() -> Interaction | None:
            try:
                return self.guild.command(member, name, target=target)
            except Unknown:
                return None

        return await until(look)


@pytest.fixture
async def discord(database_url: str, tmp_path: Path) -> AsyncIterator[Discord]:
    async with a_sandbox() as sandbox:
        guild = sandbox.discord
        settings = {
            "DISCORD_API_URL": sandbox.discord_url,
            "DISCORD_BOT_TOKEN": TOKEN,
            "DISCORD_CHANNELS": f"{guild.help.id},{guild.questions.id}",
            "DISCORD_TRUSTED_ROLE": guild.roles["trusted"].id,
            "DISCORD_STAFF_ROLE": guild.roles["staff"].id,
            "DISCORD_POLL_SECONDS": "3600",  # only the gateway brings anything in time
        }
        async with at_work(sandbox, database_url, tmp_path, settings) as (stage, baton):
            yield Discord(stage, baton)


async def test_a_forum_post_is_claimed_and_answered_where_it_stands(discord: Discord) -> None:
    aino = discord.stage.agent("U0AINO")
    post = discord.guild.forum_post("gia_moss", "Charged twice", "My bill is wrong, refund please")
    card = await discord.stage.card("billing", "My bill is wrong")
    assert "Discord" in card["text"]
    assert "PUBLIC" in card["text"]
    discord.guild.answer("pixel_pim", post.channel.id, "Happened to me too, they fixed it.")
    await discord.stage.said(card, "they fixed it")
    await aino.press("claim", card)
    await aino.say(card, "internal: the March bug")
    await aino.answer(card, "Sorry! @everyone The second charge is on its way back.")
    await discord.stage.said(card, "Sent on Discord")
    assert await discord.answers(post.id) == ["Sorry! @everyone The second charge is on its way back."]
    assert discord.guild.sent[0]["allowed_mentions"]["parse"] == []
    assert [message.text for message in post.channel.messages if "internal" in message.text] == []


async def test_a_trusted_member_hands_a_post_in_and_its_team_hears_of_it(discord: Discord) -> None:
    guild = discord.guild
    guild.member("pixel_pim", roles=["trusted"])
    post = guild.post("gia_moss", "nobody answers me about my refund", guild.lounge)
    asked = await discord.command("pixel_pim", "Needs staff", post.id)
    assert "Opened case #1001" in await asked.answer(PATIENCE)
    await discord.stage.card("billing", "nobody answers me")
    again = await discord.command("pixel_pim", "Needs staff", post.id)
    assert "already case #1001" in await again.answer(PATIENCE)


async def test_what_was_written_while_the_gateway_was_down_becomes_a_case(discord: Discord) -> None:
    """Pitfall 22."""
    gateway = discord.stage.sandbox.discord_gateway
    await gateway.connected()
    await gateway.drop()
    discord.guild.post("gia_moss", "where is my refund?")
    await gateway.connected()
    assert await discord.stage.card("billing", "where is my refund?")


async def test_an_answer_discord_took_and_did_not_confirm_stands_there_once(discord: Discord) -> None:
    aino = discord.stage.agent("U0AINO")
    post = discord.guild.post("gia_moss", "refund please")
    card = await discord.stage.card("billing", "refund please")
    await aino.press("claim", card)
    discord.stage.sandbox.faults.arm("POST /discord/*/messages", "reset_after")
    await aino.answer(card, "On its way.")
    await discord.stage.said(card, "Sent on Discord")
    assert await discord.answers(post.id) == ["On its way."]


async def answered(discord: Discord, text: str = "Sory!") -> tuple[Agent, str, Json, Json]:
    """Aino, the id of the post she answered, its card and the thread's message about her answer."""
    aino = discord.stage.agent("U0AINO")
    post = discord.guild.post("gia_moss", "refund please, for the violet teapot")
    card = await discord.stage.card("billing", "refund please")
    await aino.press("claim", card)
    await aino.answer(card, text)
    sent = await discord.stage.said(card, "Sent on Discord")
    return aino, post.id, card, {**sent, "channel": card["channel"]}


async def test_an_answer_is_corrected_once_its_new_text_was_shown(discord: Discord) -> None:
    aino, post, card, sent = await answered(discord)
    await aino.press("correct", sent)
    window = await aino.modal("correct")
    assert "Sory!" in str(window)
    refused = await aino.submit(window, new_text="Sory!")
    assert "unchanged" in str(refused)
    custom = await aino.submit(window, new_text="Sorry, Gia! :shipit:")
    assert "Only this Slack workspace has :shipit:, so Discord can't show it." in str(custom)
    await aino.submit(window, new_text="Sorry, Gia! :heart:")
    confirm = await aino.modal("confirm_correct")
    assert "Sorry, Gia! ❤️" in str(confirm)
    assert await discord.answers(post) == ["Sory!"]
    await aino.submit(confirm)
    await discord.stage.said(card, "corrected")
    assert await discord.answers(post) == ["Sorry, Gia! ❤️"]
    assert len([m for m in await discord.stage.thread(card) if "Sent on Discord" in m["text"]]) == 1


async def test_a_correction_by_words_is_shown_first_and_made_again_when_nobody_confirmed_it(
    discord: Discord,
) -> None:
    aino, post, card, _ = await answered(discord)
    await aino.say(card, "!correct Sorry, Gia!")
    shown = await aino.told("Nothing has changed yet", card)
    assert await discord.answers(post) == ["Sory!"]
    discord.stage.sandbox.faults.arm("PATCH /discord/*/messages/*", "reset_after")
    await aino.press("review_correction", {**shown, "channel": card["channel"]})
    await aino.submit(await aino.modal("confirm_correct"))
    await discord.stage.said(card, "corrected")
    assert await discord.answers(post) == ["Sorry, Gia!"]
    assert discord.stage.sandbox.faults.armed == []


async def test_a_correction_discord_refuses_is_told_to_whom_wanted_it(discord: Discord) -> None:
    aino, post, card, sent = await answered(discord)
    (ours,) = discord.guild.replies_to(post)
    discord.guild.delete(ours.id)
    await aino.press("correct", sent)
    await aino.submit(await aino.modal("correct"), new_text="Sorry, Gia!")
    await aino.submit(await aino.modal("confirm_correct"))
    told = await discord.stage.said(card, "The reply was not changed")
    assert "<@U0AINO>" in told["text"]
    await discord.stage.said(card, "Not changed:")


async def test_what_a_member_changes_and_takes_away_follows_at_once(discord: Discord) -> None:
    """Pitfalls 12 and 56: the gateway tells of it."""
    post = discord.guild.post("gia_moss", "refund please, for the violet teapot")
    card = await discord.stage.card("billing", "violet teapot")
    discord.guild.edit(post.id, "refund please, for the green kettle")
    await discord.stage.said(card, "Edited:")
    await discord.stage.card("billing", "green kettle")
    discord.guild.delete(post.id)
    await discord.stage.said(card, "Deleted:")
    await discord.stage.card("billing", "The author deleted this post.")
    journal = await discord.baton.store.transact(lambda tx: tx.event_log(1001))
    assert "teapot" not in str(journal)
    assert "kettle" not in str(journal)
