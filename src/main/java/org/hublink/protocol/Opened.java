package org.hublink.protocol;

import java.util.List;
import org.hublink.primitives.Malformed;
import org.jspecify.annotations.Nullable;

/** Opens parts: the digest in the header first, then what the part says against what the log says. */
final class Opened {
    private final Court court;

    Opened(Court court) {
        this.court = court;
    }

    /** Why a part is not the one of the header, or a finding that counts. */
    static Finding fits(Header header, int n, @Nullable Part part) {
        if (n < 0 || n >= header.parts().size()) {
            return Finding.refused(Reason.PART_MISMATCH, "the statement has no part " + n);
        }
        if (part == null) {
            return Finding.refused(Reason.PART_WITHHELD, header.subject() + ", part " + n);
        }
        if (part.bodyLength() > Part.bodyBytesMax(header.type())) {
            return Finding.refused(Reason.MALFORMED, "part too large");
        }
        return part.digest().equals(header.parts().get(n))
                ? Finding.counts(List.of())
                : Finding.refused(Reason.PART_MISMATCH, header.subject() + ", part " + n);
    }

    /** The key part of a device, compared with its header, its signers and all keys known. */
    Verdict<DevicePart> device(Header header, long index, List<String> signers, @Nullable Part part) {
        Finding fits = fits(header, 0, part);
        if (header.type() != StatementType.DEVICE || part == null || !fits.counts()) {
            return fits.counts() ? Verdict.refused(Reason.UNKNOWN_TYPE, "no device") : fits.refusal();
        }
        try {
            DevicePart device = DevicePart.read(part.body(), court.ledger().text());
            if (!device.id().equals(header.id())) {
                return Verdict.refused(Reason.PART_MISMATCH, "keys of another device");
            }
            if (signers.contains(device.officer())) {
                return Verdict.refused(Reason.OWN_SUBJECT, device.officer());
            }
            Finding free = free(header.subject(), index, device.statementKey(), device.mlsKey());
            return free.counts() ? new Verdict.Trusted<>(device, new Proof(index, signers, index + 1)) : free.refusal();
        } catch (Malformed refused) {
            return Verdict.refused(refused);
        }
    }

    /** The part of a persona, compared with its header and all keys known. */
    Verdict<PersonaPart> persona(Header header, long index, List<String> signers, @Nullable Part part) {
        Finding fits = fits(header, 0, part);
        if (header.type() != StatementType.PERSONA || part == null || !fits.counts()) {
            return fits.counts() ? Verdict.refused(Reason.UNKNOWN_TYPE, "no persona") : fits.refusal();
        }
        try {
            PersonaPart persona = PersonaPart.read(part.body(), court.ledger().text());
            if (!persona.handle().equals(header.id())) {
                return Verdict.refused(Reason.PART_MISMATCH, "another handle");
            }
            Finding free = free(header.subject(), index, persona.key());
            return free.counts()
                    ? new Verdict.Trusted<>(persona, new Proof(index, signers, index + 1))
                    : free.refusal();
        } catch (Malformed refused) {
            return Verdict.refused(refused);
        }
    }

    /** None of the keys may be a demo key, or stand in a root, an authority or another part that is known (K1, K2, K4). */
    private Finding free(Subject subject, long index, PublicKey... keys) {
        for (PublicKey key : keys) {
            if (!court.demo() && DemoKeys.contains(key.keyId())) {
                return Finding.refused(Reason.DEMO_KEY, "");
            }
            if (court.owners().owner(key.keyId(), index) != null) {
                return Finding.refused(Reason.KEY_TAKEN, "the key stands in a root or an authority");
            }
            if (court.holders().taken(key, subject, index)) {
                return Finding.refused(Reason.KEY_TAKEN, "the key stands in another device or persona");
            }
        }
        return Finding.counts(List.of());
    }
}
