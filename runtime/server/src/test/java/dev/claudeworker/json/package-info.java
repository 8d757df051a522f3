@NullMarked
package dev.claudeworker.json;

import org.jspecify.annotations.NullMarked;
