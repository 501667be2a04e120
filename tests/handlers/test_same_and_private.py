"""Linked customers and private conversations: by word, command and button, with rights and refusals."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.case import Sameness, join
from tests.bot.case.world import ask
from tests.handlers.front import Front, open_front

SETTINGS = {"PUBLIC_URL": "https://help.larkspur.example", "LINK_SECRET": "a-long-secret-of-larkspur"}


@pytest.fixture
async def inviting(tmp_path: Path) -> AsyncIterator[Front]:
    async with open_front(tmp_path, **SETTINGS) as front:
        yield front


async def two_cases(front: Front) -> tuple[int, int]:
    """Open two cases; the thread of #billing is the first one's."""
    return await front.opened(), await front.opened("the same again, by letter")


async def said(front: Front, number: int) -> list[Sameness]:
    return [match.said for match in (await front.case(number)).matches]


@pytest.mark.parametrize("words", ["!same {other}", "!same #{other}", "<@U0BATON> same {other}"])
async def test_in_a_thread_the_number_is_the_other_case(front: Front, words: str) -> None:
    """Pitfall 5 (docs/pitfalls.md)."""
    number, other = await two_cases(front)
    await front.say(words.format(other=other))
    assert [match.of_case for match in (await front.case(number)).matches] == [other]
    assert await said(front, other) == []


async def test_a_command_names_both_and_buttons_answer_undo_and_answer_otherwise(front: Front) -> None:
    number, other = await two_cases(front)
    answer = await front.command(f"same {number} {other}")
    assert "Press *Yes, same customer*" in answer.words
    (match,) = (await front.case(number)).matches
    for word, then in (
        ("same_yes", Sameness.SAME),
        ("same_undo", Sameness.ASKED),
        ("same_no", Sameness.NOT),
    ):
        await front.press(word, f"{number}/{match.number}", "U0RUTH")
        assert await said(front, number) == [then]
    assert (await front.case(number)).customers == ((await front.case(number)).first.account,)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("same", "Name the case with the same customer"),
        ("same 4711 4712", "no case #4711"),
        ("same mira", "Name the case"),
    ],
)
async def test_a_case_that_is_not_named_or_not_there_is_asked_for(front: Front, words: str, why: str) -> None:
    await front.opened()
    assert why in (await front.command(words)).words


async def test_a_case_is_not_the_same_as_itself(front: Front) -> None:
    number = await front.opened()
    await front.say(f"!same {number}")
    assert any("is this case itself" in words for words in front.told())


@pytest.mark.parametrize("value", ["{number}/999", "{number}/1", "{other}/3", "nonsense"])
async def test_a_button_that_names_no_question_answers_none(front: Front, value: str) -> None:
    """Pitfall 34 (docs/pitfalls.md)."""
    number, other = await two_cases(front)
    await front.command(f"same {number} {other}")
    await front.press("same_yes", value.format(number=number, other=other))
    assert await said(front, number) == [Sameness.ASKED]


async def test_only_its_owner_is_shown_the_ways_to_take_a_case_private(inviting: Front) -> None:
    """Pitfall 7 (docs/pitfalls.md)."""
    number = await inviting.opened()
    await inviting.press("take_private", str(number))
    assert any("Claim it first" in words for words in inviting.told())
    await inviting.command(f"claim {number}")
    await inviting.press("take_private", str(number), "U0RUTH")
    assert any("Only its owner" in words or "is assigned to" in words for words in inviting.told("U0RUTH"))
    assert inviting.windows() == []
    await inviting.press("take_private", str(number))
    assert inviting.windows() == ["take_private"]


async def test_by_word_the_link_stands_in_a_message_only_its_asker_sees(inviting: Front) -> None:
    number = await inviting.opened()
    await inviting.command(f"claim {number}")
    await inviting.say("!private")
    (shown,) = [words for words in inviting.told() if "/private/" in words]
    assert f"https://help.larkspur.example/private/{number}." in shown
    assert await inviting.kinds(number) == ["claimed"]


async def test_where_no_way_is_switched_on_it_is_said_who_can(front: Front) -> None:
    number = await front.opened()
    await front.command(f"claim {number}")
    await front.say("!private")
    assert any("PUBLIC_URL" in words for words in front.told())


async def test_the_reply_window_begins_with_the_link_and_nothing_goes_out(inviting: Front) -> None:
    """Pitfall 1 (docs/pitfalls.md)."""
    number = await inviting.opened()
    await inviting.command(f"claim {number}")
    answer = await inviting.submit("take_private", {"case": number})
    assert answer.body["response_action"] == "push"
    view = answer.body["view"]
    assert view["callback_id"] == "reply"
    assert f"/private/{number}." in str(view["blocks"])
    assert await inviting.kinds(number) == ["claimed"]


async def test_a_case_that_is_private_needs_no_way_there(inviting: Front) -> None:
    first = (await inviting.case(await inviting.opened())).first
    letter = replace(first, network="email", native_id="m1", conversation="m1", private=True)
    (seen,) = await inviting.baton.intake.take([letter], inviting.baton.services.now())
    await inviting.command(f"claim {seen.case}")
    for word in ("take_private", "closing_line"):
        await inviting.press(word, str(seen.case))
    assert "is already private" in inviting.told()[-2]
    assert "no public post" in inviting.told()[-1]
    assert inviting.windows() == []


async def test_after_the_end_of_a_public_case_there_is_no_closing_line(inviting: Front) -> None:
    """Only what went private is closed in public."""
    number = await inviting.opened()
    await inviting.command(f"claim {number}")
    answer = await inviting.command(f"resolve {number} no answer needed: she called")
    assert "is resolved" in answer.words
    assert "closing reply" not in str(answer.body)
    await inviting.press("closing_line", str(number))
    assert any("Reopen it first" in words for words in inviting.told())


async def test_the_owner_who_resolves_a_case_that_went_private_is_offered_a_closing_line(
    inviting: Front,
) -> None:
    number = await inviting.opened()
    await inviting.command(f"claim {number}")
    await _writes_in_private(inviting, number)
    answer = await inviting.command(f"resolve {number} no answer needed: she called")
    assert "closing reply" in str(answer.body)
    await inviting.press("closing_line", str(number), "U0RUTH")
    assert inviting.windows() == []
    await inviting.press("closing_line", str(number))
    assert inviting.windows() == ["reply"]


async def _writes_in_private(front: Front, number: int) -> None:
    first = (await front.case(number)).first
    private = replace(first, network="page", native_id="p", private=True, case=number)
    await front.baton.context.book.do(number, ask("page"), join, mention=private)


async def test_an_invitation_never_resolves_the_case_whatever_its_window_sends(inviting: Front) -> None:
    number = await inviting.opened()
    await inviting.command(f"claim {number}")
    about = (await inviting.submit("take_private", {"case": number})).body["view"]["private_metadata"]
    ticked = {"type": "checkboxes", "selected_options": [{"value": "yes"}]}
    await inviting.submit("reply", json.loads(about), text="Go on here", resolve_after=ticked)
    (draft,) = (await inviting.case(number)).drafts
    assert (draft.text, draft.resolves) == ("Go on here", False)
