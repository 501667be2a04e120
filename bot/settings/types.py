"""Types of setting values, and the settings that must be set together."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr
from pydantic_core import PydanticCustomError

SHORTEST_SECRET = 6
POSTGRES = ("postgres://", "postgresql://")


@dataclass(frozen=True, slots=True)
class Together:
    """The settings of one network: setting any of them turns it on, and then all of `needed` are required.

    `shared` ones are required too but turn nothing on. `by_choice` maps a setting and its value to another setting
    that this value requires.
    """

    needed: tuple[str, ...]
    others: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    by_choice: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def missing(self, values: Mapping[str, str]) -> list[str]:
        """Return the names of required settings that `values` lacks."""
        if not any(name in values for name in (*self.needed, *self.others)):
            return []
        chosen = [
            more for (name, word), more in self.by_choice.items() if values.get(name, "").lower() == word
        ]
        return [name for name in (*self.needed, *self.shared, *chosen) if name not in values]


def complain(wrong: str) -> PydanticCustomError:
    """Return the error for a value; `wrong` continues the sentence that begins with the setting's name."""
    return PydanticCustomError("setting", "{wrong}", {"wrong": wrong})


def database(url: str) -> str:
    """Return the URL or path. Raise PydanticCustomError for a scheme other than SQLite's and Postgres'."""
    if "://" in url and not url.startswith(("sqlite:///", *POSTGRES)):
        raise complain("is neither a path nor a URL of SQLite or Postgres")
    return url


def web_address(url: str) -> str:
    """Return the URL without its last slash. Raise PydanticCustomError when it is not http:// or https://."""
    if not re.match(r"https?://[^/\s]+", url, re.IGNORECASE):
        raise complain("is not a web address")
    return url.rstrip("/")


def secret_address(secret: SecretStr) -> SecretStr:
    web_address(secret.get_secret_value())
    return secret


def mailbox(text: str) -> str:
    """Return the address. Raise PydanticCustomError when it is not a single e-mail address."""
    if not re.fullmatch(r"[^\s@<>,;]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", text):
        raise complain("is not an e-mail address")
    return text


def channel(name: str) -> str:
    """Return the channel. Raise PydanticCustomError when it is neither a #name nor a Slack channel id."""
    is_id = name[:1] in "CG" and name.isalnum() and name.isupper() and len(name) >= 9
    if not is_id and not (name.startswith("#") and len(name) > 1 and " " not in name):
        raise complain("is neither a #name nor a channel id")
    return name


def grantees(names: str) -> str:
    """Return a comma-separated list of user ids, user group ids and @handles of groups.

    Raise PydanticCustomError for a name that is none of these.
    """
    for name in (each.strip() for each in names.split(",")):
        if not re.fullmatch(r"@[^\s@,<>|]+|[UWS][A-Z0-9]+", name):
            raise complain(f"names '{name}', which is neither an id nor an @handle")
    return names


def group_grantees(names: object) -> object:
    """Return the same list with an @ before each handle: AGENTS_GROUP always accepted handles without one."""
    if not isinstance(names, str):
        return names
    return ",".join(_with_at(name.strip()) for name in names.split(","))


def names_in(setting: str | None) -> tuple[str, ...]:
    """Return the names in a setting that lists some; none where it is not set."""
    return tuple(name.strip() for name in setting.split(",")) if setting else ()


def _with_at(name: str) -> str:
    is_bare = re.fullmatch(r"[^\s@,<>|]+", name) and not re.fullmatch(r"[UWS][A-Z0-9]+", name)
    return f"@{name}" if is_bare else name


def zone(name: str) -> str:
    """Return the key of a time zone. Raise PydanticCustomError when the tz database has no such zone."""
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: a folder of zones, such as Europe
        raise complain("is not a time zone; write it like Europe/Berlin") from None


def token(prefix: str) -> AfterValidator:
    """Return a validator that checks that a secret begins with `prefix`."""

    def check(secret: SecretStr) -> SecretStr:
        """Return the secret. Raise PydanticCustomError when it begins differently."""
        if not secret.get_secret_value().startswith(prefix):
            raise complain(f"does not start with {prefix}")
        return secret

    return AfterValidator(check)


def plain_number(value: object) -> object:
    """Return the value. Raise PydanticCustomError for 10.000, which is ten thousand to some people and ten to
    others."""
    if isinstance(value, str) and re.fullmatch(r"[1-9]\d{0,2}(\.\d{3})+", value.strip()):
        whole, _, fraction = value.strip().partition(".")
        smaller = f" or {whole}.{fraction}".rstrip("0").rstrip(".") if "." not in fraction else ""
        raise complain(f"can be read as two numbers: write {value.strip().replace('.', '')}{smaller}")
    return value


def budgets(text: object) -> object:
    """Return US dollars a month by network, from `x=50, email=2.50`. Raise PydanticCustomError for other text."""
    if not isinstance(text, str):
        return text
    found: dict[str, float] = {}
    for part in text.split(","):
        given = re.fullmatch(r"\s*([A-Za-z]+)\s*=\s*\$?(\d{1,9}(?:\.\d+)?)\s*", part)
        name = given[1].lower() if given else ""
        if given is None or name in found or not float(given[2]):
            raise complain(f"cannot be read at '{part.strip()}'")
        plain_number(given[2])
        found[name] = float(given[2])
    return found


# Logs mask secrets by their value, so a secret must not be an ordinary short word.
Secret = Annotated[SecretStr, Field(min_length=SHORTEST_SECRET)]
Budgets = Annotated[dict[str, float], BeforeValidator(budgets)]
Upper = BeforeValidator(lambda word: word.upper() if isinstance(word, str) else word)
Lower = BeforeValidator(lambda word: word.lower() if isinstance(word, str) else word)
WebAddress = Annotated[str, AfterValidator(web_address)]
PlainNumber = BeforeValidator(plain_number)
Hours = Annotated[float, Field(ge=0, allow_inf_nan=False), PlainNumber]
Seconds = Annotated[float, Field(gt=0, allow_inf_nan=False), PlainNumber]


def reveal(secret: SecretStr | None) -> str:
    """Return a secret in clear text, for the library that needs it; empty when it is not set."""
    return secret.get_secret_value() if secret else ""
