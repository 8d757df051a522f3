/** What every set of tools must do, as tests, and an interface of the server whose answers a test writes. */
@NullMarked
package dev.claudeworker.spi.testkit.tool;

import org.jspecify.annotations.NullMarked;
