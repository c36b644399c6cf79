package io.schedulezero.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A data file of the newest version with nothing in it. The build has Flyway make it, so that a new
 * data file is a copy, and a program that starts for the first time does not wait for migrations.
 */
final class SqliteTemplate {
  private static final String NAME = "template.db";

  /**
   * What SQLite keeps beside a data file; of one that was deleted, it would be put into the new.
   */
  private static final List<String> LEFT_BEHIND = List.of("-wal", "-shm", "-journal");

  private SqliteTemplate() {}

  /**
   * Makes a new data file, whole or not at all.
   *
   * @return false if this program was put together without the template; then nothing is made
   */
  static boolean copyTo(Path file) throws IOException {
    try (InputStream template = open()) {
      if (template == null) {
        return false;
      }
      Path part = file.resolveSibling(file.getFileName() + ".new");
      Files.deleteIfExists(part);
      SqliteFile.createEmpty(part);
      try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
        ByteBuffer all = ByteBuffer.wrap(template.readAllBytes());
        while (all.hasRemaining()) {
          channel.write(all);
        }
        channel.force(true);
      }
      for (String left : LEFT_BEHIND) {
        Files.deleteIfExists(file.resolveSibling(file.getFileName() + left));
      }
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
      return true;
    }
  }

  private static @Nullable InputStream open() {
    return SqliteTemplate.class.getResourceAsStream(NAME);
  }

  /**
   * Called by the build.
   *
   * @param args the directory of the compiled classes
   */
  public static void main(String[] args) throws IOException, SQLException {
    String place = SqliteTemplate.class.getPackageName().replace('.', '/');
    Path template = Path.of(args[0], place, NAME);
    Files.deleteIfExists(template);
    SqliteFile.open(template).close();
    Files.delete(template.resolveSibling(NAME + ".lock"));
  }
}
