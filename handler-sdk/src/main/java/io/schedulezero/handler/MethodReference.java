package io.schedulezero.handler;

import java.io.Serializable;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * What a serializable method reference refers to.
 *
 * @param receiver the object before the {@code ::}, null if the method is static
 * @param className the class that the compiler found the method in
 */
record MethodReference(@Nullable Object receiver, String className, String signature) {
  /** Looking the method up is slow, and each {@code ::} in a program has a class of its own. */
  private static final ClassValue<Method> WRITE_REPLACE =
      new ClassValue<>() {
        @Override
        protected Method computeValue(Class<?> type) {
          try {
            Method method = type.getDeclaredMethod("writeReplace");
            method.setAccessible(true);
            return method;
          } catch (NoSuchMethodException e) {
            throw notAReference(type.getName() + " is an object of its own", e);
          } catch (RuntimeException e) {
            throw notAReference("the module of " + type.getName() + " is closed", e);
          }
        }
      };

  /**
   * @throws IllegalArgumentException if it is not a reference to a method of an object
   */
  static MethodReference of(Serializable reference) {
    SerializedLambda lambda = lambda(reference);
    if (lambda.getImplMethodName().startsWith("lambda$")) {
      throw notAReference("it is a lambda, or the compiler had to make one of it", null);
    }
    boolean isStatic = lambda.getImplMethodKind() == MethodHandleInfo.REF_invokeStatic;
    if (!isStatic && lambda.getCapturedArgCount() != 1) {
      throw notAReference("it names no object before the ::", null);
    }
    return new MethodReference(
        isStatic ? null : lambda.getCapturedArg(0),
        lambda.getImplClass().replace('/', '.'),
        ClassScan.signature(lambda.getImplMethodName(), lambda.getImplMethodSignature()));
  }

  private static SerializedLambda lambda(Serializable reference) {
    try {
      Object replaced = WRITE_REPLACE.get(reference.getClass()).invoke(reference);
      if (replaced instanceof SerializedLambda lambda) {
        return lambda;
      }
    } catch (ReflectiveOperationException e) {
      throw notAReference(reference.getClass().getName() + " does not say what it is", e);
    }
    throw notAReference(reference.getClass().getName() + " is an object of its own", null);
  }

  private static IllegalArgumentException notAReference(String why, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "Not a reference to a handler method: "
            + why
            + ". Write mailer::sendWelcome, or run the handler by its name.",
        cause);
  }
}
