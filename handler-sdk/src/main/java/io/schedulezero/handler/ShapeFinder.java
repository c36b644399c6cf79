package io.schedulezero.handler;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.Constructor;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the shape of a Java type, or says why it has none. One finder serves one method.
 *
 * <p>Own code rather than a schema generator and a validator from elsewhere: one description of
 * each type gives schema, reading, writing and messages, so that they cannot disagree, and a start
 * loads a dozen small classes. A test holds the schemas against an independent validator.
 */
final class ShapeFinder {
  private static final Map<Class<?>, Shape> NUMBERS =
      Map.ofEntries(
          Map.entry(byte.class, IntegerShape.BYTE),
          Map.entry(Byte.class, IntegerShape.BYTE),
          Map.entry(short.class, IntegerShape.SHORT),
          Map.entry(Short.class, IntegerShape.SHORT),
          Map.entry(int.class, IntegerShape.INT),
          Map.entry(Integer.class, IntegerShape.INT),
          Map.entry(long.class, IntegerShape.LONG),
          Map.entry(Long.class, IntegerShape.LONG),
          Map.entry(BigInteger.class, IntegerShape.BIG),
          Map.entry(float.class, DecimalShape.FLOAT),
          Map.entry(Float.class, DecimalShape.FLOAT),
          Map.entry(double.class, DecimalShape.DOUBLE),
          Map.entry(Double.class, DecimalShape.DOUBLE),
          Map.entry(BigDecimal.class, DecimalShape.BIG),
          Map.entry(OptionalInt.class, OptionalShape.OF_INT),
          Map.entry(OptionalLong.class, OptionalShape.OF_LONG),
          Map.entry(OptionalDouble.class, OptionalShape.OF_DOUBLE));

  private final Map<List<Object>, RecordShape> records = new HashMap<>();
  private final List<Field> withDefault = new ArrayList<>();
  private int depth;

  /** Why a type has no shape, and what to do. */
  static final class Unbindable extends RuntimeException {
    private final boolean namesRecord;

    Unbindable(String message) {
      this(message, false);
    }

    private Unbindable(String message, boolean namesRecord) {
      super(message);
      this.namesRecord = namesRecord;
    }

    /** The innermost record is the one to change. */
    Unbindable in(String record) {
      return namesRecord ? this : new Unbindable("in " + record + ", " + getMessage(), true);
    }

    Unbindable at(String field) {
      return namesRecord ? this : new Unbindable("\"" + field + "\": " + getMessage());
    }
  }

  /** What is needed to make a field: its name unless told, where it is declared, and its type. */
  record Source(@Nullable String name, AnnotatedElement element, AnnotatedType type) {}

  /** The fields of a list of parameters or components. */
  List<Field> fields(List<Source> sources, Map<TypeVariable<?>, Supplier<Shape>> variables) {
    List<Field> fields = new ArrayList<>();
    for (Source source : sources) {
      Field field = field(source, variables);
      if (fields.stream().anyMatch(other -> other.name().equals(field.name()))) {
        throw new Unbindable("two are named " + field.name() + ". Rename one by @Arg.");
      }
      fields.add(field);
    }
    return fields;
  }

  private Field field(Source source, Map<TypeVariable<?>, Supplier<Shape>> variables) {
    Arg arg = source.element().getAnnotation(Arg.class);
    String name = arg != null && !arg.value().isEmpty() ? arg.value() : source.name();
    if (name == null) {
      throw new Unbindable(
          "a parameter of type "
              + source.type().getType().getTypeName()
              + " has no name. Compile with -parameters, or name it: @Arg(\"…\").");
    }
    try {
      Shape shape = find(source.type(), variables);
      if (isNullable(source.element())) {
        shape = OptionalShape.nullable(shape);
      }
      return field(name, shape, arg);
    } catch (Unbindable e) {
      throw e.at(name);
    }
  }

  private Field field(String name, Shape shape, @Nullable Arg arg) {
    if (arg == null) {
      return new Field(name, shape, "", null);
    }
    String text = arg.defaultValue();
    if (text.equals(Arg.NONE)) {
      return new Field(name, shape, arg.description(), null);
    }
    String json = shape.isText() ? Json.quote(text) : text;
    Field field = new Field(name, shape, arg.description(), json);
    withDefault.add(field);
    return field;
  }

  /** Reads every default that was found; called when all shapes are complete. */
  void checkDefaults() {
    for (Field field : withDefault) {
      String json = field.defaultJson();
      ArgReader.Reading reading = ArgReader.read(field.shape(), json == null ? "null" : json);
      if (!reading.isGood()) {
        String message = reading.problems().get(0).message();
        throw new Unbindable("\"" + field.name() + "\": its default " + message + ".");
      }
    }
  }

  Shape find(AnnotatedType type, Map<TypeVariable<?>, Supplier<Shape>> variables) {
    Shape shape = findBare(type, variables);
    return isNullable(type) ? OptionalShape.nullable(shape) : shape;
  }

  /** By simple name, because every library of annotations has its own. */
  private static boolean isNullable(AnnotatedElement element) {
    for (Annotation annotation : element.getAnnotations()) {
      if (annotation.annotationType().getSimpleName().equals("Nullable")) {
        return true;
      }
    }
    return false;
  }

  private Shape findBare(AnnotatedType type, Map<TypeVariable<?>, Supplier<Shape>> variables) {
    if (type.getType() instanceof TypeVariable<?> variable) {
      Supplier<Shape> known = variables.get(variable);
      if (known == null) {
        throw new Unbindable("nothing says what " + variable + " stands for. Use a concrete type.");
      }
      return known.get();
    }
    if (type instanceof AnnotatedWildcardType wildcard) {
      return find(wildcard.getAnnotatedUpperBounds()[0], variables);
    }
    if (type instanceof AnnotatedArrayType array && type.getType() != byte[].class) {
      AnnotatedType component = array.getAnnotatedGenericComponentType();
      return ListShape.array(find(component, variables), erase(component.getType()));
    }
    return type instanceof AnnotatedParameterizedType generic
        ? ofGeneric(generic, variables)
        : ofClass(erase(type.getType()), List.of());
  }

  private Shape ofGeneric(
      AnnotatedParameterizedType type, Map<TypeVariable<?>, Supplier<Shape>> variables) {
    Class<?> raw = erase(type.getType());
    AnnotatedType[] arguments = type.getAnnotatedActualTypeArguments();
    if (raw == Map.class) {
      return new MapShape(key(arguments[0]), find(arguments[1], variables));
    }
    List<Shape> shapes = new ArrayList<>();
    for (AnnotatedType argument : arguments) {
      shapes.add(find(argument, variables));
    }
    return ofClass(raw, shapes);
  }

  private static TextShape<?> key(AnnotatedType type) {
    TextShape<?> key = TextShapes.findKey(erase(type.getType()));
    if (key == null) {
      throw new Unbindable(
          type.getType().getTypeName()
              + " cannot be the key of a map in JSON. Use a string, an enum or a whole number.");
    }
    return key;
  }

  private Shape ofClass(Class<?> type, List<Shape> arguments) {
    Shape simple = simple(type);
    if (simple != null) {
      return simple;
    }
    if (arguments.size() != type.getTypeParameters().length) {
      throw new Unbindable(
          type.getName() + " says nothing about its content. Write it with type arguments.");
    }
    if (type == List.class || type == Collection.class) {
      return ListShape.list(arguments.get(0));
    }
    if (type == Set.class) {
      return ListShape.set(arguments.get(0));
    }
    if (type == Optional.class) {
      return OptionalShape.optional(arguments.get(0));
    }
    if (type.isRecord()) {
      return ofRecord(type, arguments);
    }
    throw new Unbindable(whyNot(type));
  }

  private static @Nullable Shape simple(Class<?> type) {
    if (type == boolean.class || type == Boolean.class) {
      return BooleanShape.BOOLEAN;
    }
    if (AnyShape.covers(type)) {
      return new AnyShape(type);
    }
    Shape number = NUMBERS.get(type);
    return number != null ? number : TextShapes.find(type == char.class ? Character.class : type);
  }

  private static String whyNot(Class<?> type) {
    if (type.isInterface() || Modifier.isAbstract(type.getModifiers())) {
      return type.getName()
          + " is abstract, so JSON does not say which class to make. Use a record.";
    }
    return type.getName()
        + " cannot be bound from JSON. Use a record, an enum, a collection or a value type"
        + " of the JDK; see the documentation of @Handler.";
  }

  private Shape ofRecord(Class<?> type, List<Shape> arguments) {
    List<Object> key = new ArrayList<>(arguments);
    key.add(type);
    RecordShape known = records.get(key);
    if (known != null) {
      return known;
    }
    if (depth++ == Json.MAX_DEPTH) {
      throw new Unbindable(
          type.getName() + " contains itself with other type arguments without end.");
    }
    RecordComponent[] components = type.getRecordComponents();
    RecordShape shape = newRecordShape(type, components);
    records.put(key, shape);
    Map<TypeVariable<?>, Supplier<Shape>> variables = new HashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      Shape argument = arguments.get(i);
      variables.put(type.getTypeParameters()[i], () -> argument);
    }
    List<Source> sources =
        Arrays.stream(components)
            .map(each -> new Source(each.getName(), each, each.getAnnotatedType()))
            .toList();
    try {
      shape.define(fields(sources, variables));
    } catch (Unbindable e) {
      throw e.in(type.getName());
    }
    depth--;
    return shape;
  }

  private static RecordShape newRecordShape(Class<?> type, RecordComponent[] components) {
    try {
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      List<Method> accessors = Arrays.stream(components).map(RecordComponent::getAccessor).toList();
      accessors.forEach(accessor -> accessor.setAccessible(true));
      return new RecordShape(type, constructor, accessors);
    } catch (NoSuchMethodException | RuntimeException e) {
      throw new Unbindable(
          type.getName() + " cannot be reached: " + e.getMessage() + ". Open its package.");
    }
  }

  private static Class<?> erase(Type type) {
    if (type instanceof Class<?> plain) {
      return plain;
    }
    if (type instanceof ParameterizedType generic) {
      return erase(generic.getRawType());
    }
    if (type instanceof GenericArrayType array) {
      return erase(array.getGenericComponentType()).arrayType();
    }
    return type instanceof TypeVariable<?> variable
        ? erase(variable.getBounds()[0])
        : erase(((WildcardType) type).getUpperBounds()[0]);
  }
}
