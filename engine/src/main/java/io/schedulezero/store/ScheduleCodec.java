package io.schedulezero.store;

import static io.schedulezero.store.SpecCodec.word;

import io.schedulezero.run.RunSpec;
import io.schedulezero.schedule.Exclusions;
import io.schedulezero.schedule.Misfire;
import io.schedulezero.schedule.Overlap;
import io.schedulezero.schedule.Pause;
import io.schedulezero.schedule.Policies;
import io.schedulezero.schedule.Trigger;
import io.schedulezero.store.Json.Doc;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The parts of a schedule as the documents that the store keeps. */
final class ScheduleCodec {
  private ScheduleCodec() {}

  static String write(RunSpec spec) {
    return Json.write(SpecCodec.doc(spec));
  }

  static String write(Trigger trigger) {
    return Json.write(TriggerCodec.doc(trigger));
  }

  static String write(Policies policies) {
    return Json.write(doc(policies));
  }

  static @Nullable String write(@Nullable Pause pause) {
    return pause == null ? null : Json.write(doc(pause));
  }

  static RunSpec spec(String text) {
    return SpecCodec.spec(Json.readDoc(text));
  }

  static Trigger trigger(String text) {
    return TriggerCodec.trigger(Json.readDoc(text));
  }

  static Policies policies(String text) {
    return policies(Json.readDoc(text));
  }

  static @Nullable Pause pause(@Nullable String text) {
    return text == null ? null : pause(Json.readDoc(text));
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
