package io.schedulezero.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.schedulezero.dispatch.Assignment;
import io.schedulezero.dispatch.AttemptReports;
import io.schedulezero.dispatch.Target;
import io.schedulezero.handler.Handler;
import io.schedulezero.run.Affinity;
import io.schedulezero.run.Route;
import io.schedulezero.run.RunId;
import io.schedulezero.run.RunSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many lanes wait for many targets, all of which are full. */
@Timeout(60)
final class CrowdedLanesTest {
  private static final int MANY = 50;

  private final TestEngine engine = new TestEngine(new Work());
  private final AtomicInteger asked = new AtomicInteger();
  private final List<Full> targets = new ArrayList<>();

  /** Keeps the target in this process with room, so that there is room somewhere. */
  public static final class Work {
    @Handler
    public void here() {}
  }

  /** A worker that counts how often it is looked at for a run. */
  private final class Full implements Target {
    private final String name;
    private final CountDownLatch started = new CountDownLatch(1);
    private volatile int room;

    Full(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public boolean hosts(String handler) {
      asked.incrementAndGet();
      return handler.equals("there");
    }

    @Override
    public Map<String, String> labels() {
      return Map.of("name", name);
    }

    @Override
    public int slots() {
      return 1;
    }

    @Override
    public int room() {
      return room;
    }

    @Override
    public void start(Assignment attempt, AttemptReports reports, CompletionStage<?> mayBegin) {
      room = 0;
      started.countDown();
    }

    @Override
    public void cancel(RunId run, String reason) {}
  }

  @BeforeEach
  void manyWait() {
    for (int i = 0; i < MANY; i++) {
      targets.add(new Full("w" + i));
      engine.dispatcher.add(targets.get(i));
    }
    for (int i = 0; i < MANY; i++) {
      submit(Route.to("w" + i));
      submit(new Route(Map.of("name", "w" + i), null, null, null));
      submit(new Route(Map.of(), null, null, Affinity.to("key-" + i)));
    }
    await()
        .atMost(10, TimeUnit.SECONDS)
        .until(() -> 3 * MANY == engine.flow.load().join().waiting().getOrDefault("there", 0));
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private void submit(Route route) {
    engine.submit(RunSpec.of("there", "{}").routed(route), Duration.ZERO);
  }

  @Test
  void a_turn_asks_no_target_for_lanes_that_wait_for_room() {
    asked.set(0);

    engine.settle();
    engine.submit("here");
    engine.settle();

    assertThat(asked).hasValue(0);
  }

  @Test
  void room_of_one_target_costs_as_much_as_there_are_lanes() throws InterruptedException {
    asked.set(0);

    targets.get(7).room = 1;
    engine.flow.roomGrew();

    assertThat(targets.get(7).started.await(10, TimeUnit.SECONDS)).isTrue();
    engine.settle();
    assertThat(asked).hasValueLessThan(20 * MANY);
  }
}
