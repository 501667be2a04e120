"""X's names for posts since OpenAPI 2.167, which a test can switch on, in two variants: strict or silent."""

from collections.abc import Mapping
from typing import Any

from sandbox.x.problems import invalid

# The names since 2.167, by those before it.
RENAMED: Mapping[str, str] = {
    "edit_history_tweet_ids": "edit_history_post_ids",
    "note_tweet": "note_post",
    "referenced_tweets": "referenced_posts",
    "referenced_tweets.id": "referenced_posts.id",
    "tweets": "posts",
}
FORMER = {new: old for old, new in RENAMED.items()} | {"referenced_posts": "referenced_tweets.id"}
KNOWN = (
    "id",
    "ids",
    "expansions",
    "media.fields",
    "poll.fields",
    "post.fields",
    "user.fields",
    "place.fields",
)


def asked(query: Mapping[str, str], how: str) -> dict[str, str]:
    """Return a query in the former names. A former name in it is ignored (silent), or refused (strict).

    Raise a 400 `Problem` for a former name in the strict variant.
    """
    if "tweet.fields" in query and how == "strict":
        value = query["tweet.fields"]
        said = f"The query parameter [tweet.fields] is not one of [{','.join(KNOWN)}]"
        raise invalid("tweet.fields", value, said)
    former = {name: value for name, value in query.items() if name != "tweet.fields"}
    if "post.fields" in former:
        # What a post refers to is no field of it any more: it comes with its expansion.
        former["tweet.fields"] = _former(former.pop("post.fields").replace("referenced_posts", "id"))
    if "expansions" in former:
        former["expansions"] = _former(former["expansions"])
    return former


def answered(body: Any) -> Any:
    """Return an answer in the names since 2.167."""
    if isinstance(body, list):
        return [answered(one) for one in body]
    if isinstance(body, dict):
        return {RENAMED.get(name, name): answered(value) for name, value in body.items()}
    return body


def _former(listed: str) -> str:
    """Return the former names of a list, without those that no longer exist."""
    known = [name for name in listed.split(",") if name not in RENAMED]
    return ",".join(dict.fromkeys(FORMER.get(name, name) for name in known))
