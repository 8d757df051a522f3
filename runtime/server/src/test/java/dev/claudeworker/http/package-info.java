@NullMarked
package dev.claudeworker.http;

import org.jspecify.annotations.NullMarked;
