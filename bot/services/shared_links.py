"""Cases of the posts that links lead to."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bot.case import Case
from bot.store.tx import Tx


class LinkedPost(NamedTuple):
    """A link, with the network and the id of the post that it leads to."""

    url: str
    network: str
    native_id: str

    @property
    def key(self) -> str:
        return f"{self.network}/{self.native_id}"

    @property
    def handle(self) -> str:
        """Return the author's handle where the id has it in place of the author's own id, as Bluesky's links do."""
        author, slash, _ = self.native_id.partition("/")
        return author if slash and not author.startswith("did:") else ""


def cases_of(tx: Tx, posts: Sequence[LinkedPost]) -> dict[str, Case]:
    """Return the cases of these posts by their links; posts without a case are left out."""
    known = tx.known(post.key for post in posts)
    numbers = {post.url: known.get(post.key) or _by_handle(tx, post) for post in posts}
    cases = tx.cases(filter(None, numbers.values()))
    return {url: cases[number] for url, number in numbers.items() if number in cases}


def _by_handle(tx: Tx, post: LinkedPost) -> int | None:
    """Return the case of a post whose link names its author by handle, which networks let people change."""
    if not post.handle:
        return None
    _, _, place = post.native_id.partition("/")
    found = tx.known_by_ending(post.network, f"/{place}")
    cases: Iterable[Case] = tx.cases(found.values()).values()
    return next((case.number for case in cases if _is_by(case, post, found)), None)


def _is_by(case: Case, post: LinkedPost, found: dict[str, int]) -> bool:
    """Return true when the case's post of that ending has this author: others may choose the same ending."""
    written = (case.post(key) for key, number in found.items() if number == case.number)
    return any(each and each.author.handle.casefold() == post.handle.casefold() for each in written)
