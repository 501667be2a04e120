"""The doctor's check of blocks: every kind of message and window through Slack's `blocks.validate`."""

import asyncio
import json
from collections.abc import Mapping

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.app import SLACK_TIMEOUT
from bot.cli.findings import Finding
from bot.delivery import CannotTell, Declined, NotSent
from bot.settings import SettingsError, read_settings
from bot.slack import Message
from bot.slack.client import act, open_client
from bot.slack.gallery import Specimen, specimens
from bot.slack.views.people import privately, with_names

# Slack limits this method specially and names no number (https://docs.slack.dev/reference/methods/blocks.validate).
WAITS = 5
LONGEST_WAIT = 60.0
ERRORS_SHOWN = 3
REFUSED = ("invalid_blocks", "invalid_message", "invalid_view")


async def examine_blocks(environ: Mapping[str, str]) -> list[Finding]:
    """Return a finding for each message or window that Slack refuses, and one with the counts. Posts nothing."""
    try:
        settings = read_settings(environ)
    except SettingsError as error:
        return [Finding(fault.name, f"{fault.wrong}. {fault.remedy}", trouble=True) for fault in error.faults]
    token = settings.slack_bot_token.get_secret_value()
    async with open_client(token, settings.slack_api_url, SLACK_TIMEOUT) as client:
        return await _check_all(client)


async def _check_all(client: AsyncWebClient) -> list[Finding]:
    refused: list[Finding] = []
    counts = {True: 0, False: 0}
    for specimen in specimens():
        try:
            faults = await faults_of(client, specimen)
        except (Declined, NotSent, CannotTell) as trouble:
            return [*refused, Finding("blocks", f"Slack could not check them. {trouble.why}", trouble=True)]
        counts[specimen.is_message] += 1
        refused += [Finding(specimen.name, fault, trouble=True) for fault in faults]
    total = f"{counts[True]} messages and {counts[False]} windows checked"
    verdict = f"{len({each.about for each in refused})} refused" if refused else "Slack accepts all of them"
    return [*refused, Finding("blocks", f"{total}; {verdict}", trouble=bool(refused))]


async def faults_of(client: AsyncWebClient, specimen: Specimen) -> list[str]:
    """Return what Slack finds wrong, waiting where it asks to. Raise NotSent, Declined or CannotTell otherwise."""
    for _ in range(WAITS):
        try:
            # Not client.blocks_validate, which puts all of it in the address: a long window does not fit there.
            await act(client.api_call("blocks.validate", data=_as_sent(specimen)))
        except NotSent as busy:
            await asyncio.sleep(min(busy.retry_after or 1.0, LONGEST_WAIT))
        except Declined as refusal:
            if refusal.code not in REFUSED:
                raise
            return _described(refusal)
        else:
            return []
    raise NotSent("Slack asked Baton to wait too often.")


def _as_sent(specimen: Specimen) -> dict[str, str]:
    """Return the payload with people as Baton sends them: names for a channel, links for one reader."""
    if isinstance(specimen.shown, Message):
        shown = with_names(specimen.shown, {})
        return {"message": json.dumps({"text": shown.text, "blocks": list(shown.blocks)})}
    return {"view": json.dumps(privately(specimen.shown))}


def _described(refusal: Declined) -> list[str]:
    """Return the errors that Slack lists, each with its place."""
    cause = refusal.__cause__
    data = cause.response.data if isinstance(cause, SlackApiError) else {}
    listed = data.get("errors", []) if isinstance(data, dict) else []
    found = [f"{each.get('message', each)} at {each.get('pointer', '?')}" for each in listed[:ERRORS_SHOWN]]
    return found or [refusal.why]
