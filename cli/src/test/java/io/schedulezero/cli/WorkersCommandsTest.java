package io.schedulezero.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Workers as people and scripts see them. */
final class WorkersCommandsTest {
  private static final String MAIL =
      """
      {"name": "mail-1", "state": "%s", "health": "degraded",
       "health_reason": "2 of the last 9 attempts of send_mail failed, which another worker does better",
       "up_since": "2026-11-21T08:00:00Z", "instance": "9b2f6c1e-6b1d-4c7e-9c41-0f5d3a2b1c00",
       "client": "java/0.1.0", "address": "127.0.0.1:40000",
       "connected_at": "2026-11-21T09:00:00Z", "last_seen": "2026-11-21T09:59:58Z",
       "slots": 16, "active": 3, "handlers": ["send_mail", "report"],
       "labels": {"zone": "a"}, "load": {"cpu": 0.5, "heapUsed": 33554432, "rttMs": 0.75},
       "lately": {"succeeded": 7, "failed": 2, "success_rate": 0.78, "failure_rate": 0.22},
       "figures": [{"handler": "send_mail", "active": 3, "succeeded": 7, "failed": 2,
                    "mean_ms": 12.25, "p50_ms": 10.0, "p95_ms": 31.5, "p99_ms": 40.0}]}
      """;

  private final FakeServer server = start();
  private final Shell shell = new Shell().server(server.url());

  private static FakeServer start() {
    try {
      return new FakeServer();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static String mail(String state) {
    return MAIL.formatted(state);
  }

  @Test
  void workers_are_listed_with_what_they_host() {
    server.on(
        "GET /api/workers", 200, "{\"items\": [" + mail("ready") + "], \"next_cursor\": null}");

    assertThat(shell.type("workers").lines())
        .containsExactly(
            "NAME    STATE  HEALTH    ACTIVE  SLOTS  HANDLERS           ADDRESS          SEEN",
            "mail-1  ready  degraded       3     16  send_mail, report  127.0.0.1:40000  2 s ago");
    assertThat(shell.type("workers list").out()).isEqualTo(shell.type("workers").out());
  }

  @Test
  void where_there_are_none_it_is_said_how_to_start_one() {
    server.on("GET /api/workers", 200, "{\"items\": [], \"next_cursor\": null}");

    assertThat(shell.type("workers").err())
        .isEqualTo(
            "There are no workers. Start one with `sz worker`; `sz help worker` says how.\n");
    assertThat(shell.type("workers -o json").out()).contains("\"items\": []");
  }

  @Test
  void a_worker_is_shown_with_what_it_has_done() {
    server.on("GET /api/workers/mail-1", 200, mail("silent"));

    assertThat(shell.type("--utc workers show mail-1").lines())
        .containsExactly(
            "Worker      mail-1",
            "State       silent",
            "Health      degraded: 2 of the last 9 attempts of send_mail failed, which another worker"
                + " does better",
            "Active      3 of 16",
            "Handlers    send_mail, report",
            "Address     127.0.0.1:40000",
            "Lately      7 succeeded, 2 failed (22 %) in 5 minutes",
            "Processor   50 %",
            "Memory      32 MiB",
            "Round trip  0.8 ms",
            "Up since    Sat 2026-11-21 08:00:00 +00:00 (2 h ago)",
            "Connected   Sat 2026-11-21 09:00:00 +00:00 (1 h ago)",
            "Seen        Sat 2026-11-21 09:59:58 +00:00 (2 s ago)",
            "Labels      zone=a",
            "Load        cpu=0.5 heapUsed=33554432 rttMs=0.75",
            "Client      java/0.1.0",
            "Process     9b2f6c1e-6b1d-4c7e-9c41-0f5d3a2b1c00",
            "",
            "HANDLER    ACTIVE  SUCCEEDED  FAILED     MEAN      P50      P95      P99",
            "send_mail       3          7       2  12.3 ms  10.0 ms  31.5 ms  40.0 ms");
    assertThat(shell.type("workers show nobody").code()).isEqualTo(ExitCode.NOT_FOUND.code());
  }

  @Test
  void workers_are_drained_and_resumed_one_after_the_other() {
    server.on("POST /api/workers/mail-1/drain", 200, mail("draining"));
    server.on("POST /api/workers/mail-1/resume", 200, mail("ready"));

    Shell.Answer drained =
        shell.type("workers drain mail-1 nobody --within 5m --reason 'a new kernel'");
    assertThat(drained.out()).isEqualTo("Worker mail-1 is draining, with 3 under way.\n");
    assertThat(drained.code()).isEqualTo(ExitCode.NOT_FOUND.code());
    assertThat(server.requests())
        .first()
        .isEqualTo(
            "POST /api/workers/mail-1/drain {\"within\":\"5m\",\"reason\":\"a new kernel\"}");
    assertThat(shell.type("workers resume mail-1").out())
        .isEqualTo("Worker mail-1 is ready, with 3 under way.\n");
    assertThat(shell.type("workers drain mail-1 --within soon").code())
        .isEqualTo(ExitCode.USAGE.code());
  }

  @Test
  void a_worker_is_evicted() {
    server.on("POST /api/workers/mail-1/evict", 204, "");

    assertThat(shell.type("workers evict mail-1").out())
        .isEqualTo("Worker mail-1 is disconnected.\n");
    assertThat(shell.type("workers evict mail-1 -o yaml").out()).isEqualTo("name: mail-1\n");
  }

  @Test
  void a_handler_says_where_it_runs() {
    server.on(
        "GET /api/handlers",
        200,
        """
        {"items": [{"name": "echo", "targets": [{"name": "local"}], "statistics": {}},
                   {"name": "send_mail",
                    "targets": [{"name": "mail-1", "state": "ready", "health": "recovering",
                                 "health_reason": "its rest is over", "active": 2,
                                 "mean_ms": 12.25, "p95_ms": null}], "statistics": {}},
                   {"name": "report", "targets": [], "statistics": {}}], "next_cursor": null}
        """);
    server.on("GET /api/handlers/report", 200, "{\"name\": \"report\", \"targets\": []}");

    assertThat(shell.type("handlers").lines())
        .containsExactly(
            "NAME       RUNNING  WAITING  RUNS ON",
            "echo             0        0",
            "send_mail        0        0  mail-1",
            "report           0        0  none");
    assertThat(shell.type("handlers show report").out())
        .contains("Runs on    none: its workers are away, and its runs wait");
  }

  @Test
  void a_handler_says_how_its_targets_do() {
    server.on(
        "GET /api/handlers/send_mail",
        200,
        """
        {"name": "send_mail", "args_schema": {},
         "targets": [{"name": "mail-1", "state": "ready", "health": "recovering",
                      "health_reason": "its rest is over", "active": 2,
                      "mean_ms": 12.25, "p95_ms": null}]}
        """);

    assertThat(shell.type("handlers show send_mail").lines())
        .contains(
            "Runs on    mail-1",
            "TARGET  STATE  HEALTH      ACTIVE     MEAN  REASON",
            "mail-1  ready  recovering       2  12.3 ms  its rest is over");
  }
}
