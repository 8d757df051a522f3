@NullMarked
package dev.claudeworker.logging;

import org.jspecify.annotations.NullMarked;
