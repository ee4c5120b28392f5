package org.hublink.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hublink.engine.Vault;
import org.hublink.engine.VaultOwner;
import org.hublink.jvm.JvmHome;
import org.hublink.protocol.Header;
import org.hublink.protocol.RootFacts;
import org.hublink.protocol.SigningKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A root holder looks at a statement and signs it; his vault remembers the root that he signed first (V1). */
final class HolderSigning {
    private static final int DAYS_MAX = 400;
    private static final long DAY_SECONDS = 86_400;

    @Mixin
    private Consent consent = new Consent();

    @Option(
            names = "--again",
            description = "Your share signed another first root before: let this one take its place.")
    private boolean again;

    /** Signs as the first. */
    int begin(HubCommand command, ClientOptions own, @Nullable CeremonyFile root, Header header, Path out)
            throws IOException, Ended {
        var home = JvmHome.system();
        var vault = own.vault(home);
        var key = key(own, vault);
        var begun = CeremonyFile.begun(root, header, key);
        if (begun.law().key(key.keyId()) == null
                && !(header.facts() instanceof RootFacts facts && facts.key(key.keyId()) != null)) {
            throw Ended.refused("unknown-key", "This vault's key is not one of the root that signs this.");
        }
        CeremonyWords.of(begun).show(command.screen());
        return end(command, own, vault, begun, out);
    }

    /** Signs as a further one. */
    int join(HubCommand command, ClientOptions own, CeremonyFile others, Path file) throws IOException, Ended {
        var vault = own.vault(JvmHome.system());
        CeremonyWords.of(others).show(command.screen());
        return end(command, own, vault, others.with(key(own, vault)), file);
    }

    private int end(HubCommand command, ClientOptions own, Vault vault, CeremonyFile signed, Path file)
            throws IOException, Ended {
        var pinned = pinned(vault, signed);
        consent.ask("Do all key ids agree with what their owners read to you? Sign this?");
        if (pinned != null) {
            PrivateFiles.replace(own.vaultFile(), pinned.seal(JvmHome.system().randomness()));
        }
        signed.write(file);
        var words = CeremonyWords.of(signed);
        words.next(command.screen(), file);
        command.output().answer(words.json().put("file", file.toString()));
        return ExitCode.DONE;
    }

    /** The vault with the root pinned, where it knows none yet; null if it knows this one. */
    private @Nullable Vault pinned(Vault vault, CeremonyFile signed) throws Ended {
        if (!signed.underFirstRoot()) {
            return null;
        }
        var known = vault.contents().root();
        var root = signed.rootId();
        if (known != null && root.equals(known)) {
            return null;
        }
        if (known != null && !(signed.firstRoot() && again)) {
            throw Ended.refused(
                    signed.firstRoot() ? "root-signed-already" : "root-mismatch",
                    signed.firstRoot()
                            ? "Your share signed another first root before; if that one is dropped, say --again."
                            : "Your share belongs to another root than the one in this file; nothing was signed.");
        }
        return vault.with(vault.contents().withRoot(root));
    }

    private static SigningKey key(ClientOptions own, Vault vault) throws Ended {
        if (vault.contents().owner() instanceof VaultOwner.RootHolder holder) {
            return holder.key().signing();
        }
        throw Ended.local("vault-not-root", "The vault " + own.vaultFile() + " is not a share of the root.");
    }

    /** Refuses to write over what others have signed. */
    void checkNew(Path out) throws Ended {
        if (Files.exists(out)) {
            throw Ended.local("file-exists", "There is a file " + out + " already; name another with --out.");
        }
    }

    long seconds(int days) throws Ended {
        if (days < 1 || days > DAYS_MAX) {
            throw new Ended(ExitCode.USAGE, "bad-days", "It is valid for 1 to " + DAYS_MAX + " days.");
        }
        return days * DAY_SECONDS;
    }
}
