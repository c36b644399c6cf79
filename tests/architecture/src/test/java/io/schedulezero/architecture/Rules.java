package io.schedulezero.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.schedulezero.architecture.Layout.FRONT_DOOR;
import static io.schedulezero.architecture.Layout.STAGES;
import static io.schedulezero.architecture.Layout.VOCABULARY;
import static io.schedulezero.architecture.Layout.pattern;
import static io.schedulezero.architecture.Layout.patterns;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the packages under a root may do, one claim a rule. The root is a parameter, so that a rule
 * can be tried on a small world of its own: the rule {@code cycles} on the packages under {@code
 * io.schedulezero.archfixture.cycles}.
 */
final class Rules {
  /** It starts servers and workers, and previews fire times without a server. */
  private static final List<String> CLI_KNOWS =
      List.of("cli", "server", "worker", "trigger", "schedule", "run");

  private final String root;

  private Rules(String root) {
    this.root = root;
  }

  static Map<String, ArchRule> of(String root) {
    Rules rules = new Rules(root);
    Map<String, ArchRule> all = new LinkedHashMap<>();
    all.put("cycles", rules.packagesHaveNoCycles());
    all.put("stages", rules.stagesAreBlindToEachOther());
    all.put("ground", rules.stagesStandOnTheVocabulary());
    all.put("story", rules.flowKnowsStagesAndWords());
    for (int i = 0; i < VOCABULARY.size(); i++) {
      all.put("words_" + VOCABULARY.get(i), rules.wordsKnowOnlyEarlierWords(i));
    }
    all.put("frames", rules.messagesKnowNobody());
    all.put("carrier", rules.theTransportKnowsNoProtocol());
    all.put("store_touch", rules.onlyCompositionRootsTouchTheStore());
    all.put("command_line", rules.theCommandLineSpeaksHttp());
    for (Library library : Library.all()) {
      all.put("home_" + library.name(), rules.oneHomePerLibrary(library));
    }
    all.put("writer", rules.onlyFlowMovesARun());
    all.put("maker", rules.runsAreMadeByTheirOwnAndTheStore());
    all.put("ambient", rules.noAmbientTimeOrChance());
    all.put("names", rules.noVagueNames());
    all.put("finals", rules.classesAreFinal());
    all.put("cases", rules.whoTellsTriggersApartKnowsThemAll());
    all.put("parameters", rules.atMostSixParameters());
    all.put("nulls", rules.packagesAreNullMarked());
    all.replaceAll((name, rule) -> rule.allowEmptyShould(true));
    return all;
  }

  private ArchRule packagesHaveNoCycles() {
    return slices()
        .assignedFrom(new EachPackage(root))
        .should()
        .beFreeOfCycles()
        .because("a cycle makes one package of two");
  }

  private ArchRule stagesAreBlindToEachOther() {
    return slices()
        .matching(root + ".(" + String.join("|", STAGES) + ")..")
        .should()
        .notDependOnEachOther()
        .because("flow is the one place that knows their order");
  }

  private ArchRule stagesStandOnTheVocabulary() {
    return classes()
        .that()
        .resideInAnyPackage(patterns(root, STAGES))
        .should(new KnowInside(root, name -> groundOf(name)))
        .because("a stage that must speak upstream owns a callback interface");
  }

  private static List<String> groundOf(String stage) {
    List<String> ground = new ArrayList<>(VOCABULARY);
    ground.addAll(STAGES);
    if (Layout.STAGES_THAT_KNOW_HANDLERS.contains(stage)) {
      ground.add("handler");
    }
    if (stage.equals("dispatch")) {
      ground.addAll(Layout.BELOW_DISPATCH);
    }
    return ground;
  }

  private ArchRule flowKnowsStagesAndWords() {
    List<String> known = new ArrayList<>(VOCABULARY);
    known.addAll(STAGES);
    known.add("handler");
    known.add("flow");
    return classes()
        .that()
        .resideInAPackage(pattern(root, "flow"))
        .should(new KnowInside(root, name -> known))
        .because("the story is told in stages and words, whatever they are plugged into");
  }

  private ArchRule wordsKnowOnlyEarlierWords(int index) {
    List<String> allowed = new ArrayList<>(VOCABULARY.subList(0, index + 1));
    allowed.replaceAll(name -> pattern(root, name));
    allowed.add("java..");
    allowed.add("org.jspecify..");
    return classes()
        .that()
        .resideInAPackage(pattern(root, VOCABULARY.get(index)))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed.toArray(String[]::new))
        .because("everybody speaks the words, so they must drag nothing in");
  }

  private ArchRule messagesKnowNobody() {
    return classes()
        .that()
        .resideInAPackage(pattern(root, "wire"))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            pattern(root, "wire"), "java..", "org.jspecify..", "tools.jackson.core..")
        .because("a message is bytes and words; what they lead to, and data binding, is elsewhere");
  }

  private ArchRule theTransportKnowsNoProtocol() {
    return classes()
        .that()
        .resideInAPackage(pattern(root, "transport"))
        .should(new KnowInside(root, name -> List.of("transport")))
        .because("it carries frames, whatever they mean, and can be exchanged for another");
  }

  private ArchRule onlyCompositionRootsTouchTheStore() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(patterns(root, List.of("store", FRONT_DOOR, "server")))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(pattern(root, "store"))
        .because("the ports are in the vocabulary");
  }

  private ArchRule theCommandLineSpeaksHttp() {
    return classes()
        .that()
        .resideInAPackage(pattern(root, "cli"))
        .should(new KnowInside(root, name -> CLI_KNOWS))
        .because("it is a client like any other, except where it starts a server or previews");
  }

  private ArchRule oneHomePerLibrary(Library library) {
    return noClasses()
        .that(
            resideInAnyPackage(root + "..")
                .and(resideOutsideOfPackages(patterns(root, library.homes()))))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(library.packages().toArray(String[]::new))
        .because(library.name() + " is at home in " + library.homes());
  }

  private ArchRule onlyFlowMovesARun() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(patterns(root, List.of("flow", "run")))
        .should()
        .accessTargetWhere(targets(".run.Run", "to"))
        .because("run states have one writer");
  }

  private ArchRule runsAreMadeByTheirOwnAndTheStore() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(patterns(root, List.of("store", "run")))
        .should()
        .accessTargetWhere(targets(".run.Run", "<init>"))
        .because("a run begins in Run.open, moves by Run.to and is read back by the store");
  }

  private DescribedPredicate<JavaAccess<?>> targets(String type, String member) {
    return DescribedPredicate.describe(
        "the target is " + type + "." + member,
        access ->
            access.getTargetOwner().getName().equals(root + type)
                && access.getTarget().getName().equals(member));
  }

  private ArchRule noAmbientTimeOrChance() {
    return noClasses()
        .that(
            DescribedPredicate.<JavaClass>describe(
                "do not live in a composition root",
                type ->
                    resideOutsideOfPackages(patterns(root, Layout.COMPOSITION_ROOTS)).test(type)
                        && Layout.COMPOSING_CLASSES.stream()
                            .noneMatch(name -> type.getName().equals(root + "." + name))))
        .should()
        .accessTargetWhere(new AmbientAccess())
        .because("time, zone and chance come in by the constructor, and tests move them");
  }

  private ArchRule noVagueNames() {
    return noClasses()
        .should()
        .haveNameMatching(".*(Impl|Utils?|Helper|Manager|Processor|Base)")
        .because("a name says what makes the thing special");
  }

  private ArchRule classesAreFinal() {
    return classes()
        .that(new CanBeExtendedByAccident())
        .should()
        .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL)
        .because("what is not designed for extension is closed");
  }

  private ArchRule whoTellsTriggersApartKnowsThemAll() {
    return classes()
        .should(new KnowAllCases(root + ".schedule.Trigger"))
        .because("a new kind must not fall through where the old ones are told apart");
  }

  private ArchRule atMostSixParameters() {
    return codeUnits()
        .should(new HaveAtMostParameters(6))
        .because("collaborators that travel together are a record");
  }

  private ArchRule packagesAreNullMarked() {
    return classes()
        .should(new ResideInANullMarkedPackage())
        .because("null is only where @Nullable says so");
  }
}
