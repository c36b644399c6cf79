package io.schedulezero.api;

import io.schedulezero.handler.Durations;
import io.schedulezero.input.Texts;
import io.schedulezero.schedule.Dst;
import io.schedulezero.schedule.Trigger;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A trigger in one of the forms in which it can be written. */
final class TriggerView {
  private static final Map<String, Duration> UNITS = units();

  private TriggerView() {}

  private static Map<String, Duration> units() {
    Map<String, Duration> units = new LinkedHashMap<>();
    units.put("days", Duration.ofDays(1));
    units.put("hours", Duration.ofHours(1));
    units.put("minutes", Duration.ofMinutes(1));
    return units;
  }

  static Map<String, Object> of(Trigger trigger) {
    Map<String, Object> view = new LinkedHashMap<>();
    if (trigger instanceof Trigger.Date date) {
      view.put("type", "date");
      view.put("run_at", date.runAt().toString());
    } else if (trigger instanceof Trigger.Interval interval) {
      interval(view, interval);
    } else if (trigger instanceof Trigger.Cron cron) {
      view.put("type", "cron");
      view.put("expression", cron.expression());
      zoned(view, cron.zone(), cron.dst());
    } else if (trigger instanceof Trigger.CalendarInterval calendar) {
      calendarInterval(view, calendar);
    } else if (trigger instanceof Trigger.DailyWindow window) {
      dailyWindow(view, window);
    }
    return view;
  }

  private static void interval(Map<String, Object> view, Trigger.Interval interval) {
    view.put("type", "interval");
    long millis = interval.every().toMillis();
    Map.Entry<String, Duration> unit =
        UNITS.entrySet().stream()
            .filter(u -> millis % u.getValue().toMillis() == 0)
            .findFirst()
            .orElse(Map.entry("seconds", Duration.ofSeconds(1)));
    BigDecimal count =
        BigDecimal.valueOf(millis).divide(BigDecimal.valueOf(unit.getValue().toMillis()));
    view.put(unit.getKey(), count.stripTrailingZeros().scale() <= 0 ? count.longValue() : count);
    if (interval.startAt() != null) {
      view.put("start_at", interval.startAt().toString());
    }
    view.put("anchor", Texts.name(interval.anchor()));
  }

  private static void calendarInterval(Map<String, Object> view, Trigger.CalendarInterval trigger) {
    view.put("type", "calendar_interval");
    Period every = trigger.every();
    if (every.getYears() > 0) {
      view.put("years", every.getYears());
    } else if (every.getMonths() > 0) {
      view.put("months", every.getMonths());
    } else if (every.get(ChronoUnit.DAYS) % 7 == 0) {
      view.put("weeks", every.get(ChronoUnit.DAYS) / 7);
    } else {
      view.put("days", every.get(ChronoUnit.DAYS));
    }
    view.put("at", trigger.at().toString());
    if (trigger.startAt() != null) {
      view.put("start_at", trigger.startAt().toString());
    }
    zoned(view, trigger.zone(), trigger.dst());
  }

  private static void dailyWindow(Map<String, Object> view, Trigger.DailyWindow window) {
    view.put("type", "daily_window");
    view.put("from", window.from().toString());
    view.put("to", window.to().toString());
    view.put("every", Durations.format(window.every()));
    view.put("days", days(window.days()));
    zoned(view, window.zone(), window.dst());
  }

  static List<String> days(Collection<DayOfWeek> days) {
    return days.stream().sorted().map(Texts::name).toList();
  }

  private static void zoned(Map<String, Object> view, ZoneId zone, Dst dst) {
    view.put("timezone", zone(zone));
    view.put("dst", Map.of("gap", Texts.name(dst.gap()), "overlap", Texts.name(dst.overlap())));
  }

  static String zone(ZoneId zone) {
    return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
  }
}
