package io.schedulezero.handler.testing;

import tools.jackson.databind.json.JsonMapper;

/** JSON of tests: arguments written, results read. */
final class TestJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private TestJson() {}

  static <T> T read(String json, Class<T> type) {
    return JSON.readValue(json, type);
  }

  static String write(Object value) {
    return JSON.writeValueAsString(value);
  }
}
