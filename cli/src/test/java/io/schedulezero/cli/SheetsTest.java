package io.schedulezero.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people see of one thing, to the letter. */
final class SheetsTest {
  private static final String FAILED =
      """
        {"id": "r1", "handler": "send_email", "state": "failed", "args": {"to": "ada@example.org"}, "priority": 5,
         "timeout": null, "retry": null, "key": "k", "tags": ["a", "b"],
         "created_at": "2026-11-21T09:00:00Z", "due_at": "2026-11-21T09:59:00Z",
         "started_at": "2026-11-21T09:59:58Z", "finished_at": "2026-11-21T09:59:59Z", "wait_ms": 58000, "run_ms": 1000,
         "schedule_id": "nightly", "fire_time": "2026-11-21T09:00:00Z", "attempt_count": 2, "worker": "local",
         "result": null, "note": "no attempt is left of 2", "progress": null,
         "error": {"type": "java.net.ConnectException", "message": "refused", "own_frame": "Mail.send(Mail.java:7)",
                   "stack": "java.net.ConnectException: refused\\n\\tat Mail.send(Mail.java:7)"},
         "attempts": [
           {"number": 1, "worker": "local", "started_at": "2026-11-21T09:59:00Z", "ended_at": "2026-11-21T09:59:30Z",
            "outcome": "timed_out", "error": {"type": "timeout", "message": ""}},
           {"number": 2, "worker": "local", "started_at": "2026-11-21T09:59:58Z", "ended_at": "2026-11-21T09:59:59Z",
            "outcome": "failed", "error": {"type": "java.net.ConnectException", "message": "refused"}}]}
        """;

  private FakeServer server;

  @BeforeEach
  void start() throws IOException {
    server = new FakeServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String shown(String line) {
    return new Shell().server(server.url()).onTerminal(100).type(line).out();
  }

  @Test
  void a_run_that_failed() {
    server.on("GET /api/runs/r1", 200, FAILED);
    assertThat(shown("runs show r1"))
        .isEqualTo(
            """
        Run        r1
        Handler    send_email
        State      failed
        Note       no attempt is left of 2
        Failure    ConnectException: refused
        At         Mail.send(Mail.java:7)
        Arguments  {"to":"ada@example.org"}
        Created    Sat 2026-11-21 10:00:00 +01:00 (1 h ago)
        Due        Sat 2026-11-21 10:59:00 +01:00 (1 min ago)
        Started    Sat 2026-11-21 10:59:58 +01:00 (2 s ago)
        Finished   Sat 2026-11-21 10:59:59 +01:00 (1 s ago)
        Waited     58.0 s
        Took       1.0 s
        Schedule   nightly
        Fire       Sat 2026-11-21 10:00:00 +01:00 (1 h ago)
        Priority   5
        Key        k
        Tags       a, b

        ATTEMPT  WHERE  STARTED                TOOK  OUTCOME    FAILURE
              1  local  2026-11-21 10:59:00  30.0 s  timed_out  timeout
              2  local  2026-11-21 10:59:58   1.0 s  failed     ConnectException: refused

        java.net.ConnectException: refused
        \\tat Mail.send(Mail.java:7)
        """);
  }

  @Test
  void a_run_under_way() {
    server.on(
        "GET /api/runs/r2",
        200,
        """
        {"id": "r2", "handler": "import", "state": "running", "args": {}, "priority": 5, "attempt_count": 1,
         "created_at": "2026-11-21T09:59:57Z", "due_at": "2026-11-21T09:59:57Z", "started_at": "2026-11-21T09:59:58Z",
         "progress": {"fraction": 0.405, "message": "copying"},
         "attempts": [{"number": 1, "worker": "w\\n1", "started_at": "2026-11-21T09:59:58Z", "ended_at": null, "outcome": null}]}
        """);
    assertThat(shown("runs show r2 --utc"))
        .isEqualTo(
            """
        Run        r2
        Handler    import
        State      running
        Progress   41 % copying
        Arguments  {}
        Created    Sat 2026-11-21 09:59:57 +00:00 (3 s ago)
        Due        Sat 2026-11-21 09:59:57 +00:00 (3 s ago)
        Started    Sat 2026-11-21 09:59:58 +00:00 (2 s ago)
        Priority   5

        ATTEMPT  WHERE  STARTED               TOOK  OUTCOME
              1  w\\n1   2026-11-21 09:59:58  2.0 s  running
        """);
  }

  @Test
  void a_schedule_with_everything() {
    server.on(
        "GET /api/schedules/s",
        200,
        """
        {"id": "s", "handler": "report", "args": {"a": 1}, "trigger": {"type": "daily_window", "from": "09:00", "to": "17:00",
           "every": "10m", "days": ["mon", "tue"], "timezone": "Europe/Berlin"},
         "misfire": {"policy": "fire_all", "max_age": "1h", "max_count": 5}, "overlap": "queue", "retry": {"max_attempts": 2},
         "timeout": "5m", "priority": 7, "start_at": "2026-12-01T00:00:00Z", "end_at": null, "max_runs": 100, "jitter": "30s",
         "exclude": {"dates": ["2026-12-25"], "weekdays": ["sat", "sun"]}, "tags": ["t"], "paused": true,
         "pause_reason": "disk full", "paused_since": "2026-11-21T08:00:00Z", "next_fire": null, "run_count": 3, "last_run_id": "r9",
         "created_at": "2026-11-01T00:00:00Z", "updated_at": "2026-11-20T10:00:00Z", "version": 4}
        """);
    assertThat(shown("schedules show s"))
        .isEqualTo(
            """
        Schedule   s
        Handler    report
        Arguments  {"a":1}
        When       every 10m from 09:00 to 17:00 on mon,tue Europe/Berlin
        Paused     since Sat 2026-11-21 09:00:00 +01:00 (2 h ago): disk full
        Runs       3
        Last run   r9
        Overlap    queue
        Misfire    fire_all, not later than 1h, at most 5
        Excluded   sat, sun 2026-12-25
        Jitter     30s
        Starts     Tue 2026-12-01 01:00:00 +01:00 (in 9 d)
        Max runs   100
        Priority   7
        Timeout    5m
        Retry      {"max_attempts":2}
        Tags       t
        Created    Sun 2026-11-01 01:00:00 +01:00 (20 d ago)
        Changed    Fri 2026-11-20 11:00:00 +01:00 (24 h ago)
        Version    4
        """);
  }

  @Test
  void schedules_that_fire_are_paused_or_are_over() {
    server.on(
        "GET /api/schedules?limit=50",
        200,
        """
        {"items": [
          {"id": "a", "handler": "noop", "trigger": {"type": "cron", "minute": 0, "hour": "9", "timezone": "UTC"},
           "next_fire": "2026-11-22T09:00:00Z", "run_count": 12, "tags": []},
          {"id": "b", "handler": "noop", "trigger": {"type": "interval", "days": 1}, "paused": true, "run_count": 0, "tags": ["x"]},
          {"id": "c", "handler": "noop", "trigger": {"type": "date", "run_at": "2026-11-20T09:00:00Z"}, "run_count": 1, "tags": []},
          {"id": "d", "handler": "noop", "trigger": {"type": "moon", "phase": "full"}, "run_count": 0, "tags": []}],
         "next_cursor": null}
        """);
    assertThat(shown("schedules"))
        .isEqualTo(
            """
        ID  HANDLER  WHEN                            NEXT FIRE  RUNS  TAGS
        a   noop     minute 0 hour 9 UTC             in 23 h      12
        b   noop     every 1 day                     paused        0  x
        c   noop     once at 2026-11-20 10:00:00     none          1
        d   noop     {"type":"moon","phase":"full"}  none          0
        """);
  }

  @Test
  void fires_of_all_kinds() {
    server.on(
        "GET /api/schedules/s/fires?next=2&limit=50",
        200,
        """
        {"items": [
           {"kind": "run", "time": "2026-11-21T09:00:00Z", "run_id": "r3", "state": "succeeded"},
           {"kind": "skip", "time": "2026-11-21T08:00:00Z", "first": "2026-11-21T05:00:00Z", "count": 4, "reason": "paused",
            "detail": "disk full"},
           {"kind": "skip", "time": "2026-11-21T04:00:00Z", "first": "2026-11-21T04:00:00Z", "count": 1, "reason": "dst_gap",
            "detail": "no such time"}],
         "next_cursor": null,
         "next": [{"time": "2026-11-21T11:00:00Z", "skipped": null}, {"time": "2026-11-21T12:00:00Z", "skipped": "CALENDAR"}]}
        """);
    assertThat(shown("schedules fires s --next 2"))
        .isEqualTo(
            """
        TIME                 WHEN     STATE      RUN  WHY
        2026-11-21 13:00:00  in 2 h   next            CALENDAR
        2026-11-21 12:00:00  in 1 h   next
        2026-11-21 10:00:00  1 h ago  succeeded  r3
        2026-11-21 09:00:00  2 h ago  skipped         paused: disk full (4 fires since 2026-11-21 06:00:00)
        2026-11-21 05:00:00  6 h ago  skipped         dst_gap: no such time
        """);
  }

  @Test
  void a_handler_with_its_arguments() {
    server.on(
        "GET /api/handlers/h",
        200,
        """
        {"name": "h", "description": "Does it.", "timeout": "30s", "priority": 5, "tags": ["x"], "limits": ["db"],
         "retry": {"backoff": "exponential", "max_attempts": 3, "delay": "1s", "max_delay": "1h"},
         "delivery": "at_least_once", "targets": [{"name": "local"}],
         "args_schema": {"required": ["to"], "properties": {
            "to": {"type": "string", "format": "email", "description": "Who gets it"},
            "level": {"enum": ["low", "high"], "default": "low"},
            "count": {"type": ["integer", "null"]}}},
         "statistics": {"waiting": 1, "running": 2, "last_hour": {"succeeded": 9, "failed": 1, "mean_run_ms": 1200.5}}}
        """);
    assertThat(shown("handlers show h"))
        .isEqualTo(
            """
        Handler      h
        Description  Does it.
        Timeout      30s
        Retry        3 attempts, exponential from 1s to 1h
        Priority     5
        Delivery     at_least_once
        Limits       db
        Runs on      local
        Tags         x
        Now          2 running, 1 waiting
        Last hour    9 succeeded, 1 failed, 1.2 s on average

        ARGUMENT  TYPE            NEEDED  DEFAULT  DESCRIPTION
        to        string (email)  yes              Who gets it
        level     low, high               low
        count     integer, null
        """);
  }

  @Test
  void the_figures_of_a_server() {
    server.on(
        "GET /api/stats",
        200,
        """
        {"at": "2026-11-21T10:00:00Z", "runs": {"queued": 2, "failed": 1}, "schedules": 7, "paused": 1,
         "waiting": {"a": 2}, "running": {"b": 1}, "lag_ms": {"p50": 0.4, "p95": 1.25, "p99": 3, "max": 20},
         "last_5_minutes": {"succeeded": 600, "failed": 3, "per_second": 2.01, "mean_wait_ms": 2, "mean_run_ms": 1500}}
        """);
    assertThat(shown("stats"))
        .isEqualTo(
            """
        queued      2
        failed      1
        schedules   7, 1 paused
        last 5 min  600 succeeded, 3 failed, 2.0/s, waited 2 ms, took 1.5 s on average
        late by     p50 0.4 ms, p95 1.3 ms, p99 3.0 ms, max 20.0 ms

        HANDLER  RUNNING  WAITING
        a              0        2
        b              1        0
        """);
  }

  @Test
  void the_configuration_with_secrets_masked() {
    server.on(
        "GET /api/config",
        200,
        """
        {"items": [{"key": "http.port", "value": 8888, "source": "default"},
                   {"key": "storage.password", "value": "***", "source": "config.yaml:12"},
                   {"key": "http.allowed_hosts", "value": ["a", "b"], "source": "--http"}]}
        """);
    assertThat(shown("config"))
        .isEqualTo(
            """
        KEY                 VALUE      SOURCE
        http.port           8888       default
        storage.password    ***        config.yaml:12
        http.allowed_hosts  ["a","b"]  --http
        """);
  }
}
