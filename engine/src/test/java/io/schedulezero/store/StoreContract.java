package io.schedulezero.store;

import io.schedulezero.journal.Journal;
import io.schedulezero.run.RunStore;
import io.schedulezero.schedule.ScheduleStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What all contracts of a store stand on: an empty one for each test. */
abstract class StoreContract {
  Storage storage;
  Journal journal;
  RunStore runs;
  ScheduleStore schedules;

  abstract Storage open();

  @BeforeEach
  void openStorage() {
    storage = open();
    journal = storage.journal();
    runs = storage.runs();
    schedules = storage.schedules();
  }

  @AfterEach
  void closeStorage() {
    storage.close();
  }
}
