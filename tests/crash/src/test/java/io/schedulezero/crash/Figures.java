package io.schedulezero.crash;

import io.schedulezero.crash.Data.RunRow;
import io.schedulezero.crash.Data.SkipRow;
import io.schedulezero.crash.Evidence.Submission;
import java.util.Collection;
import java.util.List;

/** How much a crash test did. */
record Figures(
    long acknowledged,
    long inDoubt,
    long changes,
    long schedules,
    long fired,
    long skipped,
    long lost,
    long quarantined,
    long executions) {
  static Figures of(Evidence evidence, Audit audit) {
    Collection<RunRow> runs = audit.data().runs().values();
    return new Figures(
        requested(evidence, true),
        requested(evidence, false),
        evidence.schedules().values().stream().mapToLong(story -> story.events().size()).sum(),
        evidence.schedules().size(),
        runs.stream().filter(run -> run.schedule() != null).count(),
        audit.data().skips().values().stream()
            .flatMap(List::stream)
            .mapToLong(SkipRow::count)
            .sum(),
        audit.data().attempts().values().stream()
            .flatMap(List::stream)
            .filter(attempt -> "lost".equals(attempt.outcome()))
            .count(),
        runs.stream().filter(run -> String.valueOf(run.note()).startsWith("quarantined")).count(),
        audit.executions().lines().stream().filter(Executions.Line::begins).count());
  }

  private static long requested(Evidence evidence, boolean acknowledged) {
    return evidence.submissions().stream()
        .filter(submission -> submission.isAcknowledged() == acknowledged)
        .map(Submission::runs)
        .mapToLong(List::size)
        .sum();
  }

  @Override
  public String toString() {
    return ("%,d submits acknowledged and %,d in doubt, %,d changes of %,d schedules, %,d fires made"
            + " a run and %,d were skipped, %,d attempts were lost and %,d runs quarantined, %,d"
            + " calls of handlers")
        .formatted(
            acknowledged,
            inDoubt,
            changes,
            schedules,
            fired,
            skipped,
            lost,
            quarantined,
            executions);
  }
}
