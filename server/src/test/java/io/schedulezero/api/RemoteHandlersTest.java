package io.schedulezero.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulezero.handler.HandlerDescriptions;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Handlers of workers, as clients see them. */
final class RemoteHandlersTest {
  private static final String MAIL =
      """
      [{"name": "send_mail", "description": "Sends mail", "timeoutMs": 5000, "priority": 7,
        "retry": {"backoff": "fixed", "maxAttempts": 2, "delayMs": 1000, "maxDelayMs": 1000},
        "args": {"type": "object", "properties": {"to": {"type": "string"}}, "required": ["to"]}},
       {"name": "echo", "description": "not this one", "args": {}}]
      """;

  @TempDir private Path directory;

  @Test
  void a_handler_of_a_worker_is_listed_with_where_it_runs_and_takes_runs() throws Exception {
    try (RunningApi server = RunningApi.in(directory, null)) {
      server.engine().knownHandlers().described("mail-1", HandlerDescriptions.read(MAIL));
      server.workers().with("mail-1", "send_mail", "echo");
      Caller caller = new Caller(server.port(), new Description());

      Answer mail = caller.get("/api/handlers/send_mail");
      assertThat(mail.at("/timeout")).isEqualTo("5s");
      assertThat(mail.at("/retry/max_attempts")).isEqualTo("2");
      assertThat(mail.at("/args_schema/required/0")).isEqualTo("to");
      assertThat(mail.json().at("/targets").findValuesAsString("name")).containsExactly("mail-1");
      Answer echo = caller.get("/api/handlers/echo");
      assertThat(echo.at("/description")).isNotEqualTo("not this one");
      assertThat(echo.json().at("/targets").findValuesAsString("name"))
          .containsExactly("local", "mail-1");
      assertThat(caller.get("/api/handlers").body()).contains("send_mail");

      Answer taken =
          caller.post("/api/runs", "{\"handler\":\"send_mail\",\"args\":{\"to\":\"ada\"}}");
      assertThat(caller.get("/api/runs/" + taken.at("/id")).at("/state")).isEqualTo("queued");
      Answer refused = caller.post("/api/runs", "{\"handler\":\"send_mail\",\"args\":{\"to\":5}}");
      assertThat(refused.at("/errors/0/field")).isEqualTo("args.to");
      assertThat(refused.at("/errors/0/message")).isEqualTo("5 is not a string");
    }
  }
}
