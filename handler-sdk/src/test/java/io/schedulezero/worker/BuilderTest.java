package io.schedulezero.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schedulezero.handler.Handler;
import io.schedulezero.handler.InvalidHandler;
import io.schedulezero.transport.AddressRefused;
import io.schedulezero.transport.KeyProblem;
import io.schedulezero.transport.Keys;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BuilderTest {
  @TempDir Path directory = Path.of("");

  private static final String NOBODY = "tcp://127.0.0.1:1";

  static final class Work {
    @Handler
    void nothing() {}
  }

  private static Builder builder() {
    return Worker.builder().connect(NOBODY).handlers(new Work());
  }

  @Test
  void what_is_missing_or_wrong_is_named() {
    Builder builder = Worker.builder();
    assertThatIllegalArgumentException()
        .isThrownBy(builder::start)
        .withMessage("connect: there is no server; give its address");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Worker.builder().connect(NOBODY).start())
        .withMessage("handlers: there are 0, not 1 to 500");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().connect(NOBODY))
        .withMessage("connect: tcp://127.0.0.1:1 is there twice");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().slots(0))
        .withMessage("slots is 0, not 1 to 200");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().connect("tcp://127.0.0.1:2").slots(1).start())
        .withMessage("slots is 1; each of 2 servers needs one");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().drainWithin(Duration.ofSeconds(-1)))
        .withMessageContaining("drainWithin is PT-1S");
    assertThatThrownBy(() -> Worker.builder().connect(NOBODY).handlers("text").start())
        .isInstanceOf(InvalidHandler.class);
  }

  @Test
  void a_name_is_one_that_the_protocol_has_and_not_that_of_the_server_itself() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().name("a b"))
        .withMessageContaining("name is \"a b\"");
    assertThatIllegalArgumentException().isThrownBy(() -> builder().name("local"));
    assertThat(Builder.validName("höst (1).example")).isEqualTo("h-st-1-.example");
    assertThat(Builder.validName("x".repeat(200))).hasSize(80);
  }

  @Test
  void host_and_process_are_the_name_unless_told() {
    try (Worker worker = builder().drainWithin(Duration.ZERO).start()) {
      assertThat(worker.name()).endsWith("-" + ProcessHandle.current().pid());
      assertThat(worker.servers().get(0).connected()).isFalse();
    }
  }

  @Test
  void an_address_that_is_none_is_refused_and_leaves_nothing_behind() {
    assertThatThrownBy(() -> Worker.builder().connect("127.0.0.1:1").handlers(new Work()).start())
        .hasMessageContaining("127.0.0.1:1");
  }

  @Test
  void a_server_beyond_this_machine_asks_for_keys() {
    Builder far = Worker.builder().connect("tcp://192.0.2.1:5555").handlers(new Work()).name("w");
    assertThatThrownBy(far::start).isInstanceOf(AddressRefused.class);

    Keys.create().write(directory.resolve("w.key"));
    Keys.create().write(directory.resolve("server.key"));
    far.keys(directory.resolve("w.key"), directory.resolve("server.key.pub"));
    try (Worker worker = far.drainWithin(Duration.ZERO).start()) {
      assertThat(worker.servers().get(0).connected()).isFalse();
    }
    assertThatThrownBy(() -> far.keys(directory.resolve("none"), directory.resolve("none")))
        .isInstanceOf(KeyProblem.class);
  }

  @Test
  void a_server_beyond_this_machine_may_be_spoken_to_in_the_clear_if_somebody_wants_it() {
    Builder far = Worker.builder().connect("tcp://192.0.2.1:5555").handlers(new Work()).name("w");
    try (Worker worker = far.insecurePlainRemote().drainWithin(Duration.ZERO).start()) {
      assertThat(worker.servers().get(0).connected()).isFalse();
    }
  }

  @Test
  void labels_that_do_not_fit_the_first_message_are_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().label("x", "y".repeat(50_000)).slots(200).start())
        .withMessageContaining("have fewer slots, shorter names or more workers");
  }
}
