@NullMarked
package dev.claudeworker.plugin.sound;

import org.jspecify.annotations.NullMarked;
