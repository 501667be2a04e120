"""The rules in force: those saved in the store, else the file's; followed as they change, but never broken ones."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import structlog

from bot.jobs.build import UPDATES, retime_jobs
from bot.jobs.job import Job
from bot.routing import RuleError, Rules, RulesError, give_back
from bot.services.rulebook.loading import read_aside, read_checked
from bot.slack import Message
from bot.slack.views.rule_alerts import broken_message, valid_again_message
from bot.store import Clash, Unreachable
from bot.store.store import Store
from bot.store.tx import Tx

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class RuleSource:
    """Where rules stand: a version in the store (`number`), or the file; `mark` changes when the file does."""

    name: str
    number: int | None
    mark: str


class Rulebook:
    """Reads the rules and follows them. `file` holds them where none are saved; `alerts` is the channel that hears of
    broken ones, `editors` who may edit and shall mend them."""

    def __init__(
        self, store: Store, file: Path, *, alerts: str, editors: str, now: Callable[[], datetime]
    ) -> None:
        self.store = store
        self.now = now
        self.file = file
        self.editors = editors
        self._alerts = alerts
        self._rules: Rules | None = None
        self._place: RuleSource | None = None
        self._seen: RuleSource | None = None
        self._tried: RuleSource | None = None
        self._broken: RuleSource | None = None
        self._woken = asyncio.Event()
        self._looking = asyncio.Lock()

    def current(self) -> Rules:
        """The rules in force, once `open()` has read them."""
        assert self._rules is not None, "the rulebook was not opened"
        return self._rules

    @property
    def place(self) -> RuleSource:
        """Where the rules in force stand."""
        assert self._place is not None, "the rulebook was not opened"
        return self._place

    async def open(self) -> None:
        """Read the rules for the first time. Raises RulesError: there are no others to go on with."""
        self._tried = await self._newest()
        text = await self._text(self._tried)
        await self._take(self._tried, await asyncio.to_thread(read_aside, text, self._tried.name))

    def wake(self) -> None:
        """Look at once (SIGHUP)."""
        self._woken.set()

    async def follow(self, seconds: float) -> None:
        """Look every so many seconds, until cancelled. A store that does not answer is asked again."""
        while True:
            try:
                await self.look(at_once=await self._woken_within(seconds))
            except (Clash, Unreachable) as trouble:
                log.warning("rules_not_looked_at", why=str(trouble))
            except Exception:
                log.exception("rules_look_failed")

    async def look(self, *, at_once: bool = False) -> None:
        """Take the newest rules if they are others; broken ones are told in the alert channel, once, and left alone.

        A file that changes is read when it has stood still from one look to the next, unless `at_once`.
        """
        async with self._looking:
            newest = await self._newest()
            settled = at_once or newest.number is not None or newest == self._seen
            self._seen = newest
            if newest != self._tried and settled:
                await self._try(newest)
                self._tried = newest

    def alert(self, tx: Tx, key: str, message: Message) -> None:
        """Tell the alert channel in this transaction, once for the same key, whichever process comes first."""
        if tx.first_notice(key, self.now()):
            data = {"text": message.text, "blocks": list(message.blocks)}
            tx.add_jobs(
                [Job(f"alert/{key}", 0, "alert", self.now(), data, f"slack:{self._alerts}", urgency=0)]
            )

    def amend_alert(self, tx: Tx, key: str, message: Message) -> None:
        """Bring the alert of that key to its present state, once it was posted: it waits for it in its lane."""
        lane = f"alert/{key}"
        data = {"text": message.text, "blocks": list(message.blocks), "alert": f"{lane}/0/alert"}
        tx.add_jobs([Job(lane, 1, "amend_alert", self.now(), data, UPDATES)])

    async def _try(self, newest: RuleSource) -> None:
        try:
            rules = await asyncio.to_thread(read_checked, await self._text(newest), newest.name)
        except RulesError as error:
            log.warning("rules_broken", source=newest.name, faults=len(error.faults))
            self._broken = newest
            message = broken_message(newest.name, error.faults, self.current().version, self.editors)
            await self._tell(f"rules/broken/{newest.name}/{newest.mark}", message)
            return
        await self._take(newest, rules)
        jobs = retime_jobs(rules.teams, rules.version, self.now())
        await self.store.transact(lambda tx: tx.add_jobs(jobs))
        if broken := self._broken:
            message = valid_again_message(broken.name, newest.name, rules.version)
            await self._tell(f"rules/mended/{broken.name}/{broken.mark}", message)
            self._broken = None

    async def _take(self, place: RuleSource, rules: Rules) -> None:
        former: list[object] = [self._rules]
        self._rules, self._place = rules, place
        log.info("rules_in_force", source=place.name, version=rules.version, rules=len(rules.rules))
        await asyncio.to_thread(give_back, former)

    async def _newest(self) -> RuleSource:
        saved = await self.store.transact(lambda tx: tx.latest_rules())
        if saved and not saved.is_file:
            return RuleSource(f"rules version {saved.number}", saved.number, "")
        mark = await asyncio.to_thread(_mark, self.file)
        # Gone a second time is another loss, to be told again.
        gone = f"gone after {self._place.mark}" if self._place else ""
        return RuleSource(self.file.name, None, mark or gone)

    async def _text(self, place: RuleSource) -> str:
        """What stands there. Raises RulesError when it cannot be read."""
        if (number := place.number) is not None:
            return await self.store.transact(lambda tx: tx.rules_text(number)) or ""
        return await asyncio.to_thread(read_file, self.file)

    async def _tell(self, key: str, message: Message) -> None:
        await self.store.transact(lambda tx: self.alert(tx, key, message))

    async def _woken_within(self, seconds: float) -> bool:
        try:
            await asyncio.wait_for(self._woken.wait(), seconds)
        except TimeoutError:
            return False
        self._woken.clear()
        return True


def read_file(file: Path) -> str:
    """The text of a rules file. Raises RulesError when it cannot be read."""
    try:
        return file.read_bytes().decode("utf-8")
    except OSError as error:
        fault = RuleError(
            1, 1, f"it cannot be read: {error.strerror}", "let Baton read it there, or set ROUTING_RULES"
        )
    except UnicodeDecodeError:
        fault = RuleError(1, 1, "it is not UTF-8 text", "save it as UTF-8")
    raise RulesError(file.name, [fault])


def _mark(file: Path) -> str:
    """Something that changes when the file does; empty while there is none."""
    try:
        found = file.stat()
    except OSError:
        return ""
    # The second time is that of a changed owner or right: then it may be readable.
    return f"{found.st_mtime_ns}-{found.st_ctime_ns}-{found.st_size}-{found.st_ino}"
