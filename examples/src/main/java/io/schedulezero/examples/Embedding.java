package io.schedulezero.examples;

import io.schedulezero.RunRequest;
import io.schedulezero.ScheduleZero;
import io.schedulezero.handler.Handler;
import io.schedulezero.run.Run;
import io.schedulezero.schedule.Dst;
import io.schedulezero.schedule.Overlap;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.Period;
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

    declareMore(sz, greeter);

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

  private static void declareMore(ScheduleZero sz, Greeter greeter) {
    // region when
    sz.schedule("invoice")
        .calls(greeter::greet, "every month")
        .every(Period.ofMonths(1), LocalTime.of(8, 30), "Europe/Berlin")
        .createOrReplace();
    sz.schedule("office")
        .calls(greeter::greet, "the office")
        .dailyWindow(
            LocalTime.of(9, 0), LocalTime.of(17, 0), Duration.ofMinutes(10), "Europe/Berlin")
        .createOrReplace();
    sz.schedule("quarters")
        .calls(greeter::greet, "at 00, 15, 30 and 45")
        .every(Duration.ofMinutes(15), Instant.parse("2026-01-01T00:00:00Z"))
        .createOrReplace();
    sz.schedule("night")
        .calls(greeter::greet, "every night that has a 02:30")
        .cron("30 2 * * *", "Europe/Berlin", new Dst(Dst.Gap.SKIP, Dst.Overlap.FIRST))
        .createOrReplace();
    // endregion
  }
}
