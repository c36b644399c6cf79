package io.schedulezero.trigger;

import io.schedulezero.run.ScheduleId;
import java.time.Instant;
import java.util.Collection;

/**
 * Calls at each fire of the schedules that are armed.
 *
 * <p>A timer promises to call, not to be exact or complete: a call can come late, and after a stall
 * one call stands for all the fires that have passed. Whoever is called asks {@link CatchUp} what
 * is due.
 *
 * <p>All methods may be called from any thread, also from within {@link Firing#fired}. Only {@link
 * #close} blocks, until the last call has returned.
 */
public interface Timer extends AutoCloseable {
  /** Begins to call, also for what was armed before. Once only. */
  void start(Firing firing);

  /**
   * Calls at {@link Nominal#fireAt} of each fire after {@code after}, those that are skipped
   * included, since they leave a row. Replaces what was armed under this id.
   *
   * @param priority of calls that are due at the same instant, the higher comes first
   */
  void arm(ScheduleId id, int priority, FireTimes times, Instant after);

  /** Arms many at once, which is faster than one by one. */
  void armAll(Collection<Armed> schedules);

  /** Calls once. Replaces what was armed under this id. */
  void armOnce(ScheduleId id, int priority, Instant at);

  /** Calls no more for this id; a call that is under way may still come. */
  void disarm(ScheduleId id);

  void disarmAll(Collection<ScheduleId> ids);

  /** Ends all calls. A closed timer ignores what it is told. */
  @Override
  void close();

  /** What {@link #arm} takes. */
  record Armed(ScheduleId id, int priority, FireTimes times, Instant after) {}
}
