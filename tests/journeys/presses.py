"""What a person pressed, read from the requests that Slack sends for it."""

import json
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from urllib.parse import unquote_plus

from tests.journeys.stage import Json, Stage
from tests.journeys.wiretap import Wiretap

# A payload is the last field of a form, and a JSON object: it ends with a brace. Another request may follow at once.
PAYLOAD = re.compile(rb"payload=([^&\s]+%7D)")
# Slack also reports each letter of such a field, where the window counts them.
TYPING = ("plain_text_input", "number_input")


class Presses:
    """The interactions of people, in order."""

    def __init__(self, line: Wiretap) -> None:
        self._line = line

    @property
    def words(self) -> list[str]:
        """The buttons, shortcuts and windows: an action id, a callback id, or the words on a window's button."""
        return [word for payload in self._payloads() for word in _pressed(payload)]

    @property
    def submitted(self) -> list[str]:
        """The callback ids of the windows that were submitted."""
        return [each["view"]["callback_id"] for each in self._payloads() if each["type"] == "view_submission"]

    def _payloads(self) -> list[Json]:
        found = [json.loads(unquote_plus(each.decode())) for each in self._bodies()]
        return sorted(found, key=lambda payload: str(payload["trigger_id"]))

    def _bodies(self) -> Iterator[bytes]:
        for sent in self._line.sent:
            yield from PAYLOAD.findall(bytes(sent))


@asynccontextmanager
async def counted(stage: Stage) -> AsyncIterator[Presses]:
    """Listen between Slack and Baton, and count what people press."""
    line, before = Wiretap(), stage.sandbox.bot_url
    async with line.to(str(before)) as url:
        stage.sandbox.bot_url = url
        yield Presses(line)
        stage.sandbox.bot_url = before


def _pressed(payload: Json) -> Iterator[str]:
    if payload["type"] == "view_submission":
        yield payload["view"]["submit"]["text"]
    elif payload["type"] == "block_actions":
        yield from (each["action_id"] for each in payload["actions"] if each["type"] not in TYPING)
    else:
        yield payload["callback_id"]
