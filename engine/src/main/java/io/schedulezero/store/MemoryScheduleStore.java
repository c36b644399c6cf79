package io.schedulezero.store;

import io.schedulezero.run.Fire;
import io.schedulezero.run.Page;
import io.schedulezero.run.RunId;
import io.schedulezero.run.ScheduleId;
import io.schedulezero.schedule.PastFire;
import io.schedulezero.schedule.Progress;
import io.schedulezero.schedule.Schedule;
import io.schedulezero.schedule.ScheduleStore;
import io.schedulezero.store.Cursors.FirePlace;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads of schedules in memory. */
final class MemoryScheduleStore implements ScheduleStore {
  private final MemoryData data;

  MemoryScheduleStore(MemoryData data) {
    this.data = data;
  }

  @Override
  public void forEach(BiConsumer<Schedule, Progress> each) {
    data.schedules.values().forEach(planned -> each.accept(planned.schedule(), planned.progress()));
  }

  @Override
  public Page<PastFire> fires(ScheduleId id, @Nullable String cursor, int limit) {
    FirePlace place = FirePlace.parse(cursor);
    Comparator<PastFire> newestFirst =
        Comparator.comparing(PastFire::time).thenComparingInt(FirePlace::kind).reversed();
    List<PastFire> found =
        Stream.concat(
                MemoryData.of(id, data.fires).descendingMap().entrySet().stream()
                    .flatMap(this::made)
                    .filter(made -> isAfter(place, made))
                    .limit(limit + 1L),
                MemoryData.of(id, data.skips).descendingMap().values().stream()
                    .<PastFire>map(PastFire.Skipped::new)
                    .filter(skipped -> isAfter(place, skipped))
                    .limit(limit + 1L))
            .sorted(newestFirst)
            .limit(limit + 1L)
            .toList();
    return FirePlace.page(found, limit);
  }

  private Stream<PastFire> made(Map.Entry<Fire, RunId> fire) {
    MemoryRun kept = data.runs.get(fire.getValue());
    return kept == null
        ? Stream.empty()
        : Stream.of(new PastFire.Made(fire.getKey().time(), kept.run().id(), kept.run().state()));
  }

  private static boolean isAfter(FirePlace place, PastFire fire) {
    return place.isAfter(Micros.of(fire.time()), FirePlace.kind(fire));
  }
}
