package org.hublink.mls;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Malformed;

/** Validity of leaves and key packages (RFC 9420 §7.3, §10.1, §11.1, §13). */
final class LeafRules {
    private LeafRules() {}

    /** The required_capabilities extension. */
    private record Required(int[] extensions, int[] proposals, int[] credentials) {
        static Required read(ByteReader in) throws Malformed {
            return new Required(Encoded.readU16List(in), Encoded.readU16List(in), Encoded.readU16List(in));
        }
    }

    /** A leaf by itself: its source, its extensions within its capabilities. */
    static void alone(LeafNode leaf, int source) throws Malformed {
        if (leaf.source() != source) {
            throw new Malformed("leaf-source");
        }
        standing(leaf);
    }

    private static void standing(LeafNode leaf) throws Malformed {
        for (Extension extension : leaf.extensions()) {
            if (!leaf.capabilities().takesExtension(extension.type())) {
                throw new Malformed("extension-not-in-capabilities");
            }
        }
        if (!leaf.capabilities().takesCredential(leaf.credential().type())) {
            throw new Malformed("credential-not-in-capabilities");
        }
    }

    /** The lifetime of a leaf that comes in, as far as the policy asks. */
    static void lifetime(LeafNode leaf, Terms terms) throws Malformed {
        if (terms.policy().lifetimes()) {
            current(leaf, terms);
        }
    }

    private static void current(LeafNode leaf, Terms terms) throws Malformed {
        if (leaf.source() != LeafNode.KEY_PACKAGE) {
            return;
        }
        if (Times.after(leaf.notBefore(), terms.now()) || Times.after(terms.now(), leaf.notAfter())) {
            throw new Malformed("leaf-lifetime");
        }
        if (Times.after(leaf.notAfter() - leaf.notBefore(), terms.policy().lifetimeMaxSeconds())) {
            throw new Malformed("leaf-lifetime-too-long");
        }
    }

    /**
     * A key package.
     *
     * @param sending whether one is about to send it on: then its lifetime counts whatever the policy says (§7.3)
     */
    static void keyPackage(KeyPackage keyPackage, CipherSuite suite, boolean sending, Terms terms) throws Malformed {
        if (keyPackage.suite() != suite.number()) {
            throw new Malformed("key-package-suite");
        }
        alone(keyPackage.leaf(), LeafNode.KEY_PACKAGE);
        if (sending || terms.policy().lifetimes()) {
            current(keyPackage.leaf(), terms);
        }
        if (Bytes.equal(keyPackage.initKey(), keyPackage.leaf().encryptionKey())) {
            throw new Malformed("init-key-reused");
        }
        if (!keyPackage.verifies(suite)) {
            throw new Malformed("key-package-signature");
        }
        if (!keyPackage.leaf().verifies(suite, new byte[0], 0)) {
            throw new Malformed("leaf-signature");
        }
    }

    /** All leaves together under the group's extensions: what the epoch as a whole must satisfy. */
    static void together(RatchetTree tree, List<Extension> groupExtensions) throws Malformed {
        TreeCheck.uniqueKeys(tree);
        byte[] encoded = Extension.find(groupExtensions, Extension.REQUIRED_CAPABILITIES);
        Required required = encoded == null
                ? new Required(new int[0], new int[0], new int[0])
                : Encoded.decode(encoded, Required::read);
        Set<Integer> credentials = new LinkedHashSet<>();
        for (int member : tree.members()) {
            credentials.add(tree.requireLeaf(member).credential().type());
        }
        for (int member : tree.members()) {
            LeafNode leaf = tree.requireLeaf(member);
            standing(leaf);
            supports(leaf.capabilities(), tree.suite(), required, groupExtensions, credentials);
        }
    }

    private static void supports(
            Capabilities can,
            CipherSuite suite,
            Required required,
            List<Extension> extensions,
            Set<Integer> credentials)
            throws Malformed {
        boolean enough = Capabilities.contains(can.versions(), MlsMessage.VERSION)
                && Capabilities.contains(can.suites(), suite.number());
        for (int type : required.extensions()) {
            enough &= can.takesExtension(type);
        }
        for (int type : required.proposals()) {
            enough &= can.takesProposal(type);
        }
        for (int type : required.credentials()) {
            enough &= can.takesCredential(type);
        }
        if (!enough) {
            throw new Malformed("required-capabilities");
        }
        for (Extension extension : extensions) {
            if (!can.takesExtension(extension.type())) {
                throw new Malformed("group-extension-unsupported");
            }
        }
        for (int type : credentials) {
            if (!can.takesCredential(type)) {
                throw new Malformed("credential-unsupported");
            }
        }
    }
}
