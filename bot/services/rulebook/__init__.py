"""The active routing rules: the newest version in the store, else the file's; invalid changes are never used."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import structlog

from bot.jobs.build import UPDATES, retime_jobs
from bot.jobs.job import Job
from bot.routing import RuleError, Rules, RulesError
from bot.services.rulebook.loading import read_checked, read_in_thread
from bot.slack import Message
from bot.slack.views.rule_alerts import broken_message, built_in_message, valid_again_message
from bot.store import Clash, Unreachable
from bot.store.store import Store
from bot.store.tx import Tx

log = structlog.get_logger(__name__)
# The name and the mark of the rules that stand in for a file that does not exist.
BUILT_IN = "built-in rules"


@dataclass(frozen=True, slots=True)
class RuleSource:
    """The source of rules: a version in the store (`number`), or the file; `mark` changes when the file does."""

    name: str
    number: int | None
    mark: str


class Rulebook:
    """Reader and follower of the routing rules.

    `file` has the rules while none are saved in the store. `alerts` is the channel for errors, `editors` are the people
    who may edit the rules and are asked to fix them. `built_in` is the text of the rules to start with when there is no
    file; without it, that is an error.
    """

    def __init__(
        self,
        store: Store,
        file: Path,
        *,
        alerts: str,
        editors: str,
        now: Callable[[], datetime],
        built_in: str = "",
    ) -> None:
        self.store = store
        self.now = now
        self.file = file
        self.editors = editors
        self._alerts = alerts
        self._built_in = built_in
        self._rules: Rules | None = None
        self._place: RuleSource | None = None
        self._seen: RuleSource | None = None
        self._tried: RuleSource | None = None
        self._broken: RuleSource | None = None
        self._woken = asyncio.Event()
        self._polling = asyncio.Lock()

    def current(self) -> Rules:
        """Return the active rules, once `open()` has read them."""
        assert self._rules is not None, "the rulebook was not opened"
        return self._rules

    @property
    def place(self) -> RuleSource:
        """Return the source of the active rules."""
        assert self._place is not None, "the rulebook was not opened"
        return self._place

    async def open(self) -> None:
        """Read the rules for the first time. Raise RulesError when they are invalid: there are no others to use."""
        self._tried = await self._newest()
        text = await self._text(self._tried)
        self._activate(self._tried, await asyncio.to_thread(read_in_thread, text, self._tried.name))
        if self._tried.mark == BUILT_IN:
            log.warning("rules_file_missing", file=self.file.name, remedy="python -m bot init writes one")
            channels = {team.channel for team in self.current().teams.values()}
            await self._notify("rules/built-in", built_in_message(self.file.name, *channels))

    def wake(self) -> None:
        """Poll now (on SIGHUP)."""
        self._woken.set()

    async def follow(self, seconds: float) -> None:
        """Poll every `seconds` seconds until cancelled; a store that does not answer is polled again."""
        while True:
            try:
                await self.poll(at_once=await self._woken_within(seconds))
            except (Clash, Unreachable) as trouble:
                log.warning("rules_not_looked_at", why=str(trouble))
            except Exception:
                log.exception("rules_look_failed")

    async def poll(self, *, at_once: bool = False) -> None:
        """Load the newest rules if they changed; invalid ones are reported once in the alert channel and not used.

        A changed file is read when it is the same at two polls in a row, unless `at_once`.
        """
        async with self._polling:
            newest = await self._newest()
            # An editor may be halfway through writing the file: only a file that has stayed the same is read.
            settled = at_once or newest.number is not None or newest == self._seen
            self._seen = newest
            if newest != self._tried and settled:
                await self._try(newest)
                self._tried = newest

    def alert(self, tx: Tx, key: str, message: Message) -> None:
        """Post to the alert channel in this transaction, once per key over all processes."""
        if tx.first_notice(key, self.now()):
            data = {"text": message.text, "blocks": list(message.blocks)}
            tx.add_jobs(
                [
                    Job(
                        lane=f"alert/{key}",
                        position=0,
                        kind="alert",
                        run_at=self.now(),
                        data=data,
                        gate=f"slack:{self._alerts}",
                        urgency=0,
                    )
                ]
            )

    def amend_alert(self, tx: Tx, key: str, message: Message) -> None:
        """Update the alert of that key once it was posted; the job waits for it in the alert's lane."""
        lane = f"alert/{key}"
        data = {"text": message.text, "blocks": list(message.blocks), "alert": f"{lane}/0/alert"}
        tx.add_jobs(
            [Job(lane=lane, position=1, kind="amend_alert", run_at=self.now(), data=data, gate=UPDATES)]
        )

    async def _try(self, newest: RuleSource) -> None:
        try:
            rules = await asyncio.to_thread(read_checked, await self._text(newest), newest.name)
        except RulesError as error:
            log.warning("rules_broken", source=newest.name, faults=len(error.faults))
            self._broken = newest
            message = broken_message(newest.name, error.faults, self.current().version, self.editors)
            await self._notify(f"rules/broken/{newest.name}/{newest.mark}", message)
            return
        self._activate(newest, rules)
        # Cases keep the hours of their route, so open timers are recalculated with the new rules.
        jobs = retime_jobs(rules.teams, rules.version, self.now())
        await self.store.transact(lambda tx: tx.add_jobs(jobs))
        if broken := self._broken:
            message = valid_again_message(broken.name, newest.name, rules.version)
            await self._notify(f"rules/mended/{broken.name}/{broken.mark}", message)
            self._broken = None

    def _activate(self, place: RuleSource, rules: Rules) -> None:
        self._rules, self._place = rules, place
        log.info("rules_in_force", source=place.name, version=rules.version, rules=len(rules.rules))

    async def _newest(self) -> RuleSource:
        saved = await self.store.transact(lambda tx: tx.latest_rules())
        if saved and not saved.is_file:
            return RuleSource(f"rules version {saved.number}", saved.number, "")
        mark = await asyncio.to_thread(_mark, self.file)
        if not mark and self._may_stand_in:
            return RuleSource(BUILT_IN, None, BUILT_IN)
        # A file that disappears a second time gets a new mark, so it is reported again.
        gone = f"gone after {self._place.mark}" if self._place else ""
        return RuleSource(self.file.name, None, mark or gone)

    async def _text(self, place: RuleSource) -> str:
        """Return the text of the rules. Raise RulesError when it cannot be read."""
        if (number := place.number) is not None:
            return await self.store.transact(lambda tx: tx.rules_text(number)) or ""
        return await self.file_text()

    async def file_text(self) -> str:
        """Return the text of the file, or of the built-in rules in its place. Raise RulesError without either."""
        return await asyncio.to_thread(read_file, self.file, self._built_in if self._may_stand_in else "")

    @property
    def _may_stand_in(self) -> bool:
        """Return true unless other rules are active: those stay when their file disappears."""
        return bool(self._built_in) and (self._place is None or self._place.mark == BUILT_IN)

    async def _notify(self, key: str, message: Message) -> None:
        await self.store.transact(lambda tx: self.alert(tx, key, message))

    async def _woken_within(self, seconds: float) -> bool:
        try:
            await asyncio.wait_for(self._woken.wait(), seconds)
        except TimeoutError:
            return False
        self._woken.clear()
        return True


def read_file(file: Path, built_in: str = "") -> str:
    """Return the text of a rules file, or `built_in` if there is no file. Raise RulesError when it cannot be read."""
    try:
        return file.read_bytes().decode("utf-8")
    except OSError as error:
        if built_in and isinstance(error, FileNotFoundError):
            return built_in
        fault = RuleError(
            1,
            1,
            f"the file cannot be read: {error.strerror}",
            "give Baton read access to it, or set ROUTING_RULES",
        )
    except UnicodeDecodeError:
        fault = RuleError(1, 1, "the file is not UTF-8 text", "save it as UTF-8")
    raise RulesError(file.name, [fault])


def _mark(file: Path) -> str:
    """Return a text that changes when the file does; empty while there is no file."""
    try:
        found = file.stat()
    except OSError:
        return ""
    # ctime changes with owner and permissions: an unreadable file may be readable now.
    return f"{found.st_mtime_ns}-{found.st_ctime_ns}-{found.st_size}-{found.st_ino}"
