package io.schedulezero.trigger;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A cron expression: minute, hour, day of month, month, day of week, with an optional second in
 * front; or {@code @daily} and friends.
 *
 * <p>It follows Vixie cron: when both day fields are restricted, which means that neither begins
 * with {@code *} or {@code ?}, one of them suffices. Beyond that it knows Quartz's {@code L},
 * {@code W} and {@code #}, ranges that wrap around, such as {@code FRI-MON}, and {@code 5/15} for
 * every 15th from 5 on.
 */
public final class CronExpression {
  static final String FIELD = "trigger.expression";
  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final Map<String, String> NICKNAMES =
      new TreeMap<>(
          Map.of(
              "@yearly", "0 0 1 1 *",
              "@annually", "0 0 1 1 *",
              "@monthly", "0 0 1 * *",
              "@weekly", "0 0 * * 0",
              "@daily", "0 0 * * *",
              "@midnight", "0 0 * * *",
              "@hourly", "0 * * * *"));

  private final Map<CronField, List<CronItem>> items = new EnumMap<>(CronField.class);
  private final boolean eitherDay;

  private CronExpression(List<String> fields) {
    Iterator<String> texts = fields.iterator();
    boolean bothDays = true;
    for (CronField field : CronField.values()) {
      String text = texts.next();
      items.put(field, new CronReader(field).read(text));
      bothDays &= !field.isDay() || isRestricted(text);
    }
    eitherDay = bothDays;
  }

  private static boolean isRestricted(String field) {
    return !field.startsWith("*") && !field.startsWith("?");
  }

  static CronExpression parse(String expression) {
    String text = expression.strip();
    String plain = text.startsWith("@") ? ofNickname(text) : text;
    List<String> fields = new ArrayList<>(List.of(SPACES.split(plain)));
    if (fields.size() == 5) {
      fields.add(0, "0");
    }
    if (fields.size() != 6 || plain.isEmpty()) {
      throw new InvalidTrigger(
          FIELD,
          "\""
              + expression
              + "\" has "
              + (plain.isEmpty() ? 0 : fields.size())
              + " fields; allowed: 5 (minute, hour, day of month, month, day of week), or 6 with"
              + " the second in front, or one of "
              + NICKNAMES.keySet());
    }
    CronExpression parsed = new CronExpression(fields);
    if (parsed.days().onOrAfter(LocalDate.EPOCH) == null) {
      throw new InvalidTrigger(
          FIELD, "\"" + expression + "\" never fires: no month has a day that it asks for");
    }
    return parsed;
  }

  private static String ofNickname(String text) {
    String nickname = text.toLowerCase(Locale.ROOT);
    String fields = NICKNAMES.get(nickname);
    if (fields != null) {
      return fields;
    }
    String why =
        nickname.equals("@reboot")
            ? "\"@reboot\" is not a time; submit a run when the program starts instead"
            : "\"" + text + "\" is not known";
    throw new InvalidTrigger(FIELD, why + "; allowed: " + NICKNAMES.keySet());
  }

  /**
   * Builds an expression from single fields, e.g. {@code {minute: 0, hour: 9, day_of_week:
   * mon-fri}}. Of the fields that are not given, those finer than the finest given one are at their
   * lowest value, the others at {@code *}.
   *
   * @param fields keys: second, minute, hour, day_of_month, month, day_of_week
   */
  public static String fromFields(Map<String, String> fields) {
    List<String> keys = new ArrayList<>();
    for (CronField field : CronField.values()) {
      keys.add(field.key());
    }
    for (Map.Entry<String, String> given : new TreeMap<>(fields).entrySet()) {
      if (!keys.contains(given.getKey())) {
        throw new InvalidTrigger(
            "trigger." + given.getKey(), "is not a cron field; allowed: " + keys);
      }
      if (SPACES.split(given.getValue().strip()).length != 1 || given.getValue().isBlank()) {
        throw new InvalidTrigger(
            "trigger." + given.getKey(), "\"" + given.getValue() + "\" is not one cron field");
      }
    }
    if (fields.isEmpty()) {
      throw new InvalidTrigger("trigger", "needs an expression or at least one of " + keys);
    }
    return join(fields);
  }

  private static String join(Map<String, String> fields) {
    List<String> all = new ArrayList<>();
    boolean finer = true;
    for (CronField field : CronField.values()) {
      String given = fields.get(field.key());
      boolean dayByWeek =
          field == CronField.DAY_OF_MONTH && fields.containsKey(CronField.DAY_OF_WEEK.key());
      finer &= given == null && !dayByWeek && field != CronField.DAY_OF_WEEK;
      if (field != CronField.SECOND || given != null) {
        all.add(given != null ? given.strip() : finer ? String.valueOf(field.min) : "*");
      }
    }
    return String.join(" ", all);
  }

  List<CronItem> items(CronField field) {
    List<CronItem> found = items.get(field);
    return found == null ? List.of() : found;
  }

  /** Whether one of the two day fields suffices. */
  boolean eitherDay() {
    return eitherDay;
  }

  CronTimes times() {
    return new CronTimes(bits(CronField.SECOND), bits(CronField.MINUTE), bits(CronField.HOUR));
  }

  CronDays days() {
    int fromEnd = 0;
    int nearest = 0;
    boolean lastWorkday = false;
    for (CronItem item : items(CronField.DAY_OF_MONTH)) {
      if (item instanceof CronItem.FromEnd day) {
        fromEnd |= 1 << day.before();
      } else if (item instanceof CronItem.NearestWorkday day) {
        nearest |= 1 << day.day();
      } else {
        lastWorkday |= item instanceof CronItem.LastWorkday;
      }
    }
    long nth = 0;
    int last = 0;
    for (CronItem item : items(CronField.DAY_OF_WEEK)) {
      if (item instanceof CronItem.Nth day) {
        nth |= 1L << (7 * (day.n() - 1) + day.weekday());
      } else if (item instanceof CronItem.Last day) {
        last |= 1 << day.weekday();
      }
    }
    return new CronDays(
        (int) bits(CronField.MONTH),
        new MonthDays((int) bits(CronField.DAY_OF_MONTH), fromEnd, nearest, lastWorkday),
        new WeekDays((int) bits(CronField.DAY_OF_WEEK), nth, last),
        eitherDay);
  }

  /** The plain values of a field: bit n for the value n. */
  private long bits(CronField field) {
    long bits = 0;
    for (CronItem item : items(field)) {
      if (item instanceof CronItem.All all) {
        bits |= bits(field, new CronItem.Range(field.min, field.max, all.step()));
      } else if (item instanceof CronItem.Range range) {
        bits |= bits(field, range);
      }
    }
    return bits;
  }

  private static long bits(CronField field, CronItem.Range range) {
    int end = range.to() < range.from() ? range.to() + field.size() : range.to();
    long bits = 0;
    for (int value = range.from(); value <= end; value += range.step()) {
      bits |= 1L << (value > field.max ? value - field.size() : value);
    }
    return bits;
  }
}
