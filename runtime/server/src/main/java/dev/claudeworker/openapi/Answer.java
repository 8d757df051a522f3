package dev.claudeworker.openapi;

import java.util.Optional;

/**
 * What a request is answered with when all goes well, or when it fails in a way of its own.
 *
 * @param status the HTTP status
 * @param description when
 * @param contentType media type of the body
 * @param schema its shape; empty = there is no body
 */
public record Answer(int status, String description, String contentType, Optional<Schema> schema) {}
