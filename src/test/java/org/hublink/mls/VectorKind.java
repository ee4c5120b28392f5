package org.hublink.mls;

import java.util.List;
import java.util.Optional;
import org.hublink.jvm.JvmHome;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Randomness;

/** The kinds of the MLS working group's vectors, known by the fields of a vector, whatever its file is called. */
record VectorKind(String name, VectorKind.Check check, List<String> fields) {
    static final VectorKind TREE_MATH =
            new VectorKind("tree-math", TreeVectors::treeMath, List.of("n_leaves", "n_nodes"));
    static final VectorKind TREE_OPERATIONS =
            new VectorKind("tree-operations", TreeVectors::treeOperations, List.of("tree_before", "proposal"));
    static final VectorKind TREE_VALIDATION =
            new VectorKind("tree-validation", TreeVectors::treeValidation, List.of("tree", "resolutions"));
    static final VectorKind TREEKEM =
            new VectorKind("treekem", TreeKemVectors::treeKem, List.of("ratchet_tree", "update_paths"));
    static final VectorKind CRYPTO_BASICS =
            new VectorKind("crypto-basics", ScheduleVectors::cryptoBasics, List.of("ref_hash", "derive_secret"));
    static final VectorKind KEY_SCHEDULE =
            new VectorKind("key-schedule", ScheduleVectors::keySchedule, List.of("initial_init_secret", "epochs"));
    static final VectorKind PSK_SECRET =
            new VectorKind("psk-secret", ScheduleVectors::pskSecret, List.of("psks", "psk_secret"));
    static final VectorKind SECRET_TREE =
            new VectorKind("secret-tree", ScheduleVectors::secretTree, List.of("encryption_secret", "leaves"));
    static final VectorKind TRANSCRIPT_HASHES = new VectorKind(
            "transcript-hashes",
            ScheduleVectors::transcriptHashes,
            List.of("authenticated_content", "confirmation_key"));
    static final VectorKind DESERIALIZATION =
            new VectorKind("deserialization", MessageVectors::deserialization, List.of("vlbytes_header", "length"));
    static final VectorKind MESSAGES =
            new VectorKind("messages", MessageVectors::messages, List.of("mls_welcome", "mls_key_package"));
    static final VectorKind MESSAGE_PROTECTION = new VectorKind(
            "message-protection", MessageVectors::messageProtection, List.of("proposal_priv", "commit_pub"));
    static final VectorKind WELCOME =
            new VectorKind("welcome", PassiveVectors::welcome, List.of("welcome", "signer_pub"));
    static final VectorKind PASSIVE_CLIENT = new VectorKind(
            "passive-client", PassiveVectors::passiveClient, List.of("welcome", "initial_epoch_authenticator"));

    private static final List<VectorKind> ALL = List.of(
            TREE_MATH,
            TREE_OPERATIONS,
            TREE_VALIDATION,
            TREEKEM,
            CRYPTO_BASICS,
            KEY_SCHEDULE,
            PSK_SECRET,
            SECRET_TREE,
            TRANSCRIPT_HASHES,
            DESERIALIZATION,
            MESSAGES,
            MESSAGE_PROTECTION,
            WELCOME,
            PASSIVE_CLIENT);

    /** Checks one vector; fails or throws where we differ. */
    interface Check {
        void check(Fields vector, CipherSuite suite, Randomness randomness) throws Malformed;
    }

    static Optional<VectorKind> of(Fields vector) {
        for (VectorKind kind : ALL) {
            if (vector.keys().containsAll(kind.fields)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /** The number of the vector's suite; 1 where the kind has none. */
    static int suite(Fields vector) throws Malformed {
        return vector.has("cipher_suite") ? (int) vector.integer("cipher_suite", 1, 0xffff) : 1;
    }

    void check(Fields vector) throws Malformed {
        check(vector, JvmHome.randomness());
    }

    /** On either home. */
    void check(Fields vector, Randomness randomness) throws Malformed {
        check.check(vector, Suites.standard().suite(suite(vector)), randomness);
    }

    @Override
    public String toString() {
        return name;
    }
}
