package org.hublink.protocol;

/**
 * What a revocation says of its target.
 *
 * @param last the last leaf index of the subject that still counts
 */
public record RevocationFacts(Mode mode, long last) implements Facts {
    /** How far it goes: in force at once by one operator, taken back, or for ever. */
    public enum Mode {
        HOLD("hold"),
        LIFT("lift"),
        FINAL("final");

        private final String code;

        Mode(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    public RevocationFacts {
        if (last < 0 || last > Header.NUMBER_MAX) {
            throw new IllegalArgumentException("leaf index");
        }
    }
}
