"""Meta's own: what it delivers, what its errors mean, its windows, and the private half of its networks."""

import hmac
import json
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.delivery import CannotTell, Declined, NotSent
from bot.mention import Author, MayReply, Mention
from bot.networks import Batch, HookAnswer, HookCall, Proof, Review
from bot.networks.http import HttpResponse
from bot.networks.meta import Meta
from bot.networks.meta.errors import failure
from bot.networks.meta.platforms import FACEBOOK, INSTAGRAM
from bot.networks.meta.posts import facebook_id
from bot.networks.registry import open_networks
from bot.settings import SettingsError, read_settings
from tests.wire.meta.graph import (
    APP_SECRET,
    INSTAGRAM_ID,
    MEDIA_ID,
    PAGE_ID,
    TOKEN,
    VERIFY_TOKEN,
    Kind,
    SmallMeta,
    delivered,
)

WIRE = Path(__file__).parents[2] / "wire/meta"
DELIVERIES = json.loads((WIRE / "deliveries.json").read_text(encoding="utf-8"))
ERRORS = json.loads((WIRE / "errors.json").read_text(encoding="utf-8"))
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
SECRETS = (APP_SECRET, TOKEN, VERIFY_TOKEN)


@dataclass(slots=True)
class Kept:
    """Ears that keep what they are brought."""

    batches: list[Batch] = field(default_factory=list)

    async def look(self, source: str) -> None:
        raise AssertionError(source)

    async def take(self, batch: Batch, *, proof: Proof | None = None) -> str | None:
        self.batches.append(batch)
        return None

    async def warn(self, notice: str, text: str) -> None:
        raise AssertionError(text)

    async def hand_in(self, mention: Mention, by: str, reason: str, request: str) -> str:
        raise AssertionError(reason)

    @property
    def mentions(self) -> list[Mention]:
        return [mention for batch in self.batches for mention in batch.mentions]


@pytest.fixture
async def meta() -> AsyncIterator[SmallMeta]:
    meta = SmallMeta()
    await meta.start()
    yield meta
    await meta.stop()


@dataclass(slots=True)
class World:
    """Both sides of Meta as networks, a small Meta behind them, and a clock that can be put forward."""

    meta: SmallMeta
    networks: dict[Kind, Meta]
    heard: Kept
    ahead: timedelta = timedelta()

    async def arrive(self, kind: Kind, delivery: Any = None) -> HookAnswer:
        """Meta's latest delivery, or this one, at our hook."""
        return await self.networks[kind].hook(delivered(delivery or self.meta.deliveries[-1]))


@pytest.fixture
def human_agent() -> bool:
    return False


@pytest.fixture
async def world(meta: SmallMeta, human_agent: bool) -> AsyncIterator[World]:
    made = World(meta, {}, Kept())

    def opened(side: Any, our_id: str) -> Meta:
        return Meta(
            side,
            our_id,
            PAGE_ID,
            TOKEN,
            APP_SECRET,
            VERIFY_TOKEN,
            graph_url=meta.url,
            human_agent=human_agent,
            timeout=2,
            now=lambda: datetime.now(UTC) + made.ahead,
        )

    made.networks = {"facebook": opened(FACEBOOK, PAGE_ID), "instagram": opened(INSTAGRAM, INSTAGRAM_ID)}
    for network in made.networks.values():
        network.subscribe(made.heard)
    yield made
    for network in made.networks.values():
        await network.stop()


def told(batch: Batch) -> list[list[str]]:
    written = [("new", mention) for mention in batch.mentions] + [
        ("edited", mention) for mention in batch.edits
    ]
    return [
        *[[verb, mention.native_id, mention.text, mention.conversation] for verb, mention in written],
        *[["gone", native_id] for native_id in batch.gone],
    ]


@pytest.mark.parametrize("example", DELIVERIES, ids=lambda example: str(example["about"]))
async def test_a_documented_delivery_tells_what_it_should(world: World, example: Any) -> None:
    assert (await world.arrive(example["side"], example["delivery"])).status == 200
    assert [line for batch in world.heard.batches for line in told(batch)] == example["tells"]
    private = [
        mention.private for batch in world.heard.batches for mention in (*batch.mentions, *batch.edits)
    ]
    assert private == [line[3].startswith("messages/") for line in example["tells"] if len(line) == 4]


@pytest.mark.parametrize("delivery", [None, 7, [], {}, {"object": "page"}, {"object": "page", "entry": "x"}])
async def test_a_delivery_of_an_odd_form_is_taken_and_tells_nothing(world: World, delivery: Any) -> None:
    assert (await world.networks["facebook"].hook(delivered(delivery))).status == 200
    assert world.heard.batches == []


async def test_a_body_that_is_no_json_is_refused(world: World) -> None:
    call = delivered({})
    for body in (b"{", b"[" * 100_000, b"\xff"):
        signed = HookCall("POST", "", {}, _signature_of(body), body)
        assert (await world.networks["facebook"].hook(signed)).status == 400
    assert (await world.networks["facebook"].hook(call)).status == 200


def _signature_of(body: bytes) -> dict[str, str]:
    return {"x-hub-signature-256": "sha256=" + hmac.new(APP_SECRET.encode(), body, "sha256").hexdigest()}


async def test_metas_question_is_answered_with_its_own_challenge(world: World) -> None:
    query = {"hub.mode": "subscribe", "hub.verify_token": VERIFY_TOKEN, "hub.challenge": "1158201444"}
    for network in world.networks.values():
        answer = await network.hook(HookCall("GET", "", query, {}, b""))
        assert (answer.status, answer.text, answer.content_type) == (200, "1158201444", "text/plain")


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"hub.mode": "subscribe", "hub.verify_token": "wrong", "hub.challenge": "1"},
        {"hub.mode": "unsubscribe", "hub.verify_token": VERIFY_TOKEN, "hub.challenge": "1"},
        {"hub.mode": "subscribe", "hub.verify_token": "ünknown", "hub.challenge": "1"},
    ],
)
async def test_a_question_by_somebody_else_is_refused(world: World, query: dict[str, str]) -> None:
    answer = await world.networks["facebook"].hook(HookCall("GET", "", query, {}, b""))
    assert answer.status == 403
    assert VERIFY_TOKEN not in answer.text


@pytest.mark.parametrize("signature", ["", "sha256=", "sha1=abc", "sha256=" + "0" * 64, "ünsigned"])
async def test_a_delivery_with_another_signature_is_refused(world: World, signature: str) -> None:
    """Cover docs/pitfalls.md, 33."""
    world.meta.comment("facebook", "mira_bakes", "hello")
    call = HookCall(
        "POST", "", {}, {"x-hub-signature-256": signature}, delivered(world.meta.deliveries[-1]).body
    )
    assert (await world.networks["facebook"].hook(call)).status == 401
    assert world.heard.batches == []


@pytest.mark.parametrize("call", [HookCall("PUT", "", {}, {}, b""), HookCall("POST", "deeper", {}, {}, b"")])
async def test_other_requests_are_turned_away(world: World, call: HookCall) -> None:
    assert (await world.networks["facebook"].hook(call)).status == 404


@pytest.mark.parametrize("example", ERRORS, ids=lambda example: str(example["about"]))
def test_a_documented_error_means_what_it_should(example: Any) -> None:
    answer = HttpResponse(example["status"], {}, json.dumps({"error": example["error"]}).encode())
    meant = failure("Facebook", answer, NOW, writing=True)
    assert type(meant).__name__ == example["meaning"]
    assert example["says"] in meant.why
    reading = failure("Facebook", answer, NOW, writing=False)
    assert type(reading).__name__ == example["meaning"].replace("CannotTell", "NotSent")


@pytest.mark.parametrize("code", [None, "190", [], {}])
def test_an_error_of_an_odd_form_is_declined_and_raises_nothing(code: Any) -> None:
    body = json.dumps({"error": {"code": code, "message": ["?"], "error_subcode": code}}).encode()
    assert isinstance(failure("Facebook", HttpResponse(400, {}, body), NOW, writing=True), Declined)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"X-Business-Use-Case-Usage": json.dumps({"1": [{"estimated_time_to_regain_access": 3}]})}, 180),
        ({"X-Business-Use-Case-Usage": "{", "Retry-After": "30"}, 30),
        ({"X-Business-Use-Case-Usage": "[1]"}, None),
        ({"Retry-After": "Sun, 22 Nov 2026 09:31:00 GMT"}, 60),
        ({"Retry-After": "soon"}, None),
        ({}, None),
    ],
)
def test_how_long_to_wait_is_read_from_the_headers(headers: dict[str, str], seconds: float | None) -> None:
    """Cover docs/pitfalls.md, 43."""
    body = json.dumps({"error": {"code": 32}}).encode()
    meant = failure("Facebook", HttpResponse(400, headers, body), NOW, writing=True)
    assert isinstance(meant, NotSent)
    assert meant.retry_after == seconds


async def private_arrival(world: World, kind: Kind, *, ago: timedelta = timedelta()) -> Mention:
    world.meta.message(kind, "8001", "My order is 4711", at=datetime.now(UTC) - ago)
    await world.arrive(kind)
    return world.heard.mentions[-1]


@pytest.mark.parametrize("kind", ["facebook", "instagram"])
async def test_a_message_is_private_and_names_its_sender_and_its_window(world: World, kind: Kind) -> None:
    """Cover docs/pitfalls.md, 47."""
    mention = await private_arrival(world, kind)
    assert mention.private
    assert (mention.author.name, mention.author.key) == ("Mira Bakes", "8001")
    assert mention.may_reply == MayReply("yes", until=mention.posted_at + timedelta(hours=24))


async def test_a_sender_meta_does_not_name_is_known_by_their_number(world: World) -> None:
    world.meta.trouble.arm("GET */8001", "500")
    mention = await private_arrival(world, "facebook")
    assert mention.author == Author("8001", "8001", native_id="8001")


@pytest.mark.parametrize("kind", ["facebook", "instagram"])
async def test_an_answer_to_a_message_goes_to_its_sender_alone(world: World, kind: Kind) -> None:
    """Cover docs/pitfalls.md, 3 and 46."""
    mention = await private_arrival(world, kind)
    receipt = await world.networks[kind].reply(mention, "It comes tomorrow", key="k")
    sent = world.meta.messages[-1]
    assert (sent.id, sent.person, sent.ours, sent.kind) == (receipt.native_id, "8001", True, kind)
    assert sent.declared == {"messaging_type": "RESPONSE"}
    assert world.meta.items == {}
    world.heard.batches.clear()
    await world.arrive(kind)
    assert world.heard.mentions == []


@pytest.mark.parametrize("kind", ["facebook", "instagram"])
async def test_an_answer_to_a_message_that_went_out_unconfirmed_is_found_again(
    world: World, kind: Kind
) -> None:
    mention, since = await private_arrival(world, kind), datetime.now(UTC)
    network = world.networks[kind]
    assert await network.find_reply(mention, "It comes tomorrow", key="k", since=since) is None
    world.meta.trouble.arm("POST */messages", "reset_after")
    with pytest.raises(CannotTell):
        await network.reply(mention, "It comes tomorrow", key="k")
    found = await network.find_reply(mention, "It comes tomorrow", key="k", since=since)
    assert found is not None
    assert found.native_id == world.meta.messages[-1].id


async def test_more_messages_than_meta_shows_are_not_taken_for_all(world: World) -> None:
    mention, since = await private_arrival(world, "facebook"), datetime.now(UTC) - timedelta(minutes=1)
    for number in range(25):
        world.meta.message("facebook", "8001", f"hello {number}")
    with pytest.raises(CannotTell):
        await world.networks["facebook"].find_reply(mention, "It comes", key="k", since=since)


async def test_a_closed_window_is_shown_and_kept(world: World) -> None:
    """Cover docs/pitfalls.md, 47."""
    mention = await private_arrival(world, "facebook", ago=timedelta(hours=25))
    assert mention.may_reply.answer == "no"
    before = len(world.meta.asked)
    with pytest.raises(Declined, match="reply window is closed"):
        await world.networks["facebook"].reply(mention, "It comes tomorrow", key="k")
    assert len(world.meta.asked) == before


async def test_a_window_that_closes_while_the_case_is_open_is_kept(world: World) -> None:
    mention = await private_arrival(world, "facebook", ago=timedelta(hours=23))
    assert mention.may_reply.answer == "yes"
    world.ahead = timedelta(hours=2)
    with pytest.raises(Declined, match="closed"):
        await world.networks["facebook"].reply(mention, "It comes tomorrow", key="k")


async def test_a_window_meta_closed_before_us_is_declined(world: World) -> None:
    mention = await private_arrival(world, "facebook")
    world.meta.window_is_open = False
    with pytest.raises(Declined, match="closed"):
        await world.networks["facebook"].reply(mention, "It comes tomorrow", key="k")


@pytest.mark.parametrize("human_agent", [True])
async def test_with_human_agent_the_window_is_seven_days_and_says_so_to_meta(world: World) -> None:
    """Cover docs/pitfalls.md, 47."""
    mention = await private_arrival(world, "instagram", ago=timedelta(days=6))
    assert mention.may_reply == MayReply("yes", until=mention.posted_at + timedelta(days=7))
    await world.networks["instagram"].reply(mention, "It comes tomorrow", key="k")
    assert world.meta.messages[-1].declared == {"messaging_type": "MESSAGE_TAG", "tag": "HUMAN_AGENT"}
    world.ahead = timedelta(days=2)
    with pytest.raises(Declined, match="closed"):
        await world.networks["instagram"].reply(mention, "It comes tomorrow", key="k")


@pytest.mark.parametrize("human_agent", [True])
async def test_within_a_day_an_answer_needs_no_tag(world: World) -> None:
    mention = await private_arrival(world, "facebook")
    await world.networks["facebook"].reply(mention, "It comes tomorrow", key="k")
    assert world.meta.messages[-1].declared == {"messaging_type": "RESPONSE"}


@pytest.mark.parametrize("kind", ["facebook", "instagram"])
async def test_a_sent_message_stays_as_it_is_and_we_are_told_why(world: World, kind: Kind) -> None:
    """Cover docs/pitfalls.md, 12."""
    mention = await private_arrival(world, kind)
    network = world.networks[kind]
    with pytest.raises(Declined, match="can't be edited"):
        await network.edit_reply(mention, "m_1", "other words")
    with pytest.raises(Declined, match="can't be edited"):
        await network.delete_reply(mention, "m_1")


async def test_an_answer_under_an_instagram_answer_goes_to_the_first_comment(world: World) -> None:
    first = world.meta.comment("instagram", "mira_bakes", "Where is it?")
    below = world.meta.comment("instagram", "tomas_w", "Mine too", parent=first)
    await world.arrive("instagram")
    (mention,) = world.heard.mentions
    since = datetime.now(UTC)
    await world.networks["instagram"].reply(mention, "On our way", key="k")
    assert (world.meta.replies_to(first), world.meta.replies_to(below)) == (["On our way"], [])
    assert await world.networks["instagram"].find_reply(mention, "On our way", key="k", since=since)


async def test_an_instagram_comment_leads_to_its_post_which_is_asked_for_once(world: World) -> None:
    for text in ("one", "two"):
        world.meta.comment("instagram", "mira_bakes", text)
        await world.arrive("instagram")
    assert {mention.url for mention in world.heard.mentions} == {"https://www.instagram.com/p/Larkspur1/"}
    assert len([asked for asked in world.meta.asked if MEDIA_ID in asked]) == 1


def named_in(media: str, comment: str = "") -> dict[str, Any]:
    value = {"media_id": media, **({"comment_id": comment} if comment else {})}
    entry = {"id": INSTAGRAM_ID, "time": 1795340000, "changes": [{"field": "mentions", "value": value}]}
    return {"object": "instagram", "entry": [entry]}


async def test_somebody_names_us_in_a_comment_and_is_answered_there(world: World) -> None:
    at = "2026-11-22T09:00:00+0000"
    world.meta.named["179"] = {
        "id": "179",
        "text": "larkspur_help where is it?",
        "timestamp": at,
        "username": "mira",
    }
    await world.arrive("instagram", named_in("180", "179"))
    (mention,) = world.heard.mentions
    assert (mention.native_id, mention.author.handle, mention.text) == (
        "179",
        "mira",
        "larkspur_help where is it?",
    )
    await world.networks["instagram"].reply(mention, "On our way", key="k")
    assert world.meta.replies_to("179") == ["On our way"]
    with pytest.raises(CannotTell):
        await world.networks["instagram"].find_reply(mention, "On our way", key="k", since=NOW)


async def test_somebody_names_us_in_a_caption_and_is_answered_there(world: World) -> None:
    link = "https://www.instagram.com/p/Mira1/"
    world.meta.named["180"] = {"id": "180", "caption": "Thanks!", "permalink": link, "username": "mira"}
    await world.arrive("instagram", named_in("180"))
    (mention,) = world.heard.mentions
    assert (mention.native_id, mention.text, mention.url) == ("180", "Thanks!", link)
    await world.networks["instagram"].reply(mention, "You are welcome", key="k")
    assert world.meta.replies_to("180") == ["You are welcome"]


async def test_a_post_meta_does_not_show_us_arrives_with_what_is_known(world: World) -> None:
    await world.arrive("instagram", named_in("180", "181"))
    (mention,) = world.heard.mentions
    assert mention.native_id == "181"
    assert "does not show us" in mention.text
    assert mention.author.handle == "author-of-181"


async def test_while_meta_does_not_answer_us_the_rest_is_taken_and_the_delivery_comes_again(
    world: World,
) -> None:
    world.meta.comment("instagram", "mira_bakes", "Where is it?")
    both = world.meta.deliveries[-1]
    both["entry"] += named_in("180", "179")["entry"]
    world.meta.named["179"] = {"id": "179", "text": "where is it?", "username": "tomas_w"}
    world.meta.trouble.arm(f"GET */{INSTAGRAM_ID}", "500")
    with pytest.raises(NotSent):
        await world.arrive("instagram", both)
    assert [mention.text for mention in world.heard.mentions] == ["Where is it?"]
    assert (await world.arrive("instagram", both)).status == 200
    assert [mention.text for mention in world.heard.mentions][1:] == ["Where is it?", "where is it?"]


async def test_a_mention_of_our_page_elsewhere_is_asked_for(world: World) -> None:
    elsewhere = world.meta.comment("facebook", "mira_bakes", "@Larkspur where is it?")
    value = {"item": "comment", "verb": "add", "comment_id": elsewhere, "post_id": "9_1", "sender_id": "7001"}
    entry = {"id": PAGE_ID, "time": 1, "changes": [{"field": "mention", "value": value}]}
    await world.arrive("facebook", {"object": "page", "entry": [entry]})
    (mention,) = world.heard.mentions
    assert (mention.text, mention.author.name) == ("@Larkspur where is it?", "mira_bakes")


async def test_a_post_without_an_author_is_kept_and_stands_for_itself(world: World) -> None:
    """Cover docs/pitfalls.md, 52."""
    value = {"item": "comment", "verb": "add", "comment_id": "5_1", "post_id": "1_5", "message": "hello"}
    entry = {"id": PAGE_ID, "time": 1, "changes": [{"field": "feed", "value": value}]}
    await world.arrive("facebook", {"object": "page", "entry": [entry]})
    assert world.heard.mentions[0].author.key == "author-of-5_1"


async def test_a_picture_without_words_is_not_taken_for_a_changed_post(world: World) -> None:
    native_id = world.meta.comment("facebook", "mira_bakes", "")
    world.meta.deliveries[-1]["entry"][0]["changes"][0]["value"]["photo"] = "https://scontent.example/wet.jpg"
    await world.arrive("facebook")
    (mention,) = world.heard.mentions
    assert (mention.native_id, mention.text, mention.media) == (
        native_id,
        "[photo]",
        ("https://scontent.example/wet.jpg",),
    )
    assert await world.networks["facebook"].review([mention]) == Review(frozenset({native_id}))


async def test_a_review_asks_for_fifty_at_a_time_and_leaves_what_meta_does_not_answer(world: World) -> None:
    ids = [world.meta.comment("facebook", "mira_bakes", f"post {number}") for number in range(70)]
    for delivery in world.meta.deliveries.copy():
        await world.arrive("facebook", delivery)
    world.meta.items[ids[60]].text = "was changed"
    del world.meta.items[ids[1]]
    world.meta.unanswered = {ids[2]}
    before = len(world.meta.asked)
    review = await world.networks["facebook"].review(world.heard.mentions)
    assert [(post.native_id, post.text) for post in review.edits] == [(ids[60], "was changed")]
    assert review.gone == (ids[1],)
    assert len(world.meta.asked) == before + 2


@pytest.mark.parametrize("kind", ["429", "500", "html", "malformed", "reset"])
async def test_a_review_that_fails_is_made_again(world: World, kind: str) -> None:
    world.meta.comment("facebook", "mira_bakes", "hello")
    await world.arrive("facebook")
    world.meta.trouble.arm("POST */v25.0/", kind)
    with pytest.raises(NotSent):
        await world.networks["facebook"].review(world.heard.mentions)


async def test_many_answers_are_looked_through_page_by_page(world: World) -> None:
    comment = world.meta.comment("facebook", "mira_bakes", "Where is it?")
    await world.arrive("facebook")
    (mention,) = world.heard.mentions
    for number in range(250):
        world.meta.comment("facebook", "tomas_w", f"answer {number}", parent=comment)
    receipt = await world.networks["facebook"].reply(mention, "On our way", key="k")
    found = await world.networks["facebook"].find_reply(mention, "On our way", key="k", since=receipt.at)
    assert found is not None
    for number in range(300):
        world.meta.comment("facebook", "tomas_w", f"further answer {number}", parent=comment)
    with pytest.raises(CannotTell, match="too many"):
        await world.networks["facebook"].find_reply(mention, "never sent", key="k", since=receipt.at)


async def test_no_secret_stands_in_an_address_or_an_error(world: World) -> None:
    network = world.networks["facebook"]
    await network.start()
    assert not [secret for secret in SECRETS for asked in world.meta.asked if secret in asked]
    for kind in ("500", "html", "reset", "malformed"):
        world.meta.trouble.arm("GET *", kind)
        world.meta.trouble.arm("GET *", kind)
        with pytest.raises(NotSent) as refused:
            await network.start()
        assert refused.value.__cause__ is None
        assert not [secret for secret in SECRETS if secret in str(refused.value)]


async def test_what_the_page_does_not_send_us_is_a_trouble_to_mend(world: World) -> None:
    assert await world.networks["facebook"].troubles() == ()
    world.meta.subscribed = ["feed"]
    (trouble,) = await world.networks["facebook"].troubles()
    assert "mention, messages" in trouble


@pytest.mark.parametrize(
    ("url", "native_id"),
    [
        ("https://www.facebook.com/5000_1", "5000_1"),
        ("https://www.facebook.com/larkspur/posts/5000?comment_id=17", "5000_17"),
        ("https://m.facebook.com/larkspur/posts/5000?comment_id=17&reply_comment_id=18", "5000_18"),
        ("facebook.com/larkspur/posts/a-title/5000", f"{PAGE_ID}_5000"),
        ("https://www.facebook.com/permalink.php?story_fbid=5000&id=77", "77_5000"),
        ("https://www.facebook.com/larkspur/posts/pfbid02?comment_id=Y29tbWVudDo1MDAwXzE3", "5000_17"),
        ("https://www.facebook.com/larkspur/posts/pfbid02", None),
        ("https://www.facebook.com/larkspur", None),
        ("https://www.facebook.com.evil.example/5000_1", None),
        ("https://elsewhere.example/5000_1", None),
        ("http://[", None),
    ],
)
def test_an_address_of_facebook_gives_the_id_it_holds(url: str, native_id: str | None) -> None:
    assert facebook_id(url, PAGE_ID) == native_id


LEAST = {"SLACK_BOT_TOKEN": "xoxb-1234", "SLACK_SIGNING_SECRET": "signing-secret"}
OF_META = {
    "META_APP_SECRET": APP_SECRET,
    "META_VERIFY_TOKEN": VERIFY_TOKEN,
    "META_PAGE_ID": PAGE_ID,
    "META_PAGE_TOKEN": TOKEN,
}


async def test_four_settings_switch_facebook_on_and_a_fifth_instagram() -> None:
    settings = read_settings({**LEAST, **OF_META}, env_file=None)
    assert [network.name for network in open_networks(settings)] == ["facebook"]
    both = read_settings({**LEAST, **OF_META, "META_INSTAGRAM_ID": INSTAGRAM_ID}, env_file=None)
    assert [network.title for network in open_networks(both)] == ["Facebook", "Instagram"]
    assert not [secret for secret in SECRETS if secret in str(settings.redacted())]


@pytest.mark.parametrize(
    ("name", "value", "wrong"),
    [
        ("META_PAGE_TOKEN", None, "META_PAGE_TOKEN is missing"),
        ("META_PAGE_ID", "larkspur", "META_PAGE_ID is not a number"),
        ("META_INSTAGRAM_ID", "@larkspur", "META_INSTAGRAM_ID is not a number"),
        ("META_GRAPH_VERSION", "25", "META_GRAPH_VERSION is not a version"),
        ("META_HUMAN_AGENT", "perhaps", "META_HUMAN_AGENT"),
    ],
)
def test_a_bad_setting_of_meta_is_named(name: str, value: str | None, wrong: str) -> None:
    given = {**LEAST, **OF_META, name: value}
    with pytest.raises(SettingsError, match=re.escape(wrong)):
        read_settings({key: text for key, text in given.items() if text is not None}, env_file=None)
