"""The one place where objects are built and joined."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot import components
from bot.fallback_alerts import Alarm, open_alarms
from bot.jobs.build import retime_jobs
from bot.jobs.from_calendar import calendar_jobs
from bot.networks import SocialNetwork
from bot.networks.registry import open_networks
from bot.nlp import SentimentClassifier
from bot.outbox import Outbox
from bot.services.access import Access
from bot.services.casebook import Casebook, check_holds
from bot.services.inbound import look_job, review_job
from bot.services.intake import Intake
from bot.services.roster import Roster
from bot.services.rulebook import Rulebook
from bot.services.sentiment import Teaching
from bot.settings import Settings
from bot.slack.auth import Connection, Identity
from bot.slack.bolt import open_app
from bot.slack.cache import SOON
from bot.slack.client import open_client
from bot.slack.desk import SlackDesk
from bot.slack.socket_mode import SocketMode
from bot.slack.views.modals import Invitation
from bot.slack.workspace import Workspace
from bot.store import open_store
from bot.store.health import EVERY, Pulse
from bot.store.store import Store
from bot.store.tx import Tx
from bot.tasks import TaskContext
from bot.tasks.connect_networks import connect, stay_acquainted
from bot.tasks.store_alerts import RowAlarm
from handlers import register
from handlers.services import Services

SLACK_TIMEOUT = 10.0


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds Baton waits for an answer of Slack, for what a request or a card needs to know of people, before it
    starts a network again that did not start, before each look for a reply nobody confirmed, between two looks at the
    rules, at what was learned of moods and at the store, between two questions who we are on a network (and on one that
    bills them), and while what a team must hear of its clocks is gathered."""

    slack: float = SLACK_TIMEOUT
    lookup: float = SOON
    restart: float = 15.0
    look_after: tuple[float, ...] = (1.0, 4.0)
    rules: float = 2.0
    classifier: float = 60.0
    calendar: float = 3_600.0
    names: float = 3_600.0
    billed_names: float = 86_400.0
    store: float = EVERY
    gather: timedelta = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Baton:
    """A built bot: the parts its processes run. `ways` are its ways to Slack, and how each is: by the bot token, and in
    Socket Mode over a socket."""

    settings: Settings
    rulebook: Rulebook
    teaching: Teaching
    store: Store
    client: AsyncWebClient
    desk: SlackDesk
    networks: dict[str, SocialNetwork]
    intake: Intake
    context: TaskContext
    outbox: Outbox
    services: Services
    patience: Patience
    identity: Identity
    ways: tuple[Connection, ...]
    pulse: Pulse

    def socket_mode(self) -> SocketMode | None:
        """What Slack's requests come over in Socket Mode; None where they come over HTTP."""
        token = self.settings.slack_app_token
        if token is None:
            return None
        return SocketMode(self.slack_app(), token.get_secret_value(), self.client, self.ways[-1])

    def slack_app(self) -> AsyncApp:
        """Slack's requests, answered. What is done is committed before Slack gets its answer."""
        app = open_app(self.client, self.identity)
        register(app, self.services)
        return app

    async def work(self) -> None:
        """Carry out jobs and watch the networks until `stop()`. Try what is on hold: a start may bring a new token."""
        await self.store.listen()
        rules, now = self.rulebook.current(), self.context.now()

        def begin(tx: Tx) -> None:
            tx.add_jobs(retime_jobs(rules.teams, rules.version, now))
            check_holds(tx, now)

        await self.store.insist(begin)
        watching = [asyncio.create_task(self._watch(network)) for network in self.networks.values()]
        watching.append(asyncio.create_task(self._keep_calendar()))
        try:
            await self.outbox.run()
        finally:
            for task in watching:
                task.cancel()

    async def _keep_calendar(self) -> None:
        """Queue what the calendar holds, again and again: rules that are changed bring other teams and hours."""
        while True:
            jobs = calendar_jobs(self.context.rules(), self.context.zone, self.context.now())
            await self.store.insist(partial(Tx.add_jobs, jobs=jobs))
            await asyncio.sleep(self.patience.calendar)

    async def introduce(self) -> None:
        """Learn who we are on each network, for a process that listens to none: a reply's window names the account."""
        await asyncio.gather(*(self._introduce(network) for network in self.networks.values()))

    async def _introduce(self, network: SocialNetwork) -> None:
        await connect(self.context, network, every=self.patience.restart)
        await stay_acquainted(network, every=self._every(network))

    def _every(self, network: SocialNetwork) -> float:
        return self.patience.billed_names if network.limits.read_price else self.patience.names

    async def _watch(self, network: SocialNetwork) -> None:
        """Connect and listen, then look at each source in turn; the looks queue themselves again."""
        await connect(self.context, network, every=self.patience.restart, listen=True)
        now, limits = self.context.now(), network.limits
        jobs = [look_job(network.name, source, now) for source in network.sources]
        if limits.review_seconds:
            # A start brings no review forward: every one may cost.
            jobs.append(review_job(network.name, now + timedelta(seconds=limits.review_seconds)))
        await self.store.insist(lambda tx: tx.add_jobs(jobs))
        await stay_acquainted(network, every=self._every(network), listen=True)


@asynccontextmanager
async def build(
    settings: Settings, now: Callable[[], datetime] | None = None, patience: Patience = Patience()
) -> AsyncIterator[Baton]:
    """The bot these settings describe, its store open. Raises what its parts raise: RulesError, store errors.

    Without `now` all of it counts by the store's clock, which is the database's: processes agree on the time.
    """
    async with AsyncExitStack() as stack:
        store = open_store(settings.database_url, connections=settings.database_pool)
        now = now or store.clock
        stack.push_async_callback(store.close)
        await store.start()
        rulebook = Rulebook(
            store,
            settings.routing_rules,
            alerts=settings.alert_channel,
            editors=settings.rules_editors or "",
            now=now,
        )
        await rulebook.open()
        teaching = Teaching(store, SentimentClassifier())
        await teaching.look()
        token = settings.slack_bot_token.get_secret_value()
        client = await stack.enter_async_context(open_client(token, settings.slack_api_url, patience.slack))
        networks = {network.name: network for network in open_networks(settings)}
        for network in networks.values():
            stack.push_async_callback(network.stop)
        alarms = await stack.enter_async_context(open_alarms(settings))
        baton = _joined(settings, rulebook, teaching, store, client, networks, alarms, now, patience)
        store.on_unreadable(RowAlarm(baton.context))
        yield baton


def _joined(
    settings: Settings,
    rulebook: Rulebook,
    teaching: Teaching,
    store: Store,
    client: AsyncWebClient,
    networks: dict[str, SocialNetwork],
    alarms: dict[str, Alarm],
    now: Callable[[], datetime],
    patience: Patience,
) -> Baton:
    rules = rulebook.current
    private = components.invitation(settings, now, 1) != Invitation("", "")
    identity = Identity(client)
    desk = SlackDesk(
        client,
        rules=rules,
        now=now,
        home=identity.home,
        private=private,
        classifier=teaching.classifier,
        moves=partial(components.moves, store),
        soon=patience.lookup,
    )
    book = Casebook(store, partial(components.cap, rules))
    intake = components.intake(settings, store, rules, teaching)
    budgets = settings.monthly_budgets or {}
    alerts = settings.alert_channel
    roster, zone = Roster(store, rules, desk.notifications.people), ZoneInfo(settings.time_zone)
    directory = Workspace(client, desk.names, identity.home, now, patience.lookup)
    access = Access(directory, lambda person: roster.teams_of(person, now()), components.grants(settings))
    looks = alerts, now, teaching, patience.look_after, budgets, zone, patience.gather, access.sees, alarms
    context = TaskContext(book, intake, desk, networks, rules, roster, *looks)
    components.hear(networks, context)
    outbox = components.outbox(settings, context, networks)
    services = components.services(settings, context, desk, rulebook, client, access)
    return Baton(
        settings,
        rulebook,
        teaching,
        store,
        client,
        desk,
        networks,
        intake,
        context,
        outbox,
        services,
        patience,
        identity,
        (identity.connection, *([Connection("socket_mode")] if settings.socket_mode else [])),
        Pulse(store, patience.store),
    )
