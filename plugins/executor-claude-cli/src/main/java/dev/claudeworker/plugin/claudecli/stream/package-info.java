/** Reading what the program prints with {@code --output-format stream-json}. */
@NullMarked
package dev.claudeworker.plugin.claudecli.stream;

import org.jspecify.annotations.NullMarked;
