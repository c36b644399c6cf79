package io.schedulezero.dispatch.remote;

import io.schedulezero.transport.HubKeys;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How workers are served.
 *
 * @param address to listen at, such as {@code tcp://127.0.0.1:5555}
 * @param heartbeat from one sign of life of a worker to the next
 * @param lease for how long an attempt belongs to a worker that gives no sign of life
 * @param grace for how long a server that has just started waits for workers that had attempts of
 *     its predecessor
 * @param maxPayload bytes of arguments, and of a result
 * @param maxLogLines of one attempt; what a worker sends beyond is not kept
 * @param interruptGrace how long a cancelled handler may take before it is interrupted for good
 * @param keys null to speak in the clear
 * @param plainRemote whether workers on other machines may speak in the clear, which everybody on
 *     the way can read and change
 */
public record GatewayOptions(
    String address,
    Duration heartbeat,
    Duration lease,
    Duration grace,
    int maxPayload,
    int maxLogLines,
    Duration interruptGrace,
    @Nullable HubKeys keys,
    boolean plainRemote) {
  private static final int BEATS_PER_LEASE = 3;

  public static final GatewayOptions DEFAULT =
      new GatewayOptions(
          "tcp://127.0.0.1:5555",
          Duration.ofSeconds(2),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          256 * 1024,
          1_000,
          Duration.ofSeconds(10),
          null,
          false);

  public GatewayOptions {
    if (heartbeat.toMillis() < 1) {
      throw new IllegalArgumentException("heartbeat must be 1ms or more, not " + heartbeat);
    }
    if (lease.compareTo(heartbeat.multipliedBy(BEATS_PER_LEASE)) < 0) {
      throw new IllegalArgumentException(
          "lease must be " + BEATS_PER_LEASE + " heartbeats or more, not " + lease);
    }
  }

  /** Without keys, for workers of this machine. */
  public GatewayOptions(
      String address,
      Duration heartbeat,
      Duration lease,
      Duration grace,
      int maxPayload,
      int maxLogLines,
      Duration interruptGrace) {
    this(address, heartbeat, lease, grace, maxPayload, maxLogLines, interruptGrace, null, false);
  }

  /** The same at another address. */
  public GatewayOptions at(String other) {
    return new GatewayOptions(
        other, heartbeat, lease, grace, maxPayload, maxLogLines, interruptGrace, keys, plainRemote);
  }

  /** The same with another pace. */
  public GatewayOptions paced(Duration newHeartbeat, Duration newLease, Duration newGrace) {
    return new GatewayOptions(
        address,
        newHeartbeat,
        newLease,
        newGrace,
        maxPayload,
        maxLogLines,
        interruptGrace,
        keys,
        plainRemote);
  }

  /** The same, encrypted and only for workers that the allow list names. */
  public GatewayOptions with(@Nullable HubKeys newKeys) {
    return new GatewayOptions(
        address,
        heartbeat,
        lease,
        grace,
        maxPayload,
        maxLogLines,
        interruptGrace,
        newKeys,
        plainRemote);
  }

  /** The same, in the clear also with other machines if told so. */
  public GatewayOptions plainRemote(boolean value) {
    return new GatewayOptions(
        address, heartbeat, lease, grace, maxPayload, maxLogLines, interruptGrace, keys, value);
  }
}
