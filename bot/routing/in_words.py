"""A rule in words: what a post must have, and what happens to it."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

SHOWN = 4
_YES_NO = {
    "is_reply": ("is a reply", "is no reply"),
    "is_quote": ("quotes a post", "quotes no post"),
    "has_media": ("has images or videos", "has no images or videos"),
    "open_case": ("the author has an open case", "the author has no open case"),
}
_HOURS = {"in": "in business hours", "out": "outside business hours"}


def conditions_in_words(when: Mapping[str, Any], network: Callable[[str], str] = str) -> str:
    """Return the conditions of a rule of a valid file as one sentence; `network` names a network for people."""
    return " and ".join(_condition(key, value, network) for key, value in when.items())


def effects_in_words(then: Mapping[str, Any], team: Callable[[str], str] = str) -> str:
    """Return what a rule of a valid file does with a post; `team` names a team for people."""
    if "ignore" in then:
        return f"ignored: {then['ignore']}"
    tags = f"tags {', '.join(then['tags'])}" if then.get("tags") else ""
    if is_true(then.get("continue")):
        return ", ".join(filter(None, ("later rules decide", then.get("priority", ""), tags)))
    where = "marketing, as praise" if is_true(then.get("praise")) else team(then.get("team", ""))
    return ", ".join(filter(None, (where, then.get("priority", ""))))


def is_true(value: object) -> bool:
    """Return True for the text of a flag that is set."""
    return isinstance(value, str) and value.casefold() == "true"


def _condition(key: str, value: Any, network: Callable[[str], str]) -> str:
    match key:
        case "networks":
            return f"is on {_listed(map(network, value))}"
        case "hashtags":
            return f"has {_listed('#' + tag.removeprefix('#') for tag in value)}"
        case "hours":
            return _HOURS.get(value, str(value))
        case "followers" | "earlier_cases":
            return f"{key.replace('_', ' ')} {_range(value)}"
        case "spike":
            return f"{value.get('at_least')} posts tagged {value.get('on')} within {value.get('within')}"
        case "all" | "any":
            word = " and " if key == "all" else " or "
            return f"({word.join(conditions_in_words(part, network) for part in value)})"
        case "not":
            return f"not ({conditions_in_words(value, network)})"
    if key in _YES_NO:
        return _YES_NO[key][not is_true(value)]
    return f"{_LABELS.get(key, key)} {_listed(value)}"


_LABELS = {
    "words": "has",
    "phrases": "has",
    "contains": "contains",
    "regex": "matches the pattern",
    "accounts": "is written to",
    "authors": "is by",
    "lists": "the author is in",
    "languages": "is in the language",
    "sentiment": "sounds",
}


def _listed(entries: Iterable[str]) -> str:
    names = list(entries)
    if len(names) > SHOWN + 1:
        return f"{', '.join(names[:SHOWN])} or {len(names) - SHOWN} more"
    return " or ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""


def _range(limits: Mapping[str, str]) -> str:
    ends = [
        f"{word} {_thousands(limits[key])}"
        for key, word in (("at_least", "at least"), ("at_most", "at most"))
        if key in limits
    ]
    return " and ".join(ends)


def _thousands(number: str) -> str:
    return f"{int(number):,}" if number.replace("_", "").isdecimal() else number
