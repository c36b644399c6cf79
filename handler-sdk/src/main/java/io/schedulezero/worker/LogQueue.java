package io.schedulezero.worker;

import io.schedulezero.wire.FromWorker.Log;
import io.schedulezero.wire.LogLine;
import io.schedulezero.wire.Payload;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The log lines of one attempt that the server does not have yet. Lines that were sent together are
 * sent together again: so the server tells by the number of the first whether it has them.
 */
final class LogQueue {
  private final String run;
  private final long fence;
  private final Deque<Line> lines = new ArrayDeque<>();
  private final Deque<Batch> unsent = new ArrayDeque<>();
  private final Deque<Batch> unanswered = new ArrayDeque<>();
  private long bytes;
  private long underWay;
  private long dropped;
  private long droppedTold;
  private long nextNumber;
  private long until = Long.MAX_VALUE;

  private static final class Line {
    final long number;
    final byte[] bytes;

    Line(long number, byte[] bytes) {
      this.number = number;
      this.bytes = bytes;
    }
  }

  /** Lines whose numbers follow each other. */
  private record Batch(long from, int lines, Payload payload) {
    long end() {
      return from + lines;
    }

    int length() {
      return payload.bytes().length;
    }
  }

  LogQueue(String run, long fence) {
    this.run = run;
    this.fence = fence;
  }

  boolean isOf(String id) {
    return run.equals(id);
  }

  /** What is kept. */
  long bytes() {
    return bytes;
  }

  /** What was sent in this session and not answered. */
  long underWay() {
    return underWay;
  }

  void add(long number, byte[] line) {
    lines.add(new Line(number, line));
    bytes += line.length;
    nextNumber = number + 1;
  }

  void dropped(long number, int count) {
    dropped += count;
    nextNumber = number + 1;
  }

  void keepUntil(long time) {
    until = time;
  }

  /** The attempt is over, and the server has everything or does not answer. */
  boolean isDone(long now) {
    return until != Long.MAX_VALUE && (now >= until || (bytes == 0 && dropped == droppedTold));
  }

  void sendAllAgain() {
    while (!unanswered.isEmpty()) {
      unsent.addFirst(unanswered.removeLast());
    }
    underWay = 0;
  }

  /** The server has all lines below this; returns how many bytes are free. */
  long acked(long upTo) {
    long before = bytes;
    while (!unanswered.isEmpty() && unanswered.getFirst().end() <= upTo) {
      long length = unanswered.removeFirst().length();
      bytes -= length;
      underWay -= length;
    }
    return before - bytes;
  }

  /**
   * What is to be sent next; null if there is nothing, or no room for it.
   *
   * @param room in the window
   * @param most bytes that a message may ever have
   */
  @Nullable Log next(long room, long most) {
    while (!unsent.isEmpty() && unsent.getFirst().length() > most && most > 0) {
      Batch tooLarge = unsent.removeFirst();
      bytes -= tooLarge.length();
      dropped += tooLarge.lines;
    }
    if (unsent.isEmpty()) {
      gather(room, most);
    }
    Batch batch = unsent.peekFirst();
    if (batch != null) {
      return batch.length() <= room ? message(batch) : null;
    }
    boolean isNews = dropped > droppedTold && lines.isEmpty();
    return isNews ? message(batch(nextNumber, 0, new byte[0])) : null;
  }

  private void gather(long room, long most) {
    while (!lines.isEmpty() && lines.getFirst().bytes.length > most && most > 0) {
      bytes -= lines.removeFirst().bytes.length;
      dropped++;
    }
    List<Line> gathered = new ArrayList<>();
    long size = 0;
    while (!lines.isEmpty() && size + lines.getFirst().bytes.length <= Math.min(room, most)) {
      Line line = lines.getFirst();
      if (!gathered.isEmpty() && line.number != gathered.get(0).number + gathered.size()) {
        break;
      }
      gathered.add(lines.removeFirst());
      size += line.bytes.length;
    }
    if (!gathered.isEmpty()) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      gathered.forEach(line -> all.writeBytes(line.bytes));
      unsent.add(batch(gathered.get(0).number, gathered.size(), all.toByteArray()));
    }
  }

  private static Batch batch(long from, int lines, byte[] bytes) {
    return new Batch(from, lines, new Payload(LogLine.CONTENT_TYPE, bytes));
  }

  private Log message(Batch batch) {
    return new Log(run, fence, batch.from, batch.lines, dropped, batch.payload);
  }

  /** What {@link #next} gave was sent. */
  void sent() {
    droppedTold = dropped;
    Batch batch = unsent.pollFirst();
    if (batch != null) {
      unanswered.add(batch);
      underWay += batch.length();
    }
  }
}
