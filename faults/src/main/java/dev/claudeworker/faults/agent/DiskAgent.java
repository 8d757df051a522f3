package dev.claudeworker.faults.agent;

import java.io.IOException;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Weaves {@link DiskLog} into the files of H2, in the JVM of a server. Its jar has to be on the class path of the JDK itself, since
 * a plugin sees nothing else.
 */
public final class DiskAgent implements ClassFileTransformer {

  private static final String FILES_OF_H2 = "org/h2/store/fs/async/FileAsync";

  private static final Map<String, Weaver> WOVEN = Map.of(
      "write", new Weaver("write", "", "(Ljava/lang/String;Ljava/nio/ByteBuffer;J)V"),
      "implTruncate", new Weaver("truncate", "", "(Ljava/lang/String;J)V"),
      "force", new Weaver("syncBegins", "synced", "(Ljava/lang/String;)V"));

  private DiskAgent() {}

  /** Called by the JVM. */
  public static void premain(String log, Instrumentation instrumentation) throws IOException {
    DiskLog.open(Path.of(log));
    instrumentation.addTransformer(new DiskAgent());
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader, String name, @Nullable Class<?> redefined, @Nullable ProtectionDomain domain,
      byte[] bytes) {
    if (!FILES_OF_H2.equals(name)) {
      return null;
    }
    // Its super class is found in its plugin, and not by this agent.
    ClassHierarchyResolver classes = ClassHierarchyResolver.ofResourceParsing(Objects.requireNonNull(loader))
        .orElse(ClassHierarchyResolver.defaultResolver());
    ClassFile file = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(classes));
    return file.transformClass(file.parse(bytes), DiskAgent::weave);
  }

  private static void weave(ClassBuilder woven, ClassElement element) {
    Weaver weaver = element instanceof MethodModel method ? WOVEN.get(method.methodName().stringValue()) : null;
    if (weaver == null) {
      woven.with(element);
    } else {
      woven.transformMethod((MethodModel) element, MethodTransform.transformingCode(weaver));
    }
  }

  /** Calls one method of the log before, and another one after; both get the name of the file and the arguments. */
  private record Weaver(String before, String after, String type) implements CodeTransform {

    private static final ClassDesc LOG = ClassDesc.of("dev.claudeworker.faults.agent.DiskLog");
    private static final ClassDesc FILE = ClassDesc.ofInternalName(FILES_OF_H2);
    private static final ClassDesc TEXT = ClassDesc.of("java.lang.String");

    @Override
    public void atStart(CodeBuilder code) {
      call(code, before);
    }

    @Override
    public void accept(CodeBuilder code, CodeElement element) {
      if (!after.isEmpty() && element instanceof ReturnInstruction) {
        call(code, after);
      }
      code.with(element);
    }

    private void call(CodeBuilder code, String method) {
      MethodTypeDesc signature = MethodTypeDesc.ofDescriptor(type);
      code.aload(0).getfield(FILE, "name", TEXT);
      for (int i = 1; i < signature.parameterCount(); i++) {
        if (signature.parameterType(i).isPrimitive()) {
          code.lload(i);
        } else {
          code.aload(i);
        }
      }
      code.invokestatic(LOG, method, signature);
    }
  }
}
