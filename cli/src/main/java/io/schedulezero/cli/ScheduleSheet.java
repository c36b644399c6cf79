package io.schedulezero.cli;

/** All that is known of one schedule, for people. */
final class ScheduleSheet {
  private final Printer printer;
  private final Moments moments;

  ScheduleSheet(Printer printer, Moments moments) {
    this.printer = printer;
    this.moments = moments;
  }

  void print(Doc schedule) {
    boolean paused = schedule.is("paused");
    printer.facts(
        new Facts()
            .add("Schedule", schedule.text("id"), Style.BOLD)
            .add("Handler", schedule.text("handler"))
            .add("Arguments", schedule.text("args"))
            .add("When", TriggerText.of(schedule.at("trigger"), moments))
            .add("Paused", paused ? pause(schedule) : "", Style.WAITING)
            .add(
                "Next fire",
                paused ? "" : schedule.instant("next_fire").map(moments::both).orElse("none"))
            .add("Runs", schedule.text("run_count"))
            .add("Last run", schedule.text("last_run_id"))
            .add("Overlap", schedule.text("overlap"))
            .add("Misfire", misfire(schedule.at("misfire")))
            .add("Excluded", exclude(schedule.at("exclude")))
            .add("Jitter", nothing(schedule.text("jitter")))
            .add("Starts", time(schedule, "start_at"))
            .add("Ends", time(schedule, "end_at"))
            .add("Max runs", schedule.text("max_runs"))
            .add("Priority", schedule.text("priority"))
            .add("Timeout", schedule.text("timeout"))
            .add("Retry", schedule.text("retry"))
            .add("Worker", schedule.pairs("worker"))
            .add("Target", schedule.text("target"))
            .add("Handler version", schedule.text("handler_version"))
            .add("Affinity", schedule.text("affinity"))
            .add("Broadcast", schedule.is("broadcast") ? "on each worker" : "")
            .add("Tags", schedule.list("tags"))
            .add("Created", time(schedule, "created_at"))
            .add("Changed", schedule.number("version") > 1 ? time(schedule, "updated_at") : "")
            .add("Version", schedule.text("version")));
  }

  private String pause(Doc schedule) {
    String reason = schedule.text("pause_reason");
    return "since " + time(schedule, "paused_since") + (reason.isEmpty() ? "" : ": " + reason);
  }

  private String time(Doc schedule, String field) {
    return schedule.instant(field).map(moments::both).orElse("");
  }

  private static String misfire(Doc misfire) {
    String age = misfire.text("max_age");
    String count = misfire.text("max_count");
    return misfire.text("policy")
        + (age.isEmpty() ? "" : ", not later than " + age)
        + (count.isEmpty() ? "" : ", at most " + count);
  }

  private static String exclude(Doc exclude) {
    String weekdays =
        exclude.at("weekdays").node().isArray()
            ? exclude.list("weekdays")
            : exclude.text("weekdays");
    String both = weekdays + (weekdays.isEmpty() ? "" : " ") + exclude.list("dates");
    return both.strip();
  }

  private static String nothing(String jitter) {
    return jitter.equals("0s") ? "" : jitter;
  }
}
