package dev.claudeworker.resource;

import java.nio.file.Path;

/** Looks at the machine. Used by one thread at a time. */
public interface MachineSampler {

  /** What the machine gives now. Quick; never throws for what cannot be found out. */
  MachineFacts sample();

  /**
   * The sampler for this system.
   *
   * @param home whose disk is looked at
   */
  static MachineSampler ofThisMachine(Path home) {
    var disk = new FreeDisk(home);
    return LinuxMachine.available() ? new LinuxMachine(Path.of("/"), disk) : new OtherMachine(disk);
  }
}
