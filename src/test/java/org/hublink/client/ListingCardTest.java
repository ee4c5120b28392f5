package org.hublink.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.hublink.demo.DemoListings;
import org.hublink.engine.VerifiedListings;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Home;
import org.hublink.protocol.Listing;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What {@code directory show} prints, to the letter. With {@code -Dgolden.write=true} the file is written anew. */
@Tag("unit")
class ListingCardTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/directory-show.txt");
    private static final long NOW = 1_795_000_000L;
    private static final Home HOME = JvmHome.with(Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC));

    private static Listing listing(String id) {
        return new DemoListings(Desk.reference(HOME))
                .all(NOW).get(id.substring(0, 2)).stream()
                        .filter(one -> one.id().equals(id))
                        .findFirst()
                        .orElseThrow();
    }

    private static String shown(String id) {
        var verified = VerifiedListings.believed(listing(id));
        var bytes = new ByteArrayOutputStream();
        Desk.of(List.of(verified), HOME)
                .card(verified, NOW - 12)
                .print(Screen.plain(new PrintStream(bytes, true, StandardCharsets.UTF_8)));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theCardReadsAsItDidWhenAPersonLastLookedAtIt() throws IOException {
        var cards = shown("FR-CSE-247") + shown("CN-MLA-1") + shown("AO-CSE-247") + shown("BE-CSE-247");
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(GOLDEN.getParent());
            Files.writeString(GOLDEN, cards);
        }
        assertThat(cards).isEqualTo(Files.readString(GOLDEN));
        assertThat(cards.lines())
                .allSatisfy(line -> assertThat(Columns.width(line)).isLessThanOrEqualTo(80));
    }

    @Test
    void theMachineIsToldTheSame() {
        var verified = VerifiedListings.believed(listing("FR-CSE-247"));
        var card =
                Desk.of(List.of(verified), HOME).card(verified, NOW - 12).json().build();
        assertThat(card.members())
                .containsKeys("id", "version", "country", "unit", "authority", "channels", "open", "attested", "proof");
    }
}
