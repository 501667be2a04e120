"""What waits for me: /queue and the Home tab."""

from bot.desk.home import draw_home, draw_queue
from bot.desk.naming import privately
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
    view = draw_home(
        door.user,
        mine=queue.mine,
        waiting=queue.waiting,
        late=queue.late,
        snoozed=queue.snoozed,
        present=await door.office.roster.present(teams, now),
        edits_rules=await door.office.may_edit_rules(door.user),
        now=now,
    )
    await door.office.client.views_publish(user_id=door.user, view=privately(view))
    return None


DOORS = Doors(words={"queue": show_queue}, events={"app_home_opened": show_home}, for_everybody=True)
