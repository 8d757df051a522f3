/** How files of attempts are written. */
@NullMarked
package dev.claudeworker.plugin.claudecli.files;

import org.jspecify.annotations.NullMarked;
