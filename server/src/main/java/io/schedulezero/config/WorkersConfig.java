package io.schedulezero.config;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where workers connect, and how long they may be silent.
 *
 * @param address such as {@code tcp://127.0.0.1:5555}; empty if no worker may connect
 * @param isUsual whether it is the default, without which a server does if another process has it
 * @param heartbeat from one sign of life of a worker to the next
 * @param lease for how long an attempt belongs to a worker that gives no sign of life
 */
public record WorkersConfig(
    Optional<String> address, boolean isUsual, Duration heartbeat, Duration lease) {
  private static final String OFF = "off";
  private static final String USUAL = "tcp://127.0.0.1:5555";
  private static final Pattern FORM =
      Pattern.compile("tcp://(\\[[0-9a-fA-F:.]+]|\\*|[\\w.-]+):([0-9]{1,5}|\\*)");
  private static final int MAX_PORT = 65_535;
  private static final Duration SHORTEST_BEAT = Duration.ofMillis(50);
  private static final Duration LONGEST_BEAT = Duration.ofMinutes(10);
  private static final Duration LONGEST_LEASE = Duration.ofDays(1);
  private static final int BEATS_PER_LEASE = 3;

  /** Whether others than this machine may connect. */
  boolean isRemote() {
    return address
        .map(FORM::matcher)
        .filter(Matcher::matches)
        .filter(form -> !HttpConfig.isLoopback(form.group(1)))
        .isPresent();
  }

  /** The same, without workers. */
  public WorkersConfig off() {
    return new WorkersConfig(Optional.empty(), isUsual, heartbeat, lease);
  }

  static WorkersConfig read(Settings settings) {
    String address = settings.text("workers.address", USUAL, WorkersConfig::address);
    Duration heartbeat = settings.duration("workers.heartbeat", Duration.ofSeconds(2));
    Duration lease = settings.duration("workers.lease", Duration.ofSeconds(10));
    if (heartbeat.compareTo(SHORTEST_BEAT) < 0 || heartbeat.compareTo(LONGEST_BEAT) > 0) {
      settings.problem("workers.heartbeat", "must be 50ms to 10m");
    } else if (lease.compareTo(heartbeat.multipliedBy(BEATS_PER_LEASE)) < 0
        || lease.compareTo(LONGEST_LEASE) > 0) {
      settings.problem("workers.lease", "must be three times workers.heartbeat to 1d");
    }
    return new WorkersConfig(
        address.equals(OFF) ? Optional.empty() : Optional.of(address),
        address.equals(USUAL),
        heartbeat,
        lease);
  }

  private static String address(String address) {
    Matcher form = FORM.matcher(address);
    boolean isAddress =
        form.matches()
            && (form.group(2).equals("*") || Integer.parseInt(form.group(2)) <= MAX_PORT);
    if (!isAddress && !address.equals(OFF)) {
      throw new IllegalArgumentException(
          "off, or tcp:// with a host and a port such as tcp://127.0.0.1:5555");
    }
    return address;
  }
}
