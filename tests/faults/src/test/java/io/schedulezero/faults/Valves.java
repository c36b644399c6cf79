package io.schedulezero.faults;

import java.util.List;

/** One for each way. */
record Valves(Valve toServer, Valve toWorker) {
  Valves() {
    this(new Valve(), new Valve());
  }

  Valve of(Way way) {
    return way == Way.TO_SERVER ? toServer : toWorker;
  }

  List<Valve> both() {
    return List.of(toServer, toWorker);
  }
}
