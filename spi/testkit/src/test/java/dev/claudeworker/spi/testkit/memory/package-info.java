/** The reference storage keeps the contract. */
@NullMarked
package dev.claudeworker.spi.testkit.memory;

import org.jspecify.annotations.NullMarked;
