package io.schedulezero.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.MarkerFactory;
import org.slf4j.event.Level;
import org.slf4j.helpers.NOPLogger;

class RunLoggerTest {
  private final List<String> lines = new ArrayList<>();
  private final List<String> program = new ArrayList<>();
  private final LineSink sink = (level, text) -> lines.add(level + " " + text);

  private Logger logger(Level captured) {
    return new RunLogger(captured, sink, NOPLogger.NOP_LOGGER);
  }

  @Test
  void a_line_goes_to_the_sink_with_its_arguments_filled_in() {
    Logger logger = logger(Level.INFO);

    logger.info("Sent {} to {}", 2, "ada");
    logger.warn("{} of {}", 1, 2, new IOException("not an argument"));
    logger.atError().addKeyValue("order", 7).log("Lost");
    logger.info(MarkerFactory.getMarker("audit"), "Marked");

    assertThat(lines).hasSize(4).startsWith("INFO Sent 2 to ada");
    assertThat(lines.get(1)).startsWith("WARN 1 of 2\njava.io.IOException: not an argument\n\tat ");
    assertThat(lines.get(2)).startsWith("ERROR ").contains("order=7", "Lost");
    assertThat(lines.get(3)).isEqualTo("INFO Marked");
  }

  @Test
  void lines_below_the_captured_level_are_left_out() {
    Logger logger = logger(Level.WARN);

    logger.trace("no");
    logger.debug("no");
    logger.info("no");
    logger.warn("yes");

    assertThat(lines).containsExactly("WARN yes");
    assertThat(logger.isInfoEnabled()).isFalse();
    assertThat(logger.isWarnEnabled()).isTrue();
  }

  @Test
  void the_programs_log_gets_what_it_has_enabled_and_the_run_what_it_captures() {
    LineSink toProgram = (level, text) -> program.add(level + " " + text);
    Logger delegate = new RunLogger(Level.DEBUG, toProgram, NOPLogger.NOP_LOGGER);
    Logger logger = new RunLogger(Level.INFO, sink, delegate);

    logger.trace("trace");
    logger.debug("debug {}", 1);
    logger.info("info", new IOException("broken"));

    assertThat(lines).hasSize(1);
    assertThat(program).hasSize(2).startsWith("DEBUG debug 1");
    assertThat(program.get(1)).startsWith("INFO info\njava.io.IOException: broken");
    assertThat(logger.isDebugEnabled()).isTrue();
    assertThat(logger.isTraceEnabled()).isFalse();
    assertThat(logger.getName()).isEqualTo(delegate.getName());
  }

  @Test
  void an_exception_brings_its_causes_and_few_frames() {
    Throwable cause = new IllegalStateException("the cause");
    cause.initCause(new IOException("the root"));
    logger(Level.INFO).error("Failed", new RuntimeException("outer", cause));

    assertThat(lines.get(0))
        .startsWith("ERROR Failed\njava.lang.RuntimeException: outer\n\tat " + getClass().getName())
        .contains("\nCaused by: java.lang.IllegalStateException: the cause\n\tat ")
        .contains("\nCaused by: java.io.IOException: the root\n\tat ")
        .contains("\n\t… ");
  }

  @Test
  void a_line_is_bounded_whatever_is_logged() {
    Throwable outer = new IOException("outer");
    Throwable inner = new IOException("inner", outer);
    outer.initCause(inner);
    Logger logger = logger(Level.INFO);

    logger.info("x".repeat(100_000));
    logger.info("circular", outer);
    logger.info("silent", new Speechless());
    logger.info(null);

    assertThat(lines.get(0)).hasSize("INFO ".length() + 8_192).endsWith("x…");
    assertThat(lines.get(1)).hasSizeLessThan(9_000);
    assertThat(lines.get(2)).startsWith("INFO silent\n" + Speechless.class.getName());
    assertThat(lines.get(3)).isEqualTo("INFO null");
  }

  private static final class Speechless extends RuntimeException {
    @Override
    public String getMessage() {
      throw new IllegalStateException("no words");
    }
  }
}
