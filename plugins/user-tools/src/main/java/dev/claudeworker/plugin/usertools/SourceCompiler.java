package dev.claudeworker.plugin.usertools;

import dev.claudeworker.spi.tool.ToolMethod;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles one source file in memory, against the plugin interface and nothing else. */
final class SourceCompiler {

  private SourceCompiler() {}

  /** The classes of a file by name. */
  static Map<String, byte[]> compile(String file, String source) throws ToolProblem {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new ToolProblem(": this Java has no compiler; start the server with a JDK, or write the tool as YAML");
    }
    var problems = new DiagnosticCollector<JavaFileObject>();
    try (var files = new MemoryFiles(compiler.getStandardFileManager(problems, Locale.ROOT, null))) {
      boolean compiled = compiler.getTask(null, files, problems,
          List.of("-parameters", "-proc:none", "-classpath", pluginInterface()), null,
          List.of(new Source(file, source))).call();
      if (!compiled) {
        throw new ToolProblem(problems.getDiagnostics()
            .stream()
            .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
            .findFirst()
            .map(problem -> ":" + problem.getLineNumber() + ": " + problem.getMessage(Locale.ROOT))
            .orElse(": cannot be compiled"));
      }
      return files.classes();
    } catch (IOException failed) {
      throw new ToolProblem(": cannot be compiled: " + failed.getMessage());
    }
  }

  private static String pluginInterface() throws ToolProblem {
    try {
      return Path.of(ToolMethod.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException nowhere) {
      throw new ToolProblem(": the plugin interface was not found: " + nowhere.getMessage());
    }
  }

  private static final class Source extends SimpleJavaFileObject {

    private final String text;

    Source(String file, String text) {
      super(URI.create("memory:///" + file.replaceAll("[^A-Za-z0-9_.$]", "_")), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class MemoryFiles extends ForwardingJavaFileManager<JavaFileManager> {

    private final Map<String, ByteArrayOutputStream> written = new HashMap<>();

    MemoryFiles(StandardJavaFileManager standard) {
      super(standard);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, Kind kind, FileObject sibling) {
      return new SimpleJavaFileObject(URI.create("memory:///" + className.replace('.', '/') + kind.extension), kind) {
        @Override
        public OutputStream openOutputStream() {
          var bytes = new ByteArrayOutputStream();
          written.put(className, bytes);
          return bytes;
        }
      };
    }

    Map<String, byte[]> classes() {
      Map<String, byte[]> classes = new HashMap<>();
      written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
      return classes;
    }
  }
}
