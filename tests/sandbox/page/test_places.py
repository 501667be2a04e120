"""The places of the town square in a real browser: X, Discord and e-mail, each used as a customer would."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from sandbox.mail import Address, Email
from tests.sandbox.page.cards import HOSTILE, SERVICE, visit
from tests.sandbox.page.test_access import CONTRAST, NAMELESS, OUTSIDE
from tests.sandbox.slack_world import World

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
TABS = ("X", "Discord", "E-mail")


def tab(page: Page, name: str) -> Locator:
    return page.get_by_role("tab", name=name)


def place(page: Page, name: str) -> Locator:
    return page.get_by_role("tabpanel", name=name)


def answer_to(letter: Email, text: str) -> Email:
    """The bot's answer to a letter, as its mail server keeps it."""
    return Email(
        id=f"answer-{letter.id}",
        sender=Address("help@larkspur.example", "Larkspur Help"),
        to=letter.sender,
        subject=f"Re: {letter.subject}",
        text=text,
        at=datetime.now(UTC),
        references=(*letter.references, letter.id),
        of_bot=True,
    )


async def test_arrow_keys_go_from_place_to_place_and_badges_count_what_is_new_elsewhere(
    page: Page, world: World
) -> None:
    await tab(page, "X").focus()
    world.sandbox.discord.post("gia_moss", "anybody else without internet?")
    world.sandbox.discord.forum_post("pixel_pim", "Lag", "every evening")
    await expect(page.get_by_role("tab", name="Discord, 2 new", exact=True)).to_contain_text("2")
    await page.keyboard.press("ArrowRight")
    await expect(tab(page, "Discord")).to_be_focused()
    await expect(place(page, "Discord").get_by_text("anybody else without internet?")).to_be_visible()
    await expect(place(page, "X")).to_have_count(0)
    await expect(page.get_by_role("tab", name="Discord", exact=True)).to_be_visible()
    await page.keyboard.press("End")
    await expect(place(page, "E-mail")).to_be_visible()
    world.sandbox.discord.post("larkspur_help", "We look into it.")
    await expect(page.get_by_role("tab", name="Discord, 1 new, Larkspur replied", exact=True)).to_be_visible()
    await page.keyboard.press("ArrowRight")
    await expect(tab(page, "X")).to_be_focused()
    await expect(place(page, "X")).to_be_visible()


async def test_a_member_writes_in_a_channel_and_replies_there_by_keyboard_alone(
    page: Page, world: World
) -> None:
    guild = world.sandbox.discord
    asked = guild.post("gia_moss", "anybody else without internet?")
    await tab(page, "Discord").press("Enter")
    here = place(page, "Discord")
    await here.get_by_role("button", name="Reply to Gia Moss").press("Enter")
    await page.keyboard.type("Yes, @larkspur_help, the whole street")
    await page.keyboard.press("Enter")
    await expect(here.get_by_test_id("public-post")).to_have_count(2)
    said = guild.help.messages[-1]
    assert (said.author.handle, said.answers, said.text) == (
        "robin_vale",
        asked,
        f"Yes, <@{guild.bot.id}>, the whole street",
    )
    await expect(here.get_by_test_id("public-post").last).to_contain_text("@larkspur_help")
    guild.post("larkspur_help", "We are on it.", in_reply_to=said.id)
    answer = here.get_by_test_id("public-answer")
    await expect(answer).to_contain_text("Public reply")
    await expect(answer.locator(".words")).to_have_text("We are on it.")
    guild.post("pixel_pim", "cat pictures", guild.lounge)
    await expect(here.get_by_role("button", name="lounge, 1 new")).to_be_visible()


async def test_a_post_in_the_forum_shows_its_answers_and_who_gave_them(page: Page, world: World) -> None:
    guild = world.sandbox.discord
    await tab(page, "Discord").click()
    here = place(page, "Discord")
    await here.get_by_role("button", name="questions, a forum").click()
    await here.get_by_label("Write as").select_option(label="New customer…")
    await page.keyboard.type("wren")
    await here.get_by_role("textbox", name="Name").fill("Wren")
    await here.get_by_role("textbox", name="Title").fill("Bridge mode?")
    await here.get_by_role("textbox", name="Write a new post").fill("Where do I find it?")
    await here.get_by_role("button", name="Post", exact=True).click()
    await here.get_by_role("button", name="Bridge mode?").press("Enter")
    thread = next(one for one in guild.channels.values() if one.name == "Bridge mode?")
    assert (thread.parent, thread.owner) == (guild.questions, guild.members["wren"])
    guild.answer("pixel_pim", thread.id, "Settings, Internet.")
    guild.answer("wren", thread.id, "Found it!")
    guild.answer("larkspur_help", thread.id, "It is in the manual now.")
    await expect(here.get_by_role("article")).to_have_count(4)
    tagged = here.get_by_role("article").filter(has_text="Community reply")
    await expect(tagged.locator(".words")).to_have_text(["Settings, Internet."])
    await here.get_by_role("button", name="‹ #questions").press("Enter")
    row = here.get_by_test_id("forum-post")
    await expect(row.get_by_role("button")).to_be_focused()
    await expect(row).to_contain_text("Wren · 3 answers")
    await expect(row).to_contain_text("Larkspur replied")


async def test_a_letter_is_written_answered_and_answered_again(page: Page, world: World) -> None:
    office = world.sandbox.mail
    await tab(page, "E-mail").click()
    here = place(page, "E-mail")
    await here.get_by_label("Write as").select_option(label="Agnes Varga")
    await here.get_by_role("textbox", name="Subject").fill("My telephone")
    await here.get_by_role("textbox", name="Write to Larkspur").fill("It clicks.")
    await page.keyboard.press("Control+Enter")
    await here.get_by_role("button", name="My telephone").press("Enter")
    first = next(iter(office.letters.values()))
    assert (first.sender, first.subject) == (
        Address("agnes.varga@post.example", "Agnes Varga"),
        "My telephone",
    )
    office.receive(answer_to(first, "Dear Agnes,\n\nwe send a person.\n\n> It clicks."))
    answer = here.get_by_test_id("private-answer")
    await expect(answer).to_contain_text("Larkspur's reply")
    await expect(answer.locator(".quoted")).to_have_text("> It clicks.")
    await expect(here.get_by_label("Write as")).to_have_value("2")
    await here.get_by_role("textbox", name="Reply to Larkspur").fill("Thank you")
    await here.get_by_role("button", name="Send reply").click()
    await expect(here.get_by_test_id("letter")).to_have_count(2)
    last = list(office.letters.values())[-1]
    assert (last.sender, last.in_reply_to, last.subject) == (
        first.sender,
        f"answer-{first.id}",
        "Re: My telephone",
    )
    await here.get_by_role("button", name="‹ All e-mails").click()
    await expect(here.get_by_test_id("conversation")).to_contain_text(["3 e-mails"])


async def test_a_letter_in_html_is_read_as_text_and_one_by_a_machine_is_marked(
    page: Page, world: World
) -> None:
    office = world.sandbox.mail
    office.post("ann@post.example", "", html=f"<p>no <b>sound</b></p>{HOSTILE}", subject=HOSTILE)
    office.post("ben@post.example", "I am away.", subject="Away", headers={"Auto-Submitted": "auto-replied"})
    await tab(page, "E-mail").click()
    here = place(page, "E-mail")
    await expect(here.get_by_test_id("conversation").filter(has_text="ben@")).to_contain_text("Automatic")
    await here.get_by_role("button", name="<script>").click()
    await expect(here.get_by_test_id("letter").locator(".words")).to_contain_text("no sound")
    await expect(here.get_by_test_id("letter")).to_contain_text("HTML only")
    assert await page.evaluate("window.broken") is None


async def test_a_link_to_a_message_on_discord_leads_to_it(page: Page, world: World) -> None:
    guild = world.sandbox.discord
    topic = guild.forum_post("pixel_pim", "Lag", "every evening")
    said = guild.answer("gia_moss", topic.channel.id, "here too")
    url = f"https://discord.com/channels/{guild.id}/{topic.channel.id}/{said.id}"
    await world.client.chat_postMessage(channel=SERVICE, text=f"<{url}|Open on Discord>")
    await expect(page.get_by_role("tab", name=re.compile("Discord, 2 new"))).to_be_visible()
    await page.get_by_role("link", name="Open on Discord").click()
    await expect(place(page, "Discord").get_by_role("heading", name="Lag")).to_be_visible()
    await expect(place(page, "Discord").locator(".shown")).to_contain_text("here too")
    assert len(page.context.pages) == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_in_every_place_words_stand_out_controls_have_names_and_nothing_sticks_out(
    browser: Browser, world: World, scheme: Any
) -> None:
    """Contrast of at least 4.5 (WCAG 2.2, 1.4.3); names (4.1.2)."""
    page = await browser.new_page(color_scheme=scheme, viewport={"width": 800, "height": 800})
    guild, office = world.sandbox.discord, world.sandbox.mail
    topic = guild.forum_post("w" * 30, "t" * 100, "w" * 400 + " https://example.com @larkspur_help")
    guild.answer("pixel_pim", topic.channel.id, "look at the box")
    guild.answer("larkspur_help", topic.channel.id, "It is in the manual.")
    guild.post("gia_moss", "hello", in_reply_to=guild.post("pixel_pim", "hi").id)
    guild.post("gia_moss", "hello", guild.lounge)
    letter = office.post("a" * 60 + "@post.example", "w" * 400 + "\n> quoted", subject="s" * 100)
    office.receive(answer_to(letter, "Thank you"))
    office.post("ben@post.example", "I am away.", headers={"Auto-Submitted": "auto-replied"})
    await visit(page, world)
    for step in ("Discord", "questions, a forum", "t" * 100, "E-mail", "s" * 100):
        role: Any = "tab" if step in TABS else "button"
        await page.get_by_role(role, name=step).click()
        assert await page.evaluate(CONTRAST) == [], step
        assert await page.evaluate(NAMELESS) == [], step
        assert await page.evaluate(OUTSIDE) == [], step
