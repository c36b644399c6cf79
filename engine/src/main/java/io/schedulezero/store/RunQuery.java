package io.schedulezero.store;

import io.schedulezero.run.RunFilter;
import io.schedulezero.run.RunId;
import io.schedulezero.run.RunState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A filter of runs as SQL. A filter by state or handler walks the lanes that it names, newest run
 * first, and takes a page from each: no more than that can be on the page of all of them.
 */
final class RunQuery {
  private final Map<String, Object> parameters = new LinkedHashMap<>();
  private final List<String> conditions = new ArrayList<>();
  private final String sql;

  RunQuery(RunFilter filter, long before, int limit) {
    where("r.id < :before", "before", before);
    parameters.put("limit", limit);
    narrow(filter);
    boolean byLane =
        filter.schedule() == null && (filter.handler() != null || !filter.states().isEmpty());
    String page = byLane ? lanes(filter) : plain(filter);
    sql = RunRow.SELECT + "WHERE r.id IN (" + page + ") ORDER BY r.id DESC";
  }

  String sql() {
    return sql;
  }

  Map<String, Object> parameters() {
    return parameters;
  }

  private void narrow(RunFilter filter) {
    if (filter.schedule() != null) {
      where("r.schedule = :schedule", "schedule", filter.schedule().value());
    }
    if (filter.target() != null) {
      where("r.target = :target", "target", filter.target());
    }
    if (filter.tag() != null) {
      where("INSTR(r.tags, :tag) > 0", "tag", SpecCodec.tagLine(filter.tag()));
    }
    if (filter.from() != null) {
      where("r.created_at >= :from", "from", Micros.of(filter.from()));
    }
    if (filter.to() != null) {
      where("r.created_at < :to", "to", Micros.of(filter.to()));
    }
    if (filter.text() != null) {
      says(filter.text());
    }
  }

  private void says(String text) {
    String has = "INSTR(LOWER(COALESCE(%s, '')), :text) > 0";
    List<String> places =
        new ArrayList<>(
            List.of(
                has.formatted("r.unique_key"),
                has.formatted("r.args"),
                has.formatted("r.note"),
                has.formatted("r.error_type"),
                has.formatted("r.error_message"),
                "r.handler IN (SELECT id FROM handlers WHERE INSTR(LOWER(name), :text) > 0)"));
    String lower = RunMatch.lower(text);
    parameters.put("text", lower);
    try {
      parameters.put("id", RunId.parse(lower).value());
      places.add("r.id = :id");
    } catch (IllegalArgumentException notAnId) {
      parameters.remove("id");
    }
    conditions.add("(" + String.join(" OR ", places) + ")");
  }

  private void where(String condition, String name, Object value) {
    conditions.add(condition);
    parameters.put(name, value);
  }

  private String plain(RunFilter filter) {
    List<String> all = new ArrayList<>(conditions);
    if (filter.handler() != null) {
      all.add("r.handler = (SELECT id FROM handlers WHERE name = :handler)");
      parameters.put("handler", filter.handler());
    }
    if (!filter.states().isEmpty()) {
      all.add("r.state IN (" + states(filter, "", ", ") + ")");
    }
    return "SELECT r.id FROM runs r WHERE "
        + String.join(" AND ", all)
        + " ORDER BY r.id DESC LIMIT :limit";
  }

  private String lanes(RunFilter filter) {
    String lane =
        "SELECT r.id FROM runs r WHERE r.handler = h.id AND r.state = s.state AND "
            + String.join(" AND ", conditions)
            + " ORDER BY r.id DESC LIMIT :limit";
    String handlers = "handlers";
    if (filter.handler() != null) {
      handlers = "(SELECT id FROM handlers WHERE name = :handler)";
      parameters.put("handler", filter.handler());
    }
    return "SELECT p.id FROM "
        + handlers
        + " h CROSS JOIN (SELECT column1 AS state FROM (VALUES "
        + states(filter, "(", "), (")
        + ")) s CROSS JOIN runs p ON p.id IN ("
        + lane
        + ") ORDER BY p.id DESC LIMIT :limit";
  }

  private static String states(RunFilter filter, String open, String between) {
    Iterable<RunState> states =
        filter.states().isEmpty() ? List.of(RunState.values()) : filter.states();
    List<String> codes = new ArrayList<>();
    states.forEach(state -> codes.add(String.valueOf(Codes.of(state))));
    return codes.stream().collect(Collectors.joining(between, open, open.isEmpty() ? "" : ")"));
  }
}
