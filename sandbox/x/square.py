"""The town square: what the page shows and a customer does there."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from sandbox.x.problems import JSON
from sandbox.x.records import Account, Post
from sandbox.x.rules import may_reply
from sandbox.x.town import Town, Unknown
from sandbox.x.wire import iso

LONGEST_POST = 25_000


def add_square(app: web.Application, town: Town) -> None:
    """Serve /page/town and what a customer does there."""
    app.router.add_get("/page/town", _town_reader(town))
    app.router.add_get("/page/town/people", _people_reader(town))
    for name, act in ACTS.items():
        app.router.add_post(f"/page/town/{name}", _acting(town, act))


def drawn(town: Town, post: Post) -> JSON:
    """Return a post as the page shows it: `text` is what the author typed, `full_text` what X made of it."""
    return {
        "id": post.id,
        "author": _drawn_author(post.author),
        "text": post.typed if not post.retweeted else post.text,
        "full_text": post.text,
        "created_at": iso(post.created_at),
        "in_reply_to": post.in_reply_to,
        "conversation_id": post.conversation_id,
        "quoted": post.quoted,
        "retweeted": post.retweeted,
        "media": [item.url for item in post.media],
        "edited": len(post.history) > 1,
        "deleted": post.deleted,
        "brand_may_reply": may_reply(town, town.brand, post),
    }


def write(town: Town, asked: JSON) -> JSON:
    """Write a post as a customer. Raise ValueError for a text that is empty or too long."""
    followers = asked.get("followers")
    text = str(asked.get("text") or "")
    if not text.strip() or len(text) > LONGEST_POST:
        raise ValueError(f"a post has 1 to {LONGEST_POST} characters")
    post = town.post(
        str(asked.get("handle") or "somebody"),
        text,
        name=asked.get("name") or None,
        followers=None if followers in (None, "") else int(followers),
        in_reply_to=asked.get("in_reply_to"),
        quoted=asked.get("quoted"),
        media=asked.get("media") or (),
        reply_settings=asked.get("reply_settings") or "everyone",
    )
    return drawn(town, post)


def delete(town: Town, asked: JSON) -> JSON:
    town.delete(str(asked.get("id")))
    return {"deleted": True}


def edit(town: Town, asked: JSON) -> JSON:
    return drawn(town, town.edit(str(asked.get("id")), str(asked.get("text") or "")))


def retweet(town: Town, asked: JSON) -> JSON:
    return drawn(town, town.retweet(str(asked.get("handle")), str(asked.get("id"))))


ACTS: dict[str, Callable[[Town, JSON], JSON]] = {
    "post": write,
    "delete": delete,
    "edit": edit,
    "retweet": retweet,
}


def _town_reader(town: Town) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def read(request: web.Request) -> web.Response:
        posts = [post for post in town.posts.values() if not post.superseded]
        limit = int(request.query.get("limit") or len(posts) or 1)
        return web.json_response([drawn(town, post) for post in posts[-limit:]])

    return read


def _people_reader(town: Town) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def read(_: web.Request) -> web.Response:
        return web.json_response([_drawn_author(account) for account in town.accounts()])

    return read


def _acting(
    town: Town, act: Callable[[Town, JSON], JSON]
) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def answer(request: web.Request) -> web.Response:
        try:
            return web.json_response(act(town, await request.json()))
        except Unknown as gone:
            return web.json_response({"error": f"there is no post {gone}"}, status=404)
        except (ValueError, TypeError, AttributeError) as wrong:
            return web.json_response({"error": str(wrong)}, status=400)

    return answer


def _drawn_author(account: Account) -> dict[str, Any]:
    names = ("id", "handle", "name", "followers", "is_brand")
    return {name: getattr(account, name) for name in names}
