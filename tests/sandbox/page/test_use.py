"""The sandbox's page in a real browser: what it draws, and what a person's hands send."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiohttp import web
from playwright.async_api import Locator, Page, expect

from tests.sandbox.page.cards import CARD, FORM, HOSTILE, SERVICE, messages, option, plain
from tests.sandbox.slack_world import Heard, Json, World, until

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


async def test_a_card_is_drawn_with_all_its_parts_and_a_strangers_text_stays_text(
    page: Page, world: World
) -> None:
    """Cover docs/pitfalls.md, 9."""
    world.sandbox.x.post("mallory", f"@larkspur_help {HOSTILE}", name=HOSTILE)
    await world.client.chat_postMessage(channel=SERVICE, text="Case 1042", blocks=CARD)
    card = messages(page).get_by_role("article")
    await expect(card.get_by_role("heading", name="Case 1042")).to_be_visible()
    await expect(card.locator("strong", has_text="bold")).to_be_visible()
    await expect(card.get_by_role("link", name="a link")).to_have_attribute("href", "https://example.com")
    await expect(card.locator("blockquote")).to_have_text(HOSTILE)
    await expect(card.get_by_text("@Priya Nand")).to_be_visible()
    await expect(card.get_by_text("@service-team")).to_be_visible()
    await expect(card.get_by_text(re.compile(r"^on 19(70-01-01|69-12-31)$"))).to_be_visible()
    post = page.get_by_test_id("public-post")
    await expect(post.locator("strong")).to_have_text(HOSTILE)
    await expect(post.locator(".words")).to_have_text(f"@larkspur_help {HOSTILE}")
    assert await page.evaluate("window.broken") is None


async def test_presses_and_choices_reach_the_app_and_a_question_is_asked_first(
    page: Page, world: World
) -> None:
    await world.client.chat_postMessage(channel=SERVICE, text="Case 1042", blocks=CARD)
    await page.get_by_role("button", name="Spam").click()
    await page.get_by_role("alertdialog", name="Close as spam?").get_by_role("button", name="Keep it").click()
    await page.get_by_role("button", name="Claim").click()
    await page.get_by_role("combobox", name="Hand over to").select_option(label="Press")
    await page.get_by_role("button", name="More choices").click()
    await page.get_by_role("menuitem", name="Reopen").click()
    await page.get_by_role("button", name="Spam").click()
    await page.get_by_role("alertdialog").get_by_role("button", name="Close it").click()
    await until(lambda: len(presses(world)) >= 4)
    actions = {action["action_id"]: action for heard in presses(world) for action in heard.payload["actions"]}
    assert (len(presses(world)), set(actions)) == (4, {"claim", "team", "more", "spam"})
    assert (actions["claim"]["value"], actions["team"]["selected_option"]["value"]) == ("1042", "press")
    assert actions["more"]["selected_option"]["value"] == "reopen"
    assert {heard.payload["user"]["id"] for heard in presses(world)} == {"U0LEON"}


def presses(world: World) -> list[Heard]:
    return [heard for heard in world.bot.heard if heard.payload.get("type") == "block_actions"]


async def test_a_form_counts_while_one_types_shows_errors_under_inputs_and_closes_when_done(
    page: Page, world: World
) -> None:
    form = await opened_form(page, world)
    answer = form.get_by_role("textbox", name="Your answer")
    await expect(answer).to_be_focused()
    await form.get_by_role("button", name="Send").click()
    await expect(form.locator("[data-field=after] .error")).to_have_text(
        "Please complete this required field."
    )
    await answer.press_sequentially("Soon")
    await expect(form.get_by_text("4 of 280")).to_be_visible()
    await expect(answer).to_be_focused()
    await expect(answer).to_have_value("Soon")
    await form.get_by_role("radio", name="Resolve").check()
    await form.get_by_role("combobox", name="Tell a colleague").select_option(label="Ruth Callan")
    await form.get_by_role("button", name="Send").click()
    await expect(answer).to_have_attribute("aria-invalid", "true")
    await expect(answer).to_have_accessible_description(re.compile("say a little more"))
    await answer.fill("Soon, we promise.")
    await form.get_by_role("button", name="Send").click()
    await expect(form).to_have_count(0)
    assert values_sent(world) == {
        "answer": {"text": {"type": "plain_text_input", "value": "Soon, we promise."}},
        "after": {"choice": {"type": "radio_buttons", "selected_option": option("resolve")}},
        "tell": {"who": {"type": "users_select", "selected_user": "U0RUTH"}},
    }


async def test_a_form_closed_in_the_middle_of_a_word_tells_no_more_of_the_typing(
    page: Page, world: World
) -> None:
    form = await opened_form(page, world)
    told: list[str] = []
    page.on("request", lambda request: told.append(request.url))
    await page.clock.install(time=NOON)
    await page.clock.pause_at(NOON + timedelta(minutes=1))
    await form.get_by_role("textbox", name="Your answer").fill("Soo")
    await form.get_by_role("button", name="Close", exact=True).click()
    await expect(form).to_have_count(0)
    await page.clock.run_for(1_000)
    assert not [url for url in told if url.endswith("/page/action")]


async def opened_form(page: Page, world: World) -> Locator:
    world.bot.answer = Clerk(world)
    await world.client.chat_postMessage(channel=SERVICE, text="Case 1042", blocks=CARD)
    await page.get_by_role("button", name="Claim").click()
    form = page.get_by_role("dialog", name="Reply")
    await expect(form).to_be_visible()
    return form


class Clerk:
    """Opens the form on a press, counts what is typed, and wants more than five letters."""

    def __init__(self, world: World, form: Json = FORM) -> None:
        self._client = world.client
        self._form = form

    def __call__(self, heard: Heard) -> Any:
        return self.serve(heard.payload)

    async def serve(self, payload: Json) -> web.Response:
        if payload.get("type") == "view_submission":
            answer = payload["view"]["state"]["values"]["answer"]["text"]["value"]
            wrong = {"response_action": "errors", "errors": {"answer": "Too short: say a little more."}}
            return web.json_response(wrong) if len(answer) < 6 else web.Response()
        if "trigger_id" not in payload:  # the app's own message, told as an event
            return web.Response()
        if "view" in payload:
            await self._client.views_update(
                view_id=payload["view"]["id"], view=counted(payload["actions"][0])
            )
        else:
            await self._client.views_open(trigger_id=payload["trigger_id"], view=self._form)
        return web.Response()


def counted(action: Json) -> Json:
    line = f"{len(action['value'] or '')} of 280"
    blocks = [
        block | {"elements": [plain(line)]} if block["block_id"] == "length" else block
        for block in FORM["blocks"]
    ]
    return FORM | {"blocks": blocks}


def values_sent(world: World) -> Json:
    sent = [heard.payload for heard in world.bot.heard if heard.payload.get("type") == "view_submission"]
    return dict(sent[-1]["view"]["state"]["values"])


async def test_a_command_is_completed_and_its_answer_seen_by_me_alone(page: Page, world: World) -> None:
    world.bot.answer = lambda heard: web.json_response({"text": f"heard {heard.payload.get('text')}"})
    field = page.get_by_role("combobox", name="Message #service")
    await field.press_sequentially("/cl")
    await expect(page.get_by_role("listbox", name="Suggestions")).to_contain_text("/claim")
    await field.press("Tab")
    await field.press_sequentially("1042")
    await field.press("Enter")
    whisper = messages(page).get_by_role("article")
    await expect(whisper).to_contain_text("heard 1042")
    await expect(whisper).to_contain_text("Only visible to you")
    await page.get_by_role("combobox", name="Act as").select_option(label="Ruth Callan")
    await expect(whisper).to_have_count(0)


async def test_a_customer_posts_and_is_answered_by_keyboard_alone(page: Page, world: World) -> None:
    words = page.get_by_test_id("town-text")
    await words.focus()
    await page.keyboard.press("Control+A")
    await page.keyboard.type("@larkspur_help no internet")
    await page.keyboard.press("Control+Enter")
    await expect(page.get_by_test_id("public-post")).to_contain_text("no internet")
    root = next(iter(world.sandbox.x.posts.values()))
    assert root.author.handle == "robin_vale"
    world.sandbox.x.post("larkspur_help", "We are on it.", in_reply_to=root.id)
    answer = page.get_by_test_id("public-answer")
    await expect(answer).to_contain_text("Public reply")
    await expect(answer.locator(".words")).to_have_text("We are on it.")
    await answer.get_by_role("button", name="Reply to Larkspur Help").focus()
    await page.keyboard.press("Enter")
    await page.keyboard.type("Thank you!")
    await page.keyboard.press("Control+Enter")
    await expect(page.get_by_test_id("public-post")).to_have_count(2)
    assert [post.typed for post in world.sandbox.x.posts.values()][-1] == "Thank you!"


async def test_a_thread_opens_takes_a_reply_and_closes_and_other_channels_count_what_is_new(
    page: Page, world: World
) -> None:
    parent = await world.client.chat_postMessage(channel=SERVICE, text="a case")
    await world.client.chat_postMessage(channel=SERVICE, thread_ts=parent["ts"], text="a note")
    await world.client.chat_postMessage(channel="C0BILLING", text="for <@U0LEON>")
    await expect(page.get_by_role("button", name="billing, 1 unread")).to_be_visible()
    await page.get_by_role("button", name="1 reply").click()
    thread = page.get_by_role("complementary", name="Thread")
    await expect(thread.get_by_role("article")).to_have_count(2)
    await expect(thread.get_by_test_id("thread-composer")).to_be_focused()
    await page.keyboard.type("on my way, @Priya Nand <b>")
    await page.keyboard.press("Enter")
    await expect(thread.get_by_role("article").last).to_contain_text("on my way, @Priya Nand <b>")
    await world.delivered()
    said = next(event for event in world.bot.events if event.get("user") == "U0LEON")
    assert said["text"] == "on my way, <@U0PRIYA> &lt;b&gt;"
    await page.keyboard.press("Escape")
    await expect(thread).to_be_hidden()
    await page.get_by_role("button", name="billing, 1 unread").click()
    await expect(page.get_by_role("heading", name="#billing")).to_be_visible()
    await expect(page.get_by_role("button", name="billing", exact=True)).to_be_visible()


async def test_a_press_counts_though_what_is_pressed_changes_before_it_is_let_go(
    page: Page, world: World
) -> None:
    await page.get_by_role("button", name="billing", exact=True).hover()
    await page.mouse.down()
    async with page.expect_response(re.compile("C0BILLING/messages")):
        await world.client.chat_postMessage(channel="C0BILLING", text="a new case")
    await page.mouse.up()
    await expect(page.get_by_role("heading", name="#billing")).to_be_visible()
    await world.client.chat_postMessage(channel=SERVICE, text="another one")
    await expect(page.get_by_role("button", name="service, 1 unread")).to_be_visible()


async def test_a_shortcut_stands_in_a_messages_menu_and_the_home_tab_opens(page: Page, world: World) -> None:
    said = await world.act("say", user="U0MIRA", channel=SERVICE, text="a customer rang")
    await page.get_by_role("button", name="More message actions").focus()
    await page.keyboard.press("Enter")
    await page.get_by_role("menuitem", name="Escalate to service").click()
    await until(lambda: any(heard.payload.get("type") == "message_action" for heard in world.bot.heard))
    pressed = next(
        heard.payload for heard in world.bot.heard if heard.payload.get("type") == "message_action"
    )
    assert pressed["message"]["ts"] == said["ts"]
    await world.client.views_publish(
        user_id="U0LEON", view={"type": "home", "blocks": [{"type": "header", "text": plain("Your queue")}]}
    )
    await page.get_by_role("button", name="Baton home").click()
    await expect(page.get_by_role("heading", name="Your queue")).to_be_visible()


async def test_links_to_a_message_or_a_public_post_stay_on_the_page(page: Page, world: World) -> None:
    post = world.sandbox.x.post("dora_bakes", "@larkspur_help no internet")
    parent = await world.client.chat_postMessage(channel="C0BILLING", text="the case")
    there = await world.client.chat_getPermalink(channel="C0BILLING", message_ts=str(parent["ts"]))
    links = f"<https://x.com/dora_bakes/status/{post.id}|Open on X> <{there['permalink']}|Open its thread>"
    await world.client.chat_postMessage(channel=SERVICE, text=links)
    on_page = page.locator(f"#posts [data-id='{post.id}']")
    await expect(on_page).to_be_visible()
    await page.get_by_role("link", name="Open on X").click()
    await expect(on_page).to_have_class(re.compile("shown"))
    await page.get_by_role("link", name="Open its thread").click()
    await expect(page.get_by_role("complementary", name="Thread")).to_contain_text("the case")
    assert len(page.context.pages) == 1
