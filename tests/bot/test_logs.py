"""Logs have one line per event, and contain neither secrets nor people's messages."""

import contextlib
import json
import logging
from collections.abc import Iterator
from typing import Any, Literal

import pytest
import structlog
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.logs import HIDDEN, configure_logs

CHARACTERS = st.characters(codec="utf-8", exclude_characters="\0")
SECRET = st.lists(CHARACTERS, unique=True, min_size=8, max_size=40).map("".join)
ANY = st.text(CHARACTERS, max_size=5)
Format = Literal["json", "console"]
FORMATS: tuple[Format, ...] = ("json", "console")


@pytest.fixture(autouse=True)
def _logging_as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.captureWarnings(False)
    structlog.reset_defaults()


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_an_event_is_one_line_of_json(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("INFO", "json", [])
    structlog.get_logger("bot.outbox").info("sent", case=1042, text="two\nlines", network="x")
    (line,) = lines(capsys)
    assert (line["event"], line["case"], line["network"]) == ("sent", 1042, "x")
    assert (line["level"], line["logger"]) == ("info", "bot.outbox")
    assert line["timestamp"].endswith("Z")


def test_libraries_write_the_same_lines(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("INFO", "json", ["hidden-word"])
    logging.getLogger("some.library").warning("took %s of %s", "hidden-word", 2, extra={"case": 7})
    (line,) = lines(capsys)
    assert (line["event"], line["case"], line["level"]) == (f"took {HIDDEN} of 2", 7, "warning")


def test_debug_lines_of_talkative_libraries_stay_out(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("DEBUG", "json", [])
    logging.getLogger("slack_sdk.web.async_client").debug("a whole request")
    structlog.get_logger().debug("ours")
    assert [line["event"] for line in lines(capsys)] == ["ours"]


def test_a_traceback_is_kept_and_its_secrets_are_not(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("INFO", "json", ["hidden-word"])
    try:
        raise ValueError("could not use hidden-word")
    except ValueError:
        structlog.get_logger().exception("failed")
    (line,) = lines(capsys)
    assert "ValueError: could not use [hidden]" in line["exception"]
    assert "hidden-word" not in str(line)


def test_what_people_wrote_is_counted_not_logged(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("INFO", "json", [])
    structlog.get_logger().info("arrived", text="my street is dark", mention={"body": "again"})
    (line,) = lines(capsys)
    assert (line["text"], line["mention"]) == ("[17 characters]", {"body": "[5 characters]"})


@pytest.mark.parametrize(
    "text",
    [
        "xoxb-123456-abcdef",
        "xapp-1-A0B1-abcdef",
        "xoxe.xoxp-1-abcdef",
        "Authorization: Bearer abcdef.ghi",
        'OAuth oauth_consumer_key="abcdef", oauth_signature="ghi%3D"',
        "GET /?oauth_token=abcdef&x=1",
        "postgres://baton:abcdef@db/baton",
        "https://hooks.slack.com/services/T0/B0/abcdef",
        "https://hooks.slack.com/app/T0/123/abcdef",
        "mail abcdef@example.org",
        f"mail {'a' * 80}abcdef@example.org",
        "mail <abcdef@example.org>, abcdef@example.org@elsewhere.example",
        "call +44 20 7946 0958 abcdef"[:21],
        "card 4111 1111 1111 1111",
        "card 5500-0000-0000-0004",
    ],
)
def test_secrets_and_personal_data_are_known_by_their_form(
    text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    configure_logs("INFO", "json", [])
    structlog.get_logger().info("seen", what=[text])
    (line,) = lines(capsys)
    (shown,) = line["what"]
    assert "[" in shown
    assert not any(part in shown for part in ("abcdef", "ghi", "7946", "1111", "0004"))


@pytest.mark.parametrize(
    "text",
    [
        "1859999999999999999",
        "1763772318.123456",
        "#1042",
        "1042@x/4/reply",
        "2026-11-22T01:52:10Z",
        "<@U024BE7LH>",
        "answers go out as @larkspur_help@mastodon.example",
        "(@larkspur.help@bread.example)",
    ],
)
def test_ids_and_times_stay_readable(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("INFO", "json", [])
    structlog.get_logger().info("seen", what=text)
    assert lines(capsys)[0]["what"] == text


@pytest.mark.parametrize(
    "name", ["token", "slack_bot_token", "Authorization", "api_key", "password", "x-slack-signature"]
)
def test_a_value_with_a_secret_name_is_hidden(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    configure_logs("INFO", "json", [])
    structlog.get_logger().info("seen", headers={name: "plain"})
    assert lines(capsys)[0]["headers"] == {name: HIDDEN}


class Opaque:
    """Shows what it holds, as records of libraries do."""

    def __init__(self, held: object) -> None:
        self.held = held

    def __repr__(self) -> str:
        return f"Opaque({self.held!r})"


@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(secret=SECRET, before=ANY, after=ANY)
def test_no_configured_secret_ever_comes_out(
    form: Format, secret: str, before: str, after: str, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    configure_logs("DEBUG", form, [secret])
    text = before + secret + after
    log = structlog.get_logger("bot")
    log.info(
        "value",
        plain=text,
        listed=[text],
        nested={text: {"inner": (text,)}},
        raw=text.encode("utf-8", "replace"),
    )
    log.info(text, shown=Opaque(text), dumped=json.dumps({"inner": text}))
    with contextlib.suppress(RuntimeError):
        raise_with(text, log)
    logging.getLogger("library").warning("%s", text, extra={"more": Opaque([text])})
    out = capsys.readouterr().out
    assert out.count("library") >= 1
    assert secret not in out
    assert repr(secret)[1:-1] not in out
    assert json.dumps(secret)[1:-1] not in out


def raise_with(text: str, log: Any) -> None:
    try:
        raise RuntimeError(text)
    except RuntimeError:
        log.exception("failed")
        raise
