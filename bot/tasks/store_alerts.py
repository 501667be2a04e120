"""Telling people of trouble with the store: what is stored cannot carry that message."""

import asyncio

import structlog
from cachetools import TTLCache

from bot.delivery import CannotTell, Declined, NotSent
from bot.slack import Message
from bot.slack.views.text import escape
from bot.store import Clash, Unreachable, Unreadable, Unwritable
from bot.store.health import Pulse
from bot.tasks.context import TaskContext

log = structlog.get_logger(__name__)
MEANWHILE = "Until then Baton takes in nothing new and sends nothing. It resumes automatically."
WELL_AGAIN = "The database takes writes again. Baton has resumed."
# While there is trouble, looks follow one another so many times sooner.
SOONER = 5
# Rows named one by one in an hour; a version that knows less than the one before it may meet thousands.
NAMED = 5
MORE_ROWS = "Baton cannot read more rows of its database. `python -m bot doctor` lists them."


async def watch_store(context: TaskContext, pulse: Pulse) -> None:
    """Look after the store until cancelled; say in the alert channel when it takes no writes, and when it does again.

    What passes between two looks is not worth a message.
    """
    before: Unreachable | None = None
    told = False
    while True:
        trouble = await pulse.trouble()
        if trouble and str(trouble) != str(before):
            log.error("store_trouble", why=str(trouble))
        if trouble and before and not told:
            told = await _told(context, "away", _what_is_wrong(trouble))
        if before and not trouble:
            log.info("store_well_again")
        if told and not trouble:
            told = not await _told(context, "back", WELL_AGAIN)
        before = trouble
        await asyncio.sleep(pulse.every / SOONER if trouble else pulse.every)


def _what_is_wrong(trouble: Unreachable) -> str:
    """Of a database that does not answer the reason may name its host and our user: that is for the log."""
    known = (
        str(trouble) if isinstance(trouble, Unwritable) else "The database does not answer. The log says why."
    )
    return f"{known} {MEANWHILE}"


async def _told(context: TaskContext, what: str, text: str) -> bool:
    """Whether the alert channel shows it; of several processes that notice the same, one says it in an hour."""
    key = f"alert/store/{what}/{context.now():%Y-%m-%dT%H}"
    try:
        await context.desk.post(context.alerts, Message(escape(text)), key=key, again=True)
    except (NotSent, Declined, CannotTell) as failure:
        log.warning("store_trouble_not_told", why=failure.why)
        return False
    except Exception:  # the looks must go on: the clock is set by them
        log.exception("store_trouble_not_told")
        return False
    return True


class RowAlarm:
    """Tells the alert channel of rows that cannot be read, each once a day."""

    def __init__(self, context: TaskContext) -> None:
        self._tools = context
        self._told: TTLCache[str, bool] = TTLCache(1_000, ttl=3_600)
        self._telling: set[asyncio.Task[None]] = set()

    def __call__(self, row: Unreadable) -> None:
        """Tell of a row, unless this process did within the hour."""
        notice = f"unreadable/{row.table}/{row.key}"
        if notice not in self._told:
            self._told[notice] = True
            more = len(self._told) > NAMED
            text = MORE_ROWS if more else row.why
            task = asyncio.create_task(self._tell(notice, "unreadable/more" if more else notice, text))
            self._telling.add(task)
            task.add_done_callback(self._telling.discard)

    async def _tell(self, notice: str, key: str, text: str) -> None:
        try:
            await self._tools.alert_once(key, text)
        except (Clash, Unreachable):
            self._told.pop(notice, None)  # the next who meets it tells
