package io.schedulezero.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages that are wrong are seen to be wrong. */
final class ReadingTest {
  @TempDir private Path folder;

  @Test
  void a_link_to_a_missing_file_is_broken() throws IOException {
    assertThat(Links.broken(page("see [this](nowhere.md)"))).hasSize(1);
  }

  @Test
  void a_link_to_a_missing_heading_is_broken() throws IOException {
    assertThat(Links.broken(page("# What it is", "[here](#what-it-was), [there](#what-it-is)")))
        .singleElement()
        .asString()
        .contains("#what-it-was");
  }

  @Test
  void links_in_code_and_to_the_world_are_not_followed() throws IOException {
    Page page = page("`[a](b)` [c](https://example.org)", "```", "[d](e)", "```");
    assertThat(Links.broken(page)).isEmpty();
  }

  @Test
  void java_without_a_mark_is_refused() throws IOException {
    Page page = page("```java", "int x;", "```");
    assertThat(new Snippets(folder).stale(page)).singleElement().asString().contains("page.md:1");
  }

  @Test
  void a_snippet_must_equal_its_region() throws IOException {
    Files.writeString(folder.resolve("A.java"), "  // region one\n    int x;\n\n  // endregion\n");
    Snippets snippets = new Snippets(folder);

    String mark = "<!-- snippet: A.java#one -->";
    assertThat(snippets.stale(page(mark, "```java", "int x;", "```"))).isEmpty();
    assertThat(snippets.stale(page(mark, "```java", "int y;", "```"))).hasSize(1);
    String other = "<!-- snippet: A.java#two -->";
    assertThat(snippets.stale(page(other, "```java", "int x;", "```"))).hasSize(1);
  }

  @Test
  void commands_are_read_with_their_answers() throws IOException {
    Page page = page("<!-- run -->", "```console", "$ one \\", "  more", "$ two", "a", "b", "```");
    List<Commands.Command> commands = Commands.in(page.blocks().get(0));
    assertThat(commands)
        .containsExactly(
            new Commands.Command("one more", List.of()),
            new Commands.Command("two", List.of("a", "b")));
  }

  @Test
  void a_server_is_stopped_by_its_key() throws IOException {
    Page page = page("<!-- run -->", "```console", "$ ./sz server", "ready", "^C", "```");
    List<Commands.Command> commands = Commands.in(page.blocks().get(0));
    assertThat(commands).extracting(Commands.Command::startsProcess).containsExactly(true, false);
    assertThat(commands).extracting(Commands.Command::stopsProcess).containsExactly(false, true);
  }

  @Test
  void an_answer_may_leave_things_out() {
    Commands.Command command =
        new Commands.Command("x", List.of("run ... is queued", "...", "end"));
    assertThat(command.isAnsweredBy("run 17 is queued\nand\nso on\nend\n")).isTrue();
    assertThat(command.isAnsweredBy("run 17 is queued\nend")).isTrue();
    assertThat(command.isAnsweredBy("run 17 is running\nend")).isFalse();
    assertThat(command.isAnsweredBy("run 17 is queued\nthe end")).isFalse();
  }

  private Page page(String... lines) throws IOException {
    Path file = folder.resolve("page.md");
    Files.write(file, List.of(lines));
    return Page.read(file);
  }
}
