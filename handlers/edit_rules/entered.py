"""The fields that a person entered in the form of a rule."""

from dataclasses import dataclass
from typing import Any

from bot.mention import storable
from bot.routing.editing.fields import RuleFields, split
from bot.slack.views.emoji_codes import with_emoji
from bot.slack.views.rule_form import DELETE, EXAMPLES, LAST, NAME, PLACE, POST
from handlers.request import Request, typed


@dataclass(frozen=True, slots=True)
class Entered:
    """The fields, and what else was chosen."""

    fields: RuleFields
    #: The key of the rule that should follow, or LAST.
    before: str = LAST
    #: The post to try the rule on.
    post: str = ""
    #: True when the rule should be deleted.
    deletes: bool = False
    #: True when failing examples should be changed.
    fits_examples: bool = False


def entered(request: Request) -> Entered:
    """Return what the form holds now, submitted or not."""
    return Entered(
        fields=_fields(request),
        before=typed(request, PLACE) or LAST,
        post=words_in(request, POST),
        deletes=bool(several(request, DELETE)),
        fits_examples=bool(several(request, EXAMPLES)),
    )


def _fields(request: Request) -> RuleFields:
    return RuleFields(
        name=" ".join(words_in(request, NAME).split()),
        words=split(words_in(request, "words")),
        phrases=split(words_in(request, "phrases")),
        hashtags=tuple(tag.removeprefix("#") for tag in split(words_in(request, "hashtags"))),
        networks=several(request, "networks"),
        sentiment=several(request, "sentiment"),
        followers=words_in(request, "followers").strip(),
        hours=typed(request, "hours"),
        team=typed(request, "team"),
        priority=typed(request, "priority"),
        tags=split(words_in(request, "tags")),
        macro=typed(request, "macro"),
    )


def words_in(request: Request, block: str) -> str:
    """Return a text as a customer would write it: Slack sends an emoji as its code, such as :heart:."""
    return with_emoji(typed(request, block))


def several(request: Request, block: str) -> tuple[str, ...]:
    """Return the values that were chosen in a list or in boxes."""
    entry: dict[str, Any] = next(iter(request.view["state"]["values"].get(block, {}).values()), {})
    chosen = entry.get("selected_options") or ()
    return tuple(storable(str(each["value"])) for each in chosen)
