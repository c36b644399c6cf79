package io.schedulezero.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.schedulezero.handler.Calls.Call0;
import io.schedulezero.handler.Calls.Call1;
import io.schedulezero.handler.Calls.Call2;
import io.schedulezero.handler.Calls.Call3;
import io.schedulezero.handler.Calls.Call4;
import io.schedulezero.handler.Calls.ContextCall0;
import io.schedulezero.handler.Calls.ContextCall1;
import io.schedulezero.handler.Calls.ContextCall2;
import io.schedulezero.handler.Calls.ContextCall3;
import io.schedulezero.handler.testing.FakeRunContext;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MethodReferenceTest {
  @SuppressWarnings("unused")
  static final class Mailer {
    @Handler
    void nothing() {}

    @Handler
    int one(String email) throws Exception {
      return email.length();
    }

    @Handler
    void two(String email, int times) {}

    @Handler
    void three(String a, long b, List<String> c) {}

    @Handler
    void four(String a, String b, String c, boolean d) {}

    @Handler
    void contextOnly(RunContext run) {}

    @Handler
    void contextOne(RunContext run, String a) {}

    @Handler
    void contextTwo(RunContext run, String a, int b) {}

    @Handler
    void contextThree(RunContext run, String a, int b, @Nullable String c) {}

    @Handler(name = "by_text")
    void overloaded(String value) {}

    @Handler(name = "by_number")
    void overloaded(Integer value) {}

    void overloaded(Boolean value) {}

    void notAHandler(String value) {}

    @Handler
    static void unbound(String value) {}
  }

  private final Mailer mailer = new Mailer();
  private final HandlerCatalog catalog = HandlerCatalog.of(mailer);

  /** The way in which a front door offers the calls: the compiler chooses by the parameters. */
  private String run(Call0 handler) {
    return submit(handler);
  }

  private <A> String run(Call1<A> handler, A a) {
    return submit(handler, a);
  }

  private <A, B> String run(Call2<A, B> handler, A a, B b) {
    return submit(handler, a, b);
  }

  private <A, B, C> String run(Call3<A, B, C> handler, A a, B b, C c) {
    return submit(handler, a, b, c);
  }

  private <A, B, C, D> String run(Call4<A, B, C, D> handler, A a, B b, C c, D d) {
    return submit(handler, a, b, c, d);
  }

  private String run(ContextCall0 handler) {
    return submit(handler);
  }

  private <A> String run(ContextCall1<A> handler, A a) {
    return submit(handler, a);
  }

  private <A, B> String run(ContextCall2<A, B> handler, A a, B b) {
    return submit(handler, a, b);
  }

  private <A, B, C extends @Nullable Object> String run(
      ContextCall3<A, B, C> handler, A a, B b, C c) {
    return submit(handler, a, b, c);
  }

  private String submit(Serializable reference, @Nullable Object... arguments) {
    HandlerDefinition handler = catalog.resolve(reference).orElseThrow();
    return handler.name() + handler.argsFrom(arguments);
  }

  private static Optional<String> name(HandlerCatalog catalog, Serializable reference) {
    return catalog.resolve(reference).map(HandlerDefinition::name);
  }

  @Test
  void a_reference_and_its_arguments_become_a_name_and_json() {
    assertThat(run(mailer::nothing)).isEqualTo("nothing{}");
    assertThat(run(mailer::one, "a")).isEqualTo("one{\"email\":\"a\"}");
    assertThat(run(mailer::two, "a", 2)).isEqualTo("two{\"email\":\"a\",\"times\":2}");
    assertThat(run(mailer::three, "a", 2L, List.of("b")))
        .isEqualTo("three{\"a\":\"a\",\"b\":2,\"c\":[\"b\"]}");
    assertThat(run(mailer::four, "a", "b", "c", true))
        .isEqualTo("four{\"a\":\"a\",\"b\":\"b\",\"c\":\"c\",\"d\":true}");
  }

  @Test
  void the_context_is_left_out_by_the_caller() {
    assertThat(run(mailer::contextOnly)).isEqualTo("context_only{}");
    assertThat(run(mailer::contextOne, "a")).isEqualTo("context_one{\"a\":\"a\"}");
    assertThat(run(mailer::contextTwo, "a", 2)).isEqualTo("context_two{\"a\":\"a\",\"b\":2}");
    assertThat(run(mailer::contextThree, "a", 2, "c"))
        .isEqualTo("context_three{\"a\":\"a\",\"b\":2,\"c\":\"c\"}");
  }

  @Test
  void the_right_one_of_overloaded_methods_is_found() {
    Call1<String> text = mailer::overloaded;
    Call1<Integer> number = mailer::overloaded;
    Call1<Boolean> neither = mailer::overloaded;

    assertThat(name(catalog, text)).contains("by_text");
    assertThat(name(catalog, number)).contains("by_number");
    assertThat(name(catalog, neither)).isEmpty();
  }

  @Test
  void another_object_of_the_class_will_do_but_not_one_of_another_class() {
    Call1<String> sameClass = new Mailer()::one;
    Call1<String> otherClass = new Taker()::string;
    Call1<String> noHandler = mailer::notAHandler;

    assertThat(name(catalog, sameClass)).contains("one");
    assertThat(name(catalog, otherClass)).isEmpty();
    assertThat(name(catalog, noHandler)).isEmpty();
  }

  @Test
  void a_static_method_is_found_by_its_class() {
    Call1<String> ours = Mailer::unbound;
    Call1<String> others = Integer::valueOf;

    assertThat(name(catalog, ours)).contains("unbound");
    assertThat(name(catalog, others)).isEmpty();
  }

  @Test
  void what_is_no_reference_to_a_method_of_an_object_is_refused_with_advice() {
    Call1<String> lambda = email -> mailer.one(email);
    Call2<Mailer, String> noObject = Mailer::one;
    Call0 object =
        new Call0() {
          @Override
          public void call() {}
        };

    assertRefused(lambda, "it is a lambda, or the compiler had to make one of it");
    assertRefused(noObject, "it names no object before the ::");
    assertRefused(object, "is an object of its own");
    assertRefused("text", "java.lang.String is an object of its own");
  }

  private void assertRefused(Serializable reference, String why) {
    assertThatThrownBy(() -> catalog.resolve(reference))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Not a reference to a handler method: ")
        .hasMessageContaining(why)
        .hasMessageEndingWith("Write mailer::sendWelcome, or run the handler by its name.");
  }

  interface Step<T> {
    void apply(T item);

    @Handler
    default String describe() {
      return "a step";
    }
  }

  @SuppressWarnings("unused")
  abstract static class Base<T> implements Step<T> {
    @Handler
    Object inherited(T item) {
      return item;
    }

    @Handler
    Object overridden(T item) {
      return "base " + item;
    }

    @Handler(name = "old_name")
    void renamed(T item) {}
  }

  static final class Sub extends Base<List<Integer>> {
    @Override
    @Handler
    public void apply(List<Integer> item) {}

    @Override
    String overridden(List<Integer> item) {
      return "sub " + item;
    }

    @Override
    @Handler(name = "new_name")
    void renamed(List<Integer> item) {}
  }

  @Test
  void inherited_and_overridden_methods_of_generic_classes_are_handlers_with_real_types() {
    Sub sub = new Sub();
    Base<List<Integer>> base = sub;
    HandlerCatalog steps = HandlerCatalog.of(sub);
    Call1<List<Integer>> inherited = sub::inherited;
    Call1<List<Integer>> overridden = sub::overridden;
    Call1<List<Integer>> overriddenByBase = base::overridden;
    Call1<List<Integer>> applied = sub::apply;
    Call1<List<Integer>> appliedByBase = base::apply;
    Call1<List<Integer>> renamed = base::renamed;
    Call0 describe = sub::describe;

    assertThat(steps.all())
        .extracting(HandlerDefinition::name)
        .containsExactly("apply", "describe", "inherited", "new_name", "overridden");
    assertThat(name(steps, inherited)).contains("inherited");
    assertThat(name(steps, overridden)).contains("overridden");
    assertThat(name(steps, overriddenByBase)).contains("overridden");
    assertThat(name(steps, applied)).contains("apply");
    assertThat(name(steps, appliedByBase)).contains("apply");
    assertThat(name(steps, renamed)).contains("new_name");
    assertThat(name(steps, describe)).contains("describe");
    HandlerDefinition definition = steps.find("overridden").orElseThrow();
    assertThat(definition.check("{\"item\": [\"x\"]}")).hasSize(1);
    assertThat(definition.invoke(new FakeRunContext(), "{\"item\": [1]}").toCompletableFuture())
        .isCompletedWithValue("\"sub [1]\"");
  }
}
