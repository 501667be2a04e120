"""Posts that X does not show: deleted, of an account that is away, or closed to us."""

from typing import Any

from msgspec.structs import replace

from bot.networks.x import X
from sandbox.x import problems
from tests.bot.networks.replay import recorded, replay
from tests.bot.networks.test_x_failures import MENTION

CLOSED = {
    "resource_id": "3",
    "title": "Authorization Error",
    "detail": "Sorry, you are not authorized to see the Tweet with ids: [3].",
    "type": f"{problems.KINDS}/not-authorized-for-resource",
}


def answer(path: str, body: dict[str, Any]) -> dict[str, Any]:
    return {"method": "GET", "path": path, "status": 200, "body": body}


async def test_only_what_an_account_that_is_there_no_longer_has_was_deleted() -> None:
    """X finds no post of a deactivated account, and names a suspended one's as not for us."""
    posts = [
        replace(MENTION, native_id=one, author=replace(MENTION.author, native_id=f"70{one}")) for one in "123"
    ]
    errors = [*(problems.missing("tweet", "ids", one) for one in "12"), CLOSED]
    users = {"data": [{"id": "701", "username": "ana"}], "errors": [problems.missing("user", "ids", "702")]}
    async with replay(
        [*recorded("x/me"), answer("/2/tweets", {"errors": errors}), answer("/2/users", users)]
    ) as server:
        network = X("ck", "cs", "at", "ats", api_url=server.url)
        found = await network.review(posts)
        await network.stop()
    assert (found.seen, found.gone, found.reads) == (frozenset(), ("1",), 2)
    assert "deactivated" in found.hidden["2"].why
    assert "protects their posts" in found.hidden["3"].why
