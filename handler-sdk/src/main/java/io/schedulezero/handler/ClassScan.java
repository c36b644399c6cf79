package io.schedulezero.handler;

import java.lang.invoke.MethodType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.TypeVariable;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The handler methods of one class, those of its superclasses and interfaces included. */
final class ClassScan {
  private final Class<?> type;

  /** By signature. */
  private final Map<String, Method> handlers = new LinkedHashMap<>();

  /** From what a generic supertype declares to what the class has in its place. */
  private final Map<String, String> bridges = new HashMap<>();

  private final Map<TypeVariable<?>, AnnotatedType> typeArguments = new HashMap<>();
  private final Set<Class<?>> visited = new HashSet<>();

  ClassScan(Class<?> type) {
    this.type = type;
    visit(type);
  }

  static String signature(Method method) {
    MethodType type = MethodType.methodType(void.class, method.getParameterTypes());
    return signature(method.getName(), type.toMethodDescriptorString());
  }

  /**
   * What tells one method of a class from another: not what it returns, because an override may
   * return something more special.
   */
  static String signature(String name, String descriptor) {
    return name.concat(descriptor.substring(0, descriptor.indexOf(')') + 1));
  }

  Class<?> type() {
    return type;
  }

  Collection<Method> handlers() {
    return handlers.values();
  }

  Map<TypeVariable<?>, AnnotatedType> typeArguments() {
    return typeArguments;
  }

  /** The handler method that a call of {@code signature} on an object of the class reaches. */
  @Nullable Method handler(String signature) {
    return handlers.get(bridges.getOrDefault(signature, signature));
  }

  private void visit(@Nullable Class<?> visiting) {
    if (visiting == null || visiting == Object.class || !visited.add(visiting)) {
      return;
    }
    Method[] methods = visiting.getDeclaredMethods();
    for (Method method : methods) {
      if (method.isBridge()) {
        addBridge(method, methods);
      }
    }
    for (Method method : methods) {
      if (method.isAnnotationPresent(Handler.class) && !method.isSynthetic()) {
        addHandler(method);
      }
    }
    learn(visiting.getAnnotatedSuperclass());
    visit(visiting.getSuperclass());
    for (AnnotatedType implemented : visiting.getAnnotatedInterfaces()) {
      learn(implemented);
    }
    for (Class<?> implemented : visiting.getInterfaces()) {
      visit(implemented);
    }
  }

  private void addHandler(Method method) {
    String signature = signature(method);
    Method override = handlers.putIfAbsent(bridges.getOrDefault(signature, signature), method);
    if (override != null
        && (Modifier.isPrivate(method.getModifiers())
            || Modifier.isStatic(method.getModifiers()))) {
      throw new InvalidHandler(
          Registration.source(method)
              + ": it is hidden by the handler "
              + Registration.source(override)
              + ". Rename one of the methods.");
    }
  }

  private void addBridge(Method bridge, Method[] siblings) {
    for (Method sibling : siblings) {
      if (!sibling.isBridge() && leadsTo(bridge, sibling)) {
        bridges.putIfAbsent(signature(bridge), signature(sibling));
      }
    }
  }

  private static boolean leadsTo(Method bridge, Method sibling) {
    Class<?>[] from = bridge.getParameterTypes();
    Class<?>[] to = sibling.getParameterTypes();
    if (!bridge.getName().equals(sibling.getName()) || from.length != to.length) {
      return false;
    }
    for (int i = 0; i < from.length; i++) {
      if (!from[i].isAssignableFrom(to[i])) {
        return false;
      }
    }
    return true;
  }

  private void learn(@Nullable AnnotatedType supertype) {
    if (supertype instanceof AnnotatedParameterizedType generic) {
      Class<?> raw = (Class<?>) ((ParameterizedType) generic.getType()).getRawType();
      AnnotatedType[] arguments = generic.getAnnotatedActualTypeArguments();
      for (int i = 0; i < arguments.length; i++) {
        typeArguments.put(raw.getTypeParameters()[i], arguments[i]);
      }
    }
  }
}
