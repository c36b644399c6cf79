package io.schedulezero.transport;

import java.util.concurrent.ThreadFactory;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Line} needs.
 *
 * @param address of the server: {@code tcp://host:port}
 * @param maxFrameBytes a larger frame ends the connection
 * @param threads makes its threads; those beside the first have its name with a word more
 * @param nanoTime as {@link System#nanoTime}, for any thread
 * @param keys null to speak in the clear
 * @param plainRemote whether it may do so with another machine, too: everybody on the way can read
 *     and change what is said, and whoever answers is believed
 */
public record LineOptions(
    String address,
    int maxFrameBytes,
    ThreadFactory threads,
    LongSupplier nanoTime,
    @Nullable LineKeys keys,
    boolean plainRemote) {
  public LineOptions {
    GuardAllocator.checkCap(maxFrameBytes);
  }

  /** Without keys only for this machine. */
  public LineOptions(
      String address,
      int maxFrameBytes,
      ThreadFactory threads,
      LongSupplier nanoTime,
      @Nullable LineKeys keys) {
    this(address, maxFrameBytes, threads, nanoTime, keys, false);
  }

  /** Without keys. */
  public LineOptions(
      String address, int maxFrameBytes, ThreadFactory threads, LongSupplier nanoTime) {
    this(address, maxFrameBytes, threads, nanoTime, null);
  }
}
