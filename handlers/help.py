"""What Baton can do, said where somebody asks."""

from bot.desk import Message
from bot.roles import Level
from handlers.doors import Answer, Door, Doors

HELP = """*Baton* carries public posts to the people who can fix them.
In a case's thread say `!claim`, `!reply text`, `!handover team reason`, `!resolve`, `!release`, `!reopen`,
`!accept`, `!giveback`, `!takeover`, `!answered`, `!why`, `!clock`, `!private`, `!revoke`, `!same 1023`,
`!mood negative`, and of the last answer `!correct text`, `!delete` - or mention Baton with the same word.
Everything else you say there stays here.
`!snooze 2h` (or `tomorrow 9:00`, `opening`, `customer`), `!wake`; `!refuse reason` sends back what was handed to you;
`!ask billing is this refundable?` asks for guidance; `!resolve no answer needed: they called`.
Anywhere: `/claim 1042`, `/claim next`, `/reply 1042 text`, `/handover 1042 team reason`, `/resolve 1042 reason`,
`/release 1042`, `/reopen 1042`, `/queue`, `/escalate <link> [team] [reason]`. `/baton` takes the same words,
and `/baton clock 1042` says until when.
Your shift: `/baton shift` shows who is on; `/baton on`, `/baton off until 14:00`, `/baton on billing` say that you are.
`/baton loan @person to billing until 17:00` lends somebody to a team, `/baton loans` lists and ends loans.
Who may edit the routing rules says `/baton rules`, and `/baton rules history`.
`/baton retry` retries all failed jobs, `/baton retry 1042` those of one case.
To hand any Slack message to service: its menu, *More actions*, *Escalate to service*."""


async def show_help(door: Door) -> Answer:
    return Message(HELP)


DOORS = Doors(words={"help": show_help}, level=Level.LOOK)
