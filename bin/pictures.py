"""Write docs/img/surfaces: a picture of every surface that people see in Slack, light beside dark, desktop and phone.

Run it with `make pictures`. With `python -m bin.pictures --measure` it prints how high the card of each state is on a
phone, how many controls it has, and where the customer's words begin. It starts `python -m bot demo` without customers,
plays a fixed story, and opens each window. What it cannot find is listed on stderr, and is no error.
"""

import asyncio
import io
import re
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import click
from PIL import Image
from playwright.async_api import Error, Locator

from bin.demo_page import ROOT, browser_page, demo
from bin.record_demo import palette_of
from bin.story import AGENT, Desk, play
from bin.surfaces import CARDS, SURFACES, WIDE_ONLY

TARGET = ROOT / "docs" / "img" / "surfaces"
PATIENCE_MS = 15_000
COLOURS = 128
WIDTHS = {"desktop": (1280, 800), "phone": (390, 844)}
GAP = 16
WIDE = 1_000
FAULT_SHOWN = 300
CONTROLS = ".block-actions > *, .accessory > *"
# A card without a quote, as that of a resolved case, has the customer's words in its first block.
LINE_OF_WORDS = """(card) => {
    const body = card.querySelector('.body'), words = body.querySelector('blockquote') ?? body.firstElementChild;
    const below = words.getBoundingClientRect().top - body.getBoundingClientRect().top;
    return 1 + Math.floor(below / parseFloat(getComputedStyle(body).lineHeight));
}"""
HEAD = "id,handle,name,followers,kind,reply_to,text,media\n"


async def picture(desk: Desk, shown: Locator, path: Path) -> None:
    """Write what is shown in few colours: light beside dark, or each for itself where that would be wide."""
    halves = []
    for theme in ("light", "dark"):
        await desk.page.evaluate("(name) => (document.documentElement.dataset.theme = name)", theme)
        halves.append(Image.open(io.BytesIO(await _screenshot(desk, shown))).convert("RGB"))
    await desk.page.evaluate("() => (document.documentElement.dataset.theme = 'light')")
    width, height = halves[0].size
    if width > WIDE:
        _save(halves[0], path)
        _save(halves[1], path.with_stem(f"{path.stem}-dark"))
        return
    both = Image.new("RGB", (2 * width + GAP, height), "#808080")
    both.paste(halves[0], (0, 0))
    both.paste(halves[1], (width + GAP, 0))
    _save(both, path)


async def _screenshot(desk: Desk, shown: Locator) -> bytes:
    """Return what is shown, or the page where it is longer than the screen."""
    box, screen = await shown.bounding_box(), desk.page.viewport_size
    fits = box and screen and box["height"] <= screen["height"]
    return await (shown if fits else desk.page).screenshot(animations="disabled")


def _save(image: Image.Image, path: Path) -> None:
    """Write an image in few colours."""
    image.quantize(palette=palette_of(image, COLOURS), dither=Image.Dither.NONE).save(path, optimize=True)


async def shoot(desk: Desk, kind: str, only: str) -> None:
    """Write a picture of every surface whose name matches `only`."""
    for name, show in SURFACES.items():
        if not re.search(only, name) or (kind == "phone" and name in WIDE_ONLY):
            continue
        try:
            if name.startswith("card-"):
                await desk.become(AGENT)
            await picture(desk, await show(desk), TARGET / f"{name}-{kind}.png")
        except (AssertionError, Error) as fault:
            desk.missing.append(f"{name} ({kind}): {str(fault)[:FAULT_SHOWN]}")
        await desk.close_windows()
        await desk.grow(WIDTHS[kind][1])


async def measure(desk: Desk) -> None:
    """Print the height of each card on this page, its controls, and the line in which the customer's words begin."""
    for name in (
        *(f"card-{name}" for name in CARDS),
        "card-accept",
        "card-answered",
        "card-no-reply-possible",
    ):
        await desk.become(AGENT)
        try:
            card = await SURFACES[name](desk)
            box, line = await card.bounding_box(), await card.evaluate(LINE_OF_WORDS)
            controls = await card.locator(CONTROLS).count()
            height = round(box["height"]) if box else 0
            click.echo(
                f"{name.removeprefix('card-'):20} {height:4} px, {controls} controls, words in line {line}"
            )
        except (AssertionError, Error) as fault:
            desk.missing.append(f"{name}: {str(fault)[:FAULT_SHOWN]}")
        await desk.close_windows()


@asynccontextmanager
async def empty_demo() -> AsyncIterator[str]:
    """Start a demo in which no customer writes, and yield its address."""
    with tempfile.NamedTemporaryFile("w", suffix=".csv") as feed:
        feed.write(HEAD)
        feed.flush()
        async with demo("--feed", feed.name) as url:
            yield url


@asynccontextmanager
async def desk_at(url: str, kind: str, cards: dict[str, str]) -> AsyncIterator[Desk]:
    """Open the page as wide as that kind of screen."""
    async with browser_page(*WIDTHS[kind], PATIENCE_MS) as page:
        yield Desk(page, url, cards)


async def run(only: str, *, measuring: bool) -> None:
    """Play the story once, then show every surface on each kind of screen."""
    TARGET.mkdir(exist_ok=True)
    missing: list[str] = []
    cards: dict[str, str] = {}
    async with empty_demo() as url:
        for kind in ("phone",) if measuring else ("desktop", "phone"):
            async with desk_at(url, kind, cards) as desk:
                if measuring or kind == "desktop":
                    await play(desk)
                await (measure(desk) if measuring else shoot(desk, kind, only))
                missing += desk.missing
    for line in missing:
        click.echo(f"Not found: {line}", err=True)
    if not measuring:
        files = [path.stat().st_size for path in TARGET.glob("*.png")]
        click.echo(
            f"{TARGET.relative_to(ROOT)}: {len(files)} pictures, largest {max(files, default=0) // 1000} kB"
        )


@click.command()
@click.option("--only", default="", help="Pictures whose name matches this pattern.")
@click.option("--measure", "measuring", is_flag=True, help="Print card heights on a phone; write no picture.")
def main(only: str, measuring: bool) -> None:
    """Write a picture of every surface."""
    asyncio.run(run(only, measuring=measuring))


if __name__ == "__main__":
    main()
