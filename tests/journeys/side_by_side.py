"""Stories that are mostly waiting, played side by side: each on a database of its own, each named when it fails."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg

# More would wait for each other on a busy machine, and none may wait long.
AT_ONCE = 5


async def side_by_side(url: str, stories: Mapping[str, Callable[[str], Awaitable[None]]]) -> None:
    """Play every story on an empty database of its own, of the same kind as the one at `url`, AT_ONCE at a time."""
    turns = asyncio.Semaphore(AT_ONCE)
    async with asyncio.TaskGroup() as together:
        for number, (name, story) in enumerate(stories.items()):
            together.create_task(_play(name, story, url, number, turns))


async def _play(
    name: str, story: Callable[[str], Awaitable[None]], url: str, number: int, turns: asyncio.Semaphore
) -> None:
    try:
        async with turns:
            with another_database(url, number) as database:
                await story(database)
    except Exception as trouble:
        trouble.add_note(f"in the story: {name}")
        raise


@contextmanager
def another_database(url: str, number: int) -> Iterator[str]:
    """One more empty database of the same kind."""
    if not url.startswith("postgres"):
        yield f"{url}-{number}"
        return
    name = f"{urlsplit(url).path.strip('/')}_{number}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'create database "{name}"')
        yield urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
        connection.execute(f'drop database "{name}" with (force)')
