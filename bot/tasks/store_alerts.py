"""Alerts about the store itself; these cannot go through stored jobs, so they are posted directly."""

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
MEANWHILE = "Until then Baton ingests and sends nothing. It resumes automatically."
WELL_AGAIN = "The database accepts writes again. Baton has resumed."
# During trouble, checks come this many times as often.
SOONER = 5
# Rows named one by one in an hour; after a downgrade there may be thousands of unreadable ones.
NAMED = 5
MORE_ROWS = "Baton cannot read more rows of its database. `python -m bot doctor` lists them."


async def watch_store(context: TaskContext, pulse: Pulse) -> None:
    """Check the store until cancelled; alert people when it accepts no writes, and when it does again.

    Trouble that ends before the next check gets no alert.
    """
    before: Unreachable | None = None
    told = False
    while True:
        trouble = await pulse.trouble()
        if trouble and str(trouble) != str(before):
            log.error("store_trouble", why=str(trouble))
        if trouble and before and not told:
            told = await _alerted(context, "away", _what_is_wrong(trouble))
        if before and not trouble:
            log.info("store_well_again")
        if told and not trouble:
            told = not await _alerted(context, "back", WELL_AGAIN)
        before = trouble
        await asyncio.sleep(pulse.every / SOONER if trouble else pulse.every)


def _what_is_wrong(trouble: Unreachable) -> str:
    """Describe the trouble.

    For a database that does not answer, the reason may name its host and our user, so it is only logged.
    """
    known = (
        str(trouble) if isinstance(trouble, Unwritable) else "The database does not answer. The log says why."
    )
    return f"{known} {MEANWHILE}"


async def _alerted(context: TaskContext, what: str, text: str) -> bool:
    """Post in the alert channel and return true on success; of several processes only one posts in an hour."""
    key = f"alert/store/{what}/{context.now():%Y-%m-%dT%H}"
    try:
        await context.desk.post(context.alerts, Message(escape(text)), key=key, again=True)
    except (NotSent, Declined, CannotTell) as failure:
        log.warning("store_trouble_not_told", why=failure.why)
        return False
    except Exception:  # the checks must continue: the store's clock depends on them
        log.exception("store_trouble_not_told")
        return False
    return True


class RowAlarm:
    """Alerts about rows that cannot be read, each once a day."""

    def __init__(self, context: TaskContext) -> None:
        self._tools = context
        self._told: TTLCache[str, bool] = TTLCache(1_000, ttl=3_600)
        self._telling: set[asyncio.Task[None]] = set()

    def __call__(self, row: Unreadable) -> None:
        """Post an alert about a row, unless this process did within the hour."""
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
            self._told.pop(notice, None)  # the next reader of the row alerts
