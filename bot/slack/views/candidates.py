"""People whose names look like an unknown name, for a person to choose from."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from bot.roles import GROUP_ID, PERSON_ID, Person, Role
from bot.routing import RuleError

LISTED = 5
SEPARATORS = (".", "-", "_", " ")
LookAlikes = Mapping[str, Sequence[Person]]


def look_alikes(name: str, people: Iterable[Person]) -> list[Person]:
    """Return the people whose user name, display name or full name reads like `name`, full members first."""
    wanted = _plain(name)
    found = [person for person in people if wanted and _reads_like(person, wanted)]
    found.sort(key=lambda person: (person.role is not Role.MEMBER, person.name))
    return found[:LISTED]


def unknown_name(name: str, candidates: Sequence[Person]) -> str:
    """Return what is wrong with a name, and what to write instead."""
    return ". ".join(_wrong_and_remedy(name, candidates))


def unknown_person(text: str, name: str, candidates: Sequence[Person]) -> RuleError:
    """Return the same as a fault of the rules in `text`, where the name is first written."""
    written = re.search(rf"(?<![\w.-]){re.escape(name)}(?![\w.-])", text)
    before = text[: written.start()] if written else ""
    wrong, remedy = _wrong_and_remedy(name, candidates)
    return RuleError(before.count("\n") + 1, len(before) - before.rfind("\n"), wrong, remedy.rstrip("."))


def _wrong_and_remedy(name: str, candidates: Sequence[Person]) -> tuple[str, str]:
    if re.fullmatch(f"{PERSON_ID}|{GROUP_ID}", name):
        return f"Slack has no active person or group {name}", "Correct the id, or remove it."
    wrong = f"Slack has no user group or full member with the user name {name}"
    if not candidates:
        return wrong, "Correct the name, or remove it."
    listed = ", ".join(map(described, candidates))
    return f"{wrong}. Similar: {listed}", "Write the id or the user name of the person you mean."


def described(person: Person) -> str:
    """Return a person's id and user name, and what they are who is no full member."""
    kind = "" if person.role is Role.MEMBER else f", {person.role.value}"
    return f"{person.id} ({person.name}{kind})"


def _reads_like(person: Person, wanted: str) -> bool:
    names = [_plain(name) for name in (person.name, person.shown, person.full_name)]
    return any(
        name == wanted or name.startswith(tuple(wanted + each for each in SEPARATORS)) for name in names
    )


def _plain(name: str) -> str:
    """Return a name as it looks: full-width letters as ordinary ones, without invisible characters (category Cf)."""
    composed = unicodedata.normalize("NFKC", name)
    seen = "".join(sign for sign in composed if unicodedata.category(sign) != "Cf")
    return seen.strip().lstrip("#@").casefold()
