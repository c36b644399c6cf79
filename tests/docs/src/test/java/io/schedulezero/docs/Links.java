package io.schedulezero.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Links within the repository; the world outside is not asked. */
final class Links {
  private Links() {}

  static List<String> broken(Page page) {
    return page.links().stream()
        .filter(link -> !link.matches("[a-z]+:.*"))
        .filter(link -> !leadsSomewhere(page, link))
        .map(link -> page.file() + " links to " + link + ", which does not exist")
        .toList();
  }

  private static boolean leadsSomewhere(Page page, String link) {
    String[] parts = link.split("#", 2);
    Path target =
        parts[0].isEmpty() ? page.file() : page.file().resolveSibling(parts[0]).normalize();
    if (parts.length == 1 || !target.toString().endsWith(".md")) {
      return Files.exists(target);
    }
    return Files.exists(target) && Page.read(target).anchors().contains(parts[1]);
  }
}
