"""What waits for me: /queue and the Home tab."""

from bot.case import Refused
from bot.desk.home import draw_home, draw_queue
from bot.lag import lags
from bot.roles import Level
from handlers.doors import Answer, Door, Doors


async def show_queue(door: Door) -> Answer:
    team = await door.office.team_of(door.channel)
    teams = (team,) if team else await door.office.teams_of_person(door.user)
    now = door.office.now()
    queue = await door.book.queue(door.user, teams, now)
    return draw_queue(
        door.user,
        mine=queue.mine,
        waiting=queue.waiting,
        late=queue.late,
        snoozed=queue.snoozed,
        now=now,
    )


async def show_home(door: Door) -> Answer:
    now = door.office.now()
    teams = await door.office.teams_of_person(door.user)
    queue = await door.book.queue(door.user, teams, now)
    edits = await _edits_rules(door)
    view = draw_home(
        door.user,
        mine=queue.mine,
        waiting=queue.waiting,
        late=queue.late,
        snoozed=queue.snoozed,
        present=await door.office.roster.present(teams, now),
        edits_rules=edits,
        read=lags(door.office.sources(), await door.book.read_at(), now) if edits else (),
        now=now,
    )
    await door.office.client.views_publish(user_id=door.user, view=view)
    return None


async def _edits_rules(door: Door) -> bool:
    """Whether to show the button; who wants to press it is told what keeps them from it."""
    try:
        return await door.office.access.edits_rules(door.asker)
    except Refused:
        return False


DOORS = Doors(words={"queue": show_queue}, events={"app_home_opened": show_home}, level=Level.LOOK)
