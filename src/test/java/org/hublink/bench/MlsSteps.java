package org.hublink.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.hublink.mls.CommitPlan;
import org.hublink.mls.Committing;
import org.hublink.mls.Group;
import org.hublink.mls.GroupState;
import org.hublink.mls.KeyPackageSecrets;
import org.hublink.mls.Pending;
import org.hublink.mls.Received;
import org.hublink.primitives.Malformed;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What JMH measures of the room {@code mls}. "Fresh" is a group right after one commit added all: most of the tree is
 * blank, so that a commit is sealed to every single member. "Settled" is one in which each member has committed once.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class MlsSteps {
    static final int MEMBERS = 100;
    static final int MESSAGE_BYTES = 1024;

    private static final byte[] NOTHING = {};

    /** A group of one and those it is going to add. */
    @State(Scope.Thread)
    public static class Founder {
        @Param({"61523", "1"})
        public int suite;

        MlsParty party;
        Group group;
        CommitPlan plan;

        @Setup
        public void found() {
            party = new MlsParty(suite);
            group = party.create();
            plan = party.adding(party.clients(MEMBERS - 1));
        }
    }

    /** Member 0, who made the fresh group, and the newcomer at the far end. */
    @State(Scope.Thread)
    public static class Fresh {
        @Param({"61523", "1"})
        public int suite;

        MlsParty party;
        Group founder;
        Group last;
        KeyPackageSecrets newcomer;
        byte[] welcome;
        final byte[] text = new byte[MESSAGE_BYTES];

        @Setup
        public void grow() {
            party = new MlsParty(suite);
            List<KeyPackageSecrets> newcomers = party.clients(MEMBERS - 1);
            newcomer = newcomers.get(MEMBERS - 2);
            Committing.Prepared made = party.commit(party.create(), party.adding(newcomers));
            founder = made.pending().accepted(made.next(), party.policy);
            welcome = MlsParty.welcomeOf(made.pending());
            last = party.join(welcome, newcomer);
        }
    }

    /** The settled group: each member was added by the one before, whose commit it was. */
    @State(Scope.Thread)
    public static class Settled {
        @Param({"61523", "1"})
        public int suite;

        MlsParty party;
        Group committer;
        KeyPackageSecrets newcomer;
        byte[] welcome;

        @Setup
        public void grow() {
            party = new MlsParty(suite);
            committer = party.create();
            for (int i = 1; i < MEMBERS; i++) {
                newcomer = party.client("newcomer " + i);
                Pending pending =
                        party.commit(committer, party.adding(List.of(newcomer))).pending();
                welcome = MlsParty.welcomeOf(pending);
                committer = party.join(welcome, newcomer);
            }
        }
    }

    /** A receiver as it was stored, opened anew for each commit it takes. */
    @State(Scope.Thread)
    public static class Receiver {
        byte[] epoch;
        byte[] ratchets;
        byte[] commit;
        Group ready;
        Fresh from;

        @Setup
        public void prepare(Fresh fresh) {
            from = fresh;
            epoch = GroupState.epoch(fresh.last);
            ratchets = GroupState.ratchets(fresh.last);
            commit = fresh.party
                    .commit(fresh.founder, new CommitPlan())
                    .pending()
                    .commit();
        }

        @Setup(Level.Invocation)
        public void open() throws Malformed {
            ready = GroupState.restore(epoch, ratchets, from.party.policy);
        }
    }

    @Benchmark
    public byte[] addAll(Founder founder) {
        Committing.Prepared made = founder.party.commit(founder.group, founder.plan);
        founder.group = made.next();
        return MlsParty.welcomeOf(made.pending());
    }

    @Benchmark
    public byte[] commitFresh(Fresh fresh) {
        Committing.Prepared made = fresh.party.commit(fresh.founder, new CommitPlan());
        fresh.founder = made.next();
        return made.pending().commit();
    }

    @Benchmark
    public byte[] commitSettled(Settled settled) {
        Committing.Prepared made = settled.party.commit(settled.committer, new CommitPlan());
        settled.committer = made.next();
        return made.pending().commit();
    }

    @Benchmark
    public Group processFresh(Receiver receiver) {
        return receiver.from.party.committed(receiver.ready, receiver.commit);
    }

    @Benchmark
    public Group joinFresh(Fresh fresh) {
        return fresh.party.join(fresh.welcome, fresh.newcomer);
    }

    @Benchmark
    public Group joinSettled(Settled settled) {
        return settled.party.join(settled.welcome, settled.newcomer);
    }

    @Benchmark
    public Group joinFreshSideBySide(Fresh fresh) {
        return fresh.party.joinSideBySide(fresh.welcome, fresh.newcomer);
    }

    @Benchmark
    public Group joinSettledSideBySide(Settled settled) {
        return settled.party.joinSideBySide(settled.welcome, settled.newcomer);
    }

    @Benchmark
    public byte[] messageSealed(Fresh fresh) {
        Group.Sent sent = fresh.founder.seal(fresh.text, NOTHING, 0, fresh.party.randomness);
        fresh.founder = sent.next();
        return sent.message();
    }

    @Benchmark
    public byte[] messageOneWay(Fresh fresh) {
        Group.Sent sent = fresh.founder.seal(fresh.text, NOTHING, 0, fresh.party.randomness);
        fresh.founder = sent.next();
        Received.Message opened = fresh.party.opened(fresh.last, sent.message());
        fresh.last = opened.next();
        return opened.data();
    }
}
