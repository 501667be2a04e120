"""The settings of Baton: read once from the environment and `.env`, validated and frozen."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, get_args
from urllib.parse import unquote, urlsplit

from dotenv import dotenv_values
from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError, field_validator
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    InitSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from bot.settings.bluesky import BlueskySettings
from bot.settings.core import AlertSettings, DatabaseSettings, LinkSettings, LogSettings, SlackSettings
from bot.settings.discord import DiscordSettings
from bot.settings.email import EmailSettings
from bot.settings.mastodon import MastodonSettings
from bot.settings.messages import worded
from bot.settings.meta import MetaSettings
from bot.settings.page import PageSettings
from bot.settings.types import (
    POSTGRES,
    Budgets,
    Group,
    Hours,
    PlainNumber,
    complain,
    grantees,
    group_grantees,
    zone,
)
from bot.settings.webhook import WebhookSettings
from bot.settings.x import XSettings
from bot.suggest import nearest

NETWORKS = ("x", "webhook", "mastodon", "bluesky", "discord", "facebook", "instagram", "email", "page")
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


class Settings(Group, BaseSettings, frozen=True):  # type: ignore[misc]  # BaseSettings is not frozen
    """All settings. The name of a group and the name of its field, joined by _ in capitals, are the name in the
    environment."""

    model_config = SettingsConfigDict(env_nested_delimiter="_", env_nested_max_split=1, enable_decoding=False)

    slack: SlackSettings
    alert: AlertSettings
    database: DatabaseSettings
    link: LinkSettings
    log: LogSettings

    # None where the network is off.
    x: XSettings | None = None
    webhook: WebhookSettings | None = None
    mastodon: MastodonSettings | None = None
    bluesky: BlueskySettings | None = None
    discord: DiscordSettings | None = None
    meta: MetaSettings | None = None
    email: EmailSettings | None = None
    public: PageSettings | None = None

    routing_rules: Path = Field(Path("routing_rules.yaml"), description="The file with the routing rules.")
    rules_editors: Annotated[str, AfterValidator(grantees)] | None = Field(
        None,
        description="Who may edit the rules in Slack: user ids and user groups (@handle); unset, no one may.",
    )
    agents_group: Annotated[str, BeforeValidator(group_grantees), AfterValidator(grantees)] | None = Field(
        None,
        description="User groups (@handle or S... id) and user ids that may act; unset, every full member may.",
    )
    external_agents: Annotated[str, AfterValidator(grantees)] | None = Field(
        None,
        description="User ids of guests and people from connected workspaces who may act; unset, they can only view.",
    )

    time_zone: Annotated[str, AfterValidator(zone)] = Field(
        "UTC", description="Default time zone for people and teams that name none, such as Europe/Berlin."
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

    @field_validator("monthly_budgets")
    @classmethod
    def _of_networks(cls, budgets: Budgets | None) -> Budgets | None:
        for name in budgets or ():
            if name not in NETWORKS:
                raise complain(f"names {name}, which is not a network")
        return budgets

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        *_: Any,
        **others: Any,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Return two sources: the values from `read_settings`, split by group, and an empty group for the rest.

        The sources of pydantic-settings would ignore the case of names, expand `${...}` in `.env`, and turn on X for
        any X_... of another program.
        """
        given = EnvSettingsSource(settings_cls)
        given.env_vars = init_settings()
        groups: dict[str, Any] = {each.path[0]: {} for each in SETTINGS.values() if len(each.path) > 1}
        return given, InitSettingsSource(settings_cls, groups)

    def secrets(self) -> tuple[str, ...]:
        """Return every secret value in clear text, for the log filter that masks them."""
        held = (value.get_secret_value() for value in self.values().values() if isinstance(value, SecretStr))
        urls = f"{self.database.url}\n{self.email.smtp_url if self.email else ''}"
        callback = urlsplit((self.webhook and self.webhook.callback_url) or "").password
        in_url = [*(found[2] for found in PASSWORD.finditer(urls)), *([callback] if callback else [])]
        return (*held, *in_url, *map(unquote, in_url))

    def values(self) -> dict[str, Any]:
        """Return the values by their names in the environment, without those of networks that are off."""
        return {name: getattr(group, key) for name, group, key in self._each()}

    def given(self) -> set[str]:
        """Return the names of the settings that are set, except those of networks that are off."""
        return {name for name, group, key in self._each() if key in group.model_fields_set}

    def redacted(self) -> dict[str, str]:
        """Return every setting by its environment name, safe to show: of a secret only whether it is set."""
        values = self.values()
        return {name: _shown(name, values.get(name)) for name in SETTINGS}

    def _each(self) -> Iterator[tuple[str, Group, str]]:
        for name, setting in SETTINGS.items():
            *above, key = setting.path
            group = getattr(self, above[0]) if above else self
            if group is not None:
                yield name, group, key


@dataclass(frozen=True, slots=True)
class Setting:
    """A field of `Settings` or of a group in it, and the path of keys that leads there."""

    path: tuple[str, ...]
    field: FieldInfo


def _settings() -> Iterator[tuple[str, Setting]]:
    for key, field in Settings.model_fields.items():
        kinds = (field.annotation, *get_args(field.annotation))
        group = next((kind for kind in kinds if isinstance(kind, type) and issubclass(kind, Group)), None)
        if group is None:
            yield key.upper(), Setting((key,), field)
        for inner, each in group.model_fields.items() if group else ():
            yield each.alias or f"{key}_{inner}".upper(), Setting((key, inner), each)


# Every setting by its name in the environment.
SETTINGS = dict(_settings())


def read_settings(environ: Mapping[str, str], env_file: Path | None = Path(".env")) -> Settings:
    """Return the settings from `environ`, and from `env_file` for names that `environ` lacks.

    Raise SettingsError, which lists every invalid or missing setting at once.
    """
    in_file = _file_values(environ, env_file)
    given = {**in_file, **environ}
    values = {name: given[name].strip() for name in SETTINGS if name in given}
    if "DYNO" in environ:
        values.setdefault("HOST", "0.0.0.0")  # the router comes from outside the dyno
    faults: list[SettingError] = []
    try:
        settings = Settings.model_validate({"_".join(SETTINGS[name].path): values[name] for name in values})
    except ValidationError as error:
        faults += map(_fault, error.errors())
    faults += [*_faults_together(values, given), *_misspelt(in_file)]
    if faults:
        raise SettingsError(tuple(faults))
    return settings


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
    name = next(
        name for name, setting in SETTINGS.items() if setting.path == error["loc"][: len(setting.path)]
    )
    wrong = worded(error)
    return SettingError(name, wrong, "Set a value or remove it." if wrong == "is empty" else _remedy(name))


def _remedy(name: str) -> str:
    return SETTINGS[name].field.description or ""


def _faults_together(values: Mapping[str, str], given: Mapping[str, str]) -> Iterator[SettingError]:
    """Yield what is wrong with settings of several groups together, or with the machine Baton runs on."""
    if "LINK_SECRET" not in values and any(SETTINGS[name].path[0] in ("email", "public") for name in values):
        yield SettingError("LINK_SECRET", "is missing", _remedy("LINK_SECRET"))
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
    for name in names:
        if name not in SETTINGS and (near := nearest(name, SETTINGS, cutoff=0.85)):
            yield SettingError(name, "is not a setting", f"Did you mean {near}?")


def _shown(name: str, value: Any) -> str:
    if value is None:
        return "not set"
    if isinstance(value, SecretStr):
        return "set"
    if name in ("DATABASE_URL", "SMTP_URL"):
        return PASSWORD.sub(r"\1***", value)
    return _host(str(value)) if str(value).startswith(("http://", "https://")) else str(value)


def _host(url: str) -> str:
    """Return scheme and host of a URL; its path and query may contain a key."""
    parts = urlsplit(url)
    behind = "…" if parts.path.strip("/") or parts.query else ""
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/{behind}"
