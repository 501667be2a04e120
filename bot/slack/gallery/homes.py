"""The Home tab: of an agent, a lead, an editor of the rules and marketing; full, narrowed and empty."""

from collections.abc import Iterator, Sequence

from bot.case.bulk import HAND_OVER, Bulk, Plan, Result
from bot.lag import Lag
from bot.shifts import Present, Shift
from bot.slack import Block
from bot.slack.gallery.cases import NOW, OWNER, SOON, cases, team
from bot.slack.views.case_row import Reader
from bot.slack.views.escalated import escalated_rows, passed_on_rows
from bot.slack.views.home import Lists, draw_home
from bot.slack.views.home_filters import Choices, HomeSelection
from bot.slack.views.home_panels import AdminPanel, Agent, RulesInForce, Spent, TeamPanel
from bot.slack.views.inputs import View
from bot.slack.views.modals import TeamChoice

Named = Iterator[tuple[str, View]]


def homes(words: str) -> Named:
    """Yield the Home tab with as much as it can show, with one of each, and with nothing."""
    reader = Reader(OWNER, NOW, names={OWNER: words}, titles={"service": words})
    yield "home, empty", draw_home(reader, Lists())
    yield "home, no team", draw_home(reader, Lists(), choices=Choices(has_team=False))
    narrowed = HomeSelection(team="team7", network="x", priority="1", pages={"late": 2})
    yield "home, no match", draw_home(reader, Lists(), state=narrowed, choices=_choices(words))
    waiting = cases(words)["unassigned"]
    yield "home, one case to claim", draw_home(reader, Lists(waiting=[waiting]))
    yield "home, full", _full(words, reader, narrowed)
    started = AdminPanel([], [], RulesInForce(0))
    alone = TeamPanel(name="service", title=words, late=0, late_unassigned=0, waiting=0)
    yield "home, rules from the file", draw_home(reader, Lists(), led=[alone], admin=started)
    for name, sections in _escalated(words):
        yield f"home, {name}", draw_home(reader, Lists(), escalated=sections)


def _full(words: str, reader: Reader, narrowed: HomeSelection) -> View:
    every = list(cases(words).values())
    many = every * 2
    present = [Present(team(words), (Shift(OWNER, SOON),)), Present(team(words), ())] * 5
    panel = TeamPanel(
        name="service", title=words, late=9, late_unassigned=3, waiting=9, agents=[Agent(words, 9)] * 30
    )
    version = RulesInForce(3, OWNER, NOW, words)
    lags = [Lag("X", words, NOW, 9, True), Lag("X", words, NOW, 9, False)] * 15
    return draw_home(
        reader,
        Lists(
            late=many,
            mine=many,
            waiting=many,
            pending=many,
            snoozed=many,
            back=many,
            praise=many,
            counts={"own": 900},
        ),
        state=narrowed,
        choices=_choices(words),
        present=present,
        led=[panel] * 9,
        admin=AdminPanel(lags, [Spent("x", 9.0, 10.0), Spent("email", 0.1, 0.0)] * 9, version),
        recent=_bulk(words),
        escalated=[block for _, sections in _escalated(words) for block in sections],
    )


def _choices(words: str) -> Choices:
    teams = [TeamChoice(f"team{number}", words) for number in range(150)]
    return Choices(teams, ["x", *(f"network{number}" for number in range(150))])


def _bulk(words: str) -> Bulk:
    done = (Result(1, changed=True), Result(2, why=words or "-"))
    return Bulk("b" * 24, OWNER, NOW, Plan(HAND_OVER, team="service"), (1, 2), done)


def _escalated(words: str) -> Iterator[tuple[str, Sequence[Block]]]:
    """Yield the sections of escalated cases, of a colleague and of marketing."""
    every = list(cases(words).values())
    ended = [case for case in every if case.resolution]
    yield "escalated", escalated_rows(every, ended, lambda _: words)
    yield "escalated, all resolved", escalated_rows([], ended, lambda _: words)
    yield "marketing", passed_on_rows(every, lambda _: words)
