"""The pages / and /setup of a web process: with a running Baton, and while Slack's keys are missing."""

import asyncio
import json
import re
import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest
from msgspec.structs import replace

from bot.app import Baton, Patience, build
from bot.cli.demo import demo_environ
from bot.process import running
from bot.settings import Settings, read_settings
from bot.store import open_store
from bot.web.setup.access import SetupAccess
from bot.web.setup.completion import WORKED_FOR, Completion
from bot.web.setup.waiting import wait_for_settings
from sandbox import Sandbox
from sandbox.slack.conversation import leave
from sandbox.slack.seed import APP_TOKEN, BOT_TOKEN, BOT_USER
from tests.bot.store.samples import new_case, opened
from tests.journeys.stage import until
from tests.journeys.visitor import Browser, browsing

PROXIED = {"X-Forwarded-Proto": "https", "Host": "baton.larkspur.example"}
PATIENCE = Patience(setup=0)
HOME = b'{"type": "event_callback", "event": {"type": "app_home_opened", "user": "U0RUTH", "tab": "home"}}'


@dataclass(frozen=True)
class Running:
    """A Baton whose set-up is open, and a browser without a cookie."""

    sandbox: Sandbox
    baton: Baton
    access: SetupAccess
    browser: Browser

    async def enter(self, code: str = "") -> str:
        await self.browser.open("/setup")
        return await self.browser.send(code=code or self.access.code)

    async def open_home(self) -> None:
        """Open Baton's Home tab as a person, with the request URL in Slack, so that Slack sends a signed request."""
        self.sandbox.bot_url = self.browser.baton_url
        async with self.browser.http.post(
            f"{self.sandbox.url}/page/open_home", json={"user": "U0RUTH"}
        ) as opened:
            assert opened.status == 200
        await self.sandbox.delivered()


@asynccontextmanager
async def set_up(folder: Path, **more: str) -> AsyncIterator[Running]:
    async with AsyncExitStack() as stack:
        sandbox, access = Sandbox(0, limits=False), SetupAccess()
        await sandbox.start()
        stack.push_async_callback(sandbox.stop)
        environ = demo_environ(sandbox, folder / "setup.db", **more)
        settings = read_settings({name: value for name, value in environ.items() if value}, env_file=None)
        baton = await stack.enter_async_context(build(settings, patience=PATIENCE))
        url = await stack.enter_async_context(running(baton, worker=False, access=access))
        yield Running(sandbox, baton, access, await stack.enter_async_context(browsing(url)))


@pytest.fixture
async def running_one(tmp_path: Path) -> AsyncIterator[Running]:
    async with set_up(tmp_path) as one:
        yield one


def manifest_in(page: str) -> dict[str, object]:
    (text,) = re.findall(r"<textarea.*?>(.*?)</textarea>", page, re.DOTALL)
    found: dict[str, object] = json.loads(unescape(text))
    return found


async def test_a_stranger_sees_what_this_is_and_is_asked_for_the_code(running_one: Running) -> None:
    browser = running_one.browser
    assert "set-up is not finished" in await browser.open("/")
    said = await browser.open("/setup")
    assert "Enter the code" in said
    for inside in ("Slack app", "#service", "larkspur", running_one.access.code):
        assert inside not in said
    assert "This is not the code" in await browser.send(code="BCDF-GHJK-LMNP")
    assert browser.status == 403


async def test_the_page_shows_every_check_of_the_doctor_and_no_secret(running_one: Running) -> None:
    leave(running_one.sandbox.slack, running_one.sandbox.slack.channel("#billing"), BOT_USER)
    said = await running_one.enter()
    assert "Next: Channel #billing (team billing): Baton is not a member" in re.sub(r"<.*?>", "", said)
    assert "none has arrived yet" in said
    for about in ("Scopes", "Database", "Rules", "People and groups", "X", "Alerts outside Slack"):
        assert f"<strong>{about}</strong>" in said
    for secret in (*running_one.baton.settings.secrets(), running_one.access.code):
        assert secret not in said


async def test_fixed_checks_pass_and_finishing_closes_the_page(running_one: Running) -> None:
    slack, billing = running_one.sandbox.slack, running_one.sandbox.slack.channel("#billing")
    leave(slack, billing, BOT_USER)
    assert "To fix (2)" in await running_one.enter()
    billing.members.append(BOT_USER)
    async with running_one.browser.http.post(
        f"{running_one.browser.baton_url}/slack/events", data=HOME
    ) as no:
        assert no.status == 401
    assert "does not match" in await running_one.browser.open("/setup")
    await running_one.open_home()
    said = await running_one.browser.open("/setup")
    assert "To fix" not in said
    assert "Finish set-up" in said
    async with running_one.browser.http.post(f"{running_one.browser.baton_url}/setup/finish") as closed:
        assert "Set-up is complete" in await closed.text()
    assert "nothing to do here" in await running_one.browser.open("/")
    assert "Set-up is complete" in await running_one.enter()


async def test_only_the_person_with_the_code_can_finish_and_only_when_all_is_well(
    running_one: Running,
) -> None:
    async with running_one.browser.http.post(f"{running_one.browser.baton_url}/setup/finish") as asked:
        assert "Enter the code" in await asked.text()
    await running_one.enter()
    async with running_one.browser.http.post(f"{running_one.browser.baton_url}/setup/finish") as asked:
        assert "To fix (1)" in await asked.text()


async def test_behind_a_proxy_the_manifest_has_its_address_and_the_cookie_is_secure(
    running_one: Running,
) -> None:
    url = f"{running_one.browser.baton_url}/setup"
    form = {"code": running_one.access.code}
    async with running_one.browser.http.post(
        url, data=form, headers=PROXIED, allow_redirects=False
    ) as entered:
        cookie = entered.headers["Set-Cookie"]
    for word in ("HttpOnly", "Secure", "SameSite=Lax", "Path=/setup"):
        assert word in cookie
    headers = {**PROXIED, "Cookie": cookie.partition(";")[0]}
    async with running_one.browser.http.get(url, headers=headers) as answer:
        page = await answer.text()
    manifest = manifest_in(page)
    assert "https://baton.larkspur.example/slack/events" in json.dumps(manifest)
    (link,) = re.findall(r'href="(https://api\.slack\.com/apps\?[^"]+)"', page)
    assert json.loads(parse_qs(urlsplit(unescape(link)).query)["manifest_json"][0]) == manifest


@pytest.mark.parametrize(
    "host", ["evil.example/x", "a b", 'x"><script>alert(1)</script>.example', "localhost"]
)
async def test_a_host_that_is_no_address_gets_the_manifest_for_socket_mode(
    running_one: Running, host: str
) -> None:
    await running_one.enter()
    async with running_one.browser.http.get(
        f"{running_one.browser.baton_url}/setup", headers={"X-Forwarded-Proto": "https", "Host": host}
    ) as answer:
        assert answer.status == 400 or '"socket_mode_enabled": true' in json.dumps(
            manifest_in(await answer.text())
        )


async def test_in_socket_mode_no_address_is_needed_and_without_a_network_one_is_asked_for(
    tmp_path: Path,
) -> None:
    off = {name: "" for name in demo_environ(Sandbox(), tmp_path) if name.startswith("X_")}
    async with set_up(tmp_path, SLACK_APP_TOKEN=APP_TOKEN, **off) as one:
        said = re.sub(r"<.*?>", "", await one.enter())
        assert "Next: Connect a network" in said
        assert "Socket Mode: Slack opens a socket for Baton" in said
        assert "SLACK_APP_TOKEN" in said
        assert "Slack's requests" not in said
        assert '"socket_mode_enabled": true' in json.dumps(manifest_in(one.browser.page))


async def test_nothing_loads_from_elsewhere_and_only_our_script_runs(running_one: Running) -> None:
    await running_one.enter()
    async with running_one.browser.http.get(f"{running_one.browser.baton_url}/setup") as answer:
        page, headers = await answer.text(), answer.headers
    (nonce,) = re.findall(r"script-src 'nonce-([\w-]+)'", headers["Content-Security-Policy"])
    assert re.findall(r"<script([^>]*)>", page) == [f' nonce="{nonce}"']
    assert re.findall(r"\bon\w+=|style=|src=", page) == []
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(("share", "complete"), [(0.5, False), (2, True)])
async def test_a_baton_that_has_worked_for_a_day_asks_for_no_set_up(
    tmp_path: Path, share: float, complete: bool
) -> None:
    """Neither does one that is upgraded; the first cases of a new one close nothing yet."""
    store = open_store(str(tmp_path / "old.db"))
    await store.start()
    assert not await Completion(store).is_complete()
    case = replace(new_case(1001), opened_at=store.clock() - WORKED_FOR * share)
    await store.transact(lambda tx: tx.save([opened(case)]))
    assert await Completion(store).is_complete() is complete
    await store.close()


async def test_without_keys_it_shows_set_up_until_they_are_set(tmp_path: Path) -> None:
    """A dyno without any setting: the platform gives it a port, and restarts it when settings change."""
    access, environ = SetupAccess(), {"PORT": str(a_free_port()), "PYTHON_DOTENV_DISABLED": "1"}
    environ |= {"MASTODON_URL": "https://social.example", "MASTODON_ACCESS_TOKEN": "an-access-token"}
    waiting = asyncio.create_task(wait_for_settings(environ, access, page=True, every=0.02))
    async with browsing(f"http://127.0.0.1:{environ['PORT']}") as browser:
        await until(lambda: listens(browser))
        answers = {
            path: await status_of(browser, path) for path in ("/", "/healthz", "/readyz", "/slack/events")
        }
        assert answers == {"/": 200, "/healthz": 200, "/readyz": 503, "/slack/events": 503}
        await browser.open("/setup")
        said = await browser.send(code=access.code)
        assert "Next: Create the Slack app, then set its keys." in re.sub(r"<.*?>", "", said)
        manifest = json.dumps(manifest_in(browser.page))
        assert '"socket_mode_enabled": true' in manifest
        assert '"x.com", "twitter.com", "bsky.app", "social.example"]' in manifest
        environ |= {"SLACK_BOT_TOKEN": "xoxp-wrong-kind", "SLACK_SIGNING_SECRET": "signing-secret"}
        assert not waiting.done()
        environ |= {"SLACK_BOT_TOKEN": BOT_TOKEN}
        settings = await asyncio.wait_for(waiting, 10)
    assert isinstance(settings, Settings)


async def test_a_worker_without_keys_waits_and_answers_health_checks() -> None:
    environ = {"HEALTH_PORT": str(a_free_port()), "PYTHON_DOTENV_DISABLED": "1"}
    waiting = asyncio.create_task(wait_for_settings(environ, SetupAccess(), page=False, every=0.02))
    async with browsing(f"http://127.0.0.1:{environ['HEALTH_PORT']}") as browser:
        await until(lambda: listens(browser))
        assert [await status_of(browser, path) for path in ("/readyz", "/setup")] == [503, 404]
    environ |= {"SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_SIGNING_SECRET": "signing-secret"}
    assert await asyncio.wait_for(waiting, 10) == read_settings(environ, env_file=None)


def a_free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
    return port


async def listens(browser: Browser) -> bool:
    try:
        return await status_of(browser, "/healthz") == 200
    except aiohttp.ClientError:
        return False


async def status_of(browser: Browser, path: str) -> int:
    async with browser.http.get(browser.baton_url + path) as answer:
        return answer.status
