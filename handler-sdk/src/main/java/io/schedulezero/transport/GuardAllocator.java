package io.schedulezero.transport;

import zmq.Msg;
import zmq.msg.MsgAllocator;

/**
 * Gives out the memory of frames that come in, on the library's threads, and refuses what no frame
 * may have.
 *
 * <p>The library checks the length that a peer announces as a signed number of 64 bits and then
 * cuts it to 32: a negative one puts its thread into an endless loop, or asks for 2 GB. Neither may
 * get further than this.
 */
final class GuardAllocator implements MsgAllocator {
  private final int cap;

  /** What stands in for a refused frame: its connection is no longer in step and has to end. */
  static final class Refused extends Msg {}

  GuardAllocator(int cap) {
    this.cap = cap;
  }

  static void checkCap(int maxFrameBytes) {
    if (maxFrameBytes < 1) {
      throw new IllegalArgumentException(
          "maxFrameBytes is " + maxFrameBytes + "; it must be 1 or more");
    }
  }

  @Override
  public Msg allocate(int size) {
    if (size < 0 || size > cap) {
      return new Refused();
    }
    try {
      return new Msg(size);
    } catch (OutOfMemoryError e) {
      return new Refused(); // better one connection than the thread that serves all of them
    }
  }
}
