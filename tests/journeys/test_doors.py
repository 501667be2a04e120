"""Every intention by every door: button, command, word in the thread, menu."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import Baton
from bot.case import Case, Event, Status
from sandbox.slack.conversation import delete
from tests.journeys.stage import Json, Stage, playing, until

POST = "@larkspur_help my bill is wrong, I was charged twice, refund please"
PRAISE = "@larkspur_help thank you so much, you are wonderful, best service ever"


@pytest.fixture
async def stage_and_baton(tmp_path: Path) -> AsyncIterator[tuple[Stage, Baton]]:
    """The doors do not differ by database, so one will do."""
    async with playing(f"sqlite:///{tmp_path / 'baton.db'}", tmp_path) as pair:
        yield pair


@pytest.fixture
def stage(stage_and_baton: tuple[Stage, Baton]) -> Stage:
    return stage_and_baton[0]


@pytest.fixture
def baton(stage_and_baton: tuple[Stage, Baton]) -> Baton:
    return stage_and_baton[1]


@pytest.fixture
async def card(stage: Stage) -> Json:
    await stage.customer("ana", POST)
    return await stage.card("billing")


async def case_is(baton: Baton, status: Status, owner: str | None) -> Case:
    async def look() -> Case | None:
        case = await baton.context.book.case(1001)
        return case if (case.status, case.owner) == (status, owner) else None

    return await until(look)


async def happened(baton: Baton, kind: str) -> Event:
    async def look() -> Event | None:
        journal = await baton.store.transact(lambda tx: tx.event_log(1001))
        return next((event for event in journal if event.kind == kind), None)

    return await until(look)


async def test_notes_follow_their_edits_and_deletions(stage: Stage, baton: Baton, card: Json) -> None:
    """pitfall 12"""
    aino = stage.agent("U0AINO")
    kept, struck = await aino.say(card, "router is fine"), await aino.say(card, "she is rude")
    await stage.post("/page/edit", user="U0AINO", channel=card["channel"], ts=kept, text="router is broken")
    await stage.post("/page/delete", user="U0AINO", channel=card["channel"], ts=struck)
    assert (await happened(baton, "note_edited")).data["text"] == "router is broken"
    assert (await happened(baton, "note_deleted")).data["ts"] == struck
    await aino.say(card, "!handover service it is the router")
    there = await stage.card("service")
    await stage.said(there, "router is broken")
    assert "she is rude" not in str(await stage.thread(there))


async def test_a_note_also_sent_to_the_channel_is_kept(stage: Stage, baton: Baton, card: Json) -> None:
    """pitfall 13"""
    where = {"channel": card["channel"], "thread_ts": card["ts"]}
    await stage.post("/page/say", user="U0AINO", text="for everybody", broadcast=True, **where)
    assert (await happened(baton, "noted")).data["text"] == "for everybody"


async def test_words_in_the_thread_do_the_whole_job(stage: Stage, baton: Baton, card: Json) -> None:
    aino = stage.agent("U0AINO")
    await aino.say(card, "!claim")
    await case_is(baton, Status.CLAIMED, "U0AINO")
    await aino.say(card, "!reply The second charge goes back today.")
    shown = await aino.told("Nothing has been sent yet", card)
    assert await stage.public_answers() == []
    await aino.press("review_reply", {**shown, "channel": card["channel"], "thread_ts": card["ts"]})
    await aino.submit(await aino.modal("confirm_reply"))
    await stage.said(card, "Sent on X")
    assert await stage.public_answers() == ["The second charge goes back today."]
    await aino.say(card, "!resolve")
    await case_is(baton, Status.RESOLVED, "U0AINO")
    await aino.say(card, "!reopen")
    await case_is(baton, Status.WAITING, None)


async def test_a_reply_in_the_thread_may_begin_with_a_number(stage: Stage, card: Json) -> None:
    """pitfall 2"""
    aino = stage.agent("U0AINO")
    await aino.command("billing", "/claim 1001")
    await aino.say(card, "!reply 24 hours, then it is on your account.")
    shown = await aino.told("Nothing has been sent yet", card)
    assert "24 hours, then it is on your account." in shown["text"]


async def test_a_reply_in_the_thread_goes_out_as_it_was_typed(stage: Stage, card: Json) -> None:
    aino = stage.agent("U0AINO")
    await aino.command("billing", "/claim 1001")
    await aino.say(card, "!reply Terms & refunds: https://larkspur.example/help?a=1&b=2")
    shown = await aino.told("Nothing has been sent yet", card)
    await aino.press("review_reply", {**shown, "channel": card["channel"], "thread_ts": card["ts"]})
    await aino.submit(await aino.modal("confirm_reply"))
    await stage.said(card, "Sent on X")
    assert await stage.public_answers() == ["Terms & refunds: https://larkspur.example/help?a=1&b=2"]


async def test_the_umbrella_command_takes_the_same_words(stage: Stage, baton: Baton, card: Json) -> None:
    aino = stage.agent("U0AINO")
    link = f"https://larkspur.slack.com/archives/{card['channel']}/p{card['ts'].replace('.', '')}"
    assert "is yours" in (await aino.command("random", f"/baton claim {link}"))["reply"]["text"]
    assert "back in the queue" in (await aino.command("random", "/baton release #1001"))["reply"]["text"]
    await case_is(baton, Status.WAITING, None)
    assert "/claim next" in (await aino.command("random", "/baton"))["reply"]["text"]
    assert "not a command" in (await aino.command("random", "/baton dance"))["reply"]["text"]


async def test_a_reply_by_command_shows_the_exact_text_before_it_goes(stage: Stage, card: Json) -> None:
    aino = stage.agent("U0AINO")
    await aino.command("billing", "/claim 1001")
    await aino.command("billing", "/reply 1001 It is on its way <!channel>.")
    window = await aino.modal("confirm_reply")
    assert "It is on its way <!channel>." in str(window["blocks"])
    assert "larkspur_help" in str(window["blocks"])
    assert await stage.public_answers() == []
    await aino.submit(window)
    await stage.said(card, "Sent on X")
    assert await stage.public_answers() == ["It is on its way <!channel>."]


async def test_too_long_a_reply_is_refused_under_its_field(stage: Stage, card: Json) -> None:
    """pitfall 44"""
    aino = stage.agent("U0AINO")
    await aino.command("billing", "/claim 1001")
    await aino.press("reply", card)
    answer = await aino.submit(await aino.modal("reply"), text="猫" * 141)
    assert "too long: 282 of 280 allowed. Shorten it by 2" in answer["errors"]["text"]


async def test_a_draft_older_than_the_customers_latest_post_is_not_sent(stage: Stage, card: Json) -> None:
    """pitfall 53"""
    aino = stage.agent("U0AINO")
    await aino.command("billing", "/claim 1001")
    await aino.press("reply", card)
    await aino.submit(await aino.modal("reply"), text="All is well now.")
    window = await aino.modal("confirm_reply")
    await stage.customer("ana", "@larkspur_help no it is NOT")
    await stage.said(card, "no it is NOT")
    await aino.submit(window)
    assert "wrote again" in str((await aino.modals())[-1]["blocks"])
    assert await stage.public_answers() == []


async def test_taking_over_by_words_asks_first(stage: Stage, baton: Baton, card: Json) -> None:
    aino, ruth = stage.agent("U0AINO"), stage.agent("U0RUTH")
    await aino.command("billing", "/claim 1001")
    await ruth.say(card, "!takeover")
    asked = await ruth.told("Take it over?", card)
    await case_is(baton, Status.CLAIMED, "U0AINO")
    await ruth.press("take_over", {**asked, "channel": card["channel"], "thread_ts": card["ts"]})
    await case_is(baton, Status.CLAIMED, "U0RUTH")


async def test_marketing_escalates_from_its_own_card(stage: Stage, baton: Baton) -> None:
    await stage.customer("ana", PRAISE)
    card = await stage.card("social")
    mira = stage.agent("U0MIRA")
    await mira.press("escalate", card)
    await mira.submit(
        await mira.modal("escalate_case"), team="service", reason="she asks something in her thread"
    )
    there = await stage.card("service")
    await stage.said(there, "she asks something")
    leon = stage.agent("U0LEON")
    await leon.command("service", "/handover 1001 marketing praise is yours")
    await stage.card("social", "#1001")
    case = await case_is(baton, Status.WAITING, None)
    assert (case.route.team, len(case.earlier_threads)) == ("marketing", 2)


async def test_a_deleted_card_is_posted_anew(stage: Stage, baton: Baton, card: Json) -> None:
    """pitfall 14"""
    slack = stage.sandbox.slack
    delete(slack, slack.channel("#billing"), slack.channel("#billing").messages[card["ts"]])

    async def new() -> Json | None:
        cards = await stage.cards("billing")
        return cards[0] if cards and cards[0]["ts"] != card["ts"] else None

    again = await until(new)
    await stage.agent("U0AINO").press("claim", again)
    await case_is(baton, Status.CLAIMED, "U0AINO")


async def test_home_lists_what_waits_in_the_teams_of_the_person(stage: Stage, card: Json) -> None:
    async def home(user: str) -> str:
        await stage.post("/page/open_home", user=user)

        async def published() -> str:
            view = await stage.get("/page/home", user=user)
            return str(view) if view else ""

        return await until(published)

    assert "Claim case 1001" in await home("U0AINO")
    assert "Claim case 1001" not in await home("U0FEMI")


async def test_people_outside_the_agents_group_may_look_not_act(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'baton.db'}"
    async with playing(url, tmp_path, AGENTS_GROUP="@billing-team") as (stage, baton):
        await stage.customer("ana", POST)
        card = await stage.card("billing")
        jonas = stage.agent("U0JONAS")
        refused = await jonas.command("billing", "/claim 1001")
        assert "Only members" in refused["reply"]["text"]
        await jonas.press("claim", card)
        await jonas.told("Only members", card)
        assert "#1001" in (await jonas.command("billing", "/queue"))["reply"]["text"]
        await jonas.say(card, "I may still say what I know")
        await happened(baton, "noted")
        assert (await baton.context.book.case(1001)).status is Status.WAITING
        assert "is yours" in (await stage.agent("U0AINO").command("billing", "/claim 1001"))["reply"]["text"]
