package org.hublink.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;
import org.hublink.primitives.Utf8;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The parts of devices, personas and desks: read back as written, refused by reason. */
@Tag("unit")
class PartRecordsTest {
    private static final Text TEXT = JvmHome.system().text();
    private static final Applicant SOMEBODY = new Applicant("parts");
    private static final DeskPart DESK = new DeskPart(
            List.of("cyber-24-7", "child-exploitation"),
            List.of("fr-o-7k2m9q", "fr-o-3h8w1z"),
            List.of("fr-o-3h8w1z"),
            List.of("FR-CSE-248"));

    @Test
    void partsAreReadAsTheyWereWritten() throws Malformed {
        assertThat(DevicePart.read(SOMEBODY.device.body(), TEXT)).isEqualTo(SOMEBODY.device);
        assertThat(CardPart.read(Applicant.CARD.body(), TEXT)).isEqualTo(Applicant.CARD);
        assertThat(PersonaPart.read(SOMEBODY.face.body(), TEXT)).isEqualTo(SOMEBODY.face);
        assertThat(DeskPart.read(DESK.body(), TEXT)).isEqualTo(DESK);
    }

    @Test
    void aDeviceIdIsTheHashOfItsTwoSignatureKeys() throws Malformed {
        DevicePart device = SOMEBODY.device;
        assertThat(device.id())
                .isEqualTo(
                        Digest.of(device.statementKey().bytes(), device.mlsKey().bytes())
                                .hex());
        String other = Utf8.decode(device.body()).replace(device.id(), "0".repeat(64));
        assertReason("device-id", () -> DevicePart.read(Utf8.encode(other), TEXT));
    }

    @Test
    void oneKeyForTwoPurposesIsRefused() throws Malformed {
        DevicePart device = SOMEBODY.device;
        String same = Utf8.decode(device.body())
                .replace(device.mlsKey().text(), device.statementKey().text());
        assertReason("device-key", () -> DevicePart.read(Utf8.encode(same), TEXT));
        PublicKey key = device.statementKey();
        assertThatThrownBy(() -> new DevicePart("fr-o-7", key, key, device.sealingKey(), Set.of(Role.OFFICER)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDeviceOfOtherAlgorithmsIsRefused() throws Malformed {
        DevicePart device = SOMEBODY.device;
        byte[] scalar = new byte[32];
        scalar[31] = 7;
        String p256 = Utf8.decode(device.body())
                .replace(
                        device.statementKey().text(),
                        SigningKey.p256(scalar).publicKey().text());
        assertThatThrownBy(() -> DevicePart.read(Utf8.encode(p256), TEXT)).isInstanceOf(Malformed.class);
        String short1 = Utf8.decode(device.body()).replace("xwing:", "xwinh:");
        assertReason("device-key", () -> DevicePart.read(Utf8.encode(short1), TEXT));
    }

    @Test
    void rolesComeInTheirOneOrderAndOperatorIsNone() throws Malformed {
        String body = Utf8.decode(SOMEBODY.device.body());
        for (String roles : List.of("\"operator\"", "\"expert\",\"officer\"", "\"officer\",\"officer\"")) {
            byte[] altered = Utf8.encode(body.replace("\"officer\"]", roles + "]"));
            assertReason("device-role", () -> DevicePart.read(altered, TEXT));
        }
    }

    @Test
    void cardsAreRefusedByReason() throws Malformed {
        String card = Utf8.decode(Applicant.CARD.body());
        assertReason("card-phone", () -> CardPart.read(Utf8.encode(card.replace("+33", "3+3")), TEXT));
        assertReason("card-language", () -> CardPart.read(Utf8.encode(card.replace("\"en\"", "\"fr\"")), TEXT));
        assertReason("json-bidi-control", () -> CardPart.read(Utf8.encode(card.replace("Lyon", "Ly\u202eon")), TEXT));
        assertReason("json-unknown-key", () -> CardPart.read(Utf8.encode(card.replace("unit", "unid")), TEXT), true);
        assertThat(Applicant.CARD).hasToString("[hidden]");
    }

    @Test
    void aPersonaWithoutBadgeHasNoTopics() throws Malformed {
        String face = Utf8.decode(SOMEBODY.face.body());
        byte[] boasting = Utf8.encode(face.replace("\"topics\":[]", "\"topics\":[\"cryptocurrency\"]"));
        assertReason("persona-topic", () -> PersonaPart.read(boasting, TEXT));
        byte[] expert = Utf8.encode(Utf8.decode(boasting).replace("\"officer\"", "\"expert\""));
        assertThat(PersonaPart.read(expert, TEXT).topics()).containsExactly("cryptocurrency");
    }

    @Test
    void aHandleIsOfOneAlphabetSoThatNobodyLooksLikeAnother() throws Malformed {
        String face = Utf8.decode(SOMEBODY.face.body());
        // A Cyrillic a, full-width letters, a capital, what nobody sees, digits of another script.
        for (String handle : List.of(
                "h\u0430rbour-17", "\uFF48arbour-17", "Harbour-17", "har\u200Bbour-17", "harbour-\u0661\u0667")) {
            byte[] alike = Utf8.encode(face.replace("\"" + SOMEBODY.face.handle() + "\"", "\"" + handle + "\""));
            assertReason("persona-handle", () -> PersonaPart.read(alike, TEXT));
        }
        byte[] turned = Utf8.encode(face.replace(SOMEBODY.face.handle(), "\u202E" + SOMEBODY.face.handle()));
        assertReason("json-bidi-control", () -> PersonaPart.read(turned, TEXT));
    }

    @Test
    void aDeskHasTwoMembersAndItsHeadsAmongThem() throws Malformed {
        String desk = Utf8.decode(DESK.body());
        byte[] alone = Utf8.encode(desk.replace("\"fr-o-7k2m9q\",", ""));
        assertReason("json-out-of-range", () -> DeskPart.read(alone, TEXT));
        byte[] foreignHead = Utf8.encode(desk.replace("\"heads\":[\"fr-o-3h8w1z\"]", "\"heads\":[\"fr-o-other\"]"));
        assertReason("desk-head", () -> DeskPart.read(foreignHead, TEXT));
        byte[] twice = Utf8.encode(desk.replace("fr-o-7k2m9q", "fr-o-3h8w1z"));
        assertReason("desk-member", () -> DeskPart.read(twice, TEXT));
        byte[] alternate = Utf8.encode(desk.replace("FR-CSE-248", "fr-cse-248"));
        assertReason("desk-alternate", () -> DeskPart.read(alternate, TEXT));
        byte[] code = Utf8.encode(desk.replace("cyber-24-7", "Cyber"));
        assertReason("desk-code", () -> DeskPart.read(code, TEXT));
    }

    private static void assertReason(String reason, ThrowingCallable call) {
        assertReason(reason, call, false);
    }

    private static void assertReason(String reason, ThrowingCallable call, boolean orMissing) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Malformed.class,
                        refused -> assertThat(refused.reason()).isIn(reason, orMissing ? "json-missing-key" : reason));
    }
}
