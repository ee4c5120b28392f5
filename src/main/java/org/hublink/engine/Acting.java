package org.hublink.engine;

import org.hublink.primitives.Digest;
import org.hublink.primitives.Hex;
import org.hublink.primitives.Home;
import org.hublink.primitives.Json;
import org.hublink.protocol.Act;
import org.hublink.protocol.Country;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.LoggedStatement;
import org.hublink.protocol.Reason;
import org.hublink.protocol.SignedCheckpoint;
import org.hublink.protocol.Subject;
import org.hublink.protocol.Verdict;
import org.jspecify.annotations.Nullable;

/** Builds and signs this device's acts: the only place where its statement key is used for conversations (K3, S5). */
final class Acting {
    private static final int ACT_ID_BYTES = 16;

    private final Home home;
    private final Following following;
    private final Shelf shelf;
    private final VaultOwner.Device owner;

    Acting(Home home, Following following, Shelf shelf, VaultOwner.Device owner) {
        this.home = home;
        this.following = following;
        this.shelf = shelf;
        this.owner = owner;
    }

    /** This device's statement as it counts now. */
    Verdict<LoggedStatement> own() {
        Subject subject = Subject.device(new Country(owner.country()), owner.deviceId());
        return following.trust().newest(subject, following.moment());
    }

    /** A signed act under the newest checkpoint; refused where this device's statement does not count. */
    Verdict<Envelope> sign(Draft draft, String kind, String context, @Nullable Digest follows, Json.Obj body) {
        Verdict<LoggedStatement> own = own();
        SignedCheckpoint head = following.checkpoint();
        if (!(own instanceof Verdict.Trusted<LoggedStatement> statement)) {
            return ((Verdict.Refused<LoggedStatement>) own).as();
        }
        if (head == null) {
            return Verdict.refused(Reason.CHECKPOINT_STALE, "no checkpoint yet");
        }
        // One's own key part need never be asked of the server.
        shelf.putPart(draft, statement.value().index(), 0, owner.device());
        Act.Signer signer = new Act.Signer(
                Act.SignerType.DEVICE,
                owner.country(),
                owner.deviceId(),
                statement.value().header().version());
        Act act = new Act(
                kind,
                Hex.encode(home.randomness().bytes(ACT_ID_BYTES)),
                context,
                signer,
                head.size(),
                head.root(),
                home.clock().now(),
                follows,
                body);
        return new Verdict.Trusted<>(act.signedBy(owner.statementKey().signing()), statement.proof());
    }

    @Override
    public String toString() {
        return "[hidden]";
    }
}
