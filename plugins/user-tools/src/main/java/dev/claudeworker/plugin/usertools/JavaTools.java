package dev.claudeworker.plugin.usertools;

import dev.claudeworker.spi.JsonCodec;
import dev.claudeworker.spi.tool.Tool;
import dev.claudeworker.spi.tool.ToolMethod;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tools of one Java source file. */
final class JavaTools {

  private JavaTools() {}

  static List<Tool> of(String file, String source, JsonCodec json) throws ToolProblem {
    Map<String, byte[]> classes = SourceCompiler.compile(file, source);
    var loader = new MemoryClasses(classes, ToolMethod.class.getClassLoader());
    List<Tool> tools = new ArrayList<>();
    for (String name : classes.keySet().stream().sorted().toList()) {
      tools.addAll(tools(loader, name, json));
    }
    if (tools.isEmpty()) {
      throw new ToolProblem(": has no public method with @ToolMethod in a public class");
    }
    return tools;
  }

  private static List<Tool> tools(ClassLoader loader, String name, JsonCodec json) throws ToolProblem {
    try {
      Class<?> type = Class.forName(name, true, loader);
      List<Method> methods = Arrays.stream(type.getMethods())
          .filter(method -> method.isAnnotationPresent(ToolMethod.class))
          .sorted(Comparator.comparing(Method::getName))
          .toList();
      if (methods.isEmpty() || !Modifier.isPublic(type.getModifiers())) {
        return List.of();
      }
      boolean needsObject = methods.stream().anyMatch(method -> !Modifier.isStatic(method.getModifiers()));
      Optional<Object> object =
          needsObject ? Optional.of(type.getConstructor().newInstance()) : Optional.empty();
      List<Tool> tools = new ArrayList<>();
      for (Method method : methods) {
        tools.add(JavaTool.of(method, object, json));
      }
      return tools;
    } catch (InvocationTargetException failed) {
      throw new ToolProblem(": the constructor of " + name + " failed: " + failed.getCause());
    } catch (ReflectiveOperationException | LinkageError unusable) {
      throw new ToolProblem(": " + name + " needs a public constructor without parameters: " + unusable);
    }
  }
}
