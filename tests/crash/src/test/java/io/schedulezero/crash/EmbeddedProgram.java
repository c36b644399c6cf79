package io.schedulezero.crash;

import io.schedulezero.BadRequest;
import io.schedulezero.Conflict;
import io.schedulezero.NotFound;
import io.schedulezero.RunRequest;
import io.schedulezero.ScheduleDraft;
import io.schedulezero.ScheduleStatus;
import io.schedulezero.ScheduleZero;
import io.schedulezero.Schedules;
import io.schedulezero.Submitted;
import io.schedulezero.crash.Order.Kind;
import io.schedulezero.crash.Order.Plan;
import io.schedulezero.crash.Order.Wanted;
import io.schedulezero.crash.Order.When;
import io.schedulezero.run.RunId;
import io.schedulezero.run.ScheduleId;
import io.schedulezero.schedule.Dst;
import io.schedulezero.schedule.Misfire;
import io.schedulezero.schedule.Overlap;
import io.schedulezero.schedule.Policies;
import io.schedulezero.schedule.Schedule;
import io.schedulezero.schedule.Trigger;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A program that embeds the scheduler, and does what it reads from its standard input: a number, a
 * tab and an order for each line. It answers with the number and what became of it, and ends
 * gracefully when its input ends.
 */
final class EmbeddedProgram {
  private static final int CALLERS = 8;

  private final ScheduleZero scheduler;

  private EmbeddedProgram(ScheduleZero scheduler) {
    this.scheduler = scheduler;
  }

  public static void main(String[] arguments) throws IOException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    try (ScheduleZero scheduler =
        ScheduleZero.builder()
            .sqlite(Path.of(arguments[0]))
            .handlers(new CrashHandlers())
            .misfireAfter(Subject.MISFIRE_AFTER)
            .start()) {
      EmbeddedProgram program = new EmbeddedProgram(scheduler);
      out.println(ProgramProcess.READY);
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] numbered = line.split("\t", 2);
        callers.execute(
            () -> out.println(numbered[0] + "\t" + Lines.of(program.answer(numbered[1]))));
      }
    }
    callers.shutdown();
  }

  private Answer answer(String line) {
    try {
      return answer(Lines.order(line));
    } catch (BadRequest | Conflict | NotFound refusal) {
      return new Answer.Refused(String.valueOf(refusal.getMessage()));
    }
  }

  private Answer answer(Order order) {
    Schedules schedules = scheduler.schedules();
    if (order instanceof Order.Submit submit) {
      return accepted(submit.runs());
    }
    if (order instanceof Order.Create create) {
      return standing(Optional.of(schedules.create(draft(create.plan()))));
    }
    if (order instanceof Order.Update update) {
      ScheduleId id = new ScheduleId(update.plan().id());
      return standing(Optional.of(schedules.update(id, draft(update.plan()), null)));
    }
    if (order instanceof Order.Delete delete) {
      schedules.delete(new ScheduleId(delete.id()), null);
      return standing(Optional.empty());
    }
    if (order instanceof Order.Pause pause) {
      return standing(Optional.of(schedules.pause(new ScheduleId(pause.id()), "crash test")));
    }
    if (order instanceof Order.Resume resume) {
      return standing(Optional.of(schedules.resume(new ScheduleId(resume.id()))));
    }
    if (order instanceof Order.Look look) {
      return standing(schedules.find(new ScheduleId(look.id())));
    }
    RunId run = RunId.parse(((Order.Watch) order).run());
    return scheduler
        .runs()
        .find(run)
        .<Answer>map(found -> new Answer.State(found.state().name().toLowerCase(Locale.ROOT)))
        .orElseGet(() -> new Answer.Refused("There is no run " + run));
  }

  private Answer accepted(List<Wanted> wanted) {
    List<Submitted> answers =
        wanted.size() == 1
            ? List.of(scheduler.runs().submit(request(wanted.get(0))))
            : scheduler.runs().submitAll(wanted.stream().map(EmbeddedProgram::request).toList());
    return new Answer.Accepted(answers.stream().map(one -> one.id().toString()).toList());
  }

  private static Answer standing(Optional<ScheduleStatus> found) {
    return new Answer.Standing(found.map(EmbeddedProgram::content).orElse(null));
  }

  private static Answer.Content content(ScheduleStatus status) {
    Schedule schedule = status.schedule();
    String args = schedule.spec().args();
    int from = args.indexOf("\"tag\":\"") + 7;
    String tag = args.substring(from, args.indexOf('"', from));
    return new Answer.Content(tag, schedule.pause() != null, schedule.createdAt());
  }

  private static RunRequest request(Wanted run) {
    RunRequest request = RunRequest.of(run.handler(), Order.args(run.tag(), run.number()));
    if (run.delayMillis() > 0) {
      request = request.after(Duration.ofMillis(run.delayMillis()));
    }
    return run.key() == null ? request : request.withKey(run.key());
  }

  private static ScheduleDraft draft(Plan plan) {
    Misfire misfire = new Misfire(Misfire.Policy.valueOf(plan.misfire()), null, null);
    Policies policies =
        new Policies(
            misfire,
            Overlap.valueOf(plan.overlap()),
            Duration.ZERO,
            null,
            null,
            null,
            Policies.DEFAULT.exclusions());
    String args = Order.args(plan.tag(), plan.number());
    return ScheduleDraft.of(plan.id(), "work", args, trigger(plan.when())).withPolicies(policies);
  }

  private static Trigger trigger(When when) {
    if (when.kind().isCron()) {
      return new Trigger.Cron(Order.cron(when), ZoneOffset.UTC, Dst.DEFAULT);
    }
    Trigger.Anchor anchor =
        when.kind() == Kind.INTERVAL ? Trigger.Anchor.START : Trigger.Anchor.COMPLETION;
    return new Trigger.Interval(Duration.ofMillis(when.millis()), when.startAt(), anchor);
  }
}
