package io.schedulezero.transport;

import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Hub} needs.
 *
 * @param address {@code tcp://host:port}; port 0 or {@code *} is any that is free
 * @param maxFrameBytes a larger frame ends the connection on which it comes
 * @param threads makes its threads; those beside the first have its name with a word more
 * @param nanoTime as {@link System#nanoTime}, for any thread
 * @param keys null for a hub that speaks in the clear
 * @param plainRemote whether it may do so with other machines, too: everybody on the way can read
 *     and change what is said, and whoever can connect is heard
 */
public record HubOptions(
    String address,
    int maxFrameBytes,
    ThreadFactory threads,
    LongSupplier nanoTime,
    @Nullable HubKeys keys,
    boolean plainRemote) {
  public HubOptions {
    GuardAllocator.checkCap(maxFrameBytes);
  }

  /** Without keys only for this machine. */
  public HubOptions(
      String address,
      int maxFrameBytes,
      ThreadFactory threads,
      LongSupplier nanoTime,
      @Nullable HubKeys keys) {
    this(address, maxFrameBytes, threads, nanoTime, keys, false);
  }

  /** Without keys. */
  public HubOptions(
      String address, int maxFrameBytes, ThreadFactory threads, LongSupplier nanoTime) {
    this(address, maxFrameBytes, threads, nanoTime, null);
  }
}
