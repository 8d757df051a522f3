package dev.claudeworker.dag;

/**
 * One thing that is wrong with a graph.
 *
 * @param pointer JSON pointer to its place in the definition
 * @param detail what is wrong and what is allowed, one sentence or two
 */
public record GraphProblem(String pointer, String detail) {}
