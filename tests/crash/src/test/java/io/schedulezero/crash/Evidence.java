package io.schedulezero.crash;

import io.schedulezero.crash.Order.Wanted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What one caller asked, and what it was told. */
final class Evidence {
  private final List<Submission> submissions = new ArrayList<>();
  private final List<Sighting> sightings = new ArrayList<>();
  private final Map<String, ScheduleStory> schedules = new TreeMap<>();
  private final List<Breach> breaches = new ArrayList<>();

  /**
   * A request for runs.
   *
   * @param ended when the answer came, or the process was found dead
   * @param ids of the runs; empty if no answer came
   */
  record Submission(List<Wanted> runs, Instant sent, Instant ended, List<String> ids) {
    boolean isAcknowledged() {
      return !ids.isEmpty();
    }
  }

  /** A run was seen in a state. */
  record Sighting(String run, String state, Instant at) {}

  List<Submission> submissions() {
    return submissions;
  }

  List<Sighting> sightings() {
    return sightings;
  }

  Map<String, ScheduleStory> schedules() {
    return schedules;
  }

  /** What was wrong already when it was answered. */
  List<Breach> breaches() {
    return breaches;
  }

  static Evidence of(Stream<Evidence> parts) {
    Evidence whole = new Evidence();
    parts.forEach(
        part -> {
          whole.submissions.addAll(part.submissions);
          whole.sightings.addAll(part.sightings);
          whole.schedules.putAll(part.schedules);
          whole.breaches.addAll(part.breaches);
        });
    return whole;
  }
}
