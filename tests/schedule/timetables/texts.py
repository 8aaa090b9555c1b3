"""Text and calendar files as councils make them, for `make.py`; everybody in them is invented."""

from pathlib import Path


def semicolons(path: Path) -> None:
    """A CSV with semicolons in Windows' encoding, as Excel saves it on some laptops."""
    path.write_bytes(
        "\r\n".join(
            (
                "Quillshire – peer challenge;;;;;",
                ";;;;;",
                "Date;Start;Finish;Session title;Room;Peer team",
                "10/11/2026;09:00;09:45;Café talk – “What matters to you?”;Café Zoë;AM",
                '10/11/2026;10:00;10:45;"Budget; savings and reserves";Room 2;BO, DR',
                '10/11/2026;11:00;12:00;"Community groups\nand faith leaders";Hall;All',
                "10/11/2026;12:00;13:00;Lunch;;",
                "11/11/2026;14:30;15:15;Director’s team;Room 2;XX",
                "11/11/2026;;;Market stall;;CP",
            )
        ).encode("cp1252")
    )


def unicode_text(path: Path) -> None:
    """What Excel calls Unicode text: tabs, UTF-16, a day column filled once a day."""
    path.write_bytes(
        "\r\n".join(
            (
                "Day\tTimings\tTopic\tLead officer\tType\tVenue/room",
                "Tuesday\t9.30 till 10.30\tGovernance\tSal Penn, Monitoring Officer\tInterview\tG2",
                "\t11 - 12.30\tMember development\tCouncillors x 6\tFocus group\tG2",
                "\t12.30-1.15\tLunch\t\tBreak\t",
                "Wednesday\t7pm-9pm\tFull Council\t\tMeeting observed\tCouncil Chamber",
            )
        ).encode("utf-16")
    )


OUTLOOK = r"""
BEGIN:VCALENDAR
PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN
VERSION:2.0
METHOD:PUBLISH
X-WR-CALNAME:Peer challenge
BEGIN:VTIMEZONE
TZID:GMT Standard Time
BEGIN:STANDARD
DTSTART:16011028T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0100
TZOFFSETTO:-0000
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010325T010000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:-0000
TZOFFSETTO:+0100
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
UID:040000008200E00074C5B7101A82E008-1
DTSTAMP:20261020T090000Z
DTSTART;TZID="GMT Standard Time":20261110T093000
DTEND;TZID="GMT Standard Time":20261110T101500
SUMMARY;LANGUAGE=en-gb:Peer challenge: Chief Executive
LOCATION:Committee Room 2\, Shire Hall
DESCRIPTION:Peers: AM\, BO\nPlease bring your pass.
ORGANIZER;CN="Vance, Kit":mailto:kit.vance@quillshire.example
ATTENDEE;CN="Jo Hallam";ROLE=REQ-PARTICIPANT:mailto:jo.hallam@quillshire.example
ATTENDEE;CN="Committee Room 2";CUTYPE=RESOURCE:mailto:cr2@quillshire.example
ATTENDEE;CN="Ada Marsh":mailto:ada.marsh@elsewhere.example
END:VEVENT
BEGIN:VEVENT
UID:040000008200E00074C5B7101A82E008-2
DTSTAMP:20261020T090000Z
DTSTART;TZID="W. Europe Standard Time":20261110T150000
DTEND;TZID="W. Europe Standard Time":20261110T160000
SUMMARY:Twin town partners (online)
LOCATION:Microsoft Teams Meeting
END:VEVENT
BEGIN:VEVENT
UID:040000008200E00074C5B7101A82E008-3
DTSTAMP:20261020T090000Z
DTSTART;TZID="GMT Standard Time":20261111T120000
DTEND;TZID="GMT Standard Time":20261111T124500
SUMMARY:Canceled: Planning committee chair
STATUS:CANCELLED
LOCATION:Room 5
END:VEVENT
BEGIN:VEVENT
UID:040000008200E00074C5B7101A82E008-4
DTSTAMP:20261020T090000Z
DTSTART;VALUE=DATE:20261110
DTEND;VALUE=DATE:20261113
SUMMARY:PEER CHALLENGE WEEK
TRANSP:TRANSPARENT
END:VEVENT
END:VCALENDAR
"""

RECURRING = r"""
BEGIN:VCALENDAR
PRODID:-//Google Inc//Google Calendar 70.9054//EN
VERSION:2.0
X-WR-TIMEZONE:Europe/London
BEGIN:VEVENT
UID:daily@quillshire.example
DTSTAMP:20261001T090000Z
DTSTART;TZID=Europe/London:20261024T083000
DTEND;TZID=Europe/London:20261024T090000
RRULE:FREQ=DAILY;COUNT=4
EXDATE;TZID=Europe/London:20261025T083000
SUMMARY:Team briefing
LOCATION:Hotel lounge
END:VEVENT
BEGIN:VEVENT
UID:daily@quillshire.example
DTSTAMP:20261001T090000Z
RECURRENCE-ID;TZID=Europe/London:20261026T083000
DTSTART;TZID=Europe/London:20261026T080000
DTEND;TZID=Europe/London:20261026T084500
SUMMARY:Team briefing with the Chief Executive
LOCATION:Hotel lounge
END:VEVENT
BEGIN:VEVENT
UID:before@quillshire.example
DTSTAMP:20261001T090000Z
DTSTART:20261024T130000Z
DURATION:PT1H
SUMMARY:Walkabout: market
END:VEVENT
BEGIN:VEVENT
UID:after@quillshire.example
DTSTAMP:20261001T090000Z
DTSTART:20261026T130000Z
DTEND:20261026T140000Z
SUMMARY:Focus group: market traders
END:VEVENT
BEGIN:VEVENT
UID:floating@quillshire.example
DTSTAMP:20261001T090000Z
DTSTART:20261027T110000
DTEND:20261027T120000
SUMMARY:Audit committee chair
END:VEVENT
END:VCALENDAR
"""


def outlook(path: Path) -> None:
    """An Outlook calendar: Windows' zone names, a room as a resource, an all-day banner."""
    _write(path, OUTLOOK)


def recurring(path: Path) -> None:
    """A Google calendar over the clock change: recurrence, one left out and one moved."""
    _write(path, RECURRING)


def _write(path: Path, text: str) -> None:
    path.write_bytes("\r\n".join(text.strip().split("\n")).encode() + b"\r\n")
