package io.schedulezero.store;

final class MemoryRunStoreTest extends RunStoreContract {
  @Override
  Storage open() {
    return Storage.memory(StorageOptions.with(Thread::new));
  }
}
