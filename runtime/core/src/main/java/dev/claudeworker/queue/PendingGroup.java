package dev.claudeworker.queue;

import java.util.List;

/**
 * What goes to the storage next.
 *
 * @param commits the units
 * @param claim whether to take a claim along
 * @param afterTrouble whether the storage failed the last time
 */
record PendingGroup(List<Commit> commits, boolean claim, boolean afterTrouble) {}
