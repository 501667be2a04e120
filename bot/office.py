"""What handlers are given, made from the settings and the networks."""

from bot.access import Grants
from bot.desk.correcting import Allowed
from bot.desk.modals import Invitation
from bot.links import case_address
from bot.networks import SocialNetwork
from bot.settings import Settings
from bot.settings.kinds import names_in, reveal
from handlers.doors import Voice


def voice_of(network: SocialNetwork, budget: float | None) -> Voice:
    """Return how Baton speaks on a network, and within which budget."""
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


def invitation(settings: Settings, case: int) -> Invitation:
    """Where the customer of a case can go on in private."""
    link, secret = "", reveal(settings.link_secret)
    if settings.page_enabled:
        from bot.networks.page.links import invitation_url

        link = invitation_url(settings.public_url or "", case, secret)
    mail = case_address(settings.email_address, case, secret) if settings.email_address else ""
    return Invitation(link, mail)


def grants(settings: Settings) -> Grants:
    """To whom the settings give rights."""
    return Grants(
        agents=names_in(settings.agents_group),
        visitors=names_in(settings.external_agents),
        editors=names_in(settings.rules_editors),
    )
