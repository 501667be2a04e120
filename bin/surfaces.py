"""The story that `make pictures` plays, and how to bring each surface of Baton onto the page."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from playwright.async_api import Locator, Page, expect

AGENT, OTHER_AGENT, LEAD, MARKETER = "U0PRIYA", "U0LEON", "U0RUTH", "U0MIRA"
SERVICE, SOCIAL = "C0SERVICE", "C0SOCIAL"
ANSWER = "Sorry about that. We have reset your line: please restart the router once."


@dataclass(frozen=True, slots=True)
class Post:
    """A post of the story, and the commands that bring its case into a state; {n} is the case's number."""

    handle: str
    followers: int
    words: str
    commands: tuple[str, ...] = ()


CLAIM = "/claim {n}"
STORY = {
    "waiting": Post(
        "dora_bakes", 312, "@larkspur_help my router drops the line every evening since Monday. Please help!"
    ),
    "urgent": Post(
        "lena_live", 412_000, "@larkspur_help there is smoke coming out of the router you sent me!"
    ),
    "claimed": Post(
        "gia_moss", 15_800, "@larkspur_help help: the app shows a fault on my line. What is it?", (CLAIM,)
    ),
    "answered": Post(
        "quietfern", 1_940, "@larkspur_help help, the modem blinks orange all day long.", (CLAIM,)
    ),
    "snoozed": Post(
        "hakan_reads",
        431,
        "@larkspur_help the technician comes on Friday. And until then?",
        (CLAIM, "/baton snooze {n} 2h"),
    ),
    "handed-over": Post(
        "tomas_w",
        88,
        "@larkspur_help my router is broken and I still pay for it.",
        ("/handover {n} billing The router was returned on Monday.",),
    ),
    "resolved": Post(
        "nadia_fr",
        1_105,
        "@larkspur_help the installation went well, thank you.",
        (CLAIM, "/resolve {n} no reply needed: they said thanks"),
    ),
    "no-reply-possible": Post(
        "marlow_kent", 57, "larkspur is so late today that I read a book. An entire book."
    ),
}
OPEN_WINDOW = "dialog[open]"
QUICK_MS = 4_000
Surface = Callable[["Desk"], Awaitable[Locator]]


@dataclass
class Desk:
    """The page as the story uses it, the ts of each card, and what was not found."""

    page: Page
    url: str
    cards: dict[str, str]
    missing: list[str] = field(default_factory=list)

    async def become(self, user: str, channel: str = "service") -> None:
        """Reload the page as `user`, in `channel`."""
        await self.page.goto(f"{self.url}/?user={user}")
        await expect(self.page.locator("body[data-ready]")).to_be_attached()
        await self.close_windows()
        if await self.page.get_by_role("button", name="Try it").get_attribute("aria-expanded") == "true":
            await self.page.get_by_role("button", name="Try it").click()
        if channel != "service":
            await self.go_to(self.page.get_by_test_id(f"channel-{channel}"))

    async def go_to(self, control: Locator) -> None:
        """Press something in the list of channels, which a phone shows apart."""
        back = self.page.get_by_role("button", name="Back to channels")
        if await back.is_visible():
            await back.click()
        await control.click()

    async def command(self, user: str, line: str, channel: str = SERVICE) -> None:
        """Send a slash command."""
        data = {"user": user, "channel": channel, "text": line}
        await self.page.request.post(f"{self.url}/page/command", data=data)

    def card(self, name: str) -> Locator:
        """Return the card of a case of the story. A closed one no longer quotes the customer."""
        if ts := self.cards.get(name):
            return self.page.locator(f'#messages article[data-ts="{ts}"]')
        words = STORY[name].words.removeprefix("@larkspur_help ")[:30]
        return self.page.locator("#messages article:not(.ephemeral)").filter(has_text=words).last

    async def press(self, name: str, control: str) -> None:
        """Press a control of a card, on it or in one of its menus. Raise AssertionError when there is none."""
        card, named = self.card(name), re.compile(f"^{control}", re.IGNORECASE)
        await expect(card).to_be_visible()
        button = card.locator(".block-actions > .button").filter(has_text=named)
        if await button.count():
            await button.first.click()
            return
        for menu in await card.locator(".body [aria-haspopup=menu]").all():
            await menu.click()
            item = card.get_by_role("menuitem", name=named)
            if await item.count():
                await item.first.click()
                return
        raise AssertionError(f"the card has no {control}")

    async def window(self) -> Locator:
        """Return the window on top, once it is there."""
        window = self.page.locator(OPEN_WINDOW).last
        await expect(window).to_be_visible()
        return window

    async def close_windows(self) -> None:
        """Close all windows, the topmost first."""
        windows = self.page.locator(OPEN_WINDOW)
        while count := await windows.count():
            await self.page.keyboard.press("Escape")
            await expect(windows).not_to_have_count(count)


async def play(desk: Desk) -> None:
    """Post what customers write, and bring each case into its state."""
    await desk.become(AGENT)
    for name, post in STORY.items():
        data = {"handle": post.handle, "followers": post.followers, "text": post.words}
        await desk.page.request.post(f"{desk.url}/page/town/post", data=data)
        if name != "no-reply-possible":
            await expect(desk.card(name)).to_be_visible()
            desk.cards[name] = await desk.card(name).get_attribute("data-ts") or ""
        for line in post.commands:
            number = re.search(r"#(\d{4,})", await desk.card(name).inner_text())
            assert number, f"no number on the card of {name}"
            await desk.command(AGENT, line.format(n=number[1]))
            await desk.page.wait_for_timeout(700)
    await desk.close_windows()


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
            await window.get_by_role("button", name=re.compile(then)).first.click(timeout=QUICK_MS)
            await expect(desk.page.locator(OPEN_WINDOW)).to_have_count(2)
        return await desk.window()

    return show


async def show_thread(desk: Desk) -> Locator:
    """Open the thread of the claimed case."""
    await desk.become(AGENT)
    await desk.card("claimed").get_by_role("button", name="Reply in thread").press("Enter")
    thread = desk.page.get_by_test_id("thread")
    await expect(thread.get_by_role("article").first).to_be_visible()
    return thread


async def show_confirm(desk: Desk) -> Locator:
    """Write the reply and go on to its confirmation."""
    window = await window_from("answered", "Reply")(desk)
    await window.get_by_role("textbox").first.fill(ANSWER)
    await window.get_by_test_id("submit").click()
    asked = desk.page.locator(OPEN_WINDOW).filter(has_text=ANSWER).last
    await expect(asked.get_by_test_id("submit")).to_contain_text(re.compile("Post|Send"))
    return asked


async def show_answered(desk: Desk) -> Locator:
    """Send the reply, unless it was sent before, and show the card."""
    if not await desk.page.get_by_test_id("posts").get_by_text(ANSWER).count():
        asked = await show_confirm(desk)
        await asked.get_by_test_id("submit").click()
        await expect(desk.page.get_by_test_id("posts").get_by_text(ANSWER)).to_be_attached()
    await desk.become(AGENT)
    return await card_of("answered")(desk)


async def show_home(desk: Desk) -> Locator:
    """Open the Home tab of the lead."""
    await desk.become(LEAD)
    await desk.go_to(desk.page.get_by_test_id("open-home"))
    await expect(desk.page.locator("#messages.home .block").first).to_be_visible()
    return desk.page.get_by_role("main")


async def show_queue(desk: Desk) -> Locator:
    """Ask for the queue."""
    await desk.become(AGENT)
    await desk.command(AGENT, "/queue")
    answer = desk.page.locator(f"{OPEN_WINDOW}, #messages .ephemeral").last
    await expect(answer).to_be_visible()
    return answer


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


# The answered case is answered last: until then it is where the windows to reply open.
CARDS = ("waiting", "urgent", "claimed", "snoozed", "handed-over", "resolved")
SURFACES: dict[str, Surface] = {
    "sandbox": show_page,
    **{f"card-{name}": card_of(name) for name in CARDS},
    "card-no-reply-possible": show_social_card,
    "thread": show_thread,
    "reply": window_from("answered", "Reply"),
    "confirm": show_confirm,
    "resolve": window_from("claimed", "Resolve"),
    "snooze": window_from("claimed", "Snooze"),
    "hand-over": window_from("claimed", "Hand over"),
    "take-over": window_from("claimed", "(Take over|More)", OTHER_AGENT),
    "why": window_from("waiting", "Why"),
    "more": window_from("claimed", "More"),
    "home": show_home,
    "queue": show_queue,
    "escalate": show_escalate,
    "rules": window_by("/baton rules", MARKETER),
    "rule-form": window_by("/baton rules", MARKETER, then="Add|New|Edit"),
    "card-answered": show_answered,
}
