package io.schedulezero.transport;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Who may come in, decided before a byte is read. From another machine a handful of connections
 * will do, and whoever fails again and again stays out for a while. This machine has only the
 * limits of all together, because its workers share one address.
 */
final class Door {
  static final int MOST = 1_000;
  static final int MOST_FROM_ONE_HOST = 50;
  static final int MOST_IN_A_SECOND = 50;
  static final int FAILURES = 10;
  static final Duration FAILURES_WITHIN = Duration.ofMinutes(1);
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  static final Duration BANNED_FOR = Duration.ofMinutes(5);

  /** Each that was not accepted yet can make us reserve a frame. */
  private final int mostWaiting;

  private final Map<String, Host> hosts = new HashMap<>();
  private int open;
  private int waiting;

  private static final class Host {
    private int open;
    private int came;
    private long cameSince;
    private int failures;
    private long firstFailure;
    private @Nullable Long bannedAt;

    boolean isBanned(long now) {
      return bannedAt != null && now - bannedAt < BANNED_FOR.toNanos();
    }

    boolean hasFailures(long now) {
      return failures > 0 && now - firstFailure < FAILURES_WITHIN.toNanos();
    }

    /** Each costs us a greeting and most of a handshake, whether it ends well or not. */
    boolean comesTooOften(long now) {
      if (came == 0 || now - cameSince >= SECOND) {
        came = 0;
        cameSince = now;
      }
      came++;
      return came > MOST_IN_A_SECOND;
    }

    /** Nobody would miss it. */
    boolean isForgotten(long now) {
      return open == 0 && now - cameSince >= SECOND && !isBanned(now) && !hasFailures(now);
    }

    void failed(long now) {
      if (!hasFailures(now)) {
        failures = 0;
        firstFailure = now;
      }
      failures++;
      if (failures >= FAILURES) {
        bannedAt = now;
        failures = 0;
      }
    }
  }

  Door(int mostWaiting) {
    this.mostWaiting = mostWaiting;
  }

  /** So that frames of strangers take up an eighth of the heap at most. */
  static int mostWaiting(long maxHeap, int maxFrameBytes) {
    return (int) Math.max(32, Math.min(MOST, maxHeap / 8 / maxFrameBytes));
  }

  /** Returns why it may not come in; null if it has. */
  synchronized @Nullable String enter(InetAddress from, long now) {
    if (open >= MOST) {
      return "there are " + MOST + " connections";
    }
    if (waiting >= mostWaiting) {
      return waiting + " others have not said yet who they are";
    }
    if (!from.isLoopbackAddress()) {
      Host host = hosts.computeIfAbsent(name(from), name -> new Host());
      if (host.isBanned(now)) {
        return "its host failed " + FAILURES + " times within a minute";
      }
      if (host.open >= MOST_FROM_ONE_HOST) {
        return "its host has " + MOST_FROM_ONE_HOST + " connections";
      }
      if (host.comesTooOften(now)) {
        return "its host made " + MOST_IN_A_SECOND + " connections within a second";
      }
      host.open++;
    }
    open++;
    waiting++;
    return null;
  }

  synchronized void accepted() {
    waiting--;
  }

  /** Of who had come in. */
  synchronized void left(InetAddress from, boolean wasAccepted, boolean failed, long now) {
    open--;
    if (!wasAccepted) {
      waiting--;
    }
    Host host = hosts.get(name(from));
    if (host != null) {
      host.open--;
      if (failed) {
        host.failed(now);
      }
    }
  }

  /** Hosts of which there is nothing to remember. */
  synchronized void forget(long now) {
    hosts.values().removeIf(host -> host.isForgotten(now));
  }

  synchronized int remembered() {
    return hosts.size();
  }

  /** Of the newer addresses one host has as many as it likes, with the same first half. */
  private static String name(InetAddress address) {
    byte[] bytes = address.getAddress();
    byte[] known = address instanceof Inet6Address ? Arrays.copyOf(bytes, 8) : bytes;
    return HexFormat.of().formatHex(known);
  }
}
