package io.schedulezero.examples;

import io.schedulezero.RunHandle;
import io.schedulezero.RunRequest;
import io.schedulezero.ScheduleZero;
import java.time.Duration;
import java.util.Map;

/** Runs and schedules that say which worker executes them. */
final class Routing {
  private Routing() {}

  public static void main(String[] args) {
    try (ScheduleZero sz =
        ScheduleZero.builder()
            .inMemory()
            .handlers(new Embedding.Greeter())
            .workers("tcp://127.0.0.1:0")
            .start()) {
      // region run
      RunRequest greet =
          RunRequest.of("greet", "{\"name\": \"Ada\"}")
              .onWorker(Map.of("zone", "a"))
              .withAffinity("$.name");
      sz.run(greet);
      sz.schedule("greetings").runs(greet).every(Duration.ofHours(1)).create();
      // endregion
      RunHandle bob = sz.run(RunRequest.of("greet", "{\"name\": \"Bob\"}").onTarget("local"));
      System.out.println("Bob: " + bob.result(String.class).orElseThrow());
      System.out.println("Ada waits for a worker in zone a");
    }
  }
}
