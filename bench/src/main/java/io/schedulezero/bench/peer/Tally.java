package io.schedulezero.bench.peer;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where the jobs of all peers report to. Static, since some peers create the job objects
 * themselves; a JVM measures one peer only.
 */
public final class Tally {
  private static final char DUE = '@';

  private static volatile Count count = new Count(0);

  private Tally() {}

  /** Starts to count from zero. */
  public static void expect(int jobs) {
    count = new Count(jobs);
  }

  /** The argument of a job whose lateness counts. */
  public static String due(Instant due) {
    return DUE + Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, due));
  }

  /** What a one-off job does. */
  public static void ran(String arg) {
    boolean timed = !arg.isEmpty() && arg.charAt(0) == DUE;
    count.add(timed ? microsNow() - Long.parseLong(arg, 1, arg.length(), 10) : 0);
  }

  /** What a fire of a schedule does. */
  public static void fired(Instant nominal) {
    count.add(ChronoUnit.MICROS.between(nominal, Instant.now()));
  }

  /** Waits until all that is expected has run; false if it took too long. */
  public static boolean await(Duration patience) throws InterruptedException {
    return count.missing.await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  public static int ran() {
    return Math.min(count.ran.get(), count.latenessMicros.length);
  }

  /** Lateness of everything that ran, in milliseconds, sorted; below zero is too early. */
  public static double[] latenessMillis() {
    Count counted = count;
    return Arrays.stream(counted.latenessMicros, 0, ran())
        .mapToDouble(micros -> micros / 1000.0)
        .sorted()
        .toArray();
  }

  private static long microsNow() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }

  private static final class Count {
    private final AtomicInteger ran = new AtomicInteger();
    private final CountDownLatch missing;
    private final long[] latenessMicros;

    private Count(int expected) {
      missing = new CountDownLatch(expected);
      latenessMicros = new long[expected];
    }

    private void add(long micros) {
      int index = ran.getAndIncrement();
      if (index < latenessMicros.length) {
        latenessMicros[index] = micros;
      }
      missing.countDown();
    }
  }
}
