"""What every errand is given, and the words they share."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.case import Ask, Case, Event, Known
from bot.delivery import Declined
from bot.jobs.build import channel_gate
from bot.jobs.job import Job
from bot.networks import SocialNetwork
from bot.routing import Rules
from bot.services.casebook import Casebook
from bot.services.identities import known
from bot.services.intake import Intake
from bot.services.roster import Roster
from bot.services.sentiment import Teaching
from bot.slack import Desk
from bot.slack.views.text import escape
from bot.store.tx import Tx

UTC_ZONE = ZoneInfo("UTC")
T = TypeVar("T")
BOT = "baton"
# Takes a subject and a text. Raises NotSent, Declined or CannotTell.
Alarm = Callable[[str, str], Awaitable[None]]


async def everybody_sees(user: str, case: Case) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class TaskContext:
    """The parts of the bot an errand may use.

    `alerts` is the channel that hears of trouble; `look_after` are the pauses in seconds before each look for a reply
    that may or may not have gone out; `budgets` is what each network may cost in a month, in US dollars, where that
    is limited; `gather` is how long what a team must hear of its clocks is gathered; `sees(user, case)` tells whether
    somebody sees a case; `alarms` are the ways to alert people outside Slack, by name.
    """

    book: Casebook
    intake: Intake
    desk: Desk
    networks: Mapping[str, SocialNetwork]
    rules: Callable[[], Rules]
    roster: Roster
    alerts: str
    now: Callable[[], datetime]
    teaching: Teaching
    look_after: tuple[float, ...] = (1.0, 4.0)
    budgets: Mapping[str, float] = field(default_factory=dict)
    zone: ZoneInfo = UTC_ZONE
    gather: timedelta = timedelta(seconds=60)
    sees: Callable[[str, Case], Awaitable[bool]] = everybody_sees
    alarms: Mapping[str, Alarm] = field(default_factory=dict)

    def ask(self, job: Job) -> Ask:
        """The job's own request: what it writes down is written once, however often it runs."""
        return Ask(BOT, self.now(), job.key)

    async def case(self, job: Job) -> Case:
        case = await self.book.store.transact(lambda tx: tx.case(job.data["case"]))
        return _found(case, job)

    async def case_and_known(self, job: Job) -> tuple[Case, Known]:
        """The case, and what is known of its customer beside it."""

        def work(tx: Tx) -> tuple[Case, Known]:
            case = _found(tx.case(job.data["case"]), job)
            return case, known(tx, case)

        return await self.book.store.transact(work)

    async def case_and_event(self, job: Job) -> tuple[Case, Event]:
        def work(tx: Tx) -> tuple[Case | None, Event | None]:
            return tx.case(job.data["case"]), tx.event(job.data["case"], job.data["event"])

        case, event = await self.book.store.transact(work)
        return _found(case, job), _found(event, job)

    async def alert_once(self, notice: str, text: str, *, daily: bool = True) -> None:
        """Tell the alert channel, at most once a day for the same notice; once and never again unless `daily`. Words of
        others may stand in `text`: it is drawn as it is."""
        await self.book.store.transact(lambda tx: self.alert_in(tx, notice, text, daily=daily))

    def alert_in(self, tx: Tx, notice: str, text: str, *, daily: bool = True, escaped: bool = False) -> None:
        """Do the same in an open transaction; `escaped` text is Slack's own markup."""
        now = self.now()
        key = f"{notice}/{now:%Y-%m-%d}" if daily else notice
        if tx.first_notice(key, now):
            data, gate = {"text": text if escaped else escape(text)}, channel_gate(self.alerts)
            tx.add_jobs([Job(f"alert/{key}", 0, "alert", now, data, gate, urgency=0)])

    async def alert_of_one(self, notice: str, text: str) -> None:
        """The same of one thing that will not happen again: once, and never again."""
        await self.alert_once(notice, text, daily=False)

    def later(self, seconds: float) -> datetime:
        return self.now() + timedelta(seconds=seconds)


def _found(thing: T | None, job: Job) -> T:
    if thing is None:
        raise Declined(f"{job.key} speaks of something the store does not have")
    return thing
