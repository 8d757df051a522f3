/** The notifier {@code desktop}: a message on the desktop when a task ends. */
@NullMarked
package dev.claudeworker.plugin.desktop;

import org.jspecify.annotations.NullMarked;
