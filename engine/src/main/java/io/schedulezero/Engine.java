package io.schedulezero;

import io.schedulezero.flow.Flow;
import io.schedulezero.notify.Waiters;
import io.schedulezero.run.RunStore;
import io.schedulezero.schedule.ScheduleStore;
import java.time.InstantSource;

/** What the resources of the front door stand on. */
record Engine(
    Flow flow, RunStore runs, ScheduleStore schedules, Waiters waiters, InstantSource clock) {}
