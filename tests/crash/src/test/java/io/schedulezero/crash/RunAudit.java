package io.schedulezero.crash;

import io.schedulezero.crash.Data.AttemptRow;
import io.schedulezero.crash.Data.RunRow;
import io.schedulezero.crash.Evidence.Sighting;
import io.schedulezero.crash.Evidence.Submission;
import io.schedulezero.crash.Executions.Line;
import io.schedulezero.crash.Order.Wanted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Whether each run that was asked for is there once, is over, and came to its end rightly. */
final class RunAudit {
  private final Evidence evidence;
  private final Data data;
  private final Executions executions;
  private final Map<String, List<RunRow>> byTag = new HashMap<>();
  private final List<Breach> breaches = new ArrayList<>();

  RunAudit(Evidence evidence, Data data, Executions executions) {
    this.evidence = evidence;
    this.data = data;
    this.executions = executions;
    for (RunRow run : data.runs().values()) {
      if (run.schedule() == null) {
        byTag.computeIfAbsent(run.tag(), tag -> new ArrayList<>()).add(run);
      }
    }
  }

  List<Breach> breaches() {
    evidence.submissions().forEach(this::checkSubmission);
    checkNobodyElseAsked();
    evidence.sightings().forEach(this::checkSighting);
    data.runs().values().forEach(this::checkRun);
    checkFences();
    return breaches;
  }

  private void checkSubmission(Submission submission) {
    int there = 0;
    for (int i = 0; i < submission.runs().size(); i++) {
      Wanted wanted = submission.runs().get(i);
      List<RunRow> made = byTag.getOrDefault(wanted.tag(), List.of());
      there += made.isEmpty() ? 0 : 1;
      if (made.size() > 1) {
        breach(made.get(1).id(), "request " + wanted.tag() + " made " + made.size() + " runs");
      }
      if (submission.isAcknowledged()) {
        checkAcknowledged(wanted, submission.ids().get(i), made);
      }
    }
    if (there != 0 && there != submission.runs().size()) {
      String first = submission.runs().get(0).tag();
      breach(first, "of its batch of " + submission.runs().size() + ", " + there + " are there");
    }
  }

  private void checkAcknowledged(Wanted wanted, String id, List<RunRow> made) {
    if (made.isEmpty()) {
      breach(id, "request " + wanted.tag() + " was acknowledged, but there is no such run");
      return;
    }
    RunRow run = made.get(0);
    if (!run.id().equals(id)) {
      breach(id, "acknowledged for request " + wanted.tag() + ", but its run is " + run.id());
    }
    boolean asAsked =
        run.handler().equals(wanted.handler())
            && run.args().equals(Order.args(wanted.tag(), wanted.number()))
            && Objects.equals(run.key(), wanted.key());
    if (!asAsked) {
      breach(id, "it was asked for as " + wanted + " but is " + run);
    }
  }

  private void checkNobodyElseAsked() {
    Set<String> asked = new HashSet<>();
    evidence.submissions().forEach(s -> s.runs().forEach(run -> asked.add(run.tag())));
    byTag.forEach(
        (tag, runs) -> {
          if (!asked.contains(tag)) {
            breach(runs.get(0).id(), "nobody asked for it: " + tag);
          }
        });
  }

  /** What is over stays as it is, and its handler is not called again. */
  private void checkSighting(Sighting seen) {
    RunRow run = data.runs().get(seen.run());
    boolean wasOver = Set.of("succeeded", "failed", "cancelled", "skipped").contains(seen.state());
    if (run == null || !wasOver) {
      return;
    }
    if (!run.state().equals(seen.state())) {
      breach(run.id(), "was seen " + seen.state() + " at " + seen.at() + ", is " + run.state());
    }
    for (Line line : executions.of(run.id())) {
      if (line.begins() && line.at().isAfter(seen.at())) {
        breach(run.id(), "was over at " + seen.at() + ", and began again at " + line.at());
      }
    }
  }

  private void checkRun(RunRow run) {
    if (!run.isOver()) {
      breach(run.id(), "it is " + run.state() + " at rest");
    }
    if (run.held()) {
      breach(run.id(), "it is held by a process at rest");
    }
    checkEnd(run);
    checkAttempts(run, data.attemptsOf(run.id()));
  }

  private void checkEnd(RunRow run) {
    List<Line> lines = executions.of(run.id());
    List<AttemptRow> attempts = data.attemptsOf(run.id());
    if (run.state().equals("succeeded")) {
      long fence = attempts.isEmpty() ? 0 : attempts.get(attempts.size() - 1).fence();
      if (lines.stream().noneMatch(line -> !line.begins() && line.fence() == fence)) {
        breach(run.id(), "succeeded, but its handler did not come to the end, fence " + fence);
      }
    }
    boolean once = run.handler().equals("once");
    if (once && lines.stream().filter(Line::begins).count() > 1) {
      breach(run.id(), "runs at most once, and ran " + lines);
    }
    if (once && lines.stream().anyMatch(line -> !recorded(line, attempts))) {
      breach(run.id(), "runs at most once, and began without a record of it: " + lines);
    }
    if (run.isOver() && !isExpected(run, attempts)) {
      breach(run.id(), "should not be " + run.state() + " (" + run.note() + ")");
    }
  }

  private static boolean recorded(Line line, List<AttemptRow> attempts) {
    return attempts.stream().anyMatch(attempt -> attempt.fence() == line.fence());
  }

  private static boolean isExpected(RunRow run, List<AttemptRow> attempts) {
    String note = String.valueOf(run.note());
    long lost = attempts.stream().filter(a -> "lost".equals(a.outcome())).count();
    boolean failed = run.state().equals("failed");
    if (run.handler().equals("once")) {
      return failed ? note.contains("at_most_once") && lost == 1 : run.state().equals("succeeded");
    }
    boolean quarantined = failed && note.startsWith("quarantined") && lost == 2;
    if (run.handler().equals("doomed")) {
      boolean spent = failed && attempts.size() - lost == 2;
      return quarantined || spent;
    }
    return quarantined || run.state().equals("succeeded");
  }

  private void checkAttempts(RunRow run, List<AttemptRow> attempts) {
    for (int i = 0; i < attempts.size(); i++) {
      AttemptRow attempt = attempts.get(i);
      if (attempt.number() != i + 1) {
        breach(run.id(), "its attempts by fence are not 1, 2, 3, …: " + attempts);
      }
      if (run.isOver() && attempt.outcome() == null) {
        breach(run.id(), "attempt " + attempt.number() + " never ended");
      }
    }
    long before = 0;
    for (Line line : executions.of(run.id())) {
      if (line.begins() && line.fence() <= before) {
        breach(run.id(), "fence " + line.fence() + " came after " + before);
      }
      before = Math.max(before, line.fence());
    }
  }

  private void checkFences() {
    Map<Long, String> owners = new HashMap<>();
    for (Line line : executions.lines()) {
      String owner = line.begins() ? owners.putIfAbsent(line.fence(), line.run()) : null;
      if (owner != null) {
        breach(line.run(), "fence " + line.fence() + " had been given to " + owner);
      }
    }
    data.attempts().values().stream()
        .flatMap(List::stream)
        .forEach(
            attempt -> {
              String owner = owners.putIfAbsent(attempt.fence(), attempt.run());
              if (owner != null && !owner.equals(attempt.run())) {
                breach(attempt.run(), "fence " + attempt.fence() + " had been given to " + owner);
              }
            });
  }

  private void breach(String of, String what) {
    breaches.add(new Breach(of, what));
  }
}
