package io.schedulezero.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** As written in the source: what the compiler adds does not count. Records may have more. */
final class HaveAtMostParameters extends ArchCondition<JavaCodeUnit> {
  private final int max;

  HaveAtMostParameters(int max) {
    super("have at most " + max + " parameters");
    this.max = max;
  }

  @Override
  public void check(JavaCodeUnit unit, ConditionEvents events) {
    boolean written = !unit.getModifiers().contains(JavaModifier.SYNTHETIC);
    int count = unit.getRawParameterTypes().size() - addedByTheCompiler(unit);
    if (written && !makesARecord(unit) && count > max) {
      String message = unit.getFullName() + " has " + count + " parameters";
      events.add(SimpleConditionEvent.violated(unit, message));
    }
  }

  private static boolean makesARecord(JavaCodeUnit unit) {
    return unit instanceof JavaConstructor && unit.getOwner().isRecord();
  }

  private static int addedByTheCompiler(JavaCodeUnit unit) {
    JavaClass owner = unit.getOwner();
    if (!(unit instanceof JavaConstructor)) {
      return 0;
    }
    return owner.isEnum() ? 2 : owner.isInnerClass() ? 1 : 0;
  }
}
