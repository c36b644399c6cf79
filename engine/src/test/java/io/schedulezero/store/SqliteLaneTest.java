package io.schedulezero.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class SqliteLaneTest extends LaneContract {
  @TempDir Path directory;

  @Override
  Storage open() {
    return Storage.sqlite(directory.resolve("data.db"), StorageOptions.with(Thread::new));
  }
}
