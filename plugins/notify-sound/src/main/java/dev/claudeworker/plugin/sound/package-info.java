/** The notifier {@code sound}: a sound when a task starts, completes or fails. */
@NullMarked
package dev.claudeworker.plugin.sound;

import org.jspecify.annotations.NullMarked;
