"""Ids of posts: their time, and the addresses people paste."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.networks.x.ids import first_id_at, post_id, post_url, time_of

MOMENT = datetime(2026, 11, 22, 0, 32, 1, 250000, UTC)


def test_an_id_tells_its_moment_and_a_moment_its_first_id() -> None:
    first = first_id_at(MOMENT)
    assert time_of(first) == MOMENT
    assert time_of(first - 1) == MOMENT - timedelta(milliseconds=1)


def test_the_time_of_a_published_example() -> None:
    """X docs, snowflake ids: 1541815603606036480 was written on 28 June 2022 at 16:07:40.105 UTC."""
    assert time_of(1541815603606036480) == datetime(2022, 6, 28, 16, 7, 40, 105000, UTC)


@pytest.mark.parametrize(
    "url",
    [
        "https://x.com/mira_bakes/status/2124300000000000010",
        "http://twitter.com/mira_bakes/status/2124300000000000010",
        "https://mobile.twitter.com/mira_bakes/status/2124300000000000010",
        "https://www.x.com/mira_bakes/statuses/2124300000000000010/photo/1",
        "https://x.com/i/web/status/2124300000000000010",
        "https://x.com/i/status/2124300000000000010",
        "https://X.com/mira_bakes/status/2124300000000000010?s=20&t=abc#here",
        "  x.com/mira_bakes/status/2124300000000000010 ",
        post_url("mira_bakes", "2124300000000000010"),
        post_url(None, "2124300000000000010"),
    ],
)
def test_the_address_of_a_post_gives_its_id(url: str) -> None:
    assert post_id(url) == "2124300000000000010"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://x.com/mira_bakes",
        "https://x.com/mira_bakes/status/",
        "https://x.com/mira_bakes/status/latest",
        "https://example.com/mira_bakes/status/2124300000000000010",
        "https://notx.com/mira_bakes/status/2124300000000000010",
        "https://x.com.example.com/mira_bakes/status/2124300000000000010",
        "https://example.com/?u=https://x.com/mira_bakes/status/2124300000000000010",
        "https://x.com/mira_bakes/status/21243000000000000101234",
    ],
)
def test_any_other_address_gives_none(url: str) -> None:
    assert post_id(url) is None
