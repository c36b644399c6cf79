package io.schedulezero.config;

import java.time.Duration;

/**
 * How runs are executed and kept.
 *
 * @param slots how many attempts run at a time in this process
 * @param preferLocal whether workers get only what this process has no room for
 * @param stopGrace how long running handlers get when the server stops
 * @param interruptGrace how long an interrupted handler may take to end before it is abandoned
 * @param misfireAfter a fire that is later than this is a misfire
 * @param queueCapacity how many waiting runs are held in memory; 0 for what suits the heap
 * @param maxResultBytes longest result that is kept
 * @param maxLogLines how many log lines of one attempt are kept
 */
public record SchedulerConfig(
    int slots,
    boolean preferLocal,
    Duration stopGrace,
    Duration interruptGrace,
    Duration misfireAfter,
    int queueCapacity,
    int maxResultBytes,
    int maxLogLines,
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
        settings.flag("scheduler.prefer_local", false),
        settings.duration("scheduler.stop_grace", Duration.ofSeconds(30)),
        settings.duration("scheduler.interrupt_grace", Duration.ofSeconds(10)),
        settings.duration("scheduler.misfire_after", Duration.ofSeconds(5)),
        settings.integer("scheduler.queue_capacity", 0, 0, 10_000_000),
        settings.integer("scheduler.max_result_bytes", 1 << 18, 0, 1 << 24),
        settings.integer("scheduler.max_log_lines", 1_000, 0, 1_000_000),
        RetentionConfig.read(settings),
        calendars);
  }
}
