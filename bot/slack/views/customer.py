"""The customer's other cases and accounts, and the question if two accounts are one person's."""

from collections.abc import Iterator, Sequence

from bot.case import Case, Known, Match, Sameness
from bot.slack import Message
from bot.slack.views.blocks import (
    RESOLVED_AS,
    Element,
    actions,
    button,
    date,
    line,
    link,
    message,
    named,
    rich,
    text,
    title_of,
    untrusted,
)

ACCOUNTS_SHOWN = 5
UNVERIFIED = (
    " wrote through a link or an address of this case, which others may have seen. Check who it is before you share"
    " private details."
)


def customer_lines(case: Case, known: Known) -> Iterator[Element]:
    """Yield the customer's other cases, and their accounts with the last reply."""
    earlier = [other for other in known.others if other.number < case.number]
    later = [other for other in known.others if other.number > case.number]
    for label, others in (("Earlier: ", earlier), ("Later: ", later)):
        if others:
            yield line(text(label, bold=True), *_listed(others))
    cases = [case, *(other for other in known.others if known.accounts & set(other.customers))]
    accounts = _accounts(cases, known.accounts)
    if len(cases) > 1 or len(accounts) > 1:
        more = f" · {known.more} more cases" if known.more else ""
        yield line(
            text("Linked accounts: " if len(accounts) > 1 else "Account: ", bold=True),
            untrusted(", ".join(accounts), 300),
            *_last_answer(cases),
            *([more] if more else []),
        )


def unverified_lines(known: Known) -> Iterator[Element]:
    """Yield the warning that people wrote through a link or an address of the case, whom nobody has accepted."""
    if known.unverified:
        senders = (
            f"{len(known.unverified)} unverified senders"
            if len(known.unverified) > 1
            else "Unverified sender"
        )
        yield line(text(f"⚠ {senders}", bold=True), UNVERIFIED)


def draw_match(case: Case, asked: Match) -> Message:
    """Return the question with its answers, or the decision with *Undo*."""
    one, other = (
        _named(account, name) for account, name in zip((asked.account, asked.other), asked.names, strict=True)
    )
    about = [untrusted(one), text(" and "), untrusted(other), text(f" of case #{asked.of_case}")]
    if asked.said is Sameness.ASKED:
        why = untrusted(asked.why, 400) if asked.why else named(asked.by)
        words = [
            text("Is this the same customer? ", bold=True),
            *about,
            text(" · " if asked.why else " · asked by "),
            why,
        ]
    else:
        label = "The same customer: " if asked.said is Sameness.SAME else "Not the same customer: "
        words = [text(label, bold=True), *about, text(" · set by "), named(asked.by)]
    return message(rich(line(*words)), actions(*_answers(case, asked)))


def _listed(others: Sequence[Case]) -> list[Element]:
    listed: list[Element] = []
    for other in others:
        label = f"#{other.number}"
        shown = link(other.thread.url, label) if other.thread else text(label)
        listed += [*([text(" · ")] if listed else []), shown, text(f" {_state(other)}")]
    return listed


def _state(case: Case) -> str:
    if case.resolution:
        return f"resolved ({RESOLVED_AS[case.resolution]})"
    return "claimed" if case.owner else "unassigned"


def _accounts(cases: Sequence[Case], known: frozenset[str]) -> list[str]:
    """Return the customer's accounts by display name, each once."""
    own = [post for case in cases for post in case.mentions if post.account in known and not post.gone]
    called = {post.account: _named(post.account, post.author.handle) for post in own}
    return list(called.values())[:ACCOUNTS_SHOWN]


def _last_answer(cases: Sequence[Case]) -> list[Element]:
    answered = [case.answered_at for case in cases if case.answered_at]
    return [text(" · last reply "), date(max(answered))] if answered else []


def _named(account: str, name: str) -> str:
    return f"{title_of(account.partition('/')[0])} {name}"


def _answers(case: Case, asked: Match) -> Iterator[Element]:
    value, of_case = f"{case.number}/{asked.number}", f"in case {case.number}"
    if asked.said is Sameness.ASKED:
        yield button("same_yes", "Yes, same customer", value, says=f"They are the same customer {of_case}")
        yield button("same_no", "No, different", value, says=f"They are not the same customer {of_case}")
    else:
        yield button("same_undo", "Undo", value, says=f"Undo the decision on this customer {of_case}")
