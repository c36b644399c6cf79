package io.schedulezero.trigger;

import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** Says in plain English when a cron expression fires. */
final class CronWords {
  /** More times of day than this are said as minutes and hours. */
  private static final int MOST_TIMES = 6;

  private final CronExpression expression;

  CronWords(CronExpression expression) {
    this.expression = expression;
  }

  String describe() {
    List<String> clock = clockTimes();
    String days = days();
    String text =
        clock.isEmpty()
            ? times() + days
            : "at "
                + Words.list(clock)
                + (days.isEmpty() && months().isEmpty() ? " every day" : days);
    text += months();
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  /** 09:00, 12:30, if the times are few; otherwise empty. */
  private List<String> clockTimes() {
    List<Integer> seconds = singles(CronField.SECOND);
    List<Integer> minutes = singles(CronField.MINUTE);
    List<Integer> hours = singles(CronField.HOUR);
    TreeSet<String> found = new TreeSet<>();
    if (seconds.size() * minutes.size() * hours.size() <= MOST_TIMES) {
      for (int hour : hours) {
        for (int minute : minutes) {
          for (int second : seconds) {
            found.add(
                String.format(Locale.ROOT, "%02d:%02d", hour, minute)
                    + (second == 0 ? "" : String.format(Locale.ROOT, ":%02d", second)));
          }
        }
      }
    }
    return List.copyOf(found);
  }

  private String times() {
    boolean onTheMinute = singles(CronField.SECOND).equals(List.of(0));
    boolean onTheHour = onTheMinute && singles(CronField.MINUTE).equals(List.of(0));
    if (onTheHour && evenStep(CronField.HOUR) > 0) {
      return leading(CronField.HOUR);
    }
    List<String> parts = new ArrayList<>();
    if (onTheMinute) {
      parts.add(leading(CronField.MINUTE));
    } else {
      parts.add(leading(CronField.SECOND));
      if (evenStep(CronField.MINUTE) != 1 || evenStep(CronField.SECOND) == 0) {
        parts.add(values(CronField.MINUTE));
      }
    }
    if (evenStep(CronField.HOUR) != 1 || !parts.get(parts.size() - 1).startsWith("every")) {
      parts.add(values(CronField.HOUR));
    }
    StringBuilder text = new StringBuilder(parts.get(0).startsWith("every") ? "" : "at ");
    text.append(parts.get(0));
    for (int i = 1; i < parts.size(); i++) {
      text.append(parts.get(i - 1).startsWith("every") ? " during " : " of ").append(parts.get(i));
    }
    return text.toString();
  }

  private String days() {
    boolean everyDate = evenStep(CronField.DAY_OF_MONTH) == 1;
    boolean everyWeekday = evenStep(CronField.DAY_OF_WEEK) == 1;
    if (everyDate && everyWeekday) {
      return "";
    }
    if (everyDate) {
      return " on " + values(CronField.DAY_OF_WEEK);
    }
    String dates = " on " + values(CronField.DAY_OF_MONTH) + " of the month";
    if (everyWeekday) {
      return dates;
    }
    return dates
        + (expression.eitherDay() ? " or on " : " that is also ")
        + values(CronField.DAY_OF_WEEK);
  }

  private String months() {
    return evenStep(CronField.MONTH) == 1 ? "" : " in " + values(CronField.MONTH);
  }

  /** The field as a list of words, with its unit in front where the values are mere numbers. */
  private String values(CronField field) {
    boolean named = field == CronField.MONTH || field == CronField.DAY_OF_WEEK;
    List<String> words = new ArrayList<>();
    int bare = 0;
    for (CronItem item : expression.items(field)) {
      boolean isBare = !named && item instanceof CronItem.Range range && range.step() == 1;
      bare += isBare ? 1 : 0;
      words.add((isBare ? unit(field) + " " : "") + word(field, item));
    }
    String prefix = unit(field) + " ";
    if (bare < words.size() || singles(field).size() == 1) {
      return Words.list(words);
    }
    words.replaceAll(word -> word.substring(prefix.length()));
    return unit(field) + "s " + Words.list(words);
  }

  /** The field as the first words, where "every 5 minutes" says more than "every 5th minute". */
  private String leading(CronField field) {
    int step = evenStep(field);
    return step > 1 ? "every " + step + " " + unit(field) + "s" : values(field);
  }

  private String word(CronField field, CronItem item) {
    if (item instanceof CronItem.All all) {
      return every(field, all.step());
    }
    if (item instanceof CronItem.Range range) {
      String from = name(field, range.from());
      String to = name(field, range.to());
      if (range.from() == range.to()) {
        return from;
      }
      String span = from + " to " + to;
      return range.step() == 1
          ? span
          : "every " + ordinal(range.step()) + " " + unit(field) + " from " + span;
    }
    if (item instanceof CronItem.FromEnd day) {
      return day.before() == 0 ? "the last day" : "day " + day.before() + " before the last day";
    }
    if (item instanceof CronItem.LastWorkday) {
      return "the last weekday";
    }
    if (item instanceof CronItem.NearestWorkday day) {
      return "the weekday nearest to day " + day.day();
    }
    if (item instanceof CronItem.Nth nth) {
      return "the " + ordinal(nth.n()) + " " + name(field, nth.weekday()) + " of the month";
    }
    CronItem.Last last = (CronItem.Last) item;
    return "the last " + name(field, last.weekday()) + " of the month";
  }

  private static String every(CronField field, int step) {
    return "every " + (step == 1 ? "" : ordinal(step) + " ") + unit(field);
  }

  /** The step, if the field is nothing but {@code *} with a step that divides it; otherwise 0. */
  private int evenStep(CronField field) {
    List<CronItem> items = expression.items(field);
    return items.size() == 1
            && items.get(0) instanceof CronItem.All all
            && field.size() % all.step() == 0
        ? all.step()
        : 0;
  }

  /** The values, if the field is nothing but single values; otherwise empty. */
  private List<Integer> singles(CronField field) {
    List<Integer> values = new ArrayList<>();
    for (CronItem item : expression.items(field)) {
      if (!(item instanceof CronItem.Range range) || range.from() != range.to()) {
        return List.of();
      }
      values.add(range.from());
    }
    return values;
  }

  private static String unit(CronField field) {
    return switch (field) {
      case SECOND, MINUTE, HOUR, MONTH -> field.title;
      case DAY_OF_MONTH, DAY_OF_WEEK -> "day";
    };
  }

  private static String name(CronField field, int value) {
    return switch (field) {
      case SECOND, MINUTE, HOUR, DAY_OF_MONTH -> String.valueOf(value);
      case MONTH -> Month.of(value).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case DAY_OF_WEEK ->
          DayOfWeek.of(value == 0 ? 7 : value).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    };
  }

  private static String ordinal(int number) {
    String suffix =
        number / 10 == 1
            ? "th"
            : switch (number % 10) {
              case 1 -> "st";
              case 2 -> "nd";
              case 3 -> "rd";
              default -> "th";
            };
    return number + suffix;
  }
}
