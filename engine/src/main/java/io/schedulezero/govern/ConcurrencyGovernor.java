package io.schedulezero.govern;

import io.schedulezero.run.Run;
import java.util.HashMap;
import java.util.Map;

/**
 * At most so many runs at the same time, in all and for single handlers. A broadcast does not
 * count, but each of the runs that it makes: it would hold them up.
 */
public final class ConcurrencyGovernor implements Governor {
  private static final Verdict ADMIT = new Verdict.Admit();

  private final int most;
  private final Map<String, Integer> mostByHandler;
  private final Map<String, Integer> runningByHandler = new HashMap<>();
  private int running;

  /**
   * Limits as configured.
   *
   * @param most in all
   * @param mostByHandler for the handlers that have a limit of their own
   */
  public ConcurrencyGovernor(int most, Map<String, Integer> mostByHandler) {
    this.most = most;
    this.mostByHandler = Map.copyOf(mostByHandler);
  }

  @Override
  public Verdict judge(Run run) {
    if (run.spec().route().broadcast()) {
      return ADMIT;
    }
    if (running >= most) {
      return new Verdict.Hold("max_concurrent: " + running + " of " + most + " are running");
    }
    String handler = run.spec().handler();
    Integer limit = mostByHandler.get(handler);
    if (limit != null && runningByHandler.getOrDefault(handler, 0) >= limit) {
      return new Verdict.Hold(
          "per_handler_limits."
              + handler
              + ".concurrent: "
              + limit
              + " of "
              + limit
              + " are running");
    }
    return ADMIT;
  }

  @Override
  public void started(Run run) {
    if (run.spec().route().broadcast()) {
      return;
    }
    running++;
    if (mostByHandler.containsKey(run.spec().handler())) {
      runningByHandler.merge(run.spec().handler(), 1, Integer::sum);
    }
  }

  @Override
  public void ended(Run run) {
    if (run.spec().route().broadcast()) {
      return;
    }
    running--;
    runningByHandler.computeIfPresent(run.spec().handler(), (h, n) -> n == 1 ? null : n - 1);
  }
}
