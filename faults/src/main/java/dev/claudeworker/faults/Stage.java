package dev.claudeworker.faults;

import dev.claudeworker.scratch.ScratchPostgres;
import dev.claudeworker.torture.program.Installation;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a scenario plays.
 *
 * @param program what is tried
 * @param folder an empty folder of the run's own
 * @param storage {@code h2} or {@code postgres}
 * @param postgres the database server, if the storage needs one
 * @param seed decides what happens when
 */
record Stage(Installation program, Path folder, String storage, Optional<ScratchPostgres> postgres, long seed) {}
