package io.schedulezero.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Reads an answer for people. What is missing or {@code null} reads as empty, so that a table of an
 * older command line survives a newer server.
 */
record Doc(JsonNode node) {
  Doc at(String field) {
    return new Doc(node.path(field));
  }

  boolean isPresent() {
    return !node.isMissingNode() && !node.isNull();
  }

  /** A scalar as it is, anything else as JSON. */
  String text() {
    return !isPresent() ? "" : node.isString() ? node.stringValue() : node.toString();
  }

  String text(String field) {
    return at(field).text();
  }

  long number(String field) {
    return node.path(field).asLong(0);
  }

  boolean is(String field) {
    return node.path(field).asBoolean(false);
  }

  Optional<Instant> instant(String field) {
    try {
      String text = text(field);
      return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Of a field that counts milliseconds. */
  Optional<Duration> millis(String field) {
    return at(field).isPresent() ? Optional.of(Duration.ofMillis(number(field))) : Optional.empty();
  }

  /** {@code 850 ms}, or nothing. */
  String length(String field) {
    return millis(field).map(Moments::length).orElse("");
  }

  List<Doc> items(String field) {
    return node.path(field).valueStream().map(Doc::new).toList();
  }

  /** {@code a, b, c}. */
  String list(String field) {
    return items(field).stream().map(Doc::text).collect(Collectors.joining(", "));
  }

  /** {@code gpu=true zone=a}, of a field that is an object. */
  String pairs(String field) {
    return node.path(field)
        .propertyStream()
        .map(pair -> pair.getKey() + "=" + new Doc(pair.getValue()).text())
        .collect(Collectors.joining(" "));
  }
}
