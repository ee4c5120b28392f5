package org.hublink.browser;

import java.util.ArrayList;
import java.util.List;
import org.hublink.engine.Engine;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Home;
import org.hublink.primitives.Json;
import org.hublink.primitives.JsonLimits;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.AuthorityFacts;
import org.hublink.protocol.Country;
import org.hublink.protocol.Header;
import org.hublink.protocol.InclusionProof;
import org.hublink.protocol.Leaf;
import org.hublink.protocol.Ledger;
import org.hublink.protocol.LoggedStatement;
import org.hublink.protocol.MerkleHash;
import org.hublink.protocol.RevocationFacts;
import org.hublink.protocol.RootFacts;
import org.hublink.protocol.Signature;
import org.hublink.protocol.SignedCheckpoint;
import org.hublink.protocol.Subject;
import org.hublink.protocol.Trust;
import org.hublink.protocol.Verdict;
import org.jspecify.annotations.Nullable;

/** The log as this device has read it: its leaves, newest first, and one of them with its signers and its path to the root. */
final class LogForm {
    private static final JsonLimits LIMITS = new JsonLimits(2_000, 2, 20, 200);
    private static final int LEAVES_MAX = 100;
    private static final int WORD_CHARS_MAX = 100;

    private LogForm() {}

    /** {@code before} the index below which to begin, -1 for the newest; country, type and part of the subject, each may be empty. */
    static byte[] leaves(byte[] json, Engine engine, Home home) throws Malformed {
        Fields in = Fields.of(Json.read(json, LIMITS, home.text()), "question");
        long before = in.integer("before", -1, Json.INTEGER_MAX);
        String country = in.text("country", 0, 2);
        String type = in.text("type", 0, WORD_CHARS_MAX);
        String subject = in.text("subject", 0, WORD_CHARS_MAX);
        in.end();
        Trust trust = engine.trust();
        Ledger ledger = trust.ledger();
        SignedCheckpoint head = engine.checkpoint();
        List<Json> items = new ArrayList<>();
        long at = before < 0 ? ledger.size() : Math.min(before, ledger.size());
        boolean more = false;
        while (at > 0 && !more) {
            at--;
            Leaf leaf = ledger.leaf(at);
            if (leaf == null) continue;
            boolean fits = (country.isEmpty() || leaf.header().country().equals(country))
                    && (type.isEmpty() || leaf.header().type().code().equals(type))
                    && (subject.isEmpty() || leaf.header().id().contains(subject));
            if (!fits) continue;
            more = items.size() == LEAVES_MAX;
            if (!more) items.add(row(at, leaf.header()).build());
        }
        return Json.write(Json.obj()
                .put("time", home.clock().now())
                .put("size", ledger.size())
                .put("root", head == null ? "" : head.root().hex())
                .put("cosignedAt", head == null ? 0 : head.cosignedAt())
                .put("leaves", items)
                .put("more", more)
                .build());
    }

    private static Json.Builder row(long index, Header header) {
        return Json.obj()
                .put("index", index)
                .put("type", header.type().code())
                .put("country", header.country())
                .put("id", header.id())
                .put("version", header.version())
                .put("issued", header.issued());
    }

    /** One leaf whole, with the hashes that lead from it to the checkpoint's root. */
    static byte[] leaf(long index, Engine engine, ProofForm proofs) throws Malformed {
        Trust trust = engine.trust();
        Leaf leaf = trust.ledger().leaf(index);
        SignedCheckpoint head = engine.checkpoint();
        if (leaf == null || head == null || index >= head.size()) throw new Malformed("leaf-not-here");
        Header header = leaf.header();
        InclusionProof path = proofs.path(trust.ledger(), index, head);
        Verdict<LoggedStatement> judged = trust.at(header.subject(), header.version(), engine.moment());
        LoggedStatement counts = judged.valueOrNull();
        boolean other = counts != null && counts.index() != index;
        LoggedStatement newest = trust.newest(header.subject(), engine.moment()).valueOrNull();
        List<Json> hashes = new ArrayList<>();
        for (Digest one : path.path()) hashes.add(new Json.Str(one.hex()));
        List<Json> parts = new ArrayList<>();
        for (Digest one : header.parts()) parts.add(new Json.Str(one.hex()));
        Json.Builder out = row(index, header)
                .put("expires", header.expires())
                .put("result", other ? "version-fork" : judged.code())
                .put("signers", signers(trust, leaf, engine))
                .put("hash", MerkleHash.leaf(leaf.bytes()).hex())
                .put("parts", parts)
                .put("path", hashes)
                .put("leads", path.proves(MerkleHash.leaf(leaf.bytes()), head.root()))
                .put("size", head.size())
                .put("root", head.root().hex())
                .put("cosignedAt", head.cosignedAt())
                .put("newest", newest == null ? -1 : newest.index());
        LoggedStatement allowed = allowing(trust, header, engine);
        if (allowed != null) out.put("allowedBy", allowed.index());
        if (header.facts() instanceof RevocationFacts facts) {
            out.put("mode", facts.mode().code()).put("last", facts.last());
        }
        return Json.write(out.build());
    }

    private static @Nullable LoggedStatement allowing(Trust trust, Header header, Engine engine) {
        Subject subject = header.country().isEmpty() || header.type().code().equals("authority")
                ? Subject.ROOT
                : Subject.authority(new Country(header.country()));
        return trust.newest(subject, engine.moment()).valueOrNull();
    }

    /** Who holds each key that signed, as the newest authority or root names it; an empty name where neither does. */
    private static List<Json> signers(Trust trust, Leaf leaf, Engine engine) {
        LoggedStatement allowed = allowing(trust, leaf.header(), engine);
        List<Json> items = new ArrayList<>();
        for (Signature signature : leaf.signatures()) {
            String name = "";
            if (allowed != null && allowed.header().facts() instanceof AuthorityFacts facts) {
                AuthorityFacts.Operator holder = facts.holder(signature.keyId());
                if (holder != null) name = holder.id();
            } else if (allowed != null && allowed.header().facts() instanceof RootFacts) {
                name = "root";
            }
            items.add(Json.obj()
                    .put("key", signature.keyId().hex())
                    .put("name", name)
                    .build());
        }
        return items;
    }
}
