/** Tests of asking for permission. */
@NullMarked
package dev.claudeworker.plugin.claudecli.permission;

import org.jspecify.annotations.NullMarked;
