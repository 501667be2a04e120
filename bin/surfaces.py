"""Every surface of Baton, and how to bring it onto the page once the story was played."""

import re
from collections.abc import Awaitable, Callable

from playwright.async_api import Locator, expect

from bin.story import AGENT, ANSWER, HEARD, LEAD, MARKETER, OPEN_WINDOW, OTHER_AGENT, QUICK_MS, STORY, Desk

# A Home tab is often longer than a screen; its picture shows all of it.
LONG = 2_000
BOTTOM = "(home) => home.lastElementChild.getBoundingClientRect().bottom"
BILLING_AGENT = "U0AINO"
Surface = Callable[[Desk], Awaitable[Locator]]


def window_from(name: str, control: str, user: str = AGENT) -> Surface:
    """Return how to open the window behind a control of a card."""

    async def show(desk: Desk) -> Locator:
        await desk.become(user)
        await desk.press(name, control)
        return await desk.window()

    return show


def card_of(name: str) -> Surface:
    """Return how to show the card of a state."""

    async def show(desk: Desk) -> Locator:
        await expect(desk.card(name)).to_be_visible()
        return desk.card(name)

    return show


def window_by(line: str, user: str, then: str = "") -> Surface:
    """Return how to open a window with a command, and the next one with a button in it."""

    async def show(desk: Desk) -> Locator:
        await desk.become(user)
        await desk.command(user, line)
        window = await desk.window()
        if then:
            await window.get_by_role("button", name=re.compile(then)).first.press("Enter", timeout=QUICK_MS)
            await expect(desk.page.locator(OPEN_WINDOW)).to_have_count(2)
        return await desk.window()

    return show


async def show_accept(desk: Desk) -> Locator:
    """Show the card of a case that was handed over, where it is now."""
    await desk.become(BILLING_AGENT, "billing")
    card = desk.card_with(STORY["handed-over"].words[-30:])
    await expect(card).to_be_visible()
    return card


async def show_thread(desk: Desk) -> Locator:
    """Open the thread of the claimed case."""
    await desk.become(AGENT)
    await desk.card("claimed").locator("[data-focus=replies]").press("Enter")
    return await _thread(desk)


async def show_escalated(desk: Desk) -> Locator:
    """Open the thread of the message that was escalated."""
    await desk.become(MARKETER, "social")
    await desk.card_with(HEARD[:30]).locator("[data-focus=replies]").press("Enter")
    return await _thread(desk)


async def _thread(desk: Desk) -> Locator:
    thread = desk.page.get_by_test_id("thread")
    await expect(thread.get_by_role("article").nth(1)).to_be_visible()
    return thread


async def show_confirm(desk: Desk) -> Locator:
    """Write the reply and go on to its confirmation."""
    await desk.become(AGENT)
    return await _write(desk, desk.card("answered"), "Reply", ANSWER)


async def _write(desk: Desk, card: Locator, control: str, words: str) -> Locator:
    """Write a reply on a card and return the window that asks to confirm it."""
    await desk.press_on(card, control)
    window = await desk.window()
    await window.get_by_role("textbox").first.fill(words)
    await window.get_by_test_id("submit").press("Enter")
    asked = desk.page.locator(OPEN_WINDOW).filter(has_text=words).last
    await expect(asked.get_by_test_id("submit")).to_contain_text(re.compile("Post|Send"))
    return asked


async def show_answered(desk: Desk) -> Locator:
    """Send the reply, unless it was sent before, and show the card."""
    if not await desk.page.get_by_test_id("posts").get_by_text(ANSWER).count():
        asked = await show_confirm(desk)
        await asked.get_by_test_id("submit").press("Enter")
        await expect(desk.page.get_by_test_id("posts").get_by_text(ANSWER)).to_be_attached()
    await desk.become(AGENT)
    return await card_of("answered")(desk)


def home_of(user: str, press: str = "") -> Surface:
    """Return how to open the Home tab of a person, and then a window with a button on it."""

    async def show(desk: Desk) -> Locator:
        await desk.become(user)
        main = desk.page.get_by_role("main")
        await desk.go_to(desk.page.get_by_test_id("open-home"), main.locator(".home .block").first)
        if press:
            button = main.get_by_role("button", name=press, exact=True)
            await desk.press_until(button, desk.page.locator(OPEN_WINDOW))
            return await desk.window()
        await _show_all(desk)
        return main

    return show


async def _show_all(desk: Desk) -> None:
    """Make the page as high as what a Home tab shows."""
    await desk.grow(LONG)
    bottom = await desk.page.locator("#messages.home").evaluate(BOTTOM)
    await desk.grow(round(bottom) + 36)


async def show_direct_message(desk: Desk) -> Locator:
    """Open the Messages tab of the app."""
    await desk.become(AGENT)
    tab = desk.page.get_by_test_id("directs").get_by_role("button")
    await desk.go_to(tab, desk.page.get_by_role("heading", name="Baton"))
    await expect(desk.page.locator("#messages article").first).to_be_visible()
    return desk.page.locator("#messages article").last


async def show_queue(desk: Desk) -> Locator:
    """Ask for the queue."""
    await desk.become(AGENT)
    await desk.command(AGENT, "/queue")
    answer = desk.page.locator("#messages .ephemeral").filter(has_text="Cases for").last
    await expect(answer).to_be_visible()
    return answer


async def show_take_over(desk: Desk) -> Locator:
    """Open *More* as somebody else, and from there the window to take the case over."""
    more = await window_from("claimed", "More", OTHER_AGENT)(desk)
    await more.get_by_role("button", name=re.compile("^Take over")).press("Enter")
    await expect(desk.page.locator(OPEN_WINDOW).filter(has_text="Take over #")).to_be_visible()
    return await desk.window()


async def show_escalate(desk: Desk) -> Locator:
    """Escalate the marketing team's case."""
    await desk.become(MARKETER, "social")
    await desk.press("no-reply-possible", "Escalate")
    return await desk.window()


async def show_social_card(desk: Desk) -> Locator:
    """Show the card of a post that Baton may not answer."""
    await desk.become(MARKETER, "social")
    return await card_of("no-reply-possible")(desk)


async def show_page(desk: Desk) -> Locator:
    """Show the sandbox itself, with its steps on a desktop."""
    await desk.page.goto(f"{desk.url}/?user={LEAD}")
    await expect(desk.card("waiting")).to_be_visible()
    return desk.page.locator("body")


async def show_discord(desk: Desk) -> Locator:
    """Answer a post in a Discord forum, after a member of the community did."""
    server = await (await desk.page.request.get(f"{desk.url}/page/discord")).json()
    forum = next(each["id"] for each in server["channels"] if each["name"] == "questions")
    title, words = "Slow every evening", "From eight to eleven I get 4 of my 500 Mbit. Please help!"
    await desk.become(AGENT)
    post = {"handle": "pixel_pim", "name": "Pim", "channel": forum}
    made = await desk.send("discord/post", **post, title=title, text=words)
    helper = {"handle": "gia_moss", "name": "Gia Moss", "channel": made["channel"]}
    await desk.send("discord/post", **helper, text="Turning off smart steering gave me back 200.")
    reply = "Thank you both! The update is rolled back in your street tonight, Pim."
    return await _answered_in_public(desk, desk.card_with(words[:30]), "Discord", title, reply)


async def show_email(desk: Desk) -> Locator:
    """Answer an e-mail."""
    title, words = "Invoice 2026-114 is wrong", "my invoice shows the installation twice. Could you check it?"
    await desk.become(BILLING_AGENT, "billing")
    about = {"address": "gia.moss@post.example", "name": "Gia Moss", "subject": title}
    await desk.send("mail/write", **about, text=f"Hello,\n\n{words}\n\nGia Moss")
    reply = "Dear Gia, you are right: the second installation is removed, and 49.00 goes back to you."
    return await _answered_in_public(desk, desk.card_with(words[:20]), "E-mail", title, reply)


async def _answered_in_public(desk: Desk, card: Locator, place: str, title: str, reply: str) -> Locator:
    """Claim a case and answer it; return the page with its thread beside what the customer sees."""
    await expect(card).to_be_visible()
    mine = desk.page.locator(f'#messages article[data-ts="{await card.get_attribute("data-ts")}"]')
    await expect(mine).to_contain_text("#")
    await desk.press_on(mine, "Claim$")
    await expect(mine.get_by_text("Claimed by")).to_be_visible()
    await (await _write(desk, mine, "Reply", reply)).get_by_test_id("submit").press("Enter")
    await expect(mine.get_by_text("Pending, with")).to_be_visible()
    await mine.locator("[data-focus=replies]").press("Enter")
    await desk.page.get_by_role("tab", name=place).press("Enter")
    if place == "Discord":
        await desk.page.get_by_test_id("room-questions").press("Enter")
    await desk.page.locator(".topic").get_by_role("button", name=title).first.press("Enter")
    await expect(desk.page.get_by_test_id("town").get_by_text(reply)).to_be_visible()
    await expect(desk.page.get_by_test_id("thread").get_by_text(reply)).to_be_visible()
    return desk.page.locator("body")


# The answered case is answered last: until then it is where the windows to reply open.
CARDS = ("waiting", "urgent", "claimed", "snoozed", "handed-over", "resolved")
# Only wide: the page shows Slack beside the customers.
WIDE_ONLY = ("discord", "email")
SURFACES: dict[str, Surface] = {
    "sandbox": show_page,
    **{f"card-{name}": card_of(name) for name in CARDS},
    "card-accept": show_accept,
    "card-no-reply-possible": show_social_card,
    "thread": show_thread,
    "direct-message": show_direct_message,
    "reply": window_from("answered", "Reply"),
    "confirm": show_confirm,
    "resolve": window_from("claimed", "Resolve"),
    "snooze": window_from("claimed", "Snooze"),
    "hand-over": window_from("claimed", "Hand over"),
    "ask-a-team": window_from("claimed", "Ask a team"),
    "take-over": show_take_over,
    "why": window_from("waiting", "Why"),
    "more": window_from("claimed", "More"),
    "home": home_of(AGENT),
    "home-lead": home_of(LEAD),
    "home-marketing": home_of(MARKETER),
    "queue": show_queue,
    "search": window_by("/baton search router", AGENT),
    "select-cases": home_of(AGENT, "Select cases"),
    "notifications": home_of(AGENT, "Choose how Baton notifies you"),
    "escalate": show_escalate,
    "escalated": show_escalated,
    "rules": window_by("/baton rules", MARKETER),
    "rule-form": window_by("/baton rules", MARKETER, then="Add|New|Edit"),
    "card-answered": show_answered,
    "discord": show_discord,
    "email": show_email,
}
