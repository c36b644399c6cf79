package io.schedulezero.handler;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An object with known fields, read into an array in their order: the arguments of a handler, the
 * components of a record.
 */
final class FieldsShape extends Shape {
  private static final Object ABSENT = new Object();

  private final String noun;
  private final List<Field> fields;
  private final Map<String, Integer> positions = new HashMap<>();

  /**
   * @param noun what a field is called in messages
   */
  FieldsShape(String noun, List<Field> fields) {
    this.noun = noun;
    this.fields = List.copyOf(fields);
    for (Field field : fields) {
      positions.put(field.name(), positions.size());
    }
  }

  List<Field> fields() {
    return fields;
  }

  @Override
  Object read(ArgReader in) {
    if (!in.is(JsonToken.START_OBJECT)) {
      return in.refuse(this);
    }
    @Nullable Object[] values = new @Nullable Object[fields.size()];
    Arrays.fill(values, ABSENT);
    boolean isGood = true;
    for (String name = in.parser().nextName(); name != null; name = in.parser().nextName()) {
      Integer position = positions.get(name);
      if (position == null) {
        refuseUnknown(in, name);
        isGood = false;
      } else {
        values[position] = in.nextValue(fields.get(position).shape());
        isGood &= values[position] != ArgReader.INVALID;
      }
    }
    return fillAbsent(in, values) && isGood ? values : ArgReader.INVALID;
  }

  private boolean fillAbsent(ArgReader in, @Nullable Object[] values) {
    boolean isGood = true;
    for (int i = 0; i < values.length; i++) {
      if (values[i] == ABSENT) {
        Field field = fields.get(i);
        if (field.isRequired()) {
          in.problemAt(
              ArgReader.step(field.name()), "is missing; it must be " + field.shape().allowed());
          isGood = false;
        } else {
          values[i] = field.absent();
        }
      }
    }
    return isGood;
  }

  private void refuseUnknown(ArgReader in, String name) {
    String hint =
        Shown.nearest(name, positions.keySet())
            .map(nearest -> "; did you mean " + nearest + "?")
            .orElse(".");
    List<String> known = fields.stream().map(Field::name).toList();
    in.problem("is not a known " + noun + hint + " Known: " + Shown.names(known));
    in.parser().nextToken();
    in.parser().skipChildren();
  }

  @Override
  void write(JsonGenerator out, Object values) {
    @Nullable Object[] array = (@Nullable Object[]) values;
    out.writeStartObject();
    for (int i = 0; i < array.length; i++) {
      Field field = fields.get(i);
      Object value = array[i];
      if (value != null || field.shape().isOptional()) {
        out.writeName(field.name());
        field.shape().writeAny(out, value);
      }
    }
    out.writeEndObject();
  }

  @Override
  ObjectNode schema(SchemaDefinitions definitions) {
    ObjectNode schema = SchemaDefinitions.ofType("object");
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = schema.putArray("required");
    for (Field field : fields) {
      properties.set(field.name(), field.schema(definitions));
      if (field.isRequired()) {
        required.add(field.name());
      }
    }
    schema.put("additionalProperties", false);
    return schema;
  }

  @Override
  String allowed() {
    return "an object";
  }
}
