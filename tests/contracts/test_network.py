"""What every network does, whatever it is: one suite that each of them passes against a fake of its wire."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from functools import partial

import pytest

from bot.delivery import CannotTell, Declined, NotSent
from bot.mention import Mention
from bot.networks import Batch
from tests.contracts.stages import Pushes, Question, Stage
from tests.contracts.stages.table import STAGES
from tests.contracts.stages.watching import Pushed, ask, watching


@pytest.fixture(params=STAGES)
async def stage(request: pytest.FixtureRequest) -> AsyncIterator[Stage]:
    async with STAGES[request.param]() as stage:
        yield stage


def unless_exempt(stage: Stage, question: Question) -> None:
    if why := stage.exempt.get(question):
        pytest.skip(f"{stage.network.name}: {why}")


def only_looked_at(stage: Stage) -> None:
    if not stage.network.sources:
        pytest.skip(f"{stage.network.name}: it has no source to poll, all posts are pushed")


def only_pushed(stage: Stage) -> Pushes:
    if not isinstance(stage, Pushes):
        pytest.skip(f"{stage.network.name}: nothing is pushed, Baton polls")
    return stage


def leads_to(stage: Stage, url: str, native_id: str) -> bool:
    """Whether this address is that of the post with this id."""
    return "address" in stage.exempt or stage.network.post_id(url) == native_id


async def one_arrival(stage: Stage, text: str = "where is my parcel?") -> Mention:
    watch = await watching(stage)
    stage.post("mira_bakes", text)
    (mention,) = (await watch.arrived()).mentions
    return mention


def texts(batch: Batch) -> list[str]:
    """What was written, without the handle of ours it may begin with."""
    return [re.sub(r"^@larkspur[\w.]* ", "", mention.text) for mention in batch.mentions]


async def test_it_knows_its_names_and_limits_once_started(stage: Stage) -> None:
    await stage.network.start()
    network = stage.network
    assert all([network.name, network.title, network.account])
    assert network.sources or isinstance(stage, Pushes)
    assert network.limits.longest >= network.limits.length("We are on it.") > 0
    assert network.limits.poll_seconds > 0
    assert network.limits.reply_gap >= 0


async def test_a_post_arrives_with_all_that_is_known(stage: Stage) -> None:
    before = datetime.now(UTC)
    mention = await one_arrival(stage, "my parcel is <late> & wet ☔ since 5 €")
    assert mention.text.endswith("my parcel is <late> & wet ☔ since 5 €")
    assert (mention.network, mention.author.handle.partition("@")[0]) == (stage.network.name, "mira_bakes")
    assert abs((mention.posted_at - before).total_seconds()) < 5
    assert mention.posted_at.tzinfo is UTC
    assert mention.may_reply.answer == "yes"
    assert leads_to(stage, mention.url, mention.native_id)


async def test_the_first_look_brings_no_history(stage: Stage) -> None:
    """Cover docs/pitfalls.md, 20."""
    only_looked_at(stage)
    stage.post("mira_bakes", "long ago")
    await stage.network.start()
    batch = await stage.network.mentions(stage.network.sources[0], None)
    assert batch.mentions == ()
    assert texts(await stage.network.mentions(stage.network.sources[0], batch.cursor)) == []


async def test_what_came_while_we_were_away_is_caught_up_oldest_first(stage: Stage) -> None:
    """Cover docs/pitfalls.md, 22."""
    watch = await watching(stage)
    written = [f"post number {number}" for number in range(120)]
    for text in written:
        stage.post("mira_bakes", text)
    assert texts(await watch.arrived()) == written


async def test_what_is_brought_twice_is_known_by_its_ids(stage: Stage) -> None:
    watch = await watching(stage)
    stage.post("mira_bakes", "one")
    stage.post("tomas_w", "two")
    first = [mention.key for mention in (await watch.arrived()).mentions]
    again = [mention.key for mention in (await watch.again()).mentions]
    assert len(set(first)) == 2
    assert again == first if stage.network.sources else set(again) <= set(first)
    assert texts(await watch.arrived()) == []


async def test_what_could_not_be_stored_is_taken_when_it_is_pushed_again(stage: Stage) -> None:
    watch = Pushed(only_pushed(stage))
    stage.network.subscribe(watch.sink)
    stage.post("mira_bakes", "where is my parcel?")
    watch.sink.deaf = 1
    assert texts(await watch.arrived()) == []
    assert texts(await watch.arrived()) == ["where is my parcel?"]


async def test_a_push_its_sender_has_not_signed_is_refused(stage: Stage) -> None:
    """Cover docs/pitfalls.md, 33."""
    watch = Pushed(pushes := only_pushed(stage))
    stage.network.subscribe(watch.sink)
    answer = await ask(pushes, pushes.forged())
    assert answer.status in (401, 403, 404)
    assert watch.sink.taken == []


async def test_our_own_posts_never_arrive(stage: Stage) -> None:
    """Cover docs/pitfalls.md, 18."""
    watch = await watching(stage)
    stage.post_as_us("we are back at eight")
    stage.post("mira_bakes", "good")
    assert texts(await watch.arrived()) == ["good"]
    assert texts(await watch.arrived()) == []


async def test_a_reply_stands_under_the_post_and_its_receipt_says_where(stage: Stage) -> None:
    unless_exempt(stage, "stands")
    mention = await one_arrival(stage)
    receipt = await stage.network.reply(mention, "On our way & sorry <3", key="1042@net/4/reply")
    assert stage.replies(mention.native_id) == ["On our way & sorry <3"]
    assert leads_to(stage, receipt.url, receipt.native_id)
    assert receipt.at.tzinfo is UTC


async def test_our_reply_does_not_arrive_as_a_mention(stage: Stage) -> None:
    watch = await watching(stage)
    stage.post("mira_bakes", "where is my parcel?")
    batch = await watch.arrived()
    await stage.network.reply(batch.mentions[0], "On our way", key="k")
    assert texts(await watch.arrived()) == []


@pytest.mark.parametrize("kind", ["500_after", "html_after", "reset_after", "malformed_after", "slow_after"])
async def test_a_reply_that_went_out_unconfirmed_is_found_again(stage: Stage, kind: Question) -> None:
    unless_exempt(stage, kind)
    mention, since = await one_arrival(stage), datetime.now(UTC)
    stage.fail("reply", kind)
    text = "Sorry & thank you: see larkspur.example/help or https://larkspur.example/?a=1&b=2"
    with pytest.raises(CannotTell):
        await stage.network.reply(mention, text, key="k")
    assert len(stage.replies(mention.native_id)) == 1
    if "find" in stage.exempt:
        with pytest.raises(CannotTell, match=r"\w+ \w+"):
            await stage.network.find_reply(mention, text, key="k", since=since)
        return
    found = await stage.network.find_reply(mention, text, key="k", since=since)
    assert found is not None
    assert leads_to(stage, found.url, found.native_id)
    assert abs((found.at - since).total_seconds()) < 5


@pytest.mark.parametrize("kind", ["500", "html", "reset", "malformed"])
async def test_a_reply_that_never_went_out_is_not_found(stage: Stage, kind: Question) -> None:
    """Where the network shows that surely nothing happened, nothing is looked for."""
    unless_exempt(stage, kind)
    mention, since = await one_arrival(stage), datetime.now(UTC)
    stage.fail("reply", kind)
    with pytest.raises((CannotTell, NotSent)):
        await stage.network.reply(mention, "On our way", key="k")
    if "find" not in stage.exempt:
        assert await stage.network.find_reply(mention, "On our way", key="k", since=since) is None
    await stage.network.reply(mention, "On our way", key="k")
    assert stage.replies(mention.native_id) == ["On our way"]


async def test_a_reply_to_another_post_is_not_taken_for_this_one(stage: Stage) -> None:
    unless_exempt(stage, "find")
    watch = await watching(stage)
    stage.post("mira_bakes", "one")
    stage.post("tomas_w", "two")
    one, two = (await watch.arrived()).mentions
    began = datetime.now(UTC)
    await stage.network.reply(one, "On our way", key="1")
    assert await stage.network.find_reply(two, "On our way", key="2", since=began) is None
    assert await stage.network.find_reply(one, "On our way", key="1", since=began) is not None


async def test_a_reply_the_network_refuses_is_declined_with_a_sentence(stage: Stage) -> None:
    """Cover docs/pitfalls.md, 42."""
    unless_exempt(stage, "closed")
    watch = await watching(stage)
    stage.post_closed("mira_bakes", "only friends may answer")
    (mention,) = (await watch.arrived()).mentions
    with pytest.raises(Declined) as refused:
        await stage.network.reply(mention, "On our way", key="k")
    assert " " in refused.value.why
    assert stage.replies(mention.native_id) == []


async def test_a_reply_to_a_post_that_is_gone_is_declined(stage: Stage) -> None:
    unless_exempt(stage, "gone")
    mention = await one_arrival(stage)
    stage.delete(mention.native_id)
    with pytest.raises(Declined, match="gone"):
        await stage.network.reply(mention, "On our way", key="k")


async def test_too_many_replies_are_surely_not_sent_and_say_when_to_come_back(stage: Stage) -> None:
    """Cover docs/pitfalls.md, 43."""
    unless_exempt(stage, "429")
    mention = await one_arrival(stage)
    stage.fail("reply", "429")
    with pytest.raises(NotSent) as busy:
        await stage.network.reply(mention, "On our way", key="k")
    assert stage.replies(mention.native_id) == []
    if "wait" not in stage.exempt:
        assert busy.value.retry_after is not None
        assert 25 < busy.value.retry_after <= 31


@pytest.mark.parametrize("kind", ["429", "500", "html", "reset", "malformed"])
async def test_a_look_that_fails_loses_nothing(stage: Stage, kind: Question) -> None:
    only_looked_at(stage)
    unless_exempt(stage, kind)
    watch = await watching(stage)
    stage.post("mira_bakes", "where is my parcel?")
    stage.fail("look", kind)
    try:
        batch = await watch.arrived()  # a client may try a read again by itself
    except NotSent:
        batch = await watch.arrived()
    assert texts(batch) == ["where is my parcel?"]


async def test_keys_that_expired_are_declined_whatever_we_do(stage: Stage) -> None:
    unless_exempt(stage, "keys")
    mention = await one_arrival(stage)
    stage.expire_keys()
    acts: list[Callable[[], Awaitable[object]]] = [
        lambda: stage.network.reply(mention, "On our way", key="k"),
        *[partial(stage.network.mentions, source, "1") for source in stage.network.sources[:1]],
        *([partial(stage.network.fetch, mention.native_id)] if "fetch" not in stage.exempt else []),
    ]
    for act in acts:
        with pytest.raises(Declined) as refused:
            await act()
        assert "credentials" in refused.value.why
    assert stage.replies(mention.native_id) == []


async def test_keys_that_are_refused_show_at_the_start(stage: Stage) -> None:
    unless_exempt(stage, "keys")
    unless_exempt(stage, "start")
    stage.expire_keys()
    with pytest.raises(Declined):
        await stage.network.start()


async def test_a_start_that_fails_can_be_tried_again(stage: Stage) -> None:
    unless_exempt(stage, "start")
    stage.fail("anything", "html")
    with pytest.raises(NotSent):
        await stage.network.start()
    await stage.network.start()
    assert stage.network.account


async def test_a_link_handed_in_gives_its_post(stage: Stage) -> None:
    unless_exempt(stage, "fetch")
    await stage.network.start()
    native_id = stage.post("mira_bakes", "where is my parcel?")
    assert leads_to(stage, stage.address(native_id), native_id)
    mention = await stage.network.fetch(native_id)
    assert mention is not None
    assert (mention.native_id, mention.author.handle) == (native_id, "mira_bakes")


async def test_a_link_to_a_post_of_our_own_is_declined(stage: Stage) -> None:
    """Cover docs/pitfalls.md, 18: marketing escalates our own reply; we would be the customer."""
    unless_exempt(stage, "fetch")
    await stage.network.start()
    native_id = stage.post_as_us("here is my parcel")
    with pytest.raises(Declined, match="customer's post"):
        await stage.network.fetch(native_id)


async def test_a_link_to_nothing_gives_nothing(stage: Stage) -> None:
    await stage.network.start()
    assert stage.network.post_id("https://elsewhere.example/status/1") is None
    unless_exempt(stage, "fetch")
    native_id = stage.post("mira_bakes", "a mistake")
    stage.delete(native_id)
    assert await stage.network.fetch(native_id) is None


async def test_a_review_says_which_posts_read_differently_and_which_are_gone(stage: Stage) -> None:
    """Cover docs/pitfalls.md, 56."""
    watch = await watching(stage)
    for text in ("stays as it is", "is going to be changed", "is going to be deleted"):
        stage.post("mira_bakes", text)
    held = (await watch.arrived()).mentions
    stage.edit(held[1].native_id, "was changed")
    stage.delete(held[2].native_id)
    review = await stage.network.review(held)
    if stage.network.limits.review_seconds:
        assert [(post.native_id, post.text.endswith("was changed")) for post in review.edits] == [
            (held[1].native_id, True)
        ]
        assert review.gone == (held[2].native_id,)
    else:
        assert (review.edits, review.gone) == ((), ())


async def test_a_reply_we_take_back_is_gone_and_taking_it_back_twice_is_no_fault(stage: Stage) -> None:
    unless_exempt(stage, "stands")
    mention = await one_arrival(stage)
    receipt = await stage.network.reply(mention, "On our way", key="1042@net/4/reply")
    if stage.network.limits.deletes_replies:
        await stage.network.delete_reply(mention, receipt.native_id)
        await stage.network.delete_reply(mention, receipt.native_id)
        assert stage.replies(mention.native_id) == []
    else:
        with pytest.raises(Declined, match=r"\w+ \w+"):
            await stage.network.delete_reply(mention, receipt.native_id)


async def test_a_reply_is_corrected_or_we_are_told_why_it_cannot_be(stage: Stage) -> None:
    """Cover docs/pitfalls.md, 12."""
    unless_exempt(stage, "stands")
    mention = await one_arrival(stage)
    receipt = await stage.network.reply(mention, "On our wya", key="1042@net/4/reply")
    if stage.network.limits.edits_replies:
        await stage.network.edit_reply(mention, receipt.native_id, "On our way")
        assert stage.replies(mention.native_id) == ["On our way"]
    else:
        assert stage.network.limits.why_not
        with pytest.raises(Declined) as refused:
            await stage.network.edit_reply(mention, receipt.native_id, "On our way")
        assert refused.value.why == stage.network.limits.why_not
        assert stage.replies(mention.native_id) == ["On our wya"]
