"""Record docs/img/demo.gif: a post on X is claimed, discussed and answered on the demo page.

Run it with `make demo-recording`. It starts `python -m bot demo`, drives the page in the system's Chromium, puts a
caption under each step, and writes an animated GIF that a README can show.
"""

import asyncio
import io
import re
from dataclasses import dataclass, field
from operator import sub
from pathlib import Path
from typing import Any

import click
from PIL import Image
from playwright.async_api import Locator, Page, expect

from bin.demo_page import ROOT, browser_page, demo

TARGET = ROOT / "docs" / "img" / "demo.gif"
WIDTH, HEIGHT, SHOWN_WIDTH = 1240, 760, 930
COLOURS, TRIED, ALMOST = 250, 20_000, 12
PATIENCE_MS = 30_000

POST = "@larkspur_help I was charged twice this month, my bill is wrong!"
NOTE = "Double billing run of last week. Refund is approved."
ANSWER = "Sorry about that, Robin: the second charge goes back to you today."
SEND = re.compile("Send publicly|Post to|Post publicly|^Send$")
CLAIMED = re.compile("Claimed|Assigned to|Owner")
REVIEW = re.compile("Review|Preview|Continue")
SENT = re.compile("Sent on X|Posted on X|Posted to X")
CAPTION = """(words) => {
    let bar = document.getElementById('caption');
    if (!bar) {
        bar = document.createElement('div');
        bar.id = 'caption';
        Object.assign(bar.style, {
            position: 'fixed', left: '50%', bottom: '14px', transform: 'translateX(-50%)', zIndex: '9999',
            padding: '10px 22px', borderRadius: '10px', background: '#12283a', color: '#fff',
            font: '600 21px Lato, system-ui, sans-serif', whiteSpace: 'nowrap', boxShadow: '0 3px 14px #0007',
        });
    }
    (document.querySelector('dialog[open]') || document.body).append(bar);
    bar.textContent = words;
}"""


@dataclass
class Film:
    """The frames of a recording, each with the milliseconds it is shown."""

    page: Page
    frames: list[Image.Image] = field(default_factory=list)
    times: list[int] = field(default_factory=list)

    async def shoot(self, caption: str, milliseconds: int) -> None:
        """Add what the page shows now, under `caption`."""
        await self.page.evaluate(CAPTION, caption)
        picture = Image.open(io.BytesIO(await self.page.screenshot(animations="disabled"))).convert("RGB")
        height = round(picture.height * SHOWN_WIDTH / picture.width)
        self.frames.append(picture.resize((SHOWN_WIDTH, height), Image.Resampling.LANCZOS))
        self.times.append(milliseconds)

    async def write(self, box: Locator, words: str, caption: str) -> None:
        """Fill `box` with `words` in three steps, so that the reader sees somebody type."""
        for share in (0.35, 0.7, 1.0):
            await box.fill(words[: round(len(words) * share)])
            await self.shoot(caption, 350)

    def save(self, path: Path) -> None:
        """Write the frames as an animated GIF of one palette, which repeats for ever."""
        palette = palette_of(self._sheet(), COLOURS)
        frames = [frame.quantize(palette=palette, dither=Image.Dither.NONE) for frame in self.frames]
        frames[0].save(
            path, save_all=True, append_images=frames[1:], duration=self.times, loop=0, optimize=True
        )

    def _sheet(self) -> Image.Image:
        """Return all frames as one image: with a palette for each, nothing between two frames would be equal."""
        width, height = self.frames[0].size
        sheet = Image.new("RGB", (width, height * len(self.frames)))
        for place, frame in enumerate(self.frames):
            sheet.paste(frame, (0, place * height))
        return sheet


def palette_of(image: Image.Image, count: int) -> Image.Image:
    """Return the most frequent colours that are not almost one of them: a link's or a mark's is rare, and stays."""
    counted: list[Any] = sorted(image.getcolors(image.width * image.height) or [], reverse=True)
    chosen: list[tuple[int, int, int]] = []
    for _, colour in counted[:TRIED]:
        if all(sum(map(abs, map(sub, colour, other))) >= ALMOST for other in chosen):
            chosen.append(colour)
        if len(chosen) == count:
            break
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in chosen for part in colour])
    return palette


async def post_and_claim(film: Film) -> Locator:
    """Post as a customer and claim the case; returns its card."""
    page = film.page
    await page.get_by_test_id("act-as").select_option(label="Aino Salo")
    await page.get_by_role("button", name="Try it").click()
    await page.evaluate("() => (document.getElementById('toasts').style.display = 'none')")
    await film.shoot("Slack on the left. The public on the right.", 1800)
    box = page.get_by_role("textbox", name="Write as a customer")
    await film.write(box, POST, "1. A customer posts on X")
    await page.get_by_role("button", name="Post as customer").click()
    await page.get_by_test_id("channels").get_by_role("button", name="billing").click()
    card = page.get_by_test_id("messages").get_by_role("article").filter(has_text="charged twice this month")
    await expect(card).to_be_visible()
    await card.scroll_into_view_if_needed()
    await film.shoot("2. A rule sends it to the billing team", 2600)
    await card.get_by_role("button", name="Claim case").click()
    await expect(card.get_by_text(CLAIMED).first).to_be_visible()
    await film.shoot("3. Claim: now Aino owns it, and nobody else can reply", 2400)
    return card


async def discuss(film: Film, card: Locator) -> Locator:
    """Write a note in the card's thread; returns the thread."""
    await card.hover()
    await card.get_by_role("button", name="Reply in thread").click()
    thread = film.page.get_by_test_id("thread")
    box = thread.get_by_test_id("thread-composer")
    await film.write(box, NOTE, "4. Talk in the thread: it stays inside")
    await box.press("Enter")
    await expect(thread.get_by_text(NOTE)).to_be_visible()
    await film.shoot("4. Talk in the thread: it stays inside", 1900)
    return thread


async def answer(film: Film, thread: Locator) -> None:
    """Write the reply, confirm it, and show it in public."""
    page = film.page
    await thread.get_by_role("button", name=re.compile("^Reply .*case")).click()
    window = page.get_by_role("dialog")
    await film.write(
        window.get_by_role("textbox"), ANSWER, "5. Reply: who will read it, and how long it may be"
    )
    await expect(window.get_by_text(f"{len(ANSWER)} of 280")).to_be_visible()
    await film.shoot("5. Reply: who will read it, and how long it may be", 1200)
    await window.get_by_role("button", name=REVIEW).click()
    asked = page.get_by_role("dialog").filter(has_text=ANSWER)
    send = asked.get_by_role("button", name=SEND)
    await expect(send).to_be_visible()
    await film.shoot("6. Check the exact text and the account", 2400)
    await send.click()
    await expect(thread.get_by_text(SENT).first).to_be_visible()
    public = page.get_by_test_id("posts").get_by_text(ANSWER)
    await expect(public).to_be_visible()
    await public.scroll_into_view_if_needed()
    await film.shoot("7. The answer is public. The note is not.", 4200)


async def record() -> None:
    """Play the whole story and write TARGET."""
    async with demo("--rate", "0.4") as url, browser_page(WIDTH, HEIGHT, PATIENCE_MS) as page:
        await page.goto(url)
        await expect(page.get_by_test_id("channels")).to_be_visible()
        film = Film(page)
        card = await post_and_claim(film)
        thread = await discuss(film, card)
        await answer(film, thread)
        film.save(TARGET)
    click.echo(f"{TARGET.relative_to(ROOT)}: {len(film.frames)} frames, {TARGET.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    asyncio.run(record())
