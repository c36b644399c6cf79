package io.schedulezero.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.puppycrawl.tools.checkstyle.Checker;
import com.puppycrawl.tools.checkstyle.ConfigurationLoader;
import com.puppycrawl.tools.checkstyle.PropertiesExpander;
import com.puppycrawl.tools.checkstyle.api.AuditEvent;
import com.puppycrawl.tools.checkstyle.api.AuditListener;
import com.puppycrawl.tools.checkstyle.api.CheckstyleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules of {@code checkstyle.xml} are seen to fail. */
final class ShapeTest {
  private static final String LINE = "    int x;\n";

  @TempDir private Path folder;

  @Test
  void a_method_of_forty_lines_is_the_longest() throws Exception {
    assertThat(complaints("engine", inMethod(LINE.repeat(38)))).isEmpty();
    assertThat(complaints("engine", inMethod(LINE.repeat(39)))).containsExactly("MethodLength");
  }

  @Test
  void a_file_of_four_hundred_lines_is_the_longest() throws Exception {
    assertThat(complaints("engine", "class A {\n" + LINE.repeat(398) + "}\n")).isEmpty();
    assertThat(complaints("engine", "class A {\n" + LINE.repeat(399) + "}\n"))
        .containsExactly("FileLength");
  }

  @Test
  void imports_name_what_they_import() throws Exception {
    assertThat(complaints("engine", "import java.util.*;\nclass A {}\n"))
        .containsExactly("AvoidStarImport");
  }

  @Test
  void only_the_command_line_prints() throws Exception {
    String printing =
        inMethod("    System.out.println();\n    new Exception().printStackTrace();\n");
    assertThat(complaints("engine", printing))
        .containsExactly("StandardStreams", "StandardStreams");
    assertThat(complaints("cli", printing)).isEmpty();
  }

  @Test
  void nobody_sleeps() throws Exception {
    String sleeping = inMethod("    Thread.sleep(1);\n");
    assertThat(complaints("server", sleeping)).containsExactly("Sleep");
    assertThat(complaints("bench", sleeping)).isEmpty();
  }

  private static String inMethod(String body) {
    return "class A {\n  void a() {\n" + body + "  }\n}\n";
  }

  private List<String> complaints(String module, String source)
      throws IOException, CheckstyleException {
    Path file = Files.createDirectories(folder.resolve(module).resolve("src")).resolve("A.java");
    Files.writeString(file, source);
    Complaints complaints = new Complaints(new ArrayList<>());
    Checker checker = new Checker();
    checker.setModuleClassLoader(Checker.class.getClassLoader());
    checker.configure(
        ConfigurationLoader.loadConfiguration(
            rules().toString(), new PropertiesExpander(new Properties())));
    checker.addListener(complaints);
    checker.process(List.of(file.toFile()));
    checker.destroy();
    return complaints.names();
  }

  private static Path rules() {
    return Path.of("").toAbsolutePath().resolve("../../checkstyle.xml").normalize();
  }

  private record Complaints(List<String> names) implements AuditListener {
    @Override
    public void addError(AuditEvent event) {
      String source = event.getSourceName().replaceAll(".*\\.|Check$", "");
      names.add(event.getModuleId() == null ? source : event.getModuleId());
    }

    @Override
    public void addException(AuditEvent event, Throwable cause) {
      throw new IllegalStateException("Checkstyle failed on " + event.getFileName(), cause);
    }

    @Override
    public void auditStarted(AuditEvent event) {}

    @Override
    public void auditFinished(AuditEvent event) {}

    @Override
    public void fileStarted(AuditEvent event) {}

    @Override
    public void fileFinished(AuditEvent event) {}
  }
}
