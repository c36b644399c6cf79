package io.schedulezero.api;

import io.schedulezero.RouteRequest;
import io.schedulezero.input.Fields;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which targets may execute a run, in the fields of a run or of a schedule. */
final class RunRouteBody {
  private static final int LONGEST = 200;

  private RunRouteBody() {}

  static RouteRequest read(Fields fields) {
    return new RouteRequest(
        labels(fields.object("worker")),
        fields.text("target", LONGEST),
        fields.text("handler_version", LONGEST),
        fields.text("affinity", LONGEST),
        isBroadcast(fields));
  }

  private static boolean isBroadcast(Fields fields) {
    Boolean broadcast = fields.flag("broadcast");
    return broadcast != null && broadcast;
  }

  private static Map<String, String> labels(@Nullable Fields worker) {
    Map<String, String> labels = new LinkedHashMap<>();
    if (worker != null) {
      for (String name : worker.names()) {
        String value = worker.text(name, LONGEST);
        if (value != null) {
          labels.put(name, value);
        } else if (!worker.has(name)) {
          worker.problem(name, "must be a text, not null");
        }
      }
    }
    return labels;
  }
}
