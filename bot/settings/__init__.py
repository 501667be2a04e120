"""The settings of Baton: read once from the environment and `.env`, validated and frozen."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import unquote, urlsplit

from dotenv import dotenv_values
from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    field_validator,
)
from pydantic_core import ErrorDetails

from bot.settings import bluesky, discord, email, mastodon, meta, page, webhook, x
from bot.settings.bluesky import BlueskySettings
from bot.settings.discord import DiscordSettings
from bot.settings.email import EmailSettings
from bot.settings.mastodon import MastodonSettings
from bot.settings.messages import worded
from bot.settings.meta import MetaSettings
from bot.settings.page import PageSettings
from bot.settings.types import (
    POSTGRES,
    Budgets,
    Hours,
    Lower,
    PlainNumber,
    Seconds,
    Secret,
    Together,
    Upper,
    WebAddress,
    channel,
    complain,
    database,
    grantees,
    group_grantees,
    mailbox,
    secret_address,
    token,
    zone,
)
from bot.settings.webhook import WebhookSettings
from bot.settings.x import XSettings
from bot.suggest import nearest

# One row for each network.
TOGETHER: tuple[Together, ...] = (
    x.TOGETHER,
    webhook.TOGETHER,
    mastodon.TOGETHER,
    bluesky.TOGETHER,
    discord.TOGETHER,
    meta.TOGETHER,
    email.TOGETHER,
    page.TOGETHER,
)
# Up to the last @, since user and password may contain one; libpq also accepts a password in the query.
PASSWORD = re.compile(r"(://[^:/]*:|[?&]password=)(.+(?=@)|(?<==)[^&]+)")


class SettingsError(Exception):
    """Settings that cannot be used. `faults` lists every invalid or missing one, without any secret's value."""

    def __init__(self, faults: "tuple[SettingError, ...]") -> None:
        self.faults = faults
        count = "1 setting needs" if len(faults) == 1 else f"{len(faults)} settings need"
        lines = (f"  {fault.name} {fault.wrong}. {fault.remedy}" for fault in faults)
        super().__init__(
            f"{count} attention:\n"
            + "\n".join(lines)
            + "\nBaton reads settings from the environment, then from .env. See .env.example for each of them."
        )


@dataclass(frozen=True, slots=True)
class SettingError:
    """One invalid setting: its name, what is wrong with it, and how to fix it."""

    name: str
    wrong: str
    remedy: str


class Settings(
    XSettings,
    WebhookSettings,
    MastodonSettings,
    BlueskySettings,
    DiscordSettings,
    MetaSettings,
    EmailSettings,
    PageSettings,
    frozen=True,
):
    """All settings. A field's name in capitals is its name in the environment; its description is its
    documentation."""

    model_config = ConfigDict(alias_generator=str.upper, populate_by_name=True)

    database_url: Annotated[str, AfterValidator(database)] = Field(
        "baton.db",
        repr=False,
        description="Where cases are stored: a file, sqlite:///file, or postgres://user:password@host/name.",
    )
    routing_rules: Path = Field(Path("routing_rules.yaml"), description="The file with the routing rules.")
    rules_editors: Annotated[str, AfterValidator(grantees)] | None = Field(
        None,
        description="Who may edit the rules in Slack: user ids and user groups (@handle); unset, no one may.",
    )

    slack_bot_token: Annotated[Secret, token("xoxb-")] = Field(
        description="The bot token (xoxb-...), from OAuth & Permissions of the Slack app."
    )
    slack_signing_secret: Secret | None = Field(
        None,
        description="The signing secret, from Basic Information of the Slack app; not needed in Socket Mode.",
    )
    slack_app_token: Annotated[Secret, token("xapp-")] | None = Field(
        None,
        description="The app-level token (xapp-...) with connections:write; setting it turns on Socket Mode.",
    )
    slack_api_url: Annotated[WebAddress, AfterValidator(lambda url: f"{url}/")] = Field(
        "https://slack.com/api/",
        description="Base URL of Slack's Web API, beginning with http:// or https://.",
    )
    slack_post_seconds: Seconds = Field(
        1.0,
        description="Minimum seconds between two messages to one channel; Slack allows about one a second.",
    )
    agents_group: Annotated[str, BeforeValidator(group_grantees), AfterValidator(grantees)] | None = Field(
        None,
        description="User groups (@handle or S... id) and user ids that may act; unset, every full member may.",
    )
    external_agents: Annotated[str, AfterValidator(grantees)] | None = Field(
        None,
        description="User ids of guests and people from connected workspaces who may act; unset, they can only view.",
    )
    alert_channel: Annotated[str, AfterValidator(channel)] = Field(
        "#baton-alerts", description="Channel (#name or C... id) for operational alerts."
    )

    alert_webhook_url: Annotated[Secret, AfterValidator(secret_address)] | None = Field(
        None,
        description="URL that receives alerts as JSON when Slack is unavailable, beginning with https://.",
    )
    alert_email: Annotated[str, AfterValidator(mailbox)] | None = Field(
        None,
        description="Address that receives alerts when Slack is unavailable; needs SMTP_URL and EMAIL_ADDRESS.",
    )

    time_zone: Annotated[str, AfterValidator(zone)] = Field(
        "UTC", description="Default time zone for people and teams that name none, such as Europe/Berlin."
    )

    link_secret: Secret | None = Field(
        None,
        min_length=16,
        description="Signs the addresses and links that Baton creates; any long random text.",
    )

    link_days: int = Field(
        30,
        ge=0,
        le=3_650,
        description="Days a link or address of a case stays valid after it was created (0 = as long as the case).",
    )

    merge_window_hours: Hours = Field(
        24.0,
        description="Merge new posts by the same author into an open case for this many hours (0 = never).",
    )
    reopen_window_hours: Hours = Field(
        72.0,
        description="Reopen a resolved case if the author posts again within this many hours (0 = never).",
    )

    monthly_budgets: Budgets | None = Field(
        None,
        description="Monthly budget in US dollars for each network, as in x=50, email=5; unset, there is no limit.",
    )

    database_pool: Annotated[int, PlainNumber] = Field(
        2,
        ge=1,
        le=50,
        description="Connections to Postgres that a process may open; a worker needs one more (docs/operations.md).",
    )

    lease_seconds: Annotated[float, PlainNumber] = Field(
        60.0,
        ge=2,
        le=3_600,
        allow_inf_nan=False,
        description="Seconds after which another process takes over the jobs of a process that died.",
    )

    host: str = Field(
        "127.0.0.1",
        description="Address to listen on; 0.0.0.0 accepts connections from other machines (the default on Heroku).",
    )
    port: Annotated[int, PlainNumber] = Field(
        3000, ge=0, le=65_535, description="Port to listen on; 0 picks any free port."
    )
    health_port: Annotated[int | None, PlainNumber] = Field(
        None,
        ge=0,
        le=65_535,
        description="Port on which `work` answers /healthz and /readyz; unset, a worker opens no port.",
    )
    log_level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], Upper] = Field(
        "INFO", description="Log level: DEBUG, INFO, WARNING or ERROR."
    )
    log_format: Annotated[Literal["json", "console"], Lower] = Field(
        "json", description="Log format: json or console."
    )

    @field_validator("monthly_budgets")
    @classmethod
    def _of_networks(cls, budgets: Budgets | None) -> Budgets | None:
        for name in budgets or ():
            if not hasattr(cls, f"{name}_enabled"):
                raise complain(f"names {name}, which is not a network")
        return budgets

    @property
    def socket_mode(self) -> bool:
        return self.slack_app_token is not None

    def secrets(self) -> tuple[str, ...]:
        """Return every secret value in clear text, for the log filter that masks them."""
        held = (value.get_secret_value() for _, value in self if isinstance(value, SecretStr))
        urls = f"{self.database_url}\n{self.smtp_url or ''}"
        callback = urlsplit(self.webhook_callback_url or "").password
        in_url = [*(found[2] for found in PASSWORD.finditer(urls)), *([callback] if callback else [])]
        return (*held, *in_url, *map(unquote, in_url))

    def redacted(self) -> dict[str, str]:
        """Return every setting by its environment name, safe to show: of a secret only whether it is set."""
        return {name.upper(): _shown(name, value) for name, value in self}


def read_settings(environ: Mapping[str, str], env_file: Path | None = Path(".env")) -> Settings:
    """Return the settings from `environ`, and from `env_file` for names that `environ` lacks.

    Raise SettingsError, which lists every invalid or missing setting at once.
    """
    in_file = _file_values(environ, env_file)
    given = {**in_file, **environ}
    values = {name: given[name].strip() for name in map(str.upper, Settings.model_fields) if name in given}
    faults = [
        SettingError(name, "is empty", "Set a value or remove it.")
        for name, text in values.items()
        if not text
    ]
    filled = {name: text for name, text in values.items() if text}
    if "DYNO" in environ:
        filled.setdefault("HOST", "0.0.0.0")  # the router comes from outside the dyno
    try:
        settings = Settings.model_validate(filled)
    except ValidationError as error:
        empty = {fault.name for fault in faults}
        faults += [fault for fault in map(_fault, error.errors()) if fault.name not in empty]
    faults += [*_faults_together(values, given), *_misspelt(in_file)]
    if faults:
        raise SettingsError(tuple(faults))
    return settings


def given_values(environ: Mapping[str, str], env_file: Path | None = Path(".env")) -> dict[str, str]:
    """Return what `environ` and `env_file` give, valid or not. Raise SettingsError for a file that is not text."""
    return {**_file_values(environ, env_file), **environ}


def _file_values(environ: Mapping[str, str], env_file: Path | None) -> dict[str, str]:
    """Return the settings in `.env`; none when python-dotenv's own switch turns the file off."""
    off = environ.get("PYTHON_DOTENV_DISABLED", "").casefold() in {"1", "true", "t", "yes", "y"}
    if env_file is None or off:
        return {}
    try:
        # A secret may contain "${"; a file saved by Notepad begins with a byte order mark.
        found = dotenv_values(env_file, interpolate=False, encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise SettingsError(
            (SettingError(str(env_file), "is not UTF-8 text", "Save it as UTF-8."),)
        ) from None
    return {name: value for name, value in found.items() if value is not None}


def _fault(error: ErrorDetails) -> SettingError:
    name = str(error["loc"][0])
    return SettingError(name, worded(error), _remedy(name))


def _remedy(name: str) -> str:
    return Settings.model_fields[name.lower()].description or ""


def _faults_together(values: Mapping[str, str], given: Mapping[str, str]) -> Iterator[SettingError]:
    """Yield what is wrong with settings that depend on one another."""
    if "SLACK_SIGNING_SECRET" not in values and "SLACK_APP_TOKEN" not in values:
        yield SettingError("SLACK_SIGNING_SECRET", "is missing", _remedy("SLACK_SIGNING_SECRET"))
    for of_one in TOGETHER:
        yield from (SettingError(name, "is missing", _remedy(name)) for name in of_one.missing(values))
    if "ALERT_EMAIL" in values and not {"SMTP_URL", "EMAIL_ADDRESS"} <= set(values):
        remedy = "Set SMTP_URL and EMAIL_ADDRESS too, or use ALERT_WEBHOOK_URL."
        yield SettingError("ALERT_EMAIL", "needs a mail server", remedy)
    if "DYNO" in given and not values.get("DATABASE_URL", "").startswith(POSTGRES):
        yield SettingError(
            "DATABASE_URL", "is not Postgres", "A dyno loses its disk every day: add Heroku Postgres."
        )
    # Bolt switches to OAuth and ignores the bot token when these two are in the environment.
    for name in ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET"):
        if name in given:
            yield SettingError(
                name, "must not be set", "Remove it: with it, Slack's library ignores SLACK_BOT_TOKEN."
            )


def _misspelt(names: Iterable[str]) -> Iterator[SettingError]:
    """Yield names in the file that nearly match a setting. The environment is full of other programs' names."""
    known = [name.upper() for name in Settings.model_fields]
    for name in names:
        if name not in known and (near := nearest(name, known, cutoff=0.85)):
            yield SettingError(name, "is not a setting", f"Did you mean {near}?")


def _shown(name: str, value: Any) -> str:
    if value is None:
        return "not set"
    if isinstance(value, SecretStr):
        return "set"
    if name in ("database_url", "smtp_url"):
        return PASSWORD.sub(r"\1***", value)
    return _host(str(value)) if str(value).startswith(("http://", "https://")) else str(value)


def _host(url: str) -> str:
    """Return scheme and host of a URL; its path and query may contain a key."""
    parts = urlsplit(url)
    behind = "…" if parts.path.strip("/") or parts.query else ""
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/{behind}"
