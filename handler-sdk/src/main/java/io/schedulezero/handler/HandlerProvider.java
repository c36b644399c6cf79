package io.schedulezero.handler;

import java.util.Collection;

/**
 * Says which handlers a jar has, so that a worker finds them by itself. The class that implements
 * it has a public constructor without parameters, and the jar names it in a file {@code
 * META-INF/services/io.schedulezero.handler.HandlerProvider}.
 *
 * <pre>{@code
 * public final class Mail implements HandlerProvider {
 *   @Override
 *   public Collection<?> handlers() {
 *     return List.of(new Mailer(), new Reports());
 *   }
 * }
 * }</pre>
 */
public interface HandlerProvider {
  /** Objects whose methods are annotated with {@link Handler}. Called once, at the start. */
  Collection<?> handlers();
}
