"""X's two sets of names for posts: either is read, and the other one is sent once X no longer understands the first."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.delivery import NotSent
from bot.networks.x import X
from bot.networks.x.vocabulary import POSTS, TWEETS, as_tweets, spoken_in
from sandbox import Sandbox
from tests.bot.networks.replay import replay

LONG = "@larkspur_help" + " the kettle leaks" * 30
QUOTED = "New: the green kettle"


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    sandbox = Sandbox()
    await sandbox.start()
    yield sandbox
    await sandbox.stop()


@pytest.fixture
async def network(sandbox: Sandbox) -> AsyncIterator[X]:
    network = X("key", "secret", "token", "token-secret", api_url=sandbox.url, timeout=10)
    await network.start()
    yield network
    await network.stop()


@pytest.mark.parametrize("how", ["", "strict", "silent"])
async def test_a_post_is_read_whole_whatever_names_x_understands(
    network: X, sandbox: Sandbox, how: str
) -> None:
    """Author, conversation, whole text, what it quotes, its first id after an edit."""
    since = (await network.mentions("mentions", None)).cursor
    ours = sandbox.x.post("larkspur_help", QUOTED)
    first = sandbox.x.post("mira_bakes", "@larkspur_help it leaks", quoted=ours.id)
    sandbox.x.edit(first.id, LONG)
    sandbox.x.renamed = how
    (mention,) = (await network.mentions("mentions", since)).mentions
    assert (mention.native_id, mention.author.handle) == (first.id, "mira_bakes")
    assert mention.text == LONG
    assert (mention.quotes, mention.conversation) == (True, first.id)
    assert (await network.mentions("mentions", since)).mentions == (mention,)


@pytest.mark.parametrize("how", ["strict", "silent"])
async def test_the_other_names_are_sent_from_then_on_and_the_log_says_so(
    network: X, sandbox: Sandbox, how: str
) -> None:
    since = (await network.mentions("mentions", None)).cursor
    sandbox.x.post("mira_bakes", "@larkspur_help it leaks")
    sandbox.x.renamed = how
    with capture_logs() as lines:
        await network.mentions("mentions", since)
    told = [line for line in lines if line["event"] == "x_names_changed"]
    assert [line["sending"] for line in told] == ["post.fields"]
    calls = sandbox.x.limits.calls["GET /2/users/{id}/mentions"]
    with capture_logs() as lines:
        await network.mentions("mentions", since)
    assert sandbox.x.limits.calls["GET /2/users/{id}/mentions"] == calls + 1
    assert lines == []


async def test_names_that_are_taken_back_are_followed_too(network: X, sandbox: Sandbox) -> None:
    since = (await network.mentions("mentions", None)).cursor
    sandbox.x.post("mira_bakes", "@larkspur_help it leaks")
    sandbox.x.renamed = "strict"
    await network.mentions("mentions", since)
    sandbox.x.renamed = ""
    (mention,) = (await network.mentions("mentions", since)).mentions
    assert mention.author.handle == "mira_bakes"


async def test_an_answer_in_the_new_names_to_a_question_in_the_former_ones_is_asked_for_again(
    network: X,
) -> None:
    """X may honour the former names and answer in the new ones."""
    me = {"data": {"id": "7001", "username": "larkspur_help"}}
    post = {"id": "9", "text": "look", "author_id": "8", "referenced_posts": [{"type": "quoted", "id": "5"}]}
    page = {"data": [post], "includes": {"posts": [{"id": "5", "text": QUOTED, "author_id": "7001"}]}}
    path = "/2/users/7001/mentions"
    exchanges: list[dict[str, Any]] = [
        {"method": "GET", "path": "/2/users/me", "status": 200, "body": me},
        {"method": "GET", "path": path, "status": 200, "body": page | {"meta": {}}},
    ]
    async with replay(exchanges) as server:
        network = X("key", "secret", "token", "token-secret", api_url=server.url)
        (mention,) = (await network.mentions("mentions", "1")).mentions
        await network.stop()
    assert (mention.quotes, mention.may_reply.answer) == (True, "yes")
    first, second = server.asked_for(path)
    assert ("tweet.fields" in first.query, "post.fields" in second.query) == (True, True)
    assert "referenced_posts.id" in second.query["expansions"].split(",")


async def test_a_look_whose_second_question_fails_is_not_taken_for_understood(
    network: X, sandbox: Sandbox
) -> None:
    """Posts without their authors would be taken, and never looked at again."""
    since = (await network.mentions("mentions", None)).cursor
    sandbox.x.post("mira_bakes", "@larkspur_help it leaks")
    sandbox.x.renamed = "silent"
    sandbox.x.limits.set("GET /2/users/{id}/mentions", 1, seconds=600)
    with pytest.raises(NotSent):
        await network.mentions("mentions", since)
    sandbox.x.limits.set("GET /2/users/{id}/mentions", 10)
    (mention,) = (await network.mentions("mentions", since)).mentions
    assert mention.author.handle == "mira_bakes"


async def test_names_x_understands_no_better_are_not_kept(network: X, sandbox: Sandbox) -> None:
    """Posts without any field beside their id and text: as good as X gives them."""
    me = {"data": {"id": "7001", "username": "larkspur_help"}}
    path = "/2/users/7001/mentions"
    page = {"data": [{"id": "9", "text": "look"}], "meta": {}}
    exchanges: list[dict[str, Any]] = [
        {"method": "GET", "path": "/2/users/me", "status": 200, "body": me},
        {"method": "GET", "path": path, "status": 200, "body": page},
    ]
    async with replay(exchanges) as server:
        network = X("key", "secret", "token", "token-secret", api_url=server.url)
        (mention,) = (await network.mentions("mentions", "1")).mentions
        await network.stop()
    assert mention.text == "look"
    assert ["post.fields" in asked.query for asked in server.asked_for(path)] == [False, True]


@pytest.mark.parametrize(
    ("words", "vocabulary"),
    [
        ("The query parameter [tweet.fields] is not one of [id,expansions,post.fields]", TWEETS),
        ("The `expansions` query parameter value [referenced_tweets.id] is not one of [author_id]", TWEETS),
        ("The `tweet.fields` query parameter value [edit_history_tweet_ids] is not one of [id]", TWEETS),
        ("The query parameter [post.fields] is not one of [id,expansions,tweet.fields]", POSTS),
        ("The `expansions` query parameter value [referenced_posts.id] is not one of [author_id]", POSTS),
    ],
)
def test_a_refusal_that_names_what_we_sent_is_told_from_others(words: str, vocabulary: Any) -> None:
    assert vocabulary.is_refused(words)
    assert not TWEETS.is_refused("'since_id' must be a tweet id created in the last 7 days")
    assert not POSTS.is_refused("You are not allowed to post")


def test_an_answer_without_posts_tells_nothing() -> None:
    answers: list[dict[str, Any]] = [{}, {"data": []}, {"data": None, "includes": None}, {"errors": [{}]}]
    for answer in answers:
        assert spoken_in(answer) is None
        assert as_tweets(answer) == answer
