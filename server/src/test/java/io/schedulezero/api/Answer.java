package io.schedulezero.api;

import io.schedulezero.input.StrictJson;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/** What a server answered. */
record Answer(int status, String mediaType, String body, HttpResponse<String> raw) {
  static Answer of(HttpResponse<String> response) {
    String type = response.headers().firstValue("Content-Type").orElse("");
    int end = type.indexOf(';');
    return new Answer(
        response.statusCode(), end < 0 ? type : type.substring(0, end), response.body(), response);
  }

  JsonNode json() {
    return StrictJson.read(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
  }

  /** The value at a path such as {@code /errors/0/field}, as text. */
  String at(String pointer) {
    return json().at(pointer).asString();
  }

  String header(String name) {
    return raw.headers().firstValue(name).orElse("");
  }
}
