"""The private page itself: which link shows what, to whom, and what a form becomes."""

import re
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest

from bot.networks import HookAnswer, HookCall, PrivateMessage, Review, Talk
from bot.networks.page import FIRST_MESSAGES, MESSAGES, STRANGERS_MESSAGES, WINDOW_SECONDS, PrivatePage
from bot.networks.page.form import LONGEST
from bot.networks.page.links import invitation_url
from tests.bot.case.world import NOW
from tests.contracts.stages.page import SECRET, URL, filled_in, link
from tests.contracts.stages.watching import HeardPosts

HOSTILE = "<script>alert(1)</script> & \"quotes' $style ${main} \x00 \u202e"


@dataclass
class Cases:
    """A memory with some cases in it: by number and account what was said. `accepted` are accounts of customers."""

    known: dict[int, dict[str, list[PrivateMessage]]] = field(default_factory=lambda: {1_001: {}, 1_002: {}})

    accepted: set[str] = field(default_factory=set)
    asked: list[datetime | None] = field(default_factory=list)

    async def talk(self, case: int, account: str, made_at: datetime | None) -> Talk | None:
        accounts = self.known.get(case)
        self.asked.append(made_at)
        return None if accounts is None else Talk(accounts.get(account, []), account in self.accepted)


@dataclass
class World:
    """The page, what it took and what it reads."""

    page: PrivatePage
    sink: HeardPosts
    cases: Cases
    at: timedelta = timedelta()

    async def ask(self, rest: str, cookie: str = "") -> HookAnswer:
        return await self.page.hook(HookCall("GET", rest, {}, {"cookie": cookie} if cookie else {}, b""))

    async def send(self, rest: str, visitor: str = "", **fields: str) -> HookAnswer:
        return await self.page.hook(replace(filled_in(rest, **fields), visitor=visitor))

    async def home(self, case: int = 1_001, text: str = "my number is 4711", **fields: str) -> str:
        """What stands in the own link of somebody who writes by the link of a case."""
        answer = await self.send(link(case), text=text, **fields)
        assert answer.status == 303
        return answer.headers["Location"].removeprefix("/private/")


def made(url: str) -> World:
    page = PrivatePage(SECRET, url, "Larkspur", now=lambda: NOW + around.at)
    around = World(page, HeardPosts(), Cases())
    page.hear(around.sink)
    page.remember(around.cases)
    return around


@pytest.fixture
def world() -> World:
    return made(URL)


async def test_the_link_that_may_stand_in_public_shows_nothing_of_the_case(world: World) -> None:
    """Pitfall 1: whoever reads the public answer can open it."""
    await world.home()
    world.cases.known[1_001][world.sink.taken[0].account] = [
        PrivateMessage("my number is 4711", NOW, ours=False)
    ]
    shown = await world.ask(link(1_001))
    assert (shown.status, "4711" in shown.text, "So far" in shown.text) == (200, False, False)


async def test_who_writes_by_it_is_led_to_a_page_of_their_own_where_the_answer_appears(world: World) -> None:
    home = await world.home(text="my number is 4711", name="Ana")
    (post,) = world.sink.taken
    assert (post.network, post.private, post.case, post.text) == ("page", True, 1_001, "my number is 4711")
    assert (post.author.name, post.may_reply.answer, post.url) == ("Ana", "yes", "")
    world.cases.known[1_001][post.account] = [
        PrivateMessage("my number is 4711", NOW, ours=False),
        PrivateMessage("Thank you, Ana.", NOW + timedelta(minutes=5), ours=True),
    ]
    shown = (await world.ask(home)).text
    assert re.findall(r'class="who">(\w+)<', shown) == ["You", "We"]
    assert shown.index("my number is 4711") < shown.index("Thank you, Ana.") < shown.index("<form")
    assert '<time datetime="2026-11-22T09:05:00Z">' in shown


async def test_what_is_written_on_the_own_page_goes_on_there(world: World) -> None:
    home = await world.home()
    answer = await world.send(home, text="and my street is Mill Lane")
    assert answer.headers["Location"] == f"/private/{home}"
    first, second = world.sink.taken
    assert (first.account, first.conversation) == (second.account, second.conversation)
    assert first.key != second.key


async def test_two_people_who_write_by_one_link_never_see_one_another(world: World) -> None:
    """Pitfall 58."""
    home, other = await world.home(), await world.home(text="I am Ana, what do you know of me?")
    assert len({home, other}) == len({post.account for post in world.sink.taken}) == 2
    mixed = f"{home.partition('/')[0]}/{other.partition('/')[2]}"
    assert (await world.ask(mixed)).status == 404


async def test_a_link_that_leads_nowhere_is_the_same_page_whatever_is_wrong_with_it(world: World) -> None:
    home = await world.home()
    wrong = [
        "",
        "1001",
        "1001.aaaaaaaaaaaaaaaaaaaaaaaaaa",
        link(1_001, "another-secret-of-somebody"),
        link(1_001).replace("1001", "1002"),
        link(9_999),
        f"{link(1_001)}/{home.partition('/')[2]}",
        home.partition("/")[0],
        f"{home}/more",
        "\ud800/\x00",
    ]
    answers = [await world.ask(rest) for rest in wrong]
    answers += [await world.send(rest, text="hello") for rest in wrong]
    assert len({(answer.status, answer.text, tuple(answer.headers.items())) for answer in answers}) == 1
    assert answers[0].status == 404
    assert len(world.sink.taken) == 1


async def test_when_the_time_of_its_case_is_over_a_link_leads_nowhere(world: World) -> None:
    home = await world.home()
    del world.cases.known[1_001]
    assert {(await world.ask(rest)).status for rest in (link(1_001), home)} == {404}
    assert (await world.send(home, text="hello?")).status == 404


async def test_a_form_sent_twice_is_one_post_and_other_words_in_it_are_another(world: World) -> None:
    """Pitfall 15: a button pressed twice, a page loaded again."""
    form = "0" * 31 + "a"
    homes = [await world.home(text="hello", form=form) for _ in range(2)]
    assert homes[0] == homes[1] == await world.home(text="hello, it is me", form=form)
    first, again, changed = world.sink.taken
    assert first.key == again.key != changed.key


@pytest.mark.parametrize(
    ("text", "fault"), [("x" * (LONGEST + 3), "Please shorten it by 3."), (" \n", "Please write something")]
)
async def test_a_text_that_cannot_be_taken_is_kept_in_the_form_with_what_to_do(
    world: World, text: str, fault: str
) -> None:
    answer = await world.send(link(1_001), text=text, name="Ana & Co")
    assert answer.status == 422
    assert re.search(f'role="alert" id="fault">[^<]*{fault}', answer.text)
    assert f">\n{text}</textarea>" in answer.text
    assert 'value="Ana &amp; Co"' in answer.text
    assert world.sink.taken == []


async def test_the_longest_text_is_taken_whole_with_its_line_breaks(world: World) -> None:
    await world.home(text="ä\r\n" * (LONGEST // 2))
    assert world.sink.taken[0].text == "ä\n" * (LONGEST // 2)


@pytest.mark.parametrize(("own", "most"), [(False, FIRST_MESSAGES), (True, MESSAGES)])
async def test_one_link_brings_only_so_many_messages_in_ten_minutes(
    world: World, own: bool, most: int
) -> None:
    rest = await world.home(1_002) if own else link(1_001)
    statuses = [(await world.send(rest, text=f"message {n}")).status for n in range(most)]
    assert set(statuses) == {303}
    late = await world.send(rest, text="one more")
    assert (late.status, "wait ten minutes" in late.text, ">\none more</textarea>" in late.text) == (
        429,
        True,
        True,
    )
    assert (await world.send(link(1_001 if own else 1_002), text="by another link")).status == 303
    world.at += timedelta(seconds=WINDOW_SECONDS)
    assert (await world.send(rest, text="one more")).status == 303


async def test_what_a_stranger_uses_up_is_not_the_customers(world: World) -> None:
    for n in range(FIRST_MESSAGES + 1):
        answer = await world.send(link(1_001), visitor="192.0.2.7", text=f"me first {n}")
    assert answer.status == 429
    assert (await world.send(link(1_001), visitor="192.0.2.8", text="it is I, Ana")).status == 303


async def test_strangers_together_bring_only_so_much_and_an_accepted_customer_goes_on(world: World) -> None:
    home = await world.home()
    sent = [
        (await world.send(link(1_001), visitor=f"192.0.2.{n}", text="me!")).status
        for n in range(STRANGERS_MESSAGES)
    ]
    assert (sent.count(303), sent.count(429)) == (STRANGERS_MESSAGES - 1, 1)
    assert (await world.send(home, text="hello?")).status == 429
    world.cases.accepted.add(world.sink.taken[0].account)
    assert (await world.send(home, text="hello?")).status == 303


async def test_a_link_that_says_when_it_was_made_asks_and_writes_with_that(world: World) -> None:
    rest = invitation_url(URL, 1_001, SECRET, NOW).removeprefix(f"{URL}/private/")
    assert (await world.send(rest, text="hello")).status == 303
    assert (world.cases.asked, world.sink.taken[0].link_made_at) == ([NOW], NOW)
    home = await world.home()
    await world.send(home, text="and my street")
    assert (world.cases.asked[-1], world.sink.taken[-1].link_made_at) == (None, None)


async def test_who_comes_back_by_the_link_given_out_finds_their_own_page(world: World) -> None:
    answer = await world.send(link(1_001), text="hello")
    cookie, *terms = answer.headers["Set-Cookie"].split("; ")
    assert {"HttpOnly", "Secure", "SameSite=Lax", "Path=/private"} <= set(terms)
    back = await world.ask(link(1_001), cookie=f"other=1; {cookie}")
    assert (back.status, back.headers["Location"]) == (303, answer.headers["Location"])
    assert (await world.ask(link(1_002), cookie=cookie)).status == 200


@pytest.mark.parametrize(
    "cookie", ["baton_1001=", "baton_1001=1001.aaaaaaaaaaaaaaaaaaaaaaaaaa/x", "; =", "\x00"]
)
async def test_a_cookie_we_did_not_make_leads_nowhere(world: World, cookie: str) -> None:
    assert (await world.ask(link(1_001), cookie=cookie)).status == 200


async def test_a_cookie_of_the_link_given_out_does_not_lead_in_circles(world: World) -> None:
    assert (await world.ask(link(1_001), cookie=f"baton_1001={link(1_001)}")).status == 200


async def test_words_of_theirs_are_words_and_nothing_may_run_or_load(world: World) -> None:
    """Pitfall 9, for a browser."""
    await world.home(text=HOSTILE)
    account = world.sink.taken[0].account
    world.cases.known[1_001][account] = [PrivateMessage(HOSTILE, NOW, ours=False)]
    home = await world.home(text=HOSTILE)
    world.cases.known[1_001][world.sink.taken[-1].account] = [PrivateMessage(HOSTILE, NOW, ours=False)]
    for shown in (await world.ask(home), await world.send(home, text=HOSTILE * LONGEST, name=HOSTILE)):
        assert "<script" not in shown.text
        assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;quotes&#x27; $style ${main}" in shown.text
        policy = shown.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; style-src 'sha256-")
        assert "unsafe" not in policy
        assert {shown.headers[name] for name in ("Referrer-Policy", "X-Robots-Tag", "Cache-Control")} == {
            "no-referrer",
            "noindex, nofollow",
            "no-store",
        }


@pytest.mark.parametrize(
    "body", [b"", b"\xff\xfe=\xff", b"text=%ff%fe&text=b", b"&" * 50, b"text=" + b"a=b&" * 50]
)
async def test_a_form_nobody_could_have_filled_in_is_answered_all_the_same(world: World, body: bytes) -> None:
    answer = await world.page.hook(HookCall("POST", link(1_001), {}, {}, body))
    assert answer.status in (303, 422)


async def test_behind_an_address_with_a_path_links_and_cookies_have_it_too() -> None:
    world = made("http://larkspur.example/help")
    answer = await world.send(link(1_001), text="hello")
    assert answer.headers["Location"].startswith("/help/private/1001.")
    assert "Path=/help/private;" in answer.headers["Set-Cookie"]
    assert "Secure" not in answer.headers["Set-Cookie"]
    assert "http://" in (await world.page.troubles())[0]


async def test_a_post_that_could_not_be_stored_is_not_called_taken(world: World) -> None:
    world.sink.deaf = 1
    with pytest.raises(Exception, match="does not answer"):
        await world.send(link(1_001), text="hello")


async def test_sending_changing_and_deleting_a_reply_need_nothing_but_the_record(world: World) -> None:
    await world.home()
    (post,) = world.sink.taken
    receipt = await world.page.reply(post, "Hello", key="1001@page/4/reply")
    assert (receipt.native_id, receipt.at) == ("1001@page/4/reply", NOW)
    assert (await world.page.edit_reply(post, receipt.native_id, "Hi")).native_id == receipt.native_id
    await world.page.delete_reply(post, receipt.native_id)
    assert await world.page.find_reply(post, "Hello", key="k", since=NOW) is None
    assert await world.page.review([post]) == Review()
