package io.schedulezero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schedulezero.flow.Gate;
import io.schedulezero.handler.Handler;
import io.schedulezero.run.Attempt;
import io.schedulezero.run.Run;
import io.schedulezero.run.ScheduleId;
import io.schedulezero.worker.Worker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs that say where they execute, in a program that embeds the scheduler, with real workers. */
@Timeout(60)
final class RoutedRunsTest {
  private final ScheduleZero engine =
      ScheduleZero.builder()
          .inMemory()
          .handlers(new Mail())
          .workers("tcp://127.0.0.1:0")
          .stopGrace(Duration.ofMillis(100))
          .start();
  private final List<Worker> workers = new ArrayList<>();

  /** Of this process and of the workers. */
  public static final class Mail {
    @Handler
    public String mail(String customer) {
      return customer;
    }
  }

  @AfterEach
  void close() {
    workers.forEach(Worker::close);
    engine.close();
  }

  private Worker worker(String name, String version, Map<String, String> labels) {
    var builder =
        Worker.builder()
            .connect(engine.workersAddress().orElseThrow())
            .handlers(new Mail())
            .name(name)
            .slots(2)
            .version(version);
    labels.forEach(builder::label);
    Worker worker = builder.start();
    workers.add(worker);
    worker.connected().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    return worker;
  }

  private static RunRequest mail(String customer) {
    return RunRequest.of("mail", "{\"customer\":\"" + customer + "\"}");
  }

  private String where(RunRequest request) {
    return where(engine.run(request).await());
  }

  private static String where(Run over) {
    Attempt attempt = over.attempt();
    assertThat(attempt).isNotNull();
    return attempt.target();
  }

  @Test
  void a_run_waits_for_a_worker_with_its_labels_and_starts_when_it_comes() {
    worker("w1", "1.0.0", Map.of("gpu", "false"));
    RunHandle waits = engine.run(mail("ada").onWorker(Map.of("gpu", "true")));
    assertThat(where(mail("bob"))).isNotNull();
    assertThat(engine.runs().explain(waits.id()).gates())
        .filteredOn(gate -> gate.name().equals("target"))
        .singleElement()
        .satisfies(gate -> assertThat(gate.open()).isFalse())
        .extracting(Gate::parts)
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(Gate.class))
        .hasSize(2);

    worker("w2", "1.0.0", Map.of("gpu", "true"));

    assertThat(where(waits.await())).isEqualTo("w2");
  }

  @Test
  void a_run_starts_when_its_worker_comes_back_with_another_label() {
    Worker before = worker("w1", "1.0.0", Map.of("gpu", "false"));
    engine.run(mail("ada").onTarget("w1")).await();
    RunHandle waits = engine.run(mail("ada").onWorker(Map.of("gpu", "true")));
    before.close();

    worker("w1", "1.0.0", Map.of("gpu", "true"));

    assertThat(where(waits.await())).isEqualTo("w1");
  }

  @Test
  void a_run_goes_to_the_target_that_it_names() {
    worker("w1", "1.0.0", Map.of());
    worker("w2", "1.0.0", Map.of());

    assertThat(where(mail("ada").onTarget("w2"))).isEqualTo("w2");
    assertThat(where(mail("ada").onTarget("w1"))).isEqualTo("w1");
    assertThat(where(mail("ada").onTarget("local"))).isEqualTo("local");
  }

  @Test
  void a_run_goes_to_a_worker_whose_version_is_in_its_range() {
    worker("w1", "1.9.0", Map.of());
    worker("w2", "2.3.1", Map.of());

    assertThat(where(mail("ada").withHandlerVersion("^2.1"))).isEqualTo("w2");
    assertThat(where(mail("ada").withHandlerVersion("<2"))).isEqualTo("w1");
  }

  @Test
  void runs_with_the_same_key_meet_on_one_worker_and_move_when_it_goes() {
    Worker w1 = worker("w1", "1.0.0", Map.of("pool", "a"));
    worker("w2", "1.0.0", Map.of("pool", "a"));
    engine.run(mail("ada").onTarget("w1")).await();
    engine.run(mail("ada").onTarget("w2")).await();

    Map<String, Set<String>> places =
        IntStream.range(0, 60)
            .mapToObj(i -> mail("customer-" + i % 20).onWorker(Map.of("pool", "a")))
            .map(request -> engine.run(request.withAffinity("$.customer")).await())
            .collect(
                Collectors.groupingBy(
                    run -> run.spec().args(),
                    Collectors.mapping(RoutedRunsTest::where, Collectors.toSet())));

    assertThat(places.values()).allMatch(where -> where.size() == 1);
    assertThat(places.values()).contains(Set.of("w1"), Set.of("w2"));
    w1.close();
    assertThat(places.keySet())
        .allSatisfy(
            args ->
                assertThat(
                        where(
                            RunRequest.of("mail", args)
                                .onWorker(Map.of("pool", "a"))
                                .withAffinity("$.customer")))
                    .isEqualTo("w2"));
  }

  @Test
  void a_run_now_of_a_schedule_may_choose_its_worker() {
    worker("w1", "1.0.0", Map.of());
    engine
        .schedule("s")
        .runs(mail("ada").onWorker(Map.of("gpu", "true")).withAffinity("$.customer"))
        .every(Duration.ofHours(1))
        .create();
    ScheduleId id = new ScheduleId("s");

    Submitted now = engine.schedules().runNow(id, null, "w1");

    Run over = Settled.get(engine.runs().finished(now.id()));
    assertThat(where(over)).isEqualTo("w1");
    assertThat(engine.schedules().find(id).orElseThrow().schedule().spec().route().labels())
        .containsEntry("gpu", "true");
  }

  @Test
  void other_arguments_of_a_run_now_have_another_key() {
    engine
        .schedule("s")
        .runs(mail("ada").withAffinity("$.customer"))
        .every(Duration.ofHours(1))
        .create();

    Submitted now = engine.schedules().runNow(new ScheduleId("s"), "{\"customer\":\"bob\"}");

    Run run = engine.runs().find(now.id()).orElseThrow();
    assertThat(run.spec().route().affinity()).isNotNull();
    assertThat(run.spec().route().affinity().key()).isEqualTo("bob");
    assertThat(run.spec().route().affinity().by()).isEqualTo("$.customer");
  }

  @Test
  void what_cannot_be_meant_is_refused_by_field() {
    assertRefused(mail("a").onTarget("w 1"), "target", "must be 1 to 100 letters");
    assertRefused(
        mail("a").onTarget("broadcast"),
        "target",
        "\"broadcast\" must be local or the name of one worker");
    assertRefused(mail("a").onWorker(Map.of("a=b", "c")), "worker", "without =");
    assertRefused(mail("a").onWorker(Map.of("a", "b\nc")), "worker.a", "control characters");
    assertRefused(mail("a").withHandlerVersion("[1,2)"), "handler_version", "\"[1,2)\" is not");
    assertRefused(mail("a").withAffinity(" "), "affinity", "1 to 200 characters");
    assertRefused(mail("a").withAffinity("$.name"), "affinity", "\"$.name\" is no text");
    assertRefused(mail("a".repeat(201)).withAffinity("$.customer"), "affinity", "201 characters");
    Map<String, String> many =
        IntStream.range(0, 11).boxed().collect(Collectors.toMap(i -> "l" + i, i -> "x"));
    assertRefused(mail("a").onWorker(many), "worker", "11 labels are more than 10");
  }

  private void assertRefused(RunRequest request, String field, String message) {
    assertThatThrownBy(() -> engine.run(request))
        .isInstanceOfSatisfying(
            BadRequest.class,
            refused -> {
              assertThat(refused.problems())
                  .singleElement()
                  .satisfies(
                      problem -> {
                        assertThat(problem.field()).isEqualTo(field);
                        assertThat(problem.message()).contains(message);
                      });
            });
  }
}
