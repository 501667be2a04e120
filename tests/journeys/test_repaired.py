"""People repair a token, a scope, an invitation, an archive: every card appears, and none stays outdated."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bot.app import Baton
from sandbox.slack import conversation
from tests.journeys.repairs import (
    a_receiver,
    carded,
    cases_opened,
    complain,
    invite,
    nothing_invited,
    nothing_waits,
)
from tests.journeys.stage import Stage, a_sandbox, at_work, playing, until

BILLING, ALERTS = "C0BILLING", "C0ALERTS"
CHANNELS = ("billing", "outage", "baton-alerts")


@pytest.mark.parametrize("order", [(ALERTS, BILLING), (BILLING, ALERTS)])
async def test_a_first_run_is_repaired_step_by_step_and_ends_with_every_card(
    database_url: str, tmp_path: Path, order: tuple[str, str]
) -> None:
    """A wrong token, a scope that was forgotten, and Baton in no channel."""
    async with a_sandbox() as sandbox, a_receiver() as (url, alarms):
        nothing_invited(sandbox)
        sandbox.slack.scopes.discard("chat:write")
        watched = {"ALERT_WEBHOOK_URL": url}
        wrong = {**watched, "SLACK_BOT_TOKEN": "xoxb-not-this-one"}
        async with at_work(sandbox, database_url, tmp_path, wrong) as (stage, baton):
            await complain(stage, range(3))
            await cases_opened(baton, 3)
            await heard(alarms, "set SLACK_BOT_TOKEN")
        async with at_work(sandbox, database_url, tmp_path, watched) as (stage, baton):
            await heard(alarms, "lacks the Slack scope chat:write")
            sandbox.slack.scopes.add("chat:write")
            await heard(alarms, "Invite it there with /invite @Baton")
            await complain(stage, range(3, 5))
            await cases_opened(baton, 5)
            invite(stage, order[0])
            await until(lambda: all_carded(stage, 5))
            invite(stage, order[1])
            await complain(stage, range(5, 6))
            await until(lambda: all_carded(stage, 6))
            await stage.card("billing", "number 5")
            await nothing_waits(baton)
            assert len([each for each in await stage.alerts() if "cannot post in" in each]) <= 1


async def test_a_private_channel_that_baton_could_not_see_gets_its_cards_once_it_is_invited(
    database_url: str, tmp_path: Path
) -> None:
    """To Slack such a channel does not exist, and what it said of that a moment ago is no longer so."""
    async with playing(database_url, tmp_path) as (stage, baton):
        nothing_invited(stage.sandbox)
        stage.sandbox.slack.channels[BILLING].is_private = True
        stage.sandbox.slack.channels[ALERTS].is_private = True
        await complain(stage, range(3))
        await cases_opened(baton, 3)
        await until(lambda: waited_for(baton))
        invite(stage, ALERTS)
        await until(lambda: all_carded(stage, 3), 60)
        await nothing_waits(baton)


async def test_a_card_in_a_channel_that_was_archived_is_right_again_once_it_is_not(
    stage: Stage, baton: Baton
) -> None:
    slack = stage.sandbox.slack
    card = await stage.agent("U0AINO").claim(*await complaint(stage))
    await nothing_waits(baton)
    conversation.archive(slack, slack.channels[BILLING], "U0RUTH")
    await stage.agent("U0AINO").command("social", "/release 1001")
    alert = await stage.alerted("cannot post in")
    assert "The channel is archived" in alert
    assert f"<#{BILLING}>" in alert
    assert "Claimed" in (await stage.cards("billing"))[0]["text"]
    conversation.archive(slack, slack.channels[BILLING], "U0RUTH", archived=False)
    await stage.card("billing", "No owner yet")
    await stage.alerted("can post in")
    await nothing_waits(baton)
    assert (await stage.cards("billing"))[0]["ts"] == card["ts"]


async def test_a_case_handed_over_from_a_closed_channel_is_shown_to_the_next_team_at_once(
    stage: Stage, baton: Baton
) -> None:
    """The message for the thread it left is posted once the channel is open again, and delays nothing."""
    slack = stage.sandbox.slack
    await complaint(stage)
    card = await stage.card("billing")
    await nothing_waits(baton)
    conversation.archive(slack, slack.channels[BILLING], "U0RUTH")
    await stage.agent("U0AINO").command("social", "/handover 1001 outage it is the router")
    await stage.card("outage", "it is the router")
    assert await baton.store.transact(lambda tx: tx.dead_letters()) == []
    conversation.archive(slack, slack.channels[BILLING], "U0RUTH", archived=False)
    await stage.said(card, "Handed over from")
    await nothing_waits(baton)


async def test_a_channel_that_did_not_exist_is_created_or_renamed_and_gets_its_cards(
    database_url: str, tmp_path: Path
) -> None:
    rules = tmp_path / "rules.yaml"
    rules.write_text("teams: {billing: {channel: '#payments'}}\ndefault: {team: billing}\n")
    settings = {"ROUTING_RULES": str(rules), "ALERT_CHANNEL": "#on-call"}
    async with playing(database_url, tmp_path, **settings) as (stage, baton):
        slack = stage.sandbox.slack
        await complain(stage, range(1))
        await cases_opened(baton, 1)
        await until(lambda: waited_for(baton))
        conversation.rename(slack, slack.channels[BILLING], "payments")
        await stage.card("payments")
        made = conversation.create(slack, "on-call", "U0RUTH")
        conversation.join(slack, made, slack.bot_user)
        await nothing_waits(baton)


async def test_one_command_retries_every_failed_job(stage: Stage, baton: Baton) -> None:
    stage.sandbox.faults.arm("chat.postMessage", "error:invalid_blocks")
    await complain(stage, range(1))
    alert = await stage.alerted("Baton gave up trying to post the card of case #1001")
    assert "/baton retry 1001" in alert
    answer = await stage.agent("U0AINO").command("billing", "/baton retry")
    assert "Retrying 1 failed job, and everything on hold" in answer["reply"]["text"]
    await stage.card("billing")
    await nothing_waits(baton)
    assert (await baton.context.book.case(1001)).stuck == ""


async def complaint(stage: Stage) -> tuple[str, str]:
    """One case in #billing; its channel, and what its card says."""
    await complain(stage, range(1))
    return "billing", "number 0"


async def heard(alarms: list[dict[str, Any]], words: str) -> None:
    """Wait until an alert outside Slack contains these words."""

    async def come() -> bool:
        return any(words in each["text"] for each in alarms)

    await until(come)


async def all_carded(stage: Stage, count: int) -> bool:
    return len(await carded(stage, CHANNELS)) == count


async def waited_for(baton: Baton) -> list[str]:
    """Return the keys of all holds."""
    return [hold.key for hold in await baton.store.transact(lambda tx: tx.holds())]


async def test_a_reply_that_goes_out_while_its_channel_is_archived_is_shown_once_afterwards(
    stage: Stage, baton: Baton
) -> None:
    """The message and its update are on hold apart: whichever is tried first, the thread has one of them."""
    slack, aino = stage.sandbox.slack, stage.agent("U0AINO")
    card = await aino.claim(*await complaint(stage))
    await nothing_waits(baton)
    await aino.press("reply", card)
    await aino.submit(await aino.modal("reply"), text="It goes back today.")
    confirm = await aino.modal("confirm_reply")
    conversation.archive(slack, slack.channels[BILLING], "U0RUTH")
    await aino.submit(confirm)
    await until(lambda: update_had_its_turn(baton))
    conversation.archive(slack, slack.channels[BILLING], "U0RUTH", archived=False)
    await nothing_waits(baton)
    assert await stage.public_answers() == ["It goes back today."]
    said = [message["text"] for message in await stage.thread(card)]
    assert [text.split("\n")[0][:9] for text in said if "It goes back today." in text] == ["Sent on X"]


async def update_had_its_turn(baton: Baton) -> bool:
    """Whether the update of the reply's message was tried, and is tried before that message if it is on hold too."""
    happened = await baton.store.transact(lambda tx: [event.kind for event in tx.event_log(1001)])
    text = "select kind, held, leased_until from jobs where lane = '1001@slack' order by run_at"
    rows = await baton.store.transact(lambda tx: tx.sql.rows(text))
    on_hold = [row["kind"] for row in rows if row["held"] and not row["leased_until"]]
    return "sent" in happened and len(on_hold) == len(rows) and on_hold in (["say_again", "say"], ["say"])


async def test_a_case_that_leaves_a_closed_channel_does_not_say_that_the_channel_is_open(
    stage: Stage, baton: Baton
) -> None:
    """Its card is drawn, in the next team's channel; what waits for the closed one goes on waiting."""
    slack, aino = stage.sandbox.slack, stage.agent("U0AINO")
    await complain(stage, range(2))
    await until(lambda: all_carded(stage, 2))
    await nothing_waits(baton)
    conversation.archive(slack, slack.channels[BILLING], "U0RUTH")
    for number in (1001, 1002):
        await aino.command("social", f"/claim {number}")
    await stage.alerted("cannot post in")
    await aino.command("social", "/handover 1001 outage it is the router")
    await stage.card("outage", "it is the router")
    await aino.command("social", "/claim 1001")
    await stage.card("outage", "Claimed")
    assert await waited_for(baton) == [f"slack:{BILLING}"]
    assert len(await stage.alerts()) == 1
    conversation.archive(slack, slack.channels[BILLING], "U0RUTH", archived=False)
    await nothing_waits(baton)


async def test_a_case_that_leaves_before_its_card_stands_does_not_say_that_its_channel_is_open(
    database_url: str, tmp_path: Path
) -> None:
    async with playing(database_url, tmp_path) as (stage, baton):
        nothing_invited(stage.sandbox)
        invite(stage, "C0OUTAGE")
        await complain(stage, range(2))
        await cases_opened(baton, 2)
        await until(lambda: all_on_hold(baton))
        before = await since(baton)
        await stage.agent("U0AINO").command("social", "/handover 1001 outage it is the router")
        await stage.card("outage", "#1001")
        assert await since(baton) == before
        invite(stage, ALERTS)
        await until(lambda: all_carded(stage, 2))
        await nothing_waits(baton)


async def all_on_hold(baton: Baton) -> bool:
    """Whether both cards are on hold."""
    text = "select key from jobs where kind = 'show' and held is not null and leased_until is null"
    return len(await baton.store.transact(lambda tx: tx.sql.rows(text))) == 2


async def since(baton: Baton) -> dict[str, datetime]:
    """Return since when what is on hold waits."""
    return {hold.key: hold.since for hold in await baton.store.transact(lambda tx: tx.holds())}
