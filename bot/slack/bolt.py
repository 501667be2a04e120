"""Bolt, Slack's framework, set up to dispatch requests that were checked before."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.auth import Identity

# Bolt reads these from the environment, and warns when it also gets them as arguments.
READ_BY_BOLT = ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_VERIFICATION_TOKEN")


def open_app(client: AsyncWebClient, identity: Identity) -> AsyncApp:
    """Return an app without listeners, whose requests are handled in the name that `identity` says."""
    bare = copy(client)
    bare.token = None  # else Bolt would prefer it over the token of its authorization
    with _hidden(*READ_BY_BOLT):
        return AsyncApp(
            name="baton",  # else Bolt inspects the call stack for a name, which takes 0.1 s
            client=bare,
            authorize=identity,
            signing_secret="",
            process_before_response=True,
            raise_error_for_unhandled_request=True,
            # True would also hide the event that someone deleted a card of ours.
            ignoring_self_events_enabled=False,
            # Both are checked before Bolt gets a request (bot/web/server.py).
            request_verification_enabled=False,
            ssl_check_enabled=False,
        )


@contextmanager
def _hidden(*names: str) -> Iterator[None]:
    """Keep variables of the environment out of sight inside the block."""
    found = {name: os.environ.pop(name) for name in names if name in os.environ}
    try:
        yield
    finally:
        os.environ.update(found)
