"""The demo and its page, as the programs that take pictures of it start and open them."""

import asyncio
import re
import shutil
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Page, async_playwright, expect

ROOT = Path(__file__).parents[1]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SECONDS_TO_START = 60


@asynccontextmanager
async def demo(*options: str) -> AsyncIterator[str]:
    """Start a demo with these options and yield its address. Raise TimeoutError when it does not start."""
    words = ("-m", "bot", "demo", "--port", "0", *options)
    process = await asyncio.create_subprocess_exec(
        sys.executable, *words, cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    try:
        yield await asyncio.wait_for(_address_of(process), SECONDS_TO_START)
    finally:
        process.terminate()
        await process.wait()


@asynccontextmanager
async def browser_page(width: int, height: int, patience_ms: int) -> AsyncIterator[Page]:
    """Open a page in the system's Chromium. Raise RuntimeError when none is installed."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        page = await browser.new_page(viewport={"width": width, "height": height}, color_scheme="light")
        page.set_default_timeout(patience_ms)
        expect.set_options(timeout=patience_ms)
        yield page
        await browser.close()


def find_browser() -> str:
    """Return the path of the system's Chromium. Raise RuntimeError when none is installed."""
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        raise RuntimeError(f"No browser found: install one of {', '.join(BROWSERS)}.")
    return path


async def _address_of(process: asyncio.subprocess.Process) -> str:
    """Return the address that the demo prints. Raise RuntimeError when it ends before."""
    assert process.stdout
    async for line in process.stdout:
        if found := re.search(r"http://\S+", line.decode()):
            return found[0]
    raise RuntimeError("The demo ended before it printed an address.")
