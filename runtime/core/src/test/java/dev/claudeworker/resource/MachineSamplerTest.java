package dev.claudeworker.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineSamplerTest {

  private static final long MIB = 1L << 20;

  @TempDir
  Path root;

  @BeforeEach
  void machineOfEightGigabytes() throws IOException {
    write("proc/meminfo", "MemTotal:        8388608 kB\nMemFree:  1024 kB\nMemAvailable:    4194304 kB\n");
    write("proc/stat", "cpu  100 0 100 800 0 0 0 0 0 0\ncpu0 1 1 1 1\n");
    write("proc/self/cgroup", "0::/user.slice/worker\n");
  }

  @Test
  void withoutAGroupTheMachineCounts() {
    MachineFacts facts = machine().sample();

    assertThat(facts.memoryBytes()).isEqualTo(8_192 * MIB);
    assertThat(facts.availableMemoryBytes()).hasValue(4_096 * MIB);
    assertThat(facts.processors()).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(facts.freeDiskBytes().orElseThrow()).isPositive();
  }

  @Test
  void aGroupWithLessMemoryCountsAndItsFileCacheCouldBeHad() throws IOException {
    write("sys/fs/cgroup/user.slice/worker/memory.max", "1073741824\n");
    write("sys/fs/cgroup/user.slice/worker/memory.current", "943718400\n");
    write("sys/fs/cgroup/user.slice/worker/memory.stat", "anon 1\ninactive_file 419430400\n");

    MachineFacts facts = machine().sample();
    assertThat(facts.memoryBytes()).isEqualTo(1_024 * MIB);
    assertThat(facts.availableMemoryBytes()).hasValue(524 * MIB);
  }

  @Test
  void aContainerSeesItsOwnGroupAsTheRoot() throws IOException {
    write("sys/fs/cgroup/memory.max", "1073741824\n");
    write("sys/fs/cgroup/memory.current", "1048576\n");

    assertThat(machine().sample().availableMemoryBytes()).hasValue(1_023 * MIB);
  }

  @Test
  void aGroupWithoutALimitSaysNothing() throws IOException {
    write("sys/fs/cgroup/user.slice/worker/memory.max", "max\n");
    write("sys/fs/cgroup/user.slice/worker/memory.current", "1048576\n");

    assertThat(machine().sample().availableMemoryBytes()).hasValue(4_096 * MIB);
  }

  @Test
  void howBusyProcessorsAreComesFromTwoLooks() throws IOException {
    LinuxMachine machine = machine();
    assertThat(machine.sample().busyProcessors()).isZero();
    write("proc/stat", "cpu  120 10 120 840 10 0 0 0 0 0\n");

    double processors = Runtime.getRuntime().availableProcessors();
    assertThat(machine.sample().busyProcessors()).isCloseTo(0.5 * processors, within(0.001));
  }

  @Test
  void thisMachineTellsSomethingThatCanBeTrue() {
    MachineFacts facts = MachineSampler.ofThisMachine(root).sample();

    assertThat(facts.memoryBytes()).isGreaterThan(100 * MIB);
    assertThat(facts.availableMemoryBytes().orElse(1)).isBetween(1L, facts.memoryBytes());
  }

  @Test
  void javaAloneTellsAllButWhatIsAvailable() {
    MachineFacts facts = new OtherMachine(new FreeDisk(root)).sample();

    assertThat(facts.memoryBytes()).isGreaterThan(100 * MIB);
    assertThat(facts.availableMemoryBytes()).isEmpty();
    assertThat(facts.processors()).isPositive();
  }

  @Test
  void aDirectoryThatIsGoneHasNoKnownDisk() {
    assertThat(new FreeDisk(root.resolve("gone")).bytes()).isEmpty();
  }

  private LinuxMachine machine() {
    return new LinuxMachine(root, new FreeDisk(root));
  }

  private void write(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
