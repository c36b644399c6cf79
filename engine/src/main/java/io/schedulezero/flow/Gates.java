package io.schedulezero.flow;

import io.schedulezero.dispatch.Candidate;
import io.schedulezero.govern.Governor.Verdict;
import io.schedulezero.queue.RunQueue;
import io.schedulezero.run.Attempt;
import io.schedulezero.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a run has to pass before it starts, asked of the same parts as {@link RunFlow#pump} does. On
 * the flow's thread only.
 */
final class Gates {
  private final FlowParts parts;
  private final FlowParts.Stages stages;
  private final Predicate<Run> isBehindOthers;

  /**
   * The gates of a flow.
   *
   * @param isBehindOthers whether runs of its kind wait in the store, and the run with them
   */
  Gates(FlowParts parts, Predicate<Run> isBehindOthers) {
    this.parts = parts;
    this.stages = parts.stages();
    this.isBehindOthers = isBehindOthers;
  }

  /** Explains a run as the store has it. */
  Explanation explain(Run run, boolean stopping) {
    Active active = parts.active().get(run.id());
    if (active != null) {
      return underWay(active.run());
    }
    if (run.state().isTerminal()) {
      return new Explanation(run.id(), run.state(), "It is over: " + over(run), List.of());
    }
    List<Gate> gates = gates(run, stopping);
    String summary =
        gates.stream()
            .filter(gate -> !gate.open())
            .findFirst()
            .map(gate -> "It waits: " + gate.detail())
            .orElse("Nothing holds it: it starts next");
    return new Explanation(run.id(), run.state(), summary, gates);
  }

  private Explanation underWay(Run run) {
    Attempt attempt = Objects.requireNonNull(run.attempt());
    String since = " since " + attempt.startedAt().truncatedTo(ChronoUnit.SECONDS);
    String summary = "It is running on " + attempt.target() + since;
    return new Explanation(run.id(), run.state(), summary, List.of());
  }

  private static String over(Run run) {
    String note = run.note();
    return run.state().name().toLowerCase(java.util.Locale.ROOT)
        + (note == null ? "" : ", " + note);
  }

  private List<Gate> gates(Run run, boolean stopping) {
    Instant now = parts.now();
    stages.queue().turn(now); // what is due has joined its lane
    RunQueue.Place place = stages.queue().place(run.id());
    List<Gate> gates = new ArrayList<>();
    gates.add(
        stopping
            ? Gate.of("scheduler", false, "the scheduler is stopping: nothing new starts")
            : Gate.of("scheduler", true, "it starts what is due"));
    gates.add(
        parts.ledger().keepsUp()
            ? Gate.of("store", true, parts.ledger().health())
            : Gate.of("store", false, "the store has not taken what was started before"));
    gates.add(due(run, now));
    gates.add(queue(run, place));
    if (place != null && place.behind() != null) {
      gates.add(
          Gate.of("series", false, "run " + place.behind() + " of its series has not finished"));
    }
    gates.add(turn(place));
    gates.add(target(run));
    gates.add(limits(run));
    return gates;
  }

  private static Gate due(Run run, Instant now) {
    String at = run.dueAt().truncatedTo(ChronoUnit.MILLIS).toString();
    String what = run.attempt() == null ? "" : ", for attempt " + (run.attempts() + 1);
    return run.dueAt().isAfter(now)
        ? Gate.of("due", false, "due in " + text(now, run.dueAt()) + ", at " + at + what)
        : Gate.of("due", true, "due since " + text(run.dueAt(), now) + ", at " + at + what);
  }

  private static String text(Instant from, Instant to) {
    Duration between = Duration.between(from, to);
    Duration shown =
        between.compareTo(Duration.ofMinutes(1)) < 0
            ? between.truncatedTo(ChronoUnit.MILLIS)
            : between.truncatedTo(ChronoUnit.SECONDS);
    return shown.toString().substring(2).toLowerCase(java.util.Locale.ROOT);
  }

  private Gate queue(Run run, RunQueue.@Nullable Place place) {
    if (place != null) {
      return Gate.of("queue", true, "it is in the queue in memory");
    }
    boolean early = run.dueAt().isAfter(parts.now().plus(Backlog.HORIZON));
    String why =
        early
            ? "it comes into the queue shortly before it is due"
            : isBehindOthers.test(run)
                ? "it is in the store, as others that go before it, until the queue has room"
                : "it is on its way into the queue";
    return Gate.of("queue", false, why);
  }

  private static Gate turn(RunQueue.@Nullable Place place) {
    int ahead = place == null ? 0 : place.ahead();
    return ahead == 0
        ? Gate.of("turn", true, "no other run of its lane goes first")
        : Gate.of("turn", false, "ahead of it in its lane: " + ahead);
  }

  private Gate target(Run run) {
    List<Candidate> candidates = stages.dispatcher().candidates(run);
    List<Gate> each =
        candidates.stream().map(one -> Gate.of(one.target(), one.takes(), one.why())).toList();
    long open = candidates.stream().filter(Candidate::takes).count();
    String detail =
        open > 0
            ? open + " of " + each.size() + " targets would take it now"
            : "none of " + each.size() + " targets takes it now" + asked(run);
    return new Gate("target", open > 0, detail, each);
  }

  /** A worker that is asked for by name and is not there has no line of its own. */
  private String asked(Run run) {
    String name = run.spec().route().target();
    return name == null || stages.dispatcher().knows(name) ? "" : ": there is no worker " + name;
  }

  private Gate limits(Run run) {
    return stages.governor().judge(run) instanceof Verdict.Hold hold
        ? Gate.of("limits", false, hold.why())
        : Gate.of("limits", true, "no limit is reached");
  }
}
