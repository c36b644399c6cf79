package io.schedulezero.store;

final class MemoryPurgeTest extends PurgeContract {
  @Override
  Storage open() {
    return Storage.memory(StorageOptions.with(Thread::new));
  }
}
