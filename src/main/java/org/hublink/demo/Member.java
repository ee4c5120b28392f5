package org.hublink.demo;

import java.util.List;
import org.hublink.engine.VaultOwner;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.AuthorityFacts;
import org.hublink.protocol.Country;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.Header;
import org.hublink.protocol.StatementSigner;

/** A member state of the demo: its two operators, of whom both sign. */
record Member(Country country, List<VaultOwner.Operator> operators) {
    private static final int THRESHOLD = 2;

    Member {
        operators = List.copyOf(operators);
    }

    AuthorityFacts facts() {
        return new AuthorityFacts(
                THRESHOLD,
                operators.stream()
                        .map(o -> new AuthorityFacts.Operator(
                                o.operator(), List.of(o.key().publicKey())))
                        .toList());
    }

    /** The statement under both operators' signatures. */
    Envelope signed(Header header) {
        try {
            var first = new StatementSigner(operators.get(0).key().signing()).sign(header);
            return new StatementSigner(operators.get(1).key().signing()).countersign(first);
        } catch (Malformed impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public String toString() {
        return country.code();
    }
}
