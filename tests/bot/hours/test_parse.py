"""Hours in writing: the rules file's words, the one line that is kept, and the words for people."""

from collections.abc import Mapping

import pytest

from bot.hours import WrongHours, hours_spec, read_hours
from bot.hours.parse import read_schedule, write_schedule

FULL = (
    "Europe/Berlin; Mo-Fr 09:00-12:00, 13:00-17:30, Sa 10:00-14:00; holidays DE-BE; closed 2026-12-24; "
    "closed 2026-12-30 to 2027-01-02; open 2026-12-27 10:00-12:00"
)


def test_the_words_of_the_rules_file_become_one_line() -> None:
    line = hours_spec(
        "Europe/Berlin",
        {"mon-fri": "09:00-12:00, 13:00-17:30", "Saturday": "10-14"},
        "de-be",
        ["2026-12-30 to 2027-01-02", "2026-12-24"],
        {"2026-12-27": "10:00-12:00"},
    )
    assert line == FULL
    assert write_schedule(read_schedule(FULL)) == FULL


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ({"mon-fri": "9-17"}, "Mo-Fr 09:00-17:00"),
        ({"sat, sun": "10:00-14:00"}, "Sa-Su 10:00-14:00"),
        ({"Monday": "9-17", "WED": "9-17", "thurs": "9-17"}, "Mo 09:00-17:00, We-Th 09:00-17:00"),
        ({"fri-mon": "9:00-17:30"}, "Mo 09:00-17:30, Fr-Su 09:00-17:30"),
        ({"mon\u2013tue": "09:00 \u2013 17:30"}, "Mo-Tu 09:00-17:30"),
        ({"fri": "22:00-06:00"}, "Fr 22:00-06:00"),
        ({"mon-sun": "00:00-24:00"}, "Mo-Su 00:00-24:00"),
        ({"mon": "13:00-17:00, 09:00-12:00"}, "Mo 09:00-12:00, 13:00-17:00"),
    ],
)
def test_days_and_times_may_be_written_in_several_ways(written: Mapping[str, str], line: str) -> None:
    assert hours_spec("UTC", written) == f"UTC; {line}"


@pytest.mark.parametrize(
    ("written", "problem", "remedy"),
    [
        (("Europe/Berln", {"mon": "9-17"}), '"Europe/Berln" is not a time zone', '"Europe/Berlin"'),
        (("EST", {"mon": "9-17"}), '"EST" is not a time zone', "region and city"),
        (("Europe", {"mon": "9-17"}), '"Europe" is not a time zone', "Europe/"),
        (("../../etc/passwd", {"mon": "9-17"}), "is not a time zone", "region and city"),
        (("", {"mon": "9-17"}), '"" is not a time zone', "region and city"),
        (("UTC", {"mom": "9-17"}), '"mom" is not a day of the week', "mon, tue"),
        (("UTC", {"t": "9-17"}), '"t" is not a day of the week', "tue, wed, thu"),
        (("UTC", {"mon": "9am-5pm"}), '"9am-5pm" is not a time span', "09:00-17:30"),
        (("UTC", {"mon": "25:00-26:00"}), "a time that does not exist", "24:00 may only end"),
        (("UTC", {"mon": "09:00-09:75"}), "a time that does not exist", "23:59"),
        (("UTC", {"mon": "00:00-23:59"}), "leaves out the last minute", "24:00"),
        (("UTC", {"mon": "9-9"}), '"9-9" ends where it begins', "00:00-24:00"),
        (("UTC", {"mon": "9-12, 11-13"}), "spans that overlap", "once"),
        (("UTC", {"mon-fri": "9-17", "fri": "9-15"}), '"fri" lists a day a second time', "once"),
        (("UTC", {}), "the week has no open time", "always open"),
        (("UTC", {"mon": "9-17"}, "Germany"), 'no holidays are known for "Germany"', "write DE"),
        (("UTC", {"mon": "9-17"}, "DE-BER"), 'no holidays are known for "DE-BER"', '"DE-BE"'),
        (("UTC", {"mon": "9-17"}, "XX"), 'no holidays are known for "XX"', "AF, AX"),
        (("UTC", {"mon": "9-17"}, "", ["24.12.2026"]), '"24.12.2026" is not a date', "2026-12-24"),
        (("UTC", {"mon": "9-17"}, "", ["2026-12-24 to 2026-12-01"]), "ends before it begins", "first day"),
        (("UTC", {"mon": "9-17"}, "", [], {"2026-02-30": "9-12"}), '"2026-02-30" is not a date', "month"),
    ],
)
def test_a_slip_is_named_with_what_to_write_instead(written: tuple[str], problem: str, remedy: str) -> None:
    with pytest.raises(WrongHours) as fault:
        hours_spec(*written)  # type: ignore[call-arg]
    assert problem in fault.value.problem
    assert remedy in fault.value.remedy
    assert f"{fault.value.problem}; {fault.value.remedy}" == str(fault.value)


@pytest.mark.parametrize(
    "line", ["Europe/Berlin", "UTC; 09:00-17:00", "UTC; Mo", "UTC; open all day", "nonsense"]
)
def test_a_line_that_says_nothing_is_refused(line: str) -> None:
    with pytest.raises(WrongHours):
        read_hours(line)


def test_a_line_is_read_once() -> None:
    assert read_hours(FULL) is read_hours(FULL)


def test_hours_are_described_in_words() -> None:
    assert read_hours(FULL).describe() == (
        "Mon-Fri 09:00-12:00, 13:00-17:30, Sat 10:00-14:00 (Europe/Berlin), not on holidays of Berlin, Germany, "
        "closed 2026-12-24, closed 2026-12-30 to 2027-01-02, 2026-12-27 10:00-12:00"
    )
    assert read_hours("UTC; Mo 09:00-17:00; holidays US; holidays GB-SCT").describe() == (
        "Mon 09:00-17:00 (UTC), not on holidays of United States, not on holidays of Scotland, United Kingdom"
    )
    assert read_hours("").describe() == "always"
