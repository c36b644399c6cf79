package io.schedulezero.api;

import io.schedulezero.RouteRequest;
import io.schedulezero.input.Fields;
import io.schedulezero.run.RetryPolicy;
import io.schedulezero.run.RunSpec;
import io.schedulezero.run.ScheduleId;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What runs and schedules have in common: what is to be executed, and how.
 *
 * @param args one JSON object as text
 */
record SpecBody(
    String handler,
    String args,
    @Nullable Integer priority,
    @Nullable Duration timeout,
    @Nullable RetryPolicy retry,
    List<String> tags,
    RouteRequest route) {
  static final int LONGEST_NAME = 200;
  private static final int LONGEST_TAG = 100;
  private static final int MOST_TAGS = 32;

  static SpecBody read(Fields fields) {
    List<String> tags = fields.list("tags", MOST_TAGS, SpecBody::tag);
    return new SpecBody(
        fields.required("handler", fields.name("handler", LONGEST_NAME), ""),
        args(fields),
        fields.small("priority", RunSpec.MIN_PRIORITY, RunSpec.MAX_PRIORITY),
        timeout(fields),
        RetryBody.read(fields),
        tags == null ? List.of() : tags,
        RunRouteBody.read(fields));
  }

  static String args(Fields fields) {
    ObjectNode args = fields.tree("args");
    return args == null ? "{}" : args.toString();
  }

  private static @Nullable Duration timeout(Fields fields) {
    Duration timeout = fields.duration("timeout");
    if (timeout != null && timeout.isZero()) {
      fields.problem("timeout", "must be longer than zero");
    }
    return timeout;
  }

  static ScheduleId scheduleId(String text) {
    try {
      return new ScheduleId(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(ScheduleId.FORM, e);
    }
  }

  private static String tag(String text) {
    if (text.isBlank()
        || text.length() > LONGEST_TAG
        || text.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "a word of 1 to " + LONGEST_TAG + " characters without control characters");
    }
    return text;
  }
}
