package io.schedulezero.config;

import java.time.Duration;

/**
 * How runs are executed and kept.
 *
 * @param slots how many attempts run at a time in this process
 * @param stopGrace how long running handlers get when the server stops
 * @param maxResultBytes longest result that is kept
 */
public record SchedulerConfig(
    int slots,
    Duration stopGrace,
    int maxResultBytes,
    RetentionConfig retention,
    Calendars calendars) {
  /** Where handlers run. */
  private enum Mode {
    EMBEDDED,
    DISTRIBUTED
  }

  static SchedulerConfig read(Settings settings, Calendars calendars) {
    Mode mode = settings.choice("scheduler.mode", Mode.EMBEDDED, Mode.class);
    if (mode == Mode.DISTRIBUTED) {
      settings.problem("scheduler.mode", "distributed is not in this version; use embedded");
    }
    return new SchedulerConfig(
        settings.integer("scheduler.slots", 16, 1, 10_000),
        settings.duration("scheduler.stop_grace", Duration.ofSeconds(20)),
        settings.integer("scheduler.max_result_bytes", 1 << 16, 0, 1 << 24),
        RetentionConfig.read(settings),
        calendars);
  }
}
