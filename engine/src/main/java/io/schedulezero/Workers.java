package io.schedulezero;

import io.schedulezero.dispatch.remote.WorkerStatus;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The workers of this scheduler: see them, and have them stop. Callable from any thread.
 *
 * <p>Refusals are {@link NotFound} and {@link Conflict}; nothing has changed then.
 */
public interface Workers {
  /** All that are connected, or hold attempts that are waited for, by name. */
  List<WorkerStatus> list();

  WorkerStatus get(String name);

  /**
   * Gives a worker nothing new.
   *
   * @param within how long it may take to end what it has, after which it cancels that, and then
   *     leaves for good; if null, it stays and goes on after {@link #resume}
   * @param reason for people
   */
  WorkerStatus drain(String name, @Nullable Duration within, String reason);

  /** Gives it attempts again. */
  WorkerStatus resume(String name);

  /**
   * Ends its session. The worker may begin another and takes its attempts along; if it does not,
   * they are lost when their lease ends.
   */
  void evict(String name);
}
