package org.hublink.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a device statement lets its officer be. Operator and head are read from {@code authority} and {@code desk} alone. */
public enum Role {
    OFFICER("officer", 1),
    EXPERT("expert", 2),
    /** Keeps the forum's open spaces in order; nothing else follows from it. */
    MODERATOR("moderator", 4);

    private final String code;
    private final int bit;

    Role(String code, int bit) {
        this.code = code;
        this.bit = bit;
    }

    public String code() {
        return code;
    }

    /** Its bit in an invitation. */
    int bit() {
        return bit;
    }

    /** Null for a code that is none. */
    static @Nullable Role of(String code) {
        for (Role role : values()) {
            if (role.code.equals(code)) {
                return role;
            }
        }
        return null;
    }

    /** The codes in the order of this enum. */
    static List<String> codes(Set<Role> roles) {
        List<String> codes = new ArrayList<>();
        for (Role role : values()) {
            if (roles.contains(role)) {
                codes.add(role.code);
            }
        }
        return codes;
    }
}
