package io.schedulezero.handler;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Types of references to handler methods, so that the compiler checks the arguments of {@code
 * sz.run(mailer::sendWelcome, "ada@example.org")}. Nobody ever calls them: {@link
 * HandlerCatalog#resolve} finds the handler behind the reference.
 *
 * <p>{@link Call0} to {@link Call4} fit methods whose parameters are all arguments. {@link
 * ContextCall0} to {@link ContextCall3} fit methods whose first parameter is a {@link RunContext},
 * which the caller leaves out. A method that takes it at another place is run by name, as is one
 * that is overloaded.
 *
 * <pre>{@code
 * <A> RunHandle run(Calls.Call1<A> handler, A first);
 * <A> RunHandle run(Calls.ContextCall1<A> handler, A first);
 *
 * run(mailer::sendWelcome, "ada@example.org"); // void sendWelcome(String email)
 * run(mailer::sendReminder, "ada@example.org"); // void sendReminder(RunContext run, String email)
 * }</pre>
 *
 * <p>Handlers that return something fit too.
 */
public final class Calls {
  private Calls() {}

  /** A reference to a handler method without arguments. */
  @FunctionalInterface
  public interface Call0 extends Serializable {
    void call() throws Exception;
  }

  /** A reference to a handler method with one argument. */
  @FunctionalInterface
  public interface Call1<A extends @Nullable Object> extends Serializable {
    void call(A first) throws Exception;
  }

  /** A reference to a handler method with two arguments. */
  @FunctionalInterface
  public interface Call2<A extends @Nullable Object, B extends @Nullable Object>
      extends Serializable {
    void call(A first, B second) throws Exception;
  }

  /** A reference to a handler method with three arguments. */
  @FunctionalInterface
  public interface Call3<
          A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object>
      extends Serializable {
    void call(A first, B second, C third) throws Exception;
  }

  /** A reference to a handler method with four arguments. */
  @FunctionalInterface
  public interface Call4<
          A extends @Nullable Object,
          B extends @Nullable Object,
          C extends @Nullable Object,
          D extends @Nullable Object>
      extends Serializable {
    void call(A first, B second, C third, D fourth) throws Exception;
  }

  /** A reference to a handler method with a context and no arguments. */
  @FunctionalInterface
  public interface ContextCall0 extends Serializable {
    void call(RunContext run) throws Exception;
  }

  /** A reference to a handler method with a context, then one argument. */
  @FunctionalInterface
  public interface ContextCall1<A extends @Nullable Object> extends Serializable {
    void call(RunContext run, A first) throws Exception;
  }

  /** A reference to a handler method with a context, then two arguments. */
  @FunctionalInterface
  public interface ContextCall2<A extends @Nullable Object, B extends @Nullable Object>
      extends Serializable {
    void call(RunContext run, A first, B second) throws Exception;
  }

  /** A reference to a handler method with a context, then three arguments. */
  @FunctionalInterface
  public interface ContextCall3<
          A extends @Nullable Object, B extends @Nullable Object, C extends @Nullable Object>
      extends Serializable {
    void call(RunContext run, A first, B second, C third) throws Exception;
  }
}
