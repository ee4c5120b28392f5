package org.hublink.primitives;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.hublink.jvm.JvmHome;
import org.junit.jupiter.api.Tag;

/** Whatever the bytes: a decoder answers or refuses, and what it takes it writes again byte for byte. */
@Tag("unit")
class PrimitivesFuzzTest {
    private static final Text TEXT = JvmHome.system().text();

    @FuzzTest
    void json(byte[] in) {
        try {
            Json json = Json.read(in, JsonLimits.DEFAULT, TEXT);
            byte[] written = Json.write(json);
            assertThat(Json.read(written, JsonLimits.DEFAULT, TEXT)).isEqualTo(json);
        } catch (Malformed refused) {
            assertThat(refused.reason()).matches("(json|utf8)-[a-z-]+");
        }
    }

    @FuzzTest
    void utf8(byte[] in) {
        try {
            assertThat(Utf8.encode(Utf8.decode(in))).isEqualTo(in);
        } catch (Malformed refused) {
            assertThat(refused.reason()).isEqualTo("utf8-malformed");
        }
    }

    @FuzzTest
    void base64(byte[] in) {
        StringBuilder text = new StringBuilder();
        for (byte b : in) {
            text.append((char) (b & 0xff));
        }
        try {
            assertThat(Base64.encode(Base64.decode(text.toString()))).isEqualTo(text.toString());
        } catch (Malformed refused) {
            assertThat(refused.reason()).isEqualTo("base64-malformed");
        }
        try {
            assertThat(Base64.encodeUrl(Base64.decodeUrl(text.toString()))).isEqualTo(text.toString());
        } catch (Malformed refused) {
            assertThat(refused.reason()).isEqualTo("base64-malformed");
        }
    }

    @FuzzTest
    void vectors(byte[] in) {
        ByteReader reader = new ByteReader(in);
        ByteWriter writer = new ByteWriter();
        try {
            while (reader.remaining() > 0) {
                writer.vector(reader.vector());
            }
            assertThat(writer.toBytes()).isEqualTo(in);
        } catch (Malformed refused) {
            assertThat(refused.reason()).isIn("truncated", "varint-not-minimal", "varint-prefix");
        }
    }
}
