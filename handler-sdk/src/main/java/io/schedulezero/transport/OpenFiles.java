package io.schedulezero.transport;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files and connections that this process has open, of those that it may have: without any left
 * nobody can connect, and who tries keeps a thread of the library busy. On the hub's thread.
 */
final class OpenFiles {
  private static final Logger LOG = LoggerFactory.getLogger(OpenFiles.class);
  static final int ALARM_PERCENT = 80;

  /** Below the alarm, or a process that stays about there would tell of it all the time. */
  private static final int CLEAR_PERCENT = 70;

  static final int PER_CONNECTION = 4;
  private static final long LOOK_EVERY = TimeUnit.SECONDS.toNanos(5);

  private final LongSupplier open;
  private final long most;
  private long lookedAt;
  private boolean few;

  /**
   * @param open how many there are; throws {@link InternalError} if none is left to find it out
   */
  OpenFiles(LongSupplier open, long most, long now) {
    this.open = open;
    this.most = most;
    this.lookedAt = now - LOOK_EVERY;
    long wanted = (long) PER_CONNECTION * Door.MOST;
    if (most < wanted) {
      LOG.warn(
          "This process may have {} files open; for {} workers let it have {} (ulimit -n)",
          most,
          Door.MOST,
          wanted);
    }
  }

  static OpenFiles ofProcess(long now) {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
      return new OpenFiles(
          system::getOpenFileDescriptorCount, system.getMaxFileDescriptorCount(), now);
    }
    return new OpenFiles(() -> 0, Long.MAX_VALUE, now);
  }

  /** Says it once when few are left, and once when it is good again. Returns whether few are. */
  boolean look(long now) {
    if (now - lookedAt < LOOK_EVERY) {
      return few;
    }
    lookedAt = now;
    long count = count();
    boolean before = few;
    few = count >= most / 100.0 * (before ? CLEAR_PERCENT : ALARM_PERCENT);
    if (few && !before) {
      LOG.warn(
          "{} of {} files and connections are open: soon nobody can connect. Let the process have more"
              + " (ulimit -n), or find out who keeps them",
          count,
          most);
    } else if (before && !few) {
      LOG.info("{} of {} files and connections are open: enough are left again", count, most);
    }
    return few;
  }

  private long count() {
    try {
      return open.getAsLong();
    } catch (InternalError noneIsLeft) {
      return most;
    }
  }
}
