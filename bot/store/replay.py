"""Past posts and their routes, page by page, for a replay of other rules."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from bot.case.serialization import mention_from_json, route_from_json
from bot.mention import Mention
from bot.routing import Priority, Route
from bot.routing.replay import PastPost, RuleMatches
from bot.store.driver import Row
from bot.store.json_text import from_json
from bot.store.rows import TableRows
from bot.store.timestamps import from_text, to_text


@dataclass(frozen=True, slots=True)
class Spot:
    """A position in the past: the time and the key of the last post of a page."""

    at: datetime
    key: str = ""


class ReplayRows(TableRows):
    """Statements about posts that opened a case by the rules, or were ignored. Deleted posts are left out."""

    def count_past(self, since: datetime) -> int:
        """Count the posts since then, including some that will be left out."""
        return sum(
            int(
                self.sql.rows(f"select count(*) as posts from {where}", at=to_text(since), key="")[0]["posts"]
            )
            for where in (_OPENED, _IGNORED)
        )

    def opened_after(self, spot: Spot, limit: int) -> tuple[list[PastPost], Spot | None]:
        """Return the next posts that opened a case, in order of arrival, and the next position (None at the end)."""
        text = f"select m.at as at, m.key as key, e.data as body from {_OPENED} {_PAGE}"
        rows = self.sql.rows(text, at=to_text(spot.at), key=spot.key, limit=limit)
        return self._read_each("events", rows, _opened), _next(rows, limit)

    def ignored_after(self, spot: Spot, limit: int) -> tuple[list[PastPost], Spot | None]:
        """Return the next posts that were ignored, in the same way."""
        text = f"select m.at as at, m.key as key, m.why as why, m.body as body from {_IGNORED} {_PAGE}"
        rows = self.sql.rows(text, at=to_text(spot.at), key=spot.key, limit=limit)
        return self._read_each("mentions", rows, _ignored), _next(rows, limit)

    def matches_since(self, since: datetime, limit: int) -> RuleMatches:
        """Return how many posts each rule decided since then, among the newest `limit` that opened a case and as many
        that were ignored.
        """
        values = {"at": to_text(since), "limit": limit}
        opened, ignored = (self.sql.rows(_MATCHES.format(where=where), **values) for where in _DECIDED)
        counts = [{row["why"]: int(row["posts"]) for row in rows} for rows in (opened, ignored)]
        whole = all(sum(each.values()) < limit for each in counts)
        return RuleMatches(opened=counts[0], ignored=counts[1], whole=whole)

    def _read_each(
        self, table: str, rows: list[Row], read: Callable[[Row], PastPost | None]
    ) -> list[PastPost]:
        found = (self.readable(table, f"post {row['key']}", partial(read, row)) for row in rows)
        return [past for past in found if past]


_OPENED = """mentions m join events e on e.case_number = m.case_number and e.number = 1
where m.case_number is not null and m.outcome = 'opened' and (m.at, m.key) > (:at, :key)"""

_IGNORED = "mentions m where m.outcome = 'ignored' and (m.at, m.key) > (:at, :key)"

# Each condition is that of an index, so only the posts of the time in question are read, and no more than the limit.
_DECIDED = ("case_number is not null and outcome = 'opened'", "outcome = 'ignored'")
_MATCHES = """
select why, count(*) as posts from
(select why from mentions where {where} and at > :at order by at desc limit :limit) as newest
group by why"""

_PAGE = "order by m.at, m.key limit :limit"


def _opened(row: Row) -> PastPost | None:
    data = from_json(row["body"])
    post = mention_from_json(data["mention"])
    # An escalated post was routed by a person, not by a rule.
    if data.get("origin") or not _is_there(post):
        return None
    return PastPost(post, route_from_json(data["route"]), from_text(row["at"]))


def _ignored(row: Row) -> PastPost | None:
    if not row["body"] or not _is_there(post := mention_from_json(from_json(row["body"]))):
        return None
    went = Route(
        team="",
        channel="",
        notify=(),
        priority=Priority.NORMAL,
        tags=(),
        first_response=0,
        why=row["why"],
        ignored=row["why"],
    )
    return PastPost(post, went, from_text(row["at"]))


def _is_there(post: Mention) -> bool:
    """Return true unless the post was deleted, so that neither its author's name nor its text is left."""
    return not post.gone and bool(post.author.handle or post.text)


def _next(rows: list[Row], limit: int) -> Spot | None:
    return Spot(from_text(rows[-1]["at"]), rows[-1]["key"]) if len(rows) == limit else None
