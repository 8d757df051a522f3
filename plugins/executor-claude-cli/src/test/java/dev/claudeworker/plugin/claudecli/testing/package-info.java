/** What the tests of this plugin put in place of the runtime. */
package dev.claudeworker.plugin.claudecli.testing;
