package io.schedulezero.api;

import io.javalin.http.Context;
import io.schedulezero.Problem;
import io.schedulezero.input.Fields;
import io.schedulezero.input.StrictJson;
import io.schedulezero.run.RunId;
import io.schedulezero.run.ScheduleId;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One request and its answer, as the resources see them. */
final class Exchange {
  private final Context ctx;
  private final Route route;
  private final BodyInput body;

  Exchange(Context ctx, Route route, long longestBody, BodyBudget.Share share) {
    this.ctx = ctx;
    this.route = route;
    this.body = new BodyInput(ctx.bodyInputStream(), longestBody, share);
  }

  Context context() {
    return ctx;
  }

  /** Makes room for as much as the client says that the body has. */
  void expectBody() {
    body.expect(ctx.req().getContentLengthLong());
  }

  String path(String name) {
    return ctx.pathParam(name);
  }

  RunId runId() {
    try {
      return RunId.parse(path("id"));
    } catch (IllegalArgumentException e) {
      throw new Refusal("id", String.valueOf(e.getMessage()));
    }
  }

  ScheduleId scheduleId() {
    try {
      return SpecBody.scheduleId(path("id"));
    } catch (IllegalArgumentException e) {
      throw new Refusal("id", "must be " + e.getMessage());
    }
  }

  @Nullable String header(String name) {
    return ctx.header(name);
  }

  /** What the parameters of the URL say; what is wrong is refused. */
  <T> T query(Function<Fields, T> reader) {
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    List<Problem> problems = new ArrayList<>();
    String query = ctx.queryString() == null ? "" : ctx.queryString();
    for (String parameter : query.split("&", -1)) {
      String[] parts = parameter.split("=", 2);
      String name = decoded(parts[0]);
      String value = parts.length == 1 ? "" : decoded(parts[1]);
      if (route.lists().contains(name)) {
        values.withArray(name).addAll(parts(value));
      } else if (values.has(name)) {
        problems.add(new Problem(name, "is given twice"));
      } else if (!parameter.isEmpty()) {
        values.put(name, value);
      }
    }
    return checked(Fields.written(values, "", problems), problems, reader);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new Refusal("query", "must have two hexadecimal digits after each %");
    }
  }

  /** Refuses every parameter. */
  void noParameters() {
    query(fields -> "");
  }

  private static List<JsonNode> parts(String value) {
    List<JsonNode> parts = new ArrayList<>();
    for (String part : value.split(",", -1)) {
      parts.add(JsonNodeFactory.instance.stringNode(part));
    }
    return parts;
  }

  private static <T> T checked(Fields fields, List<Problem> problems, Function<Fields, T> reader) {
    T read = reader.apply(fields);
    fields.done();
    if (!problems.isEmpty()) {
      throw new Refusal(problems);
    }
    return read;
  }

  /** What the body says, which is one object; what is wrong is refused. */
  <T> T body(Function<Fields, T> reader) {
    return checked(StrictJson.read(body), reader);
  }

  static <T> T checked(JsonNode node, Function<Fields, T> reader) {
    List<Problem> problems = new ArrayList<>();
    return checked(Fields.of(node, "", problems), problems, reader);
  }

  JsonNode tree() {
    return StrictJson.read(body);
  }

  /** As {@link #body}; no body is read as an empty object. */
  <T> T optionalBody(Function<Fields, T> reader) {
    try {
      PushbackInputStream peeked = new PushbackInputStream(body);
      int first = peeked.read();
      if (first < 0) {
        return checked(JsonNodeFactory.instance.objectNode(), reader);
      }
      peeked.unread(first);
      return checked(StrictJson.read((InputStream) peeked), reader);
    } catch (IOException e) {
      throw new Refusal(Code.MALFORMED_JSON, "The body could not be read.");
    }
  }

  /** The elements of a body that is an array; what is wrong is refused, with its index. */
  <T> List<T> elements(int most, Function<Fields, T> reader) {
    List<T> elements = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    BiConsumer<Integer, JsonNode> each =
        (index, node) -> {
          if (index >= most) {
            throw new Refusal("", "must have at most " + most + " elements");
          }
          Fields fields = Fields.of(node, "[" + index + "]", problems);
          T element = reader.apply(fields);
          fields.done();
          if (problems.isEmpty()) {
            elements.add(element);
          }
        };
    StrictJson.forEach(body, each);
    if (!problems.isEmpty()) {
      throw new Refusal(problems);
    }
    if (elements.isEmpty()) {
      throw new Refusal("", "must have at least one element");
    }
    return elements;
  }

  void drain() {
    try {
      body.drain();
    } catch (IOException e) {
      ctx.header("Connection", "close");
    }
  }

  void answer(Object view) {
    answer(200, view);
  }

  void answer(int status, Object view) {
    ctx.status(status).contentType("application/json").result(Json.bytes(view));
  }
}
