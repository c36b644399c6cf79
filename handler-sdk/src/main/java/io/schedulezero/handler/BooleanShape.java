package io.schedulezero.handler;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.node.ObjectNode;

/** True or false. */
final class BooleanShape extends Shape {
  static final BooleanShape BOOLEAN = new BooleanShape();

  private BooleanShape() {}

  @Override
  Object read(ArgReader in) {
    if (!in.is(JsonToken.VALUE_TRUE) && !in.is(JsonToken.VALUE_FALSE)) {
      return in.refuse(this);
    }
    return in.is(JsonToken.VALUE_TRUE);
  }

  @Override
  void write(JsonGenerator out, Object value) {
    out.writeBoolean((Boolean) value);
  }

  @Override
  ObjectNode schema(SchemaDefinitions definitions) {
    return SchemaDefinitions.ofType("boolean");
  }

  @Override
  String allowed() {
    return "true or false";
  }
}
