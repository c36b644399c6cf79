package io.schedulezero.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.InstanceofCheck;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A class that tells two cases of a closed choice apart knows all of them: what an exhaustive
 * switch would prove on a newer Java.
 */
final class KnowAllCases extends ArchCondition<JavaClass> {
  private final String choice;

  /**
   * @param choice the name of an interface whose cases are nested in it
   */
  KnowAllCases(String choice) {
    super("know all cases of " + choice + " if they tell two apart");
    this.choice = choice;
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    Set<String> askedFor =
        type.getInstanceofChecks().stream()
            .map(InstanceofCheck::getRawType)
            .filter(this::isCase)
            .map(JavaClass::getName)
            .collect(Collectors.toSet());
    if (askedFor.size() > 1) {
      Set<String> missing = new TreeSet<>(casesSeenFrom(type));
      missing.removeAll(dependenciesOf(type));
      missing.forEach(
          name -> {
            String message = type.getName() + " does not know of " + name;
            events.add(SimpleConditionEvent.violated(type, message));
          });
    }
  }

  private Set<String> casesSeenFrom(JavaClass type) {
    return type.getInstanceofChecks().stream()
        .map(InstanceofCheck::getRawType)
        .filter(this::isCase)
        .flatMap(one -> one.getRawInterfaces().stream())
        .flatMap(parent -> parent.getSubclasses().stream())
        .map(JavaClass::getName)
        .collect(Collectors.toSet());
  }

  private static Set<String> dependenciesOf(JavaClass type) {
    return type.getDirectDependenciesFromSelf().stream()
        .map(Dependency::getTargetClass)
        .map(JavaClass::getName)
        .collect(Collectors.toSet());
  }

  private boolean isCase(JavaClass type) {
    return type.getRawInterfaces().stream().anyMatch(one -> one.getName().equals(choice));
  }
}
