package io.schedulezero.worker;

import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.util.Map;

/**
 * How busy this process is: {@code cpu} as a share of the machine, and {@code heapUsed} in bytes.
 */
final class ProcessLoad implements Load {
  private final OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();

  @Override
  public Map<String, Double> figures() {
    Runtime runtime = Runtime.getRuntime();
    double heap = runtime.totalMemory() - runtime.freeMemory();
    double processors = runtime.availableProcessors();
    if (system instanceof com.sun.management.OperatingSystemMXBean known) {
      double cpu = Math.max(0, known.getProcessCpuLoad());
      return Map.of("cpu", cpu, "heapUsed", heap, "processors", processors);
    }
    return Map.of("heapUsed", heap, "processors", processors);
  }
}
