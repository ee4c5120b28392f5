package org.hublink.prove;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.hublink.client.Ended;
import org.hublink.client.HttpHome;
import org.hublink.client.ServerKeys;
import org.hublink.demo.TalkCrew;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Checkpoint;
import org.hublink.protocol.DeliveryFrame;
import org.hublink.protocol.DeliveryRefusal;
import org.hublink.protocol.NoteKey;
import org.hublink.protocol.RandomId;
import org.hublink.protocol.SignedCheckpoint;

/**
 * Two devices who do on purpose what clients do only by chance: each sends a commit on the same epoch, to a node of its own and
 * at one time, and then messages of the epoch that is over. One commit is taken and nothing that is late; what was taken is
 * handed out by both nodes.
 */
final class FaultsRace {
    private static final int RUNS = 4;
    private static final long AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long SHOWN_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final FaultsSaid said;
    private final List<FaultsNode> nodes;
    private final FaultsRacer left = new FaultsRacer("racer-1");
    private final FaultsRacer right = new FaultsRacer("racer-2");

    /** Logs both unless that was done; they sign in anew in any case. */
    FaultsRace(TalkCrew crew, FaultsSaid said, List<FaultsNode> nodes, Path folder, String origin)
            throws IOException, Ended {
        this.said = said;
        this.nodes = nodes;
        Path done = folder.resolve("racers");
        if (!Files.exists(done)) {
            crew.enlist(origin, left.part());
            crew.enlist(origin, right.part());
            Files.writeString(done, "logged", StandardCharsets.US_ASCII);
        }
        ServerKeys keys = ServerKeys.read(crew.serverFolder());
        long end = System.nanoTime() + SHOWN_NANOS;
        while (!signedIn(keys, origin)) {
            if (System.nanoTime() > end) {
                throw new IOException("the racers cannot sign in");
            }
            LockSupport.parkNanos(AGAIN_NANOS);
        }
    }

    private boolean signedIn(ServerKeys keys, String origin) throws Ended {
        HttpHome http = nodes.get(0).http();
        byte[] note = http.call("GET", "/log/checkpoint", Map.of(), null).body();
        String log = new String(note, StandardCharsets.UTF_8).split("\n", 2)[0];
        SignedCheckpoint head = SignedCheckpoint.read(
                        note,
                        new NoteKey(log, keys.log().publicKey()),
                        NoteKey.cosigner(log, keys.cosigner().publicKey()))
                .valueOrNull();
        if (head == null) {
            return false;
        }
        try {
            Checkpoint shown = head.checkpoint();
            left.signsIn(http, origin, shown);
            right.signsIn(http, origin, shown);
            return true;
        } catch (Ended notYet) {
            return false;
        } catch (Malformed broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** Both nodes serve; what they do wrong stands among the faults. */
    void run() throws Ended {
        HttpHome first = nodes.get(0).http();
        HttpHome second = nodes.get(1).http();
        RandomId group = RandomId.make(JvmHome.randomness());
        long entries = 0;
        entries += taken(List.of(
                        left.send(first, left.opens(group)), left.send(first, left.commit(group, 0, List.of(right)))))
                - 1;
        for (long epoch = 1; epoch <= RUNS; epoch++) {
            List<DeliveryFrame> commits = atOnce(
                    left,
                    first,
                    left.commit(group, epoch, List.of()),
                    right,
                    second,
                    right.commit(group, epoch, List.of()));
            if (taken(commits) != 1) {
                said.fault(taken(commits) + " commits were taken for epoch " + epoch + " of the race: " + commits);
            }
            List<DeliveryFrame> late =
                    atOnce(left, second, left.message(group, epoch), right, first, right.message(group, epoch));
            if (late.stream().anyMatch(one -> !isRefused(one, DeliveryRefusal.EPOCH_PAST))) {
                said.fault("messages of epoch " + epoch + ", which was over, were answered by " + late);
            }
            List<DeliveryFrame> fresh =
                    atOnce(left, first, left.message(group, epoch + 1), right, second, right.message(group, epoch + 1));
            if (taken(fresh) != fresh.size()) {
                said.fault("messages of epoch " + (epoch + 1) + ", which had begun, were answered by " + fresh);
            }
            entries += taken(commits) + taken(late) + taken(fresh);
        }
        for (HttpHome node : List.of(first, second)) {
            List<Long> numbers = left.handedOut(node, group);
            if (numbers.size() != entries) {
                said.fault("of " + entries + " entries that were stored these are handed out: " + numbers);
            }
        }
    }

    private static List<DeliveryFrame> atOnce(
            FaultsRacer one, HttpHome here, DeliveryFrame his, FaultsRacer other, HttpHome there, DeliveryFrame hers) {
        CompletableFuture<DeliveryFrame> first = CompletableFuture.supplyAsync(() -> one.send(here, his));
        CompletableFuture<DeliveryFrame> second = CompletableFuture.supplyAsync(() -> other.send(there, hers));
        List<DeliveryFrame> answers = new ArrayList<>();
        answers.add(first.join());
        answers.add(second.join());
        return answers;
    }

    private static int taken(List<DeliveryFrame> answers) {
        return (int)
                answers.stream().filter(DeliveryFrame.Taken.class::isInstance).count();
    }

    private static boolean isRefused(DeliveryFrame answer, DeliveryRefusal why) {
        return answer instanceof DeliveryFrame.Refused refused && refused.refusal() == why;
    }
}
