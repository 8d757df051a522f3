package dev.claudeworker.faults.agent;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/**
 * Makes a server end, as by kill -9, at one place of its code: {@code a/b/C.method:before:3} means before the body of that
 * method runs for the third time, {@code after} means when it returns. Nothing of this is in the product: the place is woven
 * into the class when it is loaded.
 */
public final class CrashAgent implements ClassFileTransformer {

  private final String owner;
  private final String method;
  private final boolean before;

  private CrashAgent(String owner, String method, boolean before) {
    this.owner = owner;
    this.method = method;
    this.before = before;
  }

  /** Called by the JVM. */
  public static void premain(String place, Instrumentation instrumentation) {
    String[] parts = place.split(":");
    int dot = parts[0].lastIndexOf('.');
    System.setProperty(Weaver.COUNTER, parts[2]);
    instrumentation.addTransformer(
        new CrashAgent(parts[0].substring(0, dot), parts[0].substring(dot + 1), parts[1].equals("before")));
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader, String name, @Nullable Class<?> redefined, @Nullable ProtectionDomain domain,
      byte[] bytes) {
    if (!owner.equals(name)) {
      return null;
    }
    ClassHierarchyResolver classes = loader == null
        ? ClassHierarchyResolver.defaultResolver()
        : ClassHierarchyResolver.ofResourceParsing(loader).orElse(ClassHierarchyResolver.defaultResolver());
    ClassFile file = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(classes));
    MethodTransform weave = MethodTransform.transformingCode(new Weaver(before));
    return file.transformClass(
        file.parse(bytes),
        ClassTransform.transformingMethods(found -> found.methodName().equalsString(method), weave));
  }

  /** Two threads at once may miss a count, which does no harm. Only classes of the JDK are named: a plugin sees no others. */
  private record Weaver(boolean before) implements CodeTransform {

    private static final String COUNTER = "faults.crash";
    private static final ClassDesc RUNTIME = ClassDesc.of("java.lang.Runtime");
    private static final ClassDesc SYSTEM = ClassDesc.of("java.lang.System");
    private static final ClassDesc INTEGER = ClassDesc.of("java.lang.Integer");
    private static final int AS_IF_KILLED = 137;

    @Override
    public void atStart(CodeBuilder code) {
      if (before) {
        crash(code);
      }
    }

    @Override
    public void accept(CodeBuilder code, CodeElement element) {
      if (!before && element instanceof ReturnInstruction) {
        crash(code);
      }
      code.with(element);
    }

    private static void crash(CodeBuilder code) {
      code.ldc(COUNTER);
      count(code)
          .loadConstant(1)
          .isub()
          .invokestatic(INTEGER, "toString", MethodTypeDesc.ofDescriptor("(I)Ljava/lang/String;"))
          .invokestatic(
              SYSTEM, "setProperty",
              MethodTypeDesc.ofDescriptor("(Ljava/lang/String;Ljava/lang/String;)Ljava/lang/String;"))
          .pop();
      count(code).ifThen(
          Opcode.IFLE,
          then -> then.invokestatic(RUNTIME, "getRuntime", MethodTypeDesc.ofDescriptor("()Ljava/lang/Runtime;"))
              .loadConstant(AS_IF_KILLED)
              .invokevirtual(RUNTIME, "halt", MethodTypeDesc.ofDescriptor("(I)V")));
    }

    private static CodeBuilder count(CodeBuilder code) {
      return code.ldc(COUNTER)
          .invokestatic(
              INTEGER, "getInteger", MethodTypeDesc.ofDescriptor("(Ljava/lang/String;)Ljava/lang/Integer;"))
          .invokevirtual(INTEGER, "intValue", MethodTypeDesc.ofDescriptor("()I"));
    }
  }
}
