package org.hublink.messaging;

import io.vertx.core.buffer.Buffer;
import java.util.HashSet;
import java.util.Set;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;
import org.hublink.protocol.Act;
import org.hublink.protocol.Envelope;

/** Looks at the forms of what is archived, so that no desk's version is taken by bytes without meaning. Judges nothing. */
final class ArchiveForms {
    /** Devices that a version is wrapped for. */
    static final int WRAPS_MAX = 512;

    static final int WRAP_BYTES_MAX = 2_048;
    static final int SEALED_BYTES_MAX = 64 * 1024;

    private ArchiveForms() {}

    /**
     * {@code vector(act) ‖ vector(varint n ‖ n × (device ‖ vector(wrap)))}, signed by the device that brings it. Reasons: {@code
     * archive-wraps}, {@code archive-wrap-twice}, those of {@link #act}.
     */
    static void version(byte[] body, Digest maker, Text text) throws Malformed {
        ByteReader in = new ByteReader(body);
        act(in.vector(Envelope.BYTES_MAX), "archive-version", maker, text);
        ByteReader wraps = new ByteReader(in.vector());
        in.end();
        int count = wraps.varint();
        if (count < 1 || count > WRAPS_MAX) {
            throw new Malformed("archive-wraps");
        }
        Set<Digest> devices = new HashSet<>();
        for (int i = 0; i < count; i++) {
            if (!devices.add(Digest.from(wraps.bytes(Digest.LENGTH)))) {
                throw new Malformed("archive-wrap-twice");
            }
            wraps.vector(WRAP_BYTES_MAX);
        }
        wraps.end();
    }

    /** {@code vector(act) ‖ vector(wrap)}, signed by the device that brings it. */
    static void wrap(byte[] body, Digest maker, Text text) throws Malformed {
        ByteReader in = new ByteReader(body);
        act(in.vector(Envelope.BYTES_MAX), "archive-wrap", maker, text);
        in.vector(WRAP_BYTES_MAX);
        in.end();
    }

    /** {@code u32 keyVersion ‖ vector(sealed)}; {@code archive-key-version} if there can be no such version. */
    static ArchiveStore.Sealed record(int n, byte[] body) throws Malformed {
        ByteReader in = new ByteReader(body);
        long version = in.u32();
        byte[] sealed = in.vector(SEALED_BYTES_MAX);
        in.end();
        if (version < 1 || version > Integer.MAX_VALUE || sealed.length == 0) {
            throw new Malformed("archive-key-version");
        }
        return new ArchiveStore.Sealed(n, (int) version, Buffer.buffer(sealed));
    }

    /** {@code act-context} for another kind, {@code act-signer} for another device's. */
    private static void act(byte[] envelope, String kind, Digest maker, Text text) throws Malformed {
        Act act = Act.read(Envelope.read(envelope), text);
        if (!act.kind().equals(kind)) {
            throw new Malformed("act-context");
        }
        if (act.signer().type() != Act.SignerType.DEVICE || !act.signer().id().equals(maker.hex())) {
            throw new Malformed("act-signer");
        }
    }
}
