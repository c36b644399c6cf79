package io.schedulezero.bench;

import io.schedulezero.bench.remote.ManyWorkers;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** W8: what a server pays for a thousand workers that have nothing to do. */
final class IdleWorkers {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration SETTLE = Duration.ofSeconds(20);
  private static final double KILOBYTES = 1024;

  private IdleWorkers() {}

  static Map<String, Double> measure(Bed bed) throws Exception {
    Duration time = Duration.ofSeconds(bed.scale().idleSeconds());
    Map<String, Double> measures = new LinkedHashMap<>();
    try (ManyWorkers workers = new ManyWorkers()) {
      Thread.sleep(SETTLE.dividedBy(2).toMillis());
      double aloneCpu = cpuPercent(time.dividedBy(2));
      double aloneHeap = heapKilobytes();
      Stopwatch stopwatch = new Stopwatch();
      workers.connect(PATIENCE);
      measures.put("connected s", stopwatch.seconds());
      Thread.sleep(SETTLE.toMillis());
      measures.put("CPU %", cpuPercent(time) - aloneCpu);
      measures.put("heap KB/worker", (heapKilobytes() - aloneHeap) / ManyWorkers.COUNT);
      measures.put("still there", (double) workers.connected());
    }
    return measures;
  }

  /** Of one core. */
  private static double cpuPercent(Duration time) throws InterruptedException {
    double before = Cpu.seconds();
    Stopwatch stopwatch = new Stopwatch();
    Thread.sleep(time.toMillis());
    return 100 * (Cpu.seconds() - before) / stopwatch.seconds();
  }

  private static double heapKilobytes() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed() / KILOBYTES;
  }
}
