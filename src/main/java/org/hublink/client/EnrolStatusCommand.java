package org.hublink.client;

import java.io.IOException;
import org.hublink.engine.VaultOwner;
import org.hublink.engine.Wish;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Json;
import org.hublink.protocol.Country;
import org.hublink.protocol.LoggedStatement;
import org.hublink.protocol.Reason;
import org.hublink.protocol.Subject;
import org.hublink.protocol.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hub enrol status}: what the log says of one's own device. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        header = "Does your device count? Judged by the log, not by the server's word.")
final class EnrolStatusCommand extends HubCommand {
    @Mixin
    private ClientOptions own = new ClientOptions();

    @Option(names = "--sign-in", description = "Open a session, too, and say whether the server takes it.")
    private boolean signIn;

    @Override
    public Integer call() throws IOException, Ended {
        var home = JvmHome.system();
        var contents = own.vault(home).contents();
        var origin = contents.origin();
        if (!(contents.owner() instanceof VaultOwner.Device device) || origin == null) {
            throw Ended.local("vault-not-device", "The vault " + own.vaultFile() + " is not an officer's.");
        }
        var http = own.http(origin);
        try (var client = OfficerClient.open(contents, own.store(), http, home, own.demo(), view -> {})) {
            client.must(new Wish.Follow());
            var engine = client.engine();
            var verdict = engine.trust()
                    .newest(Subject.device(new Country(device.country()), device.deviceId()), engine.moment());
            var answer = Json.obj().put("device", device.deviceId());
            if (verdict instanceof Verdict.Refused<LoggedStatement> refused) {
                return refused(refused, answer);
            }
            var logged = ((Verdict.Trusted<LoggedStatement>) verdict).value();
            long left = logged.header().expires() - home.clock().now();
            screen().good("Your device counts: leaf " + logged.index() + ", version "
                    + logged.header().version() + ", for " + Spoken.days(left) + " more.");
            if (signIn) {
                client.must(new Wish.SignIn());
                screen().good("The server takes your sign-in.");
            }
            output().answer(answer.put("state", "active")
                    .put("leaf", logged.index())
                    .put("expires", logged.header().expires())
                    .put("signedIn", signIn));
            return ExitCode.DONE;
        }
    }

    private int refused(Verdict.Refused<LoggedStatement> refused, Json.Builder answer) {
        boolean waits = refused.reason() == Reason.NOT_LOGGED;
        if (waits) {
            screen().warn("Your device waits for your operators' signatures.");
        } else {
            screen().bad("Your device does not count: " + refused.detail() + " ["
                    + refused.reason().code() + "]");
        }
        output().answer(answer.put("state", waits ? "waiting" : "refused")
                .put("reason", refused.reason().code()));
        return ExitCode.REFUSED;
    }
}
