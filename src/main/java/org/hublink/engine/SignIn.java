package org.hublink.engine;

import org.hublink.primitives.Digest;
import org.hublink.primitives.Hex;
import org.hublink.primitives.Home;
import org.hublink.protocol.Act;
import org.hublink.protocol.Country;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.LoggedStatement;
import org.hublink.protocol.Moment;
import org.hublink.protocol.Reason;
import org.hublink.protocol.SigningKey;
import org.hublink.protocol.Subject;
import org.hublink.protocol.Trust;
import org.hublink.protocol.Verdict;

/** Builds the act that opens a session (V5): everything but the nonce is the client's own (K3). */
public final class SignIn {
    private static final int ID_LENGTH = 16;

    private SignIn() {}

    /**
     * The signed act, if this vault's own statement holds: else its reason, before the server is asked anything.
     *
     * @param size leaves the client has followed, with {@code root} over them
     * @param origin that this client is connected to, never one that the server named
     * @param nonce 32 bytes of the server
     */
    public static Verdict<Envelope> act(
            VaultOwner owner, Trust trust, long size, Digest root, String origin, byte[] nonce, Home home) {
        long now = home.clock().now();
        Act.SignerType type;
        SigningKey key;
        Subject subject;
        String id;
        if (owner instanceof VaultOwner.Device device) {
            type = Act.SignerType.DEVICE;
            key = device.statementKey().signing();
            id = device.deviceId();
            subject = Subject.device(new Country(device.country()), id);
        } else if (owner instanceof VaultOwner.Operator operator) {
            type = Act.SignerType.OPERATOR;
            key = operator.key().signing();
            id = operator.operator();
            subject = Subject.authority(new Country(operator.country()));
        } else {
            return Verdict.refused(Reason.ACT_SIGNER, "a root holder has no session");
        }
        Verdict<LoggedStatement> own = trust.newest(subject, new Moment(size, now));
        if (!(own instanceof Verdict.Trusted<LoggedStatement> trusted)) {
            return ((Verdict.Refused<LoggedStatement>) own).as();
        }
        Act.Signer signer = new Act.Signer(
                type, subject.country(), id, trusted.value().header().version());
        String actId = Hex.encode(home.randomness().bytes(ID_LENGTH));
        Act act = org.hublink.protocol.SignIn.act(actId, signer, size, root, now, origin, nonce);
        return new Verdict.Trusted<>(act.signedBy(key), trusted.proof());
    }
}
