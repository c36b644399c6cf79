package io.schedulezero.worker;

import io.schedulezero.execution.Executions;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.util.Map;

/**
 * How busy this process is: {@code cpu} as a share of the machine, {@code heapUsed} in bytes, and
 * {@code stuck}, the handlers that go on although their attempts are over.
 */
final class ProcessLoad implements Load {
  private final OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
  private final Executions executions;

  ProcessLoad(Executions executions) {
    this.executions = executions;
  }

  @Override
  public Map<String, Double> figures() {
    Runtime runtime = Runtime.getRuntime();
    double heap = runtime.totalMemory() - runtime.freeMemory();
    double processors = runtime.availableProcessors();
    double stuck = executions.stuck();
    if (system instanceof com.sun.management.OperatingSystemMXBean known) {
      double cpu = Math.max(0, known.getProcessCpuLoad());
      return Map.of("cpu", cpu, "heapUsed", heap, "processors", processors, "stuck", stuck);
    }
    return Map.of("heapUsed", heap, "processors", processors, "stuck", stuck);
  }
}
