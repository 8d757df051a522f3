/** A stand-in for the Messages API, scripted by directives in prompts. */
package dev.claudeworker.stub;
