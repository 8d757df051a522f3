@NullMarked
package dev.claudeworker.home;

import org.jspecify.annotations.NullMarked;
