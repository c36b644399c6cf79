package io.schedulezero.examples;

import io.schedulezero.ScheduleZero;
import io.schedulezero.handler.Handler;

/** A scheduler inside a program. */
final class Quickstart {
  private Quickstart() {}

  // region handler
  static final class Mailer {
    @Handler
    String sendWelcome(String to) {
      return "Welcome, " + to;
    }
  }

  // endregion

  public static void main(String[] args) {
    // region main
    Mailer mailer = new Mailer();
    try (ScheduleZero sz = ScheduleZero.builder().handlers(mailer).start()) {
      sz.schedule("every-morning")
          .calls(mailer::sendWelcome, "ada@example.org")
          .cron("0 9 * * MON-FRI", "Europe/Berlin")
          .createOrReplace();
      var now = sz.run(mailer::sendWelcome, "bob@example.org");
      System.out.println(now.result(String.class).orElseThrow());
    }
    // endregion
  }
}
