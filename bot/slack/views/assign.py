"""The thread's message to the person a case was assigned to."""

from bot.case import Case, Event
from bot.slack import Message
from bot.slack.views.blocks import Element, actions, button, date, line, message, named, person, rich, text


def draw_undone(case: Case, event: Event) -> Message | None:
    """Draw an undone assignment or handover, for the people it concerns; None for what only the card shows."""
    what = {"assigned": "assignment", "reassigned": "assignment", "handed_over": "handover"}
    undone, lost = what.get(event.data["what"]), event.data.get("owner")
    if undone is None:
        return None
    has = (" It is with ", person(case.owner), " again.") if case.owner else (" It's in the queue again.",)
    called: list[Element | str] = [person(lost), ": "] if lost and lost not in (case.owner, event.by) else []
    return message(
        rich(line(*called, named(event.by), text(f" undid the {undone} of case #{case.number}."), *has))
    )


def draw_assigned(case: Case, event: Event) -> Message:
    """Draw the message to that person, who alone is notified; afterwards it says only if they accepted."""
    to, given = event.data["to"], case.assignment
    if given is None or given.number != event.number:
        became = "accepted it." if case.owner == to else "did not accept it."
        return message(rich(line(f"Case #{case.number} was assigned to ", named(to), f", who {became}")))
    # Who had it before is notified too; later redraws leave that out.
    lost = former if (former := event.data.get("from")) != event.by else None
    taken = [line(person(lost), ": ", named(event.by), f" reassigned case #{case.number}.")] if lost else []
    asking = line(
        *(person(to), f": case #{case.number} is assigned to you. Accept it or act on it before "),
        *(date(given.until), ", or it goes to someone else."),
    )
    about = f"case {case.number}"
    return message(
        rich(*taken, asking),
        actions(
            button("claim", "Accept", str(case.number), says=f"Accept {about}", style="primary"),
            button("release", "Give back", str(case.number), says=f"Give back {about}"),
        ),
    )
