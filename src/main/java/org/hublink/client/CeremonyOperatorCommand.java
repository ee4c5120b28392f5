package org.hublink.client;

import java.io.IOException;
import org.hublink.engine.OwnKey;
import org.hublink.engine.VaultContents;
import org.hublink.engine.VaultOwner;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Country;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hub ceremony operator}: the keys of somebody who is to speak for a country. */
@Command(
        name = "operator",
        mixinStandardHelpOptions = true,
        header = "Make an operator's keys on his own machine; the root's holders name him in the authority.")
final class CeremonyOperatorCommand extends HubCommand {
    private static final String ID = "[a-z0-9][a-z0-9._-]{0,70}";

    @Mixin
    private ClientOptions own = new ClientOptions();

    @Option(names = "--country", required = true, paramLabel = "CODE", description = "Such as FR.")
    private String country = "";

    @Option(
            names = "--server",
            required = true,
            paramLabel = "URL",
            description = "The hub, such as https://hub.example.")
    private String server = "";

    @Option(
            names = "--root",
            required = true,
            paramLabel = "HASH",
            description = "The root's hash as it was published.")
    private String root = "";

    @Option(names = "--id", paramLabel = "PSEUDONYM", description = "Default: a new pseudonym.")
    private @Nullable String id;

    @Override
    public Integer call() throws IOException, Ended {
        if (!Country.isCode(country)) {
            throw new Ended(ExitCode.USAGE, "bad-country", "A country is named by two capital letters, such as FR.");
        }
        var home = JvmHome.system();
        var chosen = id == null ? InviteCommand.pseudonym(new Country(country), home) : id;
        if (!chosen.matches(ID)) {
            throw new Ended(ExitCode.USAGE, "bad-pseudonym", "A pseudonym is written like fr-o-7k2m9q.");
        }
        var origin = own.http(server).origin();
        var pin = pin();
        own.vaultIsNew();
        var key = OwnKey.ed25519(home.randomness());
        var owner = new VaultOwner.Operator(country, chosen, key);
        own.create(VaultContents.fresh(owner, pin, origin, home.randomness()), home);
        var file = own.beside(PublicHalf.SUFFIX);
        var half = new PublicHalf.Operator(country, chosen, key.publicKey());
        half.write(file);
        screen().good("Operator " + chosen + " of " + country + "; the keys are in " + own.vaultFile() + ".");
        screen().line("  Hand " + file + " to a holder of the root and read him its key id: "
                + screen().bold(Spoken.keyId(key.publicKey())));
        output().answer(half.json().put("keyid", key.publicKey().keyId()).put("file", file.toString()));
        return ExitCode.DONE;
    }

    private Digest pin() throws Ended {
        try {
            return Digest.fromHex(root);
        } catch (Malformed malformed) {
            throw new Ended(ExitCode.USAGE, "no-root", "--root wants the 64 digits of the root's hash.");
        }
    }
}
