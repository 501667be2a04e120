"""Which cases somebody sees."""

from typing import Protocol

from bot.case import Case


class VisibilityUnknown(Exception):
    """Whether somebody sees this case must be looked up first, which no transaction can wait for."""

    def __init__(self, case: Case) -> None:
        super().__init__(case.number)
        self.case = case


class Visibility(Protocol):
    """Which cases somebody sees. `sees` raises Unseen until `look` has been asked about the case's place."""

    def sees(self, case: Case) -> bool: ...
    async def look(self, case: Case) -> None: ...


class SeesEverything:
    """The sight of Baton itself."""

    def sees(self, case: Case) -> bool:
        return True

    async def look(self, case: Case) -> None:
        """Nothing is hidden."""


EVERYTHING = SeesEverything()
