package io.schedulezero.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulezero.schedule.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

final class ManualTimerTest extends TimerContract {
  private final ManualTimer timer = new ManualTimer(Fires.at("2026-01-01T00:00:00Z"));

  @Override
  Timer open() {
    return timer;
  }

  @Override
  InstantSource clock() {
    return timer;
  }

  @Override
  void await(BooleanSupplier reached) {
    while (!reached.getAsBoolean()) {
      timer.advanceTo(Objects.requireNonNull(timer.next(), "nothing is armed"));
    }
  }

  @Test
  void a_year_passes_fire_by_fire() {
    List<Instant> seen = new ArrayList<>();
    timer.start((id, nominal) -> seen.add(timer.instant()));
    timer.arm(
        id("a"),
        5,
        Fires.of(Fires.cron("0 9 * * *", "UTC"), "2026-01-01T00:00:00Z"),
        timer.instant());
    timer.advanceTo(Fires.at("2027-01-01T00:00:00Z"));
    assertThat(seen).hasSize(365).startsWith(Fires.at("2026-01-01T09:00:00Z"));
    assertThat(timer.instant()).isEqualTo(Fires.at("2027-01-01T00:00:00Z"));
    assertThat(timer.next()).isEqualTo(Fires.at("2027-01-01T09:00:00Z"));
  }

  @Test
  void the_clock_does_not_go_back() {
    timer.start(this::note);
    Trigger daily = Fires.every(Duration.ofDays(1));
    timer.arm(id("a"), 5, Fires.of(daily, "2026-01-01T00:00:00Z"), timer.instant());
    timer.advanceTo(Fires.at("2026-01-02T12:00:00Z"));
    timer.advanceTo(Fires.at("2026-01-01T12:00:00Z"));
    assertThat(timer.instant()).isEqualTo(Fires.at("2026-01-02T12:00:00Z"));
    assertThat(calls()).hasSize(1);
  }
}
