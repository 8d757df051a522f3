/** How the program is called: arguments, environment, files, prompt. */
@NullMarked
package dev.claudeworker.plugin.claudecli.invocation;

import org.jspecify.annotations.NullMarked;
