package io.schedulezero.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schedulezero.config.ConfigSources;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Handlers in jars that are not on the class path of the server. */
final class JarTest {
  private static final String GREETER =
      """
      package com.acme;

      import io.schedulezero.handler.Handler;

      public final class Greeter {
        @Handler
        public String greet(String name) {
          ClassLoader seen = Thread.currentThread().getContextClassLoader();
          return Words.HELLO + " " + name + (seen == Greeter.class.getClassLoader() ? "" : ", from " + seen);
        }
      }
      """;

  private static final String WORDS =
      "package com.acme; final class Words { static final String HELLO = new String(\"Hello\"); }";

  @TempDir Path directory = Path.of("");

  private Path jar(String name, String... classes) throws IOException {
    Path jar = directory.resolve(name);
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      for (String entry : classes) {
        out.putNextEntry(new JarEntry(entry));
        out.write(Files.readAllBytes(directory.resolve("classes").resolve(entry)));
      }
    }
    return jar;
  }

  private void compile() throws IOException {
    Path sources = Files.createDirectories(directory.resolve("com/acme"));
    Path greeter = Files.writeString(sources.resolve("Greeter.java"), GREETER);
    Path words = Files.writeString(sources.resolve("Words.java"), WORDS);
    int code =
        Objects.requireNonNull(ToolProvider.getSystemJavaCompiler())
            .run(
                null,
                null,
                null,
                "-parameters",
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                directory.resolve("classes").toString(),
                greeter.toString(),
                words.toString());
    assertThat(code).isZero();
  }

  private ServerOptions options(String more, List<String> jars) throws IOException {
    String yaml =
        "storage: {type: memory}\nhandlers:\n  builtin: [{module: com.acme.Greeter}]\n" + more;
    Path config = Files.writeString(directory.resolve("config.yaml"), yaml);
    return new ServerOptions(config.toString(), "127.0.0.1:0", null, jars, "off");
  }

  private static String greeting(Server server) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest submit =
        HttpRequest.newBuilder(URI.create(server.address() + "/api/runs"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"handler\":\"greet\",\"args\":{\"name\":\"Ada\"}}"))
            .build();
    String run =
        client.send(submit, BodyHandlers.ofString()).headers().firstValue("Location").orElseThrow();
    HttpRequest show =
        HttpRequest.newBuilder(URI.create(server.address() + run + "?wait=30s")).build();
    return client.send(show, BodyHandlers.ofString()).body();
  }

  @Test
  void a_module_and_what_it_needs_are_found_in_jars_that_flags_name() throws Exception {
    compile();
    List<String> jars =
        List.of(
            jar("greeter.jar", "com/acme/Greeter.class").toString(),
            jar("words [1].jar", "com/acme/Words.class").toString());
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try (Server server = Server.start(options("", jars), Map.of())) {
      assertThat(greeting(server)).contains("\"result\":\"Hello Ada\"");
    }
    assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
  }

  @Test
  void a_module_is_found_in_a_jar_that_the_configuration_names() throws Exception {
    compile();
    Path jar = jar("all.jar", "com/acme/Greeter.class", "com/acme/Words.class");
    try (Server server = Server.start(options("  jars: [" + jar + "]", List.of()), Map.of())) {
      assertThat(greeting(server)).contains("\"result\":\"Hello Ada\"");
    }
  }

  @Test
  void a_module_that_no_jar_has_stops_the_start_and_says_how_to_add_one() {
    assertThatThrownBy(() -> Server.start(options("", List.of()), Map.of()))
        .isInstanceOf(StartFailed.class)
        .hasMessageContaining("com.acme.Greeter: there is no such class on the class path")
        .hasMessageContaining("--jar");
  }

  @Test
  void a_jar_that_is_none_stops_the_start_and_is_named() throws Exception {
    Path text = Files.writeString(directory.resolve("text.jar"), "no jar");
    for (String bad : List.of(text.toString(), directory.resolve("nowhere.jar").toString(), "")) {
      assertThatThrownBy(() -> Server.start(options("", List.of(bad)), Map.of()))
          .isInstanceOfSatisfying(StartFailed.class, e -> assertThat(e.exitCode()).isEqualTo(2))
          .hasMessageContaining("flag --jar: handlers.jars[0] must be a jar that can be read")
          .hasMessageContaining('"' + (bad.length() > 60 ? bad.substring(0, 60) : bad));
    }
  }

  @Test
  void flags_with_several_values_are_written_as_a_list() {
    assertThat(ConfigSources.Flag.of("--jar", List.of("a \"b\".jar", "[c].jar")).value())
        .isEqualTo("[\"a \\\"b\\\".jar\",\"[c].jar\"]");
  }
}
