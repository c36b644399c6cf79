package io.schedulezero.crash;

import io.schedulezero.crash.Data.RunRow;
import io.schedulezero.crash.Evidence.Submission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** All that is known about one run or schedule, in the order of time. */
final class Timeline {
  private static final int LONGEST = 60;

  private final List<Map.Entry<Instant, String>> moments = new ArrayList<>();

  private Timeline() {}

  static String of(String id, Evidence evidence, Audit audit, List<Instant> kills) {
    Timeline timeline = new Timeline();
    timeline.addRequests(id, evidence, audit);
    timeline.addRuns(id, audit);
    if (timeline.moments.isEmpty()) {
      return "";
    }
    timeline.addKills(kills);
    return timeline.text();
  }

  private void addRequests(String id, Evidence evidence, Audit audit) {
    RunRow run = audit.data().runs().get(id);
    String tag = run == null ? id : run.tag();
    for (Submission each : evidence.submissions()) {
      if (each.ids().contains(id) || each.runs().stream().anyMatch(r -> r.tag().equals(tag))) {
        add(each.sent(), "asked for");
        add(each.ended(), each.isAcknowledged() ? "acknowledged" : "no answer came");
      }
    }
    evidence.sightings().stream()
        .filter(seen -> seen.run().equals(id))
        .forEach(seen -> add(seen.at(), "seen " + seen.state()));
    ScheduleStory story = evidence.schedules().get(id);
    if (story != null) {
      story.events().forEach(event -> add(event.sent(), event.change() + " was asked for"));
      story.events().forEach(event -> add(event.known(), event.change() + " was known"));
    }
  }

  private void addRuns(String id, Audit audit) {
    Data data = audit.data();
    for (RunRow run : data.runs().values()) {
      if (run.id().equals(id)) {
        add(run.createdAt(), "made: " + run);
      } else if (id.equals(run.schedule()) && run.fireTime() != null) {
        add(run.fireTime(), "fire, made run " + run.id() + " at " + run.createdAt());
      }
    }
    data.attemptsOf(id).forEach(attempt -> add(attempt.at(), attempt.toString()));
    data.skips().getOrDefault(id, List.of()).forEach(skip -> add(skip.first(), skip.toString()));
    audit.executions().of(id).forEach(line -> add(line.at(), "handler: " + line));
  }

  /** The kills that fell into the time. */
  private void addKills(List<Instant> kills) {
    moments.sort(Map.Entry.comparingByKey());
    Instant first = moments.get(0).getKey();
    Instant last = moments.get(moments.size() - 1).getKey();
    for (Instant kill : kills) {
      if (!kill.isBefore(first) && !kill.isAfter(last.plusSeconds(2))) {
        add(kill, "KILL");
      }
    }
  }

  private void add(Instant at, String what) {
    moments.add(Map.entry(at, what));
  }

  private String text() {
    moments.sort(Comparator.comparing(Map.Entry::getKey));
    StringBuilder text = new StringBuilder();
    int from = Math.max(0, moments.size() - LONGEST);
    for (Map.Entry<Instant, String> moment : moments.subList(from, moments.size())) {
      text.append("    ").append(moment.getKey()).append("  ").append(moment.getValue());
      text.append('\n');
    }
    return text.toString();
  }
}
