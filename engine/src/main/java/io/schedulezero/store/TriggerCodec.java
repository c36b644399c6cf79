package io.schedulezero.store;

import static io.schedulezero.store.SpecCodec.word;

import io.schedulezero.schedule.Dst;
import io.schedulezero.schedule.Trigger;
import io.schedulezero.schedule.Trigger.Anchor;
import io.schedulezero.schedule.Trigger.CalendarInterval;
import io.schedulezero.schedule.Trigger.Cron;
import io.schedulezero.schedule.Trigger.DailyWindow;
import io.schedulezero.schedule.Trigger.Date;
import io.schedulezero.schedule.Trigger.Interval;
import io.schedulezero.store.Json.Doc;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;

/** A trigger as a document that names its kind. */
final class TriggerCodec {
  private TriggerCodec() {}

  static Doc doc(Trigger trigger) {
    if (trigger instanceof Date date) {
      return kind("date").with("run_at", date.runAt());
    }
    if (trigger instanceof Interval interval) {
      return kind("interval")
          .with("every", interval.every())
          .with("start_at", interval.startAt())
          .with("anchor", word(interval.anchor()));
    }
    if (trigger instanceof Cron cron) {
      return dst(kind("cron"), cron.dst())
          .with("expression", cron.expression())
          .with("zone", cron.zone().getId());
    }
    if (trigger instanceof CalendarInterval calendar) {
      return dst(kind("calendar_interval"), calendar.dst())
          .with("every", calendar.every().toString())
          .with("at", calendar.at().toNanoOfDay())
          .with("zone", calendar.zone().getId())
          .with("start_at", calendar.startAt());
    }
    DailyWindow window = (DailyWindow) trigger;
    return dst(kind("daily_window"), window.dst())
        .with("from", window.from().toNanoOfDay())
        .with("to", window.to().toNanoOfDay())
        .with("every", window.every())
        .with("days", ScheduleCodec.days(window.days()))
        .with("zone", window.zone().getId());
  }

  private static Doc kind(String kind) {
    return new Doc().with("kind", kind);
  }

  private static Doc dst(Doc doc, Dst dst) {
    return doc.with("gap", word(dst.gap())).with("overlap", word(dst.overlap()));
  }

  static Trigger trigger(Doc doc) {
    String kind = doc.text("kind");
    return switch (kind) {
      case "date" -> new Date(doc.instant("run_at"));
      case "interval" ->
          new Interval(
              doc.duration("every"),
              doc.instantOrNull("start_at"),
              word(Anchor.class, doc.text("anchor")));
      case "cron" -> new Cron(doc.text("expression"), zone(doc), dst(doc));
      case "calendar_interval" ->
          new CalendarInterval(
              Period.parse(doc.text("every")),
              LocalTime.ofNanoOfDay(doc.number("at")),
              zone(doc),
              doc.instantOrNull("start_at"),
              dst(doc));
      case "daily_window" ->
          new DailyWindow(
              LocalTime.ofNanoOfDay(doc.number("from")),
              LocalTime.ofNanoOfDay(doc.number("to")),
              doc.duration("every"),
              ScheduleCodec.days(doc.texts("days")),
              zone(doc),
              dst(doc));
      default -> throw new IllegalStateException("A stored trigger is of unknown kind: " + kind);
    };
  }

  private static ZoneId zone(Doc doc) {
    return ZoneId.of(doc.text("zone"));
  }

  private static Dst dst(Doc doc) {
    return new Dst(
        word(Dst.Gap.class, doc.text("gap")), word(Dst.Overlap.class, doc.text("overlap")));
  }
}
