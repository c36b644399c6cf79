package io.schedulezero.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script {@code sz}, in a tree of its own, with a Java and a Maven that only say so. */
final class LauncherTest {
  private static final Path SCRIPT = Path.of("../sz");
  private static final Instant BUILT = Instant.parse("2026-11-21T10:00:00Z");
  private static final Pattern DEPENDENCY =
      Pattern.compile(
          "<groupId>io\\.schedulezero</groupId>\\s*<artifactId>([a-z-]+)</artifactId>(?!\\s*<version>[^<]*</version>\\s*</parent>)");

  @TempDir Path home = Path.of("");

  @BeforeEach
  void lay() throws IOException {
    Files.copy(SCRIPT, home.resolve("sz"));
    home.resolve("sz").toFile().setExecutable(true);
    program("java/bin/java", "echo started \"$@\"");
    program("bin/mvn", "echo cannot build >&2; exit 1");
    write("java/release", "JAVA_VERSION=\"17.0.1\"\nJAVA_RUNTIME_VERSION=\"17.0.1+1\"\n");
    for (String module :
        new String[] {"handler-sdk", "engine", "server", "cli", "examples", "bench"}) {
      write(module + "/pom.xml", "<project/>");
      write(module + "/src/main/java/A.java", "class A {}");
      write(module + "/src/test/java/ATest.java", "class ATest {}");
    }
    write("pom.xml", "<project/>");
    write("docs/api/openapi.yaml", "openapi: 3.1.0");
    write("target/sz/build-1/stamp", "");
    write("target/sz/build-1/sz.jar", "a jar");
    write("target/sz/build-1/17.0.1+1.jsa", "an archive");
    Files.createSymbolicLink(home.resolve("target/sz/current"), Path.of("build-1"));
    try (Stream<Path> all = Files.walk(home)) {
      for (Path path : all.filter(Files::isDirectory).toList()) {
        Files.setLastModifiedTime(path, FileTime.from(BUILT));
      }
    }
  }

  private void write(String file, String text) throws IOException {
    Path path = home.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
    Files.setLastModifiedTime(path, FileTime.from(BUILT));
  }

  private void program(String file, String script) throws IOException {
    write(file, "#!/bin/sh\n" + script + "\n");
    home.resolve(file).toFile().setExecutable(true);
  }

  private record Answer(int code, String out, String err) {}

  private Answer sz(String... arguments) throws Exception {
    Path out = home.resolve("out");
    Path err = home.resolve("err");
    ProcessBuilder builder = new ProcessBuilder(home.resolve("sz").toString());
    builder.command().addAll(Arrays.asList(arguments));
    builder.environment().put("JAVA_HOME", home.resolve("java").toString());
    builder
        .environment()
        .merge("PATH", home.resolve("bin").toString(), (path, bin) -> bin + ":" + path);
    builder.environment().remove("SZ_JAVA_OPTS");
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Answer(
        process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
  }

  @Test
  void what_is_fresh_starts_without_a_build() throws Exception {
    Answer answer = sz("runs", "a b");
    assertThat(answer.err()).isEmpty();
    assertThat(answer.code()).isZero();
    assertThat(answer.out())
        .startsWith("started -XX:SharedArchiveFile=")
        .endsWith("sz.jar runs a b\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "examples/src/main/java/A.java",
        "examples/pom.xml",
        "bench/src/main/java/A.java",
        "cli/src/test/java/ATest.java"
      })
  void what_the_command_line_does_not_need_makes_no_build(String changed) throws Exception {
    Files.writeString(home.resolve(changed), "changed");
    Answer answer = sz("runs");
    assertThat(answer.err()).isEmpty();
    assertThat(answer.out()).startsWith("started ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pom.xml",
        "cli/pom.xml",
        "engine/src/main/java/A.java",
        "handler-sdk/src/main/java/New.java",
        "docs/api/openapi.yaml"
      })
  void what_the_command_line_needs_is_built_when_it_changes(String changed) throws Exception {
    Files.writeString(home.resolve(changed), "changed");
    Answer answer = sz("runs");
    assertThat(answer.err())
        .contains("building (sources have changed", "cannot build", "the build failed");
    assertThat(answer.code()).isEqualTo(70);
  }

  @Test
  void an_old_java_is_refused_with_what_is_needed() throws Exception {
    write("java/release", "JAVA_VERSION=\"11.0.2\"\n");
    Answer answer = sz("runs");
    assertThat(answer.code()).isEqualTo(70);
    assertThat(answer.err()).contains("Java 17 or newer is needed", "is version 11");
  }

  @Test
  void a_server_gets_the_options_of_the_user_and_a_client_does_not() throws Exception {
    assertThat(sz("server", "--http", "9").out()).contains(" -Xms32m ");
    assertThat(sz("runs").out()).contains("-Xmx256m").doesNotContain("-Xms32m");
  }

  @Test
  void the_script_names_the_modules_that_the_build_files_name() throws IOException {
    Set<String> needed = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>(Set.of("cli"));
    while (!open.isEmpty()) {
      String module = open.pop();
      if (needed.add(module)) {
        String pom = Files.readString(Path.of("..", module, "pom.xml"));
        String own = pom.substring(pom.indexOf("<dependencies>"));
        DEPENDENCY.matcher(own).results().forEach(found -> open.add(found.group(1)));
      }
    }
    assertThat(Files.readString(SCRIPT))
        .containsPattern("modules='(?=[^\n]*')")
        .satisfies(
            script ->
                assertThat(script.replaceAll("(?s).*\nmodules='([^']*)'.*", "$1").split(" "))
                    .containsExactlyInAnyOrderElementsOf(needed));
  }
}
