package io.schedulezero.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/** The package of the class has a {@code package-info.java} with {@code @NullMarked}. */
final class ResideInANullMarkedPackage extends ArchCondition<JavaClass> {
  ResideInANullMarkedPackage() {
    super("reside in a @NullMarked package");
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
      String message = type.getName() + " is in a package that is not @NullMarked";
      events.add(SimpleConditionEvent.violated(type, message));
    }
  }
}
