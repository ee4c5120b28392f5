/**
 * The delivery service: keeps the order of each group's log, routes by the lists that commits carry, hands out KeyPackages
 * once, and stores sealed contents. What it carries is ciphertext; it holds no key and reads nothing.
 *
 * <p>Trusted: the session that says which device calls. Not trusted: what a frame says of a case (a hint), whether a routing
 * list is the commit's effect (clients check that), whether a device exists. Clients trust nothing of this room: it can keep
 * back and delay, and what else it does they see.
 *
 * <p>Refuses: frames of another instance than the one claimed last, commits on an epoch that is over, messages of a past
 * epoch, one id for two contents, and to show a device what came before its commit or after its removal.
 */
@NullMarked
package org.hublink.messaging;

import org.jspecify.annotations.NullMarked;
