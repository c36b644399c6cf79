package io.schedulezero.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import java.util.Set;

/** A call, or a method reference, to a clock, a zone or a random id that nobody handed in. */
final class AmbientAccess extends DescribedPredicate<JavaAccess<?>> {
  private static final Set<String> CALLS =
      Set.of(
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.lang.Thread.sleep",
          "java.util.concurrent.TimeUnit.sleep",
          "java.time.InstantSource.system",
          "java.time.ZoneId.systemDefault",
          "java.util.TimeZone.getDefault",
          "java.util.Calendar.getInstance",
          "java.util.UUID.randomUUID");

  AmbientAccess() {
    super("the target is ambient");
  }

  @Override
  public boolean test(JavaAccess<?> access) {
    if (!(access.getTarget() instanceof CodeUnitAccessTarget target)) {
      return false;
    }
    String owner = target.getOwner().getName();
    String member = target.getName();
    return CALLS.contains(owner + "." + member)
        || (owner.equals("java.time.Clock")
            && member.matches("system.*|tick(Millis|Seconds|Minutes)"))
        || (owner.startsWith("java.time.") && member.equals("now") && !takesAClock(target))
        || (owner.equals("java.util.Date")
            && member.equals("<init>")
            && target.getRawParameterTypes().isEmpty());
  }

  private static boolean takesAClock(CodeUnitAccessTarget target) {
    return target.getRawParameterTypes().stream()
        .anyMatch(type -> type.getName().equals("java.time.Clock"));
  }
}
