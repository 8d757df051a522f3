/** Live streams: server-sent events that can be resumed and never hold anybody up. */
@NullMarked
package dev.claudeworker.stream;

import org.jspecify.annotations.NullMarked;
