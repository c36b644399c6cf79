package io.schedulezero;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.schedulezero.handler.Handler;
import io.schedulezero.worker.Worker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The page on metrics names what an engine at work measures. */
final class MetricsReferenceTest {
  private static final Path PAGE = Path.of("../docs/reference/metrics.md");

  static final class Work {
    @Handler
    void work() {}
  }

  @Test
  void the_table_has_every_meter_with_its_type_and_tags() throws IOException {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    try (ScheduleZero sz =
            ScheduleZero.builder()
                .handlers(new Work())
                .inMemory()
                .metrics(registry)
                .workers("tcp://127.0.0.1:0")
                .start();
        Worker worker =
            Worker.builder()
                .connect(sz.workersAddress().orElseThrow())
                .name("w1")
                .handlers(new Work())
                .start()) {
      sz.run("work", Map.of()).await();
      assertThat(worker.name()).isEqualTo("w1");
      await().until(() -> registry.find("schedulezero.worker.active").gauge() != null);
    }
    List<String> rows =
        Files.readAllLines(PAGE).stream()
            .filter(line -> line.startsWith("| `schedulezero."))
            .map(line -> line.substring(0, line.lastIndexOf(" | ")))
            .toList();
    TreeSet<String> meters = new TreeSet<>();
    registry.getMeters().stream()
        .map(Meter::getId)
        .filter(id -> id.syntheticAssociation() == null)
        .forEach(id -> meters.add(row(id)));
    assertThat(rows).containsExactlyInAnyOrderElementsOf(meters);
  }

  private static String row(Meter.Id id) {
    String tags =
        id.getTags().stream().map(Tag::getKey).map(key -> "`" + key + "`").collect(joining(", "));
    String type = id.getType().name().toLowerCase(Locale.ROOT);
    return "| `" + id.getName() + "` | " + type + " |" + (tags.isEmpty() ? "" : " " + tags);
  }
}
