package io.schedulezero.queue;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A priority queue in which what comes in its order costs nothing: only what has to pass others
 * goes through a heap.
 */
final class Ranked<T> {
  private final Comparator<? super T> order;
  private final ArrayDeque<T> inOrder = new ArrayDeque<>();
  private final PriorityQueue<T> others;

  Ranked(Comparator<? super T> order) {
    this.order = order;
    this.others = new PriorityQueue<>(order);
  }

  void add(T item) {
    T last = inOrder.peekLast();
    if (last == null || order.compare(last, item) <= 0) {
      inOrder.addLast(item);
    } else {
      others.add(item);
    }
  }

  @Nullable T peek() {
    return headIsInOrder() ? inOrder.peekFirst() : others.peek();
  }

  @Nullable T poll() {
    return headIsInOrder() ? inOrder.pollFirst() : others.poll();
  }

  private boolean headIsInOrder() {
    T first = inOrder.peekFirst();
    T other = others.peek();
    return other == null || (first != null && order.compare(first, other) <= 0);
  }

  void removeIf(Predicate<? super T> unwanted) {
    inOrder.removeIf(unwanted);
    others.removeIf(unwanted);
  }

  int count(Predicate<? super T> wanted) {
    return (int) Stream.concat(inOrder.stream(), others.stream()).filter(wanted).count();
  }

  int size() {
    return inOrder.size() + others.size();
  }
}
