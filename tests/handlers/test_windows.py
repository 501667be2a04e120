"""The windows as people use them: saved replies, resolve and undo, pending, hand over, take over, why."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.case import Ask, Status, claim, draft, record_sent, send
from bot.delivery import Receipt
from bot.slack.views.blocks import readable
from bot.slack.views.buttons import more_words
from tests.handlers.front import Front, Json, open_front

ME, OTHER = "U0AINO", "U0RUTH"
REFUND = "Sorry about that! The refund is on its way. It arrives within five working days."
INVOICE = "Thanks for reaching out. Please send us your invoice number in a private message."


@pytest.fixture
async def front(tmp_path: Path) -> AsyncIterator[Front]:
    async with open_front(tmp_path, RULES_EDITORS=ME) as front:
        yield front


def ask(front: Front, what: str) -> Ask:
    return Ask(ME, front.baton.services.now(), what)


async def answered(front: Front) -> int:
    """Open a case of mine whose reply was sent."""
    number = await front.opened()
    book = front.baton.context.book
    await book.do(number, ask(front, "claim"), claim)
    post = (await book.case(number)).first
    done = await book.do(number, ask(front, "draft"), draft, text="Sorry.", to=post, length=6, longest=280)
    await book.do(number, ask(front, "send"), send, number=done.case.drafts[0].number)
    reply = (await book.case(number)).replies[0].number
    receipt = Receipt("900", "", front.baton.services.now())
    await book.do(number, ask(front, "sent"), record_sent, number=reply, receipt=receipt)
    return number


def top(front: Front, user: str = ME) -> Json:
    return front.sandbox.server.views.stacks[user][-1]


async def act(front: Front, word: str, block: str, values: Json, user: str = ME, **about: Any) -> None:
    """Press or choose something in the window on top, with these values in its state."""
    view = top(front, user) | {"state": {"values": values}}
    action = {"action_id": word, "block_id": block, "action_ts": "1.2", **about}
    await front.interact("block_actions", user, actions=[action], view=view)


def written(block: str, value: str | None) -> Json:
    return {block: {"text": {"type": "plain_text_input", "value": value}}}


def chosen(block: str, word: str, value: str) -> Json:
    return {block: {word: {"type": "static_select", "selected_option": {"value": value}}}}


def shown_in(view: Json, block: str) -> Any:
    """The text that the field begins with."""
    return next(each["element"] for each in view["blocks"] if each.get("block_id") == block)["initial_value"]


class TestSavedReplies:
    """A list in the reply window; each choice is inserted after what is written so far."""

    @pytest.fixture
    async def window(self, front: Front) -> Json:
        number = await front.opened()
        await front.command(f"claim {number}")
        await front.press("reply", str(number))
        return top(front)

    async def insert(self, front: Front, filled: int, text: str | None, name: str) -> Json:
        def block(word: str) -> str:
            return f"{word}_{filled}" if filled else word

        values = written(block("text"), text) | chosen(block("saved_reply"), "saved_reply", name)
        await act(front, "saved_reply", block("saved_reply"), values, type="static_select")
        return top(front)

    async def test_it_is_inserted_after_the_text_so_far_and_counted(self, front: Front, window: Json) -> None:
        view = await self.insert(front, 0, "Hello Ana.", "refund on its way")
        assert shown_in(view, "text_1") == f"Hello Ana.\n{REFUND}"
        assert f"{len(REFUND) + 11} of 280" in readable(view["blocks"])

    async def test_what_slack_left_out_of_a_redrawn_field_is_not_lost(
        self, front: Front, window: Json
    ) -> None:
        """slackapi/bolt-js#1258: a field's first value may be missing after views.update."""
        await self.insert(front, 0, None, "refund on its way")
        view = await self.insert(front, 1, None, "invoice number")
        assert shown_in(view, "text_2") == f"{REFUND}\n{INVOICE}"
        about, untouched = json.loads(view["private_metadata"]), {"type": "plain_text_input", "value": None}
        await front.submit("reply", about, text_2=untouched)
        assert [each.text for each in (await front.case(about["case"])).drafts] == [shown_in(view, "text_2")]

    async def test_what_is_not_in_the_list_inserts_nothing(self, front: Front, window: Json) -> None:
        assert shown_in(await self.insert(front, 0, "Hello", "no such"), "text_1") == "Hello"


async def test_resolve_after_sending_is_kept_with_the_draft(front: Front) -> None:
    number = await front.opened()
    await front.command(f"claim {number}")
    box = {"type": "checkboxes", "selected_options": [{"value": "yes"}]}
    answer = await front.submit("reply", {"case": number}, text="Sorry.", resolve_after=box)
    assert "then resolves the case" in readable(answer.body["view"]["blocks"])
    assert (await front.case(number)).drafts[0].resolves


async def test_a_case_answered_from_here_is_resolved_by_one_press_and_undone_by_another(front: Front) -> None:
    number = await answered(front)
    await front.press("resolve", str(number))
    case = await front.case(number)
    assert (case.status, front.windows()) == (Status.RESOLVED, [])
    (told,) = [each for each in front.billing.whispers if each.only_for == ME]
    (block,) = [each for each in told.blocks or () if each["type"] == "actions"]
    undo = block["elements"][0]
    for _ in range(2):
        await front.press(undo["action_id"], undo["value"])
    case = await front.case(number)
    assert (case.status, case.owner, case.pending) == (Status.CLAIMED, ME, True)
    assert (await front.kinds(number))[-2:] == ["resolved", "resolution_undone"]


async def test_a_resolution_with_a_reason_has_an_undo_in_its_window(front: Front) -> None:
    number = await front.opened()
    reason = {"type": "radio_buttons", "selected_option": {"value": "spam"}}
    answer = await front.submit("resolve", {"case": number}, resolution=reason)
    (button,) = [each for block in answer.body["view"]["blocks"] for each in block.get("elements", ())][1:]
    assert (answer.body["response_action"], button["action_id"]) == ("update", "undo_resolve")
    before = len(front.sandbox.server.views.stacks.get(ME, ()))
    view = {"id": "V1", "hash": "1", "type": "modal", "state": {"values": {}}}
    await front.press("undo_resolve", button["value"], view=view, message={}, channel=None)
    case = await front.case(number)
    assert (case.status, case.due_at is None) == (Status.WAITING, False)
    assert len(front.sandbox.server.views.stacks.get(ME, ())) == before


async def test_a_double_press_does_not_cover_the_undo(front: Front) -> None:
    number = await answered(front)
    for _ in range(2):
        await front.press("resolve", str(number))
    assert front.windows() == []
    assert len([each for each in front.billing.whispers if each.only_for == ME]) == 1
    await front.press("resolve", str(number), OTHER)
    assert "already resolved" in front.told(OTHER)[-1]


async def test_a_case_that_its_reply_resolves_is_kept_open_before_and_after(front: Front) -> None:
    for sent_first in (False, True):
        number = await front.opened(ts=f"{int(sent_first)}.9")
        await front.command(f"claim {number}")
        box = {"type": "checkboxes", "selected_options": [{"value": "yes"}]}
        await front.submit("reply", {"case": number}, text="Sorry.", resolve_after=box)
        (draft,) = (await front.case(number)).drafts
        answer = await front.submit("confirm_reply", {"case": number, "draft": draft.number})
        assert "is resolved once your reply is sent" in readable(answer.body["view"]["blocks"])
        (reply,) = (await front.case(number)).replies
        receipt, do = Receipt("9", "", front.baton.services.now()), front.baton.context.book.do
        sent = Ask("baton", front.baton.services.now(), f"sent-{number}")
        if sent_first:
            await do(number, sent, record_sent, number=reply.number, receipt=receipt)
            assert (await front.case(number)).status is Status.RESOLVED
        await front.press("keep_open", f"{number}/{reply.number}", OTHER)
        assert "Only the person who sent the reply" in front.told(OTHER)[-1]
        await front.press("keep_open", f"{number}/{reply.number}")
        if not sent_first:
            await do(number, sent, record_sent, number=reply.number, receipt=receipt)
        case = await front.case(number)
        assert (case.status, case.owner, case.pending) == (Status.CLAIMED, ME, True)


async def test_nobody_else_undoes_it_and_no_forged_button_does(front: Front) -> None:
    number = await answered(front)
    await front.press("resolve", str(number))
    resolved = (await front.case(number)).version
    for value, user in ((f"{number}/{resolved}", OTHER), (f"{number}/1", ME), (str(number), ME)):
        await front.press("undo_resolve", value, user)
        assert (await front.case(number)).status is Status.RESOLVED


async def test_the_note_appears_with_the_reason_that_needs_it(front: Front) -> None:
    fresh = await front.opened()
    await front.press("resolve", str(fresh))
    blocks = [block["block_id"] for block in top(front)["blocks"]]
    assert blocks == ["resolution", "because"]
    values = {"resolution": {"resolution": {"type": "radio_buttons", "selected_option": {"value": "spam"}}}}
    await act(front, "resolution", "resolution", values, type="radio_buttons")
    assert [block["block_id"] for block in top(front)["blocks"]] == ["resolution"]


async def test_a_note_that_the_window_lacks_is_asked_for_in_it(front: Front) -> None:
    number = await front.opened()
    reason = {"type": "radio_buttons", "selected_option": {"value": "no answer needed"}}
    answer = await front.submit("resolve", {"case": number}, resolution=reason)
    assert answer.body["response_action"] == "update"
    assert "because" in [block["block_id"] for block in answer.body["view"]["blocks"]]
    assert await front.kinds(number) == []


async def test_a_case_is_set_to_pending_in_a_window_and_listed_as_such(front: Front) -> None:
    number = await answered(front)
    await front.press("pending", str(number))
    assert top(front)["callback_id"] == "pending"
    choice = {"type": "radio_buttons", "selected_option": {"value": "3 days"}}
    await front.submit("pending", {"case": number}, until=choice)
    case = await front.case(number)
    assert case.follow_up
    assert (await front.kinds(number))[-1] == "pending"
    home = await front.home(ME)
    assert "Pending: waiting for the customer" in home
    assert "Assigned to me" not in home


async def test_a_case_whose_customer_waits_is_not_set_to_pending(front: Front) -> None:
    number = await front.opened()
    await front.command(f"claim {number}")
    await front.press("pending", str(number))
    assert "The customer is waiting for a reply." in front.told()[-1]
    past = {"type": "datetimepicker", "selected_date_time": 1_000_000_000}
    assert "waiting for a reply" in str((await front.submit("pending", {"case": number}, moment=past)).body)


@pytest.mark.parametrize("word", ["resolve", "snooze", "hand_over", "escalate", "ask_guidance", "pending"])
async def test_nobody_fills_in_a_window_that_only_the_owner_may_send(front: Front, word: str) -> None:
    number = await front.opened()
    await front.command(f"claim {number}", OTHER)
    await front.press(word, str(number))
    assert f"Case #{number} is assigned to" in front.told()[-1]
    assert [view for view in front.views() if view.get("submit")] == []


async def test_more_offers_nobody_what_only_the_owner_may_do(front: Front) -> None:
    number = await front.opened()
    await front.command(f"claim {number}", OTHER)
    case, refused = await front.case(number), {"hand_over", "resolve", "snooze", "pending", "ask_guidance"}
    now, facts = front.baton.services.now(), {"marketing": False, "private": False}
    assert not refused & set(more_words(case, ME, now=now, **facts))
    # The customer waits, so nobody can wait for them.
    assert "pending" not in more_words(case, OTHER, now=now, **facts)


async def test_an_outdated_hand_over_window_says_that_the_case_moved(front: Front) -> None:
    number = await front.opened()
    await front.press("hand_over", str(number))
    about = json.loads(top(front)["private_metadata"])
    await front.command(f"handover {number} service the router is broken", OTHER)
    fields: Json = {
        "team": {"type": "static_select", "selected_option": {"value": "press"}},
        "reason": "yours",
    }
    answer = await front.submit("hand_over", about, **fields)
    view = answer.body["view"]
    assert answer.body["response_action"] == "update"
    assert "has moved since you opened this window" in readable(view["blocks"][:1])
    assert shown_in(view, "reason") == "yours"
    assert (await front.case(number)).route.team == "service"
    await front.submit("hand_over", json.loads(view["private_metadata"]), **fields)
    assert (await front.case(number)).route.team == "press"


@pytest.mark.parametrize("word", ["send_back", "escalate_case"])
async def test_another_window_that_moves_a_case_is_outdated_too(front: Front, word: str) -> None:
    number = await front.opened()
    await front.command(f"handover {number} service the router is broken", OTHER)
    answer = await front.submit(word, {"case": number, "moved": 0}, reason="not ours")
    assert "has moved since you opened this window" in str(answer.body["view"])
    assert (await front.case(number)).route.team == "service"


async def test_hand_over_lists_the_load_of_each_team(front: Front) -> None:
    number, _ = await front.opened(), await front.opened(team="service", text="the router is broken")
    await front.press("hand_over", str(number))
    options = next(block["element"] for block in top(front)["blocks"] if block["block_id"] == "team")[
        "options"
    ]
    said = {each["value"]: each["description"]["text"] for each in options}
    assert "billing" not in said
    assert all(" open" in words for words in said.values())


async def test_take_over_says_how_long_its_owner_has_it(front: Front) -> None:
    number = await front.opened()
    await front.command(f"claim {number}", OTHER)
    await front.press("ask_take_over", str(number))
    said = readable(top(front)["blocks"])
    assert f"has owned case #{number} for 0 s, since" in said
    assert "The customer has waited" in said


async def test_another_text_is_tested_in_the_window_and_misses_come_on_demand(front: Front) -> None:
    number = await front.opened()
    await front.press("why", str(number))
    assert "✗" not in readable(top(front)["blocks"])
    await act(front, "why_misses", "b", {}, type="button", value=str(number))
    assert "✗" in readable(top(front)["blocks"])
    about = json.loads(top(front)["private_metadata"])
    answer = await front.submit("why", about, tested="the router is broken")
    assert answer.body["response_action"] == "update"
    said = readable(answer.body["view"]["blocks"])
    assert "It would go to" in said
    assert "✗" in said
    assert (await front.submit("why", about, tested=" ")).body["errors"] == {
        "tested": "Write a text to test."
    }
