package io.schedulezero.server;

import io.schedulezero.transport.KeyProblem;
import io.schedulezero.transport.Keys;
import java.nio.file.Path;

/**
 * Keys that were just made, for a server or a worker.
 *
 * @param secretFile only its owner may read it
 * @param publicFile for those who have to know it
 */
public record NewKeys(Path secretFile, Path publicFile, String publicKey) {
  /**
   * Makes a pair and writes it to {@code NAME.key} and {@code NAME.key.pub}.
   *
   * @throws IllegalStateException if one of them is there already or cannot be written; then
   *     nothing has changed
   */
  public static NewKeys create(Path directory, String name) {
    Path file = directory.resolve(name + ".key");
    Keys keys = Keys.create();
    try {
      keys.write(file);
    } catch (KeyProblem e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
    return new NewKeys(file, Path.of(file + ".pub"), keys.publicKey());
  }
}
