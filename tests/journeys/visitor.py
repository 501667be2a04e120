"""A customer at a browser, on the private page."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from html import unescape

import aiohttp
from yarl import URL

PUBLIC_URL = "https://help.larkspur.example"


@dataclass
class Browser:
    """A customer's browser: it keeps cookies, follows links and fills in the form of the page it is on."""

    http: aiohttp.ClientSession
    baton_url: str
    path: str = ""
    status: int = 0
    page: str = ""

    async def open(self, link: str) -> str:
        """The words of the page behind this link; its address may lead on to another one."""
        return await self._ask("GET", link.removeprefix(PUBLIC_URL))

    async def send(self, **typed: str) -> str:
        """Fill in the form and press its button; the words of the page that follows."""
        hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="(\w+)"', self.page))
        return await self._ask("POST", self.path, hidden | typed)

    async def _ask(self, method: str, path: str, form: dict[str, str] | None = None) -> str:
        async with self.http.request(method, self.baton_url + path, data=form) as answer:
            self.status, self.path, self.page = answer.status, answer.url.raw_path, await answer.text()
        return unescape(self.page)


@asynccontextmanager
async def browsing(baton_url: str) -> AsyncIterator[Browser]:
    """A browser without any cookie yet."""
    # The proxy that would speak https before Baton is left out, so its cookies must be told to stay.
    cookies = aiohttp.CookieJar(unsafe=True, treat_as_secure_origin=URL(baton_url))
    async with aiohttp.ClientSession(cookie_jar=cookies) as http:
        yield Browser(http, baton_url)
