package io.schedulezero.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What a server says of itself, and that every answer reaches a script as it is. */
final class ServerFiguresTest {
  private static final RealServer SERVER = new RealServer();

  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  void handlers_are_listed_with_their_arguments() {
    assertThat(SERVER.shell().type("handlers").out())
        .startsWith("NAME ")
        .contains("echo ", " text ", "Logs a text and returns it.");
  }

  @Test
  void a_handler_is_shown_with_types_and_defaults() {
    assertThat(SERVER.shell().type("handlers show sleep").out())
        .startsWith("Handler ")
        .contains("Description  Takes a while.\n", "ARGUMENT  TYPE", "duration", "How long");
  }

  @Test
  void health_is_shown_part_by_part() {
    Shell.Answer answer = SERVER.shell().type("health");
    assertThat(answer.out())
        .startsWith(
            "status    ready\nstore     ok\ntimer     ok\nflow      ok\nworkers   off\nhandlers  ok\nversion   ");
    assertThat(answer.code()).isZero();
  }

  @Test
  void the_configuration_is_shown_with_its_sources() {
    assertThat(SERVER.shell().type("config").out())
        .startsWith("KEY ")
        .containsPattern("storage\\.type +memory +environment variable SCHEDULEZERO_STORAGE_TYPE")
        .containsPattern("http\\.port +0 +flag --http");
  }

  @Test
  void figures_are_shown() {
    SERVER.shell().type("run noop --wait");
    assertThat(SERVER.shell().type("stats").out())
        .contains("succeeded ", "schedules ", "late by ", " succeeded, ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"handlers", "runs", "schedules", "config", "handlers show echo"})
  void yaml_says_the_same_as_json(String line) {
    SERVER.shell().type("run echo --arg text=1e3 --wait");
    JsonNode json = Json.read(SERVER.shell().type(line + " -o json").out(), line);
    String yaml = SERVER.shell().type(line + " -o yaml").out();
    assertThat(YAML.readTree(yaml).toString()).isEqualTo(json.toString());
  }

  @Test
  void a_preview_without_a_server_is_the_same_as_with_one() {
    JsonNode here =
        Json.read(
            new Shell()
                .type(
                    "preview '0 9 * * MON-FRI' --tz Europe/Berlin --from 2026-12-01T00:00:00Z -o json")
                .out(),
            "it");
    JsonNode there =
        new Client(java.net.URI.create(SERVER.url()))
            .post(
                "/api/triggers/preview",
                Json.read(
                    """
                    {"trigger": {"type": "cron", "expression": "0 9 * * MON-FRI", "timezone": "Europe/Berlin"},
                     "from": "2026-12-01T00:00:00Z"}
                    """,
                    "it"));
    assertThat(here).isEqualTo(there);
  }
}
