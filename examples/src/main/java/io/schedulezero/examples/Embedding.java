package io.schedulezero.examples;

import io.schedulezero.RunRequest;
import io.schedulezero.ScheduleZero;
import io.schedulezero.handler.Handler;
import io.schedulezero.run.Run;
import io.schedulezero.schedule.Overlap;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** A scheduler inside a program, with more of what it can do than the first example. */
final class Embedding {
  private Embedding() {}

  // region handler
  static final class Greeter {
    @Handler(description = "Greets somebody.", timeout = "30s")
    String greet(String name) {
      return "Hello, " + name;
    }
  }

  // endregion

  public static void main(String[] args) throws TimeoutException {
    // region start
    Greeter greeter = new Greeter();
    try (ScheduleZero sz =
        ScheduleZero.builder()
            .handlers(greeter)
            .sqlite(Path.of("greetings.db"))
            .slots(4)
            .stopGrace(Duration.ofSeconds(10))
            .start()) {
      use(sz, greeter);
    }
    // endregion
  }

  private static void use(ScheduleZero sz, Greeter greeter) throws TimeoutException {
    // region schedule
    sz.schedule("greet-ada")
        .calls(greeter::greet, "Ada")
        .cron("0 9 * * MON-FRI", "Europe/Berlin")
        .overlap(Overlap.SKIP)
        .jitter(Duration.ofMinutes(2))
        .createOrReplace();
    // endregion

    // region run
    Run run = sz.run(greeter::greet, "Bob").await(Duration.ofSeconds(10));
    System.out.println(run.state() + " " + run.result());
    // endregion

    // region request
    var later =
        sz.run(
            RunRequest.of("greet", "{\"name\": \"Eve\"}")
                .after(Duration.ofHours(1))
                .withKey("greet-eve"));
    System.out.println(later.isFresh() ? "Eve comes later" : "Eve is on the list already");
    // endregion
  }
}
