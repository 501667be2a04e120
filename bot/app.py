"""Assembly of the bot: the one place where objects are built and connected."""

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
from bot.services.casebook import Casebook, check_holds
from bot.services.inbound import poll_job, review_job
from bot.services.intake import Intake
from bot.services.roster import Roster
from bot.services.rulebook import Rulebook
from bot.services.sentiment import SentimentTraining
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
from bot.tasks.connect_networks import connect, refresh_account
from bot.tasks.store_alerts import RowAlarm
from handlers import register
from handlers.services import HandlerServices

SLACK_TIMEOUT = 10.0


def utc_now() -> datetime:
    """Return the current time (aware, UTC)."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Patience:
    """Waits and intervals, in seconds unless noted; tests make them shorter."""

    #: Timeout of a Slack call.
    slack: float = SLACK_TIMEOUT
    #: Timeout of lookups of people for a request or a card.
    lookup: float = SOON
    #: Pause before a failed network start is retried.
    restart: float = 15.0
    #: Pauses before each check for a reply whose delivery is not confirmed.
    search_pauses: tuple[float, ...] = (1.0, 4.0)
    #: Interval of checks for new routing rules.
    rules: float = 2.0
    #: Interval of checks for a newly trained classifier.
    classifier: float = 60.0
    #: Interval at which calendar jobs are queued.
    calendar: float = 3_600.0
    #: Interval at which our account on a network is refreshed.
    names: float = 3_600.0
    #: The same, on a network that bills reads.
    billed_names: float = 86_400.0
    #: Interval of health checks of the store.
    store: float = EVERY
    #: Time for which requests to /setup share the result of the checks.
    setup: float = 5.0
    #: Time to collect a team's SLA notifications into one message.
    collect_for: timedelta = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Baton:
    """A built bot: the parts its processes run."""

    #: Settings from the environment.
    settings: Settings
    #: Routing rules and their versions.
    rulebook: Rulebook
    #: Training of the sentiment classifier.
    training: SentimentTraining
    #: Database.
    store: Store
    #: Slack's Web API.
    client: AsyncWebClient
    #: Slack as the tasks use it.
    desk: SlackDesk
    #: Connected networks by name.
    networks: dict[str, SocialNetwork]
    #: Intake of posts.
    intake: Intake
    #: Context of the tasks.
    context: TaskContext
    #: Runner of jobs.
    outbox: Outbox
    #: Services of the request handlers.
    services: HandlerServices
    #: Waits and intervals.
    patience: Patience
    #: The bot's own identity in Slack.
    identity: Identity
    #: Connections to Slack with their state: the bot token, and the socket in Socket Mode.
    ways: tuple[Connection, ...]
    #: Health of the store.
    pulse: Pulse

    def socket_mode(self) -> SocketMode | None:
        """Return the connection for requests in Socket Mode; None when they come over HTTP."""
        token = self.settings.slack.app_token
        if token is None:
            return None
        return SocketMode(self.slack_app(), token.get_secret_value(), self.client, self.ways[-1])

    def slack_app(self) -> AsyncApp:
        """Build the app that answers Slack's requests; changes are committed before Slack gets its answer."""
        app = open_app(self.client, self.identity)
        register(app, self.services)
        return app

    async def work(self) -> None:
        """Run jobs and poll the networks until `stop()`. A start may bring a new token, so jobs on hold are tried
        first."""
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
        """Queue calendar jobs regularly, because changed rules bring other teams and hours."""
        while True:
            jobs = calendar_jobs(self.context.rules(), self.context.zone, self.context.now())
            await self.store.insist(partial(Tx.add_jobs, jobs=jobs))
            await asyncio.sleep(self.patience.calendar)

    async def introduce(self) -> None:
        """Look up our account on each network, for a process that polls none: a reply's window names it."""
        await asyncio.gather(*(self._introduce(network) for network in self.networks.values()))

    async def _introduce(self, network: SocialNetwork) -> None:
        await connect(self.context, network, every=self.patience.restart)
        await refresh_account(network, every=self._every(network))

    def _every(self, network: SocialNetwork) -> float:
        return self.patience.billed_names if network.limits.read_price else self.patience.names

    async def _watch(self, network: SocialNetwork) -> None:
        """Connect and subscribe, then queue the first poll of each source; polls queue their successors."""
        await connect(self.context, network, every=self.patience.restart, listen=True)
        now, limits = self.context.now(), network.limits
        jobs = [poll_job(network.name, source, now) for source in network.sources]
        if limits.review_seconds:
            # A restart must not bring a recheck forward: each may be billed.
            jobs.append(review_job(network.name, now + timedelta(seconds=limits.review_seconds)))
        await self.store.insist(lambda tx: tx.add_jobs(jobs))
        await refresh_account(network, every=self._every(network), listen=True)


@asynccontextmanager
async def build(
    settings: Settings, now: Callable[[], datetime] | None = None, patience: Patience = Patience()
) -> AsyncIterator[Baton]:
    """Build the bot that these settings describe, with an open store.

    Without `now`, all parts use the store's clock, which is the database's, so that processes agree on the time. Raise
    RulesError or store errors from its parts.
    """
    async with AsyncExitStack() as stack:
        store = open_store(settings.database.url, connections=settings.database.pool)
        now = now or store.clock
        stack.push_async_callback(store.close)
        await store.start()
        rulebook = Rulebook(
            store,
            settings.routing_rules,
            alerts=settings.alert.channel,
            editors=settings.rules_editors or "",
            now=now,
            built_in=components.built_in_rules(settings),
        )
        await rulebook.open()
        training = SentimentTraining(store, SentimentClassifier())
        await training.reload()
        token = settings.slack.bot_token.get_secret_value()
        client = await stack.enter_async_context(open_client(token, settings.slack.api_url, patience.slack))
        networks = {network.name: network for network in open_networks(settings)}
        for network in networks.values():
            stack.push_async_callback(network.stop)
        alarms = await stack.enter_async_context(open_alarms(settings))
        baton = _joined(
            settings=settings,
            rulebook=rulebook,
            training=training,
            store=store,
            client=client,
            networks=networks,
            alarms=alarms,
            now=now,
            patience=patience,
        )
        components.subscribe(networks, baton.context)
        store.on_unreadable(RowAlarm(baton.context))
        yield baton


def _joined(
    *,
    settings: Settings,
    rulebook: Rulebook,
    training: SentimentTraining,
    store: Store,
    client: AsyncWebClient,
    networks: dict[str, SocialNetwork],
    alarms: dict[str, Alarm],
    now: Callable[[], datetime],
    patience: Patience,
) -> Baton:
    rules, identity = rulebook.current, Identity(client)
    desk = SlackDesk(
        client,
        rules=rules,
        now=now,
        home=identity.home,
        private=components.invitation(settings, now, 1) != Invitation("", ""),
        classifier=training.classifier,
        moves=partial(components.moves, store),
        soon=patience.lookup,
    )
    roster = Roster(store, rules, desk.notifications.people)
    workspace = Workspace(client, desk.names, identity.home, now, patience.lookup)
    access = components.access(settings, roster, workspace, now)
    context = TaskContext(
        book=Casebook(store, partial(components.cap, rules)),
        intake=components.intake(settings, store, rules, training),
        desk=desk,
        networks=networks,
        rules=rules,
        roster=roster,
        alerts=settings.alert.channel,
        now=now,
        training=training,
        search_pauses=patience.search_pauses,
        budgets=settings.monthly_budgets or {},
        zone=ZoneInfo(settings.time_zone),
        collect_for=patience.collect_for,
        readers=access,
        alarms=alarms,
    )
    return Baton(
        settings=settings,
        rulebook=rulebook,
        training=training,
        store=store,
        client=client,
        desk=desk,
        networks=networks,
        intake=context.intake,
        context=context,
        outbox=components.outbox(settings, context, networks),
        services=components.services(settings, context, desk, rulebook, client, access),
        patience=patience,
        identity=identity,
        ways=_ways(settings, identity),
        pulse=Pulse(store, patience.store),
    )


def _ways(settings: Settings, identity: Identity) -> tuple[Connection, ...]:
    """Return the connections to Slack: the Web API, and in Socket Mode the socket."""
    return (identity.connection, *([Connection("socket_mode")] if settings.slack.socket_mode else []))
