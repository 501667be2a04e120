"""Posts that a tool sends to the webhook, validated and read into a Batch, or refused with the place of the error."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Self

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from bot.mention import LINKS_KEPT, NAME_LIMIT, TEXT_LIMIT, URL_LIMIT, Author, MayReply, Mention
from bot.networks import Batch
from bot.networks.times import utc
from bot.suggest import nearest

# Pydantic creates one error per unknown field: a body of nothing else took five seconds and 200 MB.
MOST_SIGNS = 10_000
MOST_POSTS = 100
MOST_FAULTS = 20

Id = Annotated[str, Field(min_length=1, max_length=150, pattern=r"\S")]
Name = Annotated[str, Field(min_length=1, max_length=NAME_LIMIT, pattern=r"\S")]
Link = Annotated[str, Field(max_length=URL_LIMIT, pattern=r"^https?://\S+$")]
Mail = Annotated[str, Field(max_length=NAME_LIMIT, pattern=r"^[^@\s]+@[^@\s]+$")]


class SentAuthor(BaseModel, frozen=True):
    """The author of a post. With `id`, `email` or `handle` their new posts join their open case."""

    model_config = ConfigDict(extra="forbid", strict=True, title="Author")

    name: Name = Field(description="The author's name as people know it, up to 200 characters.")
    id: Id | None = Field(None, description="Your own permanent id of the author, up to 150 characters.")
    handle: Name | None = Field(
        None, description="The author's handle, with or without @; up to 200 characters."
    )
    email: Mail | None = Field(None, description="The author's e-mail address, like mira@larkspur.example.")
    links: list[Link] = Field(
        default_factory=list,
        max_length=LINKS_KEPT,
        description="Up to ten URLs of the author's own pages, beginning with http:// or https://.",
    )


class SentPost(BaseModel, frozen=True):
    """One post: new, or with `edited` as it reads now, or with `deleted` to take it back."""

    model_config = ConfigDict(
        extra="forbid",
        strict=True,
        title="Post",
        json_schema_extra={
            "if": {"properties": {"deleted": {"const": True}}, "required": ["deleted"]},
            "then": {"properties": {"edited": {"const": False}}},
            "else": {"required": ["author", "text"]},
        },
    )

    id: Id = Field(description="Your own permanent id of the post, up to 150 characters.")
    source: str = Field(
        "web",
        pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$",
        description="Which of your tools this is: up to 40 of a-z, 0-9, - and _. Ids are unique within a source.",
    )
    conversation: Id | None = Field(
        None,
        description=(
            "Your own id of the post's thread, up to 150 characters; without it the post has no thread."
        ),
    )
    author: SentAuthor | None = Field(None, description="The author: an object with at least a name.")
    text: Annotated[str, Field(min_length=1, max_length=TEXT_LIMIT, pattern=r"\S")] | None = Field(
        None, description="The text, as plain text of up to 40,000 characters."
    )
    title: Name | None = Field(None, description="A subject or headline, up to 200 characters.")
    url: Link | None = Field(
        None, description="The public URL of the post, beginning with http:// or https://."
    )
    posted_at: AwareDatetime | None = Field(
        None,
        description=(
            "The time of the post in ISO 8601 with its offset, like 2026-11-22T09:30:00Z; by default now."
        ),
    )
    private: bool = Field(
        False, description="true if only your company can read the post, as with a contact form."
    )
    may_reply: bool = Field(True, description="false if your tool can't deliver a reply to this post.")
    edited: bool = Field(False, description="true if this is a new version of a post that you sent before.")
    deleted: bool = Field(
        False, description="true if a post that you sent before was deleted; id and source are then enough."
    )

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.edited and self.deleted:
            raise PydanticCustomError("both", "says both edited and deleted")
        missing = [name for name in ("author", "text") if getattr(self, name) is None]
        if missing and not self.deleted:
            raise PydanticCustomError("lacking", "{names} missing", {"names": _listed(missing)})
        return self

    @property
    def native_id(self) -> str:
        return f"{self.source}/{self.id}"


# A complete pair is kept. An even number of backslashes before it are escaped backslashes.
_SURROGATES = re.compile(
    rb"(?<!\\)((?:\\\\)*+)(?:(\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2})|\\u[dD][89a-fA-F][\da-fA-F]{2})"
)

ONE = TypeAdapter(SentPost)
MANY = TypeAdapter(Annotated[list[SentPost], Field(min_length=1, max_length=MOST_POSTS)])
EITHER = TypeAdapter(SentPost | Annotated[list[SentPost], Field(min_length=1, max_length=MOST_POSTS)])


@dataclass(frozen=True, slots=True)
class BodyError:
    """An error in a body: its place as a JSON path, what is wrong there, and how to fix it."""

    at: str
    wrong: str
    remedy: str


class InvalidBody(Exception):
    """The body is not what the schema asks for."""

    def __init__(self, faults: tuple[BodyError, ...]) -> None:
        super().__init__("; ".join(f"{fault.at} {fault.wrong}" for fault in faults))
        self.faults = faults


def read_posts(body: bytes) -> list[SentPost]:
    """Return the post or list of posts in a body, with cut-off characters repaired. Raise InvalidBody."""
    if any(body.count(sign) > MOST_SIGNS for sign in (b"{", b'":')):
        raise InvalidBody(
            (BodyError("$", "has too many objects or fields", f"Send at most {MOST_POSTS} posts."),)
        )
    try:
        try:
            return _read(body)
        except ValidationError:
            if (mended := whole_characters(body)) == body:
                raise
            return _read(mended)
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
        raise InvalidBody(tuple(_fault(one) for one in found[:MOST_FAULTS])) from None


def whole_characters(body: bytes) -> bytes:
    """Return JSON with U+FFFD for each escaped half of a surrogate pair. A tool that cuts a text in the middle of
    an emoji sends one, and it would spoil every post of the list."""
    return _SURROGATES.sub(lambda found: found[1] + (found[2] or rb"\ufffd"), body)


def _read(body: bytes) -> list[SentPost]:
    if body.lstrip()[:1] == b"[":
        return MANY.validate_json(body)
    return [ONE.validate_json(body)]


def batch_of(
    posts: Iterable[SentPost],
    now: datetime,
    sent_at: datetime,
    closed: str,
    is_ours: Callable[[SentPost], bool],
) -> Batch:
    """Return the posts as a Batch, without our own. `sent_at` is when their tool signed the request, `closed` the
    reason why none of them accepts a reply, or empty."""
    theirs = [post for post in posts if post.deleted or not is_ours(post)]
    written = [(post, _mention(post, now, sent_at, closed)) for post in theirs if not post.deleted]
    return Batch(
        mentions=tuple(mention for post, mention in written if not post.edited),
        edits=tuple(mention for post, mention in written if post.edited),
        gone=tuple(post.native_id for post in theirs if post.deleted),
    )


def schema() -> dict[str, Any]:
    """Return the JSON Schema of a body, the content of docs/webhook.schema.json."""
    made = EITHER.json_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A request to Baton's webhook: one post, or a list of up to 100",
        "oneOf": made["anyOf"],
        "$defs": made["$defs"],
    }


def _mention(post: SentPost, now: datetime, sent_at: datetime, closed: str) -> Mention:
    assert post.author is not None
    assert post.text is not None
    return Mention(
        network="webhook",
        native_id=post.native_id,
        conversation=f"{post.source}/{post.conversation or post.id}",
        author=_author(post, post.author),
        text=post.text,
        url=post.url or "",
        posted_at=utc(post.posted_at) if post.posted_at else now,
        may_reply=_may_reply(post, closed),
        title=post.title or "",
        private=post.private,
        edited_at=sent_at if post.edited else None,
    )


def _author(post: SentPost, author: SentAuthor) -> Author:
    known = author.id or (author.email or author.handle or "").removeprefix("@").casefold()
    # Without an id each thread has a separate author: two strangers must not become one person.
    native_id = known or f"author-of-{post.conversation or post.id}"
    links = [f"mailto:{author.email}"] if author.email else []
    return Author(
        (author.handle or author.email or author.name).removeprefix("@"),
        author.name,
        native_id=f"{post.source}/{native_id}",
        links=(*links, *author.links),
    )


def _may_reply(post: SentPost, closed: str) -> MayReply:
    if closed:
        return MayReply("no", closed)
    if not post.may_reply:
        return MayReply(
            "no", "The tool that sent this post can't deliver a reply. Reply where it was written."
        )
    return MayReply("yes")


def _fault(error: ErrorDetails) -> BodyError:
    model, name = _innermost(error["loc"])
    return BodyError(_path(error["loc"]), _wrong(error), _remedy(error, model, name))


def _innermost(place: tuple[int | str, ...]) -> tuple[type[BaseModel], str]:
    """Return the model and the field that a place refers to."""
    names = [part for part in place if isinstance(part, str)]
    inside = names[1:] if names[:1] == ["author"] else []
    return (SentAuthor, inside[0]) if inside else (SentPost, names[0] if names else "")


def _path(place: tuple[int | str, ...]) -> str:
    return "$" + "".join(f"[{part}]" if isinstance(part, int) else f".{part[:40]}" for part in place)


def _wrong(error: ErrorDetails) -> str:
    if error["type"] == "extra_forbidden":
        return "is not a field"
    return "is missing" if error["type"] == "missing" else error["msg"]


def _remedy(error: ErrorDetails, model: type[BaseModel], name: str) -> str:
    if error["type"] == "json_invalid":
        return "Send one JSON object, or a list of them, in UTF-8."
    if error["type"] == "extra_forbidden":
        near = nearest(name, model.model_fields)
        return f"Did you mean {near}?" if near else f"The fields are {_listed(model.model_fields)}."
    if name in model.model_fields:
        return model.model_fields[name].description or ""
    return f"Send one post or a list of 1 to {MOST_POSTS}: see docs/webhook.schema.json."


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)
