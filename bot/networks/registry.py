"""The networks that have settings; only their libraries are loaded."""

from collections.abc import Iterator

from bot.networks import SocialNetwork
from bot.settings import Settings
from bot.settings.types import reveal


def open_networks(settings: Settings) -> list[SocialNetwork]:
    """Return the networks that have settings, not yet started."""
    return list(_opened(settings))


def _opened(settings: Settings) -> Iterator[SocialNetwork]:
    if settings.x:
        from bot.networks.x import open_x

        yield open_x(settings.x)
    if settings.webhook:
        from bot.networks.webhook import open_webhook

        yield open_webhook(settings.webhook)
    if settings.mastodon:
        from bot.networks.mastodon import open_mastodon

        yield open_mastodon(settings.mastodon)
    if settings.bluesky:
        from bot.networks.bluesky import open_bluesky

        yield open_bluesky(settings.bluesky)
    if settings.discord:
        from bot.networks.discord import open_discord

        yield open_discord(settings.discord)
    if settings.meta:
        from bot.networks.meta import open_meta

        yield from open_meta(settings.meta)
    if settings.email:
        from bot.networks.email import open_email

        yield open_email(settings.email, reveal(settings.link.secret))
    if settings.public:
        from bot.networks.page import open_page

        yield open_page(settings.public, reveal(settings.link.secret))
