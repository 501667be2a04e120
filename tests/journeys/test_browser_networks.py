"""Customers on Discord and by e-mail in a real browser: each is answered where they wrote, and nowhere else.

With SCREENSHOTS set to a folder, what a person sees is kept there.
"""

import re

import pytest
from playwright.async_api import Locator, Page, expect

from tests.browser import open_browser, open_page
from tests.journeys.test_browser import demo, keep

TITLE = "Slow every evening since the update"
POST = "From eight to eleven I get 4 of my 500 Mbit. Restarting the router did not help."
HINT = "Same here. Turning off smart steering gave me back 200."
PUBLIC = (
    "Thank you both! The update is rolled back in your street tonight, Robin. Please measure again tomorrow."
)
SUBJECT = "Invoice 2026-114 is wrong"
LETTER = "Hello,\n\nmy invoice shows the installation twice. Could you check it?\n\nGia Moss"
PRIVATE = "Dear Gia, you are right: the second installation is taken off, and 49.00 go back to your account."
AGAIN = "Thank you! Will I get a corrected invoice too?"
NOTES = {
    "discord": "internal: firmware 7.2 does this on every black router, do not name a date",
    "mail": "internal: this invoice run is wrong for 300 people",
}
DISCORD, MAIL, X = "/page/discord", "/page/mail", "/page/town"


@pytest.mark.browser
async def test_customers_on_discord_and_by_email_are_answered_where_they_wrote_and_nowhere_else() -> None:
    async with (
        demo("--rate", "3") as url,
        open_browser() as browser,
        open_page(browser, width=1440, height=900) as page,
    ):
        await page.goto(url)
        await page.get_by_test_id("act-as").select_option(label="Priya Nand")
        await _on_discord(page)
        await _by_mail(page)
        square = {path: await (await page.request.get(url + path)).text() for path in (X, DISCORD, MAIL)}
    assert [path for path, text in square.items() if PUBLIC in text] == [DISCORD]
    assert [path for path, text in square.items() if PRIVATE in text] == [MAIL]
    assert not [note for note in NOTES.values() if note in "".join(square.values())]


async def _on_discord(page: Page) -> None:
    """A customer asks in the forum, another one helps, and the company answers under it."""
    await page.get_by_role("tab", name="Discord").click()
    place = page.get_by_role("tabpanel", name="Discord")
    await place.get_by_role("button", name="questions, a forum").click()
    await place.get_by_role("textbox", name="Title").fill(TITLE)
    await place.get_by_role("textbox", name="Write a new post").fill(POST)
    await place.get_by_role("button", name="Post", exact=True).click()
    await place.get_by_role("button", name=TITLE).click()
    await place.get_by_label("Write as").select_option(label="Gia Moss (@gia_moss)")
    await place.get_by_role("textbox", name="Reply to this post").fill(HINT)
    await place.get_by_role("button", name="Send").click()
    helped = place.get_by_role("article").filter(has_text=HINT)
    await expect(helped.get_by_text("Community reply")).to_be_visible()

    thread = await _opened(page, "service", "4 of my 500 Mbit", "Discord", "", "community reply")
    await expect(thread.get_by_text(TITLE)).to_be_visible()
    await expect(thread.get_by_role("article").filter(has_text=HINT)).to_contain_text("Community reply")
    await _answer(page, thread, NOTES["discord"], PUBLIC, "Post to Discord")
    await expect(thread.get_by_text("Sent on Discord")).to_be_visible()
    answer = place.get_by_test_id("public-answer")
    await expect(answer.locator(".words")).to_have_text(PUBLIC)
    await expect(answer.get_by_text("Public reply")).to_be_visible()
    await _kept(page, "discord")


async def _by_mail(page: Page) -> None:
    """A customer writes a letter and gets one back, answers it, and the case goes on."""
    await page.get_by_role("tab", name="E-mail").click()
    place = page.get_by_role("tabpanel", name="E-mail")
    await place.get_by_label("Write as").select_option(label="Gia Moss")
    await place.get_by_role("textbox", name="Subject").fill(SUBJECT)
    await place.get_by_role("textbox", name="Write to Larkspur").fill(LETTER)
    await place.get_by_role("button", name="Send e-mail").click()
    await place.get_by_role("button", name=SUBJECT).click()

    thread = await _opened(page, "billing", "shows the installation twice. Could", "E-mail", " · private")
    await expect(thread.get_by_text(SUBJECT)).to_be_visible()
    await _answer(page, thread, NOTES["mail"], PRIVATE, "Send privately")
    await expect(thread.get_by_text("Sent in private (E-mail)")).to_be_visible()
    answer = place.get_by_test_id("private-answer")
    await expect(answer.locator(".words").first).to_contain_text(PRIVATE)
    await expect(answer.get_by_text("Larkspur's reply")).to_be_visible()
    await place.get_by_role("textbox", name="Reply to Larkspur").fill(AGAIN)
    await place.get_by_role("button", name="Send reply").click()
    await expect(thread.get_by_text(AGAIN).last).to_be_visible()
    await _kept(page, "email")


async def _opened(
    page: Page, channel: str, words: str, network: str, readers: str, drawn: str = ""
) -> Locator:
    """The thread of the case with these words, which is claimed; its card says where it comes from and who reads it.

    It is claimed once the card says `drawn`: a card that is drawn anew just then does not feel the press.
    """
    await page.get_by_test_id(f"channel-{channel}").click()
    card = page.get_by_test_id("messages").get_by_role("article").filter(has_text=words)
    await expect(card).to_contain_text(network)
    await expect(card).to_contain_text(re.compile(rf"#\d+{readers}"))
    await expect(card).to_contain_text(drawn)
    await card.get_by_role("button", name="Claim case").click()
    await expect(card.get_by_text("Claimed")).to_be_visible()
    yours = page.get_by_test_id("messages").get_by_role("article").filter(has_text="is yours")
    await yours.get_by_role("button", name="Dismiss").click()
    await card.hover()
    await card.get_by_role("button", name="Reply in thread").click()
    return page.get_by_test_id("thread")


async def _answer(page: Page, thread: Locator, note: str, text: str, send: str) -> None:
    """Talk about it inside the company, then answer the customer."""
    box = thread.get_by_test_id("thread-composer")
    await box.fill(note)
    await box.press("Enter")
    await expect(thread.get_by_text(note)).to_be_visible()
    await thread.get_by_role("button", name=re.compile("^Reply .*case")).click()
    window = page.get_by_role("dialog")
    await window.get_by_role("textbox").fill(text)
    await window.get_by_role("button", name="Review").click()
    asked = page.get_by_role("dialog", name="Send this reply?")
    await expect(asked.get_by_text(text)).to_be_visible()
    await asked.get_by_role("button", name=send).click()


async def _kept(page: Page, name: str) -> None:
    """A picture, once nothing is on it that passes: the case in the channel, its thread, and the customer's side."""
    await expect(page.locator(".toast")).to_have_count(0)
    await page.evaluate(
        "Promise.allSettled(document.getAnimations().map((one) => one.finished)).then(() => null)"
    )
    await page.get_by_test_id("messages").locator(".in-thread-pane").hover(trial=True)
    await keep(page, name)
