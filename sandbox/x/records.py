"""The town's people, posts and images, as plain records."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(slots=True)
class Account:
    id: str
    handle: str
    name: str
    followers: int
    created_at: datetime
    is_brand: bool = False


@dataclass(frozen=True, slots=True)
class Media:
    key: str
    kind: str
    url: str
    alt_text: str = ""


@dataclass(slots=True)
class Post:
    """One post."""

    #: X's id.
    id: str
    #: The account that wrote it.
    author: Account
    #: The text its author wrote.
    typed: str
    #: The @names that X puts before a reply.
    lead: str
    #: When it was written.
    created_at: datetime
    #: The id of the first post of its conversation.
    conversation_id: str
    #: The id of the post it answers.
    in_reply_to: str | None = None
    #: The id of the post it quotes.
    quoted: str | None = None
    #: The id of the post it shares.
    retweeted: str | None = None
    #: Images.
    media: tuple[Media, ...] = ()
    #: X's setting for who may reply.
    reply_settings: str = "everyone"
    #: The ids of all its versions, oldest first.
    history: list[str] = field(default_factory=list)
    #: A newer version exists.
    superseded: bool = False
    #: It was deleted.
    deleted: bool = False

    @property
    def text(self) -> str:
        return self.lead + self.typed

    @property
    def visible(self) -> bool:
        return not self.deleted and not self.superseded


@dataclass(slots=True)
class Rules:
    """The switches: an enterprise account is not `summoned_only`; a Premium one may write longer posts."""

    summoned_only: bool = True
    max_length: int = 280
    refuse_duplicates: bool = True
    duplicate_hours: float = 24.0
