package io.schedulezero.transport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may connect, as which workers and with which handlers: a file that people write, a line for
 * each.
 *
 * <pre>
 * # public key, worker, handlers, and where it may come from
 * Yne@$w-vo&lt;fVvi]a&lt;NY6T1ed:M$fCG*[IaLV{hID  mailer-*  mail.*,sms.send  10.0.0.0/8
 * </pre>
 *
 * <p>Worker and handlers may have {@code *} for any characters and {@code ?} for one. What changes
 * in the file holds from about a second later; a file that cannot be understood changes nothing.
 */
public final class AllowList implements Admission {
  private static final Logger LOG = LoggerFactory.getLogger(AllowList.class);

  private final Path file;
  private volatile List<AllowLine> lines;
  private volatile long version;
  private @Nullable Stamp readAt;
  private String complaint = "";

  private record Stamp(long modified, long size, @Nullable Object file) {}

  private AllowList(Path file) {
    this.file = file;
    this.readAt = stamp();
    this.lines = parse(file);
  }

  /**
   * Reads the file for the first time.
   *
   * @throws KeyProblem if it cannot be understood; it names the line
   */
  public static AllowList read(Path file) {
    return new AllowList(file);
  }

  private static List<AllowLine> parse(Path file) {
    try {
      refuseIfOthersWrite(file);
      List<String> text = Files.readAllLines(file, StandardCharsets.UTF_8);
      List<AllowLine> parsed = new ArrayList<>();
      for (int i = 0; i < text.size(); i++) {
        String line = text.get(i).strip();
        if (!line.isEmpty() && !line.equals("#") && !line.startsWith("# ")) {
          parsed.add(AllowLine.parse(line, file + " line " + (i + 1)));
        }
      }
      return List.copyOf(parsed);
    } catch (IOException e) {
      throw new KeyProblem("cannot read who may connect in " + file + ": " + e, e);
    }
  }

  private static void refuseIfOthersWrite(Path file) throws IOException {
    if (SecretFile.mayBeWrittenByOthers(file)) {
      throw new KeyProblem("anybody may write to " + file + "; take that away: chmod o-w " + file);
    }
  }

  @Override
  public synchronized void refresh() {
    Stamp now = stamp();
    if (now == null) {
      complain("there is no " + file + " any more");
    } else if (now.equals(readAt)) {
      complaint = "";
    } else {
      try {
        lines = parse(file);
        version++; // of this method alone, which is synchronized
        readAt = now;
        complaint = "";
        LOG.info("{} of {} lines holds now", file, lines.size());
      } catch (KeyProblem e) {
        complain(String.valueOf(e.getMessage())); // read again: its mode is not in the stamp
      }
    }
  }

  /** Once, as long as nothing changes. */
  private void complain(String what) {
    if (!what.equals(complaint)) {
      complaint = what;
      LOG.warn("{}; what it said before still holds", what);
    }
  }

  /** Null while there is no file: then what it said before still holds. */
  private @Nullable Stamp stamp() {
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(found.lastModifiedTime().toMillis(), found.size(), found.fileKey());
    } catch (IOException e) {
      return null;
    }
  }

  @Override
  public Optional<String> admit(String publicKey, String host) {
    return lines.stream()
        .filter(line -> line.publicKey().equals(publicKey) && line.admits(host))
        .findFirst()
        .map(AllowLine::userId);
  }

  @Override
  public long version() {
    return version;
  }

  @Override
  public boolean allows(Peer peer, String worker) {
    return lines.stream().anyMatch(line -> line.allows(peer) && line.allowsWorker(worker));
  }

  @Override
  public boolean allows(Peer peer, String worker, String handler) {
    return lines.stream()
        .anyMatch(
            line -> line.allows(peer) && line.allowsWorker(worker) && line.allowsHandler(handler));
  }
}
