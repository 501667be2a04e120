"""Marketing escalates, and sees at the source what becomes of it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import Baton
from tests.journeys.stage import Json, Stage, playing, settled, until
from tests.journeys.windows import shown

SAID = "a caller says her line is dead, who can help?"
MIRA, LEON = "U0MIRA", "U0LEON"


@pytest.fixture
async def played(tmp_path: Path) -> AsyncIterator[tuple[Stage, Baton]]:
    """What is shown does not differ by database, so one will do."""
    async with playing(f"sqlite:///{tmp_path / 'baton.db'}", tmp_path) as pair:
        yield pair


async def message(stage: Stage, channel: str, text: str = SAID) -> Json:
    """A message of Jonas, as the root of a thread."""
    where = await stage.channel_id(channel)
    said = await stage.post("/page/say", user="U0JONAS", channel=where, text=text)
    return {"channel": where, "ts": said["ts"]}


async def escalate(stage: Stage, source: Json) -> None:
    """Escalate in two presses: the shortcut in the message's menu, and *Escalate* in its window."""
    mira = stage.agent(MIRA)
    place = {"channel": source["channel"], "ts": source["ts"]}
    await stage.post("/page/shortcut", user=MIRA, callback_id="escalate", **place)
    await mira.submit(await mira.modal("escalate"))


async def window(stage: Stage, words: str) -> str:
    """What Mira's window says, once it has these words."""

    async def look() -> str | None:
        return next(
            (said for view in await stage.agent(MIRA).modals() if words in (said := shown(view))), None
        )

    return await until(look)


async def under(stage: Stage, source: Json, *words: str) -> Json:
    """The message under the source with all these words."""

    async def look() -> Json | None:
        found = (m for m in await stage.thread(source) if all(each in m["text"] for each in words))
        return next(found, None)

    return await until(look)


async def test_marketing_watches_its_message_become_claimed_answered_and_resolved(
    played: tuple[Stage, Baton],
) -> None:
    stage, baton = played
    source = await message(stage, "social")
    await escalate(stage, source)
    assert "follow its progress" in await window(stage, "Escalated as #1001 to")
    await window(stage, "Open thread")
    await under(stage, source, "Escalated to \u2068Customer service\u2069 as #1001", "Unassigned")
    card, leon = await stage.card("service", SAID), stage.agent(LEON)
    await leon.press("claim", card)
    line = await under(stage, source, "Claimed by \u2068leon\u2069")
    assert "Open thread" in line["text"]
    assert "https://larkspur.slack.com/archives/C0SERVICE/" in str(line["blocks"])
    assert "https://" not in line["text"], "a phone shows this text"
    assert SAID not in line["text"]
    await leon.press("mark_answered", card)
    await under(stage, source, "Answered by \u2068leon\u2069")
    await under(stage, source, f"<@{MIRA}>", "#1001", "which you escalated, was answered")
    await leon.command("service", "/resolve 1001 spam")
    await under(stage, source, "Resolved: spam")
    await under(stage, source, f"<@{MIRA}>", "which you escalated, is resolved: spam")
    await until(lambda: settled(baton))
    assert len(await stage.thread(source)) == 3, "one line that is updated, and two notifications"


async def test_marketings_card_shows_the_way_of_its_case_and_its_return(played: tuple[Stage, Baton]) -> None:
    stage, baton = played
    mira, leon = stage.agent(MIRA), stage.agent(LEON)
    await stage.customer("ana", "@larkspur_help hello, I have a question about something")
    source = await stage.card("social", "#1001")
    await mira.press("escalate", source)
    await mira.submit(await mira.modal("escalate_case"), reason="She asked twice.")
    assert "follow its progress" in await window(stage, "Escalated as #1001 to")
    await under(stage, source, "Escalated to \u2068Customer service\u2069", "She asked twice.")
    there = await stage.card("service", "#1001")
    await leon.press("claim", there)
    await leon.answer(there, "Hello Ana, ask away!")
    await under(stage, source, f"<@{MIRA}>", "was answered on X by \u2068leon\u2069", "Open the reply")
    await until(lambda: settled(baton))
    assert "Handed over from" not in str(await stage.thread(source)), "one message says it, not two"


async def test_what_service_wants_is_at_the_source_and_on_marketings_card(
    played: tuple[Stage, Baton],
) -> None:
    stage, baton = played
    source = await message(stage, "random")
    await escalate(stage, source)
    assert "Baton can't post where the message is" in await window(stage, "Escalated as #1001 to")
    await until(lambda: settled(baton))
    assert await stage.thread(source) == []
    source = await message(stage, "social", "the same again, in our own channel")
    await escalate(stage, source)
    there = await stage.card("service", "#1002")
    await stage.agent(LEON).say(there, "!refuse please thank her in public")
    await under(stage, source, "now with \u2068Marketing\u2069", "Sent back by", "please thank her in public")
    await under(stage, source, f"<@{MIRA}>", "was sent back to \u2068Marketing\u2069", "please thank her")
    assert "please thank her" in (await stage.card("social", "#1002"))["text"]


async def preview(stage: Stage, said: Json) -> Json | None:
    """The app's preview under a message, if there is one."""
    messages = await stage.get(f"/page/channels/{said['channel']}/messages", user="U0JONAS")
    shown = next(m for m in messages if m["ts"] == said["ts"]).get("attachments", [])
    return shown[0] if shown else None


async def test_a_pasted_link_of_a_post_shows_its_case(played: tuple[Stage, Baton]) -> None:
    stage, _ = played
    post = await stage.customer("ana", "@larkspur_help my bill is wrong, refund please")
    await stage.agent("U0AINO").claim("billing", "#1001")
    await stage.card("billing", "Claimed by \u2068aino")
    said = await message(stage, "random", f"have you seen https://x.com/ana/status/{post}?s=20 & that?")
    shown = await until(lambda: preview(stage, said))
    (section,) = shown["blocks"]
    assert section["text"]["text"] == "Case #1001 · Billing · ◐ Claimed by aino"
    assert section["accessory"]["url"].startswith("https://larkspur.slack.com/archives/C0BILLING/")
    assert "refund" not in str(shown)


async def test_a_message_with_a_link_to_a_post_is_followed_from_window_to_thread(
    played: tuple[Stage, Baton],
) -> None:
    stage, _ = played
    post = await stage.customer("zoe", "nobody named us, yet this is about the router they sent")
    source = await message(stage, "social", f"see https://x.com/zoe/status/{post}")
    await escalate(stage, source)
    assert "Open thread" in await window(stage, "Escalated as #1001 to Customer service")
    await under(stage, source, "as #1001", "Unassigned")
