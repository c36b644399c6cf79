package io.schedulezero.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;

/** A class that is concrete, has a name, and is no interface, enum or record. */
final class CanBeExtendedByAccident extends DescribedPredicate<JavaClass> {
  CanBeExtendedByAccident() {
    super("are concrete classes");
  }

  @Override
  public boolean test(JavaClass type) {
    return !type.isInterface()
        && !type.isEnum()
        && !type.isRecord()
        && !type.isAnonymousClass()
        && !type.getModifiers().contains(JavaModifier.ABSTRACT)
        && !type.getModifiers().contains(JavaModifier.SYNTHETIC)
        && !type.getSimpleName().equals("package-info");
  }
}
