@NullMarked
package dev.claudeworker.reload;

import org.jspecify.annotations.NullMarked;
