"""A link to a post shows its case only where everyone who reads the message may see it."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from bot.case import Ask, Thread, record_shown
from bot.jobs.job import Job
from bot.mention import Author, MayReply, Mention
from bot.services.shared_links import LinkedPost, cases_of
from bot.tasks import run
from sandbox.slack import conversation
from sandbox.slack.records import Channel, Message
from tests.handlers.front import Front

POST = "1234567890123456789"
LINK = f"https://x.com/ana/status/{POST}?s=20"
# Mira is in #press and its team, Aino in neither, Jonas a guest in some tests.
NOTHING: Mapping[str, str] = {}
MIRA, AINO, JONAS = "U0MIRA", "U0AINO", "U0JONAS"


async def case_of_post(front: Front, team: str = "billing", network: str = "x", native_id: str = POST) -> int:
    """Open a case for the post and return its number."""
    now = front.baton.services.now()
    post = Mention(
        network, native_id, native_id, Author("ana.example", "Ana"), "my bill", "", now, MayReply("yes")
    )
    done = await front.baton.intake.escalate(post, Ask(MIRA, now, "escalated"), team=team, url="", reason="")
    return done.case.number


async def posted(
    front: Front, channel: str, user: str, text: str = LINK, more: Mapping[str, str] = NOTHING
) -> list[dict[str, Any]]:
    """Post a message as that person, let Baton work, and return the previews under it."""
    slack = front.sandbox.slack
    events: list[dict[str, Any]] = []
    slack.emit = events.append
    place = slack.channels[channel]
    message = conversation.post(slack, place, conversation.Draft(user, f"see <{text.replace('&', '&amp;')}>"))
    (event,) = [each for each in events if each["type"] == "link_shared"]
    assert (await front.event({**event, **more})).status == 200
    slack.links.acknowledge(event)
    for job in await queued(front):
        await run(front.baton.context, job)
    return message.attachments or []


async def queued(front: Front) -> list[Job]:
    rows = await front.baton.store.transact(
        lambda tx: tx.sql.rows("select lane, data from jobs where kind = 'unfurl'")
    )
    now = front.baton.services.now()
    return [Job(row["lane"], 0, "unfurl", now, json.loads(row["data"])) for row in rows]


@pytest.mark.parametrize("channel", ["C0SOCIAL", "C0RANDOM", "C0BILLING", "C0PRESS"])
async def test_members_see_the_case_of_a_public_channel_in_every_channel(front: Front, channel: str) -> None:
    number = await case_of_post(front)
    (preview,) = await posted(front, channel, MIRA)
    text = preview["blocks"][0]["text"]["text"]
    assert text == f"Case #{number} · Billing · ○ Unassigned"
    assert "my bill" not in str(preview)


async def test_a_case_of_a_private_channel_is_shown_in_that_channel_alone(front: Front) -> None:
    number = await case_of_post(front, team="press")
    assert await posted(front, "C0SOCIAL", MIRA) == []
    ask = Ask("baton", front.baton.services.now(), "shown")
    thread = Thread("C0PRESS", "1.1", "https://larkspur.slack.com/archives/C0PRESS/p11", "#press")
    await front.baton.context.book.do(number, ask, record_shown, thread=thread, team="press", drawn=1)
    assert await posted(front, "C0SOCIAL", MIRA) == []
    assert len(await posted(front, "C0PRESS", MIRA)) == 1


@pytest.mark.parametrize("visitor", ["is_restricted", "is_ultra_restricted"])
async def test_a_guest_among_the_readers_sees_nothing_of_the_case(front: Front, visitor: str) -> None:
    await case_of_post(front)
    setattr(front.sandbox.slack.users[JONAS], visitor, True)
    assert await posted(front, "C0SOCIAL", MIRA) == []


async def test_people_of_a_connected_company_among_the_readers_see_nothing(front: Front) -> None:
    await case_of_post(front)
    front.sandbox.slack.users[JONAS].team_id = "T0OTHER"
    assert await posted(front, "C0SOCIAL", MIRA) == []


async def test_direct_messages_and_private_channels_without_baton_show_nothing(front: Front) -> None:
    await case_of_post(front)
    slack = front.sandbox.slack
    slack.channels["D0TWO"] = Channel("D0TWO", "two", is_im=True, members=[MIRA, AINO])
    slack.channels["C0HIDDEN"] = Channel("C0HIDDEN", "hidden", is_private=True, members=[MIRA])
    assert await posted(front, "D0TWO", MIRA) == []
    assert await posted(front, "C0HIDDEN", MIRA) == []


async def test_nothing_is_shown_while_slack_does_not_say_who_reads_it(front: Front) -> None:
    await case_of_post(front)
    front.sandbox.faults.arm("conversations.members", "500", times=9)
    assert await posted(front, "C0RANDOM", MIRA) == []


@pytest.mark.parametrize(
    "more",
    [{"source": "composer", "channel": "COMPOSER"}, {"message_ts": ""}],
    ids=["composer", "no message"],
)
async def test_what_is_still_being_written_is_not_previewed(front: Front, more: dict[str, str]) -> None:
    await case_of_post(front)
    assert await posted(front, "C0SOCIAL", MIRA, more=more) == []
    assert await queued(front) == []


async def test_other_links_and_posts_without_a_case_show_nothing(front: Front) -> None:
    assert await posted(front, "C0SOCIAL", MIRA, "https://x.com/larkspur") == []
    assert await queued(front) == []
    assert await posted(front, "C0SOCIAL", MIRA) == []


async def test_a_preview_that_slack_refuses_ends_quietly(front: Front) -> None:
    await case_of_post(front)
    front.sandbox.slack.scopes.discard("links:write")
    assert await posted(front, "C0SOCIAL", MIRA) == []


async def test_a_delivery_that_is_repeated_shows_one_preview(front: Front) -> None:
    await case_of_post(front)
    await posted(front, "C0SOCIAL", MIRA)
    (job,) = await queued(front)
    await run(front.baton.context, job)
    (message,) = [m for m in front.sandbox.slack.channels["C0SOCIAL"].messages.values() if LINK in m.text]
    assert isinstance(message, Message)
    assert len(message.attachments or []) == 1


@pytest.mark.parametrize(
    ("handle", "found"), [("ana.example", True), ("Ana.Example", True), ("eve.example", False)]
)
async def test_a_link_with_a_handle_leads_to_the_post_of_that_author(
    front: Front, handle: str, found: bool
) -> None:
    """Bluesky's links name people by handle; anyone may choose the record key of another one's post."""
    number = await case_of_post(front, network="bluesky", native_id="did:plc:ana/3kabc")
    post = LinkedPost("https://bsky.app/x", "bluesky", f"{handle}/3kabc")
    cases = await front.baton.store.transact(lambda tx: cases_of(tx, [post]))
    assert [case.number for case in cases.values()] == ([number] if found else [])
