package io.schedulezero;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulezero.handler.Handler;
import io.schedulezero.notify.EngineListener;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunState;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ListenerTest {
  static final class Handlers {
    @Handler
    void nothing() {}
  }

  @Test
  void a_program_hears_what_happens() {
    CompletableFuture<Run> heard = new CompletableFuture<>();
    EngineListener listener =
        new EngineListener() {
          @Override
          public void finished(Run run) {
            heard.complete(run);
          }
        };
    try (ScheduleZero sz =
        ScheduleZero.builder().inMemory().handlers(new Handlers()).listener(listener).start()) {
      RunHandle run = sz.run("nothing", Map.of());

      assertThat(heard.orTimeout(30, TimeUnit.SECONDS).join().id()).isEqualTo(run.id());
      assertThat(heard.join().state()).isEqualTo(RunState.SUCCEEDED);
    }
  }
}
