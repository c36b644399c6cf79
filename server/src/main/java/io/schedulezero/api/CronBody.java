package io.schedulezero.api;

import io.schedulezero.input.Fields;
import io.schedulezero.schedule.Dst;
import io.schedulezero.schedule.Trigger;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A cron trigger, written as an expression or by fields. */
final class CronBody {
  /** Finest first, as an expression has them; day of week is as coarse as day of month. */
  private static final List<String> FIELDS =
      List.of("second", "minute", "hour", "day_of_month", "month", "day_of_week");

  private static final int LONGEST = 1_000;
  private static final int LONGEST_FIELD = 200;

  private CronBody() {}

  static Trigger read(Fields fields, ZoneId zone, Dst dst) {
    String expression = fields.name("expression", LONGEST);
    List<@Nullable String> given = new ArrayList<>();
    for (String field : FIELDS) {
      given.add(value(fields, field));
    }
    List<String> present = FIELDS.stream().filter(fields::has).toList();
    if (fields.has("expression") && !present.isEmpty()) {
      fields.problem(present.get(0), "cannot be together with expression; leave one of them out");
    } else if (!fields.has("expression") && present.isEmpty()) {
      fields.problem("expression", "is missing; give it, or fields such as minute and hour");
    }
    return new Trigger.Cron(expression == null ? composed(given) : expression, zone, dst);
  }

  private static @Nullable String value(Fields fields, String name) {
    JsonNode node = fields.node(name);
    if (node != null && node.isNumber()) {
      Integer number = fields.small(name, 0, 59);
      return number == null ? null : number.toString();
    }
    String text = fields.name(name, LONGEST_FIELD);
    if (text != null && text.chars().anyMatch(Character::isWhitespace)) {
      fields.problem(name, "must have no spaces");
    }
    return text;
  }

  /** A field that is left out is any if a finer one is given, and else at its lowest. */
  private static String composed(List<@Nullable String> given) {
    List<String> parts = new ArrayList<>();
    boolean finerGiven = false;
    for (int i = 0; i < FIELDS.size(); i++) {
      String value = given.get(i);
      boolean isDay = FIELDS.get(i).startsWith("day_of_");
      boolean anyDay = isDay && (finerGiven || given.get(3) != null || given.get(5) != null);
      String otherwise = finerGiven || anyDay || i >= 4 ? "*" : i == 3 ? "1" : "0";
      parts.add(value == null ? otherwise : value);
      finerGiven |= value != null;
    }
    if (parts.get(0).equals("0")) {
      parts.remove(0);
    }
    return String.join(" ", parts);
  }
}
