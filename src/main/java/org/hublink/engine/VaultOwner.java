package org.hublink.engine;

import org.hublink.primitives.Bytes;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;
import org.hublink.primitives.XWing;
import org.hublink.protocol.CardPart;
import org.hublink.protocol.DevicePart;
import org.hublink.protocol.Part;
import org.hublink.protocol.PersonaPart;
import org.jspecify.annotations.Nullable;

/** Whose keys a vault holds. One vault, one of them: nobody mixes an operator's key with a device's. */
public sealed interface VaultOwner {
    /** One of the k-of-n who name authorities. */
    record RootHolder(OwnKey key) implements VaultOwner {
        @Override
        public String toString() {
            return "[hidden]";
        }
    }

    /**
     * An operator of a national authority.
     *
     * @param operator his id in the authority statement
     */
    record Operator(String country, String operator, OwnKey key) implements VaultOwner {
        @Override
        public String toString() {
            return "[hidden]";
        }
    }

    /**
     * A persona's key and its part with the salt that stands in the header.
     */
    record Persona(OwnKey key, Part part) {
        @Override
        public String toString() {
            return "[hidden]";
        }
    }

    /**
     * A device of an officer: its three keys, and its parts with the salts that only he has, without which the card could
     * never be shown to anybody.
     *
     * @param sealingSeed X-Wing seed of 32 bytes
     * @param device part 0 of the device statement
     * @param card part 1 of the device statement
     */
    record Device(
            String country,
            OwnKey statementKey,
            OwnKey mlsKey,
            byte[] sealingSeed,
            Part device,
            Part card,
            @Nullable Persona persona)
            implements VaultOwner {
        public Device {
            sealingSeed = sealingSeed.clone();
        }

        /** A copy. */
        @Override
        public byte[] sealingSeed() {
            return sealingSeed.clone();
        }

        public String deviceId() {
            return DevicePart.id(statementKey.publicKey(), mlsKey.publicKey());
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Device that
                    && country.equals(that.country)
                    && statementKey.equals(that.statementKey)
                    && mlsKey.equals(that.mlsKey)
                    && Bytes.equal(sealingSeed, that.sealingSeed)
                    && device.equals(that.device)
                    && card.equals(that.card)
                    && (persona == null ? that.persona == null : persona.equals(that.persona));
        }

        @Override
        public int hashCode() {
            return statementKey.hashCode();
        }

        @Override
        public String toString() {
            return "[hidden]";
        }
    }

    /** Refuses a vault whose parts are not those of its keys: {@code vault-parts}. */
    static void check(Device device, Text text) throws Malformed {
        DevicePart part = DevicePart.read(device.device().body(), text);
        CardPart.read(device.card().body(), text);
        boolean fits = part.statementKey().equals(device.statementKey().publicKey())
                && part.mlsKey().equals(device.mlsKey().publicKey())
                && Bytes.equal(part.sealingKey(), XWing.publicKey(device.sealingSeed()));
        Persona persona = device.persona();
        if (persona != null) {
            PersonaPart face = PersonaPart.read(persona.part().body(), text);
            fits &= face.key().equals(persona.key().publicKey());
        }
        if (!fits) {
            throw new Malformed("vault-parts");
        }
    }
}
