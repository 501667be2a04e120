"""X against the small X: what a search brings, long and edited posts, quotes, and more posts than one page holds."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.delivery import Declined, NotSent
from bot.networks.x import X
from sandbox import Sandbox
from sandbox.x import Town


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    sandbox = Sandbox()
    await sandbox.start()
    yield sandbox
    await sandbox.stop()


@pytest.fixture
def town(sandbox: Sandbox) -> Town:
    return sandbox.x


@pytest.fixture
async def network(sandbox: Sandbox) -> AsyncIterator[X]:
    network = X("key", "secret", "token", "token-secret", search_query="larkspur", api_url=sandbox.url)
    await network.start()
    yield network
    await network.stop()


async def now(network: X) -> str:
    return (await network.mentions("mentions", None)).cursor


async def test_a_search_brings_what_does_not_name_us_and_x_takes_no_reply_to_it(
    network: X, town: Town
) -> None:
    """Cover docs/pitfalls.md, 39: said beforehand, and said again by X."""
    since = await now(network)
    town.post("tomas_w", "larkspur is slow today")
    assert (await network.mentions("mentions", since)).mentions == ()
    (mention,) = (await network.mentions("search", since)).mentions
    assert mention.may_reply.answer == "no"
    with pytest.raises(Declined) as refused:
        await network.reply(mention, "Sorry!", key="k")
    assert (refused.value.code, refused.value.why) == ("not-summoned", mention.may_reply.why)


async def test_whoever_quotes_us_may_be_answered(network: X, town: Town) -> None:
    since = await now(network)
    ours = town.post("larkspur_help", "We deliver on Sundays.")
    town.post("tomas_w", "larkspur, you do not", quoted=ours.id)
    (mention,) = (await network.mentions("search", since)).mentions
    assert mention.may_reply.answer == "yes"
    await network.reply(mention, "Where was that?", key="k")
    assert [post.typed for post in town.replies_to(mention.native_id)] == ["Where was that?"]


async def test_a_quote_of_a_post_that_is_gone_is_left_open(network: X, town: Town) -> None:
    since = await now(network)
    ours = town.post("larkspur_help", "We deliver on Sundays.")
    town.post("tomas_w", "larkspur, you do not", quoted=ours.id)
    town.delete(ours.id)
    (mention,) = (await network.mentions("search", since)).mentions
    assert mention.may_reply.answer == "unknown"


async def test_a_long_post_arrives_whole(network: X, town: Town) -> None:
    since = await now(network)
    text = "@larkspur_help " + "and then & then <again> " * 30 + "https://story.example/?a=1&b=2 the end"
    town.post("mira_bakes", text)
    (mention,) = (await network.mentions("mentions", since)).mentions
    assert mention.text == text


async def test_an_edited_post_comes_again_under_its_first_id(network: X, town: Town) -> None:
    since = await now(network)
    post = town.post("mira_bakes", "@larkspur_help my router blinks red")
    first = await network.mentions("mentions", since)
    town.edit(post.id, "@larkspur_help my router blinks green")
    again = await network.mentions("mentions", first.cursor)
    assert [mention.native_id for mention in again.mentions] == [post.id]
    assert again.mentions[0].text.endswith("green")
    assert (first.edits, again.edits) == ((), again.mentions)


async def test_a_retweet_of_a_mention_is_no_mention(network: X, town: Town) -> None:
    """Cover docs/pitfalls.md, 19."""
    since = await now(network)
    post = town.post("mira_bakes", "@larkspur_help thank you")
    first = await network.mentions("mentions", since)
    town.retweet("tomas_w", post.id)
    assert (await network.mentions("mentions", first.cursor)).mentions == ()


async def test_a_thousand_found_posts_come_in_parts_and_all_of_them(network: X, town: Town) -> None:
    """Cover docs/pitfalls.md, 22."""
    since, more = await now(network), True
    written = [town.post("mira_bakes", f"larkspur {number}").id for number in range(1000)]
    found: list[str] = []
    while more:
        batch = await network.mentions("search", since)
        found += [mention.native_id for mention in batch.mentions]
        since, more = batch.cursor, batch.more
    assert found == written


async def test_too_many_calls_by_the_rules_of_x_say_when_the_window_opens(network: X, town: Town) -> None:
    """Cover docs/pitfalls.md, 43."""
    town.limits.set("POST /2/tweets", 1, seconds=900)
    since = await now(network)
    town.post("mira_bakes", "@larkspur_help hello?")
    (mention,) = (await network.mentions("mentions", since)).mentions
    await network.reply(mention, "Hello!", key="1")
    with pytest.raises(NotSent) as busy:
        await network.reply(mention, "Hello again!", key="2")
    assert busy.value.retry_after is not None
    assert 890 < busy.value.retry_after < 902


async def test_a_reply_from_before_is_not_taken_for_this_one(network: X, town: Town) -> None:
    since = await now(network)
    town.post("mira_bakes", "@larkspur_help hello?")
    (mention,) = (await network.mentions("mentions", since)).mentions
    await network.reply(mention, "Hello!", key="1")
    later = datetime.now(UTC) + timedelta(minutes=1)
    assert await network.find_reply(mention, "Hello!", key="2", since=later) is None
