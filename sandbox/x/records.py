"""The town's people, posts and pictures, as plain records."""

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
    """One post: `lead` is the run of @names X itself puts before a reply, `typed` what the author wrote."""

    id: str
    author: Account
    typed: str
    lead: str
    created_at: datetime
    conversation_id: str
    in_reply_to: str | None = None
    quoted: str | None = None
    retweeted: str | None = None
    media: tuple[Media, ...] = ()
    reply_settings: str = "everyone"
    history: list[str] = field(default_factory=list)
    superseded: bool = False
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
