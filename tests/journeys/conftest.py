"""What journeys share: a stage with Baton at work on it, once for each database."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import Baton
from tests.journeys.stage import Stage, playing


@pytest.fixture
async def played(database_url: str, tmp_path: Path) -> AsyncIterator[tuple[Stage, Baton]]:
    async with playing(database_url, tmp_path) as pair:
        yield pair


@pytest.fixture
def stage(played: tuple[Stage, Baton]) -> Stage:
    return played[0]


@pytest.fixture
def baton(played: tuple[Stage, Baton]) -> Baton:
    return played[1]
