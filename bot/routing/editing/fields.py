"""A rule as the fields of a form, and back; what a form cannot show stays in the rule."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.routing.editing.scalars import inline
from bot.routing.in_words import is_true

# What a field of a window accepts, in UTF-16 units: https://docs.slack.dev/reference/block-kit/block-elements
LONGEST, OPTIONS, OPTION_LONGEST = 3_000, 100, 150
# In place of a team's name, which cannot have a colon.
PRAISE, IGNORE, CONTINUE = ":praise", ":ignore", ":continue"
LISTS = ("words", "phrases", "hashtags", "networks", "sentiment")
# Lists whose entries are chosen, not typed.
CHOSEN = ("networks", "sentiment")
_OTHER_WAYS = {PRAISE: "praise", CONTINUE: "continue"}
# Commas, semicolons and new lines, also those of other scripts. Quotes keep one inside an entry.
_ENTRY = re.compile(r'\s*(?:"([^"]*)"|([^,;\n，；、،؛]+))\s*(?:[,;\n，；、،؛]+|$)|[,;\n，；、،؛]+')

Rule = dict[str, Any]


@dataclass(frozen=True, slots=True)
class RuleFields:
    """The fields of a rule as a person fills them in; empty where they enter nothing."""

    name: str = ""
    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    hashtags: tuple[str, ...] = ()
    networks: tuple[str, ...] = ()
    sentiment: tuple[str, ...] = ()
    #: The smallest follower count.
    followers: str = ""
    #: `in` or `out` of business hours.
    hours: str = ""
    #: A team's name, or PRAISE, IGNORE or CONTINUE.
    team: str = ""
    priority: str = ""
    tags: tuple[str, ...] = ()
    #: Name of a saved reply.
    macro: str = ""


def fields_of(rule: Rule) -> RuleFields:
    """Return what a form shows of a rule of a valid file."""
    when, then = rule.get("when", {}), rule.get("then", {})
    lists = {key: tuple(when.get(key, ())) for key in LISTS if _fits(key, when.get(key))}
    return RuleFields(
        name=rule.get("name", ""),
        followers=digits(when.get("followers", {}).get("at_least", "")),
        hours=when.get("hours", ""),
        team=_way(then),
        priority=then.get("priority", ""),
        tags=tuple(then.get("tags", ())) if _fits("tags", then.get("tags")) else (),
        macro=then.get("macro", ""),
        **lists,
    )


def without_field(rule: Rule) -> frozenset[str]:
    """Return the lists that have no field: an entry has both a comma and a quote, or there are too many entries."""
    lists = {key: rule.get("when", {}).get(key) for key in LISTS} | {"tags": rule.get("then", {}).get("tags")}
    return frozenset(key for key, entries in lists.items() if not _fits(key, entries))


def hidden(rule: Rule) -> dict[str, Any]:
    """Return what a form cannot show of a rule: parts of its `when` and `then`, and its own keys."""
    when, then = rule.get("when", {}), rule.get("then", {})
    unshown = without_field(rule)
    shown = {*LISTS, "hours", "team", "priority", "tags", "macro", "praise", "continue", "ignore"} - unshown
    rest = {key: value for key, value in (when | then).items() if key not in shown}
    if rest.get("followers", {}).keys() == {"at_least"}:
        del rest["followers"]
    if then.get("ignore", rule.get("name")) != rule.get("name"):
        rest["ignore"] = then["ignore"]
    return rest | {key: value for key, value in rule.items() if key not in ("name", "when", "then")}


def hidden_lines(rule: Rule) -> list[str]:
    """Return what a form cannot show as lines of YAML."""
    return [f"{key}: {inline(value)}" for key, value in hidden(rule).items()]


def with_fields(rule: Rule, fields: RuleFields) -> Rule:
    """Return the rule with what a person entered; entries that only changed places stay as they are."""
    when = _with_lists(dict(rule.get("when", {})), fields)
    _put(when, "hours", fields.hours)
    when = _with_followers(when, fields.followers)
    return rule | {"name": fields.name, "when": when, "then": _then(rule, fields)}


def split(typed: str) -> tuple[str, ...]:
    """Return the entries of a field: separated by commas, semicolons or new lines, each once."""
    found = (quoted or bare for quoted, bare in _ENTRY.findall(typed))
    return tuple(dict.fromkeys(entry.strip() for entry in found if entry.strip()))


def joined(entries: Iterable[str], by: str = ", ") -> str:
    """Return the text of a field from which `split` reads these entries."""
    return by.join(f'"{entry}"' if re.search(r"[,;\n，；、،؛]", entry) else entry for entry in entries)


def digits(number: str) -> str:
    """Return a number without its underscores."""
    return number.replace("_", "") if isinstance(number, str) else ""


def _fits(key: str, entries: object) -> bool:
    """Return True when a field can show a list, so that it comes back as it was."""
    if not isinstance(entries, list):
        return entries is None
    if key in CHOSEN:
        return len(entries) <= OPTIONS and all(len(entry) <= OPTION_LONGEST for entry in entries)
    words = joined(entries, "\n")
    return split(words) == tuple(entries) and len(words.encode("utf-16-le")) // 2 <= LONGEST


def _way(then: Mapping[str, Any]) -> str:
    if "ignore" in then:
        return IGNORE
    return next((sign for sign, key in _OTHER_WAYS.items() if is_true(then.get(key))), then.get("team", ""))


def _with_lists(when: Rule, fields: RuleFields) -> Rule:
    for key in LISTS:
        if _fits(key, when.get(key)):
            _put(when, key, _same_or_new(when.get(key, []), getattr(fields, key)))
    return when


def _with_followers(when: Rule, at_least: str) -> Rule:
    wanted = dict(when.get("followers", {}))
    if digits(wanted.get("at_least", "")) != at_least:
        _put(wanted, "at_least", at_least)
    _put(when, "followers", wanted)
    return when


def _then(rule: Rule, fields: RuleFields) -> Rule:
    old = dict(rule.get("then", {}))
    if _way(old) == fields.team:
        then = old
    elif fields.team == IGNORE:
        then = {"ignore": fields.name}
    else:
        # Where the post goes is said in one way only. A rule that continues notifies no one of its own.
        dropped = {"team", "ignore", *_OTHER_WAYS.values(), *(["notify"] if fields.team == CONTINUE else [])}
        way = _OTHER_WAYS.get(fields.team)
        then = {way: "true"} if way else {"team": fields.team}
        then |= {key: value for key, value in old.items() if key not in dropped}
    _put(then, "priority", fields.priority)
    if _fits("tags", then.get("tags")):
        _put(then, "tags", _same_or_new(then.get("tags", []), fields.tags))
    _put(then, "macro", fields.macro)
    return then


def _put(mapping: Rule, key: str, value: Any) -> None:
    if value:
        mapping[key] = value
    else:
        mapping.pop(key, None)


def _same_or_new(old: list[str], new: tuple[str, ...]) -> list[str]:
    """Return the new entries: those that the rule has as it has them and in its order, then the others.

    The order of these lists means nothing, and the text of the file changes least so.
    """
    known = {_seen(entry): entry for entry in old}
    entries = dict.fromkeys(known.get(_seen(entry), entry) for entry in new)
    return [*(entry for entry in old if entry in entries), *(entry for entry in entries if entry not in old)]


def _seen(entry: str) -> str:
    """Return an entry without what Slack adds to an emoji, or leaves out."""
    return entry.replace("\ufe0f", "")
