package io.schedulezero.trigger;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One content line of an iCalendar file, unfolded.
 *
 * @param number where it begins, from 1 on
 * @param name in upper case, without its parameters
 */
record ICalendarLine(int number, String name, String value) {
  static List<ICalendarLine> split(String text) {
    List<ICalendarLine> lines = new ArrayList<>();
    StringBuilder folded = new StringBuilder();
    int begin = 1;
    int number = 0;
    for (String physical : text.split("\r?\n", -1)) {
      number++;
      if (physical.startsWith(" ") || physical.startsWith("\t")) {
        folded.append(physical, 1, physical.length());
        continue;
      }
      add(lines, begin, folded);
      folded.setLength(0);
      folded.append(physical);
      begin = number;
    }
    add(lines, begin, folded);
    return lines;
  }

  private static void add(List<ICalendarLine> lines, int number, StringBuilder text) {
    if (!text.toString().isBlank()) {
      lines.add(parse(number, text.toString()));
    }
  }

  private static ICalendarLine parse(int number, String text) {
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      quoted ^= c == '"';
      if (c == ':' && !quoted) {
        String name = text.substring(0, i).split(";", 2)[0].strip().toUpperCase(Locale.ROOT);
        return new ICalendarLine(number, name, text.substring(i + 1).strip());
      }
    }
    throw Holidays.refused(number, "\"" + text + "\" is not NAME:value");
  }

  boolean is(String otherName, String otherValue) {
    return name.equals(otherName) && value.equals(otherValue);
  }

  /** The day of a date or of a date with time, as it is written. */
  LocalDate date(String text) {
    try {
      String day = text.length() > 8 && text.charAt(8) == 'T' ? text.substring(0, 8) : text;
      return LocalDate.parse(day, DateTimeFormatter.BASIC_ISO_DATE);
    } catch (DateTimeException e) {
      throw refused("\"" + text + "\" is not a date; allowed: 20261225");
    }
  }

  InvalidTrigger refused(String why) {
    return Holidays.refused(number, name + " " + why);
  }
}
