package io.schedulezero.store;

import static io.schedulezero.store.Samples.NOON;
import static io.schedulezero.store.Samples.aRun;
import static io.schedulezero.store.Samples.schedule;
import static io.schedulezero.store.Samples.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schedulezero.journal.Change.AddSkip;
import io.schedulezero.journal.Change.DeleteSchedule;
import io.schedulezero.journal.Change.SaveProgress;
import io.schedulezero.journal.Change.SaveSchedule;
import io.schedulezero.run.Page;
import io.schedulezero.run.RunId;
import io.schedulezero.run.RunState;
import io.schedulezero.run.ScheduleId;
import io.schedulezero.schedule.PastFire;
import io.schedulezero.schedule.Pause;
import io.schedulezero.schedule.Progress;
import io.schedulezero.schedule.Schedule;
import io.schedulezero.schedule.Skip;
import io.schedulezero.schedule.SkipReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store of schedules answers, whatever keeps its data. */
abstract class ScheduleStoreContract extends StoreContract {
  private static final ScheduleId HOURLY = new ScheduleId("hourly");
  private static final Progress ONE = new Progress(NOON, 1, new RunId(7));

  private Map<Schedule, Progress> all() {
    Map<Schedule, Progress> all = new LinkedHashMap<>();
    schedules.forEach(all::put);
    return all;
  }

  @Test
  void a_saved_schedule_is_handed_over_with_no_progress() {
    write(journal, new SaveSchedule(schedule("hourly")));

    assertThat(all()).isEqualTo(Map.of(schedule("hourly"), Progress.NONE));
  }

  @Test
  void a_new_version_replaces_the_old_one_and_keeps_its_progress() {
    write(journal, new SaveSchedule(schedule("hourly")), new SaveProgress(HOURLY, ONE));
    Schedule paused = schedule("hourly").paused(new Pause(NOON, "holidays"), NOON.plusSeconds(1));

    write(journal, new SaveSchedule(paused));

    assertThat(all()).isEqualTo(Map.of(paused, ONE));
  }

  @Test
  void a_deleted_schedule_is_gone_with_its_skips_and_its_runs_stay() {
    write(journal, new SaveSchedule(schedule("hourly")));
    write(journal, new AddSkip(skip(NOON)), aRun(1).fire("hourly", NOON).held());

    write(journal, new DeleteSchedule(HOURLY));

    assertThat(all()).isEmpty();
    assertThat(schedules.fires(HOURLY, null, 10).items())
        .containsExactly(new PastFire.Made(NOON, new RunId(1), RunState.QUEUED));
  }

  @Test
  void a_schedule_deleted_and_made_again_in_one_write_begins_anew() {
    write(journal, new SaveSchedule(schedule("hourly")));
    write(journal, new SaveProgress(HOURLY, ONE), new AddSkip(skip(NOON)));

    write(
        journal,
        new SaveProgress(HOURLY, ONE),
        new AddSkip(skip(NOON.plusSeconds(1))),
        new DeleteSchedule(HOURLY),
        new SaveProgress(HOURLY, ONE),
        new SaveSchedule(schedule("hourly").paused(null, NOON)));

    assertThat(all()).isEqualTo(Map.of(schedule("hourly").paused(null, NOON), Progress.NONE));
    assertThat(schedules.fires(HOURLY, null, 10).items()).isEmpty();
  }

  @Test
  void progress_of_a_schedule_that_is_gone_is_dropped() {
    write(journal, new SaveProgress(HOURLY, ONE));

    assertThat(all()).isEmpty();
  }

  @Test
  void past_fires_are_listed_newest_first_page_by_page() {
    write(journal, new SaveSchedule(schedule("hourly")));
    List<PastFire> expected = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Instant time = NOON.plusSeconds(3_600L * i);
      if (i % 3 != 1) {
        write(journal, new AddSkip(skip(time)));
        expected.add(0, new PastFire.Skipped(skip(time)));
      }
      if (i % 3 != 0) {
        write(journal, aRun(i).fire("hourly", time).held());
        expected.add(0, new PastFire.Made(time, new RunId(i), RunState.QUEUED));
      }
    }
    write(journal, aRun(100).fire("other", NOON).held());

    for (int limit : new int[] {1, 3, 7, 100}) {
      List<PastFire> seen = new ArrayList<>();
      Page<PastFire> page = schedules.fires(HOURLY, null, limit);
      while (page.next() != null) {
        seen.addAll(page.items());
        page = schedules.fires(HOURLY, page.next(), limit);
      }
      seen.addAll(page.items());
      assertThat(seen).isEqualTo(expected);
    }
  }

  @Test
  void a_skip_that_begins_with_the_same_fire_has_grown() {
    write(journal, new AddSkip(skip(NOON)));
    Skip more = new Skip(HOURLY, NOON, NOON.plusSeconds(9), 10, SkipReason.TOO_LATE, "down");

    write(journal, new AddSkip(more));

    assertThat(schedules.fires(HOURLY, null, 10).items())
        .containsExactly(new PastFire.Skipped(more));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "7", ".", "7.x", "nothing of ours"})
  void a_cursor_that_is_not_ours_is_refused(String cursor) {
    assertThatThrownBy(() -> schedules.fires(HOURLY, cursor, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cursor \"" + cursor + "\"");
  }

  private static Skip skip(Instant time) {
    return new Skip(HOURLY, time, time, 1, SkipReason.OVERLAP, "the run before it still runs");
  }
}
