package org.hublink.client;

import java.util.ArrayList;
import java.util.List;
import org.hublink.engine.VerifiedListing;
import org.hublink.primitives.Home;
import org.hublink.primitives.Json;
import org.hublink.protocol.Channel;
import org.hublink.protocol.Coded;
import org.hublink.protocol.Freshness;
import org.hublink.protocol.FreshnessLadder;
import org.hublink.protocol.Listing;
import org.hublink.protocol.OpenHours;
import org.hublink.protocol.OwnName;
import org.hublink.protocol.Reference;

/** One contact point as {@code directory show} prints it, with the line that says why it may be believed. */
public final class ListingCard {
    private static final String LANGUAGE = "en";
    private static final int LABEL = 13;
    private static final long DAY = 86_400;

    private final VerifiedListing verified;
    private final Listing listing;
    private final Reference reference;
    private final Home home;
    private final long cosignedAt;

    ListingCard(VerifiedListing verified, Reference reference, Home home, long cosignedAt) {
        this.verified = verified;
        this.listing = verified.listing();
        this.reference = reference;
        this.home = home;
        this.cosignedAt = cosignedAt;
    }

    public void print(Screen screen) {
        long now = home.clock().now();
        screen.line();
        screen.line(screen.bold(listing.id()) + "  " + country());
        line(screen, "unit", name(listing.unit()));
        line(screen, "authority", name(listing.authority()));
        line(screen, "functions", labels("functions", listing.scope().functions()));
        line(screen, "offences", labels("offences", listing.scope().offences()));
        line(screen, "measures", labels("measures", listing.scope().measures()));
        line(screen, "hours", hours(now));
        line(screen, "languages", languages());
        for (var channel : listing.channels()) {
            line(screen, label("channels", channel.kind()), address(channel));
        }
        line(screen, "alternates", String.join(", ", listing.alternates()));
        line(screen, "attested", attested(now));
        screen.line();
        screen.good("proved: " + signed());
        screen.line("  " + place(now));
    }

    private void line(Screen screen, String label, String value) {
        if (value.isEmpty()) {
            return;
        }
        boolean first = true;
        for (var part : Columns.wrap(value, screen.width() - LABEL - 3)) {
            screen.line("  " + screen.paint("2", Columns.left(first ? Columns.fit(label, LABEL) : "", LABEL)) + " "
                    + part);
            first = false;
        }
    }

    private String country() {
        var state = reference.state(listing.country());
        return state == null ? listing.country() : state.name().in(LANGUAGE);
    }

    private static String name(OwnName name) {
        var translated = name.in(LANGUAGE);
        return translated == null || translated.equals(name.own()) ? name.own() : name.own() + " (" + translated + ")";
    }

    private String labels(String list, List<? extends Coded> codes) {
        var words = new ArrayList<String>();
        codes.forEach(code -> words.add(label(list, code)));
        return String.join(", ", words);
    }

    private String label(String list, Coded code) {
        return reference.label(list, code.code(), LANGUAGE);
    }

    private String hours(long now) {
        var open = new OpenHours(home.zones());
        var state = open.at(listing.hours(), now);
        long changes = state == OpenHours.State.CLOSED
                ? open.opensAt(listing.hours(), now)
                : open.closesAt(listing.hours(), now);
        long local = now + open.offsetSeconds(listing.hours(), now);
        return opening(state, changes, now) + ", local time " + clock(local) + " ("
                + listing.hours().zone() + ")";
    }

    /** {@code open 24/7}, {@code open, closes in 3 h}, {@code closed, opens in 5 h}. */
    static String opening(OpenHours.State state, long changes, long now) {
        return switch (state) {
            case OPEN -> changes == OpenHours.NEVER ? "open 24/7" : "open, closes in " + Ages.of(changes - now);
            case CLOSED -> changes == OpenHours.NEVER ? "closed" : "closed, opens in " + Ages.of(changes - now);
            case UNKNOWN -> "hours unknown";
        };
    }

    private static String clock(long local) {
        long minutes = Math.floorMod(local, DAY) / 60;
        return two(minutes / 60) + ":" + two(minutes % 60);
    }

    private static String two(long value) {
        return value < 10 ? "0" + value : Long.toString(value);
    }

    private String languages() {
        var words = new ArrayList<String>();
        for (var spoken : listing.languages()) {
            words.add(reference.label("languages", spoken.language(), LANGUAGE) + " (" + label("levels", spoken.level())
                    + ")");
        }
        return String.join(", ", words);
    }

    /** The first way that is not the Hub itself, for a table. */
    static String reach(Listing listing) {
        for (var channel : listing.channels()) {
            if (!channel.address().equals(listing.id())) {
                return (listing.reachableByHub() ? "Hub, " : "") + channel.address();
            }
        }
        return listing.reachableByHub() ? "Hub" : "";
    }

    private static String address(Channel channel) {
        return channel.languages().isEmpty()
                ? channel.address()
                : channel.address() + "  [" + String.join(", ", channel.languages()) + "]";
    }

    private Freshness freshness(long now) {
        return FreshnessLadder.DEFAULT.at(verified.attested(), now);
    }

    private String attested(long now) {
        var ages = Ages.of(now - verified.attested().on()) + " ago";
        return switch (freshness(now)) {
            case FRESH -> ages + ", due again in " + Ages.of(verified.attested().by() - now);
            case DUE ->
                ages + ": due since " + Ages.of(now - verified.attested().by()) + ", ask the alternates too";
            case UNVERIFIED -> ages + ": UNVERIFIED; use an alternate too where it is urgent";
        };
    }

    private String signed() {
        var persons = verified.proof().persons();
        return "signed by " + persons.size() + " persons of " + listing.country() + " (" + String.join(", ", persons)
                + ")";
    }

    private String place(long now) {
        return "log index " + verified.manifest().index() + " of "
                + verified.proof().checkpointSize()
                + " · checkpoint " + Ages.of(now - cosignedAt) + " old · manifest version "
                + verified.manifest().header().version() + " · "
                + freshness(now).code();
    }

    /** The same for a machine. */
    public Json.Builder json() {
        long now = home.clock().now();
        var channels = new ArrayList<Json>();
        for (var channel : listing.channels()) {
            channels.add(Json.obj()
                    .put("kind", channel.kind().code())
                    .put("address", channel.address())
                    .putTexts("languages", channel.languages())
                    .build());
        }
        return Json.obj()
                .put("id", listing.id())
                .put("version", listing.version())
                .put("country", listing.country())
                .put("unit", listing.unit().own())
                .put("authority", listing.authority().own())
                .put("channels", channels)
                .put("open", new OpenHours(home.zones()).at(listing.hours(), now) == OpenHours.State.OPEN)
                .put(
                        "attested",
                        Json.obj()
                                .put("on", verified.attested().on())
                                .put("by", verified.attested().by())
                                .put("freshness", freshness(now).code()))
                .put(
                        "proof",
                        Json.obj()
                                .putTexts("persons", verified.proof().persons())
                                .put("leaf", verified.manifest().index())
                                .put(
                                        "manifestVersion",
                                        verified.manifest().header().version())
                                .put("checkpointSize", verified.proof().checkpointSize())
                                .put("checkpointAgeSeconds", Math.max(0, now - cosignedAt)));
    }
}
