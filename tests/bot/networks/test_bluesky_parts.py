"""Bluesky's parts alone: how it counts, its ids and keys, what its failures mean, its settings, its stream."""

import asyncio
import socket
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.delivery import NotSent
from bot.mention import Mention
from bot.networks import Batch, Proof
from bot.networks.bluesky import Bluesky
from bot.networks.bluesky.ids import id_of, post_id, post_url, record_key, uri_of
from bot.networks.bluesky.jetstream import JetstreamClient, JetstreamListener
from bot.networks.bluesky.length import length
from bot.networks.registry import open_networks
from bot.settings import SettingsError, read_settings
from tests.wire.bluesky.pds import APP_PASSWORD, TID, Pds, small_bluesky
from tests.wire.bluesky.town import OURS

SLACK = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "signing-secret"}
KEYS = {"BLUESKY_HANDLE": "@Help.Larkspur.example", "BLUESKY_APP_PASSWORD": APP_PASSWORD}
NATIVE_ID = "did:plc:abcdefghijklmnopqrstuvwx/3lb4kq2zx5s2a"
AT = datetime(2026, 11, 22, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("", 0),
        ("We are on it.", 13),
        ("a\r\nb", 3),
        ("né", 2),
        ("ne\u0301", 2),
        ("茶", 1),
        ("👍🏽", 1),
        ("🇩🇪🇫🇷", 2),
        ("👩‍👩‍👧‍👦", 3),  # 25 bytes: the limit of bytes is the nearer one
        ("https://larkspur.example/help", 29),
        ("茶" * 300, 300),
        ("👩‍👩‍👧‍👦" * 120, 300),
    ],
)
def test_a_text_is_as_long_as_its_graphemes_or_a_tenth_of_its_bytes(text: str, counted: int) -> None:
    """Cover docs/pitfalls.md, 44."""
    assert length(text) == counted


@pytest.mark.parametrize(
    ("url", "found"),
    [
        (post_url(NATIVE_ID), NATIVE_ID),
        (f"  {post_url(NATIVE_ID)}?ref_src=embed ", NATIVE_ID),
        ("bsky.app/profile/mira.example/post/3lb4kq2zx5s2a/", "mira.example/3lb4kq2zx5s2a"),
        ("https://www.bsky.app/profile/mira.example/post/3lb4kq2zx5s2a#top", "mira.example/3lb4kq2zx5s2a"),
        ("https://bsky.app/profile/mira.example", None),
        ("https://bsky.app/profile/mira.example/post/", None),
        ("https://bsky.app/profile/mira/post/3lb4kq2zx5s2a", None),
        ("https://bsky.app.evil.example/profile/mira.example/post/3lb4kq2zx5s2a", None),
        ("https://evil.example/https://bsky.app/profile/mira.example/post/3lb4kq2zx5s2a", None),
        ("https://bsky.app/profile/mira.example/post/../../3lb4kq2zx5s2a", None),
        ("", None),
    ],
)
def test_the_address_of_a_post_gives_its_id(url: str, found: str | None) -> None:
    assert post_id(url) == found


def test_an_id_and_an_at_address_name_each_other() -> None:
    assert id_of(uri_of(NATIVE_ID)) == NATIVE_ID
    with pytest.raises(ValueError, match="not the address"):
        id_of("at://did:plc:abc/app.bsky.feed.generator/x")


def test_the_key_of_a_reply_is_the_same_at_every_try_and_another_for_every_act() -> None:
    acts = [f"{case}@bluesky/{event}/reply" for case in range(1, 60) for event in range(1, 60)]
    keys = {record_key(NATIVE_ID, AT, act) for act in acts}
    assert len(keys) == len(acts)
    assert all(TID.fullmatch(key) for key in keys)
    assert record_key(NATIVE_ID, AT + timedelta(milliseconds=5), acts[0]) == record_key(
        NATIVE_ID, AT, acts[0]
    )
    assert record_key(NATIVE_ID + "b", AT, acts[0]) != record_key(NATIVE_ID, AT, acts[0])


@pytest.mark.parametrize("year", [1, 1969, 1970, 2026, 9999])
def test_the_key_of_a_reply_is_a_key_whatever_time_a_post_claims(year: int) -> None:
    assert TID.fullmatch(record_key(NATIVE_ID, datetime(year, 1, 2, tzinfo=UTC), "k"))


def test_without_settings_there_is_no_bluesky_and_its_library_is_not_loaded() -> None:
    assert open_networks(read_settings(SLACK, env_file=None)) == []
    check = "import sys, bot.app; sys.exit('atproto_client' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0


def test_with_settings_it_is_watched_as_they_say() -> None:
    more = {"BLUESKY_SEARCH": "larkspur tea", "BLUESKY_POLL_SECONDS": "45"}
    (network,) = open_networks(read_settings({**SLACK, **KEYS, **more}, env_file=None))
    assert (network.name, network.title) == ("bluesky", "Bluesky")
    assert network.sources == ("notifications", "search")
    assert network.limits.poll_seconds == 45
    bluesky = read_settings({**SLACK, **KEYS}, env_file=None).bluesky
    assert bluesky
    assert bluesky.handle == "help.larkspur.example"


@pytest.mark.parametrize(
    "name", ["larkspur", "https://bsky.app/profile/larkspur.example", "our help.example"]
)
def test_a_handle_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(SettingsError, match="BLUESKY_HANDLE is not a handle"):
        read_settings({**SLACK, **KEYS, "BLUESKY_HANDLE": name}, env_file=None)


async def test_nobody_listening_means_not_sent() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        network = Bluesky(OURS, APP_PASSWORD, service_url=f"http://127.0.0.1:{free.getsockname()[1]}")
        with pytest.raises(NotSent, match="cannot be reached"):
            await network.start()
        await network.stop()


class Ears:
    """Ears that count how often they were told to look."""

    def __init__(self) -> None:
        self.looked: asyncio.Queue[str] = asyncio.Queue()

    async def look(self, source: str) -> None:
        self.looked.put_nowait(source)

    async def take(self, batch: Batch, *, proof: Proof | None = None) -> str | None:
        raise AssertionError(batch)

    async def warn(self, notice: str, text: str) -> None:
        raise AssertionError(text)

    async def hand_in(self, mention: Mention, by: str, reason: str, request: str) -> str:
        raise AssertionError(mention)


async def told(sink: Ears, within: float = 10) -> str:
    async with asyncio.timeout(within):
        return await sink.looked.get()


def stream_of(pds: Pds) -> str:
    return pds.url.replace("http", "ws") + "/xrpc"


async def streams(pds: Pds, count: int) -> None:
    async with asyncio.timeout(20):
        while len(pds.streams) != count:
            await asyncio.sleep(0.02)


async def test_the_stream_says_look_now_when_a_post_concerns_us_and_only_then() -> None:
    async with small_bluesky() as pds:
        sink = Ears()
        nudges = JetstreamListener(stream_of(pds), pds.town.us, sink, indexing=0.01)
        nudges.start()
        await streams(pds, 1)
        await pds.tell_stream(pds.town.mention("mira_bakes", "where is my parcel?"), 1)
        assert await told(sink) == "notifications"
        await pds.tell_stream(pds.town.post("tomas_w", "nothing to do with you"), 2)
        await pds.tell_stream(pds.town.mention(OURS, "we speak of ourselves"), 3)
        with pytest.raises(TimeoutError):
            await told(sink, within=0.5)
        await nudges.stop()
        await streams(pds, 0)


async def test_a_stream_that_ended_is_joined_again() -> None:
    async with small_bluesky() as pds:
        sink = Ears()
        nudges = JetstreamListener(stream_of(pds), pds.town.us, sink, indexing=0.01, pause=0.05)
        nudges.start()
        await streams(pds, 1)
        await pds.streams[0].close()
        await streams(pds, 0)
        await streams(pds, 1)
        await pds.tell_stream(pds.town.mention("mira_bakes", "still there?"), 4)
        assert await told(sink) == "notifications"
        await nudges.stop()


def lost(lines: list[Any]) -> list[str]:
    return [line["why"] for line in lines if line["event"] == "bluesky_stream_lost"]


async def test_a_stream_that_cannot_be_reached_is_logged_once_and_so_is_its_return(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The library connects again and again without a word."""
    monkeypatch.setattr(JetstreamClient, "_get_reconnection_delay", lambda self: 0.05)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        with capture_logs() as lines:
            nudges = JetstreamListener(f"ws://127.0.0.1:{port}/xrpc", "did:plc:us", Ears())
            nudges.start()
            async with asyncio.timeout(20):
                while nudges.failures < 5:
                    await asyncio.sleep(0.02)
            await nudges.stop()
    (why,) = lost(lines)
    assert "refused" in why.casefold()


async def test_a_stream_that_comes_back_is_logged() -> None:
    async with small_bluesky() as pds:
        with capture_logs() as lines:
            nudges = JetstreamListener(stream_of(pds), pds.town.us, Ears(), indexing=0.01, pause=0.05)
            nudges.start()
            await streams(pds, 1)
            transport = pds.streams[0]._req.transport  # type: ignore[union-attr]
            assert transport is not None
            transport.abort()
            await streams(pds, 0)
            await streams(pds, 1)
            await pds.tell_stream(pds.town.post("tomas_w", "anything"), 4)
            async with asyncio.timeout(20):
                while not any(line["event"] == "bluesky_stream_back" for line in lines):
                    await asyncio.sleep(0.02)
            await nudges.stop()
    assert len(lost(lines)) == 1


@pytest.mark.parametrize("there", [True, False])
async def test_the_doctor_says_whether_the_stream_can_be_reached(there: bool) -> None:
    async with small_bluesky() as pds:
        elsewhere = pds.url.replace("http", "ws") + "/nowhere"
        url = stream_of(pds) if there else elsewhere
        network = Bluesky(OURS, APP_PASSWORD, service_url=pds.url, jetstream_url=url)
        await network.start()
        troubles = await network.troubles()
        await network.stop()
        assert ["BLUESKY_JETSTREAM_URL" in trouble for trouble in troubles] == ([] if there else [True])


def test_where_the_stream_is_is_a_setting() -> None:
    given = {**SLACK, **KEYS, "BLUESKY_JETSTREAM": "on"}
    bluesky = read_settings(given, env_file=None).bluesky
    assert bluesky
    assert bluesky.jetstream_url == "wss://jetstream.us-east.bsky.network/xrpc"
    ours = {"BLUESKY_JETSTREAM_URL": "wss://jetstream.larkspur.example/xrpc/"}
    bluesky = read_settings({**given, **ours}, env_file=None).bluesky
    assert bluesky
    assert bluesky.jetstream_url.endswith("example/xrpc")
    with pytest.raises(SettingsError, match="BLUESKY_JETSTREAM_URL is not the URL of a stream"):
        read_settings({**given, "BLUESKY_JETSTREAM_URL": "https://bsky.app"}, env_file=None)


async def test_it_stops_at_once_when_the_stream_ends_at_the_same_moment() -> None:
    async with small_bluesky() as pds:
        nudges = JetstreamListener(stream_of(pds), pds.town.us, Ears())
        nudges.start()
        await streams(pds, 1)
        async with asyncio.timeout(10):
            await asyncio.gather(pds.streams[0].close(), nudges.stop())
        await streams(pds, 0)


async def test_only_a_network_that_is_told_to_listens() -> None:
    async with small_bluesky() as pds:
        deaf, hearing = (
            Bluesky(OURS, APP_PASSWORD, service_url=pds.url, jetstream_url=stream_of(pds)) for _ in range(2)
        )
        for network in (deaf, hearing):
            network.subscribe(Ears())
        await deaf.start()
        await hearing.start(listen=True)
        await streams(pds, 1)
        await hearing.stop()
        await deaf.stop()
        await streams(pds, 0)
