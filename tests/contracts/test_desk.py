"""The contract of the Slack side: post once, find by key, name every failure."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from bot.case import Known
from bot.case.handling_model import HandOff
from bot.case.model import Status, Thread
from bot.delivery import Declined
from bot.slack import Desk, Message
from bot.slack.views.blocks import line, message, rich
from bot.slack.views.card import draw_card
from sandbox.slack import conversation
from tests.bot.slack.views.samples import POST, RESOLVED
from tests.contracts.desk_world import CARD_KEY, HELLO, POSTING, Act, World, every_post, open_world, post, say


@pytest.fixture
async def world() -> AsyncIterator[World]:
    async with open_world() as world:
        yield world


@pytest.fixture
async def shown(world: World) -> World:
    world.thread = await world.desk.show(world.case, key=CARD_KEY, again=False)
    world.case = replace(world.case, thread=world.thread)
    return world


def test_the_slack_desk_keeps_the_contract(world: World) -> None:
    desk: Desk = world.desk
    assert desk


async def test_the_card_stands_in_its_channel_and_tells_the_team_once(shown: World) -> None:
    (card,) = shown.messages()
    assert card["text"] == draw_card_of(shown).text
    assert shown.pings() == ["S0SERVICE"]
    assert shown.thread == Thread(
        "C0SERVICE",
        card["ts"],
        f"https://larkspur.slack.com/archives/C0SERVICE/p{card['ts'].replace('.', '')}",
        "#service",
    )


async def test_only_the_key_travels_with_a_message_and_no_link_is_unfurled(shown: World) -> None:
    """Pitfall 11 (docs/pitfalls.md): the whole workspace can read metadata, so it holds ids only."""
    (sent,) = shown.calls("chat.postMessage")
    assert shown.messages()[0]["metadata"] == {"event_type": "baton", "event_payload": {"key": CARD_KEY}}
    assert [sent["unfurl_links"], sent["unfurl_media"]] == [False, False]


@every_post
async def test_what_was_posted_is_found_again_by_its_key(shown: World, act: Act) -> None:
    first = await act(shown, False)
    assert await act(shown, True) == first
    assert len(shown.carrying(POSTING[act])) == 1


@every_post
async def test_what_is_not_there_is_posted_though_it_was_tried_before(shown: World, act: Act) -> None:
    await act(shown, True)
    assert len(shown.carrying(POSTING[act])) == 1


async def test_a_message_is_found_behind_many_others(shown: World) -> None:
    await say(shown, again=False)
    await post(shown, again=False)
    for number in range(420):
        await shown.desk.say(shown.thread, HELLO, key=f"1042@slack/{number + 10}/say", again=False)
        await shown.desk.post("#baton-alerts", HELLO, key=f"alert/{number + 10}/post", again=False)
    for act in (say, post):
        await act(shown, again=True)
        assert len(shown.carrying(POSTING[act])) == 1


async def test_a_reply_in_a_thread_has_the_link_slack_gives_it(shown: World) -> None:
    receipt = await say(shown, again=False)
    said = shown.messages()[-1]
    assert said["thread_ts"] == shown.thread.ts
    workspace = shown.sandbox.slack
    assert receipt.url == workspace.permalink(workspace.channels["C0SERVICE"], said["ts"], shown.thread.ts)
    assert receipt.native_id == said["ts"]
    assert abs(receipt.at - datetime.now(UTC)) < timedelta(seconds=30)


async def test_a_card_is_redrawn_in_place_and_tells_nobody_again(shown: World) -> None:
    claimed = replace(shown.case, status=Status.CLAIMED, owner="U0PRIYA")
    await shown.desk.redraw(claimed)
    (card,) = shown.messages()
    assert "Claimed by \u2068priya\u2069" in card["text"]
    assert "Service desk" in card["text"]
    assert card["metadata"]["event_payload"] == {"key": CARD_KEY}
    assert shown.pings() == ["S0SERVICE"]


async def test_a_card_somebody_deleted_is_told_apart_with_and_without_replies(shown: World) -> None:
    """Pitfall 14 (docs/pitfalls.md): a deleted parent with replies stays as a tombstone."""
    channel = shown.sandbox.slack.channels["C0SERVICE"]
    await say(shown, again=False)
    for _ in range(2):
        card = channel.messages[shown.thread.ts]
        conversation.delete(shown.sandbox.slack, channel, card)
        with pytest.raises(Declined) as refusal:
            await shown.desk.redraw(shown.case)
        assert refusal.value.code == "message_not_found"
        for reply in channel.replies(shown.thread.ts):
            channel.remove(reply)


async def test_after_a_hand_over_the_old_card_leads_to_the_new_one_and_is_drawn_once(shown: World) -> None:
    moved = replace(
        shown.case,
        route=replace(shown.case.route, team="billing", channel="#billing"),
        thread=None,
        earlier_threads=(shown.thread,),
        brought=HandOff("U0LEON", "service", "A wrong bill.", shown.case.opened_at),
    )
    there = await shown.desk.show(moved, key="1042@slack/5/show", again=False)
    for _ in range(3):
        await shown.desk.redraw(replace(moved, thread=there))
    (old,) = shown.messages()
    (new,) = shown.messages("C0BILLING")
    assert there.url in old["text"]
    assert shown.thread.url in new["text"]
    assert len([call for call in shown.calls("chat.update") if call["ts"] == shown.thread.ts]) == 1


async def test_an_old_card_that_cannot_be_changed_does_not_keep_the_new_one_from_it(shown: World) -> None:
    """Pitfall 26 (docs/pitfalls.md): the old channel may be archived by now."""
    gone = Thread("C0OLD", "1.000100", "https://larkspur.slack.com/archives/C0OLD/p1000100", "#old-campaign")
    await shown.desk.redraw(
        replace(shown.case, status=Status.CLAIMED, owner="U0LEON", earlier_threads=(gone,))
    )
    assert "Claimed by \u2068leon\u2069" in shown.messages()[0]["text"]


async def test_a_word_to_one_person_is_seen_by_that_person_only(shown: World) -> None:
    """Pitfall 35 (docs/pitfalls.md): private, and in the thread where it belongs."""
    await shown.desk.say(shown.thread, HELLO, key="1042@slack/2/say", again=False)
    await shown.desk.show_to("C0SERVICE", "U0PRIYA", HELLO, shown.thread.ts)
    (whisper,) = shown.sandbox.slack.channels["C0SERVICE"].whispers
    assert (whisper.only_for, whisper.thread_ts) == ("U0PRIYA", shown.thread.ts)
    assert len(shown.messages()) == 2


async def test_somebody_outside_the_channel_cannot_be_told_there(shown: World) -> None:
    with pytest.raises(Declined) as refusal:
        await shown.desk.show_to("C0PRESS", "U0LEON", HELLO)
    assert refusal.value.code == "user_not_in_channel"


def draw_card_of(world: World) -> Message:
    return draw_card(
        replace(world.case, thread=None),
        notify=[{"type": "usergroup", "usergroup_id": "S0SERVICE"}],
        team="Service desk",
        now=world.clock(),
    )


async def test_a_message_of_a_channel_follows_and_one_that_is_gone_stays_gone(world: World) -> None:
    better = message(rich(line("Better now")))
    posted = await world.desk.post("#service", HELLO, key="sample/1", again=False)
    await world.desk.amend("#service", posted.native_id, better)
    assert [each["text"] for each in world.messages()] == ["Better now"]
    await world.desk.amend("#service", "404.404", better)
    assert [each["text"] for each in world.messages()] == ["Better now"]


async def test_names_of_the_rules_become_what_tells_people(world: World) -> None:
    group, person, nobody = await world.desk.whom(["@service-team", "U0AINO", "@larks"])
    assert group == {"type": "usergroup", "usergroup_id": "S0SERVICE"}
    assert person == {"type": "user", "user_id": "U0AINO"}
    assert "not notified" in nobody["text"]


async def test_a_card_names_no_case_of_a_private_channel_to_readers_outside_of_it(world: World) -> None:
    route = world.case.route
    others = [
        replace(RESOLVED, number=number, route=replace(route, channel=channel))
        for number, channel in ((1_002, "#press"), (1_003, "#billing"), (1_004, "C0BILLING"))
    ]
    known = Known(frozenset({POST.account}), tuple(others))
    shown: list[str] = []
    for channel in ("#service", "#press"):
        case = replace(world.case, route=replace(route, channel=channel))
        await world.desk.show(case, known, key=f"1042@slack/{len(shown)}/show", again=False)
        shown.append(world.calls("chat.postMessage")[-1]["text"])
    assert [[n for n in (1_002, 1_003, 1_004) if f"#{n}" in text] for text in shown] == [
        [1_003, 1_004],
        [1_002, 1_003, 1_004],
    ]
