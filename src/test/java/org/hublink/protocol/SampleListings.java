package org.hublink.protocol;

import java.util.List;
import java.util.Map;
import org.hublink.jvm.JvmHome;
import org.hublink.jvm.Resources;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;

/** Listings and reference facts for tests of all rooms. */
public final class SampleListings {
    public static final Text TEXT = JvmHome.system().text();
    /** 2026-11-22 11:06:40 UTC, a Sunday. */
    public static final long NOW = 1_795_345_600L;

    private SampleListings() {}

    public static Reference reference() {
        try {
            return Reference.read(
                    Resources.bytes("reference/countries.json"), Resources.bytes("reference/labels.json"), TEXT);
        } catch (Malformed broken) {
            throw new AssertionError(broken);
        }
    }

    /** One with every field filled, always open. */
    public static Listing full(String id, int version) {
        String country = id.substring(0, 2);
        return new Listing(
                id,
                version,
                new OwnName("pt", "Polícia Exemplo", Map.of("en", "Example Police", "ar", "شرطة نموذجية")),
                new OwnName("pt", "Plantão Exemplo de Proteção", Map.of("en", "Sample Duty Desk for Protection")),
                new Scope(
                        List.of(DeskFunction.CHILD_EXPLOITATION, DeskFunction.PRESERVATION),
                        List.of(Offence.SOLICITATION, Offence.LIVE_STREAMING),
                        List.of(Measure.PRESERVE, Measure.LOCATE_CHILD),
                        List.of(country + "-DF", country + "-SP"),
                        List.of(LegalGround.of(LegalBasis.BUDAPEST), new LegalGround(LegalBasis.BILATERAL, "FR"))),
                Hours.always("America/Sao_Paulo"),
                List.of(
                        new SpokenLanguage("pt", LanguageLevel.NATIVE),
                        new SpokenLanguage("en", LanguageLevel.WORKING)),
                List.of(
                        Channel.of(ChannelKind.HUB, id),
                        new Channel(ChannelKind.PHONE, "+1 202-555-0142", List.of("pt", "en"), null),
                        Channel.of(ChannelKind.I_24_7, "NCB Brasília"),
                        new Channel(ChannelKind.MAIL, "plantao@desk.example", List.of(), "line one\nline two")),
                new Terms(
                        List.of("pt", "en"),
                        DualCriminality.NOT_FOR_PRESERVATION,
                        List.of(Measure.CONTENT_DATA),
                        new Preservation(60, 1, 60),
                        Tlp.AMBER,
                        List.of(HandlingCode.ASK_FIRST)),
                List.of(country + "-NCB-1"),
                new Validity("all", NOW - 1_000_000, NOW - 12 * 86_400, NOW + 78 * 86_400));
    }

    /** The same with other hours. */
    public static Listing withHours(Listing listing, Hours hours) {
        return new Listing(
                listing.id(),
                listing.version(),
                listing.authority(),
                listing.unit(),
                listing.scope(),
                hours,
                listing.languages(),
                listing.channels(),
                listing.terms(),
                listing.alternates(),
                listing.validity());
    }
}
