"""The stage of each network: one row for each."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from tests.contracts.stages import Stage
from tests.contracts.stages.bluesky import on_bluesky
from tests.contracts.stages.discord import in_a_forum, in_a_text_channel
from tests.contracts.stages.email import on_email
from tests.contracts.stages.mastodon import on_mastodon
from tests.contracts.stages.meta import on_facebook, on_instagram
from tests.contracts.stages.page import on_page
from tests.contracts.stages.webhook import on_webhook
from tests.contracts.stages.x import on_x

STAGES: dict[str, Callable[[], AbstractAsyncContextManager[Stage]]] = {
    "x": on_x,
    "webhook": on_webhook,
    "page": on_page,
    "mastodon": on_mastodon,
    "bluesky": on_bluesky,
    "discord": in_a_text_channel,
    "discord-forum": in_a_forum,
    "facebook": on_facebook,
    "instagram": on_instagram,
    "email": on_email,
}
