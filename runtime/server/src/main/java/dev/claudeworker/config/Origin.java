package dev.claudeworker.config;

/**
 * Where a value came from.
 *
 * @param layer the layer
 * @param place for people, for example {@code config.yaml, line 7} or {@code CLAUDE_WORKER_PORT}
 */
public record Origin(Layer layer, String place) {

  static final Origin DEFAULT = new Origin(Layer.DEFAULT, "default");
}
