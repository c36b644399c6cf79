package io.schedulezero.store;

import io.schedulezero.journal.Journal.Retention;
import io.schedulezero.run.BroadcastKey;
import io.schedulezero.run.RunId;
import io.schedulezero.schedule.Skip;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds in memory what is no longer wanted. */
record MemoryPurge(
    MemoryData data,
    Map<String, MemoryLanes> lanes,
    Consumer<MemoryRun> forget,
    Duration totalsKept) {
  int purge(List<Retention> rules, Instant now, int limit) {
    Retentions retentions = new Retentions(rules, now);
    List<MemoryRun> unwanted = new ArrayList<>();
    lanes.forEach(
        (handler, lane) -> {
          Optional<Retention> rule = retentions.of(handler);
          if (rule.isPresent()) {
            unwanted.addAll(
                lane.unwanted(
                    retentions.before(rule.get().maxAge()),
                    rule.get().maxCount(),
                    limit - unwanted.size(),
                    this::isNeeded));
          }
        });
    unwanted.forEach(forget);
    int left = limit - unwanted.size();
    int skips = retentions.skipsBefore().map(cutoff -> purgeSkips(cutoff, left)).orElse(0);
    long minute = FinishedTotals.minute(retentions.before(totalsKept));
    data.totals.headMap(new FinishedTotals.Key(minute, "", Codes.state(0))).clear();
    return unwanted.size() + skips;
  }

  /** A broadcast that goes on wants to know how its runs ended. */
  private boolean isNeeded(MemoryRun kept) {
    RunId broadcast = BroadcastKey.broadcastOf(kept.run().spec().key());
    MemoryRun made = broadcast == null ? null : data.runs.get(broadcast);
    return made != null && !made.run().state().isTerminal();
  }

  private int purgeSkips(Instant cutoff, int limit) {
    int purged = 0;
    Iterator<Skip> all = data.skips.values().iterator();
    while (purged < limit && all.hasNext()) {
      if (all.next().last().isBefore(cutoff)) {
        all.remove();
        purged++;
      }
    }
    return purged;
  }
}
