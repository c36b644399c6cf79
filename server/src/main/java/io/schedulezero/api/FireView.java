package io.schedulezero.api;

import io.schedulezero.Schedules.NextFire;
import io.schedulezero.input.Texts;
import io.schedulezero.schedule.PastFire;
import io.schedulezero.schedule.Skip;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fires of a schedule. */
final class FireView {
  private FireView() {}

  record Fires(List<?> items, @Nullable String nextCursor, List<Next> next) {}

  record Next(String time, @Nullable String skipped) {}

  private record Made(String kind, String time, String runId, String state) {}

  private record Skipped(
      String kind, String time, String first, long count, String reason, String detail) {}

  static Object of(PastFire fire) {
    if (fire instanceof PastFire.Made made) {
      return new Made(
          "run", made.time().toString(), made.run().toString(), Texts.name(made.state()));
    }
    Skip skip = ((PastFire.Skipped) fire).skip();
    return new Skipped(
        "skip",
        skip.last().toString(),
        skip.first().toString(),
        skip.count(),
        Texts.name(skip.reason()),
        skip.detail());
  }

  static List<Next> next(List<NextFire> fires) {
    return fires.stream().map(f -> new Next(f.time().toString(), Shown.name(f.skipped()))).toList();
  }
}
