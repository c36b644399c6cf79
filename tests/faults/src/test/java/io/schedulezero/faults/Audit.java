package io.schedulezero.faults;

import io.schedulezero.faults.Executions.Line;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Looks from outside at what became of runs: by the HTTP API, and by what handlers wrote down. The
 * handlers that it knows return the fence of their attempt.
 */
final class Audit {
  private final Executions executions;
  private final List<String> breaches = new ArrayList<>();
  private final Map<Long, String> fences = new HashMap<>();

  private Audit(Executions executions) {
    this.executions = executions;
  }

  /**
   * What is wrong, in words; empty if nothing.
   *
   * @param runs all that there were, by id, as the HTTP API shows them
   * @param slots how many attempts a worker may execute at the same time
   */
  static List<String> of(Map<String, JsonNode> runs, Executions executions, int slots) {
    Audit audit = new Audit(executions);
    runs.forEach(audit::look);
    audit.lookAtExecutions(slots);
    return audit.breaches;
  }

  private void look(String id, JsonNode run) {
    String state = run.get("state").asString();
    if (!Api.TERMINAL.contains(state)) {
      breach(id, "I4: it is " + state + " still");
    }
    long last = 0;
    int succeeded = 0;
    for (JsonNode attempt : run.get("attempts")) {
      long fence = attempt.get("fence").asLong();
      if (fence <= last) {
        breach(id, "I3: fence " + fence + " comes after " + last);
      }
      String other = fences.put(fence, id);
      if (other != null) {
        breach(id, "I3: its fence " + fence + " is one of run " + other + ", too");
      }
      last = fence;
      succeeded += "succeeded".equals(attempt.path("outcome").asString("")) ? 1 : 0;
    }
    if (succeeded != (state.equals("succeeded") ? 1 : 0)) {
      breach(id, "I1: it is " + state + ", and " + succeeded + " attempts have succeeded");
    }
    JsonNode result = run.path("result");
    if (state.equals("succeeded") && result.isNumber() && result.asLong() != last) {
      breach(id, "I2: the result is of fence " + result + ", but the last attempt has " + last);
    }
  }

  private void lookAtExecutions(int slots) {
    Set<Long> begun = new HashSet<>();
    for (Line line : executions.lines()) {
      if (line.begins() && !begun.add(line.fence())) {
        breach(line.run(), "fence " + line.fence() + " began twice");
      }
      String run = fences.get(line.fence());
      if (run != null && !run.equals(line.run())) {
        breach(line.run(), "it was executed with fence " + line.fence() + " of run " + run);
      }
    }
    if (executions.mostAtOnce() > slots) {
      breach("workers", "I5: one did " + executions.mostAtOnce() + " at once with " + slots);
    }
  }

  private void breach(String of, String what) {
    breaches.add(of + ": " + what);
  }
}
