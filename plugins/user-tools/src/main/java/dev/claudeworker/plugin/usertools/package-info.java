/** Tools that the user writes: a YAML file around a command, or a Java source file. They come and go with their files. */
@NullMarked
package dev.claudeworker.plugin.usertools;

import org.jspecify.annotations.NullMarked;
