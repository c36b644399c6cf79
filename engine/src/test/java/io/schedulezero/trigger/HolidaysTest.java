package io.schedulezero.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HolidaysTest {
  @Test
  void a_calendar_as_it_is_published_is_read() {
    String text =
        """
        BEGIN:VCALENDAR\r
        VERSION:2.0\r
        PRODID;X-NOTE="a:b":-//holidays//EN\r
        BEGIN:VTIMEZONE\r
        TZID:Europe/Berlin\r
        BEGIN:STANDARD\r
        DTSTART:19701025T030000\r
        END:STANDARD\r
        END:VTIMEZONE\r
        BEGIN:VEVENT\r
        UID:1@example.org\r
        DTSTART;VALUE=DATE:20261225\r
        DTEND;VALUE=DATE:20261227\r
        SUMMARY:First and second day\r
          of Christmas\r
        BEGIN:VALARM\r
        TRIGGER:-PT15M\r
        DURATION:PT5M\r
        END:VALARM\r
        END:VEVENT\r
        BEGIN:VEVENT\r
        DTSTART;VALUE=DA\r
         TE:20260403\r
        SUMMARY:Good Friday\r
        END:VEVENT\r
        END:VCALENDAR\r
        """;
    assertThat(Holidays.parseICalendar(text)).isEqualTo(days("2026-12-25 2026-12-26 2026-04-03"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DTSTART;VALUE=DATE:20260101                                   | 2026-01-01
          DTSTART:20260101T000000Z                                      | 2026-01-01
          DTSTART:20260101/DTEND:20260101                               | 2026-01-01
          DTSTART:20260101T000000/DTEND:20260101T235959                 | 2026-01-01
          DTSTART:20260101/DURATION:P2D                                 | 2026-01-01 2026-01-02
          DTSTART:20260101/DURATION:PT30H                               | 2026-01-01 2026-01-02
          DTSTART:20260101/RDATE;VALUE=DATE:20260105,20260107           | 2026-01-01 2026-01-05 2026-01-07
          DTSTART:20260101/STATUS:CANCELLED                             | ''
          DTSTART:20260101/RRULE:FREQ=YEARLY;COUNT=3                    | 2026-01-01 2027-01-01 2028-01-01
          DTSTART:20260101/RRULE:FREQ=YEARLY;UNTIL=20270101T000000Z     | 2026-01-01 2027-01-01
          DTSTART:20260101/RRULE:FREQ=YEARLY;INTERVAL=30                | 2026-01-01 2056-01-01 2086-01-01
          DTSTART:20240229/RRULE:FREQ=YEARLY;COUNT=2                    | 2024-02-29 2028-02-29
          DTSTART:20260101/RRULE:FREQ=YEARLY;COUNT=3/EXDATE:20270101    | 2026-01-01 2028-01-01
          DTSTART:20261126/RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;COUNT=2 | 2026-11-26 2027-11-25
          DTSTART:20260525/RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO;COUNT=2 | 2026-05-25 2027-05-31
          DTSTART:20260105/RRULE:FREQ=YEARLY;BYDAY=1MO;COUNT=2          | 2026-01-05 2027-01-04
          DTSTART:20281107/RRULE:FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYMONTHDAY=2,3,4,5,6,7,8;BYDAY=TU;COUNT=2 | 2028-11-07 2032-11-02
          DTSTART:20260131/RRULE:FREQ=YEARLY;WKST=MO;BYMONTHDAY=-1;BYMONTH=1,2;COUNT=3 | 2026-01-31 2026-02-28 2027-01-31
          """)
  void events_last_and_come_back(String lines, String expected) {
    assertThat(Holidays.parseICalendar(event(lines))).isEqualTo(days(expected));
  }

  @Test
  void a_day_of_every_year_is_followed_to_the_end_of_the_century() {
    Set<LocalDate> days = Holidays.parseICalendar(event("DTSTART:19000101/RRULE:FREQ=YEARLY"));
    assertThat(days).hasSize(130).contains(LocalDate.of(1970, 1, 1), LocalDate.of(2099, 1, 1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          DTSTART:2026-01-01                          | line 3: DTSTART "2026-01-01" is not a date
          DTSTART:20260230                            | line 3: DTSTART "20260230" is not a date
          DTSTART:18991231                            | line 3: DTSTART 1899-12-31 is too far back
          SUMMARY:x                                   | line 4: END ends an event that has no DTSTART
          nonsense                                    | line 3: "nonsense" is not NAME:value
          DTSTART:20260101/DTEND:20251231             | line 5: END ends an event of -1 days
          DTSTART:20260101/DTEND:20280101             | line 5: END ends an event of 730 days; allowed: 1 to 366
          DTSTART:20260101/DURATION:P                 | line 4: DURATION "P" is not a duration
          DTSTART:20260101/DURATION:PT9223372036854775807H | line 4: DURATION
          DTSTART:20260101/RECURRENCE-ID:20260101     | line 4: RECURRENCE-ID is not supported
          DTSTART:20260101/RRULE:FREQ=WEEKLY          | line 4: RRULE "FREQ=WEEKLY" is not supported
          DTSTART:20260101/RRULE:FREQ=YEARLY;BYSETPOS=1 | line 4: RRULE "BYSETPOS=1" is not supported
          DTSTART:20260101/RRULE:FREQ=YEARLY;BYMONTH=13 | line 4: RRULE "BYMONTH=13" is out of range
          DTSTART:20260101/RRULE:FREQ=YEARLY;BYMONTH=x | line 4: RRULE "BYMONTH=x" has no number
          DTSTART:20260101/RRULE:FREQ=YEARLY;BYDAY=0MO | line 4: RRULE "BYDAY=0MO" is out of range
          DTSTART:20260101/RRULE:FREQ=YEARLY;BYDAY=XX | line 4: RRULE "BYDAY=XX" has no weekday
          """)
  void what_it_cannot_follow_is_named_by_its_line(String lines, String message) {
    assertRefused(event(lines), message);
  }

  @Test
  void a_file_that_is_no_calendar_or_is_cut_off_is_refused() {
    assertRefused("", "does not end with END:VCALENDAR");
    assertRefused("BEGIN:VCALENDAR\n", "does not end with END:VCALENDAR");
    assertRefused("BEGIN:VCARD\nEND:VCARD", "line 1: BEGIN is not in a calendar");
    assertRefused("[\"2026-01-01\"]", "line 1: ");
    assertRefused("BEGIN:VCALENDAR\nEND:VEVENT", "line 2: END ends what has not begun");
    assertRefused(event("DTSTART:20260101") + "X:1", "line 6: X is not in a calendar");
  }

  @Test
  void a_calendar_does_not_grow_without_bound() {
    String events = "BEGIN:VEVENT\nDTSTART:20260101\nEND:VEVENT\n".repeat(5_001);
    assertRefused("BEGIN:VCALENDAR\n" + events + "END:VCALENDAR", "more than 5000 events");
  }

  private static void assertRefused(String text, String message) {
    assertThatExceptionOfType(InvalidTrigger.class)
        .isThrownBy(() -> Holidays.parseICalendar(text))
        .withMessageContaining(message)
        .returns("exclude.calendar", InvalidTrigger::field);
  }

  private static String event(String lines) {
    return "BEGIN:VCALENDAR\nBEGIN:VEVENT\n"
        + lines.replace("/", "\n")
        + "\nEND:VEVENT\nEND:VCALENDAR\n";
  }

  private static Set<LocalDate> days(String days) {
    return days.isEmpty()
        ? Set.of()
        : Set.copyOf(List.of(days.split(" ")).stream().map(LocalDate::parse).toList());
  }
}
