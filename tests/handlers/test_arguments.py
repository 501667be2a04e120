"""Arguments of commands: a team, a reason, a link; a command that changes nothing says so."""

import pytest

from bot.case import Status
from bot.slack.views.transcript import draw_history
from tests.handlers.front import Front

AINO, RUTH = "U0AINO", "U0RUTH"


async def why(front: Front, number: int, kind: str) -> str:
    """Return the reason kept with the event and shown to the next team."""
    journal = await front.baton.store.transact(lambda tx: tx.event_log(number))
    event = next(event for event in journal if event.kind == kind)
    told = draw_history(await front.case(number), journal, until=len(journal) + 1)
    assert event.data["because"] in told[0].text
    return str(event.data["because"])


async def said(front: Front, number: int) -> list[str]:
    """Return the kinds of events whose messages are queued for the case's thread."""
    waiting = "select data from jobs where lane = :lane and kind = 'say'"
    journal = await front.baton.store.transact(lambda tx: tx.event_log(number))
    jobs = await front.baton.store.transact(lambda tx: tx.sql.rows(waiting, lane=f"{number}@slack"))
    numbers = [event.number for event in journal]
    return [
        event.kind
        for event in journal
        if any(f'"event":{event.number}' in j["data"] for j in jobs) and numbers
    ]


async def test_a_release_keeps_its_reason_and_says_it_in_the_thread(front: Front) -> None:
    number = await front.opened()
    await front.command(f"claim {number}")
    await front.command(f"{number} she calls back later", word="/release")
    assert await why(front, number, "released") == "she calls back later"
    assert await said(front, number) == ["released"]


async def test_a_release_without_a_reason_is_on_the_card_only(front: Front) -> None:
    """Pitfall 55 (docs/pitfalls.md)."""
    number = await front.opened()
    await front.command(f"claim {number}")
    await front.say("!release")
    assert (await front.kinds(number), await said(front, number)) == (["claimed", "released"], [])


async def test_a_reopening_keeps_its_reason(front: Front) -> None:
    number = await front.opened()
    await front.command(f"resolve {number} spam")
    answer = await front.command(f"{number} she wrote an email too", word="/reopen")
    assert "open again" in answer.words
    assert await why(front, number, "reopened") == "she wrote an email too"


async def test_an_answer_by_hand_keeps_how(front: Front) -> None:
    number = await front.opened()
    await front.say("!answered by phone, @leon knows")
    assert await why(front, number, "answered_elsewhere") == "by phone, @leon knows"


async def test_reopening_an_open_case_says_whose_it_is(front: Front) -> None:
    number = await front.opened()
    assert "is already open. It's in the queue." in (await front.command(f"reopen {number}")).words
    await front.command(f"claim {number}", user=RUTH)
    assert f"is already open. It's with <@{RUTH}>." in (await front.command(f"reopen {number}")).words
    case = await front.case(number)
    assert (case.status, case.owner) == (Status.CLAIMED, RUTH)


@pytest.mark.parametrize(
    ("before", "again", "told"),
    [
        ("resolve {} spam", "resolve {} spam", "was already resolved: spam"),
        ("release {}", "release {}", "is already unassigned"),
        ("wake {}", "wake {}", "is not snoozed"),
        ("answered {}", "answered {}", "no open customer question"),
        ("claim {}", "takeover {}", "is yours"),
    ],
)
async def test_what_changes_nothing_says_so(front: Front, before: str, again: str, told: str) -> None:
    number = await front.opened()
    await front.command(before.format(number))
    happened = await front.kinds(number)
    assert told in (await front.command(again.format(number))).words
    assert await front.kinds(number) == happened


async def test_the_queue_of_another_team_is_shown_when_it_is_named(front: Front) -> None:
    number = await front.opened()
    for team in ("billing", "Billing"):
        answer = await front.command(team, word="/queue", channel_id="C0SERVICE")
        assert f"Claim case {number}" in str(answer.body)
    assert f"Claim case {number}" not in str((await front.command("service", word="/queue")).body)


async def test_the_queue_of_an_unknown_team_is_refused_with_the_nearest(front: Front) -> None:
    answer = await front.command("biling", word="/queue")
    assert (
        answer.words == 'There is no team "biling"; did you mean "billing"? Use `/queue` or `/queue <team>`.'
    )
    assert "use one of:" in (await front.command("xyzzy", word="/queue")).words


async def test_a_claim_in_the_queue_shows_the_queue_as_it_is_then(front: Front) -> None:
    first, second = await front.opened(ts="2.1"), await front.opened()
    shown = front.billing.whispers
    await front.command("billing", word="/queue")
    ephemeral = {"type": "message", "channel_id": "C0BILLING", "message_ts": "5.5", "is_ephemeral": True}
    await front.press("claim_listed", f"{first}/billing", message={}, container=ephemeral)
    assert (await front.case(first)).owner == AINO
    assert f"Case #{first} is yours." in shown[-1].text
    assert f"Claim case {second}" in str(shown[-1].blocks)
    assert f"Claim case {first}" not in str(shown[-1].blocks)
    await front.press("claim_listed", f"{first}/billing", RUTH, message={}, container=ephemeral)
    assert f"already assigned to <@{AINO}>" in shown[-1].text
