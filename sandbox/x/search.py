"""X's search queries (words, "phrases", @handles, #tags, operators, OR, brackets, minus) as tests of a post."""

import re
from collections.abc import Callable, Iterator

from sandbox.x.problems import Problem, invalid
from sandbox.x.records import Post
from sandbox.x.words import HASHTAG, LINK, handles_in

Test = Callable[[Post], bool]

LONGEST_QUERY = 512
TOKEN = re.compile(r'\s*(-?)(?:(\()|(\))|"([^"]*)"|([^\s()"]+))')


def read_query(query: str) -> Test:
    """Return the test for a query (X docs: Search, building a query). Raise a 400 `Problem` where X would."""
    if not query.strip() or len(query) > LONGEST_QUERY:
        raise _bad(query, f"Rules must be 1 to {LONGEST_QUERY} characters long.")
    tokens = [found.groups() for found in TOKEN.finditer(query.strip())]
    reader = _Reader(query, iter(tokens))
    test = reader.any_of()
    if reader.token is not None:
        raise _bad(query, "There is a closing bracket too many.")
    return test


class _Reader:
    """Recursive descent: OR of ANDs of terms, as X binds them."""

    def __init__(self, query: str, tokens: Iterator[tuple[str | None, ...]]) -> None:
        self._query = query
        self._tokens = tokens
        self.token = next(tokens, None)

    def any_of(self) -> Test:
        choices = [self._all_of()]
        while self.token is not None and self.token[4] == "OR":
            self._step()
            choices.append(self._all_of())
        return lambda post: any(choice(post) for choice in choices)

    def _all_of(self) -> Test:
        terms: list[Test] = []
        while self.token is not None and not self.token[2] and self.token[4] != "OR":
            terms.append(self._term())
        if not terms:
            raise _bad(self._query, "There is nothing to look for on one side of OR or in a bracket.")
        return lambda post: all(term(post) for term in terms)

    def _term(self) -> Test:
        assert self.token is not None
        minus, bracket, _, phrase, word = self.token
        self._step()
        test = self._bracket() if bracket else self._leaf(phrase, word or "")
        return (lambda post: not test(post)) if minus else test

    def _leaf(self, phrase: str | None, word: str) -> Test:
        return _word(self._query, word) if phrase is None else _phrase(phrase)

    def _bracket(self) -> Test:
        test = self.any_of()
        if self.token is None or not self.token[2]:
            raise _bad(self._query, "A bracket is not closed.")
        self._step()
        return test

    def _step(self) -> None:
        self.token = next(self._tokens, None)


def _word(query: str, word: str) -> Test:
    operator, colon, value = word.partition(":")
    if colon and operator.casefold() in _OPERATORS:
        return _OPERATORS[operator.casefold()](value.removeprefix("@").casefold())
    if colon and operator.isalpha():
        raise _bad(query, f"Reference to invalid operator '{operator}'.")
    if word.startswith("@"):
        return lambda post: word[1:].casefold() in {name.casefold() for name in handles_in(post.text)}
    if word.startswith("#"):
        return lambda post: word[1:].casefold() in {tag.casefold() for tag in HASHTAG.findall(post.text)}
    return _phrase(word)


def _phrase(phrase: str) -> Test:
    wanted = f" {' '.join(_tokens(phrase))} "
    return lambda post: wanted in f" {' '.join(_tokens(post.text))} "


def _tokens(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _is(kind: str) -> Test:
    facts: dict[str, Test] = {
        "retweet": lambda post: post.retweeted is not None,
        "reply": lambda post: post.in_reply_to is not None,
        "quote": lambda post: post.quoted is not None,
    }
    return facts.get(kind, lambda _: False)


def _has(kind: str) -> Test:
    facts: dict[str, Test] = {
        "links": lambda post: bool(LINK.search(post.text)),
        "media": lambda post: bool(post.media),
        "mentions": lambda post: bool(handles_in(post.text)),
    }
    return facts.get(kind, lambda _: False)


_OPERATORS: dict[str, Callable[[str], Test]] = {
    "is": _is,
    "has": _has,
    "from": lambda handle: lambda post: post.author.handle.casefold() == handle,
    "conversation_id": lambda post_id: lambda post: post.conversation_id == post_id,
    "in_reply_to_tweet_id": lambda post_id: lambda post: post.in_reply_to == post_id,
    "quotes_of_tweet_id": lambda post_id: lambda post: post.quoted == post_id,
    "lang": lambda _: lambda __: True,
}


def _bad(query: str, message: str) -> Problem:
    return invalid("query", query, message)
