package io.schedulezero.dispatch.remote;

import io.schedulezero.dispatch.Target;
import io.schedulezero.dispatch.TargetContract;
import io.schedulezero.run.WorkerEvent;
import io.schedulezero.store.Storage;
import io.schedulezero.store.StorageOptions;
import io.schedulezero.worker.Worker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A worker, behind a gateway, over a real connection. */
final class WorkerTargetTest extends TargetContract {
  private final Storage storage = Storage.memory(StorageOptions.with(Thread::new));
  private final CompletableFuture<Target> target = new CompletableFuture<>();
  private final Gateway gateway =
      new Gateway(
          new Gateway.Setup(
              GatewayOptions.DEFAULT.at("tcp://127.0.0.1:0"),
              "test",
              1,
              InstantSource.system(),
              System::nanoTime,
              storage.runs(),
              Thread::new,
              Thread::new));
  private @Nullable Worker worker;

  private final class Engine implements GatewayListener {
    @Override
    public @Nullable String hosts(String worker, List<String> handlers, @Nullable String said) {
      return null;
    }

    @Override
    public void came(Target worker) {
      target.complete(worker);
    }

    @Override
    public void left(Target worker) {}

    @Override
    public void happened(WorkerEvent event) {}

    @Override
    public void looked(long nanos) {}

    @Override
    public void roomGrew() {}
  }

  @BeforeEach
  void connect() {
    gateway.open(new Engine());
    worker =
        Worker.builder()
            .connect(gateway.address())
            .handlers(work)
            .name("w1")
            .slots(2)
            .interruptGrace(Duration.ofSeconds(5))
            .drainWithin(Duration.ofMillis(500))
            .start();
  }

  @Override
  protected Target target() {
    return target.orTimeout(20, TimeUnit.SECONDS).join();
  }

  @AfterEach
  void close() {
    if (worker != null) {
      worker.close();
    }
    gateway.close();
    storage.close();
  }
}
