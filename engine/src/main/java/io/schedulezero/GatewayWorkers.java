package io.schedulezero;

import io.schedulezero.dispatch.remote.Gateway;
import io.schedulezero.dispatch.remote.WorkerStatus;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The workers that are connected to this scheduler. */
final class GatewayWorkers implements Workers {
  private final Gateway gateway;

  GatewayWorkers(Gateway gateway) {
    this.gateway = gateway;
  }

  @Override
  public List<WorkerStatus> list() {
    return gateway.workers();
  }

  @Override
  public WorkerStatus get(String name) {
    return gateway.worker(name).orElseThrow(() -> unknown(name));
  }

  @Override
  public WorkerStatus drain(String name, @Nullable Duration within, String reason) {
    mustBe(gateway.drain(name, within, reason), name);
    return get(name);
  }

  @Override
  public WorkerStatus resume(String name) {
    WorkerStatus before = get(name);
    if (!gateway.resume(name)) {
      throw new Conflict(
          "Worker \"" + before.name() + "\" was told to leave, and cannot be called back");
    }
    return get(name);
  }

  @Override
  public void evict(String name) {
    get(name);
    if (!gateway.evict(name)) {
      throw new Conflict("Worker \"" + name + "\" has no session");
    }
  }

  private static void mustBe(boolean known, String name) {
    if (!known) {
      throw unknown(name);
    }
  }

  private static NotFound unknown(String name) {
    return new NotFound("There is no worker \"" + name + "\"");
  }
}
