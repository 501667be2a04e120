"""The contract of the Slack side when Slack fails or refuses: the outcome, and the remedy."""

import asyncio
import dataclasses
import json
import socket
from collections.abc import AsyncIterator

import pytest
from msgspec.structs import replace

from bot.delivery import CannotTell, Declined, NotSent
from bot.slack import Message
from bot.slack.client import open_client
from bot.slack.desk import SlackDesk
from tests.contracts.desk_world import (
    CARD_KEY,
    HELLO,
    PATIENCE,
    POST_KEY,
    POSTING,
    RULES,
    WRITING,
    Act,
    World,
    every_act,
    every_post,
    open_world,
    post,
    show,
)


@pytest.fixture
async def world() -> AsyncIterator[World]:
    async with open_world() as world:
        yield world


@pytest.fixture
async def shown(world: World) -> World:
    world.thread = await world.desk.show(world.case, key=CARD_KEY, again=False)
    world.case = replace(world.case, thread=world.thread)
    return world


@every_post
@pytest.mark.parametrize("fault", ["500_after", "reset_after", "html_after", "malformed_after", "slow_after"])
async def test_after_a_failure_that_hides_the_write_it_is_found_and_not_posted_twice(
    shown: World, act: Act, fault: str
) -> None:
    shown.arm("chat.postMessage", fault)
    with pytest.raises(CannotTell):
        await act(shown, False)
    await act(shown, True)
    assert len(shown.carrying(POSTING[act])) == 1


@every_act
@pytest.mark.parametrize(
    "fault", ["500", "reset", "html", "malformed", "slow", "error:fatal_error", "error:internal_error"]
)
async def test_a_failure_that_leaves_a_doubt_is_called_one(shown: World, act: Act, fault: str) -> None:
    shown.arm(WRITING[act], fault)
    with pytest.raises(CannotTell):
        await act(shown, False)


@every_act
async def test_when_slack_is_busy_nothing_was_sent_and_it_says_how_long_to_wait(
    shown: World, act: Act
) -> None:
    """Pitfall 24 (docs/pitfalls.md): a 429 is no error but a pause."""
    shown.sandbox.faults.arm(WRITING[act], "429", seconds=7)
    with pytest.raises(NotSent) as refusal:
        await act(shown, False)
    assert refusal.value.retry_after == 7


@every_act
async def test_when_slack_cannot_be_reached_nothing_was_sent(shown: World, act: Act) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        nowhere = f"http://127.0.0.1:{closed.getsockname()[1]}/api/"
        async with open_client("xoxb-any", nowhere, PATIENCE) as client:
            cut_off = dataclasses.replace(shown, desk=SlackDesk(client, rules=lambda: RULES, now=shown.clock))
            with pytest.raises(NotSent):
                await act(cut_off, False)


@every_act
async def test_a_refusal_for_good_says_what_to_do(shown: World, act: Act) -> None:
    shown.sandbox.faults.arm(WRITING[act], "error:not_in_channel")
    with pytest.raises(Declined) as refusal:
        await act(shown, False)
    assert refusal.value.code == "not_in_channel"
    assert "/invite @Baton" in refusal.value.why


async def test_posting_faster_than_slack_allows_is_told_to_wait() -> None:
    async with open_world(limits=True) as world:
        posts = [world.desk.post("#service", HELLO, key=f"alert/{n}/post", again=False) for n in range(9)]
        outcomes = await asyncio.gather(*posts, return_exceptions=True)
        refused = [outcome for outcome in outcomes if isinstance(outcome, NotSent)]
        assert len(refused) + len(world.messages()) == 9
        assert {refusal.retry_after for refusal in refused} == {1}


async def test_a_message_posted_without_its_link_is_looked_for_and_not_posted_again(shown: World) -> None:
    for fault in ("500", "429", "error:message_not_found"):
        shown.sandbox.faults.arm("chat.getPermalink", fault)
        with pytest.raises(CannotTell):
            await post(shown, again=True)
    await post(shown, again=True)
    assert len(shown.carrying("alert/9/post")) == 1


async def test_a_look_that_fails_leaves_no_doubt_since_nothing_was_sent(shown: World) -> None:
    for fault in ("500", "reset", "html", "429", "slow"):
        shown.arm("conversations.history", fault)
        if fault == "reset":  # aiohttp itself asks once more when a used connection breaks under a read
            shown.arm("conversations.history", fault)
        with pytest.raises(NotSent):
            await show(shown, again=True)
    assert shown.carrying("1042@slack/9/show") == []


@pytest.mark.parametrize(
    ("channel", "code"),
    [("#random", "not_in_channel"), ("#old-campaign", "is_archived"), ("#nowhere", "channel_not_found")],
)
async def test_a_channel_that_takes_no_message_is_named_with_its_remedy(
    world: World, channel: str, code: str
) -> None:
    """Pitfall 27 (docs/pitfalls.md): never a silent failure."""
    with pytest.raises(Declined) as refusal:
        await world.desk.post(channel, HELLO, key=POST_KEY, again=False)
    assert refusal.value.code == code
    assert refusal.value.why.endswith(".")


async def test_a_missing_scope_is_named(world: World) -> None:
    world.sandbox.slack.scopes.remove("chat:write")
    with pytest.raises(Declined, match="chat:write"):
        await world.desk.post("#service", HELLO, key=POST_KEY, again=False)


async def test_a_wrong_token_is_told_without_the_token(world: World) -> None:
    async with open_client("xoxb-not-ours", f"{world.sandbox.url}/api/", PATIENCE) as client:
        desk = SlackDesk(client, rules=lambda: RULES, now=world.clock)
        with pytest.raises(Declined) as refusal:
            await desk.post("C0SERVICE", HELLO, key=POST_KEY, again=False)
    assert refusal.value.code == "invalid_auth"
    assert "SLACK_BOT_TOKEN" in refusal.value.why
    assert "xoxb-not-ours" not in str(refusal.value) + str(refusal.value.__cause__)


async def test_a_message_slack_finds_malformed_is_declined_with_slacks_reason(world: World) -> None:
    broken = Message("x", ({"type": "header", "text": {"type": "plain_text", "text": "x" * 500}},))
    with pytest.raises(Declined, match=r"invalid_blocks.*151 characters"):
        await world.desk.post("#service", broken, key=POST_KEY, again=False)


async def test_a_card_stands_though_the_group_to_tell_cannot_be_found(world: World) -> None:
    """User groups need a paid plan; a card nobody is told of still has to be there, and to say so."""
    world.sandbox.slack.scopes.remove("usergroups:read")
    await world.desk.show(world.case, key=CARD_KEY, again=False)
    assert "@service-team (not notified" in json.dumps(world.messages()[0]["blocks"])
    assert world.pings() == []


@pytest.mark.parametrize(
    ("notify", "told"),
    [
        (("@service-team",), ["S0SERVICE"]),
        (("service-team", "@Priya"), ["S0SERVICE", "U0PRIYA"]),
        (("S0BILLING", "U0LEON"), ["S0BILLING", "U0LEON"]),
        (("@here",), ["here"]),
        (("@nobody-at-all",), []),
        ((), []),
    ],
)
async def test_whom_the_rules_name_is_told(world: World, notify: tuple[str, ...], told: list[str]) -> None:
    case = replace(world.case, route=replace(world.case.route, notify=notify))
    await world.desk.show(case, key=CARD_KEY, again=False)
    assert world.pings() == told


async def test_marketings_own_cards_offer_to_escalate(world: World) -> None:
    case = replace(world.case, route=replace(world.case.route, team="marketing", channel="#social"))
    await world.desk.show(case, key=CARD_KEY, again=False)
    menu = world.messages("C0SOCIAL")[0]["blocks"][-1]["elements"][-1]
    assert "Escalate to service" in [option["text"]["text"] for option in menu["options"]]
