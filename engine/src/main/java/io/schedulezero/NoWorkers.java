package io.schedulezero;

import io.schedulezero.dispatch.remote.WorkerStatus;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The workers of a scheduler that listens for none. */
final class NoWorkers implements Workers {
  @Override
  public List<WorkerStatus> list() {
    return List.of();
  }

  @Override
  public WorkerStatus get(String name) {
    throw unknown(name);
  }

  @Override
  public WorkerStatus drain(String name, @Nullable Duration within, String reason) {
    throw unknown(name);
  }

  @Override
  public WorkerStatus resume(String name) {
    throw unknown(name);
  }

  @Override
  public void evict(String name) {
    throw unknown(name);
  }

  private static NotFound unknown(String name) {
    return new NotFound(
        "There is no worker \"" + name + "\"; this scheduler does not listen for workers");
  }
}
