"""The town: accounts and posts of the simulated X, in memory."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import count
from typing import Protocol

from sandbox.x.clock import Clock, Snowflakes, utc_now
from sandbox.x.gate import Limits, Logins
from sandbox.x.people import PEOPLE
from sandbox.x.records import Account, Media, Post, Rules
from sandbox.x.words import handles_in

DEMO_GENEROSITY = 1000


class Stream(Protocol):
    """The channel through which the town notifies the page of news."""

    def publish(self, kind: str, **data: object) -> object: ...


class Unknown(LookupError):
    """No such post exists in the town."""


class Town:
    """Accounts and posts. Tests set the switches `rules`, `limits` and `logins`, and `renamed`: with it the API
    uses the names of OpenAPI 2.167, and refuses the former ones ("strict") or ignores them ("silent")."""

    def __init__(self, stream: Stream, *, clock: Clock = utc_now, brand: str = "larkspur_help") -> None:
        self.clock = clock
        self.rules = Rules()
        self.limits = Limits(generosity=DEMO_GENEROSITY)
        self.logins = Logins()
        self.renamed = ""
        self.posts: dict[str, Post] = {}
        self._stream = stream
        self._post_ids = Snowflakes(clock)
        self._account_ids = count(7_000_000_001)
        self._accounts: dict[str, Account] = {}
        self._naming: dict[str, list[Post]] = defaultdict(list)
        self._by_author: dict[str, list[Post]] = defaultdict(list)
        self.brand = self.account(brand, "Larkspur Help", 48_200)
        self.brand.is_brand = True
        for handle, name, followers in PEOPLE:
            self.account(handle, name, followers)

    def account(self, handle: str, name: str | None = None, followers: int | None = None) -> Account:
        """Return the account with that handle (with or without @), created if necessary; set name and followers if
        given."""
        handle = handle.removeprefix("@")
        account = self._accounts.get(handle.casefold())
        if account is None:
            account = Account(str(next(self._account_ids)), handle, handle, 120, self.clock())
            self._accounts[handle.casefold()] = account
        account.name = account.name if name is None else name
        account.followers = account.followers if followers is None else followers
        return account

    def accounts(self) -> list[Account]:
        return list(self._accounts.values())

    def find_account(self, handle: str) -> Account | None:
        return self._accounts.get(handle.removeprefix("@").casefold())

    def post(
        self,
        handle: str,
        text: str,
        *,
        in_reply_to: str | None = None,
        quoted: str | None = None,
        media: Sequence[str] = (),
        name: str | None = None,
        followers: int | None = None,
        reply_settings: str = "everyone",
        addressed_to: str | None = None,
        without: Sequence[str] = (),
    ) -> Post:
        """Write a post. Raise Unknown if `in_reply_to` or `quoted` does not exist. `media` are URLs of images.

        A reply gets X's leading @names, without the handles in `without`; `addressed_to` adds a handle there that
        the text does not name.
        """
        author = self.account(handle, name, followers)
        parent = self.live(in_reply_to) if in_reply_to else None
        if quoted:
            self.live(quoted)
        names = ([addressed_to] if addressed_to else []) + (_participants(parent) if parent else [])
        post = self._new(author, text, parent.conversation_id if parent else None)
        post.lead = _lead(names, text, {author.handle.casefold(), *(h.casefold() for h in without)})
        post.in_reply_to, post.quoted, post.reply_settings = in_reply_to, quoted, reply_settings
        post.media = tuple(_picture(post.id, place, url) for place, url in enumerate(media))
        return self._enter(post)

    def retweet(self, handle: str, post_id: str) -> Post:
        """Share a post unchanged. Raise Unknown when it does not exist."""
        original = self.live(post_id)
        post = self._new(self.account(handle), f"RT @{original.author.handle}: {original.text}", None)
        post.retweeted = original.id
        return self._enter(post)

    def edit(self, post_id: str, text: str) -> Post:
        """Create a new version with a new id and the shared history of ids (X docs: Edit Posts). Raise Unknown."""
        old = self.live(post_id)
        old.superseded = True
        post = self._new(old.author, text, old.conversation_id)
        post.lead, post.in_reply_to, post.quoted, post.media = (
            old.lead,
            old.in_reply_to,
            old.quoted,
            old.media,
        )
        old.history.append(post.id)
        post.history = old.history
        return self._enter(post)

    def delete(self, post_id: str) -> None:
        """Delete a post with all its versions. Raise Unknown when it does not exist."""
        for version in self.live(post_id).history:
            self.posts[version].deleted = True
        self._stream.publish("post", id=post_id)

    def live(self, post_id: str) -> Post:
        """Return the post with that id. Raise Unknown when it does not exist or was deleted."""
        post = self.posts.get(post_id)
        if post is None or post.deleted:
            raise Unknown(post_id)
        return post

    def latest(self, post: Post) -> Post:
        return self.posts[post.history[-1]]

    def naming(self, account: Account) -> list[Post]:
        """Return posts that mention an account, oldest first, including deleted and superseded ones."""
        return self._naming[account.handle.casefold()]

    def by(self, account: Account) -> list[Post]:
        """Return posts by an account, oldest first, including deleted and superseded ones."""
        return self._by_author[account.id]

    def replies_to(self, post_id: str) -> list[Post]:
        """Return the visible public answers of the brand to a post, oldest first."""
        return [post for post in self.by(self.brand) if post.in_reply_to == post_id and post.visible]

    def _new(self, author: Account, text: str, conversation: str | None) -> Post:
        post_id = self._post_ids.next()
        return Post(post_id, author, text, "", self.clock(), conversation or post_id, history=[post_id])

    def _enter(self, post: Post) -> Post:
        self.posts[post.id] = post
        self._by_author[post.author.id].append(post)
        for handle in handles_in(post.text):
            self._naming[handle.casefold()].append(post)
        self._stream.publish("post", id=post.id)
        return post


def _participants(parent: Post) -> list[str]:
    return [parent.author.handle, *handles_in(parent.text)]


def _lead(names: list[str], text: str, without: set[str]) -> str:
    already = {handle.casefold() for handle in handles_in(text)} | without
    wanted = {name.casefold(): name for name in names if name.casefold() not in already}
    return "".join(f"@{name} " for name in wanted.values())


def _picture(post_id: str, place: int, url: str) -> Media:
    return Media(f"3_{int(post_id) + place}", "photo", url)
