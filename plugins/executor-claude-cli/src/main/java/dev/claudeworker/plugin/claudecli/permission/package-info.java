/** Asking a person when Claude Code wants to do something that nobody has allowed. */
@NullMarked
package dev.claudeworker.plugin.claudecli.permission;

import org.jspecify.annotations.NullMarked;
