/**
 * For tests of notifiers without a server: {@link dev.claudeworker.spi.testkit.notify.Notifications} builds what they are
 * handed, {@link dev.claudeworker.spi.testkit.notify.NotifierContract} holds what every notifier must do.
 */
@NullMarked
package dev.claudeworker.spi.testkit.notify;

import org.jspecify.annotations.NullMarked;
