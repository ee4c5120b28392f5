package org.hublink.officers;

import java.util.Set;
import org.hublink.platform.Caller;
import org.hublink.protocol.Act;

/**
 * Somebody who is signed in, as the log says at this moment.
 *
 * @param country ISO 3166-1 alpha-2
 * @param kind device or operator
 * @param id of the device, or of the operator
 * @param officer pseudonym behind the device, or the operator's id
 * @param roles {@code officer}, {@code expert} from the device, {@code head} from a desk, {@code operator} from the authority
 */
public record Session(String country, Act.SignerType kind, String id, String officer, Set<String> roles) {
    public Session {
        roles = Set.copyOf(roles);
    }

    Caller caller() {
        return new Caller(country, kind.code(), id, roles);
    }
}
