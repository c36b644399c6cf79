package io.schedulezero.handler;

import java.util.Set;

/**
 * Some of the handlers of an object, to be registered instead of the object.
 *
 * <pre>{@code
 * HandlerCatalog.of(new Selection(new Mailer(), Set.of("send_welcome")));
 * }</pre>
 *
 * @param object whose methods are handlers
 * @param names of the handlers that are wanted; each must be there
 */
public record Selection(Object object, Set<String> names) {
  public Selection {
    names = Set.copyOf(names);
  }
}
