"""The webhook's own: what a tool may send, how it is signed, what it is answered, and what its callback says."""

import asyncio
import json
import os
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from aiohttp import ClientSession, web
from hypothesis import given
from hypothesis import strategies as st

from bot.delivery import CannotTell, Declined, NotSent
from bot.mention import Mention
from bot.networks import Batch, HookCall, Proof
from bot.networks.registry import open_networks
from bot.networks.webhook import Webhook
from bot.networks.webhook.posts import InvalidBody, read_posts, schema
from bot.networks.webhook.signature import sign
from bot.settings import SettingsError, read_settings
from bot.web import webhooks
from bot.web.bodies import BodyBudget
from tests.wire.webhook.receiver import SECRET, Receiver

ROOT = Path(__file__).parents[3]
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
POST = {"id": "4711", "author": {"name": "Mira"}, "text": "Where is my parcel?"}


@dataclass(slots=True)
class Kept:
    """Ears that keep what they are brought; `away` makes the store fail."""

    batches: list[Batch] = field(default_factory=list)
    away: bool = False
    used: dict[str, str] = field(default_factory=dict)

    async def look(self, source: str) -> None:
        raise AssertionError(source)

    async def take(self, batch: Batch, *, proof: Proof | None = None) -> str | None:
        if self.away:
            raise NotSent("The store does not answer.")
        if proof and proof.key in self.used:
            return self.used[proof.key]
        self.batches.append(batch)
        self.used |= {proof.key: proof.about} if proof else {}
        return None

    async def warn(self, notice: str, text: str) -> None:
        raise AssertionError(text)

    async def hand_in(self, mention: Mention, by: str, reason: str, request: str) -> str:
        raise AssertionError(reason)

    @property
    def mentions(self) -> list[Mention]:
        return [mention for batch in self.batches for mention in batch.mentions]


class Clock:
    """A clock that stands still until it is put forward."""

    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        return self.at


@dataclass(slots=True)
class Desk:
    """A webhook under test, its clock, and what it heard."""

    network: Webhook
    clock: Clock
    heard: Kept

    async def send(
        self, body: Any, *, at: datetime | None = None, changed: dict[str, str] | None = None
    ) -> Any:
        """What is answered to a request: its status and its JSON."""
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        timestamp = str(int((at or self.clock.at).timestamp()))
        headers = {
            "x-baton-timestamp": timestamp,
            "x-baton-signature": sign(SECRET, timestamp, raw),
            **(changed or {}),
        }
        answer = await self.network.hook(HookCall("POST", "", {}, headers, raw))
        assert answer.content_type == "application/json"
        return answer.status, json.loads(answer.text)


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    clock, heard = Clock(), Kept()
    network = Webhook(
        SECRET, callback_url="https://forms.larkspur.example/reply", account="@Larkspur", now=clock
    )
    network.subscribe(heard)
    yield Desk(network, clock, heard)
    await network.stop()


async def test_a_post_comes_in_with_all_its_tool_says(desk: Desk) -> None:
    sent = {
        "id": "4711",
        "source": "contact-form",
        "conversation": "900",
        "author": {
            "name": "Mira",
            "id": "c-7",
            "handle": "@mira",
            "email": "Mira@Customer.example",
            "links": ["https://mira.example"],
        },
        "title": "Parcel",
        "text": "Where is my parcel?",
        "url": "https://forms.larkspur.example/4711",
        "posted_at": "2026-11-22T10:00:00+02:00",
        "private": True,
    }
    assert await desk.send(sent) == (200, {"taken": 1})
    (mention,) = desk.heard.mentions
    assert (mention.native_id, mention.conversation) == ("contact-form/4711", "contact-form/900")
    assert (mention.author.handle, mention.author.name, mention.author.key) == (
        "mira",
        "Mira",
        "contact-form/c-7",
    )
    assert mention.author.links == ("mailto:Mira@Customer.example", "https://mira.example")
    assert (mention.title, mention.text, mention.private) == ("Parcel", "Where is my parcel?", True)
    assert mention.posted_at == datetime(2026, 11, 22, 8, tzinfo=UTC)
    assert mention.posted_at.tzinfo is UTC


async def test_a_post_that_says_little_stands_for_itself(desk: Desk) -> None:
    await desk.send([POST, {**POST, "id": "4712"}])
    one, two = desk.heard.mentions
    assert (one.native_id, one.conversation, one.posted_at) == ("web/4711", "web/4711", NOW)
    assert one.author.key != two.author.key
    assert one.may_reply.answer == "yes"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"email": "Mira@customer.example"}, {"email": "mira@customer.example"}),
        ({"handle": "@Mira"}, {"handle": "mira"}),
        ({"id": "7", "handle": "old"}, {"id": "7", "handle": "new"}),
    ],
)
async def test_one_author_is_known_by_id_mail_or_handle(
    desk: Desk, one: dict[str, str], other: dict[str, str]
) -> None:
    posts = [{**POST, "id": str(n), "author": {"name": "Mira", **who}} for n, who in enumerate((one, other))]
    await desk.send(posts)
    first, second = desk.heard.mentions
    assert first.author.key == second.author.key


async def test_two_tools_may_use_the_same_ids(desk: Desk) -> None:
    await desk.send([{**POST, "source": "shop"}, {**POST, "source": "zapier"}])
    assert [mention.key for mention in desk.heard.mentions] == ["webhook/shop/4711", "webhook/zapier/4711"]


async def test_edits_and_deletions_come_beside_new_posts(desk: Desk) -> None:
    """Cover docs/pitfalls.md, 56."""
    edited = {**POST, "id": "2", "text": "It came!", "edited": True}
    assert await desk.send([POST, edited, {"id": "3", "deleted": True}]) == (200, {"taken": 3})
    (batch,) = desk.heard.batches
    assert [mention.native_id for mention in batch.mentions] == ["web/4711"]
    assert [(mention.native_id, mention.text) for mention in batch.edits] == [("web/2", "It came!")]
    assert batch.gone == ("web/3",)


async def test_the_same_post_signed_anew_is_a_duplicate_with_the_same_key(desk: Desk) -> None:
    await desk.send(POST)
    assert await desk.send(POST, at=NOW + timedelta(seconds=1)) == (200, {"taken": 1})
    assert len({mention.key for mention in desk.heard.mentions}) == 1


async def test_a_request_somebody_recorded_is_not_taken_again(desk: Desk) -> None:
    """Cover docs/pitfalls.md, 33."""
    await desk.send(POST, at=NOW + timedelta(minutes=4))
    desk.clock.at += timedelta(minutes=8)
    status, said = await desk.send(POST, at=NOW + timedelta(minutes=4))
    assert (status, len(desk.heard.batches)) == (409, 1)
    assert "already processed" in said["error"]
    desk.clock.at += timedelta(minutes=2)
    assert (await desk.send(POST, at=NOW + timedelta(minutes=4)))[0] == 401


async def test_a_request_the_store_could_not_take_may_come_again_as_it_is(desk: Desk) -> None:
    desk.heard.away = True
    with pytest.raises(NotSent):
        await desk.send(POST)
    desk.heard.away = False
    assert (await desk.send(POST))[0] == 200


@pytest.mark.parametrize("minutes", [-6, 6])
async def test_a_signature_of_another_time_is_refused(desk: Desk, minutes: int) -> None:
    status, said = await desk.send(POST, at=NOW + timedelta(minutes=minutes))
    assert status == 401
    assert "five minutes" in said["error"]


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"x-baton-timestamp": ""}, "both needed"),
        ({"x-baton-signature": ""}, "both needed"),
        ({"x-baton-timestamp": "2026-11-22T09:30:00Z"}, "whole seconds"),
        ({"x-baton-timestamp": "-5"}, "whole seconds"),
        ({"x-baton-timestamp": "١٢٣"}, "whole seconds"),
        ({"x-baton-timestamp": "9" * 5000}, "whole seconds"),
        ({"x-baton-signature": "v1=" + "0" * 64}, "does not match"),
        ({"x-baton-signature": "v0=" + "0" * 64}, "does not match"),
        ({"x-baton-signature": "ünsigned"}, "does not match"),
    ],
)
async def test_a_signature_that_is_not_one_is_refused_with_the_reason(
    desk: Desk, changed: dict[str, str], says: str
) -> None:
    """Cover docs/pitfalls.md, 33: it fails closed."""
    status, said = await desk.send(POST, changed=changed)
    assert status == 401
    assert says in said["error"]
    assert SECRET not in said["error"]
    assert desk.heard.batches == []


async def test_a_body_changed_on_its_way_is_refused(desk: Desk) -> None:
    raw = json.dumps(POST).encode()
    timestamp = str(int(NOW.timestamp()))
    headers = {"x-baton-timestamp": timestamp, "x-baton-signature": sign(SECRET, timestamp, raw)}
    answer = await desk.network.hook(HookCall("POST", "", {}, headers, raw + b" "))
    assert answer.status == 401


@pytest.mark.parametrize(
    ("body", "at", "wrong", "remedy"),
    [
        (b"{", "$", "Invalid JSON", "UTF-8"),
        (b"", "$", "Invalid JSON", "UTF-8"),
        (b'{"id": "\xff"}', "$", "Invalid JSON", "UTF-8"),
        (b"[" * 100_000, "$", "Invalid JSON", "UTF-8"),
        (b"7", "$", "an object", "1 to 100"),
        ([], "$", "at least 1", "1 to 100"),
        ([POST] * 101, "$", "at most 100", "1 to 100"),
        (b"[" + b"{}," * 300_000 + b"{}]", "$", "too many objects", "at most 100"),
        (dict.fromkeys(map(str, range(20_000)), 1), "$", "too many objects or fields", "at most 100"),
        ({**POST, "id": 4711}, "$.id", "valid string", "Your own permanent id"),
        ({**POST, "id": " "}, "$.id", "pattern", "Your own permanent id"),
        ({**POST, "text": None}, "$", "text missing", "webhook.schema.json"),
        ({"id": "1"}, "$", "author, text missing", "webhook.schema.json"),
        ({**POST, "edited": True, "deleted": True}, "$", "both", "webhook.schema.json"),
        ({**POST, "author": {}}, "$.author.name", "missing", "as people know it"),
        ({**POST, "author": {"name": "Mira", "email": "mira"}}, "$.author.email", "pattern", "e-mail"),
        ({**POST, "url": "javascript:alert(1)"}, "$.url", "pattern", "https://"),
        ({**POST, "posted_at": "2026-11-22T09:30:00"}, "$.posted_at", "timezone", "offset"),
        ({**POST, "private": "yes"}, "$.private", "valid boolean", "true if"),
        ({**POST, "txt": "x"}, "$.txt", "not a field", "Did you mean text?"),
        ({**POST, "priority": 1}, "$.priority", "not a field", "The fields are id, source"),
        ([POST, {**POST, "source": "My Shop"}], "$[1].source", "pattern", "Which of your tools"),
    ],
)
async def test_what_is_no_post_is_refused_by_its_place_and_remedy(
    desk: Desk, body: Any, at: str, wrong: str, remedy: str
) -> None:
    status, said = await desk.send(body)
    assert (status, desk.heard.batches) == (400, [])
    (fault,) = said["faults"]
    assert fault["at"] == at
    assert wrong in fault["wrong"]
    assert remedy in fault["remedy"]


async def test_a_body_of_many_faults_names_twenty(desk: Desk) -> None:
    _, said = await desk.send([{"id": 1}] * 100)
    assert len(said["faults"]) == 20


@pytest.mark.parametrize(
    ("call", "status"),
    [
        (HookCall("GET", "", {}, {}, b""), 405),
        (HookCall("POST", "deeper", {}, {}, b""), 404),
        (HookCall("POST", "", {}, {}, b" " * (1024 * 1024 + 1)), 413),
    ],
)
async def test_other_requests_are_turned_away(desk: Desk, call: HookCall, status: int) -> None:
    answer = await desk.network.hook(call)
    assert answer.status == status
    assert json.loads(answer.text)["error"]


async def test_before_anybody_listens_the_sender_is_told_to_come_again() -> None:
    network = Webhook(SECRET, now=Clock())
    with pytest.raises(NotSent):
        await Desk(network, Clock(), Kept()).send(POST)


@pytest.mark.parametrize("name", ["replies are not wanted", "there is no callback"])
async def test_a_post_that_takes_no_reply_says_why(name: str) -> None:
    callback = None if name == "there is no callback" else "https://forms.larkspur.example/reply"
    network, heard = Webhook(SECRET, callback_url=callback, now=Clock()), Kept()
    network.subscribe(heard)
    await Desk(network, Clock(), heard).send({**POST, "may_reply": callback is None})
    assert heard.mentions[0].may_reply.answer == "no"
    assert "Reply where" in heard.mentions[0].may_reply.why
    await network.stop()


async def test_without_a_callback_a_reply_is_declined(desk: Desk) -> None:
    await desk.send(POST)
    network = Webhook(SECRET)
    with pytest.raises(Declined, match="WEBHOOK_CALLBACK_URL"):
        await network.reply(desk.heard.mentions[0], "On our way", key="k")


# A change of the schema is written down with:
# python -c 'import json; from bot.networks.webhook.posts import schema; print(json.dumps(schema(), indent=2))'
def test_the_documented_schema_is_the_one_that_is_kept() -> None:
    documented = (ROOT / "docs/webhook.schema.json").read_text(encoding="utf-8")
    assert json.loads(documented) == json.loads(json.dumps(schema()))
    jsonschema.Draft202012Validator.check_schema(schema())


@given(
    st.fixed_dictionaries(
        {"id": st.sampled_from(["1", "", 7])},
        optional={
            "author": st.sampled_from([{"name": "Mira"}, {"name": ""}, {"nick": "Mira"}, "Mira", None]),
            "text": st.sampled_from(["hello", "", 5, None]),
            "url": st.sampled_from(["https://a.example", "a.example", None]),
            "private": st.sampled_from([True, "true"]),
            "edited": st.booleans(),
            "deleted": st.booleans(),
            "colour": st.just("red"),
        },
    )
)
def test_the_schema_and_the_webhook_agree_on_what_a_post_is(post: dict[str, Any]) -> None:
    def taken() -> bool:
        try:
            read_posts(json.dumps(post).encode())
        except InvalidBody:
            return False
        return True

    nothing = {name for name in ("author", "text") if post.get(name, 0) is None}
    if nothing and not post.get("deleted"):
        assert not taken()  # null is the same as leaving it out, which the schema cannot say
    else:
        assert taken() == jsonschema.Draft202012Validator(schema()).is_valid(post)


def test_the_page_names_every_field() -> None:
    page = (ROOT / "docs/webhook.md").read_text(encoding="utf-8")
    fields = schema()["$defs"]["SentPost"]["properties"]
    assert set(re.findall(r"^\| `(\w+)` \| (?:yes|no) \|", page, re.MULTILINE)) == set(fields)
    assert [name for name in schema()["$defs"]["SentAuthor"]["properties"] if f"`{name}`" not in page] == []


async def served(network: Webhook) -> tuple[web.AppRunner, str]:
    app = web.Application()
    app.router.add_route(
        "*", webhooks.PATH, webhooks.hooked({network.name: network}, BodyBudget(webhooks.ROOM_BYTES))
    )
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    return runner, f"http://{host}:{port}"


async def test_the_curl_example_of_the_page_brings_a_post() -> None:
    page = (ROOT / "docs/webhook.md").read_text(encoding="utf-8")
    (script,) = re.findall(r"```sh\n(.*?)```", page, re.DOTALL)
    network, heard = Webhook(SECRET), Kept()
    network.subscribe(heard)
    runner, url = await served(network)
    environ = {"PATH": os.environ["PATH"], "BATON_URL": url, "WEBHOOK_SECRET": SECRET}
    try:
        ran = await asyncio.create_subprocess_exec(
            "sh", "-euc", script, env=environ, stdout=asyncio.subprocess.PIPE
        )
        said, _ = await asyncio.wait_for(ran.communicate(), 20)
    finally:
        await runner.cleanup()
    assert json.loads(said) == {"taken": 1}
    (mention,) = heard.mentions
    assert (mention.native_id, mention.private) == ("contact-form/4711", True)


async def test_while_the_store_is_away_the_sender_is_answered_503() -> None:
    network, heard = Webhook(SECRET), Kept(away=True)
    network.subscribe(heard)
    runner, url = await served(network)
    raw, timestamp = json.dumps(POST).encode(), str(int(datetime.now(UTC).timestamp()))
    headers = {"X-Baton-Timestamp": timestamp, "X-Baton-Signature": sign(SECRET, timestamp, raw)}
    try:
        async with ClientSession() as session:
            for away, status in ((True, 503), (False, 200), (False, 409)):
                heard.away = away
                async with session.post(f"{url}/hooks/webhook", data=raw, headers=headers) as answer:
                    assert answer.status == status
    finally:
        await runner.cleanup()


LEAST = {"SLACK_BOT_TOKEN": "xoxb-1234", "SLACK_SIGNING_SECRET": "signing-secret"}


async def test_its_secret_alone_switches_it_on() -> None:
    settings = read_settings({**LEAST, "WEBHOOK_SECRET": SECRET}, env_file=None)
    (network,) = open_networks(settings)
    assert (network.name, network.title) == ("webhook", "Web")
    assert SECRET not in str(settings.redacted())
    assert open_networks(read_settings(LEAST, env_file=None)) == []


@pytest.mark.parametrize("name", ["WEBHOOK_NAME", "WEBHOOK_CALLBACK_URL"])
def test_it_is_not_half_switched_on(name: str) -> None:
    with pytest.raises(SettingsError, match="WEBHOOK_SECRET is missing"):
        read_settings({**LEAST, name: "https://forms.larkspur.example"}, env_file=None)


def test_the_callbacks_address_is_taken_as_it_is_written() -> None:
    given = {
        **LEAST,
        "WEBHOOK_SECRET": SECRET,
        "WEBHOOK_CALLBACK_URL": "https://forms.larkspur.example/reply/",
    }
    webhook = read_settings(given, env_file=None).webhook
    assert webhook
    assert webhook.callback_url == given["WEBHOOK_CALLBACK_URL"]
    with pytest.raises(SettingsError, match="WEBHOOK_CALLBACK_URL is not a web address"):
        read_settings({**given, "WEBHOOK_CALLBACK_URL": "forms.larkspur.example"}, env_file=None)


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    await receiver.start()
    yield receiver
    await receiver.stop()


@pytest.fixture
async def answering(receiver: Receiver) -> AsyncIterator[Webhook]:
    network = Webhook(SECRET, callback_url=receiver.url, timeout=2)
    yield network
    await network.stop()


@pytest.fixture
async def mention(desk: Desk) -> Mention:
    await desk.send({**POST, "source": "shop", "conversation": "9"})
    return desk.heard.mentions[0]


async def test_a_reply_carries_all_the_tool_needs_and_its_key(
    receiver: Receiver, answering: Webhook, mention: Mention
) -> None:
    receipt = await answering.reply(mention, "On our way ☔", key="1042@webhook/4/reply")
    assert receipt.url == f"https://forms.larkspur.example/replies/{receipt.native_id}"
    (kept,) = receiver.kept.values()
    assert kept.letter == {
        "type": "reply",
        "key": "1042@webhook/4/reply",
        "id": "4711",
        "source": "shop",
        "conversation": "9",
        "author": {"name": "Mira", "handle": "Mira", "links": []},
        "url": "",
        "private": False,
        "text": "On our way ☔",
    }


async def test_the_page_shows_the_reply_as_it_is_sent(
    receiver: Receiver, answering: Webhook, mention: Mention
) -> None:
    await answering.reply(mention, "On our way", key="k")
    page = (ROOT / "docs/webhook.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"```json\n(.*?)```", page, re.DOTALL)
    assert set(json.loads(shown)) == set(receiver.kept["k"].letter)


async def test_the_same_key_twice_is_posted_once(
    receiver: Receiver, answering: Webhook, mention: Mention
) -> None:
    first = await answering.reply(mention, "On our way", key="k")
    again = await answering.reply(mention, "On our way", key="k")
    assert (first.native_id, len(receiver.kept)) == (again.native_id, 1)


async def test_the_tools_own_reason_is_shown(
    receiver: Receiver, answering: Webhook, mention: Mention
) -> None:
    receiver.closed.add("4711")
    with pytest.raises(Declined, match="The customer has closed this form"):
        await answering.reply(mention, "On our way", key="k")


async def test_a_tool_that_cannot_look_up_leaves_the_question_to_people(
    receiver: Receiver, answering: Webhook, mention: Mention
) -> None:
    receiver.looks_up = False
    with pytest.raises(CannotTell, match="Check the tool"):
        await answering.find_reply(mention, "On our way", key="k", since=NOW)


@pytest.mark.parametrize("kind", ["429", "500", "html", "reset"])
async def test_a_look_up_that_fails_is_made_again(
    receiver: Receiver, answering: Webhook, mention: Mention, kind: str
) -> None:
    receiver.trouble.arm("GET /reply", kind)
    receiver.trouble.arm(
        "GET /reply", kind
    )  # aiohttp tries a read once more by itself when a connection broke
    with pytest.raises(NotSent):
        await answering.find_reply(mention, "On our way", key="k", since=NOW)


async def test_a_look_up_with_the_wrong_secret_is_declined(
    receiver: Receiver, answering: Webhook, mention: Mention
) -> None:
    receiver.knows_us = False
    with pytest.raises(Declined, match="credentials"):
        await answering.find_reply(mention, "On our way", key="k", since=NOW)


async def test_a_tool_that_answers_everything_alike_has_not_been_asked(
    receiver: Receiver, answering: Webhook, mention: Mention
) -> None:
    receiver.trouble.arm("GET /reply", "malformed")
    with pytest.raises(CannotTell):
        await answering.find_reply(mention, "On our way", key="k", since=NOW)


async def test_a_redirect_is_not_followed(receiver: Receiver, mention: Mention) -> None:
    network = Webhook(SECRET, callback_url=receiver.url.replace("/reply", "/moved"))
    with pytest.raises(Declined, match="redirect"):
        await network.reply(mention, "On our way", key="k")
    assert receiver.asked == []
    await network.stop()


async def test_a_callback_nobody_listens_at_has_surely_got_nothing(
    receiver: Receiver, mention: Mention
) -> None:
    await receiver.stop()
    network = Webhook(SECRET, callback_url=receiver.url, timeout=2)
    with pytest.raises(NotSent) as refused:
        await network.reply(mention, "On our way", key="k")
    assert refused.value.__cause__ is None
    await network.stop()
    await receiver.start()


async def test_no_address_out_of_a_post_is_called(receiver: Receiver, desk: Desk) -> None:
    links = [receiver.url]
    await desk.send({**POST, "url": receiver.url, "author": {"name": "Mira", "links": links}})
    assert receiver.asked == []


async def test_replies_in_clear_text_are_a_trouble_to_mend(answering: Webhook, desk: Desk) -> None:
    assert "http://" in (await answering.troubles())[0]
    assert await desk.network.troubles() == ()
