package io.schedulezero.crash;

import io.schedulezero.crash.Answer.Content;
import io.schedulezero.crash.Order.Plan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What was asked about one schedule, in order, and how it must stand. One thread at a time. */
final class ScheduleStory {
  private final String id;
  private final List<Event> events = new ArrayList<>();
  private @Nullable Content content;
  private @Nullable Instant createdAt;
  private @Nullable Order doubted;
  private Instant doubtedSince = Instant.EPOCH;

  /**
   * A change that has happened.
   *
   * @param sent not before
   * @param known not after
   */
  record Event(Order change, Instant sent, Instant known) {}

  ScheduleStory(String id) {
    this.id = id;
  }

  String id() {
    return id;
  }

  List<Event> events() {
    return events;
  }

  /** As it must stand, null if there must be none. */
  @Nullable Content content() {
    return content;
  }

  /** When it was made; null if it never was. */
  @Nullable Instant createdAt() {
    return createdAt;
  }

  boolean isInDoubt() {
    return doubted != null;
  }

  /** The change was acknowledged. Returns what is wrong with the answer, or null. */
  @Nullable String acknowledged(Order change, Content answered, Instant sent) {
    return happened(change, answered, sent);
  }

  /** The schedule is acknowledged to be gone. */
  void deleted(Order change, Instant sent) {
    events.add(new Event(change, sent, Instant.now()));
    content = null;
  }

  /** No answer came: it has happened or not. */
  void doubt(Order change, Instant sent) {
    doubted = change;
    doubtedSince = sent;
  }

  /** Looks at the schedule: what was in doubt is known now. Returns what is wrong, or null. */
  @Nullable String seen(@Nullable Content seen) {
    Order change = doubted;
    doubted = null;
    if (same(content, seen)) {
      return null;
    }
    if (change == null) {
      return "it must be " + content + " but is " + seen;
    }
    if (change instanceof Order.Delete && seen == null) {
      deleted(change, doubtedSince);
      return null;
    }
    return seen == null
        ? "it must be " + content + ", but there is none"
        : happened(change, seen, doubtedSince);
  }

  private @Nullable String happened(Order change, Content now, Instant sent) {
    Content before = content;
    events.add(new Event(change, sent, Instant.now()));
    content = now;
    createdAt = createdAt == null ? now.createdAt() : createdAt;
    String tag = planOf(change) == null ? before == null ? "" : before.tag() : tagOf(change);
    boolean paused = change instanceof Order.Pause;
    boolean moved = before != null && !before.createdAt().equals(now.createdAt());
    return tag.equals(now.tag()) && paused == now.paused() && !moved
        ? null
        : "after " + change + " it is " + now + ", and it was " + before;
  }

  private static String tagOf(Order change) {
    return Objects.requireNonNull(planOf(change)).tag();
  }

  /** The content that a change brings, if it does. */
  static @Nullable Plan planOf(Order change) {
    if (change instanceof Order.Create create) {
      return create.plan();
    }
    return change instanceof Order.Update update ? update.plan() : null;
  }

  private static boolean same(@Nullable Content a, @Nullable Content b) {
    return Objects.equals(a, b);
  }
}
