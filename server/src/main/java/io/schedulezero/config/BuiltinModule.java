package io.schedulezero.config;

import io.schedulezero.input.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Handlers that run inside the server.
 *
 * @param module a class on the class path with a public constructor without parameters, or {@link
 *     #OURS}
 * @param methods names of the handlers that are wanted; all of them if empty
 */
public record BuiltinModule(String module, List<String> methods) {
  /** The handlers that come with the server. */
  public static final BuiltinModule OURS =
      new BuiltinModule(
          "io.schedulezero.builtin",
          List.of("noop", "echo", "sleep", "fail", "http_request", "shell"));

  private static final int MOST = 1_000;

  public BuiltinModule {
    methods = List.copyOf(methods);
  }

  public boolean isOurs() {
    return module.equals(OURS.module());
  }

  static JsonNode ours() {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    ArrayNode methods = list.addObject().put("module", OURS.module()).putArray("methods");
    OURS.methods().forEach(methods::add);
    return list;
  }

  static @Nullable List<BuiltinModule> read(Fields parent, String name) {
    return parent.list(
        name,
        MOST,
        (node, at) -> {
          Fields fields = parent.element(node, at);
          String module = fields.required("module", fields.name("module", MOST), "");
          List<String> methods = fields.list("methods", MOST, BuiltinModule::methodName);
          fields.done();
          return new BuiltinModule(module, methods == null ? List.of() : methods);
        });
  }

  private static String methodName(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("the name of a handler");
    }
    return name;
  }
}
