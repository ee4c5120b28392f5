package org.hublink.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.hublink.primitives.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code hub enrol fingerprint}: the digits once more. They are no secret and need no passphrase. */
@Command(
        name = "fingerprint",
        mixinStandardHelpOptions = true,
        header = "The 30 digits of your application, to be read out by phone.")
final class EnrolFingerprintCommand extends HubCommand {
    static final String SUFFIX = ".digits";
    private static final int FILE_BYTES_MAX = 100;

    @Mixin
    private ClientOptions own = new ClientOptions();

    @Override
    public Integer call() throws IOException, Ended {
        var file = own.beside(SUFFIX);
        var digits = new String(PrivateFiles.read(file, FILE_BYTES_MAX), StandardCharsets.US_ASCII).strip();
        if (!digits.matches("[0-9]{5}( [0-9]{5}){5}")) {
            throw Ended.local("digits-file", "The file " + file + " does not hold 30 digits.");
        }
        screen().line(screen().bold(digits));
        output().answer(Json.obj().put("digits", digits));
        return ExitCode.DONE;
    }
}
