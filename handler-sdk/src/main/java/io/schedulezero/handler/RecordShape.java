package io.schedulezero.handler;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.node.ObjectNode;

/**
 * A record: an object with a field for each component. What its constructor throws is a problem.
 */
final class RecordShape extends Shape {
  private final Class<?> type;
  private final Constructor<?> constructor;
  private final List<Method> accessors;
  private FieldsShape fields = new FieldsShape("field", List.of());

  RecordShape(Class<?> type, Constructor<?> constructor, List<Method> accessors) {
    this.type = type;
    this.constructor = constructor;
    this.accessors = List.copyOf(accessors);
  }

  /** Called once, before anybody else uses the shape: a record may contain itself. */
  void define(List<Field> components) {
    fields = new FieldsShape("field", components);
  }

  String simpleName() {
    return type.getSimpleName();
  }

  @Override
  Object read(ArgReader in) {
    Object values = fields.read(in);
    if (values == ArgReader.INVALID) {
      return ArgReader.INVALID;
    }
    try {
      return constructor.newInstance((@Nullable Object[]) values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      return in.problem("is refused by " + simpleName() + ": " + said(e.getCause()));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Cannot construct " + type.getName(), e);
    }
  }

  private static String said(@Nullable Throwable failure) {
    String message = failure == null ? null : failure.getMessage();
    return message == null ? String.valueOf(failure) : message;
  }

  @Override
  void write(JsonGenerator out, Object value) {
    @Nullable Object[] values = new @Nullable Object[accessors.size()];
    for (int i = 0; i < values.length; i++) {
      try {
        values[i] = accessors.get(i).invoke(value);
      } catch (ReflectiveOperationException e) {
        throw new IllegalArgumentException("Cannot read " + accessors.get(i), e);
      }
    }
    fields.write(out, values);
  }

  @Override
  ObjectNode schema(SchemaDefinitions definitions) {
    return definitions.refer(this);
  }

  ObjectNode definition(SchemaDefinitions definitions) {
    return fields.schema(definitions);
  }

  @Override
  String allowed() {
    return "an object";
  }
}
