package io.schedulezero.queue;

import java.util.Comparator;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The due runs of one handler that the same targets may execute, by rank. */
final class Lane {
  /** By the rank of their heads; only lanes that have one. */
  static final Comparator<Lane> BY_HEAD =
      (a, b) -> a == b ? 0 : Entry.BY_RANK.compare(a.mustHead(), b.mustHead());

  final String name;
  final String handler;
  private final Ranked<Entry> entries = new Ranked<>(Entry.BY_RANK);
  private int size;
  boolean aside;

  /** Asked only while it is parked. */
  BooleanSupplier parkedUntil = () -> true;

  Lane(String name, String handler) {
    this.name = name;
    this.handler = handler;
  }

  /** Whether its name is one of any number: it is forgotten when it is empty. */
  boolean isRouted() {
    return !name.equals(handler);
  }

  void add(Entry entry) {
    entries.add(entry);
    entry.lane = this;
    size++;
  }

  /** The first entry that has not been removed. */
  @Nullable Entry head() {
    Entry head = entries.peek();
    while (head != null && head.removed) {
      entries.poll();
      head = entries.peek();
    }
    return head;
  }

  Entry poll() {
    Entry head = mustHead();
    entries.poll();
    head.lane = null;
    size--;
    return head;
  }

  /**
   * The entry stays in the heap, marked, until it comes to the head or too many of its kind have
   * gathered.
   */
  void remove(Entry entry) {
    entry.removed = true;
    entry.lane = null;
    size--;
    if (entries.size() > Entry.MOST_REMOVED + 2 * size) {
      entries.removeIf(each -> each.removed);
    }
  }

  int ahead(Entry entry) {
    return entries.count(each -> !each.removed && Entry.BY_RANK.compare(each, entry) < 0);
  }

  int size() {
    return size;
  }

  Entry mustHead() {
    Entry head = head();
    if (head == null) {
      throw new IllegalStateException("An empty lane has no head");
    }
    return head;
  }
}
