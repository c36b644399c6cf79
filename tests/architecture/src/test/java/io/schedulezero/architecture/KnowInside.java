package io.schedulezero.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.function.Function;

/** Of what is under our root, a class may depend only on some packages; outside, on anything. */
final class KnowInside extends ArchCondition<JavaClass> {
  private final String root;
  private final Function<String, List<String>> allowed;

  /**
   * @param allowed the packages that the package of this name may use; names are the first segment
   *     below the root, and the empty name is the root itself
   */
  KnowInside(String root, Function<String, List<String>> allowed) {
    super("know, of what is ours, only what they may");
    this.root = root;
    this.allowed = allowed;
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    List<String> known = allowed.apply(segment(type));
    for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
      JavaClass target = dependency.getTargetClass().getBaseComponentType();
      if (isOurs(target) && !known.contains(segment(target))) {
        events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
      }
    }
  }

  private boolean isOurs(JavaClass type) {
    String name = type.getPackageName();
    return name.equals(root) || name.startsWith(root + ".");
  }

  private String segment(JavaClass type) {
    String name = type.getPackageName();
    return name.equals(root) ? "" : name.substring(root.length() + 1).split("\\.", 2)[0];
  }
}
