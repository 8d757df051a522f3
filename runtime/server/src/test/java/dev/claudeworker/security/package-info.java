@NullMarked
package dev.claudeworker.security;

import org.jspecify.annotations.NullMarked;
