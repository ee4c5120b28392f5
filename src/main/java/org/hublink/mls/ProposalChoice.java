package org.hublink.mls;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hublink.primitives.Hex;
import org.hublink.primitives.Malformed;

/**
 * Which of the proposals of an epoch a committer takes up: as many as are valid together (RFC 9420 §12.4). A Remove goes
 * before an Update of the same leaf, a later Update before an earlier one, everything before a ReInit (§12.2).
 */
final class ProposalChoice {
    private final Epoch epoch;
    private final Terms terms;
    private final byte[] commitData;
    private final Set<String> keys = new LinkedHashSet<>();

    private ProposalChoice(Epoch epoch, Terms terms, byte[] commitData) {
        this.epoch = epoch;
        this.terms = terms;
        this.commitData = commitData;
    }

    static Map<String, ProposalList.Item> of(
            Epoch epoch, Map<String, ProposalList.Item> stored, byte[] commitData, Terms terms) {
        return new ProposalChoice(epoch, terms, commitData).choose(stored);
    }

    private Map<String, ProposalList.Item> choose(Map<String, ProposalList.Item> stored) {
        List<String> removes = new ArrayList<>();
        List<String> updates = new ArrayList<>();
        List<String> others = new ArrayList<>();
        List<String> last = new ArrayList<>();
        for (Map.Entry<String, ProposalList.Item> entry : stored.entrySet()) {
            Proposal proposal = entry.getValue().proposal();
            if (proposal instanceof Proposal.Remove) {
                removes.add(entry.getKey());
            } else if (proposal instanceof Proposal.Update) {
                updates.add(0, entry.getKey());
            } else {
                (proposal instanceof Proposal.ReInit ? last : others).add(entry.getKey());
            }
        }
        ProposalList list =
                new ProposalList(epoch, terms, commitData, epoch.own(), CredentialCheck.Occasion.KEY_PACKAGE, null);
        Set<String> chosen = new LinkedHashSet<>();
        take(removes, stored, list, chosen);
        take(updates, stored, list, chosen);
        keysOfThoseWhoStay(stored, chosen);
        take(others, stored, list, chosen);
        if (chosen.isEmpty()) {
            take(last, stored, list, chosen);
        }
        Map<String, ProposalList.Item> inOrder = new LinkedHashMap<>(stored);
        inOrder.keySet().retainAll(chosen);
        return inOrder;
    }

    private void keysOfThoseWhoStay(Map<String, ProposalList.Item> stored, Set<String> chosen) {
        Set<Long> removed = new LinkedHashSet<>();
        for (String reference : chosen) {
            ProposalList.Item item = stored.get(reference);
            if (item != null && item.proposal() instanceof Proposal.Remove remove) {
                removed.add(remove.leaf());
            } else if (item != null && item.proposal() instanceof Proposal.Update update) {
                keys.add(Hex.encode(update.leaf().encryptionKey()));
            }
        }
        for (int leaf : epoch.tree().members()) {
            LeafNode node = epoch.tree().leaf(leaf);
            if (node != null && !removed.contains((long) leaf)) {
                keys.add(Hex.encode(node.encryptionKey()));
                keys.add(Hex.encode(node.signatureKey()));
            }
        }
    }

    private void take(
            List<String> references, Map<String, ProposalList.Item> stored, ProposalList list, Set<String> chosen) {
        for (String reference : references) {
            ProposalList.Item item = stored.get(reference);
            try {
                if (item != null && fits(item.proposal(), chosen)) {
                    list.collect(item);
                    chosen.add(reference);
                }
            } catch (Malformed invalid) {
                // Not valid here and now: it stays behind and goes with the epoch.
                chosen.remove(reference);
            }
        }
    }

    private boolean fits(Proposal proposal, Set<String> chosen) throws Malformed {
        if (proposal instanceof Proposal.ReInit) {
            return chosen.isEmpty();
        }
        if (proposal instanceof Proposal.Psk psk) {
            epoch.psks(List.of(psk.id()), terms, null);
        }
        if (proposal instanceof Proposal.Add add) {
            LeafNode leaf = add.keyPackage().leaf();
            terms.judge(CredentialCheck.Occasion.KEY_PACKAGE, Member.of(-1, leaf), null, commitData);
            String encryption = Hex.encode(leaf.encryptionKey());
            String signature = Hex.encode(leaf.signatureKey());
            if (keys.contains(encryption) || keys.contains(signature)) {
                return false;
            }
            LeafRules.keyPackage(add.keyPackage(), epoch.suite(), true, terms);
            keys.add(encryption);
            keys.add(signature);
        }
        return true;
    }
}
