"""Requests are handled once, in whatever process they arrive: a retry shares the first outcome."""

import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.slack import Message
from tests.handlers.front import Answer, Front, two_fronts
from tests.races import unwritable

RULES = """
teams:
  billing: {channel: "#billing", members: ["@billing-team"]}
  service: {channel: "#service", members: ["@service-team"]}
default: {team: billing}
"""
CLAIM_NEXT = {
    "type": "message",
    "user": "U0AINO",
    "text": "<@U0BATON> claim next",
    "ts": "9.1",
    "channel": "C0BILLING",
    "channel_type": "channel",
}
READING_A_CARD = "conversations.replies"
Two = tuple[Front, Front]


@pytest.fixture
async def both(tmp_path: Path, database_url: str) -> AsyncIterator[Two]:
    """Run two web processes of one Baton, on SQLite and on Postgres."""
    rules = tmp_path / "rules.yaml"
    rules.write_text(RULES)
    async with two_fronts(tmp_path, database_url, ROUTING_RULES=str(rules), RULES_EDITORS="U0AINO") as fronts:
        yield fronts


async def owners(front: Front, *numbers: int) -> list[str | None]:
    return [(await front.case(number)).owner for number in numbers]


async def test_claim_next_delivered_to_two_web_processes_claims_one_case(both: Two) -> None:
    one, other = both
    cases = [await one.opened(), await one.opened()]
    events = CLAIM_NEXT, {**CLAIM_NEXT, "type": "app_mention"}
    answers = await asyncio.gather(one.event(events[0]), other.event(events[1]))
    assert {answer.status for answer in answers} == {200}
    assert await owners(one, *cases) == ["U0AINO", None]


async def test_claim_next_that_two_processes_decide_at_once_claims_one_case(
    tmp_path: Path, ready_postgres: str
) -> None:
    async with two_fronts(tmp_path, ready_postgres) as (one, other):
        cases = [await one.opened(), await one.opened()]
        async with unwritable(ready_postgres, "events") as gate:
            claiming = [asyncio.create_task(front.event(CLAIM_NEXT)) for front in (one, other)]
            await gate.stopped(2)
        assert {answer.status for answer in await asyncio.gather(*claiming)} == {200}
        assert await owners(one, *cases) == ["U0AINO", None]
        assert set(one.whispers()) == {f"Case #{cases[0]} is yours. {_link(one)}"}


def _link(front: Front) -> str:
    return "<https://larkspur.slack.com/archives/C0BILLING/p11|Open its thread>"


async def test_a_retry_waits_for_the_first_delivery_and_does_the_work_when_that_one_fails(both: Two) -> None:
    front, _ = both
    number, said = await a_note_under_a_card_the_store_does_not_know(front)
    front.sandbox.faults.arm(READING_A_CARD, "hold", times=99)
    first = asyncio.create_task(front.say(**said))
    await front.sandbox.faults.held()
    retry = asyncio.create_task(front.say(**said))
    assert (await broken_off(front, first)).status == 500
    assert (await let_go(front, retry)).status == 200
    assert await front.kinds(number) == ["noted"]


async def test_a_retry_is_answered_with_the_outcome_of_the_first_delivery(both: Two) -> None:
    front, _ = both
    number, said = await a_note_under_a_card_the_store_does_not_know(front)
    front.sandbox.faults.arm(READING_A_CARD, "hold_after")
    first = asyncio.create_task(front.say(**said))
    await front.sandbox.faults.held()
    retries = [asyncio.create_task(front.say(**said)) for _ in range(3)]
    front.sandbox.faults.release()
    assert {answer.status for answer in await asyncio.gather(first, *retries)} == {200}
    assert await front.kinds(number) == ["noted"]
    assert (await front.say(**said)).status == 200
    assert await front.kinds(number) == ["noted"]


async def test_a_retry_whose_first_delivery_takes_too_long_is_to_come_again(both: Two) -> None:
    """Slack gives three seconds; a 5xx in time makes it send the event once more."""
    front, _ = both
    number, said = await a_note_under_a_card_the_store_does_not_know(front)
    front.sandbox.faults.arm(READING_A_CARD, "hold", times=99)
    first = asyncio.create_task(front.say(**said))
    await front.sandbox.faults.held()
    begun = time.monotonic()
    retry = await front.say(**said)
    assert retry.status == 503
    assert time.monotonic() - begun < 3.0
    assert (await broken_off(front, first)).status == 500
    front.sandbox.faults.clear()
    assert (await front.say(**said)).status == 200
    assert await front.kinds(number) == ["noted"]


async def broken_off(front: Front, first: asyncio.Task[Answer]) -> Answer:
    """Return the answer to a delivery whose calls to Slack break off; its client retries once."""
    while not first.done():
        front.sandbox.faults.release(drop=True)
        await asyncio.sleep(0.01)
    return await first


async def let_go(front: Front, delivery: asyncio.Task[Answer]) -> Answer:
    """Return the answer to a delivery whose calls succeed."""
    front.sandbox.faults.clear()
    while not delivery.done():
        front.sandbox.faults.release()
        await asyncio.sleep(0.01)
    return await delivery


async def test_a_retry_that_comes_to_the_other_process_is_heard_there_and_once(both: Two) -> None:
    front, other = both
    number, said = await a_note_under_a_card_the_store_does_not_know(front)
    front.sandbox.faults.arm(READING_A_CARD, "hold")
    first = asyncio.create_task(front.say(**said))
    await front.sandbox.faults.held()
    assert (await other.say(**said)).status == 200
    front.sandbox.faults.release()
    assert (await first).status == 200
    assert await front.kinds(number) == ["noted"]


async def a_note_under_a_card_the_store_does_not_know(front: Front) -> tuple[int, dict[str, Any]]:
    """Add a card posted a moment ago, or by a process that died before its commit."""
    number = await front.opened()
    card = await front.baton.desk.post(
        "#billing", Message("a card"), key=f"{number}@slack/1/show", again=False
    )
    return number, {"text": "she called twice", "ts": "9.9", "thread_ts": card.native_id}


async def _off_shift(front: Front) -> bool:
    now = front.baton.services.now()
    return all(s.person != "U0AINO" for s in await front.baton.services.roster.on_shift("billing", now))


async def test_off_that_is_replayed_after_somebody_went_on_again_changes_nothing(both: Two) -> None:
    one, other = both
    await one.command("off", trigger_id="1.off")
    await one.command("on")
    for front in both:
        await front.command("off", trigger_id="1.off")
    assert not await _off_shift(other)


async def test_a_claim_of_ones_own_case_that_is_replayed_after_a_release_claims_nothing(both: Two) -> None:
    one, other = both
    number = await one.opened()
    await one.command(f"claim {number}")
    assert "is yours" in (await one.command(f"claim {number}", trigger_id="1.mine")).words
    await one.command(f"release {number}")
    for front in both:
        assert "is yours" in (await front.command(f"claim {number}", trigger_id="1.mine")).words
    assert await owners(other, number) == [None]


async def test_a_refused_claim_that_is_replayed_is_refused_again_in_the_same_words(both: Two) -> None:
    one, other = both
    number = await one.opened()
    await one.command(f"claim {number}", user="U0RUTH")
    refused = (await one.command(f"claim {number}", trigger_id="1.late")).words
    await one.command(f"release {number}", user="U0RUTH")
    for front in both:
        assert (await front.command(f"claim {number}", trigger_id="1.late")).words == refused
    assert await owners(other, number) == [None]


async def test_a_window_that_was_refused_may_be_submitted_again_as_it_is(both: Two) -> None:
    one, _ = both
    number = await one.opened()
    await one.command(f"claim {number}", user="U0RUTH")
    chosen: dict[str, Any] = {"team": {"selected_option": {"value": "service"}}, "reason": "it is the router"}
    await one.submit("hand_over", {"case": number}, **chosen)
    assert (await one.case(number)).route.team == "billing"
    await one.command(f"release {number}", user="U0RUTH")
    await one.submit("hand_over", {"case": number}, **chosen)
    assert (await one.case(number)).route.team == "service"


async def test_claim_next_that_found_nothing_and_is_replayed_takes_no_later_case(both: Two) -> None:
    one, other = both
    assert "queue is empty" in (await one.command("claim next", trigger_id="1.next")).words
    number = await one.opened()
    for front in both:
        assert "queue is empty" in (await front.command("claim next", trigger_id="1.next")).words
    assert await owners(other, number) == [None]


async def test_claim_next_that_is_replayed_names_the_case_it_claimed(both: Two) -> None:
    one, _ = both
    cases = [await one.opened(), await one.opened()]
    said = (await one.command("claim next", trigger_id="1.next")).words
    for front in both:
        assert (await front.command("claim next", trigger_id="1.next")).words == said
    assert await owners(one, *cases) == ["U0AINO", None]


async def test_a_loan_that_is_replayed_after_it_was_ended_lends_nobody(both: Two) -> None:
    one, other = both
    words = "loan <@U0LEON> to billing until 23:59"
    await one.command(words, trigger_id="1.loan")
    await one.press("end_loan", "billing/U0LEON")
    for front in both:
        await front.command(words, trigger_id="1.loan")
    assert await other.baton.services.roster.loans(other.baton.services.now()) == []


async def test_the_end_of_a_loan_that_is_replayed_ends_no_later_loan(both: Two) -> None:
    one, other = both
    words = "loan <@U0LEON> to billing until 23:59"
    await one.command(words)
    await one.press("end_loan", "billing/U0LEON", trigger_id="1.end")
    await one.command(words)
    for front in both:
        await front.press("end_loan", "billing/U0LEON", trigger_id="1.end")
    assert len(await other.baton.services.roster.loans(other.baton.services.now())) == 1


async def test_a_link_that_was_fetched_is_not_fetched_again_by_a_replay(both: Two) -> None:
    one, other = both
    post = one.sandbox.x.post("ana", "@larkspur_help my bill is wrong")
    words = f"escalate https://x.com/ana/status/{post.id}"
    await one.command(words, trigger_id="1.link")
    await one.baton.store.transact(lambda tx: tx.sql.run("delete from jobs where kind = 'fetch'"))
    for front in both:
        assert "Fetching that post" in (await front.command(words, trigger_id="1.link")).words
    assert await jobs(other, "fetch") == []


async def test_what_was_stuck_and_got_stuck_again_is_not_revived_by_a_replay(both: Two) -> None:
    one, other = both
    number = await one.opened()
    await one.command(f"unstick {number}", trigger_id="1.stuck")
    await one.baton.store.transact(
        lambda tx: tx.sql.run("update jobs set buried = 1 where lane = :lane", lane=f"{number}@slack")
    )
    for front in both:
        await front.command(f"unstick {number}", trigger_id="1.stuck")
    assert len(await other.baton.store.transact(lambda tx: tx.dead_letters(number))) == 1


async def test_a_retry_of_everything_that_is_replayed_revives_no_later_failure(both: Two) -> None:
    one, other = both
    numbers = [await one.opened(ts=ts) for ts in ("1.1", "1.2")]
    await fail_all(one)
    said = (await one.command("retry", trigger_id="1.all")).words
    assert f"Retrying {len(numbers)} failed jobs" in said
    await fail_all(one)
    for front in both:
        assert (await front.command("retry", trigger_id="1.all")).words == said
    assert len(await other.baton.store.transact(lambda tx: tx.dead_letters())) == len(numbers)


async def fail_all(front: Front) -> None:
    """Make every card fail permanently."""
    await front.baton.store.transact(lambda tx: tx.sql.run("update jobs set buried = 1 where kind = 'show'"))


async def test_a_restored_version_of_the_rules_is_not_restored_again_by_a_replay(both: Two) -> None:
    one, _ = both
    book = one.baton.rulebook
    await one.press("restore_rules", "0", trigger_id="1.back")
    latest = await one.baton.store.transact(lambda tx: tx.latest_rules())
    await one.press("restore_rules", "0")
    for front in both:
        await front.press("restore_rules", "0", trigger_id="1.back")
    assert latest is not None
    saved = await book.store.transact(lambda tx: tx.rules_history(9))
    assert [version.number for version in saved] == [latest.number + 1, latest.number]


async def test_a_command_without_a_trigger_is_a_request_of_its_own(both: Two) -> None:
    one, _ = both
    number = await one.opened()
    for word in ("claim", "release", "claim"):
        await one.command(f"{word} {number}", trigger_id="")
    assert await owners(one, number) == ["U0AINO"]


async def jobs(front: Front, kind: str) -> list[str]:
    text = "select key from jobs where kind = :kind order by key"
    return [row["key"] for row in await front.baton.store.transact(lambda tx: tx.sql.rows(text, kind=kind))]
