package io.schedulezero.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulezero.dispatch.Adoption;
import io.schedulezero.dispatch.Assignment;
import io.schedulezero.dispatch.AttemptReports;
import io.schedulezero.dispatch.AttemptReports.Recorded;
import io.schedulezero.dispatch.Target;
import io.schedulezero.run.Outcome;
import io.schedulezero.run.RunId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A target on another machine, played by the test. */
final class Elsewhere implements Target, Adoption {
  record Given(Assignment attempt, AttemptReports reports, CompletionStage<?> mayBegin) {
    Recorded ends(Outcome outcome) {
      BlockingQueue<Recorded> told = new LinkedBlockingQueue<>();
      reports.ended(attempt.run(), attempt.fence(), outcome, told::add);
      return next(told);
    }
  }

  final BlockingQueue<Given> given = new LinkedBlockingQueue<>();
  volatile int room = 10;
  final List<String> cancelled = new CopyOnWriteArrayList<>();

  @Override
  public String name() {
    return "w1";
  }

  @Override
  public boolean isRemote() {
    return true;
  }

  @Override
  public boolean hosts(String handler) {
    return handler.equals("there");
  }

  @Override
  public int slots() {
    return 10;
  }

  @Override
  public int room() {
    return room;
  }

  @Override
  public Map<String, String> labels() {
    return Map.of("zone", "a");
  }

  @Override
  public String version(String handler) {
    return "1.4.0";
  }

  @Override
  public void start(Assignment attempt, AttemptReports reports, CompletionStage<?> mayBegin) {
    given.add(new Given(attempt, reports, mayBegin));
  }

  @Override
  public void cancel(RunId run, String reason) {
    cancelled.add(reason);
  }

  @Override
  public @Nullable Target adopt(Assignment attempt, String target, AttemptReports reports) {
    if (!target.equals(name())) {
      return null;
    }
    given.add(new Given(attempt, reports, CompletableFuture.completedFuture(null)));
    return this;
  }

  /** The next attempt that may begin. What became of those before it is in the store by then. */
  Given next() {
    Given next = next(given);
    next.mayBegin().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    return next;
  }

  private static <T> T next(BlockingQueue<T> queue) {
    try {
      T next = queue.poll(10, TimeUnit.SECONDS);
      assertThat(next).isNotNull();
      return next;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
