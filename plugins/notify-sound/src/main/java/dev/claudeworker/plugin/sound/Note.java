package dev.claudeworker.plugin.sound;

/**
 * A note.
 *
 * @param hertz its pitch
 * @param millis how long it sounds
 */
record Note(int hertz, int millis) {}
