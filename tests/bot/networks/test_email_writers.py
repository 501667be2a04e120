"""The author of an email is the address in From; Reply-To is only where the answer goes, and proves nothing."""

import json
from collections.abc import AsyncIterator

import pytest

from bot.mention import Mention
from bot.networks import HookCall
from bot.networks.case_tokens import case_address
from sandbox import Sandbox
from tests.bot.networks.email_inbox import ADDRESS, NOW, SECRET, inbox
from tests.wire.email.requests import mailgun, postmark, sendgrid

FORM = "forms@builder.example"


def message(sender: str, **named: str) -> HookCall:
    """An email that Mailgun brings, from `sender` and with these headers."""
    listed = [
        [name.replace("_", "-"), value] for name, value in {"Message_Id": "<2@a.example>", **named}.items()
    ]
    return mailgun(NOW, **{"from": sender, "message-headers": json.dumps(listed)})


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    sandbox = Sandbox()
    await sandbox.start()
    yield sandbox
    await sandbox.stop()


@pytest.mark.parametrize("inbound", ["mailgun", "postmark", "sendgrid"])
async def test_reply_to_does_not_make_somebody_else_the_author(inbound: str) -> None:
    """Cover docs/pitfalls.md, 64."""
    call = {
        "mailgun": message("Robin Vale <robin@a.example>", Reply_To="robin.vale@post.example"),
        "postmark": postmark(
            FromFull={"Email": "robin@a.example", "Name": "Robin Vale"}, ReplyTo="robin.vale@post.example"
        ),
        "sendgrid": sendgrid(
            NOW,
            **{"from": "Robin Vale <robin@a.example>"},
            headers="Message-ID: <2@a.example>\nReply-To: robin.vale@post.example",
        ),
    }[inbound]
    own = await inbox().taken(message("Robin Vale <robin.vale@post.example>", Message_Id="<1@post.example>"))
    mention = await inbox(inbound).taken(call)
    assert (mention.author.handle, mention.author.name) == ("robin@a.example", "Robin Vale")
    assert mention.account != own.account
    assert "mailto:robin.vale@post.example" not in mention.author.links


async def test_a_pass_for_the_domain_in_from_vouches_for_no_reply_to() -> None:
    passed = {"X_Mailgun_Dkim_Check_Result": "Pass", "Dkim_Signature": "v=1; d=a.example"}
    forged = message("Robin Vale <robin@post.example>", Reply_To="robin@a.example", **passed)
    assert "[sender not verified" in (await inbox().taken(forged)).text
    genuine = message("Robin Vale <robin@mail.a.example>", Reply_To="robin@post.example", **passed)
    assert "[sender not verified" not in (await inbox().taken(genuine)).text


@pytest.mark.parametrize(
    ("checked", "sender", "verified"),
    [
        ("post.example", "robin@mail.post.example", True),
        ("mail.post.example", "robin@post.example", True),
        ("post.co.uk", "robin@vale.co.uk", False),
        ("co.uk", "robin@vale.co.uk", False),
        ("mallory.github.io", "robin@github.io", False),
        ("mallory.github.io", "robin@vale.github.io", False),
        ("example", "robin@post.example", False),
    ],
)
async def test_a_domain_vouches_for_its_own_organisation_alone(
    checked: str, sender: str, verified: bool
) -> None:
    """RFC 7489, 3.1.1: relaxed alignment compares organisational domains, and public suffixes are nobody's."""
    call = message(sender, X_Mailgun_Dkim_Check_Result="Pass", Dkim_Signature=f"v=1; d={checked}")
    assert ("[sender not verified" not in (await inbox().taken(call)).text) is verified


@pytest.mark.parametrize(
    ("reply_to", "shown"),
    [
        ("robin.vale@post.example", True),
        ("Robin Vale <robin.vale@post.example>", True),
        ("robin@mail.a.example", False),
        ("robin@a.example", False),
        ("", False),
        ("nobody", False),
    ],
)
async def test_the_card_says_that_answers_go_to_another_domain(reply_to: str, shown: bool) -> None:
    mention = await inbox().taken(message("Robin Vale <robin@a.example>", Reply_To=reply_to))
    assert ("[replies go to robin.vale@post.example" in mention.text) is shown


async def test_the_answer_goes_where_the_customer_asks_for_it(sandbox: Sandbox) -> None:
    box = inbox(smtp_url=sandbox.mail.settings()["SMTP_URL"])
    mention = await box.taken(message("Robin Vale <robin@a.example>", Reply_To="robin.vale@post.example"))
    await box.network.reply(mention, "On its way", key="1042@email/4/reply")
    assert [each.text for each in sandbox.mail.mailbox("robin.vale@post.example")] == ["On its way"]
    assert sandbox.mail.mailbox("robin@a.example") == []


@pytest.mark.parametrize(
    "reply_to", [ADDRESS, f"Larkspur Help <{ADDRESS.upper()}>", case_address(ADDRESS, 7, SECRET)]
)
async def test_a_reply_to_that_is_our_own_address_leaves_the_sender_to_answer(
    sandbox: Sandbox, reply_to: str
) -> None:
    box = inbox(smtp_url=sandbox.mail.settings()["SMTP_URL"])
    mention = await box.taken(message("Robin Vale <robin@a.example>", Reply_To=reply_to))
    await box.network.reply(mention, "On its way", key="1042@email/4/reply")
    assert len(sandbox.mail.mailbox("robin@a.example")) == 1
    assert sandbox.mail.mailbox(ADDRESS) == []


async def test_of_several_addresses_the_first_that_is_not_ours_is_answered() -> None:
    asked = f"{ADDRESS}, Gia Moss <gia.moss@post.example>, dora@dorabakes.example"
    assert (
        await inbox().taken(message("robin@a.example", Reply_To=asked))
    ).answer_to == "gia.moss@post.example"


async def test_people_who_write_through_one_form_are_people_of_their_own() -> None:
    """Else all who write on one day would share a case."""
    first, again, other = [
        await by_form(address) for address in ("gia@a.example", "gia@a.example", "dora@b.example")
    ]
    assert first.account == again.account != other.account
    assert first.author.handle == FORM
    assert first.author.links == ()


async def by_form(address: str) -> Mention:
    return await inbox().taken(message(f"Contact form <{FORM}>", Reply_To=address, Message_Id=f"<{address}>"))


async def test_a_customer_is_the_same_author_whether_or_not_they_name_an_address_of_their_own() -> None:
    plain = await inbox().taken(message("robin@a.example"))
    named = await inbox().taken(message("robin@a.example", Reply_To="robin.vale@a.example"))
    assert plain.account == named.account
    assert named.answer_to == "robin.vale@a.example"


@pytest.mark.parametrize(
    ("sender", "name", "address"),
    [
        ("Vale, Robin <a@c.example>", "Vale, Robin", "a@c.example"),
        ("Acme, Inc. <a@c.example>", "Acme, Inc.", "a@c.example"),
        ("Robin; Vale <a@c.example>", "Robin; Vale", "a@c.example"),
        ("Robin @ Home <a@c.example>", "Robin @ Home", "a@c.example"),
        ("Robin (Home) <a@c.example>", "Robin (Home)", "a@c.example"),
        ("Robin: Vale [home] <a@c.example>", "Robin: Vale [home]", "a@c.example"),
        ('"Vale, Robin \\"Rob\\"" <a@c.example>', 'Vale, Robin "Rob"', "a@c.example"),
        ("robin@home.example <a@c.example>", "robin@home.example", "a@c.example"),
        ("=?utf-8?Q?Vale=2C_J=C3=B6rg?= <a@c.example>", "Vale, Jörg", "a@c.example"),
        ("=?windows-31j?B?h0CKlA==?= <a@c.example>", "①株", "a@c.example"),
        ("Robin <mailto:a@c.example>", "Robin", "a@c.example"),
        ("Robin < a@c.example >", "Robin", "a@c.example"),
        ("a@c.example (Robin Vale)", "Robin Vale", "a@c.example"),
        ("a@c.example", "a@c.example", "a@c.example"),
        ("<a@c.example>", "a@c.example", "a@c.example"),
        ("Larkspur <help@bank.example> <a@c.example>", "a@c.example", "a@c.example"),
        ("Robin Vale", "Robin Vale", "mira@post.example"),
        ("Robin <robin at home>", "Robin <robin at home>", "mira@post.example"),
    ],
)
@pytest.mark.parametrize("inbound", ["mailgun", "sendgrid"])
async def test_a_from_that_keeps_no_rule_still_names_its_writer(
    inbound: str, sender: str, name: str, address: str
) -> None:
    """The last address in angle brackets, else the envelope's sender."""
    headers = "Message-ID: <2@a.example>"
    call = message(sender) if inbound == "mailgun" else sendgrid(NOW, **{"from": sender}, headers=headers)
    author = (await inbox(inbound).taken(call)).author
    assert (author.handle, author.name) == (address, name)


async def test_postmark_that_finds_no_address_leaves_it_to_us() -> None:
    call = postmark(FromFull={"Email": "", "Name": ""}, From="Vale, Robin <a@c.example>")
    assert (await inbox("postmark").taken(call)).author.handle == "a@c.example"
