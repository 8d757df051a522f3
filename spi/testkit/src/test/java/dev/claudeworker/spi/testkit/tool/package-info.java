@NullMarked
package dev.claudeworker.spi.testkit.tool;

import org.jspecify.annotations.NullMarked;
