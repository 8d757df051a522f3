/** Runs tasks with the Claude Code command line. */
@NullMarked
package dev.claudeworker.plugin.claudecli;

import org.jspecify.annotations.NullMarked;
