package io.schedulezero.crash;

import io.schedulezero.crash.Data.RunRow;
import io.schedulezero.crash.Data.ScheduleRow;
import io.schedulezero.crash.Data.SkipRow;
import io.schedulezero.crash.ScheduleStory.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Whether each schedule is as it must be, and each of its fires made one run or one skip. */
final class ScheduleAudit {
  /** No schedule is behind by more than this when all is at rest. */
  private static final Duration SLACK = Duration.ofSeconds(3);

  private final Evidence evidence;
  private final Data data;
  private final Stop stop;
  private final Map<String, List<RunRow>> runs = new HashMap<>();
  private final List<Breach> breaches = new ArrayList<>();

  ScheduleAudit(Evidence evidence, Data data, Stop stop) {
    this.evidence = evidence;
    this.data = data;
    this.stop = stop;
    for (RunRow run : data.runs().values()) {
      if (run.schedule() != null) {
        runs.computeIfAbsent(run.schedule(), id -> new ArrayList<>()).add(run);
      }
    }
    runs.values().forEach(of -> of.sort(Comparator.comparing(ScheduleAudit::fireTime)));
  }

  private static Instant fireTime(RunRow run) {
    return run.fireTime() == null ? Instant.EPOCH : run.fireTime();
  }

  List<Breach> breaches() {
    Set<String> known = evidence.schedules().keySet();
    Set<String> strange = new HashSet<>(data.schedules().keySet());
    strange.addAll(runs.keySet());
    strange.addAll(data.skips().keySet());
    strange.removeAll(known);
    strange.forEach(id -> breach(id, "nobody made this schedule, and yet it has left traces"));
    evidence.schedules().values().forEach(this::check);
    return breaches;
  }

  private void check(ScheduleStory story) {
    ScheduleRow row = data.schedules().get(story.id());
    checkStanding(story, row);
    Instant createdAt = story.createdAt();
    if (createdAt == null) {
      if (runs.containsKey(story.id()) || data.skips().containsKey(story.id())) {
        breach(story.id(), "it was never made, and yet it has fired");
      }
      return;
    }
    Phases phases = Phases.of(story, createdAt, stop.ended());
    checkPauses(story, phases);
    if (row == null) {
      checkNothingAfterDeletion(story);
    }
    if (!phases.isComputable()) {
      checkRunsDoNotOverlap(story);
    } else if (row == null) {
      checkDeleted(story, phases);
    } else {
      checkFires(story, phases, row);
    }
  }

  private void checkStanding(ScheduleStory story, @Nullable ScheduleRow row) {
    Answer.Content content = story.content();
    if (content == null) {
      if (row != null) {
        breach(story.id(), "its deletion was acknowledged, or it was never made, but it is there");
      }
    } else if (row == null) {
      breach(story.id(), "it was acknowledged as " + content + " but is not there");
    } else if (!row.tag().equals(content.tag()) || row.isPaused() != content.paused()) {
      breach(story.id(), "it was acknowledged as " + content + " but is " + row);
    }
  }

  private void checkPauses(ScheduleStory story, Phases phases) {
    for (RunRow run : runsOf(story)) {
      if (phases.isSurelyPaused(fireTime(run))) {
        breach(run.id(), story.id() + " was paused at " + run.fireTime() + " and fired");
      }
    }
  }

  private void checkNothingAfterDeletion(ScheduleStory story) {
    if (data.skips().containsKey(story.id())) {
      breach(story.id(), "it is deleted, but has skips: " + data.skips().get(story.id()));
    }
    for (Event event : story.events()) {
      for (RunRow run : runsOf(story)) {
        boolean later =
            fireTime(run).isAfter(event.known()) || run.createdAt().isAfter(event.known());
        if (event.change() instanceof Order.Delete && later) {
          breach(run.id(), "made after the deletion of " + story.id() + " at " + event.known());
        }
      }
    }
  }

  /** The next run of a fire comes one interval after the end of the one before, or later. */
  private void checkRunsDoNotOverlap(ScheduleStory story) {
    boolean always =
        story.events().stream()
            .map(event -> ScheduleStory.planOf(event.change()))
            .allMatch(plan -> plan == null || plan.when().kind() == Order.Kind.AFTER_COMPLETION);
    Instant free = Instant.EPOCH;
    for (RunRow run : always ? runsOf(story) : List.<RunRow>of()) {
      if (fireTime(run).isBefore(free)) {
        breach(run.id(), "its schedule fired at " + run.fireTime() + ", before " + free);
      }
      Instant ended = run.finishedAt();
      free = ended == null ? free : Instant.ofEpochMilli(ended.toEpochMilli()).plusMillis(300);
    }
  }

  /** Its skips are gone with it: what is left are the runs, and gaps between them. */
  private void checkDeleted(ScheduleStory story, Phases phases) {
    NavigableSet<Instant> may = phases.may();
    List<RunRow> of = runsOf(story);
    of.forEach(run -> checkNominal(run, may));
    if (phases.runsAlways() && !of.isEmpty()) {
      Set<Instant> missing = new HashSet<>(phases.must(fireTime(of.get(of.size() - 1))));
      of.forEach(run -> missing.remove(run.fireTime()));
      missing.forEach(time -> breach(story.id(), "its fire of " + time + " made no run"));
    }
  }

  private void checkNominal(RunRow run, NavigableSet<Instant> may) {
    if (!may.contains(fireTime(run))) {
      breach(run.id(), "its schedule does not fire at " + run.fireTime());
    }
  }

  private void checkFires(ScheduleStory story, Phases phases, ScheduleRow row) {
    NavigableSet<Instant> may = phases.may();
    Instant handled = row.handledUpTo() == null ? Instant.EPOCH : row.handledUpTo();
    NavigableSet<Instant> must = phases.must(handled);
    TreeMap<Instant, String> covered = new TreeMap<>();
    for (RunRow run : runsOf(story)) {
      checkNominal(run, may);
      cover(story, covered, fireTime(run), "run " + run.id());
    }
    for (SkipRow skip : data.skips().getOrDefault(story.id(), List.of())) {
      NavigableSet<Instant> of = may.subSet(skip.first(), true, skip.last(), true);
      of.forEach(time -> cover(story, covered, time, "a skip (" + skip.detail() + ")"));
      long least = must.subSet(skip.first(), true, skip.last(), true).size();
      boolean ends = of.contains(skip.first()) && of.contains(skip.last());
      if (!ends || skip.count() < least || skip.count() > of.size()) {
        breach(story.id(), "the fires " + of + " are not those of " + skip);
      }
    }
    must.removeAll(covered.keySet());
    must.forEach(time -> breach(story.id(), "its fire of " + time + " made no run and no skip"));
    if (!covered.isEmpty() && covered.lastKey().isAfter(handled)) {
      breach(story.id(), "handled up to " + handled + " only, but there is " + covered.lastEntry());
    }
    Instant expected = stop.told().minus(SLACK);
    NavigableSet<Instant> left = phases.must(expected).tailSet(handled, false);
    if (!left.isEmpty()) {
      breach(story.id(), "it stopped firing: handled up to " + handled + ", then came " + left);
    }
  }

  private void cover(ScheduleStory story, Map<Instant, String> covered, Instant time, String by) {
    String before = covered.put(time, by);
    if (before != null) {
      breach(story.id(), "its fire of " + time + " made " + before + " and " + by);
    }
  }

  private List<RunRow> runsOf(ScheduleStory story) {
    return runs.getOrDefault(story.id(), List.of());
  }

  private void breach(String of, String what) {
    breaches.add(new Breach(of, what));
  }
}
