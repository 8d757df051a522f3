/** Notices that the program or its configuration was changed under a running server. */
@NullMarked
package dev.claudeworker.reload;

import org.jspecify.annotations.NullMarked;
