package io.schedulezero.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Files that nobody but their owner may read, from the moment in which they exist. */
final class SecretFile {
  static final String OWNER_ONLY = "rw-------";
  private static final String OWNER_DIRECTORY = "rwx------";
  private static final String PUBLIC = "rw-r--r--";
  private static final int MAX_BYTES = 4_096;
  private static final Set<PosixFilePermission> OF_OTHERS =
      EnumSet.complementOf(
          EnumSet.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE));

  private SecretFile() {}

  static void write(Path file, String content) {
    try {
      Path directory = file.toAbsolutePath().getParent();
      if (directory != null && !Files.exists(directory)) {
        Files.createDirectories(directory, permissions(directory, OWNER_DIRECTORY));
      }
    } catch (IOException e) {
      throw new KeyProblem("cannot make the directory of " + file + ": " + e, e);
    }
    create(file, content, OWNER_ONLY);
  }

  static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new KeyProblem("cannot delete " + file + ", of which nobody knows: " + e, e);
    }
  }

  static void writePublic(Path file, String content) {
    create(file, content, PUBLIC);
  }

  private static void create(Path file, String content, String permissions) {
    Path draft = draft(file, content, permissions);
    try {
      Files.createLink(file, draft); // unlike a move, it never replaces what is there
    } catch (FileAlreadyExistsException e) {
      throw new KeyProblem(file + " exists already; delete it first if nobody needs it", e);
    } catch (IOException | UnsupportedOperationException e) {
      throw cannotWrite(file, e);
    } finally {
      delete(draft);
    }
  }

  /** All of a file under another name, so that a process that is killed leaves no half of it. */
  static Path draft(Path file, String content, String permissions) {
    Path directory = file.toAbsolutePath().getParent();
    Path draft = null;
    try {
      draft =
          Files.createTempFile(
              directory, file.getFileName() + ".", ".new", permissions(file, permissions));
      try (FileChannel out = FileChannel.open(draft, StandardOpenOption.WRITE)) {
        out.write(ByteBuffer.wrap(content.getBytes(US_ASCII)));
        out.force(true);
      }
      return draft;
    } catch (IOException e) {
      if (draft != null) {
        delete(draft);
      }
      throw cannotWrite(file, e);
    }
  }

  private static KeyProblem cannotWrite(Path file, Exception e) {
    return new KeyProblem("cannot write " + file + ": " + e, e);
  }

  private static FileAttribute<?>[] permissions(Path path, String permissions) {
    return isPosix(path)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  static String read(Path file) {
    try {
      refuseIfOpenToOthers(file);
      Set<OpenOption> itself = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
      try (SeekableByteChannel in = Files.newByteChannel(file, itself)) {
        ByteBuffer content = ByteBuffer.allocate(MAX_BYTES);
        while (content.hasRemaining() && in.read(content) >= 0) {
          // until there is no more
        }
        return US_ASCII.decode(content.flip()).toString();
      }
    } catch (NoSuchFileException e) {
      throw new KeyProblem("there are no keys in " + file + "; create them first", e);
    } catch (IOException e) {
      throw new KeyProblem("cannot read the keys in " + file + ": " + e, e);
    }
  }

  static boolean mayBeWrittenByOthers(Path file) throws IOException {
    return isPosix(file)
        && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_WRITE);
  }

  private static void refuseIfOpenToOthers(Path file) throws IOException {
    if (Files.isSymbolicLink(file)) {
      throw new KeyProblem(file + " is a link; name the file of the keys itself");
    }
    if (!isPosix(file)) {
      return;
    }
    Set<PosixFilePermission> found = Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
    if (found.stream().anyMatch(OF_OTHERS::contains)) {
      throw new KeyProblem(
          "others may use the keys in "
              + file
              + " ("
              + PosixFilePermissions.toString(found)
              + "); take that away: chmod 600 "
              + file);
    }
  }
}
