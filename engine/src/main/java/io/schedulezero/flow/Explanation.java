package io.schedulezero.flow;

import io.schedulezero.run.RunId;
import io.schedulezero.run.RunState;
import java.util.List;

/**
 * Why a run is where it is.
 *
 * @param summary one sentence
 * @param gates in the order in which a run that waits passes them; none if it does not wait
 */
public record Explanation(RunId run, RunState state, String summary, List<Gate> gates) {
  public Explanation {
    gates = List.copyOf(gates);
  }
}
