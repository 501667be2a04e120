"""The outside world of the task tests."""

from collections.abc import AsyncIterator

import pytest

from sandbox import Sandbox


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    sandbox = Sandbox(0)
    await sandbox.start()
    yield sandbox
    await sandbox.stop()
