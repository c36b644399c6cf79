package io.schedulezero.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The pages of this repository, held to the truth. */
final class DocumentationTest {
  private static final List<Page> PAGES = Repository.pages();

  @Test
  void links_lead_somewhere() {
    assertThat(PAGES).isNotEmpty();
    assertThat(PAGES.stream().flatMap(page -> Links.broken(page).stream())).isEmpty();
  }

  @Test
  void java_is_what_the_compiler_has_seen() {
    Snippets snippets = new Snippets(Repository.ROOT);
    assertThat(PAGES.stream().flatMap(page -> snippets.stale(page).stream())).isEmpty();
  }

  @TestFactory
  Stream<DynamicTest> commands_answer_as_shown(@TempDir Path folder) {
    return PAGES.stream()
        .filter(page -> !commandBlocks(page).isEmpty())
        .map(page -> DynamicTest.dynamicTest(name(page), () -> read(page, folder)));
  }

  private static String name(Page page) {
    return Repository.ROOT.relativize(page.file()).toString();
  }

  /** Types what the page shows, from its top to its end. */
  private static void read(Page page, Path folder) throws Exception {
    Path own = Files.createTempDirectory(folder, "page");
    try (Shell shell = new Shell(own)) {
      for (Page.Block block : commandBlocks(page)) {
        for (Commands.Command command : Commands.in(block)) {
          Shell.Answer answer = shell.run(command);
          String said = page.at(block) + " $ " + command.line() + "\n" + answer.output();
          assertThat(answer.exitCode()).as(said).isZero();
          assertThat(command.isAnsweredBy(answer.output()))
              .as(said + "\nis not the answer shown:\n" + String.join("\n", command.answer()))
              .isTrue();
        }
      }
    }
  }

  private static List<Page.Block> commandBlocks(Page page) {
    return page.blocks().stream()
        .filter(block -> block.mark() != null && block.mark().kind().equals("run"))
        .toList();
  }
}
