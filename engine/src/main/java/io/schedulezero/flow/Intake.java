package io.schedulezero.flow;

import io.schedulezero.journal.Change;
import io.schedulezero.journal.Change.AddRun;
import io.schedulezero.journal.Change.MoveRun;
import io.schedulezero.journal.Receipt;
import io.schedulezero.queue.Room;
import io.schedulezero.queue.RunQueue;
import io.schedulezero.run.Run;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * How runs come in: written first, then into the queue, or left in the store until there is room.
 */
final class Intake {
  private final Ledger ledger;
  private final Executor loop;
  private final Room room;
  private final RunQueue queue;
  private final Backlog backlog;
  private final SeriesRule series;
  private final InstantSource clock;

  Intake(FlowParts parts, Backlog backlog, SeriesRule series) {
    this.ledger = parts.ledger();
    this.loop = parts.loop();
    this.room = parts.stages().room();
    this.queue = parts.stages().queue();
    this.clock = parts.clock();
    this.backlog = backlog;
    this.series = series;
  }

  /**
   * New runs, in one commit with what belongs to them. Any thread.
   *
   * @return positions in the receipt are those of {@code runs}
   */
  CompletableFuture<Receipt> submit(List<Run> runs, List<Change> together) {
    List<AddRun> added = runs.stream().map(run -> new AddRun(run, reserve(run))).toList();
    List<Change> changes = new ArrayList<>(added);
    changes.addAll(together);
    return ledger
        .request(changes)
        .whenComplete((receipt, refused) -> loop.execute(() -> accept(added, receipt)));
  }

  /** Whether the run is to be held in memory; if so, its room is taken. Any thread. */
  boolean reserve(Run run) {
    Instant now = clock.instant();
    boolean canWait = run.dueAt().isAfter(now) || backlog.isBehind(run.spec().lane(), now);
    return canWait
        ? run.dueAt().isBefore(now.plus(Backlog.HORIZON)) && room.reserveHalf(run)
        : room.reserve(run);
  }

  private void accept(List<AddRun> added, @Nullable Receipt receipt) {
    for (int i = 0; i < added.size(); i++) {
      Run run = added.get(i).run();
      boolean held = added.get(i).held();
      if (receipt != null && receipt.takenBy(i).isEmpty()) {
        place(run, held);
      } else if (held) {
        room.free(run);
      }
    }
  }

  /**
   * A run waits again: in the queue at once, or in the store from when that is written, since a
   * claim before then would not find it.
   */
  void again(Run waiting, boolean held, Runnable committed) {
    ledger.record(
        new MoveRun(waiting, null, held),
        () -> {
          if (!held) {
            loop.execute(() -> place(waiting, false));
          }
          committed.run();
        });
    if (held) {
      place(waiting, true);
    }
  }

  /** The run waits for its turn, in the queue or in the store. */
  void place(Run run, boolean held) {
    if (held) {
      queue.offer(run, series.of(run));
    } else {
      backlog.waits(run.spec().lane(), run.dueAt());
    }
  }
}
