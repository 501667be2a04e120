"""Slack channels whose id changed: their current ids, and everything stored about them."""

from datetime import datetime

from bot.store.rows import TableRows
from bot.store.timestamps import to_text

# The old rows stay: a request from before the change may arrive after it.
_THREADS = """
insert into threads (channel, ts, case_number)
select cast(:new as text), ts, case_number from threads where channel = :old
on conflict (channel, ts) do nothing"""

_RECEIPTS = """
update receipts set native_id = cast(:new as text) || substr(native_id, :behind),
    url = replace(replace(url, :old_path, :new_path), :old_cid, :new_cid)
where native_id like :within"""


class ChannelRows(TableRows):
    """Statements about channels whose id changed."""

    def move_channel(self, old: str, new: str, at: datetime) -> str:
        """Record that channel `old` is now `new`, move its threads and receipts, and return its current id.

        That may be a third one: a late or repeated event changes nothing that is newer.
        """
        now = self.moved_channels().get(old)
        if now is None:
            now = new
            self._remember(old, new, at)
        self.sql.run(_THREADS, old=old, new=now)
        self.sql.run(
            _RECEIPTS,
            new=now,
            behind=len(old) + 1,
            within=f"{old}/%",
            old_path=f"/archives/{old}/",
            new_path=f"/archives/{now}/",
            old_cid=f"cid={old}",
            new_cid=f"cid={now}",
        )
        return now

    def moved_channels(self) -> dict[str, str]:
        """Return the channels whose id changed, each with its current id."""
        return {row["old"]: row["new"] for row in self.sql.rows("select old, new from moved_channels")}

    def cases_in_channel(self, channel: str, after: int, limit: int) -> list[int]:
        """Return the numbers above `after` of cases with a thread in that channel, in order."""
        rows = self.sql.rows(
            """select distinct case_number from threads where channel = :channel and case_number > :after
            order by case_number limit :limit""",
            channel=channel,
            after=after,
            limit=limit,
        )
        return [int(row["case_number"]) for row in rows]

    def _remember(self, old: str, new: str, at: datetime) -> None:
        """Store the move; earlier ids of the channel lead to the new one, and no id leads to itself."""
        self.sql.run("update moved_channels set new = :new where new = :old", old=old, new=new)
        self.sql.run("delete from moved_channels where old = :new", new=new)
        self.sql.run(
            """insert into moved_channels (old, new, at) values (:old, :new, :at)
            on conflict (old) do update set new = excluded.new""",
            old=old,
            new=new,
            at=to_text(at),
        )
