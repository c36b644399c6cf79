package io.schedulezero.store;

final class MemoryScheduleStoreTest extends ScheduleStoreContract {
  @Override
  Storage open() {
    return Storage.memory(StorageOptions.with(Thread::new));
  }
}
