package io.schedulezero.store;

import static io.schedulezero.store.SpecCodec.word;

import io.schedulezero.run.ScheduleId;
import io.schedulezero.schedule.Exclusions;
import io.schedulezero.schedule.Misfire;
import io.schedulezero.schedule.Overlap;
import io.schedulezero.schedule.Pause;
import io.schedulezero.schedule.Policies;
import io.schedulezero.schedule.Schedule;
import io.schedulezero.store.Json.Doc;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A schedule as the document that the store keeps; its id is kept beside. */
final class ScheduleCodec {
  private ScheduleCodec() {}

  static String write(Schedule schedule) {
    return Json.write(
        new Doc()
            .with("spec", SpecCodec.doc(schedule.spec()))
            .with("trigger", TriggerCodec.doc(schedule.trigger()))
            .with("policies", doc(schedule.policies()))
            .with("pause", schedule.pause() == null ? null : doc(schedule.pause()))
            .with("created_at", schedule.createdAt())
            .with("updated_at", schedule.updatedAt())
            .with("version", schedule.version()));
  }

  static Schedule read(ScheduleId id, String body) {
    Doc doc = Json.readDoc(body);
    return new Schedule(
        id,
        SpecCodec.spec(doc.doc("spec")),
        TriggerCodec.trigger(doc.doc("trigger")),
        policies(doc.doc("policies")),
        doc.has("pause") ? pause(doc.doc("pause")) : null,
        doc.instant("created_at"),
        doc.instant("updated_at"),
        doc.number("version"));
  }

  private static Doc doc(Pause pause) {
    return new Doc().with("since", pause.since()).with("reason", pause.reason());
  }

  private static Pause pause(Doc doc) {
    return new Pause(doc.instant("since"), doc.text("reason"));
  }

  private static Doc doc(Policies policies) {
    return new Doc()
        .with("misfire", doc(policies.misfire()))
        .with("overlap", word(policies.overlap()))
        .with("jitter", policies.jitter())
        .with("start_at", policies.startAt())
        .with("end_at", policies.endAt())
        .with("max_runs", policies.maxRuns())
        .with("exclude", policies.exclusions().isEmpty() ? null : doc(policies.exclusions()));
  }

  private static Policies policies(Doc doc) {
    return new Policies(
        misfire(doc.doc("misfire")),
        word(Overlap.class, doc.text("overlap")),
        doc.duration("jitter"),
        doc.instantOrNull("start_at"),
        doc.instantOrNull("end_at"),
        doc.numberOrNull("max_runs"),
        doc.has("exclude") ? exclusions(doc.doc("exclude")) : Exclusions.NONE);
  }

  private static Doc doc(Misfire misfire) {
    Integer maxCount = misfire.maxCount();
    return new Doc()
        .with("policy", word(misfire.policy()))
        .with("max_age", misfire.maxAge())
        .with("max_count", maxCount == null ? null : (Long) maxCount.longValue());
  }

  private static Misfire misfire(Doc doc) {
    Long maxCount = doc.numberOrNull("max_count");
    return new Misfire(
        word(Misfire.Policy.class, doc.text("policy")),
        doc.durationOrNull("max_age"),
        maxCount == null ? null : (Integer) maxCount.intValue());
  }

  private static Doc doc(Exclusions exclusions) {
    ZoneId zone = exclusions.zone();
    return new Doc()
        .with("dates", exclusions.dates().stream().sorted().map(LocalDate::toString).toList())
        .with("weekdays", days(exclusions.weekdays()))
        .with("zone", zone == null ? null : zone.getId());
  }

  private static Exclusions exclusions(Doc doc) {
    String zone = doc.textOrNull("zone");
    return new Exclusions(
        doc.texts("dates").stream().map(LocalDate::parse).collect(Collectors.toSet()),
        days(doc.texts("weekdays")),
        zone == null ? null : ZoneId.of(zone));
  }

  static List<String> days(Collection<DayOfWeek> days) {
    return days.stream().sorted().map(SpecCodec::word).toList();
  }

  static Set<DayOfWeek> days(List<String> words) {
    return words.stream()
        .map(word -> word(DayOfWeek.class, word))
        .collect(Collectors.toUnmodifiableSet());
  }
}
