package dev.claudeworker.plugins;

/**
 * One thing that is wrong with given values.
 *
 * @param key the key it is about
 * @param message what is wrong, naming key, place and allowed values, never the value of a secret
 * @param suggestion what to do
 */
public record ConfigProblem(String key, String message, String suggestion) {}
