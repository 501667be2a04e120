"""The story that `make pictures` plays: a desk with a case in every state."""

import re
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

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
        (CLAIM,),
    ),
    "no-reply-possible": Post(
        "marlow_kent", 57, "larkspur is so late today that I read a book. An entire book."
    ),
}
# In their own time: a case that is resolved as it arrives would take 0 seconds.
LAST_COMMANDS = {"resolved": "/resolve {n} no reply needed: they said thanks"}
NOTE = "Fault 31 is the known one on the new boxes. A reset from our side clears it."
AGAIN = "@larkspur_help it says fault 31 now. Can you do something from there?"
HEARD = "At the fair a customer asked why the new app shows no invoices before 2024."
OPEN_WINDOW = "dialog[open]"
QUICK_MS, TRIES = 4_000, 3


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
            await self.page.get_by_role("button", name="Try it").press("Enter")
        if channel != "service":
            title = self.page.get_by_role("heading", name=f"#{channel}")
            await self.go_to(self.page.get_by_test_id(f"channel-{channel}"), title)

    async def go_to(self, control: Locator, shown: Locator) -> None:
        """Press something in the list of channels, which a phone shows apart, until `shown` is."""
        back = self.page.get_by_role("button", name="Back to channels")
        if await back.is_visible():
            await back.press("Enter")
        await self.press_until(control, shown)

    async def press_until(self, control: Locator, shown: Locator) -> None:
        """Press a control until `shown` is, a few times: a press is lost while the page draws the control again."""
        for _ in range(TRIES):
            await control.press("Enter")
            with suppress(AssertionError):
                await expect(shown).to_be_visible(timeout=QUICK_MS)
                return

    async def send(self, path: str, **data: Any) -> Any:
        """Send a wish to the sandbox, and return its answer."""
        answer = await self.page.request.post(f"{self.url}/page/{path}", data=data)
        return await answer.json()

    async def command(self, user: str, line: str, channel: str = SERVICE) -> None:
        """Send a slash command."""
        await self.send("command", user=user, channel=channel, text=line)

    def card(self, name: str) -> Locator:
        """Return the card of a case of the story. A closed one no longer quotes the customer."""
        if ts := self.cards.get(name):
            return self.page.locator(f'#messages article[data-ts="{ts}"]')
        return self.card_with(STORY[name].words.removeprefix("@larkspur_help ")[:30])

    def card_with(self, words: str) -> Locator:
        """Return the last message with these words in the channel that is shown."""
        return self.page.locator("#messages article:not(.ephemeral)").filter(has_text=words).last

    async def press(self, name: str, control: str) -> None:
        """Press a control of the card of a case of the story. Raise AssertionError when there is none."""
        await self.press_on(self.card(name), control)

    async def press_on(self, card: Locator, control: str) -> None:
        """Press a control of a card, on it or in one of its menus. Raise AssertionError when there is none."""
        named = re.compile(f"^{control}", re.IGNORECASE)
        await expect(card).to_be_visible()
        button = card.locator(".block-actions > .button").filter(has_text=named)
        if await button.count():
            await button.first.press("Enter")
            return
        for menu in await card.locator(".body [aria-haspopup=menu]").all():
            await menu.press("Enter")
            item = card.get_by_role("menuitem", name=named)
            if await item.count():
                await item.first.press("Enter")
                return
        raise AssertionError(f"the card has no {control}")

    async def window(self) -> Locator:
        """Return the window on top, once it is there."""
        window = self.page.locator(OPEN_WINDOW).last
        await expect(window).to_be_visible()
        return window

    async def grow(self, height: int) -> None:
        """Give the page another height."""
        size = self.page.viewport_size
        assert size
        await self.page.set_viewport_size({"width": size["width"], "height": height})

    async def close_windows(self) -> None:
        """Close all windows, the topmost first."""
        windows = self.page.locator(OPEN_WINDOW)
        while count := await windows.count():
            await self.page.keyboard.press("Escape")
            await expect(windows).not_to_have_count(count)


async def number_of(card: Locator) -> str:
    """Return the number of the case of a card. Raise AssertionError when there is none."""
    number = re.search(r"#(\d{4,})", await card.inner_text())
    assert number, "no number on the card"
    return number[1]


async def play(desk: Desk) -> None:
    """Post what customers write, and bring each case into its state."""
    await desk.become(AGENT)
    posts = {name: await _post(desk, name, post) for name, post in STORY.items()}
    await _talk(desk, posts["claimed"])
    await _escalate(desk)
    await desk.become(AGENT)
    for name, line in LAST_COMMANDS.items():
        await desk.command(AGENT, line.format(n=await number_of(desk.card(name))))
    await desk.close_windows()


async def _post(desk: Desk, name: str, post: Post) -> str:
    """Write a post and send the commands of its case; return its id."""
    made = await desk.send("town/post", handle=post.handle, followers=post.followers, text=post.words)
    if name != "no-reply-possible":
        await expect(desk.card(name)).to_be_visible()
        desk.cards[name] = await desk.card(name).get_attribute("data-ts") or ""
    for line in post.commands:
        await desk.command(AGENT, line.format(n=await number_of(desk.card(name))))
        await desk.page.wait_for_timeout(700)
    return str(made["id"])


async def _talk(desk: Desk, post: str) -> None:
    """Let a colleague write a note and the customer write again, which notifies the owner by direct message."""
    await desk.command(AGENT, "/baton notify both also off shift")
    ts, author = desk.cards["claimed"], STORY["claimed"]
    await desk.send("say", user=OTHER_AGENT, channel=SERVICE, text=NOTE, thread_ts=ts)
    again = {"handle": author.handle, "followers": author.followers, "text": AGAIN}
    await desk.send("town/post", **again, in_reply_to=post)
    await expect(desk.card("claimed").get_by_text("2 messages")).to_be_visible()


async def _escalate(desk: Desk) -> None:
    """Escalate what a marketer heard, from a message of theirs."""
    await desk.become(MARKETER, "social")
    said = await desk.send("say", user=MARKETER, channel=SOCIAL, text=HEARD)
    await desk.send("shortcut", user=MARKETER, channel=SOCIAL, callback_id="escalate", ts=said["ts"])
    await (await desk.window()).get_by_test_id("submit").press("Enter")
    await expect(desk.card_with(HEARD[:30]).locator(".replies")).to_be_visible()
