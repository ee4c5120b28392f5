package org.hublink.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.hublink.engine.Apply;
import org.hublink.engine.OwnKey;
import org.hublink.engine.Vault;
import org.hublink.engine.VaultContents;
import org.hublink.engine.VaultOwner;
import org.hublink.engine.Wish;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Home;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.CardPart;
import org.hublink.protocol.Role;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hub enrol apply} (V3): follows the log to the operators whom the invitation names, makes keys, applies. */
@Command(
        name = "apply",
        mixinStandardHelpOptions = true,
        header = "Make your keys on this machine and apply; needs the invitation link.")
final class EnrolApplyCommand extends HubCommand {
    @Parameters(index = "0", paramLabel = "LINK", description = "The invitation link, in quotes.")
    private String link = "";

    @Mixin
    private ClientOptions own = new ClientOptions();

    @Option(names = "--name", required = true, description = "Your name, for your operators and counterparts only.")
    private String name = "";

    @Option(names = "--unit", required = true, description = "Your unit.")
    private String unit = "";

    @Option(names = "--phone", required = true, description = "Your number as dialled from abroad.")
    private String phone = "";

    @Option(names = "--languages", required = true, split = ",", description = "Codes, best first: fr,en.")
    private List<String> languages = List.of();

    @Option(names = "--handle", description = "How you wish to appear in the forum (default: not at all).")
    private @Nullable String handle;

    @Option(names = "--topics", split = ",", description = "What you are an expert for; needs --handle.")
    private List<String> topics = List.of();

    @Override
    public Integer call() throws IOException, Ended {
        var invited = InvitationLink.read(link);
        var card = card();
        own.vaultIsNew();
        var passphrase = own.freshPassphrase();
        var home = JvmHome.system();
        var http = own.http(invited.origin());
        var guest = VaultContents.fresh(
                new VaultOwner.RootHolder(OwnKey.ed25519(home.randomness())),
                invited.invitation().root(),
                invited.origin(),
                home.randomness());
        try (var client = OfficerClient.open(guest, own.store(), http, home, own.demo(), view -> {})) {
            client.must(new Wish.Follow());
            var made = OperatorClient.must(
                    Apply.apply(client.engine().trust(), invited.invitation(), card, face(), invited.origin(), home),
                    "The invitation");
            // The store key stays the one under which this log was just followed: its floor is kept.
            keep(
                    new VaultContents(
                            made.contents().owner(), made.contents().root(), invited.origin(), guest.storeKey(), null),
                    passphrase,
                    home);
            var body = Json.obj().putBase64("token", made.token()).putBase64("sealed", made.sealed());
            send(new ServerCalls(http, home.text()), body);
            tell(made);
        }
        return ExitCode.DONE;
    }

    private CardPart card() throws Ended {
        try {
            return CardPart.of(name, unit, languages, phone);
        } catch (Malformed refused) {
            throw new Ended(
                    ExitCode.USAGE,
                    refused.reason(),
                    "The card is not complete: name, unit, a number with at least three digits, languages as fr,en.");
        }
    }

    private Apply.@Nullable Face face() {
        return handle == null ? null : new Apply.Face(handle, topics.isEmpty() ? Role.OFFICER : Role.EXPERT, topics);
    }

    private void keep(VaultContents contents, String passphrase, Home home) throws IOException, Ended {
        var vault = Vault.create(contents, passphrase, own.cost(), home.randomness(), home.text());
        PrivateFiles.replace(own.vaultFile(), vault.seal(home.randomness()));
    }

    /** Keys that nobody applied with are of no use, and would block the next try. */
    private void send(ServerCalls server, Json.Builder body) throws IOException, Ended {
        try {
            server.post("/api/v1/officers/applications", null, body);
        } catch (Ended refused) {
            if (refused.exitCode() == ExitCode.REFUSED) {
                Files.deleteIfExists(own.vaultFile());
            }
            throw refused;
        }
    }

    private void tell(Apply.Made made) throws IOException, Ended {
        var digits = String.join(" ", made.application().digits());
        PrivateFiles.replace(
                own.beside(EnrolFingerprintCommand.SUFFIX), (digits + "\n").getBytes(StandardCharsets.US_ASCII));
        var device = ((VaultOwner.Device) made.contents().owner()).deviceId();
        screen().good("Your keys are in " + own.vaultFile() + "; the application is sent, sealed.");
        screen().line();
        screen().line("  " + screen().bold(digits));
        screen().line();
        screen().prose(
                        2,
                        "Two operators of your country will call you. Read these digits to each of them; if they differ,"
                                + " somebody else has applied in your place.");
        screen().dim("  Again: hub enrol fingerprint; how it stands: hub enrol status");
        output().answer(Json.obj()
                .put("device", device)
                .put("officer", made.application().device().value().officer())
                .put("digits", digits));
    }
}
