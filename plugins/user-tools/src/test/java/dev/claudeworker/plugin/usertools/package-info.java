@NullMarked
package dev.claudeworker.plugin.usertools;

import org.jspecify.annotations.NullMarked;
