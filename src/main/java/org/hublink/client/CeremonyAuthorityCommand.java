package org.hublink.client;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hublink.engine.Ceremony;
import org.hublink.jvm.JvmHome;
import org.hublink.protocol.AuthorityFacts;
import org.hublink.protocol.Country;
import org.hublink.protocol.Header;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hub ceremony authority}: who speaks for a country. */
@Command(
        name = "authority",
        mixinStandardHelpOptions = true,
        header = "Name a country's operators and sign first; the others run hub ceremony sign.")
final class CeremonyAuthorityCommand extends HubCommand {
    @Parameters(index = "0", paramLabel = "COUNTRY", description = "Such as FR.")
    private String country = "";

    @Mixin
    private ClientOptions own = new ClientOptions();

    @Mixin
    private HolderSigning signing = new HolderSigning();

    @Option(
            names = "--root",
            paramLabel = "FILE",
            defaultValue = "root.ceremony",
            description = "The signed root in force (${DEFAULT-VALUE}).")
    private Path root = Path.of("root.ceremony");

    @Option(
            names = "--operators",
            required = true,
            split = ",",
            paramLabel = "FILE",
            description = "Their public files: one more than the threshold, so that the country outlives a lost key.")
    private List<Path> operators = List.of();

    @Option(names = "--threshold", defaultValue = "2", description = "How many must sign (${DEFAULT-VALUE}).")
    private int threshold = 2;

    @Option(
            names = "--authority-version",
            defaultValue = "1",
            description = "One more than the authority in force has (${DEFAULT-VALUE}).")
    private int version = 1;

    @Option(names = "--days", defaultValue = "380", description = "Validity, at most 400 (${DEFAULT-VALUE}).")
    private int days = 380;

    @Option(names = "--out", paramLabel = "FILE", description = "Default: COUNTRY.ceremony.")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException, Ended {
        if (!Country.isCode(country)) {
            throw new Ended(ExitCode.USAGE, "bad-country", "A country is named by two capital letters, such as FR.");
        }
        var file = out == null ? Path.of(country + ".ceremony") : out;
        signing.checkNew(file);
        return signing.begin(this, own, CeremonyFile.root(root), header(signing.seconds(days)), file);
    }

    private Header header(long seconds) throws IOException, Ended {
        var named = new ArrayList<AuthorityFacts.Operator>();
        for (var file : operators) {
            var operator = PublicHalf.operator(file);
            if (!operator.country().equals(country)) {
                throw Ended.refused("foreign-country", file + " is of an operator of " + operator.country() + ".");
            }
            named.add(new AuthorityFacts.Operator(operator.id(), List.of(operator.key())));
        }
        long now = JvmHome.system().clock().now();
        try {
            var facts = new AuthorityFacts(threshold, named);
            return Ceremony.authority(new Country(country), version, facts, now, now + seconds);
        } catch (IllegalArgumentException refused) {
            throw new Ended(
                    ExitCode.USAGE,
                    "authority-facts",
                    "This is no authority: 1 to " + AuthorityFacts.OPERATORS_MAX
                            + " different operators, and a threshold that they can reach.");
        }
    }
}
