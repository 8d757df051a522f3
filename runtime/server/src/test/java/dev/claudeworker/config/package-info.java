@NullMarked
package dev.claudeworker.config;

import org.jspecify.annotations.NullMarked;
