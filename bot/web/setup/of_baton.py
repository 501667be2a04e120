"""Set-up of a Baton that runs: the doctor's checks, and whether Slack reaches it."""

import os

from bot.app import Baton
from bot.cli.doctor import examine_settings
from bot.cli.findings import Finding
from bot.settings.types import reveal
from bot.slack.manifest import unfurl_domains
from bot.web.setup.access import SetupAccess
from bot.web.setup.arrivals import Arrivals
from bot.web.setup.checks import Checks
from bot.web.setup.completion import Completion
from bot.web.setup.routes import Setup
from bot.web.setup.slack_app import Place, known_address


def setup_of(baton: Baton, access: SetupAccess | None, arrivals: Arrivals) -> Setup:
    """Return set-up for a running Baton. Without `access`, nobody entered a code before it ran."""
    settings, socket_mode = baton.settings, baton.settings.slack.socket_mode
    public_url = settings.public.url if settings.public else ""
    mastodon = settings.mastodon.url if settings.mastodon else None
    domains = unfurl_domains(mastodon, discord=settings.discord is not None)
    place = Place(known_address(public_url, os.environ), socket_mode, "DYNO" in os.environ, domains)

    async def examine() -> list[Finding]:
        found = await examine_settings(settings)
        return found if socket_mode else [*found, arrivals.finding()]

    return Setup(
        access or SetupAccess(reveal(settings.link.secret)),
        Checks(examine, baton.patience.setup),
        place,
        Completion(baton.store),
    )
