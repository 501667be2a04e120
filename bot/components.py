"""The parts of the bot, each made from its settings."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from slack_sdk.web.async_client import AsyncWebClient

from bot import tasks
from bot.delivery import Declined, NotSent
from bot.jobs.build import UPDATES, channel_gate
from bot.networks import Shows, SocialNetwork, sources_of
from bot.networks.case_tokens import case_address
from bot.outbox import Outbox
from bot.routing import Rules
from bot.services.access import Access, Grants
from bot.services.identities import Identities
from bot.services.inbound import Listener
from bot.services.intake import Intake
from bot.services.rulebook import Rulebook
from bot.services.sentiment import Teaching
from bot.settings import Settings
from bot.settings.types import names_in, reveal
from bot.slack.desk import SlackDesk
from bot.slack.redraw import Redrawing
from bot.slack.response_url import delete_message, respond
from bot.slack.views.correct import Allowed
from bot.slack.views.modals import Invitation
from bot.store.store import Store
from bot.store.tx import Tx
from bot.tasks import TaskContext
from handlers.services import ReplyChannel, Services

# Slack allows chat.update fifty times a minute (Tier 3); posting paces at one a second and channel.
UPDATES_PER_POST = 1.2
# Beside one message a second and channel, Slack takes "several hundred" a minute of an app in all its channels.
POSTS = channel_gate("*")
POSTS_A_SECOND = 5
# Slack counts by the minute. A third of it may go at once: somebody who presses a button sees the card change.
BURSTS = {UPDATES: 20, POSTS: 100}


def cap(rules: Callable[[], Rules], team: str) -> int | None:
    """How many open cases one agent may hold, by the team of the case they take."""
    known = rules().teams.get(team)
    return known.cap if known else None


def intake(settings: Settings, store: Store, rules: Callable[[], Rules], teaching: Teaching) -> Intake:
    return Intake(
        store,
        rules,
        merge=timedelta(hours=settings.merge_window_hours),
        reopen=timedelta(hours=settings.reopen_window_hours),
        classifier=teaching.classifier,
        links=timedelta(days=settings.link_days),
    )


def hear(networks: dict[str, SocialNetwork], context: TaskContext) -> None:
    """Send what the networks bring by themselves to the intake, and their warnings to the alert channel."""
    for network in networks.values():
        listener = Listener(tasks.polling.ingester_of(context, network), context.alert_once)
        network.hear(listener)
        if isinstance(network, Shows):
            network.remember(listener)


def services(
    settings: Settings,
    context: TaskContext,
    desk: SlackDesk,
    rulebook: Rulebook,
    client: AsyncWebClient,
    access: Access,
) -> Services:
    """What the handlers work with."""
    rules, roster, now = context.rules, context.roster, context.now
    budgets = settings.monthly_budgets or {}
    return Services(
        book=context.book,
        intake=context.intake,
        rules=rules,
        rulebook=rulebook,
        reply_channels={
            name: reply_channel(network, budgets.get(name)) for name, network in context.networks.items()
        },
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
        teaching=context.teaching,
        now=now,
        sources=lambda: sources_of(context.networks.values()),
    )


def outbox(settings: Settings, context: TaskContext, networks: dict[str, SocialNetwork]) -> Outbox:
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
    """Seconds a gate stays shut after a job passed it."""
    if gate == UPDATES:
        return settings.slack_post_seconds * UPDATES_PER_POST
    if gate == POSTS:
        return settings.slack_post_seconds / POSTS_A_SECOND
    if gate.startswith("slack:"):
        return settings.slack_post_seconds
    network = networks.get(gate.removesuffix("-reply"))
    return network.limits.reply_gap if network else 0.0


def burst(gate: str) -> int:
    """How many jobs may pass a gate at once after a rest."""
    return BURSTS.get(gate, 1)


def reply_channel(network: SocialNetwork, budget: float | None) -> ReplyChannel:
    return ReplyChannel(
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


def invitation(settings: Settings, now: Callable[[], datetime], case: int) -> Invitation:
    """Where the customer of a case can go on in private, by a link and an address made now."""
    link, secret = "", reveal(settings.link_secret)
    if settings.page_enabled:
        from bot.networks.page.links import invitation_url

        link = invitation_url(settings.public_url or "", case, secret, now())
    mail = case_address(settings.email_address, case, secret, now()) if settings.email_address else ""
    return Invitation(link, mail)


def grants(settings: Settings) -> Grants:
    """To whom the settings give rights."""
    return Grants(
        agents=names_in(settings.agents_group),
        visitors=names_in(settings.external_agents),
        editors=names_in(settings.rules_editors),
    )


async def zone_of(desk: SlackDesk, usual: ZoneInfo, user: str) -> ZoneInfo:
    """The time zone this person chose in Slack; the usual one where Slack tells none that we know."""
    try:
        return ZoneInfo(await desk.names.zone(user) or usual.key)
    except (ZoneInfoNotFoundError, ValueError):
        return usual


async def moves(store: Store) -> dict[str, str]:
    """Return the channels of Slack whose id changed, each with the id it has now."""
    return await store.transact(Tx.moved_channels)


async def team_of(desk: SlackDesk, rules: Callable[[], Rules], channel: str) -> str | None:
    """The team whose channel this is; a channel Slack does not show us is nobody's."""
    for team in rules().teams.values():
        try:
            if channel and await desk.names.channel(team.channel) == channel:
                return team.name
        except (Declined, NotSent):
            continue
    return None
