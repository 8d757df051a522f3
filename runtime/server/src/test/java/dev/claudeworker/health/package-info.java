@NullMarked
package dev.claudeworker.health;

import org.jspecify.annotations.NullMarked;
