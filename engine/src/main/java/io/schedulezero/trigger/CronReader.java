package io.schedulezero.trigger;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads one field of a cron expression. */
final class CronReader {
  private static final List<CronItem> ANY = List.of(new CronItem.All(1));

  private final CronField field;

  CronReader(CronField field) {
    this.field = field;
  }

  List<CronItem> read(String text) {
    if (text.equals("*")) {
      return ANY;
    }
    List<CronItem> items = new ArrayList<>();
    for (String element : text.toUpperCase(Locale.ROOT).split(",", -1)) {
      items.add(readElement(element));
    }
    return List.copyOf(items);
  }

  private CronItem readElement(String element) {
    int slash = element.indexOf('/');
    String range = slash < 0 ? element : element.substring(0, slash);
    if (slash < 0 && field == CronField.DAY_OF_MONTH && isSpecialDay(element)) {
      return readSpecialDay(element);
    }
    if (slash < 0 && field == CronField.DAY_OF_WEEK && element.indexOf('#') > 0) {
      return readNth(element);
    }
    if (slash < 0 && field == CronField.DAY_OF_WEEK && element.endsWith("L")) {
      return readLast(element);
    }
    int step = slash < 0 ? 1 : readStep(element, element.substring(slash + 1));
    if (range.equals("*") || (slash < 0 && range.equals("?") && field.isDay())) {
      return new CronItem.All(step);
    }
    int dash = range.indexOf('-');
    if (dash >= 0) {
      return new CronItem.Range(
          readValue(element, range.substring(0, dash)),
          readValue(element, range.substring(dash + 1)),
          step);
    }
    int value = readValue(element, range);
    return new CronItem.Range(value, slash < 0 ? value : field.max, step);
  }

  private static boolean isSpecialDay(String element) {
    return element.startsWith("L") || element.endsWith("W");
  }

  private CronItem readSpecialDay(String element) {
    if (element.equals("L")) {
      return new CronItem.FromEnd(0);
    }
    if (element.equals("LW")) {
      return new CronItem.LastWorkday();
    }
    if (element.startsWith("L-")) {
      int before = readNumber(element, element.substring(2));
      if (before > 30) {
        throw refused(element, "L-0 to L-30");
      }
      return new CronItem.FromEnd(before);
    }
    return new CronItem.NearestWorkday(
        readValue(element, element.substring(0, element.length() - 1)));
  }

  private CronItem readNth(String element) {
    int hash = element.indexOf('#');
    int n = readNumber(element, element.substring(hash + 1));
    if (n < 1 || n > 5) {
      throw refused(element, "#1 to #5");
    }
    return new CronItem.Nth(readValue(element, element.substring(0, hash)) % 7, n);
  }

  private CronItem readLast(String element) {
    if (element.equals("L")) {
      throw refused(element, "the last of which weekday, e.g. 5L or FRIL for the last Friday");
    }
    return new CronItem.Last(readValue(element, element.substring(0, element.length() - 1)) % 7);
  }

  private int readStep(String element, String text) {
    int step = readNumber(element, text);
    if (step < 1 || step > field.size()) {
      throw refused(element, "a step of 1 to " + field.size());
    }
    return step;
  }

  private int readValue(String element, String text) {
    int named = field.names().indexOf(text);
    if (named >= 0) {
      return field.min + named;
    }
    int value = readNumber(element, text);
    if (value < field.min || value > field.highest()) {
      throw refused(element, field.allowed());
    }
    return value;
  }

  private int readNumber(String element, String text) {
    if (text.isEmpty() || text.length() > 2 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw refused(element, field.allowed());
    }
    return Integer.parseInt(text);
  }

  private InvalidTrigger refused(String element, String allowed) {
    return new InvalidTrigger(
        CronExpression.FIELD,
        field.title + " \"" + element + "\" is not understood; allowed: " + allowed);
  }
}
