package io.schedulezero.store;

import io.schedulezero.run.Backoff;
import io.schedulezero.run.RetryPolicy;
import io.schedulezero.run.Route;
import io.schedulezero.run.RunSpec;
import io.schedulezero.store.Json.Doc;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The parts of a run's specification that have no column of their own. */
final class SpecCodec {
  private SpecCodec() {}

  static @Nullable String writeRetry(@Nullable RetryPolicy retry) {
    return retry == null ? null : Json.write(doc(retry));
  }

  static @Nullable RetryPolicy readRetry(@Nullable String text) {
    return text == null ? null : retry(Json.readDoc(text));
  }

  private static Doc doc(RetryPolicy retry) {
    return new Doc()
        .with("backoff", word(retry.backoff()))
        .with("max_attempts", (long) retry.maxAttempts())
        .with("delay", retry.delay())
        .with("max_delay", retry.maxDelay())
        .with("factor", retry.factor())
        .with("jitter", retry.jitter())
        .with("max_age", retry.maxAge());
  }

  private static RetryPolicy retry(Doc doc) {
    return new RetryPolicy(
        word(Backoff.class, doc.text("backoff")),
        (int) doc.number("max_attempts"),
        doc.duration("delay"),
        doc.duration("max_delay"),
        doc.real("factor"),
        doc.real("jitter"),
        doc.durationOrNull("max_age"));
  }

  /**
   * A JSON array with each tag on a line of its own, so that a search for {@link #tagLine} finds
   * the tag and nothing else, whatever characters it has.
   */
  static @Nullable String writeTags(List<String> tags) {
    return tags.isEmpty()
        ? null
        : tags.stream().map(SpecCodec::tagLine).collect(Collectors.joining(",", "[", "]"));
  }

  static String tagLine(String tag) {
    String list = Json.write(List.of(tag));
    return "\n" + list.substring(1, list.length() - 1) + "\n";
  }

  static List<String> readTags(@Nullable String text) {
    return text == null ? List.of() : Json.readTexts(text);
  }

  static Doc doc(RunSpec spec) {
    return new Doc()
        .with("handler", spec.handler())
        .with("args", spec.args())
        .with("priority", (long) spec.priority())
        .with("timeout", spec.timeout())
        .with("retry", spec.retry() == null ? null : doc(spec.retry()))
        .with("key", spec.key())
        .with("tags", spec.tags().isEmpty() ? null : spec.tags())
        .with("route", RouteCodec.doc(spec.route()));
  }

  static RunSpec spec(Doc doc) {
    return new RunSpec(
        doc.text("handler"),
        doc.text("args"),
        (int) doc.number("priority"),
        doc.durationOrNull("timeout"),
        doc.has("retry") ? retry(doc.doc("retry")) : null,
        doc.textOrNull("key"),
        doc.texts("tags"),
        doc.has("route") ? RouteCodec.route(doc.doc("route")) : Route.ANYWHERE);
  }

  static @Nullable Long nanos(@Nullable Duration duration) {
    return duration == null ? null : (Long) Micros.nanos(duration);
  }

  static @Nullable Duration duration(@Nullable Long nanos) {
    return nanos == null ? null : Duration.ofNanos(nanos);
  }

  static String word(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }

  static <E extends Enum<E>> E word(Class<E> choices, String word) {
    return Enum.valueOf(choices, word.toUpperCase(Locale.ROOT));
  }
}
