package dev.claudeworker.spi.storage;

import java.util.UUID;

/**
 * Who holds a lease.
 *
 * @param server id of the server, the same over its restarts
 * @param incarnation new with every start of the server
 */
public record LeaseHolder(String server, UUID incarnation) {}
