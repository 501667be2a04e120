"""Types of setting values and of groups of settings."""

import re
from typing import Annotated, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    Field,
    ModelWrapValidatorHandler,
    SecretStr,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_core import InitErrorDetails, PydanticCustomError, PydanticUndefined, PydanticUseDefault

from bot.settings.messages import worded

SHORTEST_SECRET = 6
POSTGRES = ("postgres://", "postgresql://")


def complain(wrong: str) -> PydanticCustomError:
    """Return the error for a value; `wrong` continues the sentence that begins with the setting's name."""
    return PydanticCustomError("setting", "{wrong}", {"wrong": wrong})


class Group(BaseModel, frozen=True, validate_by_name=True, loc_by_alias=False, validate_default=True):
    """Settings that belong together. A field's description is its documentation."""

    @field_validator("*", mode="before")
    @classmethod
    def _not_empty(cls, value: object) -> object:
        if value == "":
            raise complain("is empty")
        return value


class Network(Group, frozen=True):
    """The settings of a network. Any of them without a default turns it on, and then all required ones are needed."""

    @model_validator(mode="wrap")
    @classmethod
    def _if_on(cls, given: dict[str, str], build: ModelWrapValidatorHandler[Self]) -> Self:
        """Return the settings. Raise PydanticUseDefault when the network is off and what is set can be used."""
        fields = cls.model_fields.items()
        with_default = {key for key, field in fields if field.default not in (None, PydanticUndefined)}
        if not given.keys() <= with_default:
            return build(given)
        try:
            build(given)
        except ValidationError as error:
            wrong = [
                InitErrorDetails(type=complain(worded(each)), loc=each["loc"], input=None)
                for each in error.errors()
                if each["type"] != "missing"
            ]
            if wrong:
                raise ValidationError.from_exception_data(cls.__name__, wrong) from None
        raise PydanticUseDefault


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


def slack_channel(name: str) -> str:
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
