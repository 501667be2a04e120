"""A sandbox, a browser shared by all tests of a process, and the page as one agent sees it."""

from collections.abc import AsyncIterator

import pytest_asyncio
from playwright.async_api import Browser, Page

from tests.browser import PATIENCE_MS, open_browser, open_page
from tests.sandbox.page.cards import visit
from tests.sandbox.slack_world import World, open_world


@pytest_asyncio.fixture(loop_scope="session")
async def world() -> AsyncIterator[World]:
    async with open_world(limits=False, patience=PATIENCE_MS / 1_000) as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with open_browser() as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser, world: World) -> AsyncIterator[Page]:
    """The page as Leon Brandt sees it; any error in its scripts fails the test."""
    async with open_page(browser) as opened:
        await visit(opened, world)
        yield opened
