package dev.claudeworker.resource;

/**
 * What runs at the moment.
 *
 * @param slots how many attempts may run
 * @param running how many do
 * @param starting how many of them began so lately that their use does not show yet
 */
public record Holdings(int slots, int running, int starting) {}
