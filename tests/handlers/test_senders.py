"""A private link in a stranger's hands: what they can write over HTTP, and what staff do in Slack."""

from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from bot.case import Status
from tests.handlers.front import Front, open_front

SETTINGS = {
    "PUBLIC_URL": "https://help.larkspur.example",
    "PUBLIC_NAME": "Larkspur",
    "LINK_SECRET": "a-long-secret-of-larkspur",
}


@pytest.fixture
async def front(tmp_path: Path) -> AsyncIterator[Front]:
    async with open_front(tmp_path, **SETTINGS) as front:
        yield front


async def invited(front: Front) -> tuple[int, str]:
    """Return a case of Aino's, and the link that everyone can read in public."""
    number = await front.opened()
    await front.command(f"claim {number}")
    return number, await link(front, number)


async def link(front: Front, number: int) -> str:
    """Return the link of *Move to private*, as it is reached on this machine."""
    answer = await front.submit("take_private", {"case": number})
    _, _, rest = str(answer.body["view"]["blocks"]).partition("https://help.larkspur.example")
    return front.url + rest.split("'")[0].split('"')[0].split(" ")[0].split("\\n")[0]


async def write(front: Front, url: str, text: str = "it is I", visitor: str = "192.0.2.7") -> tuple[int, str]:
    """Send a message by the form at this address; return the status and the address it leads to."""
    body = urlencode({"text": text}).encode()
    headers = {"Content-Type": "application/x-www-form-urlencoded", "X-Forwarded-For": visitor}
    async with front.http.post(url, data=body, headers=headers, allow_redirects=False) as answer:
        return answer.status, front.url + answer.headers.get("Location", "")


async def read(front: Front, url: str) -> int:
    async with front.http.get(url, allow_redirects=False) as answer:
        return answer.status


async def test_a_stranger_cannot_make_the_owners_draft_stale(front: Front) -> None:
    number, url = await invited(front)
    await front.command(f"reply {number} We are on it.")
    assert (await write(front, url))[0] == 303
    (draft,) = (await front.case(number)).drafts
    await front.submit("confirm_reply", {"case": number, "draft": draft.number})
    assert [reply.text for reply in (await front.case(number)).replies] == ["We are on it."]


async def test_a_stranger_cannot_wake_a_snoozed_case(front: Front) -> None:
    number, url = await invited(front)
    await front.command(f"snooze {number} customer")
    assert (await write(front, url))[0] == 303
    assert (await front.case(number)).snoozed


async def test_a_stranger_cannot_reopen_a_case_that_was_closed_as_spam(front: Front) -> None:
    number, url = await invited(front)
    await front.command(f"resolve {number} spam")
    assert (await write(front, url))[0] == 303
    case = await front.case(number)
    assert (case.status, case.owner) == (Status.RESOLVED, "U0AINO")


async def test_a_stranger_cannot_use_up_the_customers_first_messages(front: Front) -> None:
    _, url = await invited(front)
    statuses = [(await write(front, url, f"me! {n}"))[0] for n in range(7)]
    assert statuses == [303] * 5 + [429] * 2
    assert (await write(front, url, "it is I, Ana", visitor="192.0.2.8"))[0] == 303


async def sender_event(front: Front, number: int) -> int:
    journal = await front.baton.store.transact(lambda tx: tx.event_log(number))
    return max(event.number for event in journal if "mention" in event.data)


async def test_staff_accept_a_sender_by_a_button_and_take_it_back(front: Front) -> None:
    number, url = await invited(front)
    await write(front, url)
    value = f"{number}/{await sender_event(front, number)}"
    await front.press("accept_sender", value, "U0RUTH")
    assert [post.network for post in (await front.case(number)).latest_each.values()] == ["page", "x"]
    await front.press("undo_sender", value)
    assert [post.network for post in (await front.case(number)).latest_each.values()] == ["x"]
    assert (await front.kinds(number))[-2:] == ["sender_accepted", "sender_undone"]


async def test_accepting_reopens_a_resolved_case(front: Front) -> None:
    number, url = await invited(front)
    await front.command(f"resolve {number} no answer needed: she called")
    await write(front, url)
    await front.press("accept_sender", f"{number}/{await sender_event(front, number)}")
    assert (await front.case(number)).status is Status.WAITING


@pytest.mark.parametrize("value", ["{number}/1", "{number}/999", "{number}", "4711/1", "nonsense"])
async def test_a_button_that_names_no_sender_accepts_nobody(front: Front, value: str) -> None:
    """Pitfall 34 (docs/pitfalls.md)."""
    number, url = await invited(front)
    await write(front, url)
    await front.press("accept_sender", value.format(number=number))
    assert len((await front.case(number)).customers) == 1


@pytest.mark.parametrize("how", ["command", "word", "mention", "button"])
async def test_links_are_revoked_and_a_new_one_can_be_made(front: Front, how: str) -> None:
    number, url = await invited(front)
    _, own = await write(front, url)
    if how == "command":
        await front.command(f"revoke {number}")
    elif how == "button":
        await front.press("revoke_links", str(number))
    else:
        await front.say("!revoke" if how == "word" else "<@U0BATON> revoke", ts="9.7")
    assert "links_revoked" in await front.kinds(number)
    assert [await read(front, each) for each in (url, own)] == [404, 404]
    assert (await write(front, url))[0] == 404
    assert await read(front, await link(front, number)) == 200


async def test_an_accepted_customer_keeps_their_page_when_links_are_revoked(front: Front) -> None:
    number, url = await invited(front)
    _, own = await write(front, url)
    await front.press("accept_sender", f"{number}/{await sender_event(front, number)}")
    await front.command(f"revoke {number}")
    assert [await read(front, each) for each in (url, own)] == [404, 200]


async def test_a_resolved_cases_links_can_be_revoked_too(front: Front) -> None:
    number, url = await invited(front)
    await front.command(f"resolve {number} spam")
    await front.command(f"revoke {number}")
    assert await read(front, url) == 404
