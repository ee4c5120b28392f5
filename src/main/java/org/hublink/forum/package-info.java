/**
 * The forum's room at the server: takes what personas signed, keeps it in order, lists and searches it, and tells who watches
 * that something moved.
 *
 * <p>Trusted: nothing that is sent. An act is stored if its author's persona counts now, by the log, and its thread allows it;
 * clients judge both again. Order, counts and absence are this server's word, but for what two moderators logged of all threads.
 *
 * <p>Refuses: acts of devices and operators, acts dated otherwise than now, what the thread's table does not allow, more than
 * an author may say in an hour, and to show reports to anybody but moderators. It does not ask which officer a persona is, and
 * keeps no list of who reads or follows what.
 */
@NullMarked
package org.hublink.forum;

import org.jspecify.annotations.NullMarked;
