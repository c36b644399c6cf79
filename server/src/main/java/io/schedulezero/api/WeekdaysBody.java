package io.schedulezero.api;

import io.schedulezero.input.Fields;
import io.schedulezero.input.Texts;
import java.time.DayOfWeek;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Days of the week: a list, or text such as {@code mon-fri} or {@code sat,sun}. */
final class WeekdaysBody {
  private static final int MOST = 7;

  private WeekdaysBody() {}

  static @Nullable Set<DayOfWeek> read(Fields fields, String name) {
    JsonNode node = fields.node(name);
    if (node == null) {
      return null;
    }
    if (node.isArray()) {
      List<DayOfWeek> days = fields.list(name, MOST, Texts::weekday);
      return days == null || days.isEmpty() ? nothing(fields, name) : EnumSet.copyOf(days);
    }
    return fields.parsed(name, WeekdaysBody::ranges);
  }

  private static @Nullable Set<DayOfWeek> nothing(Fields fields, String name) {
    fields.problem(name, "must name at least one day of the week");
    return null;
  }

  private static Set<DayOfWeek> ranges(String text) {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (String part : text.split(",", MOST + 1)) {
      String[] ends = part.strip().split("-", 2);
      DayOfWeek last = Texts.weekday(ends[ends.length - 1].strip());
      DayOfWeek day = Texts.weekday(ends[0].strip());
      days.add(day);
      while (day != last) {
        day = day.plus(1);
        days.add(day);
      }
    }
    return days;
  }
}
