package dev.claudeworker.plugin.h2.journal;

import java.util.List;

/**
 * What one transaction changed, in order.
 *
 * @param number of the transaction; each has the next
 * @param changes what it ran
 */
record Transaction(long number, List<Change> changes) {}
