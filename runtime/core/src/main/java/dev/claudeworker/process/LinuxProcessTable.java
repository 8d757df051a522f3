package dev.claudeworker.process;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The process table in {@code /proc}; see proc(5). */
final class LinuxProcessTable implements ProcessTable {

  private static final File PROC = new File("/proc");
  private static final String PEAK_MEMORY = "VmHWM:";

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
    return last.isEmpty() ? Long.MAX_VALUE : Long.parseLong(last);
  }

  @Override
  public Token token(ProcessEntry entry, String assignment) {
    if (entry.kernelThread() || entry.dead()) {
      return Token.ABSENT;
    }
    return read(entry.pid() + "/environ")
        .map(environment -> search(environment, assignment))
        .orElse(Token.ABSENT);
  }

  private static Token search(String environment, String assignment) {
    if (environment.isEmpty()) {
      return Token.UNDECIDED;
    }
    boolean carried = ("\0" + environment).contains("\0" + assignment + "\0");
    return carried ? Token.CARRIED : Token.ABSENT;
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
    return read(pid + "/status").stream()
        .flatMap(String::lines)
        .filter(line -> line.startsWith(PEAK_MEMORY))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElse(0);
  }

  private static Optional<String> read(String name) {
    try (var file = new FileInputStream(new File(PROC, name))) {
      return Optional.of(new String(file.readAllBytes(), StandardCharsets.ISO_8859_1));
    } catch (IOException goneOrHidden) {
      return Optional.empty();
    }
  }
}
