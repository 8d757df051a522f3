/**
 * What was committed, written and synced in one piece before it is acknowledged, so that H2 need not write its own file for every
 * group; run again when a database is opened whose file is behind.
 */
@NullMarked
package dev.claudeworker.plugin.h2.journal;

import org.jspecify.annotations.NullMarked;
