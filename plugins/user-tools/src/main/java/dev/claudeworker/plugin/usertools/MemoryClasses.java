package dev.claudeworker.plugin.usertools;

import java.util.Map;

/** Loads the classes of one source file. Gone when the tools made from it are. */
final class MemoryClasses extends ClassLoader {

  private final Map<String, byte[]> classes;

  MemoryClasses(Map<String, byte[]> classes, ClassLoader parent) {
    super(parent);
    this.classes = classes;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = classes.get(name);
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }
}
