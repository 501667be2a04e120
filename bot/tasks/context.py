"""The context that every task gets, with the helpers they share."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol, TypeVar
from zoneinfo import ZoneInfo

from bot.case import Ask, Case, Event, Known
from bot.delivery import Declined
from bot.jobs.build import channel_gate
from bot.jobs.job import Job
from bot.networks import SocialNetwork
from bot.services.identities import known
from bot.services.shared import Services
from bot.slack import Desk
from bot.slack.views.text import escape
from bot.store.tx import Tx

UTC_ZONE = ZoneInfo("UTC")
T = TypeVar("T")
BOT = "baton"
# Takes a subject and a text, and raises NotSent, Declined or CannotTell.
Alarm = Callable[[str, str], Awaitable[None]]


class Readers(Protocol):
    """Checks of who may see a case: a person, every member of the workspace, everyone in a channel."""

    async def sees(self, user: str, case: Case) -> bool: ...
    async def is_open(self, case: Case) -> bool: ...
    async def all_see(self, channel: str, case: Case) -> bool: ...


class Everybody:
    """The readers where nothing is hidden."""

    async def sees(self, user: str, case: Case) -> bool:
        return True

    async def is_open(self, case: Case) -> bool:
        return True

    async def all_see(self, channel: str, case: Case) -> bool:
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskContext(Services):
    """The parts of Baton that a task may use."""

    #: Slack.
    desk: Desk
    #: Connected networks by name.
    networks: Mapping[str, SocialNetwork]
    #: Channel for operational alerts.
    alerts: str
    #: Pauses in seconds before each check for a reply whose delivery is not confirmed.
    search_pauses: tuple[float, ...] = (1.0, 4.0)
    #: Time zone of teams without business hours.
    zone: ZoneInfo = UTC_ZONE
    #: Time to collect a team's SLA notifications into one message.
    collect_for: timedelta = timedelta(seconds=60)
    #: Who may see a case.
    readers: Readers = field(default_factory=Everybody)
    #: Ways to alert people outside Slack, by name.
    alarms: Mapping[str, Alarm] = field(default_factory=dict)

    def ask(self, job: Job) -> Ask:
        """Build the job's own request: what it writes is written once, however often it runs."""
        return Ask(BOT, self.now(), job.key)

    async def case(self, job: Job) -> Case:
        """Return the job's case. Raise Declined when the store does not have it."""
        case = await self.book.store.transact(lambda tx: tx.case(job.data["case"]))
        return _found(case, job)

    async def case_and_known(self, job: Job) -> tuple[Case, Known]:
        """Return the case and its customer's identity. Raise Declined when the store does not have it."""

        def work(tx: Tx) -> tuple[Case, Known]:
            case = _found(tx.case(job.data["case"]), job)
            return case, known(tx, case)

        return await self.book.store.transact(work)

    async def case_and_event(self, job: Job) -> tuple[Case, Event]:
        """Return the job's case and event. Raise Declined when the store does not have them."""

        def work(tx: Tx) -> tuple[Case | None, Event | None]:
            return tx.case(job.data["case"]), tx.event(job.data["case"], job.data["event"])

        case, event = await self.book.store.transact(work)
        return _found(case, job), _found(event, job)

    async def sees(self, user: str, case: Case) -> bool:
        """Return true when the person may see the case."""
        return await self.readers.sees(user, case)

    async def alert_once(self, notice: str, text: str, *, daily: bool = True) -> None:
        """Post in the alert channel, at most once a day for each notice, or only once unless `daily`.

        `text` may quote other people and is shown as it is.
        """
        await self.book.store.transact(lambda tx: self.alert_in(tx, notice, text, daily=daily))

    def alert_in(self, tx: Tx, notice: str, text: str, *, daily: bool = True, escaped: bool = False) -> None:
        """Do the same in an open transaction; `escaped` text is Slack's own markup."""
        now = self.now()
        key = f"{notice}/{now:%Y-%m-%d}" if daily else notice
        if tx.first_notice(key, now):
            data, gate = {"text": text if escaped else escape(text)}, channel_gate(self.alerts)
            tx.add_jobs([Job(f"alert/{key}", 0, "alert", now, data=data, gate=gate, urgency=0)])

    async def alert_of_one(self, notice: str, text: str) -> None:
        """Post an alert about something that happens only once."""
        await self.alert_once(notice, text, daily=False)

    def later(self, seconds: float) -> datetime:
        """Return the time in so many seconds."""
        return self.now() + timedelta(seconds=seconds)


def _found(thing: T | None, job: Job) -> T:
    if thing is None:
        raise Declined(f"Job {job.key} refers to a record that the store does not have")
    return thing
