package io.schedulezero.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An audit that finds nothing would be no audit. */
@Tag("short")
final class AuditTest {
  private static final JsonMapper JSON = new JsonMapper();

  private static JsonNode run(String state, String result, String attempts) {
    return JSON.readTree(
        "{\"state\":\"%s\",\"result\":%s,\"attempts\":[%s]}".formatted(state, result, attempts));
  }

  private static String attempt(int fence, String outcome) {
    return "{\"fence\":%d,\"outcome\":\"%s\"}".formatted(fence, outcome);
  }

  private static List<String> breaches(Map<String, JsonNode> runs, int slots, String... lines) {
    return Audit.of(
        runs, new Executions(Stream.of(lines).map(Executions.Line::parse).toList()), slots);
  }

  @Test
  void a_run_that_was_lost_once_and_then_succeeded_is_as_it_should_be() {
    JsonNode run = run("succeeded", "7", attempt(3, "lost") + "," + attempt(7, "succeeded"));

    assertThat(breaches(Map.of("r", run), 1, "begin r 1 3 a", "begin r 2 7 b", "end r 2 7 b"))
        .isEmpty();
  }

  @Test
  void a_run_that_is_not_over_is_found() {
    assertThat(breaches(Map.of("r", run("running", "null", attempt(3, ""))), 1))
        .containsExactly("r: I4: it is running still");
  }

  @Test
  void two_successes_or_none_are_found() {
    String twice = attempt(3, "succeeded") + "," + attempt(7, "succeeded");

    assertThat(breaches(Map.of("r", run("succeeded", "7", twice)), 1)).hasSize(1);
    assertThat(breaches(Map.of("r", run("succeeded", "null", attempt(3, "lost"))), 1)).hasSize(1);
    assertThat(breaches(Map.of("r", run("failed", "null", attempt(3, "succeeded"))), 1)).hasSize(1);
  }

  @Test
  void the_result_of_an_attempt_that_was_given_up_is_found() {
    JsonNode run = run("succeeded", "3", attempt(3, "lost") + "," + attempt(7, "succeeded"));

    assertThat(breaches(Map.of("r", run), 1))
        .containsExactly("r: I2: the result is of fence 3, but the last attempt has 7");
  }

  @Test
  void fences_that_shrink_or_are_there_twice_are_found() {
    JsonNode shrinks = run("succeeded", "3", attempt(7, "lost") + "," + attempt(3, "succeeded"));
    JsonNode one = run("succeeded", "7", attempt(7, "succeeded"));

    assertThat(breaches(Map.of("r", shrinks), 1)).hasSize(1);
    assertThat(breaches(Map.of("r", one, "s", one), 1)).hasSize(1);
  }

  @Test
  void an_attempt_that_began_twice_and_one_of_another_run_are_found() {
    Map<String, JsonNode> runs = Map.of("r", run("succeeded", "7", attempt(7, "succeeded")));

    assertThat(breaches(runs, 2, "begin r 1 7 a", "end r 1 7 a", "begin r 1 7 b")).hasSize(1);
    assertThat(breaches(runs, 2, "begin s 1 7 a")).hasSize(1);
  }

  @Test
  void more_at_once_than_there_are_slots_is_found() {
    assertThat(breaches(Map.of(), 1, "begin r 1 7 a", "begin s 1 8 b")).isEmpty();
    assertThat(breaches(Map.of(), 1, "begin r 1 7 a", "begin s 1 8 a"))
        .containsExactly("workers: I5: one did 2 at once with 1");
  }
}
