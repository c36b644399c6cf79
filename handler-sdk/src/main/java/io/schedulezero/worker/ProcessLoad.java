package io.schedulezero.worker;

import io.schedulezero.execution.Executions;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.lang.management.RuntimeMXBean;
import java.util.Map;
import java.util.TreeMap;

/**
 * How busy this process is: {@code cpu} as a share of the machine, {@code heapUsed} in bytes,
 * {@code uptime} in seconds, and {@code stuck}, the threads of handlers that ignore that they are
 * to stop.
 */
final class ProcessLoad implements Load {
  private static final double MILLIS_PER_SECOND = 1_000;

  private final OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
  private final RuntimeMXBean process = ManagementFactory.getRuntimeMXBean();
  private final Executions executions;

  ProcessLoad(Executions executions) {
    this.executions = executions;
  }

  @Override
  public Map<String, Double> figures() {
    Runtime runtime = Runtime.getRuntime();
    Map<String, Double> figures = new TreeMap<>();
    figures.put("heapUsed", (double) (runtime.totalMemory() - runtime.freeMemory()));
    figures.put("processors", (double) runtime.availableProcessors());
    figures.put("uptime", process.getUptime() / MILLIS_PER_SECOND);
    figures.put("stuck", (double) executions.stuck());
    if (system instanceof com.sun.management.OperatingSystemMXBean known) {
      figures.put("cpu", Math.max(0, known.getProcessCpuLoad()));
    }
    return figures;
  }
}
