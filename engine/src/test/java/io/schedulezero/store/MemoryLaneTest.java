package io.schedulezero.store;

final class MemoryLaneTest extends LaneContract {
  @Override
  Storage open() {
    return Storage.memory(StorageOptions.with(Thread::new));
  }
}
