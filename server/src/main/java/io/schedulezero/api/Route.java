package io.schedulezero.api;

import io.javalin.http.HandlerType;
import java.util.Set;

/**
 * One operation of the API.
 *
 * @param lists parameters of the URL that can have several values
 */
record Route(HandlerType method, String path, Body body, Set<String> lists, Operation operation) {
  /** What an operation does with a request. */
  interface Operation {
    void handle(Exchange exchange);
  }

  /** What kind of body an operation reads. */
  enum Body {
    NONE,
    /** One object, or nothing at all. */
    OPTIONAL,
    OBJECT,
    /** An object that says what changes. */
    PATCH,
    /** An array, and a longer one than other bodies. */
    BATCH
  }

  Route(HandlerType method, String path, Body body, Operation operation) {
    this(method, path, body, Set.of(), operation);
  }

  static Route get(String path, Operation operation) {
    return new Route(HandlerType.GET, path, Body.NONE, operation);
  }

  static Route post(String path, Body body, Operation operation) {
    return new Route(HandlerType.POST, path, body, operation);
  }
}
