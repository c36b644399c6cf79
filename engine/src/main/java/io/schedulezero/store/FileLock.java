package io.schedulezero.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a data file to one process. The lock is on a file beside it, and belongs to the process:
 * the operating system lets go of it however the process ends.
 */
final class FileLock implements AutoCloseable {
  private static final int LONGEST_PID = 20;

  private final FileChannel channel;

  private FileLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Locks, and makes the directories down to the file if need be.
   *
   * @throws IllegalStateException if it is locked already
   */
  static FileLock on(Path file) throws IOException {
    Path directory = file.getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    FileChannel channel =
        FileChannel.open(
            file.resolveSibling(file.getFileName() + ".lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() == null) {
        throw taken(file, channel);
      }
    } catch (OverlappingFileLockException e) {
      IllegalStateException taken = taken(file, channel);
      taken.addSuppressed(e);
      channel.close();
      throw taken;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
    byte[] pid = String.valueOf(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(pid), 0);
    return new FileLock(channel);
  }

  private static IllegalStateException taken(Path file, FileChannel channel) throws IOException {
    ByteBuffer pid = ByteBuffer.allocate(LONGEST_PID);
    channel.read(pid, 0);
    String holder = new String(pid.array(), 0, pid.position(), StandardCharsets.US_ASCII);
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
    }
  }
}
