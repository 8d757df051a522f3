@NullMarked
package dev.claudeworker.tool;

import org.jspecify.annotations.NullMarked;
