"""The two sets of names in X's API for posts, before and since OpenAPI 2.167: one is sent, both are read."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

JSON = dict[str, Any]

# What a post's fields are called since OpenAPI 2.167, by the names that came before.
_RENAMED = {
    "edit_history_tweet_ids": "edit_history_post_ids",
    "note_tweet": "note_post",
    "referenced_tweets": "referenced_posts",
}
_FORMER = {new: old for old, new in _RENAMED.items()}
# X gives these whenever they are asked for.
_ALWAYS_THERE = ("author_id", "conversation_id", "created_at")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """One set of names. `fields` is the parameter that asks for fields of posts; X names it in a refusal."""

    fields: str
    names: Mapping[str, str]
    more_expansions: tuple[str, ...] = ()

    def of(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Return a request's parameters in these names; they are given in those of tweets."""
        asked = {**parameters}
        if "tweet.fields" in asked:
            asked[self.fields] = self._renamed(asked.pop("tweet.fields"))
        if "expansions" in asked:
            asked["expansions"] = ",".join([self._renamed(asked["expansions"]), *self.more_expansions])
        return asked

    def is_refused(self, words: str) -> bool:
        """Return whether X's error about a bad request names something that only this vocabulary has."""
        stem = self.fields.partition(".")[0]
        return re.search(rf"\b{stem}[._]fields\b|_{stem}s?\b|_{stem}_ids\b", words) is not None

    def is_understood(self, answer: JSON) -> bool:
        """Return whether X answered in these names. X silently ignores unknown names and bills the posts all the
        same; they then lack the fields that it always includes."""
        posts = list(_posts(answer))
        if posts and not any(name in post for post in posts for name in _ALWAYS_THERE):
            return False
        return (spoken_in(answer) or self) is self

    def _renamed(self, listed: str) -> str:
        return re.sub("|".join(_RENAMED), lambda found: self.names.get(found[0], found[0]), listed)


TWEETS = Vocabulary("tweet.fields", {})
# Its page names the expansion without the ".id" that X answers to; what X does not know it passes over.
POSTS = Vocabulary("post.fields", _RENAMED, ("referenced_posts",))


def other(vocabulary: Vocabulary) -> Vocabulary:
    return TWEETS if vocabulary is POSTS else POSTS


def spoken_in(answer: JSON) -> Vocabulary | None:
    """Return the vocabulary of an answer; None when it is ambiguous."""
    names = {name for post in _posts(answer) for name in post} | set(answer.get("includes") or {})
    if names & {*_FORMER, "posts"}:
        return POSTS
    return TWEETS if names & {*_RENAMED, "tweets"} else None


def as_tweets(answer: JSON) -> JSON:
    """Return an answer in the names of tweets, whichever it came in."""
    if spoken_in(answer) is not POSTS:
        return answer
    renamed = {**answer}
    data, includes = answer.get("data"), answer.get("includes")
    if isinstance(data, list):
        renamed["data"] = [_as_tweet(post) for post in data]
    elif isinstance(data, dict):
        renamed["data"] = _as_tweet(data)
    if isinstance(includes, dict) and isinstance(includes.get("posts"), list):
        renamed["includes"] = {**includes, "tweets": [_as_tweet(post) for post in includes["posts"]]}
    return renamed


def _as_tweet(post: Any) -> Any:
    return (
        {_FORMER.get(name, name): value for name, value in post.items()} if isinstance(post, dict) else post
    )


def _posts(answer: JSON) -> Iterator[JSON]:
    """Yield the posts of an answer; one about users has none."""
    data = answer.get("data")
    for post in data if isinstance(data, list) else [data]:
        if isinstance(post, dict) and "username" not in post:
            yield post
