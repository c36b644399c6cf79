package io.schedulezero.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parameters of a request, in the order in which they were added. */
final class Query {
  private final List<String> pairs = new ArrayList<>();

  Query with(String name, @Nullable Object value) {
    if (value != null) {
      pairs.add(name + "=" + Client.part(value.toString()));
    }
    return this;
  }

  Query with(String name, List<String> values) {
    values.forEach(value -> with(name, value));
    return this;
  }

  Query and(Query more) {
    Query both = new Query();
    both.pairs.addAll(pairs);
    both.pairs.addAll(more.pairs);
    return both;
  }

  /** A path with these behind it. */
  String on(String path) {
    return pairs.isEmpty() ? path : path + "?" + String.join("&", pairs);
  }
}
