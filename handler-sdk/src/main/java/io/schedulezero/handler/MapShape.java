package io.schedulezero.handler;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.node.ObjectNode;

/** Values of one type by a key that has a text form. */
final class MapShape extends Shape {
  private final TextShape<?> key;
  private final Shape value;

  MapShape(TextShape<?> key, Shape value) {
    this.key = key;
    this.value = value;
  }

  @Override
  Object read(ArgReader in) {
    if (!in.is(JsonToken.START_OBJECT)) {
      return in.refuse(this);
    }
    Map<Object, @Nullable Object> map = new LinkedHashMap<>();
    boolean isGood = true;
    for (String name = in.parser().nextName(); name != null; name = in.parser().nextName()) {
      isGood &= readEntry(in, name, map);
    }
    return isGood ? map : ArgReader.INVALID;
  }

  private boolean readEntry(ArgReader in, String name, Map<Object, @Nullable Object> map) {
    Object mapKey = key.parse(name);
    if (mapKey == null) {
      in.problem("the key " + Shown.text(name) + " is not " + key.allowed());
    } else if (map.containsKey(mapKey)) {
      in.problem("the key " + Shown.text(name) + " is there twice");
      mapKey = null;
    }
    Object mapValue = in.nextValue(value);
    if (mapKey == null || mapValue == ArgReader.INVALID) {
      return false;
    }
    map.put(mapKey, mapValue);
    return true;
  }

  @Override
  void write(JsonGenerator out, Object map) {
    out.writeStartObject();
    for (Map.Entry<?, ?> entry : ((Map<?, ?>) map).entrySet()) {
      out.writeName(key.print(entry.getKey()));
      value.writeAny(out, entry.getValue());
    }
    out.writeEndObject();
  }

  @Override
  ObjectNode schema(SchemaDefinitions definitions) {
    ObjectNode schema = SchemaDefinitions.ofType("object");
    if (key != TextShapes.STRING) {
      schema.set("propertyNames", key.schema(definitions));
    }
    schema.set("additionalProperties", value.schema(definitions));
    return schema;
  }

  @Override
  String allowed() {
    return "an object";
  }
}
