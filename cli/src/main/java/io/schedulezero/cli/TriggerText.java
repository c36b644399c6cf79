package io.schedulezero.cli;

import java.util.List;
import java.util.stream.Collectors;

/** A trigger of the API in a few words. */
final class TriggerText {
  private static final List<String> UNITS =
      List.of("years", "months", "weeks", "days", "hours", "minutes", "seconds");
  private static final List<String> CRON_FIELDS =
      List.of("second", "minute", "hour", "day_of_month", "month", "day_of_week");

  private TriggerText() {}

  static String of(Doc trigger, Moments moments) {
    return switch (trigger.text("type")) {
      case "date" -> "once at " + trigger.instant("run_at").map(moments::absolute).orElse("?");
      case "interval" ->
          "every "
              + units(trigger)
              + (trigger.text("anchor").equals("completion") ? " after completion" : "");
      case "cron" -> cron(trigger) + zone(trigger);
      case "calendar_interval" ->
          "every " + units(trigger) + " at " + trigger.text("at") + zone(trigger);
      case "daily_window" ->
          "every "
              + trigger.text("every")
              + " from "
              + trigger.text("from")
              + " to "
              + trigger.text("to")
              + days(trigger.at("days"))
              + zone(trigger);
      default -> trigger.text();
    };
  }

  private static String cron(Doc trigger) {
    String expression = trigger.text("expression");
    return expression.isEmpty()
        ? given(trigger, CRON_FIELDS, field -> field + " " + trigger.text(field))
        : expression;
  }

  /** {@code 10 minutes}, {@code 1 day}. */
  private static String units(Doc trigger) {
    return given(
        trigger,
        UNITS,
        unit -> {
          String number = trigger.text(unit);
          return number + " " + (number.equals("1") ? unit.substring(0, unit.length() - 1) : unit);
        });
  }

  private static String given(
      Doc trigger, List<String> fields, java.util.function.UnaryOperator<String> words) {
    return fields.stream()
        .filter(field -> trigger.at(field).isPresent())
        .map(words)
        .collect(Collectors.joining(" "));
  }

  private static String days(Doc days) {
    String text =
        days.node().isArray()
            ? days.node()
                .valueStream()
                .map(day -> new Doc(day).text())
                .collect(Collectors.joining(","))
            : days.text();
    return text.isEmpty() ? "" : " on " + text;
  }

  private static String zone(Doc trigger) {
    String zone = trigger.text("timezone");
    return zone.isEmpty() ? "" : " " + zone;
  }
}
