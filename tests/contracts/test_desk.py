"""The contract of the desk: posted once, found again by its key, every failure with its meaning."""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.case.records import Case, Status, Thread
from bot.desk import Desk, Message
from bot.desk.blocks import line, message, rich
from bot.desk.card import draw_card
from bot.desk.home import draw_home
from bot.desk.slack import SlackDesk
from bot.desk.wire import open_client
from bot.job import CannotTell, Declined, NotSent
from bot.sandbox import Sandbox
from bot.sandbox.slack import conversation
from tests.bot.desk.samples import WAITING

CARD_KEY, SAY_KEY, POST_KEY = "1042@slack/1/show", "1042@slack/4/say", "alert/1/post"
HELLO = message(rich(line("Hello")))
PATIENCE = 0.4

Act = Callable[["World", bool], Awaitable[Any]]


@dataclass
class Clock:
    """The real time, moved on by hand."""

    ahead: timedelta = field(default_factory=timedelta)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@dataclass
class World:
    """A desk before the sandbox's Slack, with one case whose card stands in #service."""

    sandbox: Sandbox
    desk: SlackDesk
    clock: Clock
    case: Case = WAITING
    thread: Thread = field(default_factory=lambda: Thread("", "", ""))

    def messages(self, channel: str = "C0SERVICE") -> list[dict[str, Any]]:
        return [each.as_json() for each in self.sandbox.slack.channels[channel].messages.values()]

    def pings(self) -> list[str]:
        return [ping.who for ping in self.sandbox.slack.pings]

    def calls(self, method: str) -> list[dict[str, Any]]:
        return [call.arguments for call in self.sandbox.slack.calls(method)]

    def carrying(self, key: str) -> list[dict[str, Any]]:
        """The messages anywhere whose metadata holds the key."""
        everywhere = [each for channel in self.sandbox.slack.channels for each in self.messages(channel)]
        return [each for each in everywhere if each.get("metadata", {}).get("event_payload") == {"key": key}]


@asynccontextmanager
async def open_world(*, limits: bool = False) -> AsyncIterator[World]:
    sandbox, clock = Sandbox(limits=limits), Clock()
    await sandbox.start()
    try:
        async with open_client(sandbox.slack.bot_token, f"{sandbox.url}/api/", PATIENCE) as client:
            desk = SlackDesk(client, marketing="marketing", now=clock, titles={"service": "Service desk"})
            yield World(sandbox, desk, clock, replace(WAITING, opened_at=clock(), thread=None))
    finally:
        await sandbox.stop()


@pytest.fixture
async def world() -> AsyncIterator[World]:
    async with open_world() as world:
        yield world


@pytest.fixture
async def shown(world: World) -> World:
    world.thread = await world.desk.show(world.case, key=CARD_KEY, again=False)
    world.case = replace(world.case, thread=world.thread)
    return world


async def show(world: World, again: bool) -> Any:
    return await world.desk.show(world.case, key="1042@slack/9/show", again=again)


async def say(world: World, again: bool) -> Any:
    return await world.desk.say(world.thread, HELLO, key="1042@slack/9/say", again=again)


async def post(world: World, again: bool) -> Any:
    return await world.desk.post("#baton-alerts", HELLO, key="alert/9/post", again=again)


async def edit(world: World, again: bool) -> Any:
    await world.desk.edit(world.thread, world.thread.ts, HELLO)


async def redraw(world: World, again: bool) -> Any:
    await world.desk.redraw(world.case)


async def tell(world: World, again: bool) -> Any:
    await world.desk.tell("C0SERVICE", "U0PRIYA", HELLO)


async def publish_home(world: World, again: bool) -> Any:
    await world.desk.publish_home(
        "U0PRIYA", draw_home("U0PRIYA", mine=[world.case], waiting=[], late=[], now=world.clock())
    )


POSTING: dict[Act, str] = {show: "1042@slack/9/show", say: "1042@slack/9/say", post: "alert/9/post"}
WRITING: dict[Act, str] = {
    show: "chat.postMessage",
    say: "chat.postMessage",
    post: "chat.postMessage",
    edit: "chat.update",
    redraw: "chat.update",
    tell: "chat.postEphemeral",
    publish_home: "views.publish",
}
every_act = pytest.mark.parametrize("act", WRITING, ids=lambda act: act.__name__)
every_post = pytest.mark.parametrize("act", POSTING, ids=lambda act: act.__name__)


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
    """Pitfall 11; the whole workspace can read metadata, so it holds ids only."""
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


@every_post
@pytest.mark.parametrize("fault", ["500_after", "reset_after", "html_after", "malformed_after", "slow_after"])
async def test_after_a_failure_that_hides_the_write_it_is_found_and_not_posted_twice(
    shown: World, act: Act, fault: str
) -> None:
    shown.sandbox.faults.arm("chat.postMessage", fault, seconds=2 * PATIENCE)
    with pytest.raises(CannotTell):
        await act(shown, False)
    await act(shown, True)
    assert len(shown.carrying(POSTING[act])) == 1


@every_act
@pytest.mark.parametrize(
    "fault", ["500", "reset", "html", "malformed", "slow", "error:fatal_error", "error:internal_error"]
)
async def test_a_failure_that_leaves_a_doubt_is_called_one(shown: World, act: Act, fault: str) -> None:
    shown.sandbox.faults.arm(WRITING[act], fault, seconds=2 * PATIENCE)
    with pytest.raises(CannotTell):
        await act(shown, False)


@every_act
async def test_when_slack_is_busy_nothing_was_sent_and_it_says_how_long_to_wait(
    shown: World, act: Act
) -> None:
    """Pitfall 24: a 429 is no error but a pause."""
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
            cut_off = replace(shown, desk=SlackDesk(client, marketing=None, now=shown.clock))
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
        # A read that was cut off on a used connection is asked once more by aiohttp itself.
        times = 2 if fault == "reset" else 1
        shown.sandbox.faults.arm("conversations.history", fault, seconds=2 * PATIENCE, times=times)
        with pytest.raises(NotSent):
            await show(shown, again=True)
    assert shown.carrying("1042@slack/9/show") == []


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
    assert "Claimed by <@U0PRIYA>" in card["text"]
    assert "Service desk" in card["text"]
    assert card["metadata"]["event_payload"] == {"key": CARD_KEY}
    assert shown.pings() == ["S0SERVICE"]


async def test_a_card_somebody_deleted_is_told_apart_with_and_without_replies(shown: World) -> None:
    """Pitfall 14: a deleted parent with replies stays as a tombstone."""
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
    """Pitfall 26: the old channel may be archived by now."""
    gone = Thread("C0OLD", "1.000100", "https://larkspur.slack.com/archives/C0OLD/p1000100", "#old-campaign")
    await shown.desk.redraw(
        replace(shown.case, status=Status.CLAIMED, owner="U0LEON", earlier_threads=(gone,))
    )
    assert "Claimed by <@U0LEON>" in shown.messages()[0]["text"]


async def test_a_word_to_one_person_is_seen_by_that_person_only(shown: World) -> None:
    """Pitfall 35: private, and in the thread where it belongs."""
    await shown.desk.tell("C0SERVICE", "U0PRIYA", HELLO, shown.thread.ts)
    (whisper,) = shown.sandbox.slack.channels["C0SERVICE"].whispers
    assert (whisper.only_for, whisper.thread_ts) == ("U0PRIYA", shown.thread.ts)
    assert len(shown.messages()) == 1


async def test_somebody_outside_the_channel_cannot_be_told_there(shown: World) -> None:
    with pytest.raises(Declined) as refusal:
        await shown.desk.tell("C0PRESS", "U0LEON", HELLO)
    assert refusal.value.code == "user_not_in_channel"


async def test_the_home_tab_shows_what_was_published(shown: World) -> None:
    await publish_home(shown, again=False)
    (published,) = shown.calls("views.publish")
    assert published["user_id"] == "U0PRIYA"


@pytest.mark.parametrize(
    ("channel", "code"),
    [("#random", "not_in_channel"), ("#old-campaign", "is_archived"), ("#nowhere", "channel_not_found")],
)
async def test_a_channel_that_takes_no_message_is_named_with_its_remedy(
    world: World, channel: str, code: str
) -> None:
    """Pitfall 27: never a silent failure."""
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
        desk = SlackDesk(client, marketing=None, now=world.clock)
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
    assert "@service-team (nobody was told" in world.messages()[0]["text"]
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
    buttons = world.messages("C0SOCIAL")[0]["blocks"][-1]["elements"]
    assert "escalate" in [button["action_id"] for button in buttons]


def draw_card_of(world: World) -> Message:
    return draw_card(
        replace(world.case, thread=None),
        notify=[{"type": "usergroup", "usergroup_id": "S0SERVICE"}],
        team="Service desk",
        now=world.clock(),
    )
