"""Business hours by known answers, each with its public source or its reason."""

from datetime import UTC

import pytest

from bot.hours import read_hours
from tests.bot.hours.golden import Row, moment

LONDON = "Europe/London; Mo-Fr 09:00-17:00"
BERLIN = "Europe/Berlin; Mo-Fr 09:00-17:00"
NEW_YORK = "America/New_York; Mo-Fr 09:00-17:00"
NIGHTS = "Europe/Berlin; Mo-Su 22:00-06:00"

CHATWOOT = "github.com/chatwoot/chatwoot/pull/13392: its example and test plan"
EU = "Directive 2000/84/EC: last Sundays of March and October, 01:00 UTC"
US = "15 U.S.C. 260a: second Sunday of March, first Sunday of November, 02:00 local time"
LORD_HOWE = "tzdata, `Rule LH`: half an hour, first Sundays of April and October"
BIZ = "github.com/zendesk/biz, spec/time_spec.rb, #on_date"
REASON = "what the words say"

WEEK = [
    Row("Friday afternoon", "UTC; Mo-Fr 09:00-17:00",
        "Fri 2026-01-30 16:30+00:00", 1, "Mon 2026-02-02 09:30+00:00", CHATWOOT),
    Row("in the midst of a day", "UTC; Mo-Fr 09:00-17:00",
        "Wed 2026-01-28 10:00+00:00", 2, "Wed 2026-01-28 12:00+00:00", CHATWOOT),
    Row("before the day begins", "UTC; Mo-Fr 09:00-17:00",
        "Wed 2026-01-28 07:00+00:00", 2, "Wed 2026-01-28 11:00+00:00", CHATWOOT),
    Row("half of it the next morning", "UTC; Mo-Fr 09:00-17:00",
        "Tue 2026-01-27 16:00+00:00", 4, "Wed 2026-01-28 12:00+00:00",
        "github.com/freescout-help-desk/freescout/issues/3756"),
    Row("over lunch", "UTC; Mo-Fr 08:00-12:00, 13:30-18:00",
        "Wed 2026-01-28 11:30+00:00", 1, "Wed 2026-01-28 14:00+00:00",
        "github.com/chatwoot/chatwoot/issues/14009; frappe/helpdesk#2212"),
    Row("just until the close", BERLIN,
        "Fri 2026-01-30 16:30+01:00", 0.5, "Fri 2026-01-30 17:00+01:00",
        "the first moment with that much open time behind it is the close, not the next opening"),
    Row("a year of weeks", "UTC; Mo-Fr 09:00-17:00",
        "Mon 2026-01-05 09:00+00:00", 52 * 40, "Fri 2027-01-01 17:00+00:00", "52 weeks of 40 hours"),
]  # fmt: skip

MIDNIGHT = [
    Row("open day and night", "UTC; Mo-Su 00:00-24:00; closed 2020-12-24",
        "Fri 2020-09-04 23:30+00:00", 1, "Sat 2020-09-05 00:30+00:00",
        "github.com/zammad/zammad/issues/3180: a minute was lost at midnight"),
    Row("an evening that ends tomorrow", "UTC; Mo 21:00-02:00",
        "Mon 2026-01-26 23:30+00:00", 2, "Tue 2026-01-27 01:30+00:00",
        "github.com/chatwoot/chatwoot/issues/6733"),
    Row("Friday's night shift works on Saturday", "Europe/Berlin; Mo-Fr 22:00-06:00",
        "Fri 2026-01-30 23:00+01:00", 8, "Mon 2026-02-02 23:00+01:00",
        "a span belongs to the day it begins on, as in OpenStreetMap's opening_hours"),
    Row("the end of a month, hours ahead of UTC", "Pacific/Auckland; Mo-Fr 09:00-17:00",
        "Fri 2026-07-31 16:30+12:00", 1, "Mon 2026-08-03 09:30+12:00", REASON),
    Row("the first morning of a month, hours ahead of UTC", "Pacific/Auckland; Mo-Fr 09:00-17:00",
        "Mon 2026-06-01 09:30+12:00", 1, "Mon 2026-06-01 10:30+12:00", "it is still May in UTC"),
    Row("the last evening of a month, hours behind UTC", "Pacific/Pago_Pago; Fr 22:00-20:00",
        "Sat 2026-01-31 16:00-11:00", 1, "Sat 2026-01-31 17:00-11:00", "it is February in UTC already"),
    Row("leap day", BERLIN,
        "Mon 2028-02-28 16:30+01:00", 1, "Tue 2028-02-29 09:30+01:00", "2028 is divisible by 4"),
    Row("a week that spans New Year", "Europe/Berlin; Mo-Fr 09:00-17:00; holidays DE",
        "Wed 2026-12-30 16:30+01:00", 9.5, "Mon 2027-01-04 10:00+01:00",
        "ISO 8601 week 53 of 2026; New Year's Day is a holiday everywhere in Germany"),
]  # fmt: skip

CHANGES = [
    Row("Berlin's weekend with the change forward", BERLIN,
        "Fri 2026-03-27 16:30+01:00", 1, "Mon 2026-03-30 09:30+02:00", EU),
    Row("Berlin's weekend with the change back", BERLIN,
        "Fri 2026-10-23 16:30+02:00", 1, "Mon 2026-10-26 09:30+01:00", EU),
    Row("New York's weekend with the change forward", NEW_YORK,
        "Fri 2026-03-06 16:30-05:00", 1, "Mon 2026-03-09 09:30-04:00", US),
    Row("the same weekend in Berlin, which changes three weeks later", BERLIN,
        "Fri 2026-03-06 16:30+01:00", 1, "Mon 2026-03-09 09:30+01:00", EU),
    Row("New York's weekend with the change back", NEW_YORK,
        "Fri 2026-10-30 16:30-04:00", 1, "Mon 2026-11-02 09:30-05:00", US),
    Row("Berlin's night of seven hours", NIGHTS,
        "Sat 2026-03-28 22:00+01:00", 7, "Sun 2026-03-29 06:00+02:00", EU),
    Row("Berlin's night of nine hours", NIGHTS,
        "Sat 2026-10-24 22:00+02:00", 9, "Sun 2026-10-25 06:00+01:00", EU),
    Row("a Sunday of 23 hours", "Europe/Berlin; Su 00:00-24:00",
        "Sun 2026-03-29 00:00+01:00", 23, "Mon 2026-03-30 00:00+02:00", EU),
    Row("a Sunday of 25 hours", "Europe/Berlin; Su 00:00-24:00",
        "Sun 2026-10-25 00:00+02:00", 25, "Mon 2026-10-26 00:00+01:00", EU),
    Row("New York skips an hour at work", "America/New_York; Su 00:00-24:00",
        "Sun 2026-03-08 01:30-05:00", 1, "Sun 2026-03-08 03:30-04:00", US),
    Row("New York works an hour twice", "America/New_York; Su 00:00-24:00",
        "Sun 2026-11-01 01:30-04:00", 1, "Sun 2026-11-01 01:30-05:00", US),
    Row("Lord Howe Island turns half an hour back", "Australia/Lord_Howe; Su 00:00-04:00",
        "Sun 2026-04-05 00:00+11:00", 4.5, "Sun 2026-04-05 04:00+10:30", LORD_HOWE),
    Row("Lord Howe Island turns half an hour forward", "Australia/Lord_Howe; Su 00:00-04:00",
        "Sun 2026-10-04 00:00+10:30", 3.5, "Sun 2026-10-04 04:00+11:00", LORD_HOWE),
    Row("a zone that never changes", "Asia/Kolkata; Mo-Fr 09:00-17:00",
        "Fri 2026-03-27 16:30+05:30", 1, "Mon 2026-03-30 09:30+05:30", "tzdata, `Zone Asia/Kolkata`"),
    Row("opening at a time that is skipped", "America/Los_Angeles; Su 02:30-05:00",
        "Sun 2014-03-09 00:00-08:00", 1, "Sun 2014-03-09 04:30-07:00", f"{BIZ}; PEP 495, fold=0"),
    Row("opening at a time that comes twice", "America/Los_Angeles; Su 01:30-03:00",
        "Sun 2014-11-02 00:00-07:00", 2.5, "Sun 2014-11-02 03:00-08:00", f"{BIZ}; PEP 495, fold=0"),
    Row("closing at a midnight that is skipped", "America/Sao_Paulo; Sa 20:00-24:00",
        "Sat 2015-10-17 20:00-03:00", 4, "Sun 2015-10-18 01:00-02:00", BIZ),
    Row("a span the change leaves nothing of", "America/Los_Angeles; Su 02:30-03:15, Mo 09:00-17:00",
        "Sun 2006-04-02 00:00-08:00", 1, "Mon 2006-04-03 10:00-07:00",
        "github.com/zendesk/biz, spec/periods/after_spec.rb, an empty interval"),
]  # fmt: skip

HOLIDAYS = [
    Row("Christmas", f"{BERLIN}; holidays DE-BE",
        "Thu 2026-12-24 16:30+01:00", 1, "Mon 2026-12-28 09:30+01:00", "Berlin's Feiertagsgesetz, section 1"),
    Row("a holiday on a Saturday that Germany does not make up for", f"{BERLIN}; holidays DE-BE",
        "Fri 2026-10-02 16:30+02:00", 1, "Mon 2026-10-05 09:30+02:00", "Einigungsvertrag, article 2: 3 October"),
    Row("a holiday on a Saturday, observed on Friday", f"{NEW_YORK}; holidays US",
        "Thu 2026-07-02 16:30-04:00", 1, "Mon 2026-07-06 09:30-04:00", "5 U.S.C. 6103(b): 4 July 2026"),
    Row("a holiday on a Saturday, made up for on Monday", f"{LONDON}; holidays GB-ENG",
        "Thu 2026-12-24 16:30+00:00", 1, "Tue 2026-12-29 09:30+00:00",
        "gov.uk/bank-holidays: Boxing Day 2026, substitute day 28 December"),
    Row("Berlin's own holiday", f"{BERLIN}; holidays DE-BE",
        "Fri 2027-03-05 16:30+01:00", 1, "Tue 2027-03-09 09:30+01:00",
        "Berlin's Feiertagsgesetz, section 1: 8 March since 2019"),
    Row("Berlin's own holiday, in Bavaria", f"{BERLIN}; holidays DE-BY",
        "Fri 2027-03-05 16:30+01:00", 1, "Mon 2027-03-08 09:30+01:00", "Bavaria's Feiertagsgesetz, article 1"),
    Row("two countries' holidays", f"{BERLIN}; holidays DE; holidays US",
        "Wed 2026-11-25 16:30+01:00", 1, "Fri 2026-11-27 09:30+01:00",
        "5 U.S.C. 6103(a): Thanksgiving, fourth Thursday of November"),
    Row("the night before a holiday is worked to its end", f"{NIGHTS}; holidays DE",
        "Thu 2026-12-24 23:00+01:00", 8, "Sun 2026-12-27 23:00+01:00",
        "a span belongs to the day it begins on; 25 and 26 December are holidays in Germany"),
    Row("closed for a stretch, open for one morning in it",
        f"{BERLIN}; closed 2026-12-24 to 2027-01-01; open 2026-12-27 10:00-12:00",
        "Wed 2026-12-23 16:30+01:00", 3, "Mon 2027-01-04 09:30+01:00", REASON),
    Row("a holiday with hours of its own", f"{BERLIN}; holidays DE; open 2026-12-25 10:00-12:00",
        "Thu 2026-12-24 16:30+01:00", 1, "Fri 2026-12-25 10:30+01:00", REASON),
]  # fmt: skip

TWO_TEAMS = [
    Row("in Berlin, Friday half past four", "Europe/Berlin; Mo-Fr 09:00-17:30",
        "Fri 2026-11-20 16:30+01:00", 2, "Mon 2026-11-23 10:00+01:00", REASON),
    Row("in New York, the same moment", "America/New_York; Mo-Fr 09:00-17:30",
        "Fri 2026-11-20 10:30-05:00", 2, "Fri 2026-11-20 12:30-05:00", REASON),
]  # fmt: skip


@pytest.mark.parametrize("row", [*WEEK, *MIDNIGHT, *CHANGES, *HOLIDAYS, *TWO_TEAMS], ids=str)
def test_open_time_ends_when_the_source_says(row: Row) -> None:
    """See docs/pitfalls.md, 36 and 37."""
    hours, start, due = read_hours(row.hours), moment(row.start), moment(row.due)
    assert hours.after(start, row.seconds) == due, row.source
    assert hours.between(start, due) == row.seconds


def test_two_teams_calculate_from_the_same_time() -> None:
    berlin, new_york = TWO_TEAMS
    assert moment(berlin.start) == moment(new_york.start)


def test_after_hours_the_next_opening_is_given_and_while_open_the_next_close() -> None:
    hours = read_hours(f"{BERLIN}; holidays DE-BE")
    eve, at_work = moment("Thu 2026-12-24 18:00+01:00"), moment("Mon 2026-12-28 10:00+01:00")
    assert not hours.is_open(eve)
    assert hours.next_open(eve) == moment("Mon 2026-12-28 09:00+01:00")
    assert hours.next_close(eve) == eve
    assert hours.is_open(at_work)
    assert hours.next_open(at_work) == at_work
    assert hours.next_close(at_work) == moment("Mon 2026-12-28 17:00+01:00")


def test_a_team_is_there_as_it_opens_and_gone_as_it_closes() -> None:
    hours = read_hours(BERLIN)
    assert hours.is_open(moment("Mon 2026-11-23 09:00+01:00"))
    close = moment("Mon 2026-11-23 17:00+01:00")
    assert not hours.is_open(close)
    assert hours.next_close(close) == close
    assert hours.next_open(close) == moment("Tue 2026-11-24 09:00+01:00")


@pytest.mark.parametrize("spec", ["", "Europe/Berlin; Mo-Su 00:00-24:00"])
def test_who_is_always_there_never_closes(spec: str) -> None:
    hours, at = read_hours(spec), moment("Sun 2026-03-29 01:30+01:00")
    assert hours.is_open(at)
    assert hours.after(at, 3600) == moment("Sun 2026-03-29 03:30+02:00")
    assert hours.next_close(at) is None


def test_days_that_touch_at_midnight_are_one_stretch() -> None:
    hours = read_hours("Europe/Berlin; Mo-Su 00:00-24:00; closed 2026-12-24")
    assert hours.next_close(moment("Mon 2026-10-19 09:00+02:00")) == moment("Thu 2026-12-24 00:00+01:00")


def test_a_night_over_the_end_of_a_month_is_one_night() -> None:
    hours = read_hours("UTC; Mo-Su 22:00-06:00")
    assert hours.next_close(moment("Sat 2026-02-28 23:00+00:00")) == moment("Sun 2026-03-01 06:00+00:00")


def test_a_calendar_with_nothing_in_sight_says_so_instead_of_looking_for_ever() -> None:
    hours, at = read_hours(f"{BERLIN}; closed 2026-01-01 to 2099-12-31"), moment("Mon 2026-11-23 09:00+01:00")
    assert hours.next_open(at) is None
    with pytest.raises(OverflowError, match="360 months"):
        hours.after(at, 1)


def test_zero_seconds_need_no_time_and_less_is_refused() -> None:
    at = moment("Sat 2026-01-31 12:00+01:00")
    assert read_hours(BERLIN).after(at, 0) == at
    assert read_hours(BERLIN).after(at, 1e-12) >= at
    assert read_hours(BERLIN).between(at, moment("Fri 2026-01-30 12:00+01:00")) == 0
    with pytest.raises(ValueError, match="0 seconds or more"):
        read_hours(BERLIN).after(at, -1)


def test_the_answer_is_in_utc() -> None:
    assert read_hours(BERLIN).after(moment("Fri 2026-01-30 16:30+01:00"), 3600).tzinfo is UTC
