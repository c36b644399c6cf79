package io.schedulezero.handler;

import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;

/**
 * What a handler knows about the attempt that it is executing. A handler gets it by a parameter of
 * this type, at any position.
 *
 * <pre>{@code
 * @Handler
 * void importOrders(URI feed, RunContext run) {
 *   List<Order> orders = read(feed);
 *   for (int i = 0; i < orders.size(); i++) {
 *     run.throwIfCancelled();
 *     store.put(orders.get(i), run.fence());
 *     run.progress((i + 1.0) / orders.size(), "order " + orders.get(i).id());
 *   }
 *   run.logger().info("{} orders", orders.size());
 * }
 * }</pre>
 *
 * <p>All methods may be called from any thread and do not block. After the attempt has ended,
 * progress and log lines are dropped.
 */
public interface RunContext {
  /** The run's name: the same for all its attempts, unique for ever. A good idempotency key. */
  String runId();

  /** Name of the handler. */
  String handler();

  /** 1 for the first attempt of the run. */
  int attempt();

  /**
   * The fencing number of the attempt: a later attempt of the same run always has a greater one.
   * Pass it to what you write to and refuse a smaller one than the last seen there, so that an
   * attempt that was given up for lost, but still lives, cannot overwrite what its successor wrote:
   *
   * <pre>{@code
   * UPDATE report SET text = :text, fence = :fence WHERE id = :id AND fence <= :fence
   * }</pre>
   */
  long fence();

  /**
   * The nominal instant: when the schedule said that it is time, or when the run was due. It is the
   * same for all attempts, however late they are; use it instead of the clock to decide which
   * period to work on.
   */
  Instant fireTime();

  /** When the attempt is interrupted; empty if it may take any time. */
  Optional<Instant> deadline();

  /** Whether somebody cancelled the run, its time is over, or the process is stopping. */
  boolean isCancelled();

  /**
   * Leaves the handler if it is cancelled. Call it between the steps of long work.
   *
   * @throws RunCancelled if {@link #isCancelled}
   */
  void throwIfCancelled();

  /**
   * Calls {@code action} once, on the thread that cancels, when the attempt is cancelled; at once
   * if it already is. For work that does not notice an interrupt, such as a remote call.
   */
  void onCancel(Runnable action);

  /**
   * Tells those who watch the run how far it is. Cheap; only the latest is kept.
   *
   * @param fraction 0 to 1; what is outside, or not a number, counts as the nearest of them
   * @param message a few words, may be empty
   */
  void progress(double fraction, String message);

  /** A logger whose lines belong to the run: they are kept with it, and go to the program's log. */
  Logger logger();
}
