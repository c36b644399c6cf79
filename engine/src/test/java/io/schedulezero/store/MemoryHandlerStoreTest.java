package io.schedulezero.store;

final class MemoryHandlerStoreTest extends HandlerStoreContract {
  @Override
  Storage open() {
    return Storage.memory(StorageOptions.with(Thread::new));
  }
}
