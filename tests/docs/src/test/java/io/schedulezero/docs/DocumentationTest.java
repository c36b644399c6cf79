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
        .filter(page -> page.blocks().stream().anyMatch(DocumentationTest::isTyped))
        .map(page -> DynamicTest.dynamicTest(name(page), () -> read(page, folder)));
  }

  private static String name(Page page) {
    return Repository.ROOT.relativize(page.file()).toString();
  }

  /** Types and sends what the page shows, from its top to its end. */
  private static void read(Page page, Path folder) throws Exception {
    try (Shell shell = new Shell(Files.createTempDirectory(folder, "page"))) {
      for (Page.Block block : page.blocks()) {
        Page.Mark mark = block.mark();
        if (mark != null && mark.kind().equals("run")) {
          type(page, block, shell);
        } else if (mark != null && mark.kind().equals("request")) {
          send(page, block, mark, shell);
        }
      }
    }
  }

  private static void type(Page page, Page.Block block, Shell shell) throws Exception {
    for (Commands.Command command : Commands.in(block)) {
      Shell.Answer answer = shell.run(command);
      String said = page.at(block) + " $ " + command.line() + "\n" + answer.output();
      assertThat(answer.exitCode()).as(said).isZero();
      assertThat(command.isAnsweredBy(answer.output()))
          .as(said + "\nis not the answer shown:\n" + String.join("\n", command.answer()))
          .isTrue();
    }
  }

  /** The mark says how: {@code <!-- request: POST /api/runs -->}. */
  private static void send(Page page, Page.Block block, Page.Mark mark, Shell shell)
      throws Exception {
    String[] to = mark.argument().split(" ", 2);
    Shell.Answer answer = shell.request(to[0], to[1], String.join("\n", block.lines()));
    assertThat(answer.exitCode())
        .as(page.at(block) + " " + mark.argument() + "\n" + answer.output())
        .isBetween(200, 299);
  }

  private static boolean isTyped(Page.Block block) {
    Page.Mark mark = block.mark();
    return mark != null && (mark.kind().equals("run") || mark.kind().equals("request"));
  }
}
