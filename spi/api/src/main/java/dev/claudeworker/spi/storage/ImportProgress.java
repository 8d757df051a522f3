package dev.claudeworker.spi.storage;

/**
 * How far an import that was begun and not finished has come.
 *
 * @param source what is imported, as {@link Transfer#begin} was told
 * @param records how many of its records are written and durable
 */
public record ImportProgress(String source, long records) {}
