package io.schedulezero.transport;

import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;

/**
 * What a {@link Hub} needs.
 *
 * @param address {@code tcp://host:port}; port 0 or {@code *} is any that is free
 * @param maxFrameBytes a larger frame ends the connection on which it comes
 * @param threads makes its threads; those beside the first have its name with a word more
 * @param nanoTime as {@link System#nanoTime}, for any thread
 */
public record HubOptions(
    String address, int maxFrameBytes, ThreadFactory threads, LongSupplier nanoTime) {
  public HubOptions {
    GuardAllocator.checkCap(maxFrameBytes);
  }
}
