/** What can be set, for the executor and for a task. */
@NullMarked
package dev.claudeworker.plugin.claudecli.config;

import org.jspecify.annotations.NullMarked;
