package io.schedulezero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.schedulezero.handler.Backoff;
import io.schedulezero.handler.Delivery;
import io.schedulezero.handler.Handler;
import io.schedulezero.handler.HandlerDescription;
import io.schedulezero.handler.HandlerDescriptions;
import io.schedulezero.handler.RetrySettings;
import io.schedulezero.run.Run;
import io.schedulezero.run.RunId;
import io.schedulezero.run.RunState;
import io.schedulezero.schedule.Trigger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Handlers that workers described, seen from the front door. No worker is connected. */
final class KnownHandlersTest {
  private static final String MAIL =
      "{\"type\":\"object\",\"properties\":{\"to\":{\"type\":\"string\"}},\"required\":[\"to\"]}";

  private final Logger logger = (Logger) LoggerFactory.getLogger(KnownHandlers.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  @TempDir Path directory;

  static final class Here {
    @Handler(description = "from here", priority = 2)
    void greet(String name) {}
  }

  @BeforeEach
  void listen() {
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(log);
  }

  private List<String> warnings() {
    return log.list.stream()
        .filter(event -> event.getLevel() == Level.WARN)
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  private ScheduleZero open() {
    return ScheduleZero.builder()
        .handlers(new Here())
        .sqlite(directory.resolve("sz.db"))
        .stopGrace(Duration.ZERO)
        .start();
  }

  private static HandlerDescription mail(String description, @Nullable String version) {
    return new HandlerDescription(
        "mail",
        description,
        MAIL,
        Duration.ofSeconds(5),
        new RetrySettings(Backoff.FIXED, 9, Duration.ofSeconds(1), Duration.ofHours(1), 2, 0, null),
        8,
        List.of("post"),
        List.of(),
        Delivery.AT_LEAST_ONCE,
        version);
  }

  private static HandlerDescription plain(String name) {
    return HandlerDescription.unsaid(name);
  }

  @Test
  void a_run_of_a_described_handler_is_accepted_and_waits_with_its_settings() {
    try (ScheduleZero sz = open()) {
      sz.knownHandlers().described("one", List.of(mail("", null)));

      RunId id = sz.run("mail", Map.of("to", "ada")).id();

      Run run = sz.runs().find(id).orElseThrow();
      assertThat(run.state()).isEqualTo(RunState.QUEUED);
      assertThat(run.spec().priority()).isEqualTo(8);
      assertThat(run.spec().tags()).containsExactly("post");
      assertThat(sz.knownHandlers().rules("mail").timeout()).isEqualTo(Duration.ofSeconds(5));
      assertThat(sz.knownHandlers().rules("mail").retry().maxAttempts()).isEqualTo(9);
    }
  }

  @Test
  void arguments_are_held_against_the_schema_in_requests_and_in_schedules() {
    try (ScheduleZero sz = open()) {
      sz.knownHandlers().described("one", List.of(mail("", null)));

      assertThatThrownBy(() -> sz.run("mail", Map.of("to", 5)))
          .isInstanceOf(BadRequest.class)
          .hasMessage("args.to: 5 is not a string");
      assertThatThrownBy(
              () ->
                  sz.schedule("mails")
                      .runs(RunRequest.of("mail", "{}"))
                      .cron("@daily", "UTC")
                      .create())
          .isInstanceOf(BadRequest.class)
          .hasMessage("args.to: is missing; it must be a string");
      assertThatThrownBy(() -> sz.run("mail", Map.of("to", "x".repeat(300_000))))
          .isInstanceOf(BadRequest.class)
          .hasMessage("args: has 300009 bytes; at most 262144 for a handler of workers");
      assertThatThrownBy(() -> sz.run("mial", Map.of()))
          .hasMessage("handler: \"mial\" is not a handler; there are: greet, mail");
    }
  }

  @Test
  void after_a_restart_the_handler_is_known_before_its_worker_is_back() {
    try (ScheduleZero sz = open()) {
      sz.knownHandlers().described("one", List.of(mail("first", "1"), plain("other")));
      sz.knownHandlers().described("one", List.of(mail("second", "2")));
    }

    try (ScheduleZero sz = open()) {
      assertThat(sz.knownHandlers().find("mail")).contains(mail("second", "2"));
      assertThat(sz.knownHandlers().names()).containsExactly("greet", "mail", "other");
      assertThat(sz.run("mail", Map.of("to", "ada")).id()).isNotNull();
    }
    assertThat(warnings()).isEmpty();
  }

  @Test
  void a_handler_of_this_program_hides_one_of_workers() {
    try (ScheduleZero sz = open()) {
      sz.knownHandlers().described("one", List.of(plain("greet")));

      assertThat(sz.knownHandlers().isLocal("greet")).isTrue();
      assertThat(sz.knownHandlers().find("greet"))
          .hasValueSatisfying(greet -> assertThat(greet.description()).isEqualTo("from here"));
      assertThat(sz.knownHandlers().all()).hasSize(1);
      assertThatThrownBy(() -> sz.run("greet", Map.of())).hasMessageContaining("args.name");
    }
  }

  @Test
  void of_two_workers_that_say_different_things_the_latest_counts_and_that_is_said_once() {
    try (ScheduleZero sz = open()) {
      KnownHandlers handlers = sz.knownHandlers();
      handlers.described("one", List.of(mail("a", "1")));
      handlers.described("one", List.of(mail("b", "1")));
      handlers.described("two", List.of(mail("b", "2")));
      assertThat(warnings()).isEmpty();

      handlers.described("one", List.of(mail("c", "1")));
      assertThat(handlers.find("mail")).contains(mail("c", "1"));
      handlers.described("two", List.of(mail("b", "2")));
      assertThat(handlers.find("mail")).contains(mail("b", "2"));

      assertThat(warnings())
          .containsExactly(
              "Workers two and one describe handler mail differently: what one says counts until"
                  + " another one says otherwise. This is said once");
    }
  }

  @Test
  void what_a_worker_sent_is_taken_as_a_whole_or_refused_with_the_reason() {
    String described = HandlerDescriptions.write(List.of(mail("", null)));
    try (ScheduleZero sz = open()) {
      KnownHandlers handlers = sz.knownHandlers();

      assertThat(handlers.hosted("one", List.of("mail", "raw"), described)).isNull();
      assertThat(handlers.find("mail")).contains(mail("", null));
      assertThat(handlers.find("raw")).contains(HandlerDescription.unsaid("raw"));
      assertThat(sz.run("raw", Map.of("any", List.of(1))).id()).isNotNull();
      assertThat(handlers.hosted("two", List.of("mail"), null)).isNull();
      assertThat(handlers.find("mail")).contains(mail("", null));

      assertThat(handlers.hosted("two", List.of("raw"), described))
          .isEqualTo("handler \"mail\" is described, but not hosted");
      assertThat(handlers.hosted("two", List.of("new"), "[{\"name\": \"new\"}]"))
          .isEqualTo("handler \"new\": args is missing; it must be a JSON Schema");
      assertThat(handlers.hosted("two", List.of("-x"), null)).contains("name is not letters");
      assertThat(handlers.names()).containsExactly("greet", "mail", "raw");
    }
  }

  @Test
  void no_more_handlers_are_remembered_than_there_is_room_for() {
    try (ScheduleZero sz = open()) {
      for (int worker = 0; worker < 11; worker++) {
        int first = worker * 500;
        sz.knownHandlers()
            .described(
                "w" + worker,
                IntStream.range(first, first + 500).mapToObj(i -> plain("h" + i)).toList());
      }

      assertThat(sz.knownHandlers().names()).hasSize(5_001);
      sz.knownHandlers().described("w0", List.of(plain("h0")));
      assertThat(sz.knownHandlers().find("h5000")).isEmpty();
      assertThat(warnings())
          .singleElement()
          .asString()
          .contains("Workers have described 5000 handlers", "h5000 of worker w10");
    }
  }

  @Test
  void a_described_schedule_waits_too() {
    try (ScheduleZero sz = open()) {
      sz.knownHandlers().described("one", List.of(plain("report")));

      ScheduleStatus made =
          sz.schedule("daily").runs(RunRequest.of("report", "{}")).cron("@daily", "UTC").create();

      assertThat(made.schedule().trigger()).isInstanceOf(Trigger.Cron.class);
    }
  }
}
