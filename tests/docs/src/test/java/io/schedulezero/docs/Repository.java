package io.schedulezero.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The checkout that the tests run in. */
final class Repository {
  static final Path ROOT = findRoot();

  private static final Set<String> NOT_OURS = Set.of("target", "node_modules", ".git", "data");

  private Repository() {}

  static List<Page> pages() {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> isOurs(ROOT.relativize(file)))
          .sorted()
          .map(Page::read)
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException("cannot list the pages under " + ROOT, e);
    }
  }

  private static boolean isOurs(Path file) {
    return Stream.iterate(file, path -> path != null, Path::getParent)
        .map(path -> path.getFileName().toString())
        .noneMatch(NOT_OURS::contains);
  }

  private static Path findRoot() {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve("sz"))) {
      root = root.getParent();
      if (root == null) {
        throw new IllegalStateException("not in a checkout: " + Path.of("").toAbsolutePath());
      }
    }
    return root;
  }
}
