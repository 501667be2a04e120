"""The one place where objects are built and joined."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from copy import copy
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot import errands
from bot.access import Access, Grants
from bot.alarms import Alarm, open_alarms
from bot.casebook import Casebook, check_holds
from bot.daily import calendar_jobs
from bot.desk.correcting import Allowed
from bot.desk.identity import Identity
from bot.desk.modals import Invitation
from bot.desk.responding import respond, take_away
from bot.desk.slack import SlackDesk
from bot.desk.wire import open_client
from bot.desk.workspace import Workspace
from bot.errands import Tools
from bot.errands.connecting import connect
from bot.errands.store_trouble import RowAlarm
from bot.follow_ups import UPDATES, retime_jobs
from bot.intake import Intake
from bot.job import Declined, NotSent
from bot.knowing import People
from bot.links import case_address
from bot.listening import Listener, look_job, review_job
from bot.networks import Shows, SocialNetwork
from bot.networks.table import open_networks
from bot.outbox import Outbox
from bot.roster import Roster
from bot.routing import Rules
from bot.rulebook import Rulebook
from bot.settings import Settings
from bot.settings.kinds import names_in, reveal
from bot.store import open_store
from bot.store.pulse import EVERY, Pulse
from bot.store.store import Store
from bot.store.tx import Tx
from bot.teaching import Teaching
from bot.understanding import Moods
from handlers import register
from handlers.office import Office, Voice

# Slack allows chat.update fifty times a minute (Tier 3); posting paces at one a second and channel.
UPDATES_PER_POST = 1.2
SLACK_TIMEOUT = 10.0


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds Baton waits for an answer of Slack, before it starts a network again that did not start, before each look
    for a reply nobody confirmed, between two looks at the rules, at what was learned of moods and at the store, and
    while what a team must hear of its clocks is gathered."""

    slack: float = SLACK_TIMEOUT
    restart: float = 15.0
    look_after: tuple[float, ...] = (1.0, 4.0)
    rules: float = 2.0
    moods: float = 60.0
    calendar: float = 3_600.0
    store: float = EVERY
    gather: timedelta = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Baton:
    """A built bot: the parts its processes run."""

    settings: Settings
    rulebook: Rulebook
    teaching: Teaching
    store: Store
    client: AsyncWebClient
    desk: SlackDesk
    networks: dict[str, SocialNetwork]
    intake: Intake
    tools: Tools
    outbox: Outbox
    office: Office
    patience: Patience
    identity: Identity
    pulse: Pulse

    def slack_app(self) -> AsyncApp:
        """Slack's requests, answered. What is done is committed before Slack gets its answer."""
        secret = self.settings.slack_signing_secret
        # Bolt takes the token from its authorization; one in the client as well makes it warn.
        bare = copy(self.client)
        bare.token = None
        app = AsyncApp(
            name="baton",  # else Bolt reads the source of all who called, a tenth of a second long
            client=bare,
            authorize=self.identity,
            signing_secret=secret.get_secret_value() if secret else "",
            process_before_response=True,
            raise_error_for_unhandled_request=True,
            # Bolt would also keep from us that somebody deleted a card of ours.
            ignoring_self_events_enabled=False,
            # Asked before Bolt hears of a request (bot/web.py).
            request_verification_enabled=False,
            ssl_check_enabled=False,
        )
        register(app, self.office)
        return app

    async def work(self) -> None:
        """Carry out jobs and watch the networks until `stop()`. Try what is on hold: a start may bring a new token."""
        await self.store.listen()
        rules, now = self.rulebook.current(), self.tools.now()

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
            jobs = calendar_jobs(self.tools.rules(), self.tools.zone, self.tools.now())
            await self.store.insist(partial(Tx.add_jobs, jobs=jobs))
            await asyncio.sleep(self.patience.calendar)

    async def introduce(self) -> None:
        """Learn who we are on each network, for a process that listens to none: a reply's window names the account."""
        every = self.patience.restart
        await asyncio.gather(*(connect(self.tools, each, every=every) for each in self.networks.values()))

    async def _watch(self, network: SocialNetwork) -> None:
        """Connect and listen, then look at each source in turn; the looks queue themselves again."""
        await connect(self.tools, network, every=self.patience.restart, listen=True)
        now, limits = self.tools.now(), network.limits
        jobs = [look_job(network.name, source, now) for source in network.sources]
        if limits.review_seconds:
            # A start brings no review forward: every one may cost.
            jobs.append(review_job(network.name, now + timedelta(seconds=limits.review_seconds)))
        await self.store.insist(lambda tx: tx.add_jobs(jobs))


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
        teaching = Teaching(store, Moods())
        await teaching.look()
        token = settings.slack_bot_token.get_secret_value()
        client = await stack.enter_async_context(open_client(token, settings.slack_api_url, patience.slack))
        networks = {network.name: network for network in open_networks(settings)}
        for network in networks.values():
            stack.push_async_callback(network.stop)
        alarms = await stack.enter_async_context(open_alarms(settings))
        baton = _joined(settings, rulebook, teaching, store, client, networks, alarms, now, patience)
        store.on_unreadable(RowAlarm(baton.tools))
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
    private = _invitation(settings, 1) != Invitation("", "")
    identity = Identity(client)
    desk = SlackDesk(client, rules=rules, now=now, home=identity.home, private=private, moods=teaching.moods)
    book = Casebook(store, partial(_cap, rules))
    intake = _intake(settings, store, rules, teaching)
    _hear(networks, intake, now)
    budgets = settings.monthly_budgets or {}
    alerts = settings.alert_channel
    roster, zone = Roster(store, rules, desk.names.people), ZoneInfo(settings.time_zone)
    directory = Workspace(client, desk.names, identity.home, now)
    access = Access(directory, lambda person: roster.teams_of(person, now()), _grants(settings))
    looks = alerts, now, teaching, patience.look_after, budgets, zone, patience.gather, access.sees, alarms
    tools = Tools(book, intake, desk, networks, rules, roster, *looks)
    outbox = _outbox(settings, tools, networks)
    office = Office(
        book=book,
        intake=intake,
        rules=rules,
        rulebook=rulebook,
        voices={name: _voice(network, budgets.get(name)) for name, network in networks.items()},
        client=client,
        access=access,
        look_alikes=desk.names.look_alikes,
        team_of=partial(_team_of, desk, rules),
        zone_of=partial(_zone_of, desk, zone),
        teams_of_person=lambda person: roster.teams_of(person, now()),
        roster=roster,
        case_of_card=desk.case_of_card,
        names=desk.names.labels,
        message_at=desk.message_at,
        respond=partial(respond, client),
        take_away=partial(take_away, client),
        invitation=partial(_invitation, settings),
        people=People(store),
        teaching=teaching,
        now=now,
    )
    return Baton(
        settings,
        rulebook,
        teaching,
        store,
        client,
        desk,
        networks,
        intake,
        tools,
        outbox,
        office,
        patience,
        identity,
        Pulse(store, patience.store),
    )


def _cap(rules: Callable[[], Rules], team: str) -> int | None:
    """How many open cases one agent may hold, by the team of the case they take."""
    known = rules().teams.get(team)
    return known.cap if known else None


def _intake(settings: Settings, store: Store, rules: Callable[[], Rules], teaching: Teaching) -> Intake:
    return Intake(
        store,
        rules,
        merge=timedelta(hours=settings.merge_window_hours),
        reopen=timedelta(hours=settings.reopen_window_hours),
        moods=teaching.moods,
    )


def _hear(networks: dict[str, SocialNetwork], intake: Intake, now: Callable[[], datetime]) -> None:
    """What the networks bring by themselves goes to the intake."""
    for name, network in networks.items():
        listener = Listener(name, intake, now, network.limits.read_price, partial(_account, network))
        network.hear(listener)
        if isinstance(network, Shows):
            network.remember(listener)


def _outbox(settings: Settings, tools: Tools, networks: dict[str, SocialNetwork]) -> Outbox:
    return Outbox(
        tools.book.store,
        partial(errands.run, tools),
        gap=partial(_gap, settings, networks),
        now=tools.now,
        hooks=errands.Holds(tools),
        lease_seconds=settings.lease_seconds,
    )


def _account(network: SocialNetwork) -> str:
    return network.account


def _gap(settings: Settings, networks: dict[str, SocialNetwork], gate: str) -> float:
    """Seconds a gate stays shut after a job passed it."""
    if gate == UPDATES:
        return settings.slack_post_seconds * UPDATES_PER_POST
    if gate.startswith("slack:"):
        return settings.slack_post_seconds
    network = networks.get(gate.removesuffix("-reply"))
    return network.limits.reply_gap if network else 0.0


def _voice(network: SocialNetwork, budget: float | None) -> Voice:
    return Voice(
        network.title,
        lambda: network.account,
        lambda: network.limits.longest,
        lambda text: network.limits.length(text),
        network.post_id,
        network.limits.unit,
        network.limits.cost,
        budget,
        lambda: Allowed(network.limits.edits_replies, network.limits.deletes_replies, network.limits.why_not),
    )


def _invitation(settings: Settings, case: int) -> Invitation:
    """Where the customer of a case can go on in private."""
    link, secret = "", reveal(settings.link_secret)
    if settings.page_enabled:
        from bot.networks.page.links import invitation_url

        link = invitation_url(settings.public_url or "", case, secret)
    mail = case_address(settings.email_address, case, secret) if settings.email_address else ""
    return Invitation(link, mail)


def _grants(settings: Settings) -> Grants:
    """To whom the settings give rights."""
    return Grants(
        agents=names_in(settings.agents_group),
        visitors=names_in(settings.external_agents),
        editors=names_in(settings.rules_editors),
    )


async def _zone_of(desk: SlackDesk, usual: ZoneInfo, user: str) -> ZoneInfo:
    """The time zone this person chose in Slack; the usual one where Slack tells none that we know."""
    try:
        return ZoneInfo(await desk.names.zone(user) or usual.key)
    except (ZoneInfoNotFoundError, ValueError):
        return usual


async def _team_of(desk: SlackDesk, rules: Callable[[], Rules], channel: str) -> str | None:
    """The team whose channel this is; a channel Slack does not show us is nobody's."""
    for team in rules().teams.values():
        try:
            if channel and await desk.names.channel(team.channel) == channel:
                return team.name
        except (Declined, NotSent):
            continue
    return None
