package dev.claudeworker.process;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A process table made up. */
final class MadeUpProcessTable implements ProcessTable {

  private final Map<Long, Optional<ProcessEntry>> entries = new LinkedHashMap<>();
  private final Map<Long, Token> tokens = new LinkedHashMap<>();
  private final List<String> asked = new ArrayList<>();
  private final Set<Long> threads = new HashSet<>();
  private final Map<Long, Long> children = new LinkedHashMap<>();
  private final Map<Long, Long> peaks = new LinkedHashMap<>();
  private final Map<Long, String> commands = new LinkedHashMap<>();
  private final Map<Long, Runnable> whenSought = new LinkedHashMap<>();
  private long lastPid = NOT_KNOWN;

  void put(ProcessEntry entry, Token token) {
    entries.put(entry.pid(), Optional.of(entry));
    tokens.put(entry.pid(), token);
  }

  void gone(long pid) {
    entries.put(pid, Optional.empty());
  }

  void lastPid(long pid) {
    lastPid = pid;
  }

  /** Does something, once, just before a process is sought. */
  void whenSought(long pid, Runnable event) {
    whenSought.put(pid, event);
  }

  void thread(long pid) {
    threads.add(pid);
  }

  void child(long parent, long pid) {
    children.put(parent, pid);
  }

  void peakMemoryBytes(long pid, long bytes) {
    peaks.put(pid, bytes);
  }

  void command(long pid, String command) {
    commands.put(pid, command);
  }

  @Override
  public String commandLine(long pid) {
    return commands.getOrDefault(pid, "");
  }

  List<String> asked() {
    return asked;
  }

  @Override
  public boolean isThread(long pid) {
    return threads.contains(pid);
  }

  @Override
  public Optional<ProcessEntry> find(long pid) {
    Optional.ofNullable(whenSought.remove(pid)).ifPresent(Runnable::run);
    return entries.getOrDefault(pid, Optional.empty());
  }

  @Override
  public List<Long> pids() {
    return List.copyOf(entries.keySet().stream().sorted().toList());
  }

  @Override
  public long lastPid() {
    return lastPid;
  }

  @Override
  public Token token(ProcessEntry entry, String assignment) {
    asked.add(assignment);
    return tokens.get(entry.pid());
  }

  @Override
  public Optional<Long> firstChild(long pid) {
    return Optional.ofNullable(children.get(pid));
  }

  @Override
  public long peakMemoryBytes(long pid) {
    return peaks.getOrDefault(pid, 0L);
  }
}
