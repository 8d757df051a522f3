/**
 * Runs shell commands as tasks. The shape of the work: {@code CommandPlan} says what to start, {@code OutputFollower} reads
 * what it prints, {@code ExitJudge} decides how it ended.
 */
@NullMarked
package dev.claudeworker.plugin.shell;

import org.jspecify.annotations.NullMarked;
