package io.schedulezero.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RegistrationTest {
  @SuppressWarnings("unused")
  static final class Plain {
    @Handler
    void sendHTMLMail2Everybody() {}
  }

  @SuppressWarnings("unused")
  static final class Rich {
    @Handler(
        name = "billing.charge-card",
        description = "Charges a card",
        timeout = "90s",
        retry =
            @Retry(
                backoff = Backoff.FIBONACCI,
                maxAttempts = 7,
                delay = "250ms",
                maxDelay = "PT2M",
                factor = 3,
                jitter = 0.5,
                maxAge = "2d"),
        priority = 9,
        limits = {"bank", "database"},
        tags = "money")
    private static String charge(@Arg("card-number") String card, RunContext run) {
      return card;
    }
  }

  @Test
  void a_handler_that_says_nothing_has_the_name_of_its_method_and_the_usual_settings() {
    HandlerDefinition plain = HandlerCatalog.of(new Plain()).all().iterator().next();

    assertThat(plain.name()).isEqualTo("send_html_mail2_everybody");
    assertThat(plain.source())
        .isEqualTo("io.schedulezero.handler.RegistrationTest$Plain.sendHTMLMail2Everybody");
    assertThat(plain.description()).isEmpty();
    assertThat(plain.timeout()).isEmpty();
    assertThat(plain.retry()).isEmpty();
    assertThat(plain.priority()).isEqualTo(5);
    assertThat(plain.limits()).isEmpty();
    assertThat(plain.tags()).isEmpty();
    assertThat(plain.delivery()).isEqualTo(Delivery.AT_LEAST_ONCE);
  }

  @Test
  void everything_that_the_annotation_says_is_in_the_definition() {
    HandlerDefinition rich =
        HandlerCatalog.of(new Rich()).find("billing.charge-card").orElseThrow();

    assertThat(rich.description()).isEqualTo("Charges a card");
    assertThat(rich.timeout()).contains(Duration.ofSeconds(90));
    assertThat(rich.retry())
        .contains(
            new RetrySettings(
                Backoff.FIBONACCI,
                7,
                Duration.ofMillis(250),
                Duration.ofMinutes(2),
                3,
                0.5,
                Duration.ofDays(2)));
    assertThat(rich.priority()).isEqualTo(9);
    assertThat(rich.limits()).containsExactly("bank", "database");
    assertThat(rich.tags()).containsExactly("money");
    assertThat(rich.check("{\"card-number\": \"1\"}")).isEmpty();
    assertThat(rich).hasToString("billing.charge-card (" + Rich.class.getName() + ".charge)");
  }

  interface Greeter {
    String greet();
  }

  record Recursive<T>(Optional<Recursive<List<T>>> next) {}

  record Deep(List<Thread> threads) {}

  record BadDefault(@Arg(defaultValue = "many") int count) {}

  /** Each method is wrong in one way. The test registers them one at a time. */
  @SuppressWarnings({"unused", "rawtypes"})
  static final class Wrong {
    @Handler(name = "has space")
    void badName() {}

    @Handler(timeout = "soon")
    void badTimeout() {}

    @Handler(timeout = "999999999999d")
    void endlessTimeout() {}

    @Handler(timeout = "0s")
    void zeroTimeout() {}

    @Handler(priority = 10)
    void badPriority() {}

    @Handler(tags = {"a", " "})
    void blankTag() {}

    @Handler(limits = "")
    void blankLimit() {}

    @Handler(
        tags = {
          "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16",
          "17", "18", "19", "20", "21"
        })
    void manyTags() {}

    @Handler(retry = {@Retry, @Retry})
    void twoRetries() {}

    @Handler(retry = @Retry(maxAttempts = 0))
    void noAttempts() {}

    @Handler(retry = @Retry(delay = "1 minute"))
    void badDelay() {}

    @Handler(retry = @Retry(jitter = 1.5))
    void badJitter() {}

    @Handler(retry = @Retry(factor = 0))
    void badFactor() {}

    @Handler(retry = @Retry(maxAge = "-PT1S"))
    void badAge() {}

    @Handler(retry = @Retry, delivery = Delivery.AT_MOST_ONCE)
    void retriedAtMostOnce() {}

    @Handler
    void thread(Thread thread) {}

    @Handler
    void stream(InputStream in) {}

    @Handler
    void anInterface(Greeter greeter) {}

    @Handler
    void callable(Callable<String> work) {}

    @Handler
    void url(URL url) {}

    @Handler
    void rawList(List list) {}

    @Handler
    void badKey(Map<List<String>, String> map) {}

    @Handler
    void deep(Deep deep) {}

    @Handler
    void expanding(Recursive<String> recursive) {}

    @Handler
    <T> void variable(T value) {}

    @Handler
    void sameName(@Arg("a") String first, @Arg("a") String second) {}

    @Handler
    void badDefault(@Arg(defaultValue = "5m") int count) {}

    @Handler
    void badText(@Arg(defaultValue = "5 m") Duration count) {}

    @Handler
    void deepDefault(BadDefault bad) {}

    @Handler
    Future<String> future() {
      return new CompletableFuture<>();
    }

    @Handler
    Stream<String> streamed() {
      return Stream.of();
    }
  }

  static Stream<Arguments> wrongs() {
    return Stream.of(
        Arguments.of("badName", "its name is \"has space\". Use letters, digits, _ . and -"),
        Arguments.of("badTimeout", "timeout \"soon\" is not a duration such as 250ms, 10s"),
        Arguments.of(
            "endlessTimeout", "timeout is 999999999999d. Give 36600d at most, or leave it out."),
        Arguments.of("zeroTimeout", "timeout is 0s. Give more than zero, or leave it out."),
        Arguments.of("badPriority", "priority is 10. Give 0 to 9."),
        Arguments.of("blankTag", "one of its tags is blank."),
        Arguments.of("blankLimit", "one of its limits is blank."),
        Arguments.of("manyTags", "it has 21 tags. Give 20 at most."),
        Arguments.of("twoRetries", "it has 2 retry policies. Leave one."),
        Arguments.of("noAttempts", "retry.maxAttempts is 0, not 1 to 1000."),
        Arguments.of("badDelay", "retry.delay \"1 minute\" is not a duration"),
        Arguments.of("badJitter", "retry.jitter is 1.5, not 0 to 1."),
        Arguments.of("badFactor", "retry.factor is 0.0, not more than 0, at most 100."),
        Arguments.of("badAge", "retry.maxAge is PT-1S, not zero or more."),
        Arguments.of("retriedAtMostOnce", "delivery AT_MOST_ONCE is never tried again."),
        Arguments.of(
            "thread", "\"thread\": java.lang.Thread cannot be bound from JSON. Use a record"),
        Arguments.of("stream", "\"in\": java.io.InputStream is abstract"),
        Arguments.of("anInterface", "$Greeter is abstract, so JSON does not say which class"),
        Arguments.of("callable", "\"work\": java.util.concurrent.Callable is abstract"),
        Arguments.of("url", "\"url\": java.net.URL cannot be bound"),
        Arguments.of("rawList", "java.util.List says nothing about its content. Write it with"),
        Arguments.of("badKey", "java.util.List<java.lang.String> cannot be the key of a map"),
        Arguments.of("deep", "in io.schedulezero.handler.RegistrationTest$Deep, \"threads\":"),
        Arguments.of("expanding", "contains itself with other type arguments without end"),
        Arguments.of("variable", "\"value\": nothing says what T stands for. Use a concrete type."),
        Arguments.of("sameName", "two are named a. Rename one by @Arg."),
        Arguments.of("badDefault", "\"count\": its default is not valid JSON"),
        Arguments.of("badText", "\"count\": its default \"5 m\" is not a duration"),
        Arguments.of("deepDefault", "\"count\": its default is not valid JSON"),
        Arguments.of("future", "it returns java.util.concurrent.Future, which is not a result."),
        Arguments.of("streamed", "it returns java.util.stream.Stream, which is not a result."));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongs")
  void what_is_wrong_is_refused_with_class_and_method(String name, String message) {
    Method method =
        Arrays.stream(Wrong.class.getDeclaredMethods())
            .filter(each -> each.getName().equals(name))
            .findFirst()
            .orElseThrow();
    ClassScan scan = new ClassScan(Wrong.class);

    assertThatThrownBy(() -> new Registration(new Wrong(), method).definition(scan))
        .isInstanceOf(InvalidHandler.class)
        .hasMessageStartingWith(Wrong.class.getName() + "." + name + ": ")
        .hasMessageContaining(message);
  }

  @Test
  void every_wrong_handler_is_tested() {
    assertThat(wrongs().map(each -> (String) each.get()[0]))
        .containsExactlyInAnyOrderElementsOf(
            new ClassScan(Wrong.class).handlers().stream().map(Method::getName).toList());
  }

  @Test
  void a_class_compiled_without_parameter_names_must_name_its_arguments(@TempDir Path folder)
      throws Exception {
    try (URLClassLoader compiled = compile(folder)) {
      Object nameless = compiled.loadClass("Nameless").getConstructor().newInstance();
      Object named = compiled.loadClass("Named").getConstructor().newInstance();

      assertThatThrownBy(() -> HandlerCatalog.of(nameless))
          .isInstanceOf(InvalidHandler.class)
          .hasMessage(
              "Nameless.send: a parameter of type java.lang.String has no name."
                  + " Compile with -parameters, or name it: @Arg(\"…\").");
      assertThat(HandlerCatalog.of(named).all().iterator().next().check("{\"email\": \"a\"}"))
          .isEmpty();
    }
  }

  private static URLClassLoader compile(Path folder) throws Exception {
    String parameter =
        "import io.schedulezero.handler.*; public class %s {"
            + " @Handler public void send(%s String email) {} }";
    Path nameless = folder.resolve("Nameless.java");
    Path named = folder.resolve("Named.java");
    Files.writeString(nameless, parameter.formatted("Nameless", ""));
    Files.writeString(named, parameter.formatted("Named", "@Arg(\"email\")"));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    String classPath = System.getProperty("java.class.path");
    int exit =
        compiler.run(
            null,
            null,
            null,
            "-cp",
            classPath,
            "-proc:none",
            nameless.toString(),
            named.toString());
    assertThat(exit).isZero();
    return new URLClassLoader(new URL[] {folder.toUri().toURL()});
  }

  @SuppressWarnings("unused")
  static final class Other {
    @Handler(name = "send_html_mail2_everybody")
    void send() {}
  }

  @Test
  void a_name_that_is_taken_names_both_methods() {
    assertThatThrownBy(() -> HandlerCatalog.of(new Plain(), new Other()))
        .isInstanceOf(InvalidHandler.class)
        .hasMessage(
            Other.class.getName()
                + ".send: its name send_html_mail2_everybody is taken by "
                + Plain.class.getName()
                + ".sendHTMLMail2Everybody. Name one of them by @Handler(name = \"…\").");
    Plain twice = new Plain();
    assertThatThrownBy(() -> HandlerCatalog.of(twice, twice)).isInstanceOf(InvalidHandler.class);
  }

  @Test
  void an_object_without_a_handler_and_a_class_are_refused() {
    assertThatThrownBy(() -> HandlerCatalog.of("text"))
        .isInstanceOf(InvalidHandler.class)
        .hasMessage("java.lang.String: no method is annotated with @Handler. Annotate one.");
    assertThatThrownBy(() -> HandlerCatalog.of(Plain.class))
        .isInstanceOf(InvalidHandler.class)
        .hasMessageEndingWith("Plain: a class is not a handler. Register an object of it.");
  }

  @SuppressWarnings("unused")
  static class Parent {
    @Handler(name = "parents")
    private void hidden() {}
  }

  @SuppressWarnings("unused")
  static final class Child extends Parent {
    @Handler(name = "childs")
    private void hidden() {}
  }

  @Test
  void a_private_handler_that_a_subclass_hides_is_not_lost_in_silence() {
    assertThatThrownBy(() -> HandlerCatalog.of(new Child()))
        .isInstanceOf(InvalidHandler.class)
        .hasMessageEndingWith("Child.hidden. Rename one of the methods.");
  }
}
