package org.hublink.client;

import java.io.IOException;
import org.hublink.engine.OwnKey;
import org.hublink.engine.VaultContents;
import org.hublink.engine.VaultOwner;
import org.hublink.jvm.JvmHome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code hub ceremony share}: a holder's part of the root, in a vault that stays with him. */
@Command(
        name = "share",
        mixinStandardHelpOptions = true,
        header = "Make your share of the root, on a machine of your own that is best never on a network.")
final class CeremonyShareCommand extends HubCommand {
    @Mixin
    private ClientOptions own = new ClientOptions();

    @Override
    public Integer call() throws IOException, Ended {
        var home = JvmHome.system();
        own.vaultIsNew();
        var key = OwnKey.ed25519(home.randomness());
        own.create(VaultContents.fresh(new VaultOwner.RootHolder(key), null, null, home.randomness()), home);
        var file = own.beside(PublicHalf.SUFFIX);
        var half = new PublicHalf.RootHolder(key.publicKey());
        half.write(file);
        screen().good("Your share is in " + own.vaultFile() + "; it never leaves your hands.");
        screen().line("  Hand over " + file + " and read its key id aloud: "
                + screen().bold(Spoken.keyId(key.publicKey())));
        output().answer(half.json().put("keyid", key.publicKey().keyId()).put("file", file.toString()));
        return ExitCode.DONE;
    }
}
