package org.hublink.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;
import org.hublink.primitives.Utf8;
import org.junit.jupiter.api.Tag;

/** Whatever the bytes: the decoders of enrolment answer or refuse, and what they take they write again. */
@Tag("unit")
class EnrolmentFuzzTest {
    private static final Text TEXT = JvmHome.system().text();
    private static final Applicant SOMEBODY = new Applicant("fuzz");

    @FuzzTest
    void invitation(byte[] in) {
        try {
            String fragment = Utf8.decode(in);
            assertThat(Invitation.read(fragment).fragment()).isEqualTo(fragment);
        } catch (Malformed refused) {
            assertThat(refused.reason()).isNotEmpty();
        }
    }

    @FuzzTest
    void application(byte[] in) {
        try {
            assertThat(Application.read(in, TEXT).bytes()).isEqualTo(in);
        } catch (Malformed refused) {
            assertThat(refused.reason()).isNotEmpty();
        }
    }

    @FuzzTest
    void sealedApplication(byte[] in) {
        try {
            SealedApplication.open(in, SOMEBODY.invitation, TEXT);
        } catch (Malformed refused) {
            assertThat(refused.reason()).isNotEmpty();
        }
    }

    @FuzzTest
    void devicePart(byte[] in) {
        try {
            DevicePart part = DevicePart.read(in, TEXT);
            assertThat(DevicePart.read(part.body(), TEXT)).isEqualTo(part);
        } catch (Malformed refused) {
            assertThat(refused.reason()).isNotEmpty();
        }
    }

    @FuzzTest
    void cardPart(byte[] in) {
        try {
            CardPart part = CardPart.read(in, TEXT);
            assertThat(CardPart.read(part.body(), TEXT)).isEqualTo(part);
        } catch (Malformed refused) {
            assertThat(refused.reason()).isNotEmpty();
        }
    }

    @FuzzTest
    void personaPart(byte[] in) {
        try {
            PersonaPart part = PersonaPart.read(in, TEXT);
            assertThat(PersonaPart.read(part.body(), TEXT)).isEqualTo(part);
        } catch (Malformed refused) {
            assertThat(refused.reason()).isNotEmpty();
        }
    }

    @FuzzTest
    void deskPart(byte[] in) {
        try {
            DeskPart part = DeskPart.read(in, TEXT);
            assertThat(DeskPart.read(part.body(), TEXT)).isEqualTo(part);
        } catch (Malformed refused) {
            assertThat(refused.reason()).isNotEmpty();
        }
    }
}
