package io.schedulezero.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulezero.handler.Handler;
import io.schedulezero.handler.HandlerCatalog;
import io.schedulezero.handler.HandlerDescription;
import io.schedulezero.handler.HandlerDescriptions;
import io.schedulezero.handler.Selection;
import io.schedulezero.wire.Payload;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class IdentityTest {
  private static final String LONG = "A long story. ";

  static final class Work {
    @Handler(description = LONG, timeout = "5s", limits = "mail")
    void send(String to) {}
  }

  private static List<HandlerDescription> read(Payload payload) {
    return HandlerDescriptions.read(new String(payload.bytes(), StandardCharsets.UTF_8));
  }

  @Test
  void the_server_is_told_what_handlers_say_of_themselves() {
    HandlerCatalog handlers = HandlerCatalog.of(new Selection(new Work(), Set.of("send")));

    assertThat(read(Objects.requireNonNull(Identity.describe(handlers))))
        .containsExactlyElementsOf(
            handlers.all().stream().map(handler -> handler.describe()).toList());
  }

  @Test
  void of_what_would_be_too_much_the_rules_are_told_and_not_the_arguments() {
    List<HandlerDescription> all =
        Stream.of("a", "b", "c", "d", "e")
            .map(name -> with(name, HandlerDescriptions.MAX_SCHEMA - 100))
            .toList();

    for (HandlerDescription told : read(Objects.requireNonNull(Identity.describe(all)))) {
      assertThat(told.timeout()).isEqualTo(Duration.ofSeconds(5));
      assertThat(told.limits()).containsExactly("mail");
      assertThat(told.argsSchema()).isEqualTo("{}");
    }
  }

  @Test
  void a_schema_that_no_server_reads_is_not_told_and_others_are() {
    HandlerDescription much = with("a", HandlerDescriptions.MAX_SCHEMA);
    HandlerDescription little = with("b", 10);

    assertThat(read(Objects.requireNonNull(Identity.describe(List.of(much, little)))))
        .extracting(HandlerDescription::argsSchema)
        .containsExactly("{}", little.argsSchema());
  }

  private static HandlerDescription with(String name, int schemaLength) {
    HandlerDescription send = HandlerCatalog.of(new Work()).find("send").orElseThrow().describe();
    return new HandlerDescription(
        name,
        LONG,
        "{\"description\":\"" + "x".repeat(schemaLength) + "\"}",
        send.timeout(),
        send.retry(),
        send.priority(),
        send.tags(),
        send.limits(),
        send.delivery(),
        send.version());
  }
}
