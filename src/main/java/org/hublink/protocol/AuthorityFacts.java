package org.hublink.protocol;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hublink.primitives.Digest;
import org.jspecify.annotations.Nullable;

/** A country's operators and how many different persons of them must sign. */
public record AuthorityFacts(int threshold, List<Operator> operators) implements Facts {
    public static final int OPERATORS_MAX = 7;
    public static final int KEYS_MAX = 2;

    /** One person and his keys. */
    public record Operator(String id, List<PublicKey> keys) {
        public Operator {
            keys = List.copyOf(keys);
        }
    }

    public AuthorityFacts {
        operators = List.copyOf(operators);
        Set<Object> seen = new LinkedHashSet<>();
        boolean fine = !operators.isEmpty()
                && operators.size() <= OPERATORS_MAX
                && threshold >= 1
                && threshold <= operators.size();
        for (Operator operator : operators) {
            fine &= PartText.pseudonym(operator.id()) && seen.add(operator.id());
            fine &= !operator.keys().isEmpty() && operator.keys().size() <= KEYS_MAX;
            for (PublicKey key : operator.keys()) {
                fine &= seen.add(key);
            }
        }
        if (!fine) {
            throw new IllegalArgumentException("authority-facts");
        }
    }

    /** The operator who holds this key, or null. */
    public @Nullable Operator holder(Digest keyId) {
        for (Operator operator : operators) {
            for (PublicKey key : operator.keys()) {
                if (key.keyId().equals(keyId)) {
                    return operator;
                }
            }
        }
        return null;
    }

    /** The operator of this id, or null. */
    public @Nullable Operator operator(String id) {
        for (Operator operator : operators) {
            if (operator.id().equals(id)) {
                return operator;
            }
        }
        return null;
    }

    /** True if the loss of one person would silence the country. */
    public boolean weak() {
        return operators.size() < threshold + 1;
    }
}
