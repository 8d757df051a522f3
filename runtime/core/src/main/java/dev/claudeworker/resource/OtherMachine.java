package dev.claudeworker.resource;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.OptionalLong;

/**
 * A machine as Java sees it: macOS, Windows. What Java calls free memory leaves out what the system would give back from its
 * caches, most of it, so it says nothing about what is available.
 */
final class OtherMachine implements MachineSampler {

  private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final BusyProcessors busy = new BusyProcessors();
  private final FreeDisk disk;

  OtherMachine(FreeDisk disk) {
    this.disk = disk;
  }

  @Override
  public MachineFacts sample() {
    double load = system.getCpuLoad();
    if (load >= 0) {
      busy.add(load);
    }
    int processors = Runtime.getRuntime().availableProcessors();
    return new MachineFacts(
        system.getTotalMemorySize(), OptionalLong.empty(), processors, busy.share() * processors, disk.bytes());
  }
}
