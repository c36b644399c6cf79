package io.schedulezero.config;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * One value in force, as it may be shown.
 *
 * @param key such as {@code http.port}
 * @param value masked if it is secret
 * @param source {@code default}, the file with its line, the variable or the flag
 */
public record Setting(String key, JsonNode value, String source) {
  static final String MASK = "***";
  private static final List<String> SECRETS = List.of("password", "secret", "token", "api_key");

  static boolean isSecret(String key) {
    return SECRETS.stream().anyMatch(key::endsWith);
  }
}
