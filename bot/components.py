"""The parts of the bot, each built from its settings."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from slack_sdk.web.async_client import AsyncWebClient

from bot import tasks
from bot.delivery import Declined, NotSent
from bot.jobs.build import UNFURLS, UPDATES, channel_gate
from bot.networks import Shows, SocialNetwork, sources_of
from bot.networks.case_tokens import case_address
from bot.outbox import Outbox
from bot.routing import Rules
from bot.routing.starter import starter_rules
from bot.services.access import Access, Grants
from bot.services.identities import Identities
from bot.services.inbound import Listener
from bot.services.intake import Intake
from bot.services.notifications import Preferences
from bot.services.roster import Roster
from bot.services.rulebook import Rulebook
from bot.services.sentiment import SentimentTraining
from bot.settings import Settings
from bot.settings.types import names_in, reveal
from bot.slack.desk import SlackDesk
from bot.slack.redraw import Redrawing
from bot.slack.response_url import delete_message, respond
from bot.slack.views.modals import Invitation
from bot.slack.workspace import Workspace
from bot.store.store import Store
from bot.store.tx import Tx
from bot.tasks import TaskContext
from handlers.services import HandlerServices

# Slack allows about fifty calls a minute of chat.update, and of chat.unfurl (Tier 3), and one posted message a second
# in each channel.
UPDATES_PER_POST = 1.2
# Across all channels, Slack allows an app "several hundred" messages a minute.
POSTS = channel_gate("*")
POSTS_A_SECOND = 5
# Slack counts by the minute. A third of that may go at once, so that a pressed button changes the card immediately.
BURSTS = {UPDATES: 20, UNFURLS: 20, POSTS: 100}


def built_in_rules(settings: Settings) -> str:
    """Return the rules to use when there is no file: one channel gets everything, the one for alerts.

    It exists wherever Baton is set up, so that an operator who sets nothing sees the cards. Empty if ROUTING_RULES
    names a file: that it is missing is a mistake.
    """
    if settings.routing_rules != Settings.model_fields["routing_rules"].default:
        return ""
    channel = settings.alert.channel
    return starter_rules("support", channel.lower() if channel.startswith("#") else channel)


def cap(rules: Callable[[], Rules], team: str) -> int | None:
    """Return the limit of open cases for one agent, by the team of the case they claim."""
    known = rules().teams.get(team)
    return known.cap if known else None


def intake(
    settings: Settings, store: Store, rules: Callable[[], Rules], training: SentimentTraining
) -> Intake:
    """Build the intake."""
    return Intake(
        store,
        rules,
        merge=timedelta(hours=settings.merge_window_hours),
        reopen=timedelta(hours=settings.reopen_window_hours),
        classifier=training.classifier,
        links=timedelta(days=settings.link.days),
    )


def subscribe(networks: dict[str, SocialNetwork], context: TaskContext) -> None:
    """Subscribe the intake to pushed events of the networks, and the alert channel to their warnings."""
    for network in networks.values():
        listener = Listener(tasks.polling.ingester_of(context, network), context.alert_once)
        network.subscribe(listener)
        if isinstance(network, Shows):
            network.remember(listener)


def services(
    settings: Settings,
    context: TaskContext,
    desk: SlackDesk,
    rulebook: Rulebook,
    client: AsyncWebClient,
    access: Access,
) -> HandlerServices:
    """Build the services that the handlers use."""
    rules, roster, now = context.rules, context.roster, context.now
    return HandlerServices(
        book=context.book,
        intake=context.intake,
        rules=rules,
        rulebook=rulebook,
        budgets=context.budgets,
        reply_channels=context.networks,
        client=client,
        access=access,
        look_alikes=desk.names.look_alikes,
        names=desk.labels,
        team_of=partial(team_of, desk, rules),
        zone_of=partial(zone_of, desk, context.zone),
        teams_of_person=lambda person: roster.teams_of(person, now()),
        roster=roster,
        case_of_card=desk.case_of_card,
        message_at=desk.message_at,
        respond=partial(respond, client),
        take_away=partial(delete_message, client),
        redraw=Redrawing(client).draw,
        invitation=partial(invitation, settings, now),
        people=Identities(context.book.store),
        preferences=Preferences(context.book.store),
        training=context.training,
        now=now,
        sources=lambda: sources_of(context.networks.values()),
    )


def outbox(settings: Settings, context: TaskContext, networks: dict[str, SocialNetwork]) -> Outbox:
    """Build the outbox."""
    return Outbox(
        context.book.store,
        partial(tasks.run, context),
        gap=partial(gap, settings, networks),
        burst=burst,
        shared=POSTS,
        now=context.now,
        hooks=tasks.Holds(context),
        lease_seconds=settings.lease_seconds,
    )


def gap(settings: Settings, networks: dict[str, SocialNetwork], gate: str) -> float:
    """Return the seconds a gate stays shut after a job has passed it."""
    if gate in (UPDATES, UNFURLS):
        return settings.slack.post_seconds * UPDATES_PER_POST
    if gate == POSTS:
        return settings.slack.post_seconds / POSTS_A_SECOND
    if gate.startswith("slack:"):
        return settings.slack.post_seconds
    network = networks.get(gate.removesuffix("-reply"))
    return network.limits.reply_gap if network else 0.0


def burst(gate: str) -> int:
    """Return how many jobs may pass a gate at once after a rest."""
    return BURSTS.get(gate, 1)


def invitation(settings: Settings, now: Callable[[], datetime], case: int) -> Invitation:
    """Build the link and the address for a private conversation on a case, made now."""
    link, secret = "", reveal(settings.link.secret)
    if settings.public:
        from bot.networks.page.links import invitation_url

        link = invitation_url(settings.public.url, case, secret, now())
    mail = case_address(settings.email.address, case, secret, now()) if settings.email else ""
    return Invitation(link, mail)


def access(settings: Settings, roster: Roster, workspace: Workspace, now: Callable[[], datetime]) -> Access:
    """Build the checks of who may do and see what."""
    return Access(workspace, lambda person: roster.teams_of(person, now()), grants(settings))


def grants(settings: Settings) -> Grants:
    """Return the rights that the settings give."""
    return Grants(
        agents=names_in(settings.agents_group),
        visitors=names_in(settings.external_agents),
        editors=names_in(settings.rules_editors),
    )


async def zone_of(desk: SlackDesk, usual: ZoneInfo, user: str) -> ZoneInfo:
    """Return the time zone a person chose in Slack; the usual one if Slack names none that Python knows."""
    try:
        return ZoneInfo(await desk.names.zone(user) or usual.key)
    except (ZoneInfoNotFoundError, ValueError):
        return usual


async def moves(store: Store) -> dict[str, str]:
    """Return the Slack channels whose id changed, each with its current id."""
    return await store.transact(Tx.moved_channels)


async def team_of(desk: SlackDesk, rules: Callable[[], Rules], channel: str) -> str | None:
    """Return the name of the team whose channel this is; None for a channel that Slack does not show Baton."""
    for team in rules().teams.values():
        try:
            if channel and await desk.names.channel(team.channel) == channel:
                return team.name
        except (Declined, NotSent):
            continue
    return None
