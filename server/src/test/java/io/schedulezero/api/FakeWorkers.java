package io.schedulezero.api;

import io.schedulezero.Conflict;
import io.schedulezero.NotFound;
import io.schedulezero.Workers;
import io.schedulezero.dispatch.remote.Counts;
import io.schedulezero.dispatch.remote.WorkerHealth;
import io.schedulezero.dispatch.remote.WorkerStatus;
import io.schedulezero.dispatch.remote.WorkerStatus.HandlerFigures;
import io.schedulezero.dispatch.remote.WorkerStatus.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Workers that do what they are told, and note it. */
final class FakeWorkers implements Workers {
  private final Map<String, WorkerStatus> workers = Collections.synchronizedMap(new TreeMap<>());
  private final List<String> told = Collections.synchronizedList(new ArrayList<>());

  private final Set<String> leaving = ConcurrentHashMap.newKeySet();

  FakeWorkers with(String name, String... handlers) {
    Instant noon = Instant.parse("2026-11-21T12:00:00Z");
    workers.put(
        name,
        new WorkerStatus(
            name,
            "9b2f6c1e-6b1d-4c7e-9c41-0f5d3a2b1c00",
            "java/0.1.0",
            "127.0.0.1:40000",
            State.READY,
            WorkerHealth.DEGRADED,
            "4 of the last 10 attempts of mail failed, which another worker does better",
            noon.minusSeconds(3_600),
            noon,
            noon.plusSeconds(1),
            16,
            1,
            List.of(handlers),
            Map.of("zone", "a"),
            Map.of("cpu", 0.5, "heapUsed", 33_554_432.0, "rttMs", 0.75),
            new Counts(6, 4),
            List.of(new HandlerFigures(handlers[0], 1, 7, 2, 1.5, 1.0, 3.25, 4.5))));
    return this;
  }

  /** What was asked of them, such as {@code drain mail-1 PT5M a new kernel}. */
  List<String> told() {
    return List.copyOf(told);
  }

  @Override
  public List<WorkerStatus> list() {
    return List.copyOf(workers.values());
  }

  @Override
  public WorkerStatus get(String name) {
    if (!workers.containsKey(name)) {
      throw new NotFound("There is no worker \"" + name + "\"");
    }
    return Objects.requireNonNull(workers.get(name));
  }

  @Override
  public WorkerStatus drain(String name, @Nullable Duration within, String reason) {
    told.add("drain " + name + " " + within + " " + reason);
    if (within != null) {
      leaving.add(name);
    }
    return become(name, State.DRAINING);
  }

  @Override
  public WorkerStatus resume(String name) {
    if (leaving.contains(name)) {
      throw new Conflict("Worker \"" + name + "\" was told to leave");
    }
    told.add("resume " + name);
    return become(name, State.READY);
  }

  @Override
  public void evict(String name) {
    if (get(name).state() == State.GONE) {
      throw new Conflict("Worker \"" + name + "\" has no session");
    }
    told.add("evict " + name);
    become(name, State.GONE);
  }

  private WorkerStatus become(String name, State state) {
    WorkerStatus old = get(name);
    WorkerStatus changed =
        new WorkerStatus(
            name,
            old.instance(),
            old.client(),
            old.address(),
            state,
            old.health(),
            old.healthReason(),
            old.upSince(),
            old.connectedAt(),
            old.lastSeen(),
            old.slots(),
            old.active(),
            old.handlers(),
            old.labels(),
            old.load(),
            old.lately(),
            old.figures());
    workers.put(name, changed);
    return changed;
  }
}
