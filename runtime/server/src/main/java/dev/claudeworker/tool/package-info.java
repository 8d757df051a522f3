/** Jobs that the command line does with the server's classes, without a server: configuration, diagnosis. */
@NullMarked
package dev.claudeworker.tool;

import org.jspecify.annotations.NullMarked;
