package org.hublink.mls;

import java.util.ArrayList;
import java.util.List;

/**
 * What a leaf says about its member.
 *
 * @param leaf its place, or -1 where there is none (a key package, an external sender)
 * @param signatureKey public key of the suite's signature scheme
 */
public record Member(int leaf, Credential credential, byte[] signatureKey, List<Extension> extensions) {
    static Member of(int place, LeafNode leaf) {
        return new Member(place, leaf.credential(), leaf.signatureKey().clone(), leaf.extensions());
    }

    static List<Member> all(RatchetTree tree) {
        List<Member> out = new ArrayList<>();
        for (int place : tree.members()) {
            LeafNode leaf = tree.leaf(place);
            if (leaf != null) {
                out.add(of(place, leaf));
            }
        }
        return out;
    }
}
