package io.schedulezero.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ArchitectureTest {
  private static final String FIXTURES = "io.schedulezero.archfixture";
  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(Layout.ROOT);

  static Set<String> rules() {
    return Rules.of(Layout.ROOT).keySet();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void the_code_keeps_the_rule(String name) {
    rule(name, Layout.ROOT).check(OURS);
  }

  /** Classes called Seeded… break the rule, classes called Allowed… show where it ends. */
  @ParameterizedTest
  @MethodSource("rules")
  void the_rule_fails_on_its_seeded_violation_and_on_nothing_else(String name) {
    String world = FIXTURES + "." + name;
    JavaClasses classes = new ClassFileImporter().importPackages(world);

    List<String> report = rule(name, world).evaluate(classes).getFailureReport().getDetails();

    assertThat(named("Seeded", classes)).isNotEmpty();
    for (String seeded : named("Seeded", classes)) {
      assertThat(report).anyMatch(line -> line.contains(seeded));
    }
    for (String allowed : named("Allowed", classes)) {
      assertThat(report).noneMatch(line -> line.matches("(\\w+ <)?[\\w.]*\\b" + allowed + "\\b.*"));
    }
  }

  @Test
  void every_ambient_source_is_seen() {
    String world = FIXTURES + ".ambient";
    JavaClasses classes = new ClassFileImporter().importPackages(world);
    String report = rule("ambient", world).evaluate(classes).getFailureReport().toString();

    assertAll(
        classes.stream()
            .filter(type -> type.getSimpleName().startsWith("Seeded"))
            .flatMap(type -> type.getMethods().stream())
            .map(method -> () -> assertThat(report).contains("." + method.getName() + "(")));
  }

  @Test
  void every_package_that_a_rule_names_exists_or_is_still_to_come() {
    Set<String> misspelt =
        Layout.named().stream()
            .filter(name -> !exists(name) && !Layout.TO_COME.contains(name))
            .collect(Collectors.toSet());
    assertThat(misspelt).isEmpty();
  }

  @Test
  void what_was_to_come_and_is_here_is_off_the_list() {
    assertThat(Layout.TO_COME).isSubsetOf(Layout.named()).noneMatch(ArchitectureTest::exists);
  }

  @Test
  void every_package_has_a_place_in_the_layout() {
    Set<String> places =
        Layout.named().stream().map(name -> name.split("\\.", 2)[0]).collect(Collectors.toSet());
    Set<String> homeless =
        OURS.stream()
            .map(JavaClass::getPackageName)
            .map(name -> name.substring(Layout.ROOT.length()).replaceFirst("^\\.", ""))
            .filter(name -> !places.contains(name.split("\\.", 2)[0]))
            .collect(Collectors.toSet());
    assertThat(homeless).isEmpty();
  }

  private static boolean exists(String name) {
    return OURS.containPackage(name.isEmpty() ? Layout.ROOT : Layout.ROOT + "." + name);
  }

  private static List<String> named(String prefix, JavaClasses classes) {
    return classes.stream()
        .map(JavaClass::getSimpleName)
        .filter(name -> name.startsWith(prefix))
        .toList();
  }

  private static ArchRule rule(String name, String root) {
    return java.util.Objects.requireNonNull(Rules.of(root).get(name));
  }
}
