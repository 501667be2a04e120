"""Polling of an X source: everything after a cursor, though X lists the newest first, in pages."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

JSON = dict[str, Any]
Page = Callable[..., Awaitable[JSON]]

PAGES = 8  # of 100 posts: as far back as X keeps the mentions of an account (X docs: Timelines)


@dataclass(frozen=True, slots=True)
class PollResult:
    """X's answers, the id up to which all was seen, and whether newer posts are waiting."""

    answers: list[JSON]
    seen: int
    more: bool


async def poll(page: Page, since: int, newest: int) -> PollResult:
    """Return everything after the id `since`, or its oldest part if that is more than one poll should ingest.

    `newest` is an id that no post can have yet. Nothing is skipped: while the pages do not reach back to `since`,
    the range of ids is halved.
    """
    until: int | None = None
    while True:
        answers, whole = await walk(page, PAGES, since_id=since, until_id=until)
        if whole:
            seen = max([since, *_ids(answers)]) if until is None else until - 1
            return PollResult(answers, seen, more=until is not None)
        oldest = min(_ids(answers), default=until or newest)
        until = (since + oldest) // 2 + 1


async def walk(page: Page, pages: int, **bounds: Any) -> tuple[list[JSON], bool]:
    """Return up to `pages` answers from the newest back, and whether those are all within the bounds."""
    given = {name: value for name, value in bounds.items() if value is not None}
    answers = [await page(**given)]
    while token := (answers[-1].get("meta") or {}).get("next_token"):
        if len(answers) == pages:
            return answers, False
        answers.append(await page(**given, pagination_token=token))
    return answers, True


def _ids(answers: list[JSON]) -> list[int]:
    posts = [post for answer in answers for post in answer.get("data") or []]
    ids = [str(post.get("id")) for post in posts if isinstance(post, dict)]
    return [int(post_id) for post_id in ids if post_id.isdecimal()]
