/** What a plugin implements to tell people what became of their tasks: by sound, message or window. */
@NullMarked
package dev.claudeworker.spi.notify;

import org.jspecify.annotations.NullMarked;
