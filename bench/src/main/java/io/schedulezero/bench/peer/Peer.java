package io.schedulezero.bench.peer;

import java.time.Instant;
import java.util.List;

/**
 * One scheduler, started and ready for work. Every method returns when the peer has acknowledged,
 * with whatever durability it has, and may be called from any thread.
 *
 * <p>A one-off job calls {@link Tally#ran} with its argument, a fire calls {@link Tally#fired}.
 */
public interface Peer extends AutoCloseable {
  /** A job that is due now. */
  void submit(String arg) throws Exception;

  /** The same for many, by whatever means the peer has for many; one by one where it has none. */
  void submitAll(List<String> args) throws Exception;

  void submitAt(Instant due, String arg) throws Exception;

  void schedule(Repetition repetition) throws Exception;

  void scheduleAll(List<Repetition> repetitions) throws Exception;

  void unschedule(String id) throws Exception;

  void unscheduleAll(List<String> ids) throws Exception;

  /** Whether it has recorded the end of every job that ran, where that comes after the job. */
  default boolean settled() throws Exception {
    return true;
  }

  @Override
  void close();
}
