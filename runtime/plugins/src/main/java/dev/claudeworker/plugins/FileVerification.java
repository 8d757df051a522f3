package dev.claudeworker.plugins;

import dev.claudeworker.spi.WorkerException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What came of checking a plugin's file against {@code plugins.lock} and its signature.
 *
 * @param name the plugin's name
 * @param file the jar
 * @param accepted the hash that was accepted
 * @param found the hash that the file has now
 * @param signer who signed it
 * @param problem why it would be refused
 */
public record FileVerification(
    String name, Path file, Optional<String> accepted, Optional<String> found, Optional<String> signer,
    Optional<WorkerException> problem) {}
