"""A busy network names an odd time to come back: it is never asked again at once, nor left for an age."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import aiohttp
import pytest
from multidict import CIMultiDict

from bot.delivery import NotSent
from bot.networks.discord import errors as discord
from bot.networks.http import HttpResponse
from bot.networks.mastodon import errors as mastodon
from bot.networks.meta import errors as meta
from bot.networks.x import errors as x
from bot.retry_after import LONGEST

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def of_x(reset: str) -> Any:
    headers = CIMultiDict({"x-rate-limit-remaining": "0", "x-rate-limit-reset": reset})
    request: Any = SimpleNamespace(real_url="https://x.example")
    error = aiohttp.ClientResponseError(request, (), status=429, headers=headers)
    return x.failure(error, NOW, writing=True)


def of_discord(seconds: str) -> Any:
    return discord.refused(429, {}, f'{{"retry_after": {seconds}}}', writing=True)


def of_mastodon(reset: str) -> Any:
    return mastodon.failure(
        mastodon.MastodonRefused(429, "Too many", {"X-RateLimit-Reset": reset}), NOW, writing=True
    )


def of_meta(minutes: str) -> Any:
    usage = {"1": [{"estimated_time_to_regain_access": json.loads(minutes)}]}
    body = b'{"error": {"code": 4}}'
    headers = {"X-Business-Use-Case-Usage": json.dumps(usage), "Retry-After": "0"}
    return meta.failure("Facebook", HttpResponse(400, headers, body), NOW, writing=True)


@pytest.mark.parametrize(
    ("network", "said"),
    [
        *((of_x, said) for said in ("0", "9" * 400, "1764000000")),
        *((of_discord, said) for said in ("0", "-1", "NaN", "Infinity", "1e300")),
        *((of_mastodon, said) for said in ("1970-01-01T00:00:00Z", "9999-12-31T23:59:59Z")),
        *((of_meta, said) for said in ("0", "-3", "NaN", "Infinity", "1e300")),
    ],
)
def test_the_wait_is_between_a_second_and_a_day(network: Callable[[str], Any], said: str) -> None:
    busy = network(said)
    assert isinstance(busy, NotSent)
    assert busy.retry_after is not None
    assert 1 <= busy.retry_after <= LONGEST
