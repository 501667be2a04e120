"""Sections of the Home tab: what a person escalated, and marketing's view of what it passed on."""

from collections.abc import Callable, Iterator, Sequence

from bot.case import Case, Status
from bot.slack import Block
from bot.slack.views.blocks import (
    RESOLVED_AS,
    Element,
    date,
    header,
    line,
    link,
    named,
    rich,
    text,
    untrusted,
    words_of,
)
from bot.slack.views.source_reply import state_words
from bot.slack.views.text import SNIPPET_LIMIT

ROWS = 10
# Returns the title of a team by its name.
TitleOf = Callable[[str], str]


def escalated_rows(opened: Sequence[Case], ended: Sequence[Case], title_of: TitleOf) -> list[Block]:
    """Return the section *Escalated by me*: open cases first, then resolved ones; nothing without any."""
    if not opened and not ended:
        return []
    rows = [*_lines(opened, title_of)] or [line("Nothing else that you escalated is open.")]
    return [header(_counted("Escalated by me", opened)), rich(*rows, *_lines(ended, title_of))]


def passed_on_rows(away: Sequence[Case], title_of: TitleOf) -> list[Block]:
    """Return the section of what marketing's people passed on; nothing without any."""
    title = _counted("Passed on by colleagues", away)
    return [header(title), rich(*_lines(away, title_of))] if away else []


def _counted(title: str, cases: Sequence[Case]) -> str:
    return f"{title} · {len(cases)}" if cases else title


def _lines(cases: Sequence[Case], title_of: TitleOf) -> Iterator[Element]:
    yield from (line(*_row(case, title_of)) for case in cases[:ROWS])
    if len(cases) > ROWS:
        yield line(f"and {len(cases) - ROWS} more")


def _row(case: Case, title_of: TitleOf) -> list[Element | str]:
    """Return a case on one line: link, state, team, the customer's words."""
    number, words = f"#{case.number}", words_of(case.latest)
    return [
        link(case.thread.url, number) if case.thread else number,
        " · ",
        *_state(case),
        " · ",
        untrusted(title_of(case.route.team)),
        ": ",
        untrusted(words if words.strip() else "(no text)", SNIPPET_LIMIT),
    ]


def _state(case: Case) -> list[Element | str]:
    """Return the state, with who has the case, why it came back, or when it ended."""
    state, brought = text(state_words(case), bold=True), case.brought
    if case.status is Status.RESOLVED:
        how = f": {RESOLVED_AS[case.resolution]}" if case.resolution else ""
        ended: list[Element | str] = [" · ", date(case.resolved_at)] if case.resolved_at else []
        return [state, how, *ended]
    if case.owner:
        return [state, " by ", named(case.owner)]
    if brought and brought.sent_back:
        return [state, " · sent back by ", named(brought.by), ", ", untrusted(brought.reason, 200)]
    return [state]
