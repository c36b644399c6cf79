package io.schedulezero.faults;

import io.schedulezero.transport.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** The keys of a server and its workers, in files, and the list of who may be what. */
final class Keyring {
  private final Path directory;

  /** Nobody may connect yet. */
  Keyring(Path directory) throws IOException {
    this.directory = directory;
    create("server");
    allow();
  }

  /** Makes the keys of a worker, and returns its public one. */
  String create(String name) {
    Keys keys = Keys.create();
    keys.write(file(name));
    return keys.publicKey();
  }

  String publicKey(String name) {
    return Keys.readPublic(Path.of(file(name) + ".pub"));
  }

  Path file(String name) {
    return directory.resolve(name + ".key");
  }

  private Path list() {
    return directory.resolve("workers.allow");
  }

  /** From now on, these lines and no others; the server sees all of them or none. */
  void allow(String... lines) throws IOException {
    Path next = Files.writeString(directory.resolve("next.allow"), String.join("\n", lines));
    Files.move(next, list(), StandardCopyOption.REPLACE_EXISTING);
  }

  /** What the configuration of the server says of it. */
  String config() {
    return """
        security:
          worker_key: %s
          allow_list: %s
        """
        .formatted(file("server"), list());
  }

  /** What a worker with these keys is told in its environment. */
  Map<String, String> environment(String name) {
    return environment(name, "server");
  }

  /** The same, for one that takes the server for another. */
  Map<String, String> environment(String name, String server) {
    return Map.of(
        "SCHEDULEZERO_KEY",
        file(name).toString(),
        "SCHEDULEZERO_SERVER_KEY",
        file(server) + ".pub");
  }
}
