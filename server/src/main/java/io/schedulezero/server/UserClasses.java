package io.schedulezero.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** The class path of a server's modules: its own, and the jars of users. */
final class UserClasses implements AutoCloseable {
  private final URLClassLoader loader;

  private UserClasses(URLClassLoader loader) {
    this.loader = loader;
  }

  static UserClasses in(List<Path> jars) {
    URL[] places = jars.stream().map(UserClasses::url).toArray(URL[]::new);
    return new UserClasses(
        new URLClassLoader("handlers", places, UserClasses.class.getClassLoader()));
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }

  ClassLoader loader() {
    return loader;
  }

  /**
   * Threads that are started by this, and by them, find classes and services of the jars: many
   * libraries look for theirs through the thread.
   */
  <T> T around(Supplier<T> start) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return start.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Override
  public void close() {
    try {
      loader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
