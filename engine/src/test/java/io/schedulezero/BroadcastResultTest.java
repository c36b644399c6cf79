package io.schedulezero;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulezero.run.Route;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunId;
import io.schedulezero.run.RunSpec;
import io.schedulezero.run.RunState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class BroadcastResultTest {
  private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

  private static Run run(String worker, @Nullable String result) {
    return new Run(
        RunId.parse("0000000000001"),
        RunSpec.of("mail", "{}").routed(Route.to(worker)),
        RunState.SUCCEEDED,
        NOW,
        NOW,
        null,
        null,
        1,
        NOW,
        result,
        null);
  }

  @Test
  void what_a_worker_returned_is_there_also_if_it_is_no_json() {
    String result =
        new BroadcastResult(10_000).of(List.of(run("w1", "{\"n\":1}"), run("w2", "ok!")));

    assertThat(result).contains("\"result\":{\"n\":1}").contains("\"result\":\"ok!\"");
  }
}
