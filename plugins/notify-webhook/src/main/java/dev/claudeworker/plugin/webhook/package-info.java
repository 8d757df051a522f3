/**
 * The notifier {@code webhook}: JSON by POST. The shape of the work: {@code TargetReader} reads the targets, {@code
 * TargetFilter} and {@code Template} decide what each is sent, {@code Poster} sends it, with {@code PublicAddresses} in front of
 * every connection.
 */
@NullMarked
package dev.claudeworker.plugin.webhook;

import org.jspecify.annotations.NullMarked;
