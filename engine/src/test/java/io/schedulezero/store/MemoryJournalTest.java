package io.schedulezero.store;

final class MemoryJournalTest extends JournalContract {
  @Override
  Storage open() {
    return Storage.memory(StorageOptions.with(Thread::new));
  }
}
