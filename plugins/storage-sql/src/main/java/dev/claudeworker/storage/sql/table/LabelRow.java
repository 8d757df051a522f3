package dev.claudeworker.storage.sql.table;

/** A label of a task. */
public record LabelRow(long task, String name, String value) {}
