"""Logs on stdout: one line for each event, as JSON or for people, never with a secret in it."""

import json
import logging
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal
from urllib.parse import quote, quote_plus

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from bot.settings.types import SHORTEST_SECRET

HIDDEN = "[hidden]"
# Debug lines of these libraries contain whole requests: tokens and people's messages.
VERBOSE = (
    "aiohttp",
    "slack_bolt",
    "slack_sdk",
    "tweepy",
    "discord",
    "urllib3",
    "oauthlib",
    "requests_oauthlib",
    "httpx",
    "httpcore",
    "websockets",
)
# These log every request with its URL.
LOG_REQUESTS = ("aiohttp.access", "httpx")

_SECRET_NAMES = re.compile(
    r"token|secret|password|passwd|authorization|cookie|signature|api_?key|consumer_key", re.I
)
# People's messages belong in the store, where they can be erased, not in the logs.
_PERSONAL_NAMES = {"text", "body", "payload", "content", "blocks"}
_SECRET_FORMS = re.compile(
    r"""\b(?:xox[a-z]|xapp|xoxe)[-.][\w.-]+            # Slack's tokens
      | \b(?:Bearer|Basic)\s+[\w.~+/=%-]{4,}           # HTTP authorization
      | \bOAuth\s+\w+=.*?(?=[\r\n]|$)                  # OAuth 1.0a header
      | \boauth_\w+="?[^",&\s]+"?
      | (?<=://)[^\s/@:]*:[^\s/]+(?=@)                 # user:password@ in a URL
      | (?<=hooks\.slack\.com/)(?:services|actions|commands|app)/[\w/]+""",
    re.VERBOSE | re.IGNORECASE,
)
_HOST = r"@[\w-]{1,63}(?:\.[\w-]{1,63})+"
# @name@host is a public handle of the Fediverse, not an e-mail address.
_MAIL = re.compile(rf"(?P<handle>(?<![\w@.+-])@[\w.-]{{1,64}}{_HOST})|[\w.+-]{{1,64}}{_HOST}")
_PHONE = re.compile(r"(?<!\w)\+\d[\d ()./-]{6,17}\d")
_CARD = re.compile(r"(?<![\w.])[3-6]\d{3}(?:[ -]?\d){9,12}(?![\w.])")


def configure_logs(level: str, format: Literal["json", "console"], secrets: Iterable[str]) -> None:
    """Send structlog and stdlib logging to stdout, from `level` up; nothing of `secrets` is ever written."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.stdlib.PositionalArgumentsFormatter(),
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
    )
    # Last before the renderer, so that no field added by an earlier processor is missed.
    last = [structlog.stdlib.ProcessorFormatter.remove_processors_meta, redactor(secrets), _renderer(format)]
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=last))
    logging.basicConfig(handlers=[handler], level=level, force=True)
    logging.captureWarnings(True)
    for name in VERBOSE:
        logging.getLogger(name).setLevel(max(logging.INFO, logging.getLevelNamesMapping()[level]))
    for name in LOG_REQUESTS:
        logging.getLogger(name).setLevel(logging.WARNING)


def redactor(secrets: Iterable[str]) -> Processor:
    """Return a processor that hides secrets by name, form and value, and e-mail, phone and card numbers by form."""
    clean = _cleaner(secrets)

    def redact(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
        return {clean(str(name)): _redacted(str(name), value, clean) for name, value in event.items()}

    return redact


def _renderer(format: Literal["json", "console"]) -> Processor:
    if format == "json":
        return structlog.processors.JSONRenderer(ensure_ascii=False)
    return structlog.dev.ConsoleRenderer(
        colors=sys.stdout.isatty(), exception_formatter=structlog.dev.plain_traceback
    )


def _redacted(name: str, value: Any, clean: Callable[[str], str]) -> Any:
    if isinstance(value, bool | int | float | None):
        return value
    if _SECRET_NAMES.search(name):
        return HIDDEN
    if isinstance(value, Mapping):
        return {clean(str(key)): _redacted(str(key), inner, clean) for key, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_redacted(name, inner, clean) for inner in value]
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    return f"[{len(text)} characters]" if name in _PERSONAL_NAMES else clean(text)


def _cleaner(secrets: Iterable[str]) -> Callable[[str], str]:
    # Shorter ones would hide ordinary words; only a database password can be that short.
    forms = {form for secret in secrets if len(secret) >= SHORTEST_SECRET for form in _forms_of(secret)}
    # The longest first: one secret may begin with another.
    by_value = re.compile("|".join(map(re.escape, sorted(forms, key=len, reverse=True))) or r"(?!)")

    def clean(text: str) -> str:
        text = by_value.sub(HIDDEN, text)
        text = _SECRET_FORMS.sub(HIDDEN, text)
        text = _MAIL.sub(lambda found: found["handle"] or "[e-mail]", text)
        text = _PHONE.sub("[phone]", text)
        return _CARD.sub(_card, text)

    return clean


def _forms_of(secret: str) -> set[str]:
    """Return a secret as it is, and as it looks inside a URL, a repr or JSON."""
    quoted = {quote(secret, safe=""), quote(secret), quote_plus(secret)} if secret.isprintable() else set()
    return {
        secret,
        repr(secret)[1:-1],
        json.dumps(secret)[1:-1],
        json.dumps(secret, ensure_ascii=False)[1:-1],
    } | quoted


def _card(found: re.Match[str]) -> str:
    return "[card number]" if _luhn(re.sub(r"\D", "", found[0])) else found[0]


def _luhn(digits: str) -> bool:
    """Return true when the check digit of a card number is right (ISO/IEC 7812-1)."""
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (sum(doubled) + sum(int(digit) for digit in digits[-1::-2])) % 10 == 0
