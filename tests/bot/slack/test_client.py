"""Odd answers from Slack: what did not come from Slack itself leaves the outcome unknown."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from bot.delivery import CannotTell, Declined, NotSent
from bot.slack.client import act, fetch, open_client

Answer = Callable[[], web.Response]


@asynccontextmanager
async def answering(answer: Answer) -> AsyncIterator[str]:
    async def handle(request: web.Request) -> web.Response:
        return answer()

    app = web.Application()
    app.router.add_route("*", "/api/{method}", handle)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/api/"
    finally:
        await runner.cleanup()


async def say(answer: Answer) -> None:
    async with answering(answer) as url, open_client("xoxb-secret", url, 5) as client:
        await act(client.chat_postMessage(channel="C1", text="x"))


async def read(answer: Answer) -> None:
    async with answering(answer) as url, open_client("xoxb-secret", url, 5) as client:
        await fetch(client.conversations_info(channel="C1"))


ODD: dict[str, Answer] = {
    "plain text": lambda: web.Response(text="upstream timed out"),
    "an empty body": lambda: web.Response(body=b"", content_type="application/json"),
    "a list": lambda: web.json_response([1]),
    "null": lambda: web.json_response(None),
    "half an object": lambda: web.Response(text='{"ok": tr', content_type="application/json"),
    "no UTF-8": lambda: web.Response(body=b"\xff\xfe{", content_type="application/json", charset="utf-8"),
    "a page of a proxy": lambda: web.Response(text="<h1>Bad</h1>", content_type="text/html", status=403),
    "unavailable": lambda: web.json_response({"ok": False, "error": "service_unavailable"}, status=503),
    "not ok without a word": lambda: web.json_response({"ok": False}),
}


@pytest.mark.parametrize("answer", ODD.values(), ids=ODD)
async def test_an_answer_that_is_not_slacks_leaves_a_doubt(answer: Answer) -> None:
    with pytest.raises(CannotTell):
        await say(answer)


@pytest.mark.parametrize("answer", ODD.values(), ids=ODD)
async def test_a_read_that_failed_can_be_repeated_without_a_doubt(answer: Answer) -> None:
    with pytest.raises(NotSent):
        await read(answer)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("30", 30),
        ("1.5", 1.5),
        ("0", 1),
        ("-5", 1),
        ("86400", 600),
        ("9" * 400, 600),
        ("Sun, 22 Nov 2026 09:31:00 GMT", 1),
        ("Sun, 22 Nov 2099 09:31:00 GMT", 600),
        ("nan", 10),
        ("inf", 10),
        ("soon", 10),
        ("", 10),
        (None, 10),
    ],
)
async def test_a_busy_slack_is_left_alone_as_long_as_it_says_within_reason(
    header: str | None, seconds: float
) -> None:
    headers = {"Retry-After": header} if header else {}
    with pytest.raises(NotSent) as refusal:
        await say(lambda: web.Response(status=429, text="<html>", content_type="text/html", headers=headers))
    assert refusal.value.retry_after == seconds


async def test_a_code_nobody_knows_is_shown_with_slacks_own_words() -> None:
    answer = {"ok": False, "error": "new_rule", "response_metadata": {"messages": ["[ERROR] be shorter"]}}
    with pytest.raises(Declined, match=r"Slack refused: new_rule \(\[ERROR\] be shorter\)\."):
        await say(lambda: web.json_response(answer))


async def test_no_failure_gives_the_token_away() -> None:
    for answer in ODD.values():
        with pytest.raises(CannotTell) as failure:
            await say(answer)
        assert "xoxb-secret" not in f"{failure.value!r} {failure.value.__cause__!r}"


@pytest.mark.parametrize(
    ("code", "at"),
    [
        ("invalid_auth", "slack"),
        ("token_revoked", "slack"),
        ("account_inactive", "slack"),
        ("missing_scope", "slack:scope:chat:write"),
        ("not_in_channel", "slack:C1"),
        ("channel_not_found", "slack:C1"),
        ("is_archived", "slack:C1"),
        ("restricted_action", "slack:C1"),
        ("restricted_action_read_only_channel", "slack:C1"),
        ("no_such_subteam", "slack:C1"),
        ("restricted_action_thread_locked", "slack:C1:threads"),
        ("invalid_blocks", ""),
        ("msg_too_long", ""),
        ("a_word_of_tomorrow", ""),
    ],
)
async def test_a_refusal_says_what_people_have_to_repair(code: str, at: str) -> None:
    body = {"ok": False, "error": code, "needed": "chat:write"}
    async with (
        answering(lambda: web.json_response(body)) as url,
        open_client("xoxb-secret", url, 5) as client,
    ):
        with pytest.raises(Declined) as refusal:
            await act(client.chat_postMessage(channel="C1", text="x"), "C1")
        assert (refusal.value.code, refusal.value.at) == (code, at)
        with pytest.raises(Declined) as refusal:
            await act(client.users_list())
        assert refusal.value.at == (at if "C1" not in at else "")


@pytest.mark.parametrize("answer", ODD.values(), ids=ODD)
async def test_trouble_that_may_be_slacks_own_is_named_so(answer: Answer) -> None:
    with pytest.raises(CannotTell) as failure:
        await say(answer)
    assert failure.value.at == "slack"


@pytest.mark.parametrize(("code", "seconds"), [("message_limit_exceeded", 10), ("ratelimited", 10)])
async def test_a_workspace_that_posts_too_much_is_waited_for(code: str, seconds: float) -> None:
    with pytest.raises(NotSent) as busy:
        await say(lambda: web.json_response({"ok": False, "error": code}))
    assert busy.value.retry_after == seconds
