package io.schedulezero.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schedulezero.handler.Handler;
import io.schedulezero.handler.HandlerCatalog;
import io.schedulezero.handler.HandlerDefinition;
import io.schedulezero.handler.HandlerProvider;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a worker hosts, and what keeps it from starting. */
final class WorkerMainTest {
  @TempDir private Path directory = Path.of("");

  private static void start(String connect, int slots, List<String> jars, boolean builtin)
      throws InterruptedException {
    WorkerOptions options =
        new WorkerOptions(
            List.of(connect), "w", slots, Map.of(), jars, builtin, Duration.ofSeconds(1));
    WorkerMain.run(options, new PrintStream(OutputStream.nullOutputStream()));
  }

  /** Named in a jar. */
  public static final class Mail implements HandlerProvider {
    @Override
    public Collection<?> handlers() {
      return List.of(new Mailer());
    }
  }

  static final class Mailer {
    @Handler
    void sendMail(String to) {}
  }

  private Path jar(String provider) throws IOException {
    Path jar = directory.resolve("mail.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry("META-INF/services/" + HandlerProvider.class.getName()));
      out.write(provider.getBytes(StandardCharsets.UTF_8));
    }
    return jar;
  }

  private static List<String> names(Path jar, boolean builtin) {
    WorkerOptions options =
        new WorkerOptions(List.of(), null, 1, Map.of(), List.of(), builtin, Duration.ZERO);
    try (UserClasses classes = UserClasses.in(List.of(jar))) {
      return HandlerCatalog.of(WorkerMain.handlers(options, classes.loader())).all().stream()
          .map(HandlerDefinition::name)
          .toList();
    }
  }

  @Test
  void handlers_are_those_that_jars_name_and_the_basic_ones_if_they_are_wanted() throws Exception {
    Path jar = jar(Mail.class.getName());

    assertThat(names(jar, false)).containsExactly("send_mail");
    assertThat(names(jar, true)).containsExactly("echo", "fail", "noop", "send_mail", "sleep");
    Path bad = jar("com.acme.Nowhere");
    assertThatThrownBy(() -> names(bad, true))
        .isInstanceOf(StartFailed.class)
        .hasMessageContaining("a HandlerProvider cannot be used")
        .hasMessageContaining("com.acme.Nowhere");
  }

  @Test
  void what_is_wrong_is_said_at_the_start() {
    String server = "tcp://127.0.0.1:5555";
    assertThatThrownBy(() -> start(server, 1, List.of("nowhere.jar"), true))
        .isInstanceOf(StartFailed.class)
        .hasMessage("--jar: nowhere.jar is not a jar that can be read");
    assertThatThrownBy(() -> start(server, 1, List.of(), false))
        .isInstanceOf(StartFailed.class)
        .hasMessageContaining("there are no handlers")
        .hasMessageContaining("--builtin");
    assertThatThrownBy(() -> start(server, 0, List.of(), true))
        .isInstanceOf(StartFailed.class)
        .hasMessage("slots is 0, not 1 to 200");
    assertThatThrownBy(() -> start("127.0.0.1", 1, List.of(), true))
        .isInstanceOf(StartFailed.class)
        .hasMessageContaining("127.0.0.1");
  }
}
