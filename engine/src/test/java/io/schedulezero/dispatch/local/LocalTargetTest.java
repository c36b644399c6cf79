package io.schedulezero.dispatch.local;

import io.schedulezero.dispatch.Target;
import io.schedulezero.dispatch.TargetContract;
import io.schedulezero.execution.ExecutionLimits;
import io.schedulezero.handler.HandlerCatalog;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;

final class LocalTargetTest extends TargetContract {
  private final LocalTarget target =
      new LocalTarget(
          HandlerCatalog.of(work),
          new ExecutionLimits(2, 10_000, 100, Duration.ofSeconds(5)),
          InstantSource.system(),
          Thread::new);

  @Override
  protected Target target() {
    return target;
  }

  @AfterEach
  void close() {
    target.close();
  }
}
