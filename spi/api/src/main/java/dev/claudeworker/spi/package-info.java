/**
 * What a plugin author compiles against: the entry point, configuration, errors and JSON values. Depends on the JDK and
 * JSpecify annotations only. Nothing here is null unless it says so.
 */
@NullMarked
package dev.claudeworker.spi;

import org.jspecify.annotations.NullMarked;
