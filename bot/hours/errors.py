"""The error for business hours that cannot be read."""


class WrongHours(ValueError):
    """Business hours that cannot be read: `problem` names the wrong word, `remedy` says what to do."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(f"{problem}; {remedy}")
        self.problem = problem
        self.remedy = remedy
