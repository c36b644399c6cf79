package io.schedulezero.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** What this process has used, the compiler and the collector included. */
final class Cpu {
  private static final double NANOS = 1e9;

  private Cpu() {}

  static double seconds() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime()
        / NANOS;
  }
}
