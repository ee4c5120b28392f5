package org.hublink.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Set;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.hublink.engine.Effect;
import org.hublink.engine.Vault;
import org.hublink.engine.VaultContents;
import org.hublink.engine.View;
import org.hublink.primitives.Home;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose vault, which store, which server: mixed into every command that speaks for a person. */
public final class ClientOptions {
    /** The passphrase of the published demo vaults; it stands in their README. */
    public static final String DEMO_PASSPHRASE = "for the demo only";

    private static final int CERTIFICATE_BYTES_MAX = 1 << 20;
    private static final Set<String> LOOPBACK = Set.of("http://127.0.0.1", "http://localhost", "http://[::1]");

    @Option(names = "--vault", paramLabel = "FILE", description = "The vault with this person's keys.")
    private @Nullable Path vault;

    @Option(
            names = "--store",
            paramLabel = "FOLDER",
            description = "What this client verified and keeps (default: beside the vault, '<vault>.store').")
    private @Nullable Path store;

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "The passphrase on its first line; without it the terminal asks.")
    private @Nullable Path passphraseFile;

    @Option(
            names = "--server-ca",
            paramLabel = "FILE",
            description = "PEM certificates to trust for TLS in place of the system's.")
    private @Nullable Path certificates;

    @Option(
            names = "--demo",
            description =
                    "Take the published demo keys, from a server on this machine only; everywhere else they are refused.")
    private boolean demo;

    @Option(
            names = "--least-vault-cost",
            hidden = true,
            description = "Make a new vault as cheap to open as the protocol allows: for rehearsals that open many.")
    private boolean leastCost;

    /** What guessing at a vault that is made now shall cost. */
    Vault.Cost cost() {
        return leastCost ? Vault.Cost.LEAST : Vault.Cost.USUAL;
    }

    /** The opened vault. */
    public Vault vault(Home home) throws IOException, Ended {
        return OfficerClient.vault(vaultFile(), passphrase(), home);
    }

    /** The file that the vault is read from. */
    public Path vaultFile() throws Ended {
        var file = vault;
        if (file == null) {
            throw new Ended(ExitCode.USAGE, "no-vault", "Whose keys? Give --vault FILE.");
        }
        return file;
    }

    /** True if the published demo keys are to count; only ever for a server on this machine. */
    public boolean demo() {
        return demo;
    }

    /** The way to the server that the vault belongs to. */
    public HttpHome http(Vault opened) throws IOException, Ended {
        var origin = opened.contents().origin();
        if (origin == null) {
            throw Ended.local("vault-unbound", "This vault belongs to no server yet; enrol first.");
        }
        return http(origin);
    }

    /** The way to any server. */
    public HttpHome http(String origin) throws IOException, Ended {
        if (demo && LOOPBACK.stream().noneMatch(host -> origin.equals(host) || origin.startsWith(host + ":"))) {
            throw new Ended(
                    ExitCode.USAGE, "demo-elsewhere", "--demo is for a server on this machine, not " + origin + ".");
        }
        return HttpHome.at(origin, tls());
    }

    /** The client of this person, on its store. */
    public OfficerClient open(Home home, Consumer<View> views) throws IOException, Ended {
        return open(home, views, alert -> {});
    }

    /** The same, for whoever wants to be told at once what a person must see. */
    OfficerClient open(Home home, Consumer<View> views, Consumer<Effect.Alert> alerts) throws IOException, Ended {
        var opened = vault(home);
        return OfficerClient.open(opened.contents(), store(), http(opened), home, demo, views, alerts);
    }

    /** The folder of the store. */
    Path store() throws Ended {
        return store == null ? beside(".store") : store;
    }

    /** A file or folder that belongs to the vault and lies beside it. */
    Path beside(String suffix) throws Ended {
        var file = vaultFile();
        return file.resolveSibling(file.getFileName() + suffix);
    }

    private String passphrase() throws IOException, Ended {
        // A missing vault is said before anybody is asked for its passphrase.
        PrivateFiles.read(vaultFile(), Vault.BYTES_MAX);
        return demo && passphraseFile == null
                ? DEMO_PASSPHRASE
                : Passphrases.known(passphraseFile, vaultFile().toString());
    }

    /** The passphrase of a vault that is to be made, long enough for a file that may be copied and guessed at. */
    String freshPassphrase() throws IOException, Ended {
        return Passphrases.fresh(passphraseFile, vaultFile().toString());
    }

    /** Refuses where a vault would be overwritten. */
    void vaultIsNew() throws Ended {
        if (Files.exists(vaultFile())) {
            throw Ended.local(
                    "vault-exists", "There is a file " + vaultFile() + " already; a vault is never overwritten.");
        }
    }

    /** Makes the vault, under a passphrase that is typed twice. */
    void create(VaultContents contents, Home home) throws IOException, Ended {
        var made = Vault.create(contents, freshPassphrase(), cost(), home.randomness(), home.text());
        PrivateFiles.replace(vaultFile(), made.seal(home.randomness()));
    }

    private @Nullable SSLContext tls() throws IOException, Ended {
        if (certificates == null) {
            return null;
        }
        if (Files.size(certificates) > CERTIFICATE_BYTES_MAX) {
            throw Ended.local("bad-certificates", certificates + " is too large for certificates.");
        }
        try (var in = Files.newInputStream(certificates)) {
            var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            int n = 0;
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                trusted.setCertificateEntry("ca-" + n++, certificate);
            }
            var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            var context = SSLContext.getInstance("TLSv1.3");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException broken) {
            throw Ended.local(
                    "bad-certificates", certificates + " holds no certificates: " + broken.getMessage() + ".");
        }
    }
}
