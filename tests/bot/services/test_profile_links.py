"""Addresses that may link two accounts: normalised, and an account's own or just a link."""

import pytest
from msgspec.structs import replace

from bot.mention import Author, Mention
from bot.services.profile_links import LONGEST, addresses_of, one_address, page_of
from tests.bot.case.world import ANA, post


def by(handle: str, url: str = "", *links: str) -> Mention:
    return replace(post(), author=replace(ANA, handle=handle, links=links), url=url)


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("https://www.Example.org/Ana/", "example.org/ana"),
        ("http://example.org/ana?ref=1#top", "example.org/ana"),
        ("https://twitter.com/Ana", "x.com/ana"),
        ("MAILTO:Ana@Customer.example", "mailto:ana@customer.example"),
        ("mailto:ana@customer.example?subject=hi", "mailto:ana@customer.example"),
        ("https://example.org", ""),
        ("https://example.org/", ""),
        ("mailto:nobody", ""),
        ("mailto:a@b.example,c@d.example", ""),
        ("javascript:alert(1)", ""),
        ("https://[", ""),
        ("", ""),
        ("https://example.org/" + "a" * LONGEST, ""),
        ("mailto:" + "a" * LONGEST + "@b.example", ""),
    ],
)
def test_an_address_is_spelt_in_one_way_and_what_leads_to_no_account_is_none(link: str, address: str) -> None:
    assert one_address(link) == address


@pytest.mark.parametrize(
    ("url", "handle", "page"),
    [
        ("https://x.com/ana/status/1", "ana", "https://x.com/ana"),
        ("https://x.com/Ana/status/1", "@ana", "https://x.com/Ana"),
        ("https://mastodon.example/@ana/111", "ana@mastodon.example", "https://mastodon.example/@ana"),
        (
            "https://bsky.app/profile/ana.example/post/3k",
            "ana.example",
            "https://bsky.app/profile/ana.example",
        ),
        ("https://forms.larkspur.example/1", "Ana", ""),
        ("https://x.com/anabel/status/1", "ana", ""),
        ("https://x.com/ana/status/1", "", ""),
        ("https://x.com/a.b/1", "a+b", ""),
    ],
)
def test_the_page_of_an_account_is_the_beginning_of_its_posts_address(
    url: str, handle: str, page: str
) -> None:
    assert page_of(url, Author(handle, "Ana")) == page


def test_a_page_and_a_mail_address_are_the_accounts_own_and_a_link_is_not() -> None:
    found = addresses_of(
        by("ana", "https://x.com/ana/status/1", "mailto:a@b.example", "https://example.org/band")
    )
    assert found == {"x.com/ana": True, "mailto:a@b.example": True, "example.org/band": False}


def test_a_link_to_ones_own_page_stays_ones_own() -> None:
    assert addresses_of(by("ana", "https://x.com/ana/status/1", "https://twitter.com/ana")) == {
        "x.com/ana": True
    }
