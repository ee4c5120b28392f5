package org.hublink.engine;

import org.hublink.protocol.CaseRequest;
import org.hublink.protocol.CaseStep;
import org.hublink.protocol.DeskDoors;
import org.hublink.protocol.DeskDuty;
import org.hublink.protocol.Transition;

/** What can be asked of the engine. */
public sealed interface Wish {
    /** Read what the store holds and verify it again; works without a network. */
    record Open() implements Wish {}

    /** Follow the log to its newest checkpoint. */
    record Follow() implements Wish {}

    /** Follow the log and sign in. */
    record SignIn() implements Wish {}

    /** Follow the log, sign in if that is still to be done, and fetch and verify all listings that may be seen. */
    record Sync() implements Wish {}

    /** A checkpoint that a peer or another device named: is it ahead of what the server shows? (L4) */
    @SuppressWarnings("ArrayRecordComponent") // Handed over, never shared.
    record Gossip(byte[] note) implements Wish {}

    /** May something be sent, added, joined now? (L3: a checkpoint of at most five minutes, a clock that fits.) */
    record MaySend() implements Wish {}

    /** Follow the log, sign in, claim this store's instance, send what waits and take what has come in all conversations. */
    record Connect() implements Wish {}

    /** Open a case for one's desk. */
    record OpenCase(CaseRequest request, String desk) implements Wish {}

    /** Take a step of a case; never {@code send}, which opens it. */
    record Step(String conversation, CaseStep step, Transition.Words words) implements Wish {}

    /** Say something in a conversation. */
    record Chat(String conversation, String text) implements Wish {
        /** What is said does not print. */
        @Override
        public String toString() {
            return "Chat";
        }
    }

    /** Add the devices of a desk of the conversation that are not in it yet. */
    record BringIn(String conversation, String desk) implements Wish {}

    /** Say that one is on duty at a desk, or no longer. */
    record Duty(String desk, DeskDuty duty) implements Wish {}

    /** As a head, say by which doors a desk is woken. */
    record Doors(String desk, DeskDoors doors) implements Wish {}

    /**
     * Bring a file to the server for a conversation. A step names it afterwards, by {@link CaseBook#attached}.
     *
     * @param source where the home has it
     */
    record Attach(String conversation, String name, String contentType, String source) implements Wish {
        /** Names of files do not print. */
        @Override
        public String toString() {
            return "Attach";
        }
    }

    /**
     * Fetch an attachment that an act names.
     *
     * @param file content id
     * @param sink where the home puts it once it is whole
     */
    record Fetch(String conversation, String file, String sink) implements Wish {
        @Override
        public String toString() {
            return "Fetch " + file;
        }
    }

    /**
     * Bring a desk's archive up to date: take its key or make the next one, wrap it for colleagues who came later, read what
     * they filed, file what is due.
     */
    record Archive(String desk) implements Wish {}

    /** The same for every desk on whose roster this device's officer stands. */
    record ArchiveAll() implements Wish {}

    /**
     * Say that one expected what a statement says of one's desk or of its people, which ends the alarm (L6).
     *
     * @param subject as {@link Engine#unexpected} names it
     */
    record Expect(String subject) implements Wish {}
}
