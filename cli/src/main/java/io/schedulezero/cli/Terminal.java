package io.schedulezero.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds a command: the streams, what is at their other end, and the variables, clock and
 * zone of the person.
 *
 * @param in may be anything that was piped in
 * @param env the environment's variables; null for one that is not set
 * @param people which of the streams have a person at their other end
 * @param columns how wide the terminal is; asked only if needed
 */
record Terminal(
    InputStream in,
    PrintStream out,
    PrintStream err,
    Environment env,
    People people,
    IntSupplier columns,
    InstantSource clock,
    ZoneId zone) {
  /** Wide enough for every table: in a pipe nothing is cut. */
  static final int UNBOUNDED = 1 << 20;

  private static final int CUSTOMARY = 80;

  record People(boolean in, boolean out, boolean err) {}

  /** Variables of the environment. */
  @FunctionalInterface
  interface Environment {
    @Nullable String get(String name);

    default boolean has(String name) {
      String value = get(name);
      return value != null && !value.isEmpty();
    }
  }

  static Terminal ofProcess() {
    PrintStream out = stream(FileDescriptor.out);
    People people = new People(isPerson(0), isPerson(1), isPerson(2));
    return new Terminal(
        System.in,
        out,
        stream(FileDescriptor.err),
        System::getenv,
        people,
        Terminal::measure,
        Clock.systemUTC(),
        ZoneId.systemDefault());
  }

  /** UTF-8 whatever the locale says, since documents are. */
  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(
        new BufferedOutputStream(new FileOutputStream(descriptor)), true, StandardCharsets.UTF_8);
  }

  private static boolean isPerson(int descriptor) {
    try {
      Path link = Path.of("/proc/self/fd/" + descriptor);
      return Files.isSymbolicLink(link)
          ? Files.readSymbolicLink(link).toString().matches("/dev/(pts/.*|tty.*|console)")
          : test(descriptor);
    } catch (IOException e) {
      return false;
    }
  }

  /** Where there is no {@code /proc}; Java itself tells only of all streams together. */
  private static boolean test(int descriptor) throws IOException {
    try {
      return new ProcessBuilder("test", "-t", Integer.toString(descriptor))
              .inheritIO()
              .start()
              .waitFor()
          == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** By {@code stty}, because Java cannot ask. */
  private static int measure() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(Path.of("/dev/tty").toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return positive(size.replaceFirst(".* ", "").strip());
    } catch (IOException e) {
      return CUSTOMARY;
    }
  }

  private static int positive(String number) {
    return number.matches("[1-9]\\d{0,4}") ? Integer.parseInt(number) : CUSTOMARY;
  }

  /** The room of a table on standard output. */
  int width() {
    return people.out ? room() : UNBOUNDED;
  }

  /** The width of the terminal, whichever stream it is at the end of. */
  int room() {
    String told = env.get("COLUMNS");
    return told == null ? columns.getAsInt() : positive(told);
  }

  /** Whether standard output shows colours. */
  boolean coloured() {
    return people.out && !env.has("NO_COLOR") && !"dumb".equals(env.get("TERM"));
  }
}
