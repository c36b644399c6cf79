package io.schedulezero.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;

/** An owner of a hub that remembers all, and answers every message with the same. */
final class Recorder implements Hub.Owner {
  /** A message that is remembered and not answered. */
  static final String NO_ANSWER = "no answer";

  /** A message at which the owner fails. */
  static final String FAIL = "fail";

  static final int MAX_FRAME = 64 * 1024;

  final BlockingQueue<Got> received = new LinkedBlockingQueue<>();
  final BlockingQueue<Peer> gone = new LinkedBlockingQueue<>();
  final BlockingQueue<Long> turns = new LinkedBlockingQueue<>();
  volatile long again = Long.MAX_VALUE;
  private final Hub hub;

  record Got(Peer peer, List<String> frames) {}

  Recorder(Hub hub) {
    this.hub = hub;
  }

  static Thread thread(Runnable task) {
    return new Thread(task, "sz-test");
  }

  @Override
  public void received(Peer peer, byte[][] frames) {
    List<String> text = Stream.of(frames).map(frame -> new String(frame, UTF_8)).toList();
    if (text.get(0).equals(FAIL)) {
      throw new IllegalStateException("told to fail");
    }
    received.add(new Got(peer, text));
    if (!text.get(0).equals(NO_ANSWER)) {
      hub.send(peer, frames);
    }
  }

  @Override
  public void gone(Peer peer) {
    gone.add(peer);
  }

  @Override
  public long turn(long nanoTime) {
    turns.add(nanoTime);
    return again;
  }
}
