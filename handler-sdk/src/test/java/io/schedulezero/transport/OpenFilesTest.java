package io.schedulezero.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class OpenFilesTest {
  private long now;
  private long open = 1;
  private final OpenFiles files = new OpenFiles(this::open, 1_000, now);

  private long open() {
    if (open > 1_000) {
      throw new InternalError("there is none to look with");
    }
    return open;
  }

  private boolean areFewAfter(Duration time) {
    now += time.toNanos();
    return files.look(now);
  }

  @Test
  void when_four_of_five_are_open_few_are_left() {
    open = 799;
    assertThat(areFewAfter(Duration.ZERO)).isFalse();
    open = 800;
    assertThat(areFewAfter(Duration.ofSeconds(5))).isTrue();
    open = 700;
    assertThat(areFewAfter(Duration.ofSeconds(5))).isTrue();
    open = 699;
    assertThat(areFewAfter(Duration.ofSeconds(5))).isFalse();
    open = 799;
    assertThat(areFewAfter(Duration.ofSeconds(5))).isFalse();
  }

  @Test
  void it_looks_every_five_seconds() {
    open = 900;
    assertThat(areFewAfter(Duration.ZERO)).isTrue();
    open = 1;
    assertThat(areFewAfter(Duration.ofSeconds(5).minusNanos(1))).isTrue();
    assertThat(areFewAfter(Duration.ofNanos(1))).isFalse();
  }

  @Test
  void when_none_is_left_to_look_with_few_are_left() {
    open = 1_001;
    assertThat(areFewAfter(Duration.ZERO)).isTrue();
  }

  @Test
  void this_process_has_some_left() {
    assertThat(OpenFiles.ofProcess(now).look(now)).isFalse();
  }
}
