package org.hublink.browser;

import java.util.ArrayList;
import java.util.List;
import org.hublink.engine.Engine;
import org.hublink.engine.VerifiedListing;
import org.hublink.primitives.Json;
import org.hublink.protocol.AuthorityFacts;
import org.hublink.protocol.Country;
import org.hublink.protocol.InclusionProof;
import org.hublink.protocol.Ledger;
import org.hublink.protocol.LoggedStatement;
import org.hublink.protocol.MerkleHash;
import org.hublink.protocol.MerkleTree;
import org.hublink.protocol.Moment;
import org.hublink.protocol.NoteKey;
import org.hublink.protocol.Reason;
import org.hublink.protocol.RootFacts;
import org.hublink.protocol.SignedCheckpoint;
import org.hublink.protocol.Standing;
import org.hublink.protocol.Subject;
import org.hublink.protocol.Trust;
import org.hublink.protocol.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Why a listing may be believed, link by link, each judged again when it is asked for. The listing's own digest is the one
 * exception: its salted bytes were compared when the directory was read, and nothing else is in the directory.
 */
final class ProofForm {
    private static final String TRUSTED = "trusted";

    /** Over the engine's leaves; it grows as they do. */
    private MerkleTree tree = new MerkleTree();

    private @Nullable Ledger over;

    byte[] write(VerifiedListing listing, Engine engine, long now) {
        Trust trust = engine.trust();
        Moment moment = engine.moment();
        Country country = new Country(listing.listing().country());
        Verdict<LoggedStatement> root = trust.newest(Subject.ROOT, moment);
        Verdict<LoggedStatement> authority = trust.newest(Subject.authority(country), moment);
        Verdict<LoggedStatement> manifest =
                trust.newest(listing.manifest().header().subject(), moment);
        List<Json> steps = new ArrayList<>();
        steps.add(root(root).build());
        steps.add(authority(authority).build());
        steps.add(manifest(manifest, listing, engine).build());
        steps.add(step("listing", TRUSTED)
                .put("version", listing.listing().version())
                .put("digest", listing.digest().hex())
                .build());
        SignedCheckpoint head = engine.checkpoint();
        steps.add(leaf(trust.ledger(), listing.manifest().index(), head).build());
        steps.add(checkpoint(root, head).build());
        steps.add(revocations(trust, listing, country, moment).build());
        return Json.write(Json.obj()
                .put("checkedAt", now)
                .put("country", country.code())
                .put("steps", steps)
                .build());
    }

    private static Json.Builder step(String name, String result) {
        return Json.obj().put("step", name).put("result", result);
    }

    private static Json.Builder step(String name, Verdict<LoggedStatement> verdict) {
        Json.Builder out = step(name, verdict.code());
        if (verdict instanceof Verdict.Trusted<LoggedStatement> trusted) {
            out.put("version", trusted.value().header().version())
                    .put("issued", trusted.value().header().issued())
                    .put("expires", trusted.value().header().expires())
                    .put("leaf", trusted.value().index())
                    .putTexts("persons", trusted.proof().persons());
        }
        return out;
    }

    private static Json.Builder root(Verdict<LoggedStatement> root) {
        Json.Builder out = step("root", root);
        LoggedStatement statement = root.valueOrNull();
        if (statement != null && statement.header().facts() instanceof RootFacts facts) {
            out.put("needed", facts.threshold()).put("of", facts.keys().size());
        }
        return out;
    }

    private static Json.Builder authority(Verdict<LoggedStatement> authority) {
        Json.Builder out = step("authority", authority);
        LoggedStatement statement = authority.valueOrNull();
        if (statement != null && statement.header().facts() instanceof AuthorityFacts facts) {
            out.put("needed", facts.threshold()).put("of", facts.operators().size());
        }
        return out;
    }

    /** The newest manifest that counts must be the one that the listing was read under. */
    private static Json.Builder manifest(Verdict<LoggedStatement> newest, VerifiedListing listing, Engine engine) {
        LoggedStatement statement = newest.valueOrNull();
        if (statement != null && statement.index() != listing.manifest().index()) {
            return step("manifest", Reason.VERSION_OLD.code());
        }
        int named = 0;
        for (VerifiedListing other : engine.listings().values()) {
            if (other.manifest().index() == listing.manifest().index()) named++;
        }
        return step("manifest", newest).put("listings", named);
    }

    /** Builds the tree from the leaves and walks from this one to the checkpoint's root. */
    private Json.Builder leaf(Ledger ledger, long index, @Nullable SignedCheckpoint head) {
        if (head == null || index >= head.size() || ledger.size() < head.size()) {
            return step("leaf", Reason.NOT_LOGGED.code()).put("leaf", index);
        }
        InclusionProof path = path(ledger, index, head);
        boolean leads = path.proves(MerkleHash.leaf(ledger.bytes(index)), head.root());
        return step("leaf", leads ? TRUSTED : Reason.LOG_ROOT_MISMATCH.code())
                .put("leaf", index)
                .put("hashes", path.path().size());
    }

    /** The hashes from a leaf that the checkpoint covers to its root. */
    InclusionProof path(Ledger ledger, long index, SignedCheckpoint head) {
        if (over != ledger) {
            over = ledger;
            tree = new MerkleTree();
        }
        while (tree.size() < head.size()) tree.append(MerkleHash.leaf(ledger.bytes(tree.size())));
        return tree.inclusion(index, head.size());
    }

    private static Json.Builder checkpoint(Verdict<LoggedStatement> root, @Nullable SignedCheckpoint head) {
        LoggedStatement statement = root.valueOrNull();
        if (head == null || statement == null || !(statement.header().facts() instanceof RootFacts facts)) {
            return step("checkpoint", Reason.COSIGNATURE_MISSING.code());
        }
        Verdict<SignedCheckpoint> read = SignedCheckpoint.read(
                head.note(),
                new NoteKey(facts.origin(), facts.logKey()),
                NoteKey.cosigner(facts.origin(), facts.cosignerKey()));
        return step("checkpoint", read.code())
                .put("size", head.size())
                .put("root", head.root().hex())
                .put("cosignedAt", head.cosignedAt());
    }

    /** Nobody who signed the manifest had been cut off before its leaf. */
    private static Json.Builder revocations(Trust trust, VerifiedListing listing, Country country, Moment moment) {
        String result = TRUSTED;
        for (String person : listing.proof().persons()) {
            Standing standing = trust.standing("operator:" + person, country, moment);
            if (!standing.free() && listing.manifest().index() > standing.last()) result = Reason.REVOKED.code();
        }
        return step("revocation", result).put("size", moment.size());
    }
}
