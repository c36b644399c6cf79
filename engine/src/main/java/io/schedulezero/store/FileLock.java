package io.schedulezero.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a data file to one process. The lock is on a file beside it, and belongs to the process:
 * the operating system lets go of it however the process ends.
 */
final class FileLock implements AutoCloseable {
  private static final int LONGEST_PID = 20;

  /**
   * Those of this process. Whoever closes any channel of a lock file gives up all locks that the
   * process has on it; so one that is held here is not even opened.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path place;
  private final FileChannel channel;

  private FileLock(Path place, FileChannel channel) {
    this.place = place;
    this.channel = channel;
  }

  /**
   * Locks, and makes the directories down to the file if need be.
   *
   * @throws IllegalStateException if it is locked already
   */
  static FileLock on(Path file) throws IOException {
    Path directory = file.resolveSibling("").toAbsolutePath();
    Files.createDirectories(directory);
    Path place = directory.toRealPath().resolve(file.getFileName() + ".lock");
    if (!HELD.add(place)) {
      throw inUse(file, String.valueOf(ProcessHandle.current().pid()));
    }
    try {
      return new FileLock(place, locked(file, place));
    } catch (IOException | RuntimeException e) {
      HELD.remove(place);
      throw e;
    }
  }

  private static FileChannel locked(Path file, Path place) throws IOException {
    FileChannel channel =
        FileChannel.open(
            place, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() == null) {
        throw inUse(file, holder(channel));
      }
      byte[] pid =
          String.valueOf(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(pid), 0);
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static String holder(FileChannel channel) throws IOException {
    ByteBuffer pid = ByteBuffer.allocate(LONGEST_PID);
    channel.read(pid, 0);
    return new String(pid.array(), 0, pid.position(), StandardCharsets.US_ASCII);
  }

  private static IllegalStateException inUse(Path file, String holder) {
    return new IllegalStateException(
        "The data file %s is in use by process %s. Stop that process, or choose another file."
            .formatted(file, holder));
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      HELD.remove(place);
    }
  }
}
