package dev.claudeworker.moving;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The fields of a record class, once looked up.
 *
 * @param fields in the order of the constructor
 * @param constructor the canonical one
 */
record RecordShape(List<Field> fields, Constructor<?> constructor) {

  /**
   * One field.
   *
   * @param name as it is written: words in lower case joined by '_'
   * @param component how it is read
   */
  record Field(String name, RecordComponent component) {

    Object of(Object owner) {
      try {
        return component.getAccessor().invoke(owner);
      } catch (ReflectiveOperationException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }

  static RecordShape of(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    List<Field> fields = new ArrayList<>();
    for (RecordComponent component : components) {
      fields.add(new Field(snakeCase(component.getName()), component));
    }
    try {
      return new RecordShape(List.copyOf(fields), type.getDeclaredConstructor(
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new)));
    } catch (NoSuchMethodException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** A number or a text with a type of its own, such as the id of a task, is written as what it holds. */
  boolean isWrapper() {
    return fields.size() == 1;
  }

  private static String snakeCase(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }
}
