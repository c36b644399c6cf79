package io.schedulezero.flow;

import io.schedulezero.dispatch.Dispatcher;
import io.schedulezero.govern.Governor;
import io.schedulezero.journal.Journal;
import io.schedulezero.notify.Notifier;
import io.schedulezero.queue.Room;
import io.schedulezero.queue.RunQueue;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * What the parts of the flow share.
 *
 * @param active attempts under way; touched on the flow's thread only
 * @param rules what a handler says of itself
 * @param fences gives every attempt its fence
 */
record FlowParts(
    Stages stages,
    Journal journal,
    Ledger ledger,
    Executor loop,
    InstantSource clock,
    Map<RunId, Active> active,
    Function<String, HandlerRules> rules,
    Fences fences) {
  /** The stages that a run passes, in their order. */
  record Stages(
      Room room, RunQueue queue, Governor governor, Dispatcher dispatcher, Notifier notifier) {}

  static FlowParts of(
      Stages stages,
      Journal journal,
      Executor loop,
      InstantSource clock,
      Function<String, HandlerRules> rules) {
    return new FlowParts(
        stages,
        journal,
        new Ledger(journal, loop, clock),
        loop,
        clock,
        new HashMap<>(),
        rules,
        new Fences(journal.epoch()));
  }

  /** To the microsecond, as the store keeps it. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  HandlerRules rulesOf(Run run) {
    return rules.apply(run.spec().handler());
  }
}
