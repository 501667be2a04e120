"""The table of networks: each is on when its settings are there, and only then is its library loaded."""

from collections.abc import Callable

from bot.networks import SocialNetwork
from bot.settings import Settings
from bot.settings.types import reveal


def open_networks(settings: Settings) -> list[SocialNetwork]:
    """Return the networks that have settings, not yet started."""
    return [network for opened in NETWORKS if (network := opened(settings)) is not None]


def _x(settings: Settings) -> SocialNetwork | None:
    if not settings.x_enabled:
        return None
    from bot.networks.x import open_x

    return open_x(settings)


def _webhook(settings: Settings) -> SocialNetwork | None:
    if not settings.webhook_enabled:
        return None
    from bot.networks.webhook import open_webhook

    return open_webhook(settings)


def _mastodon(settings: Settings) -> SocialNetwork | None:
    if not settings.mastodon_enabled:
        return None
    from bot.networks.mastodon import open_mastodon

    return open_mastodon(settings)


def _bluesky(settings: Settings) -> SocialNetwork | None:
    if not settings.bluesky_enabled:
        return None
    from bot.networks.bluesky import open_bluesky

    return open_bluesky(settings)


def _discord(settings: Settings) -> SocialNetwork | None:
    if not settings.discord_enabled:
        return None
    from bot.networks.discord import open_discord

    return open_discord(settings)


def _facebook(settings: Settings) -> SocialNetwork | None:
    if not settings.facebook_enabled:
        return None
    from bot.networks.meta import open_facebook

    return open_facebook(settings)


def _instagram(settings: Settings) -> SocialNetwork | None:
    if not settings.instagram_enabled:
        return None
    from bot.networks.meta import open_instagram

    return open_instagram(settings)


def _email(settings: Settings) -> SocialNetwork | None:
    if not settings.email_enabled:
        return None
    from bot.networks.email import open_email

    return open_email(settings, reveal(settings.link_secret))


def _page(settings: Settings) -> SocialNetwork | None:
    if not settings.page_enabled:
        return None
    from bot.networks.page import open_page

    return open_page(settings)


NETWORKS: tuple[Callable[[Settings], SocialNetwork | None], ...] = (
    _x,
    _webhook,
    _mastodon,
    _bluesky,
    _discord,
    _facebook,
    _instagram,
    _email,
    _page,
)
