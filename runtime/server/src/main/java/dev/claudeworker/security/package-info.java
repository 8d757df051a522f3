/** Who may talk to this server. */
@NullMarked
package dev.claudeworker.security;

import org.jspecify.annotations.NullMarked;
