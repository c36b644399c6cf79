package io.schedulezero.crash;

import io.schedulezero.crash.Order.Kind;
import io.schedulezero.crash.Order.Plan;
import io.schedulezero.crash.ScheduleStory.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which fires a schedule must have had, and which it may have had, as its story tells. */
final class Phases {
  private final List<Phase> phases = new ArrayList<>();
  private final List<Span> pauses = new ArrayList<>();
  private final Instant createdAt;

  /**
   * A content and the time when it was in force: nobody outside knows the very instants.
   *
   * @param surely after the first and up to the second instant
   * @param perhaps the same with the time in which it came and went
   */
  private record Phase(Plan plan, Span surely, Span perhaps) {}

  private record Span(Instant after, Instant until) {
    boolean holds(Instant time) {
      return time.isAfter(after) && !time.isAfter(until);
    }
  }

  private Phases(Instant createdAt) {
    this.createdAt = createdAt;
  }

  /**
   * Reads a story.
   *
   * @param end nothing fires after it
   */
  static Phases of(ScheduleStory story, Instant createdAt, Instant end) {
    Phases phases = new Phases(createdAt);
    List<Event> contents =
        story.events().stream().filter(e -> ScheduleStory.planOf(e.change()) != null).toList();
    Event deletion = last(story, Order.Delete.class);
    Instant goneFrom = deletion == null ? end : deletion.sent();
    Instant goneBy = deletion == null ? end : deletion.known();
    for (int i = 0; i < contents.size(); i++) {
      Event event = contents.get(i);
      Plan plan = ScheduleStory.planOf(event.change());
      boolean first = i == 0;
      boolean last = i == contents.size() - 1;
      Span surely =
          new Span(first ? createdAt : event.known(), last ? goneFrom : contents.get(i + 1).sent());
      Span perhaps =
          new Span(first ? createdAt : event.sent(), last ? goneBy : contents.get(i + 1).known());
      if (plan != null) {
        phases.phases.add(new Phase(plan, surely, perhaps));
      }
    }
    phases.readPauses(story, goneFrom);
    return phases;
  }

  private static @Nullable Event last(ScheduleStory story, Class<? extends Order> kind) {
    return story.events().stream()
        .filter(event -> kind.isInstance(event.change()))
        .reduce((a, b) -> b)
        .orElse(null);
  }

  private void readPauses(ScheduleStory story, Instant end) {
    Event paused = null;
    for (Event event : story.events()) {
      if (paused != null) {
        pauses.add(new Span(paused.known(), event.sent()));
      }
      paused = event.change() instanceof Order.Pause ? event : null;
    }
    if (paused != null) {
      pauses.add(new Span(paused.known(), end));
    }
  }

  /** Whether arithmetic alone says when it fires. */
  boolean isComputable() {
    return phases.stream().noneMatch(phase -> phase.plan().when().kind() == Kind.AFTER_COMPLETION);
  }

  /** Whether no fire of it may have been skipped. */
  boolean runsAlways() {
    return pauses.isEmpty()
        && phases.stream()
            .map(Phase::plan)
            .allMatch(p -> p.misfire().equals("FIRE_ALL") && p.overlap().equals("ALLOW"));
  }

  boolean isSurelyPaused(Instant time) {
    return pauses.stream().anyMatch(pause -> pause.holds(time));
  }

  /** The fires that it must have had up to then. */
  NavigableSet<Instant> must(Instant until) {
    NavigableSet<Instant> times = new TreeSet<>();
    for (Phase phase : phases) {
      Span span = phase.surely();
      Instant to = span.until().isBefore(until) ? span.until() : until;
      times.addAll(NominalTimes.between(phase.plan().when(), createdAt, span.after(), to));
    }
    return times;
  }

  /** The fires that it may have had. */
  NavigableSet<Instant> may() {
    NavigableSet<Instant> times = new TreeSet<>();
    for (Phase phase : phases) {
      Span span = phase.perhaps();
      times.addAll(
          NominalTimes.between(phase.plan().when(), createdAt, span.after(), span.until()));
    }
    return times;
  }
}
