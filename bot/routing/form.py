"""The shape of routing_rules.yaml: which keys stand where, and what each may hold."""

import re
from collections.abc import Sized
from typing import Annotated, NoReturn, TypeVar

import re2
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from bot.routing.patterns import options
from bot.routing.rules import DEFAULT, Priority
from bot.routing.suggest import remedy
from bot.routing.words import keyword

LONGEST_KEYWORD = 200
LONGEST_REGEX = 2_000
_SECONDS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400}
_REGEX_MEMORY = 8 << 20


def _refuse(message: str, what_to_do: str) -> NoReturn:
    raise PydanticCustomError("fault", "{message}", {"message": message, "remedy": what_to_do})


def _text(value: str) -> str:
    if not value.strip():
        _refuse("this text is empty", "write something, or take the key away")
    return value.strip()


def _seconds(value: object) -> int:
    match = re.fullmatch(r"0*([1-9]\d{0,5})\s*([smhd])", value) if isinstance(value, str) else None
    if match is None:
        _refuse(f'"{value}" is not a duration', "write a number and s, m, h or d, such as 90s, 60m or 1h")
    return int(match[1]) * _SECONDS[match[2]]


def _priority(value: object) -> Priority:
    names = [priority.name.lower() for priority in Priority]
    if str(value).lower() not in names:
        _refuse(f'"{value}" is not a priority', remedy(str(value), names))
    return Priority[str(value).upper()]


def _channel(value: str) -> str:
    if re.fullmatch(r"[CG][A-Z0-9]{6,}", value):
        return value
    name = value.removeprefix("#")
    if not name or len(name) > 80 or name != name.lower() or re.search(r"[\s.,<>|#@&]", name):
        _refuse(
            f'"{value}" is not a Slack channel', 'write its name such as "#care", or its id such as C024BE91L'
        )
    return f"#{name}"


def _one(value: str) -> str:
    if re.search(r"[\s<>|,]", value):
        _refuse(f'"{value}" is not one name', "write each by itself, such as [one, two]")
    return value


def _team_name(value: str) -> str:
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]*", value):
        _refuse(
            f'"{value}" does not do as a team\'s name',
            "use small letters, digits, - and _; title takes the rest",
        )
    return value


def _rule_name(value: str) -> str:
    if value == DEFAULT:
        _refuse('"default" is the name for what no rule takes', "give the rule another name")
    return value


def _keyword(value: str) -> str:
    if not keyword(value).bare:
        _refuse("there is nothing to look for in this text", "write a word")
    if len(value) > LONGEST_KEYWORD:
        _refuse(f"this is longer than {LONGEST_KEYWORD} characters", "look for a shorter piece")
    return value


def _word(value: str) -> str:
    if len(value.split()) > 1:
        _refuse(f'"{value}" is more than one word', "move it to phrases")
    return _keyword(value)


def _hashtag(value: str) -> str:
    tag = f"#{value.removeprefix('#')}"
    found = keyword(tag)
    if len(found.bare) != 1 or not found.has_tag:
        _refuse(f'"{value}" is not one hashtag', "a hashtag is letters, digits and _ only")
    return tag


def _regex(value: str) -> str:
    if len(value) > LONGEST_REGEX:
        _refuse(f"this regex is longer than {LONGEST_REGEX} characters", "make two of it")
    try:
        re2.compile(value, options(_REGEX_MEMORY))
    except re2.error as error:
        why = error.args[0].decode() if isinstance(error.args[0], bytes) else str(error.args[0])
        _refuse(*_regex_wording(value, why))
    return value


def _regex_wording(pattern: str, why: str) -> tuple[str, str]:
    if re.search(r"\(\?(<?[=!])", pattern):
        return (
            f'look-around is not possible in the regex "{pattern}"',
            "say it with words, phrases or a plainer regex",
        )
    if (re.search(r"\\[1-9]|\(\?P=|\\k<", pattern) and "escape" in why) or "(?P=" in pattern:
        return (
            f'a back-reference is not possible in the regex "{pattern}"',
            "write out what shall be repeated",
        )
    return (
        f'the regex "{pattern}" cannot be read: {why}',
        "see github.com/google/re2/wiki/Syntax for what it may hold",
    )


def _reason(value: str) -> str:
    if value.lower() in ("true", "yes", "on", "false", "no", "off"):
        _refuse(
            "ignore needs a reason", 'say why nobody needs to hear of it, such as ignore: "competition entry"'
        )
    return value


Entries = TypeVar("Entries", bound=Sized)


def _not_empty(value: Entries) -> Entries:
    if not value:
        _refuse("there is nothing in here", "write at least one entry, or take the key away")
    return value


Entry = TypeVar("Entry")
Some = Annotated[tuple[Entry, ...], AfterValidator(_not_empty)]
Text = Annotated[str, AfterValidator(_text)]
Seconds = Annotated[int, BeforeValidator(_seconds)]
PriorityName = Annotated[Priority, BeforeValidator(_priority)]
Channel = Annotated[Text, AfterValidator(_channel)]
Name = Annotated[Text, AfterValidator(_one)]
TeamName = Annotated[str, AfterValidator(_team_name)]
RuleName = Annotated[Text, AfterValidator(_rule_name)]
Word = Annotated[Text, AfterValidator(_word)]
Phrase = Annotated[Text, AfterValidator(_keyword)]
Hashtag = Annotated[Text, AfterValidator(_hashtag)]
Regex = Annotated[Text, AfterValidator(_regex)]
Reason = Annotated[Text, AfterValidator(_reason)]
Count = Annotated[int, Field(ge=0)]


class Form(BaseModel):
    """Keys that are not named here are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class TeamForm(Form):
    channel: Channel
    title: Text = ""
    notify: tuple[Name, ...] = ()
    first_response: Seconds = 3_600


class FollowersForm(Form):
    at_least: Count = 0
    at_most: Count | None = None

    @model_validator(mode="after")
    def _is_a_range(self) -> "FollowersForm":
        if not self.model_fields_set:
            _refuse("followers needs a number", "write at_least, at_most or both")
        if self.at_most is not None and self.at_most < self.at_least:
            _refuse("at_most is smaller than at_least", "no author can be in that range: swap the two")
        return self


class WhenForm(Form):
    words: Some[Word] | None = None
    phrases: Some[Phrase] | None = None
    hashtags: Some[Hashtag] | None = None
    contains: Some[Phrase] | None = None
    regex: Some[Regex] | None = None
    authors: Some[Name] | None = None
    networks: Some[Name] | None = None
    followers: FollowersForm | None = None

    @model_validator(mode="after")
    def _asks_something(self) -> "WhenForm":
        if not self.model_fields_set:
            _refuse(
                "when is empty, so the rule would take every post",
                "give it words, or use default for the rest",
            )
        return self


class TargetForm(Form):
    team: str
    notify: tuple[Name, ...] | None = None
    priority: PriorityName = Priority.NORMAL
    tags: tuple[Text, ...] = ()


class ThenForm(TargetForm):
    team: str = ""
    ignore: Reason | None = None

    @model_validator(mode="after")
    def _goes_one_way(self) -> "ThenForm":
        if self.ignore is None and not self.team:
            _refuse("then has neither team nor ignore", 'write team: <name>, or ignore: "<reason>"')
        if self.ignore is not None and len(self.model_fields_set) > 1:
            _refuse(
                "then has ignore and something else", "a rule sends a post to a team or ignores it, not both"
            )
        return self


class RuleForm(Form):
    name: RuleName
    when: WhenForm
    then: ThenForm


class ExpectForm(Form):
    rule: str | None = None
    team: str | None = None
    priority: PriorityName | None = None
    ignored: bool | None = None

    @model_validator(mode="after")
    def _expects_something(self) -> "ExpectForm":
        if not self.model_fields_set:
            _refuse("expect is empty", "write rule, team, priority or ignored")
        return self


class ExampleForm(Form):
    text: str
    author: Text = "someone"
    followers: Count | None = None
    network: Text = "x"
    expect: ExpectForm


class FileForm(Form):
    teams: Annotated[dict[TeamName, TeamForm], AfterValidator(_not_empty)]
    marketing: str | None = None
    default: TargetForm
    rules: tuple[RuleForm, ...] = ()
    examples: tuple[ExampleForm, ...] = ()


def form_at(path: tuple[str | int, ...]) -> type[Form] | None:
    """The form that the value at a path of the file takes."""
    shape = ".".join("*" if isinstance(part, int) else part for part in path)
    return TeamForm if len(path) == 2 and path[0] == "teams" else _FORMS.get(shape)


_FORMS: dict[str, type[Form]] = {
    "": FileForm,
    "default": TargetForm,
    "rules.*": RuleForm,
    "rules.*.when": WhenForm,
    "rules.*.when.followers": FollowersForm,
    "rules.*.then": ThenForm,
    "examples.*": ExampleForm,
    "examples.*.expect": ExpectForm,
}
