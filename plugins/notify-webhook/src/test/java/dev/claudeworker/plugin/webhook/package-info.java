@NullMarked
package dev.claudeworker.plugin.webhook;

import org.jspecify.annotations.NullMarked;
