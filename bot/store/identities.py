"""Identities: decisions about pairs of accounts, and the people that follow from all of them."""

from collections.abc import Iterable, Mapping, Sequence

from bot.case.handling_model import Sameness
from bot.store.rows import TableRows


class IdentityRows(TableRows):
    """Statements about customers across networks. Accounts are named as in `Mention.account`: `x/71`."""

    def linked_accounts(self, accounts: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return the linked accounts of those of `accounts` that have any."""
        found: dict[str, tuple[str, ...]] = {}
        for row in self.rows_of(_LINKED, accounts):
            found[row["account"]] = (*found.get(row["account"], ()), row["fellow"])
        return found

    def said_of(self, one: str, other: str) -> Sameness | None:
        """Return the last decision about two accounts; None when nobody has asked."""
        text = "select said from pairs where one = :one and other = :other"
        rows = self.sql.rows(text, **_pair(one, other))
        return Sameness(rows[0]["said"]) if rows else None

    def say_of(self, one: str, other: str, said: Sameness, case: int) -> None:
        """Store the decision about two accounts, made in the thread of `case`, and regroup their people."""
        self.sql.run(_SAY, **_pair(one, other), said=said.value, case_number=case)
        self._regroup([one, other])

    def cases_of(self, accounts: Iterable[str]) -> list[int]:
        """Return the numbers of the cases of these accounts, newest first."""
        text = "select distinct case_number from customers where account in ({keys})"
        return sorted({row["case_number"] for row in self.rows_of(text, accounts)}, reverse=True)

    def history(self, accounts: Iterable[str]) -> dict[str, dict[int, bool]]:
        """Return the cases of each of these accounts, each with true when it is open; accounts without any are left
        out."""
        found: dict[str, dict[int, bool]] = {}
        for row in self.rows_of(_HISTORY, accounts):
            found.setdefault(row["account"], {})[row["number"]] = row["status"] != "resolved"
        return found

    def keep_customers(self, case: int, accounts: Iterable[str]) -> None:
        """Add `case` to the cases of these accounts."""
        rows = [(account, case) for account in sorted(set(accounts))]
        self.sql.insert("customers", "account, case_number", rows, "on conflict do nothing")

    def keep_addresses(self, account: str, addresses: Mapping[str, bool]) -> None:
        """Store the addresses an account gives, each with true when it is its own and not just a link."""
        rows = [(address, account, int(own)) for address, own in sorted(addresses.items())]
        again = "on conflict (address, account) do update set own = excluded.own"
        self.sql.insert("addresses", "address, account, own", rows, again)

    def found_at(self, addresses: Iterable[str]) -> list[tuple[str, str, bool]]:
        """Return the accounts that give these addresses: address, account, and true when it is the account's own."""
        text = (
            "select address, account, own from addresses where address in ({keys}) order by address, account"
        )
        return [(row["address"], row["account"], bool(row["own"])) for row in self.rows_of(text, addresses)]

    def _regroup(self, accounts: Sequence[str]) -> None:
        """Recompute people: accounts connected by pairs called the same, named by the first account."""
        text = (
            "select account from people where person in (select person from people where account in ({keys}))"
        )
        group = {*accounts, *(row["account"] for row in self.rows_of(text, accounts))}
        self.rows_of("delete from people where account in ({keys}) returning account", sorted(group))
        pairs = self.rows_of(
            "select one, other from pairs where said = 'same' and one in ({keys})", sorted(group)
        )
        people = _people(group, [(row["one"], row["other"]) for row in pairs])
        rows = [(account, min(person)) for person in people for account in sorted(person)]
        self.sql.insert("people", "account, person", rows)


_LINKED = """
select mine.account as account, theirs.account as fellow from people mine
join people theirs on theirs.person = mine.person and theirs.account <> mine.account
where mine.account in ({keys}) order by mine.account, theirs.account"""

_HISTORY = """
select account, cases.number as number, status from customers
join cases on cases.number = customers.case_number where account in ({keys})"""

_SAY = """
insert into pairs (one, other, said, case_number) values (:one, :other, :said, :case_number)
on conflict (one, other) do update set said = excluded.said, case_number = excluded.case_number"""


def _pair(one: str, other: str) -> dict[str, str]:
    first, second = sorted((one, other))
    return {"one": first, "other": second}


def _people(accounts: Iterable[str], pairs: Iterable[tuple[str, str]]) -> list[set[str]]:
    """Return the connected groups of accounts, without single ones."""
    person = {account: {account} for account in accounts}
    for one, other in pairs:
        both = person[one] | person[other]
        person.update(dict.fromkeys(both, both))
    return [group for group in {id(group): group for group in person.values()}.values() if len(group) > 1]
