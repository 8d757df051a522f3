package dev.claudeworker.spi.task;

import dev.claudeworker.spi.ErrorCode;
import dev.claudeworker.spi.JsonValue.JsonObject;

/**
 * Why an attempt or a task failed. Stored as text; an exception is never rebuilt from it.
 *
 * @param errorCode the stable code with its category and whether a retry helps
 * @param message what happened and why, for people, without secrets; at most 4,000 characters
 * @param suggestion what to do next
 * @param details facts for the curious: exit code, status, the end of stderr
 */
public record Failure(ErrorCode errorCode, String message, String suggestion, JsonObject details) {}
