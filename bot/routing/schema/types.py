"""The types of single values in routing_rules.yaml (durations, channels, words, regexes), and their error messages."""

import re
from collections.abc import Sized
from typing import Annotated, NoReturn, TypeVar

import re2
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, JsonValue, WithJsonSchema
from pydantic_core import PydanticCustomError

from bot.nlp.hashtags import is_hashtag
from bot.routing.joined_entries import split_joined
from bot.routing.regex_set import options
from bot.routing.rules import BROADCASTS, DEFAULT, ON_SHIFT, Priority
from bot.routing.tokens import keyword
from bot.suggest import remedy

LONGEST_KEYWORD = 200
LONGEST_REGEX = 2_000
# Slack's limit for the value of an option in a menu.
LONGEST_TEAM_NAME = 150
# Slack's limit for one input of a modal.
LONGEST_MACRO = 3_000
# A list in a window of Slack shows 75 characters of an entry.
LONGEST_REPLY_NAME = 75
_SECONDS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400}
_REGEX_MEMORY = 8 << 20


def refuse(message: str, what_to_do: str) -> NoReturn:
    """Raise pydantic's error for a value, with a message and a remedy."""
    raise PydanticCustomError("fault", "{message}", {"message": message, "remedy": what_to_do})


def _text(value: str) -> str:
    if not value.strip():
        refuse("this text is empty", "write something, or remove the key")
    return value.strip()


def _seconds(value: object) -> int:
    match = re.fullmatch(r"0*([1-9]\d{0,5})\s*([smhd])", value) if isinstance(value, str) else None
    if match is None:
        refuse(f'"{value}" is not a duration', "write a number and s, m, h or d, such as 90s, 60m or 1h")
    return int(match[1]) * _SECONDS[match[2]]


def _whole_number(value: object) -> object:
    """Refuse a number with thousands separators, or in any form that would be read as another number."""
    meant = _number_meant(value) if isinstance(value, str) else None
    if meant is not None:
        refuse(f'"{value}" is not a whole number', f"write {meant}")
    return value


def _number_meant(written: str) -> int | None:
    """Return the number that a person means by 10.000, 1,000, 1'000, 10 000, 1e4, 10k or other digits; else None."""
    if re.fullmatch(r"[+-]?\d{1,3}(?:[.,'’\s]\d{3})+", written):
        return int(re.sub(r"[^\d+-]", "", written))
    if re.fullmatch(r"[1-9]\d?e\+?\d", written, re.IGNORECASE):
        return int(float(written))
    if re.fullmatch(r"\d{1,6}k", written, re.IGNORECASE):
        return int(written[:-1]) * 1_000
    return int(written) if written.isdecimal() and not written.isascii() else None


def read_priority(value: object, *others: str) -> Priority:
    """Return the priority of that name; the error message lists `others` as well."""
    names = [*PRIORITIES, *others]
    if str(value).upper() not in Priority.__members__:
        refuse(f'"{value}" is not a priority', remedy(str(value), names))
    return Priority[str(value).upper()]


def _channel(value: str) -> str:
    if re.fullmatch(r"[CG][A-Z0-9]{6,}", value):
        return value
    name = value.removeprefix("#")
    if not name or len(name) > 80 or name != name.lower() or re.search(r"[\s.,<>|#@&]", name):
        refuse(
            f'"{value}" is not a Slack channel', 'write its name such as "#care", or its id such as C024BE91L'
        )
    return f"#{name}"


def _flag(value: object) -> bool:
    if str(value).casefold() not in ("true", "false"):
        raise PydanticCustomError("bool_parsing", "neither true nor false")
    return str(value).casefold() == "true"


def _one(value: str) -> str:
    if value.casefold() == ON_SHIFT:
        refuse(f'"{value}" names no one person; it works only in notify', "name people or user groups")
    if re.search(r"[\s<>|,]", value):
        refuse(f'"{value}" is not one name', "write each name separately, such as [one, two]")
    return value


def _person(value: str) -> str:
    if value.lstrip("#@").casefold() in BROADCASTS:
        refuse(f'"{value}" names no one person; it works only in notify', "name people or user groups")
    return _one(value)


def _notified(value: str) -> str:
    return ON_SHIFT if value.casefold() == ON_SHIFT else _one(value)


def _team_name(value: str) -> str:
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]*", value):
        refuse(
            f'"{value}" is not a valid team name',
            "use lowercase letters, digits, - and _; put the full name in title",
        )
    if len(value) > LONGEST_TEAM_NAME:
        refuse(
            f"this is longer than {LONGEST_TEAM_NAME} characters",
            "write a shorter one; put the full name in title",
        )
    return value


def _rule_name(value: str) -> str:
    if value == DEFAULT:
        refuse('"default" is reserved for posts that no rule matches', "give the rule another name")
    return value


def _keyword(value: str) -> str:
    if not keyword(value).bare:
        refuse("there is no word to search for in this text", "write a word")
    if len(value) > LONGEST_KEYWORD:
        refuse(f"this is longer than {LONGEST_KEYWORD} characters", "use a shorter text")
    return value


def _word(value: str) -> str:
    if len(value.split()) > 1:
        refuse(f'"{value}" is more than one word', "move it to phrases")
    return _keyword(value)


def _hashtag(value: str) -> str:
    tag = f"#{value.removeprefix('#')}"
    found = keyword(tag)
    if not is_hashtag(tag) and (len(found.bare) != 1 or not found.has_tag):
        parts = split_joined(value)
        how = (
            f"write each separately: [{', '.join(parts)}]"
            if parts
            else "a hashtag is letters, digits and _ only"
        )
        refuse(f'"{value}" is not one hashtag', how)
    return tag


def _regex(value: str) -> str:
    if len(value) > LONGEST_REGEX:
        refuse(f"this regex is longer than {LONGEST_REGEX} characters", "split it into two")
    try:
        re2.compile(value, options(_REGEX_MEMORY))
    except re2.error as error:
        why = error.args[0].decode() if isinstance(error.args[0], bytes) else str(error.args[0])
        refuse(*_regex_wording(value, why))
    return value


def _regex_wording(pattern: str, why: str) -> tuple[str, str]:
    if re.search(r"\(\?(<?[=!])", pattern):
        return (
            f'look-around is not possible in the regex "{pattern}"',
            "use words, phrases or a simpler regex",
        )
    if (re.search(r"\\[1-9]|\(\?P=|\\k<", pattern) and "escape" in why) or "(?P=" in pattern:
        return (
            f'a back-reference is not possible in the regex "{pattern}"',
            "write out the repeated part",
        )
    return (
        f'the regex "{pattern}" cannot be read: {why}',
        "see github.com/google/re2/wiki/Syntax",
    )


def _reason(value: str) -> str:
    if value.lower() in ("true", "yes", "on", "false", "no", "off"):
        refuse(
            "ignore needs a reason", 'say why the post needs no reply, such as ignore: "competition entry"'
        )
    return value


def _macro(value: str) -> str:
    if len(value) > LONGEST_MACRO:
        refuse(f"this is longer than {LONGEST_MACRO:,} characters", "write a shorter text")
    return value


def _reply_name(value: str) -> str:
    if len(value) > LONGEST_REPLY_NAME:
        refuse(f"this name is longer than {LONGEST_REPLY_NAME} characters", "write a shorter name")
    return value


Entries = TypeVar("Entries", bound=Sized)


def not_empty(value: Entries) -> Entries:
    if not value:
        refuse("this is empty", "write at least one entry, or remove the key")
    return value


Entry = TypeVar("Entry")
Some = Annotated[tuple[Entry, ...], AfterValidator(not_empty)]
# Types for the JSON Schema where they differ from the code's: in the file, numbers and durations are text as well.
_ANY_TEXT: dict[str, JsonValue] = {"type": ["string", "number", "boolean"]}
AnyText = Annotated[str, WithJsonSchema(_ANY_TEXT)]
Text = Annotated[str, AfterValidator(_text), WithJsonSchema(_ANY_TEXT | {"minLength": 1})]
Flag = Annotated[bool, BeforeValidator(_flag), WithJsonSchema({"type": "boolean"})]
Seconds = Annotated[
    int,
    BeforeValidator(_seconds),
    WithJsonSchema({"type": "string", "pattern": r"^0*[1-9]\d{0,5}\s*[smhd]$"}),
]
PRIORITIES = [priority.name.lower() for priority in Priority]
PriorityName = Annotated[Priority, BeforeValidator(read_priority), WithJsonSchema({"enum": PRIORITIES})]
Channel = Annotated[Text, AfterValidator(_channel)]
Name = Annotated[Text, AfterValidator(_one)]
Person = Annotated[Text, AfterValidator(_person)]
Notified = Annotated[Text, AfterValidator(_notified)]
TeamName = Annotated[str, AfterValidator(_team_name)]
RuleName = Annotated[Text, AfterValidator(_rule_name)]
Word = Annotated[Text, AfterValidator(_word)]
Phrase = Annotated[Text, AfterValidator(_keyword)]
Hashtag = Annotated[Text, AfterValidator(_hashtag)]
Regex = Annotated[Text, AfterValidator(_regex)]
Reason = Annotated[Text, AfterValidator(_reason)]
MacroText = Annotated[Text, AfterValidator(_macro)]
ReplyName = Annotated[Text, AfterValidator(_reply_name)]
_DIGITS = {"type": ["integer", "string"], "minimum": 0, "pattern": r"^\d[\d_]*$"}
WholeNumber = BeforeValidator(_whole_number)
Count = Annotated[int, WholeNumber, Field(ge=0), WithJsonSchema(_DIGITS)]
AtLeastOne = Annotated[int, WholeNumber, Field(gt=0), WithJsonSchema(_DIGITS | {"minimum": 1})]


class StrictModel(BaseModel):
    """Base of all models; unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)
