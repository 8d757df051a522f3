@NullMarked
package dev.claudeworker.plugin.desktop;

import org.jspecify.annotations.NullMarked;
