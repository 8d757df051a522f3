package dev.claudeworker.process;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The process table in {@code /proc}; see proc(5). */
final class LinuxProcessTable implements ProcessTable {

  private static final File PROC = new File("/proc");
  private static final String PEAK_MEMORY = "VmHWM:";
  private static final String GROUP_OF_THREADS = "Tgid:";

  /** Small, because a search reads one of each process. */
  private static final int USUAL_ENVIRONMENT_BYTES = 1 << 13;

  static boolean available() {
    return new File(PROC, "self/stat").canRead();
  }

  @Override
  public Optional<ProcessEntry> find(long pid) {
    return read(pid + "/stat").flatMap(ProcessEntry::parse);
  }

  @Override
  public List<Long> pids() {
    String[] names = PROC.list((directory, name) -> Character.isDigit(name.charAt(0)));
    if (names == null) {
      return List.of();
    }
    var pids = new ArrayList<Long>(names.length);
    for (String name : names) {
      pids.add(Long.valueOf(name));
    }
    return pids;
  }

  @Override
  public long lastPid() {
    String load = read("loadavg").orElse("").strip();
    String last = load.substring(load.lastIndexOf(' ') + 1);
    return last.isEmpty() ? NOT_KNOWN : Long.parseLong(last);
  }

  @Override
  public boolean isThread(long pid) {
    return number(pid, GROUP_OF_THREADS).filter(process -> process != pid).isPresent();
  }

  @Override
  public Token token(ProcessEntry entry, String assignment) {
    if (entry.kernelThread() || entry.dead()) {
      return Token.ABSENT;
    }
    try {
      String environment = environment(entry.pid());
      return environment.isEmpty() ? withoutEnvironment(entry.pid()) : search(environment, assignment);
    } catch (AccessDeniedException somebodyElses) {
      return Token.ABSENT;
    } catch (IOException ending) {
      return Token.UNDECIDED;
    }
  }

  /** In a single read: a process that executes another program between two of them would seem to end after the first. */
  private static String environment(long pid) throws IOException {
    var path = PROC.toPath().resolve(pid + "/environ");
    for (int size = USUAL_ENVIRONMENT_BYTES;; size *= 2) {
      try (var file = Files.newInputStream(path)) {
        byte[] bytes = new byte[size];
        int length = Math.max(0, file.read(bytes));
        if (length < size) {
          return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        }
      }
    }
  }

  private static Token withoutEnvironment(long pid) {
    boolean without = read(pid + "/stat").filter(ProcessEntry::environmentIsEmpty).isPresent();
    return without ? Token.ABSENT : Token.UNDECIDED;
  }

  private static Token search(String environment, String assignment) {
    boolean carried = ("\0" + environment).contains("\0" + assignment + "\0");
    return carried ? Token.CARRIED : Token.ABSENT;
  }

  @Override
  public String commandLine(long pid) {
    return read(pid + "/cmdline").orElse("");
  }

  @Override
  public Optional<Long> firstChild(long pid) {
    return read(pid + "/task/" + pid + "/children")
        .map(String::strip)
        .filter(children -> !children.isEmpty())
        .map(children -> Long.valueOf(children.split(" ", 2)[0]));
  }

  @Override
  public long peakMemoryBytes(long pid) {
    return number(pid, PEAK_MEMORY).map(kilobytes -> kilobytes * 1024).orElse(0L);
  }

  private static Optional<Long> number(long pid, String name) {
    return read(pid + "/status").stream()
        .flatMap(String::lines)
        .filter(line -> line.startsWith(name))
        .map(line -> Long.valueOf(line.replaceAll("\\D", "")))
        .findFirst();
  }

  private static Optional<String> read(String name) {
    var path = new File(PROC, name);
    // Asking first is cheaper than the exception that the start of a stream makes of an absent file.
    if (!path.exists()) {
      return Optional.empty();
    }
    try (var file = new FileInputStream(path)) {
      return Optional.of(new String(file.readAllBytes(), StandardCharsets.ISO_8859_1));
    } catch (IOException goneOrHidden) {
      return Optional.empty();
    }
  }
}
