@NullMarked
package dev.claudeworker.mcp;

import org.jspecify.annotations.NullMarked;
