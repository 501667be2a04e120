"""Connecting networks: retry times, names from the answer, and no keys in messages."""

import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import Baton, Patience, build
from bot.cli.demo import demo_settings
from bot.process import running
from bot.tasks.connect_networks import connect
from sandbox import Sandbox
from sandbox.discord import TOKEN as DISCORD_TOKEN
from tests.journeys.stage import until
from tests.wire.bluesky.pds import APP_PASSWORD, Pds, small_bluesky
from tests.wire.bluesky.town import OURS
from tests.wire.mastodon.instance import TOKEN, Instance, running_instance

CREATE_SESSION = "com.atproto.server.createSession"


@pytest.fixture
async def pds() -> AsyncIterator[Pds]:
    async with small_bluesky() as pds:
        yield pds


@pytest.fixture
async def instance() -> AsyncIterator[Instance]:
    async with running_instance() as instance:
        yield instance


@pytest.fixture
async def baton(sandbox: Sandbox, pds: Pds, instance: Instance, tmp_path: Path) -> AsyncIterator[Baton]:
    """Baton on every network that has handles; nobody carries out its jobs."""
    settings = demo_settings(
        sandbox,
        tmp_path / "baton.db",
        BLUESKY_HANDLE=OURS,
        BLUESKY_APP_PASSWORD=APP_PASSWORD,
        BLUESKY_SERVICE_URL=pds.url,
        MASTODON_URL=instance.url,
        MASTODON_ACCESS_TOKEN=TOKEN,
        DISCORD_BOT_TOKEN=DISCORD_TOKEN,
        DISCORD_CHANNELS=sandbox.discord.help.id,
        DISCORD_API_URL=sandbox.discord_url,
    )
    async with build(settings, patience=Patience(names=0.1, billed_names=0.1, restart=0.1)) as baton:
        yield baton


async def alerts(baton: Baton) -> list[str]:
    rows = await baton.store.transact(lambda tx: tx.sql.rows("select data from jobs where kind = 'alert'"))
    return [str(row["data"]) for row in rows]


async def test_a_network_that_says_when_to_come_back_is_not_signed_in_to_before(
    baton: Baton, pds: Pds
) -> None:
    """Every attempt in between would use up the limit of the next window."""
    reset = int(time.time()) + 4
    pds.faults.busy_until[CREATE_SESSION] = reset
    await connect(baton.context, baton.networks["bluesky"], every=0.05)
    assert time.time() >= reset
    assert len(pds.asked_for(CREATE_SESSION)) == 2
    [said] = await alerts(baton)
    assert "our rate limit is used up. Baton retries at" in said


async def test_others_who_need_a_session_do_not_sign_in_before_either(baton: Baton, pds: Pds) -> None:
    reset = int(time.time()) + 4
    pds.faults.busy_until[CREATE_SESSION] = reset
    network = baton.networks["bluesky"]
    began = asyncio.create_task(connect(baton.context, network, every=0.05))
    await until(lambda: asked(pds))
    for _ in range(5):
        with pytest.raises(Exception, match="our rate limit is used up"):
            await network.mentions("notifications", "2026-11-22T05:00:00Z")
    await began
    assert len(pds.asked_for(CREATE_SESSION)) == 2


async def asked(pds: Pds) -> bool:
    return bool(pds.asked_for(CREATE_SESSION))


def accounts(baton: Baton) -> dict[str, str]:
    return {name: baton.networks[name].account for name in ("x", "bluesky", "mastodon", "discord")}


@pytest.mark.parametrize("worker", [True, False])
async def test_a_handle_that_changes_shows_without_a_restart(
    baton: Baton, sandbox: Sandbox, pds: Pds, instance: Instance, worker: bool
) -> None:
    """In the process that answers Slack too, which looks at no network."""

    async def known() -> bool:
        return all(accounts(baton).values())

    async def renamed() -> bool:
        return accounts(baton) == {
            "x": "@larkspur",
            "bluesky": "@help.larkspur.example",
            "mastodon": "@larkspur@mastodon.example",
            "discord": "@larkspur",
        }

    async with running(baton, worker=worker):
        await until(known)
        sandbox.x.brand.handle = "larkspur"
        sandbox.discord.bot.handle = "larkspur"
        pds.rename("help.larkspur.example")
        instance.us["acct"] = "larkspur"
        await until(renamed)


async def test_a_session_is_begun_again_under_another_handle(baton: Baton, pds: Pds) -> None:
    """The settings still have the handle of the start; the account itself stays the same."""
    network = baton.networks["bluesky"]
    await network.start()
    pds.rename("help.larkspur.example")
    pds.end_sessions()
    await network.start()
    assert network.account == "@help.larkspur.example"


async def test_keys_that_never_worked_are_not_said_to_work_no_longer(
    baton: Baton, sandbox: Sandbox, pds: Pds, instance: Instance
) -> None:
    sandbox.x.logins.revoked.add("sandbox-token")
    pds.revoke()
    instance.tokens.clear()
    for name in ("x", "bluesky", "mastodon"):
        with pytest.raises(Exception, match=r"rejected our credentials: .* wrong"):
            await baton.networks[name].start()
