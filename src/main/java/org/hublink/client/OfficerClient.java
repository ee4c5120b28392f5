package org.hublink.client;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.hublink.engine.Effect;
import org.hublink.engine.Engine;
import org.hublink.engine.Vault;
import org.hublink.engine.VaultContents;
import org.hublink.engine.View;
import org.hublink.engine.Wish;
import org.hublink.primitives.Home;
import org.hublink.primitives.Malformed;

/** An engine on this machine: an open vault, its store, its server. One person, one folder. */
public final class OfficerClient implements AutoCloseable {
    private final Engine engine;
    private final Pump pump;
    private final HttpHome http;
    private final Home home;
    private final Archivist archivist;

    private OfficerClient(Engine engine, Pump pump, HttpHome http, Home home, Archivist archivist) {
        this.engine = engine;
        this.archivist = archivist;
        this.pump = pump;
        this.http = http;
        this.home = home;
    }

    /** Opens a vault file; a wrong passphrase is a sentence. */
    public static Vault vault(Path file, String passphrase, Home home) throws IOException, Ended {
        try {
            return Vault.open(PrivateFiles.read(file, Vault.BYTES_MAX), passphrase, home.text());
        } catch (Malformed refused) {
            throw Ended.local(
                    refused.reason(),
                    refused.reason().equals("vault-wrong-passphrase")
                            ? "The passphrase does not open " + file + "."
                            : "The vault " + file + " does not open.");
        }
    }

    /**
     * Opens the client.
     *
     * @param vault with its pinned root and its server's origin
     * @param folder of the store
     * @param http the way to the server; signing in names the vault's origin, wherever this leads
     * @param demo true in the demo alone (K4)
     */
    public static OfficerClient open(
            VaultContents vault, Path folder, HttpHome http, Home home, boolean demo, Consumer<View> views)
            throws IOException, Ended {
        return open(vault, folder, http, home, demo, views, alert -> {});
    }

    /** The same, for whoever wants to be told at once what a person must see. */
    static OfficerClient open(
            VaultContents vault,
            Path folder,
            HttpHome http,
            Home home,
            boolean demo,
            Consumer<View> views,
            Consumer<Effect.Alert> alerts)
            throws IOException, Ended {
        if (vault.root() == null || vault.origin() == null) {
            throw Ended.local("vault-unbound", "This vault belongs to no server yet; enrol first.");
        }
        var store = JournalStore.open(folder);
        var engine = new Engine(home, vault, store.generation(), demo);
        var archivist = new Archivist(home.randomness());
        Consumer<View> seen = view -> {
            archivist.saw(view);
            views.accept(view);
        };
        var pump = new Pump(engine, store, http, home.clock(), seen, alerts);
        return new OfficerClient(engine, pump, http, home, archivist);
    }

    /** Runs one wish to its end. */
    public View.Finished run(Wish wish) throws IOException, Ended {
        return pump.run(wish);
    }

    /** Runs one wish to its end, and goes on until all that it sends is answered: with the store closed after it, nothing waits. */
    public View.Finished runAndSettle(Wish wish) throws IOException, Ended {
        var finished = pump.run(wish);
        pump.settle();
        return finished;
    }

    /** Follows the log, signs in, takes what has come and sends what waits. */
    View.Finished connect() throws IOException, Ended {
        return runAndSettle(new Wish.Connect());
    }

    /** Reads what colleagues filed and files what is due, for all of the officer's desks, as far as the server lets it. */
    public View.Finished archive() throws IOException, Ended {
        var finished = runAndSettle(new Wish.ArchiveAll());
        archivist.done(finished);
        return finished;
    }

    /** Who is at a desk by the server's hint; it has to be signed in. */
    public DeskReach reach(String desk) throws Ended {
        var path = "/api/v1/messaging/desks/" + desk + "/reach";
        var calls = calls();
        try {
            return DeskReach.read(calls.fields(calls.get(path, engine.token()), "reach"));
        } catch (Malformed refused) {
            throw Ended.refused(
                    "unexpected-answer", "Who is at " + desk + " cannot be read: " + refused.reason() + ".");
        }
    }

    /** Keeps the client connected for as long as what is returned is open. */
    public Live live() {
        return new Live(this, pump, http, home, archivist);
    }

    /** The server's JSON routes, by the same way. */
    public ServerCalls calls() {
        return new ServerCalls(http, home.text());
    }

    /** What it knows; read only. */
    public Engine engine() {
        return engine;
    }

    /** Like {@link #run}, for callers to whom a refusal is the end. */
    public void must(Wish wish) throws IOException, Ended {
        var finished = run(wish);
        var failed = finished.failed();
        if (failed != null) {
            throw failure(failed);
        }
        if (!finished.refusals().isEmpty()) {
            throw refusal(finished.refusals().get(0));
        }
    }

    static Ended failure(View.Failed failed) {
        boolean away = failed.code().equals("unreachable");
        return new Ended(away ? ExitCode.UNREACHABLE : ExitCode.REFUSED, failed.code(), failed.detail() + ".");
    }

    static Ended refusal(View.Refused refused) {
        boolean cheating = switch (refused.reason()) {
            case LOG_FORK, LOG_SHRUNK, LOG_BEHIND, LOG_ROOT_MISMATCH -> true;
            default -> false;
        };
        return new Ended(
                cheating ? ExitCode.CHEATING : ExitCode.REFUSED,
                refused.reason().code(),
                refused.place() + ": " + refused.detail() + ".");
    }

    /** Lets the store go. */
    @Override
    public void close() throws IOException {
        pump.close();
    }
}
