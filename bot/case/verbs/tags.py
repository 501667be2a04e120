"""Tags that people add to a case and remove from it."""

from collections.abc import Iterable

from bot.case.model import Ask, Case, Event, Refused

TAGS_KEPT = 20
LONGEST_TAG = 40


def change_tags(case: Case, ask: Ask, *, add: Iterable[str] = (), remove: Iterable[str] = ()) -> list[Event]:
    """Add and remove tags; their case does not matter. Raise Refused for a tag or a list that is too long."""
    had = {tag.casefold(): tag for tag in case.route.tags}
    gone = [had[tag.casefold()] for tag in map(tidy_tag, remove) if tag.casefold() in had]
    new = [tag for tag in dict.fromkeys(map(tidy_tag, add)) if tag and tag.casefold() not in had]
    if long := next((tag for tag in new if len(tag) > LONGEST_TAG), None):
        raise Refused(f"The tag “{long[:LONGEST_TAG]}…” is longer than {LONGEST_TAG} characters.", "long_tag")
    if len(had) - len(gone) + len(new) > TAGS_KEPT:
        raise Refused(f"A case has at most {TAGS_KEPT} tags.", "many_tags")
    return [ask.event("tagged", added=new, removed=gone)] if new or gone else []


def with_tags(tags: Iterable[str], event: Event) -> tuple[str, ...]:
    """Return the tags after a `tagged` event."""
    removed = set(event.data["removed"])
    return (*(tag for tag in tags if tag not in removed), *event.data["added"])


def tags_in(words: str) -> dict[str, str]:
    """Return the tags between commas by their name without capitals, each as it is written first."""
    found: dict[str, str] = {}
    for tag in filter(None, map(tidy_tag, words.split(","))):
        found.setdefault(tag.casefold(), tag)
    return found


def tidy_tag(tag: str) -> str:
    """Return a tag on one line, without a hash sign in front."""
    return " ".join(tag.split()).lstrip("#").strip()
