package io.schedulezero;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.schedulezero.store.JournalWatch;

/** Measures how the journal commits. Called on the journal's thread only. */
final class JournalMeters implements JournalWatch {
  private final MeterRegistry registry;
  private final DistributionSummary batches;
  private final Timer commits;
  private Timer.Sample underWay;

  JournalMeters(MeterRegistry registry) {
    this.registry = registry;
    this.batches =
        DistributionSummary.builder("schedulezero.journal.batch")
            .description("Changes in one transaction")
            .register(registry);
    this.commits =
        Timer.builder("schedulezero.journal.commit")
            .description("Of one transaction")
            .register(registry);
    this.underWay = Timer.start(registry);
  }

  @Override
  public void committing(int requests, int weight) {
    batches.record(weight);
    underWay = Timer.start(registry);
  }

  @Override
  public void committed() {
    underWay.stop(commits);
  }
}
