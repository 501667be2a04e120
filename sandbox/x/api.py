"""v2 endpoints of the simulated X, as tweepy calls them."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

from aiohttp import web

from sandbox.x import field_names, problems, wire
from sandbox.x.clock import first_id_at
from sandbox.x.problems import JSON, Problem
from sandbox.x.records import Account, Post
from sandbox.x.rules import refusal
from sandbox.x.search import read_query
from sandbox.x.timeline import Query, page, wanted
from sandbox.x.town import Town

MOST_IDS = 100
SEARCH_DAYS = 7


@dataclass(frozen=True, slots=True)
class Call:
    """One request that passed authentication and rate limits; `me` is the account that asks."""

    town: Town
    me: Account
    path: Query
    query: Query
    body: JSON


Endpoint = Callable[[Call], JSON]


def add_api(app: web.Application, town: Town) -> None:
    """Serve /2/* from this town."""
    for (method, path), endpoint in ENDPOINTS.items():
        app.router.add_route(method, path, _served(town, f"{method} {path}", endpoint))


def me(call: Call) -> JSON:
    return {"data": wire.user(call.me, wanted(call.query), len(call.town.by(call.me)))}


def users_by_ids(call: Call) -> JSON:
    ids = call.query.get("ids", "").split(",")
    found = [account for account in call.town.accounts() if account.id in ids]
    users = [wire.user(account, wanted(call.query), len(call.town.by(account))) for account in found]
    missing = [one for one in ids if one not in {account.id for account in found}]
    errors = [problems.missing("user", "ids", one) for one in missing]
    return ({"data": users} if users else {}) | ({"errors": errors} if errors else {})


def user_by_id(call: Call) -> JSON:
    account = next((one for one in call.town.accounts() if one.id == call.path["id"]), None)
    return _one_user(call, account, "id", call.path["id"])


def user_by_handle(call: Call) -> JSON:
    handle = call.path["handle"]
    return _one_user(call, call.town.find_account(handle), "username", handle)


def mentions(call: Call) -> JSON:
    return _timeline(call, call.town.naming(_owner(call)), lambda _: True)


def user_posts(call: Call) -> JSON:
    excluded = call.query.get("exclude", "").split(",")

    def keep(post: Post) -> bool:
        return not ("replies" in excluded and post.in_reply_to) and not (
            "retweets" in excluded and post.retweeted
        )

    return _timeline(call, call.town.by(_owner(call)), keep)


def search(call: Call) -> JSON:
    """Return posts of the last seven days; words do not find retweets (X docs: Changelog 2026-05-04)."""
    test = read_query(call.query.get("query", ""))
    oldest = first_id_at(call.town.clock() - timedelta(days=SEARCH_DAYS))
    _check_since(call.query, oldest)
    posts = list(call.town.posts.values())
    found = page(
        call.query,
        posts,
        smallest=10,
        newest=len(posts),
        keep=lambda post: not post.retweeted and int(post.id) >= oldest and test(post),
    )
    return wire.answer(call.town, found.posts, wanted(call.query)) | {"meta": found.meta()}


def posts_by_ids(call: Call) -> JSON:
    """Return posts by their ids. Raise a 400 `Problem` for an invalid list of ids."""
    ids = call.query.get("ids", "").split(",")
    if not 1 <= len(ids) <= MOST_IDS or not all(one.isdecimal() for one in ids):
        message = f"The `ids` query parameter must hold 1 to {MOST_IDS} valid Tweet IDs"
        raise problems.invalid("ids", ",".join(ids), message)
    found = [post for one in ids if (post := call.town.posts.get(one)) and not post.deleted]
    errors = [problems.missing("tweet", "ids", one) for one in ids if one not in {post.id for post in found}]
    return wire.answer(call.town, found, wanted(call.query)) | ({"errors": errors} if errors else {})


def post_by_id(call: Call) -> JSON:
    post = call.town.posts.get(call.path["id"])
    if post is None or post.deleted:
        return {"errors": [problems.missing("tweet", "id", call.path["id"])]}
    several = wire.answer(call.town, [post], wanted(call.query))
    return several | {"data": several["data"][0]}


def create_post(call: Call) -> JSON:
    """Create a post. Raise `Problem` when X would refuse it."""
    text = str(call.body.get("text") or "")
    reply: JSON = call.body.get("reply") or {}
    in_reply_to = reply.get("in_reply_to_tweet_id")
    if problem := refusal(call.town, call.me, text, in_reply_to):
        raise problem
    without = [
        one.handle for one in call.town.accounts() if one.id in reply.get("exclude_reply_user_ids", [])
    ]
    post = call.town.post(call.me.handle, text, in_reply_to=in_reply_to, without=without)
    shown = wire.tweet(call.town, post, wanted({}))
    return {"data": {name: shown[name] for name in ("id", "text", "edit_history_tweet_ids")}}


def delete_post(call: Call) -> JSON:
    """Delete a post. Raise `Problem` when it does not exist, or is another account's."""
    post = call.town.posts.get(call.path["id"])
    if post is None or post.deleted:
        raise Problem(404, problems.missing("tweet", "id", call.path["id"]))
    if post.author is not call.me:
        raise problems.forbidden("You are not authorized to delete this Tweet.")
    call.town.delete(post.id)
    return {"data": {"deleted": True}}


ENDPOINTS: dict[tuple[str, str], Endpoint] = {
    ("GET", "/2/users"): users_by_ids,
    ("GET", "/2/users/me"): me,
    ("GET", "/2/users/by/username/{handle}"): user_by_handle,
    ("GET", "/2/users/{id}"): user_by_id,
    ("GET", "/2/users/{id}/mentions"): mentions,
    ("GET", "/2/users/{id}/tweets"): user_posts,
    ("GET", "/2/tweets/search/recent"): search,
    ("GET", "/2/tweets"): posts_by_ids,
    ("GET", "/2/tweets/{id}"): post_by_id,
    ("POST", "/2/tweets"): create_post,
    ("DELETE", "/2/tweets/{id}"): delete_post,
}
NEEDS_USER = {"GET /2/users/me", "POST /2/tweets", "DELETE /2/tweets/{id}"}


def _served(town: Town, name: str, endpoint: Endpoint) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def serve(request: web.Request) -> web.Response:
        """Serve a call. Raise a 429 `Problem` above the rate limit."""
        headers: dict[str, str] = {}
        try:
            account = _caller(town, name, request)
            allowed, headers = town.limits.spend(name, town.clock())
            if not allowed:
                raise problems.too_many_requests()
            body = await _json(request) if request.method == "POST" else {}
            query = field_names.asked(request.query, town.renamed) if town.renamed else dict(request.query)
            answer = endpoint(Call(town, account, dict(request.match_info), query, body))
            status = 201 if name == "POST /2/tweets" else 200
            shown = field_names.answered(answer) if town.renamed else answer
            return web.json_response(shown, status=status, headers=headers)
        except Problem as problem:
            return web.json_response(problem.body, status=problem.status, headers=headers)

    return serve


def _caller(town: Town, name: str, request: web.Request) -> Account:
    token = town.logins.token_of(request.headers.get("Authorization"))
    if token in town.logins.app_only and name in NEEDS_USER:
        raise problems.unsupported_login(request.path)
    return town.account(town.logins.handles.get(token, town.brand.handle))


async def _json(request: web.Request) -> JSON:
    try:
        body = await request.json()
    except json.JSONDecodeError:
        raise problems.invalid("body", "", "Requests body is not valid JSON") from None
    if not isinstance(body, dict):
        raise problems.invalid("body", "", "Requests body must be a JSON object")
    return body


def _timeline(call: Call, posts: list[Post], keep: Callable[[Post], bool]) -> JSON:
    found = page(call.query, posts, smallest=5, keep=keep)
    return wire.answer(call.town, found.posts, wanted(call.query)) | {"meta": found.meta()}


def _owner(call: Call) -> Account:
    account = next((one for one in call.town.accounts() if one.id == call.path["id"]), None)
    if account is None:
        raise Problem(200, {"errors": [problems.missing("user", "id", call.path["id"])]})
    return account


def _one_user(call: Call, account: Account | None, parameter: str, value: str) -> JSON:
    if account is None:
        return {"errors": [problems.missing("user", parameter, value)]}
    return {"data": wire.user(account, wanted(call.query), len(call.town.by(account)))}


def _check_since(query: Query, oldest: int) -> None:
    since = query.get("since_id", "")
    if since.isdecimal() and int(since) < oldest:
        message = f"'since_id' must be a tweet id created in the last {SEARCH_DAYS} days: above {oldest}."
        raise problems.invalid("since_id", since, message)
