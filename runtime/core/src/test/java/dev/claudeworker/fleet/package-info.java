@NullMarked
package dev.claudeworker.fleet;

import org.jspecify.annotations.NullMarked;
