package io.schedulezero.dispatch.local;

import io.schedulezero.dispatch.Assignment;
import io.schedulezero.dispatch.AttemptReports;
import io.schedulezero.dispatch.MeanTimes;
import io.schedulezero.dispatch.Target;
import io.schedulezero.execution.Call;
import io.schedulezero.execution.Execution;
import io.schedulezero.execution.ExecutionLimits;
import io.schedulezero.execution.Executions;
import io.schedulezero.handler.HandlerCatalog;
import io.schedulezero.handler.HandlerDefinition;
import io.schedulezero.run.RunId;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** The target inside this process. */
public final class LocalTarget implements Target, AutoCloseable {
  private final HandlerCatalog handlers;
  private final Executions executions;
  private final MeanTimes means = new MeanTimes();

  public LocalTarget(
      HandlerCatalog handlers,
      ExecutionLimits limits,
      InstantSource clock,
      ThreadFactory threadFactory) {
    this.handlers = handlers;
    this.executions = new Executions(handlers, limits, clock, threadFactory);
  }

  @Override
  public String name() {
    return LOCAL;
  }

  @Override
  public boolean hosts(String handler) {
    return executions.hosts(handler);
  }

  @Override
  public @Nullable String version(String handler) {
    return handlers.find(handler).flatMap(HandlerDefinition::version).orElse(null);
  }

  @Override
  public int slots() {
    return executions.slots();
  }

  @Override
  public int room() {
    return executions.slots() - executions.underWay();
  }

  @Override
  public double meanMillis(String handler) {
    return means.of(handler);
  }

  @Override
  public void start(Assignment assignment, AttemptReports reports, CompletionStage<?> mayBegin) {
    Execution execution =
        executions.prepare(call(assignment), new LocalReports(assignment.run(), reports, means));
    mayBegin.thenRun(execution::begin);
  }

  private static Call call(Assignment assignment) {
    return new Call(
        assignment.run().toString(),
        assignment.handler(),
        assignment.args(),
        assignment.attempt(),
        assignment.fence(),
        assignment.fireTime(),
        assignment.timeout());
  }

  @Override
  public void cancel(RunId run, String reason) {
    executions.cancel(run.toString(), reason);
  }

  /** Ends the threads. Attempts that are still under way are interrupted. */
  @Override
  public void close() {
    executions.close();
  }
}
