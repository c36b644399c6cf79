package io.schedulezero.handler;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.node.ObjectNode;

/** Values of one type in order: a list, a set (repeated elements count once) or an array. */
final class ListShape extends Shape {
  private final Shape element;
  private final Function<List<@Nullable Object>, Object> fromList;

  private ListShape(Shape element, Function<List<@Nullable Object>, Object> fromList) {
    this.element = element;
    this.fromList = fromList;
  }

  static ListShape list(Shape element) {
    return new ListShape(element, list -> list);
  }

  static ListShape set(Shape element) {
    return new ListShape(element, LinkedHashSet::new);
  }

  static ListShape array(Shape element, Class<?> type) {
    return new ListShape(
        element,
        list -> {
          Object array = Array.newInstance(type, list.size());
          for (int i = 0; i < list.size(); i++) {
            Array.set(array, i, list.get(i));
          }
          return array;
        });
  }

  @Override
  Object read(ArgReader in) {
    if (!in.is(JsonToken.START_ARRAY)) {
      return in.refuse(this);
    }
    List<@Nullable Object> list = new ArrayList<>();
    boolean isGood = true;
    while (in.parser().nextToken() != JsonToken.END_ARRAY) {
      Object value = in.value(element);
      isGood &= value != ArgReader.INVALID;
      list.add(value);
    }
    return isGood ? fromList.apply(list) : ArgReader.INVALID;
  }

  @Override
  void write(JsonGenerator out, Object value) {
    out.writeStartArray();
    if (value instanceof Collection<?> elements) {
      for (Object each : elements) {
        element.writeAny(out, each);
      }
    } else {
      for (int i = 0; i < Array.getLength(value); i++) {
        element.writeAny(out, Array.get(value, i));
      }
    }
    out.writeEndArray();
  }

  @Override
  ObjectNode schema(SchemaDefinitions definitions) {
    ObjectNode schema = SchemaDefinitions.ofType("array");
    schema.set("items", element.schema(definitions));
    return schema;
  }

  @Override
  String allowed() {
    return "an array";
  }
}
