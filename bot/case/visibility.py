"""Visibility of cases: which ones a person may see."""

from typing import Protocol

from bot.case import Case


class VisibilityUnknown(Exception):
    """Raised when access to a case must be looked up first, which no transaction can wait for."""

    def __init__(self, case: Case) -> None:
        super().__init__(case.number)
        self.case = case


class Visibility(Protocol):
    """The cases a person may see.

    `sees` raises VisibilityUnknown until `look_up` has checked the case's channel.
    """

    def sees(self, case: Case) -> bool: ...
    async def look_up(self, case: Case) -> None: ...


class SeesEverything:
    """The visibility of Baton itself."""

    def sees(self, case: Case) -> bool:
        return True

    async def look_up(self, case: Case) -> None:
        """Do nothing, as nothing is hidden."""


EVERYTHING = SeesEverything()
