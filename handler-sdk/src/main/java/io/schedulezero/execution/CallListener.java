package io.schedulezero.execution;

import java.util.List;

/** Is told what becomes of a call. Called on any thread; must not block. */
public interface CallListener {
  /** The call is over. Told exactly once for each call that was prepared and begun or cancelled. */
  void ended(Call call, Ending ending);

  /** Lines that the handler logged, in order. None come after the end. */
  void logged(Call call, List<Line> lines);

  /**
   * How far the handler says it is; only the latest counts.
   *
   * @param fraction 0 to 1
   */
  void progressed(Call call, double fraction, String message);
}
