package io.schedulezero.api;

import io.schedulezero.input.Fields;
import io.schedulezero.input.Nearest;
import io.schedulezero.schedule.Dst;
import io.schedulezero.schedule.Trigger;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** When, as it is written. */
final class TriggerBody {
  private static final Trigger PLACEHOLDER = new Trigger.Date(Instant.EPOCH);
  private static final List<String> TYPES =
      List.of("date", "interval", "cron", "calendar_interval", "daily_window");

  /** What triggers of any type have. */
  private static final Set<String> NAMES =
      Set.of(
          ("run_at seconds minutes hours days weeks months years start_at anchor expression second"
                  + " minute hour day_of_month month day_of_week at from to every timezone dst")
              .split(" "));

  private static final Map<String, Long> SECONDS =
      Map.of("seconds", 1L, "minutes", 60L, "hours", 3_600L, "days", 86_400L, "weeks", 604_800L);
  private static final int MOST_UNITS = 1_000_000_000;
  private static final int MOST_CALENDAR_UNITS = 100_000;

  private final Fields fields;

  private TriggerBody(Fields fields) {
    this.fields = fields;
  }

  static Trigger read(Fields parent) {
    Fields fields = parent.object("trigger");
    if (fields == null) {
      return parent.required("trigger", null, PLACEHOLDER);
    }
    String type = fields.required("type", fields.text("type", 100), "");
    if (!TYPES.contains(type)) {
      if (!type.isEmpty()) {
        fields.problem(
            "type", "must be one of " + String.join(", ", TYPES) + Nearest.hint(type, TYPES));
      }
      return PLACEHOLDER;
    }
    Trigger trigger =
        parent.built("trigger", () -> new TriggerBody(fields).trigger(type), PLACEHOLDER);
    fields.done();
    return trigger;
  }

  /** A patch may remove what triggers of other types have, whether this one had it or not. */
  static void forgetOtherTypes(JsonNode trigger) {
    if (trigger instanceof ObjectNode object) {
      NAMES.stream().filter(name -> object.path(name).isNull()).forEach(object::remove);
    }
  }

  private Trigger trigger(String type) {
    return switch (type) {
      case "date" -> new Trigger.Date(instant("run_at"));
      case "interval" -> interval();
      case "cron" -> CronBody.read(fields, zone(), dst());
      case "calendar_interval" -> calendarInterval();
      default -> dailyWindow();
    };
  }

  private Instant instant(String name) {
    return fields.required(name, fields.instant(name), Instant.EPOCH);
  }

  private LocalTime time(String name) {
    return fields.required(name, fields.time(name), LocalTime.MIDNIGHT);
  }

  private ZoneId zone() {
    ZoneId zone = fields.zone("timezone");
    return zone == null ? ZoneOffset.UTC : zone;
  }

  private Dst dst() {
    Fields parts = fields.object("dst");
    if (parts == null) {
      return Dst.DEFAULT;
    }
    Dst.Gap gap = parts.choice("gap", Dst.Gap.class);
    Dst.Overlap overlap = parts.choice("overlap", Dst.Overlap.class);
    parts.done();
    return new Dst(
        gap == null ? Dst.DEFAULT.gap() : gap, overlap == null ? Dst.DEFAULT.overlap() : overlap);
  }

  private Trigger interval() {
    BigDecimal seconds = BigDecimal.ZERO;
    boolean given = false;
    for (Map.Entry<String, Long> unit : new TreeMap<>(SECONDS).entrySet()) {
      BigDecimal count = fields.number(unit.getKey(), 0, MOST_UNITS);
      if (count != null) {
        seconds = seconds.add(count.multiply(BigDecimal.valueOf(unit.getValue())));
      }
      given |= fields.has(unit.getKey());
    }
    Trigger.Anchor anchor = fields.choice("anchor", Trigger.Anchor.class);
    Instant startAt = fields.instant("start_at");
    Duration every = Duration.ofMillis(millis(seconds));
    if (!given) {
      fields.problem("seconds", "is missing, as are minutes, hours, days and weeks; give one");
      return PLACEHOLDER;
    }
    if (every.compareTo(Trigger.Interval.SHORTEST) < 0) {
      fields.problem("seconds", "and the other units must be 1 ms or more together");
      return PLACEHOLDER;
    }
    return new Trigger.Interval(every, startAt, anchor == null ? Trigger.Anchor.START : anchor);
  }

  private static long millis(BigDecimal seconds) {
    return seconds.movePointRight(3).setScale(0, RoundingMode.DOWN).longValue();
  }

  private Trigger calendarInterval() {
    Map<String, Period> given = new TreeMap<>();
    for (String unit : List.of("days", "weeks", "months", "years")) {
      Integer count = fields.small(unit, 1, MOST_CALENDAR_UNITS);
      if (fields.has(unit)) {
        given.put(unit, count == null ? Period.ofDays(1) : period(unit, count));
      }
    }
    if (given.size() != 1) {
      fields.problem(
          "days", "must be one of days, weeks, months and years, not " + given.size() + " of them");
    }
    LocalTime at = time("at");
    Instant startAt = fields.instant("start_at");
    Period every = given.isEmpty() ? Period.ofDays(1) : given.values().iterator().next();
    return new Trigger.CalendarInterval(every, at, zone(), startAt, dst());
  }

  private static Period period(String unit, int count) {
    return switch (unit) {
      case "days" -> Period.ofDays(count);
      case "weeks" -> Period.ofWeeks(count);
      case "months" -> Period.ofMonths(count);
      default -> Period.ofYears(count);
    };
  }

  private Trigger dailyWindow() {
    LocalTime from = time("from");
    LocalTime to = time("to");
    Duration every = fields.required("every", fields.duration("every"), Duration.ofSeconds(1));
    Set<DayOfWeek> days = WeekdaysBody.read(fields, "days");
    if (fields.has("to") && to.isBefore(from)) {
      fields.problem("to", "must not be before from");
      return PLACEHOLDER;
    }
    if (every.compareTo(Duration.ofSeconds(1)) < 0) {
      fields.problem("every", "must be 1 s or more");
      return PLACEHOLDER;
    }
    Set<DayOfWeek> used = days == null ? EnumSet.allOf(DayOfWeek.class) : days;
    return new Trigger.DailyWindow(from, to, every, used, zone(), dst());
  }
}
