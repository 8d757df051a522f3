/** Tests. */
@NullMarked
package dev.claudeworker.moving;

import org.jspecify.annotations.NullMarked;
