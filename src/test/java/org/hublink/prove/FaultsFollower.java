package org.hublink.prove;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.hublink.client.Ended;
import org.hublink.client.HttpHome;
import org.hublink.client.OfficerClient;
import org.hublink.engine.VaultContents;
import org.hublink.engine.View;
import org.hublink.engine.Wish;
import org.hublink.protocol.NoteKey;
import org.hublink.protocol.SignedCheckpoint;

/** An officer's client that follows the log without a pause, and beside it every checkpoint as the server shows it. */
final class FaultsFollower implements Runnable {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int OK = 200;
    private static final String LOG = "log";

    private final OfficerClient client;
    private final HttpHome http;
    private final NoteKey log;
    private final NoteKey cosigner;
    private final FaultsRecord record;
    private volatile long size;

    FaultsFollower(
            FaultsWorld world,
            VaultContents vault,
            Path folder,
            HttpHome http,
            NoteKey log,
            NoteKey cosigner,
            FaultsRecord record)
            throws IOException, Ended {
        this.client = OfficerClient.open(vault, folder, http, world.home(), false, view -> {});
        this.http = http;
        this.log = log;
        this.cosigner = cosigner;
        this.record = record;
        clean(client.run(new Wish.Open()));
    }

    /** Leaves that the client verified. */
    long size() {
        return size;
    }

    @Override
    public void run() {
        try {
            while (!record.ending()) {
                HttpHome.Answer answer = http.call("GET", "/log/checkpoint", Map.of(), null);
                if (answer.status() == OK) {
                    SignedCheckpoint shown =
                            SignedCheckpoint.read(answer.body(), log, cosigner).valueOrNull();
                    if (shown == null) record.fault("a checkpoint that does not verify was shown");
                    else record.seen(shown);
                }
                clean(client.run(new Wish.Follow()));
                SignedCheckpoint head = client.engine().checkpoint();
                size = head == null ? 0 : head.size();
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        } catch (IOException | Ended | RuntimeException broken) {
            record.fault("the client broke: " + broken);
        } finally {
            close();
        }
    }

    /** A server that does not answer is no fault, one whose answer is refused is. */
    private void clean(View.Finished finished) {
        for (View.Refused one : finished.refusals()) {
            // It never asks for parts, so it holds no manifest's; the log alone is judged here.
            if (one.place().equals(LOG)) record.fault("the client refused: " + one);
        }
    }

    private void close() {
        try {
            client.close();
        } catch (IOException broken) {
            record.fault("the client's store: " + broken);
        }
    }
}
