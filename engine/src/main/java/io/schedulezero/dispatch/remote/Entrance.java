package io.schedulezero.dispatch.remote;

import io.schedulezero.transport.Hub;
import io.schedulezero.transport.Peer;
import io.schedulezero.wire.BadFrame;
import io.schedulezero.wire.Codec;
import io.schedulezero.wire.Received;

/**
 * What comes in by the hub, made readable, and the gateway's own time, which does not pass while
 * this process stands still.
 */
final class Entrance implements Hub.Owner {
  private static final int BEATS_UNTIL_STALL = 2;

  private final Hall hall;
  private final Codec codec;
  private final Conversation conversation;
  private final Sweep sweep;
  private final PlainReminder reminder;
  private final long longestWait;
  private long turnedAt;
  private long asked;
  private long stalled;

  Entrance(Hall hall, Codec codec, Conversation conversation, Sweep sweep, PlainReminder reminder) {
    this.hall = hall;
    this.codec = codec;
    this.conversation = conversation;
    this.sweep = sweep;
    this.reminder = reminder;
    this.longestWait = hall.options().heartbeat().toNanos() / BEATS_UNTIL_STALL;
    this.turnedAt = hall.nanos();
  }

  @Override
  public void received(Peer peer, byte[][] frames) {
    try {
      Received received = codec.decode(frames);
      if (received instanceof Received.Known known) {
        conversation.heard(peer, known.header(), known.message());
      }
    } catch (BadFrame bad) {
      conversation.unreadable(peer, bad.report());
    }
  }

  @Override
  public void gone(Peer peer) {
    conversation.gone(peer);
  }

  @Override
  public long turn(long nanoTime) {
    long late = nanoTime - turnedAt - asked;
    if (late > longestWait) {
      stalled += late;
    }
    turnedAt = nanoTime;
    reminder.look(nanoTime);
    hall.nanos(nanoTime - stalled);
    asked = Math.min(sweep.sweep(), hall.echoes().leave());
    return asked;
  }
}
