"""Choose how Baton notifies you: by a command, or in a window from the Home tab."""

from bot.case import Refused
from bot.case.notifications import Preference, Way
from bot.roles import Level
from bot.slack.views.preferences import ALWAYS, SHIFT, WAY, preferences_message, preferences_modal
from handlers.request import Answer, Modal, Request, Routes, first_word, typed

ALSO = "also off shift"
HOW = "Write `notify thread`, `notify dm`, `notify both` or `notify off`. Add `also off shift` if you want that."
WORDS = {**{way.value: way for way in Way}, "direct": Way.DIRECT, "message": Way.DIRECT, "on": Way.THREAD}


async def show_or_choose(request: Request) -> Answer:
    """Show the person's choice, or change it as the words say."""
    word, rest = first_word(request.text)
    if word:
        await request.services.preferences.choose(
            _read(word.lower().strip(".,"), rest.lower()), request.ask()
        )
    return preferences_message(await request.services.preferences.of(request.user), await _titles(request))


async def open_window(request: Request) -> Answer:
    chosen = await request.services.preferences.of(request.user)
    return Modal(preferences_modal(chosen, await _titles(request)))


async def choose_in_window(request: Request) -> Answer:
    way, shift = typed(request, WAY), typed(request, SHIFT)
    await request.services.preferences.choose(Preference(_way(way), off_shift=shift == ALWAYS), request.ask())
    return None


def _read(word: str, rest: str) -> Preference:
    """Return the choice that was typed. Raise Refused with what to write."""
    words = " ".join(rest.split()).strip(" .,")
    if words in ("", "only on shift", "on shift"):
        return Preference(_way(word))
    if words in (ALSO, "off shift", "always"):
        return Preference(_way(word), off_shift=True)
    raise Refused(HOW, "no_way")


def _way(word: str) -> Way:
    """Return the way of that name. Raise Refused with what to write."""
    if word not in WORDS:
        raise Refused(HOW, "no_way")
    return WORDS[word]


async def _titles(request: Request) -> list[str]:
    """Return the titles of the person's teams, whose shifts count."""
    teams = request.services.rules().teams
    return [teams[name].title for name in await request.services.teams_of_person(request.user)]


ROUTES = Routes(
    words={"notify": show_or_choose},
    buttons={"preferences": open_window},
    views={"preferences": choose_in_window},
    level=Level.LOOK,
)
