package io.schedulezero.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schedulezero.config.ShellCommand;
import io.schedulezero.handler.GiveUp;
import io.schedulezero.handler.testing.FakeRunContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class ShellTest {
  private static Shell shell(Duration timeout, String... argv) {
    return new Shell(
        Map.of(
            "it",
            new ShellCommand(
                List.of(argv), Map.of("word", Pattern.compile("[a-z; $()]+")), timeout)));
  }

  @Test
  void what_a_parameter_holds_is_never_read_by_a_shell() throws Exception {
    Shell.Ended ended =
        shell(Duration.ofSeconds(20), "/bin/echo", "{word}")
            .shell("it", Map.of("word", "a; $(id)"), new FakeRunContext());
    assertThat(ended.output()).isEqualTo("a; $(id)\n");
    assertThat(ended.exitCode()).isZero();
  }

  @Test
  void what_is_not_allowed_is_given_up() {
    Shell shell = shell(Duration.ofSeconds(20), "/bin/echo", "{word}");
    assertThatThrownBy(() -> shell.shell("other", Map.of(), new FakeRunContext()))
        .isInstanceOf(GiveUp.class)
        .hasMessageContaining("known are [it]");
    assertThatThrownBy(() -> shell.shell("it", Map.of(), new FakeRunContext()))
        .isInstanceOf(GiveUp.class)
        .hasMessageContaining("needs word");
    assertThatThrownBy(() -> shell.shell("it", Map.of("word", "-rf"), new FakeRunContext()))
        .isInstanceOf(GiveUp.class)
        .hasMessageContaining("must match");
    assertThatThrownBy(() -> shell.shell("it", Map.of("word", "a", "x", "y"), new FakeRunContext()))
        .isInstanceOf(GiveUp.class)
        .hasMessageContaining("no parameter x");
  }

  @Test
  void a_command_that_fails_or_takes_too_long_is_a_failure() {
    assertThatThrownBy(
            () ->
                shell(Duration.ofSeconds(20), "/bin/sh", "-c", "echo bad; exit 3")
                    .shell("it", Map.of("word", "a"), new FakeRunContext()))
        .hasMessage("The command it ended with 3: bad");
    assertThatThrownBy(
            () ->
                shell(Duration.ofMillis(100), "/bin/sleep", "60")
                    .shell("it", Map.of("word", "a"), new FakeRunContext()))
        .hasMessageContaining("ended with 137");
  }

  @Test
  void the_basics_do_what_they_say() throws Exception {
    Basics basics = new Basics(new SplittableRandom(1));
    basics.noop();
    FakeRunContext run = new FakeRunContext();
    assertThat(basics.echo("hello", run)).isEqualTo("hello");
    assertThat(basics.fail(0, "x")).isEqualTo("did not fail this time");
    assertThatThrownBy(() -> basics.fail(1, "x"))
        .isInstanceOf(Basics.FailedOnPurpose.class)
        .hasMessage("x");
    basics.takeAWhile(Duration.ofMillis(1), run).toCompletableFuture().get(10, TimeUnit.SECONDS);
    assertThatThrownBy(() -> basics.takeAWhile(Duration.ofMillis(-1), run))
        .hasMessageContaining("zero or more");
  }
}
