"""Routing rules saved in the store: every version with its author, and the one in force."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.store.driver import Row
from bot.store.rows import TableRows
from bot.store.timestamps import from_text, to_text


@dataclass(frozen=True, slots=True)
class SavedRules:
    """A saved version of the rules, without its text.

    `author` is a Slack id, or empty from the shell. `version` is the short hash of its text, as routes name it; empty
    when the version says that the file is in force again.
    """

    number: int
    author: str
    at: datetime
    note: str
    version: str

    @property
    def is_file(self) -> bool:
        """Return true when the version puts the file in force again."""
        return not self.version


@dataclass(frozen=True, slots=True)
class RuleDraft:
    """A draft of the rules: its text, and the version it is based on (number and version, see SavedRules)."""

    id: str
    author: str
    at: datetime
    base_number: int
    base_version: str
    text: str


class RuleRows(TableRows):
    """Statements about the history of the rules.

    The newest version is in force; without one, or when it says so, the file is.
    """

    def latest_rules(self) -> SavedRules | None:
        """Return the newest version; None when none was ever saved."""
        return next(iter(self.rules_history(1)), None)

    def rules_history(self, limit: int) -> list[SavedRules]:
        """Return the newest versions, newest first."""
        rows = self.sql.rows(
            f"select {_ABOUT} from rule_versions order by number desc limit :limit", limit=limit
        )
        return [_saved(row) for row in rows]

    def saved_rules(self, number: int) -> SavedRules | None:
        """Return the version of that number, if there is one."""
        rows = self.sql.rows(f"select {_ABOUT} from rule_versions where number = :number", number=number)
        return _saved(rows[0]) if rows else None

    def rules_text(self, number: int) -> str | None:
        """Return the text of a version, byte by byte; None when there is none."""
        rows = self.sql.rows("select text from rule_versions where number = :number", number=number)
        return rows[0]["text"] if rows else None

    def save_rules(self, saved: SavedRules, text: str | None) -> None:
        """Add a version and put it in force. A number that is taken is a Clash."""
        row = (saved.number, saved.author, to_text(saved.at), saved.note, saved.version, text)
        self.sql.insert("rule_versions", f"{_ABOUT}, text", [row])

    def keep_draft(self, draft: RuleDraft) -> None:
        """Keep a draft until it is saved; drafts older than DRAFTS_KEPT are deleted."""
        self.sql.run("delete from rule_drafts where at < :at", at=to_text(draft.at - DRAFTS_KEPT))
        row = (draft.id, draft.author, to_text(draft.at), draft.base_number, draft.base_version, draft.text)
        self.sql.insert("rule_drafts", _DRAFT, [row], "on conflict (id) do nothing")

    def rule_draft(self, draft: str) -> RuleDraft | None:
        """Return the draft of that id, if it is still kept."""
        rows = self.sql.rows(f"select {_DRAFT} from rule_drafts where id = :id", id=draft)
        return RuleDraft(**rows[0] | {"at": from_text(rows[0]["at"])}) if rows else None


_ABOUT = "number, author, at, note, version"
_DRAFT = "id, author, at, base_number, base_version, text"
DRAFTS_KEPT = timedelta(days=1)


def _saved(row: Row) -> SavedRules:
    return SavedRules(
        number=row["number"],
        author=row["author"],
        at=from_text(row["at"]),
        note=row["note"],
        version=row["version"],
    )
