package org.hublink.protocol;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.hublink.primitives.Base64;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.JsonLimits;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;
import org.hublink.primitives.XWing;

/**
 * A device's public half: part 0 of a {@code device} statement. Its three keys serve one purpose each.
 *
 * @param officer pseudonym; devices of one officer share it
 * @param statementKey Ed25519, signs DSSE envelopes only
 * @param mlsKey Ed25519, signs RFC 9420 structures only
 * @param sealingKey X-Wing public key of 1,216 bytes, HPKE only
 * @param roles {@code officer}, {@code expert} or both; in the order of {@link Role}
 */
public record DevicePart(String officer, PublicKey statementKey, PublicKey mlsKey, byte[] sealingKey, Set<Role> roles) {
    private static final String SEALING_PREFIX = "xwing:";
    private static final int KEY_CHARS_MAX = 64;
    private static final int SEALING_KEY_CHARS = SEALING_PREFIX.length() + (XWing.PUBLIC_KEY_LENGTH + 2) / 3 * 4;

    public DevicePart {
        sealingKey = sealingKey.clone();
        EnumSet<Role> ordered = EnumSet.noneOf(Role.class);
        ordered.addAll(roles);
        roles = Collections.unmodifiableSet(ordered);
        if (!PartText.pseudonym(officer)
                || statementKey.algorithm() != Algorithm.ED25519
                || mlsKey.algorithm() != Algorithm.ED25519
                || statementKey.equals(mlsKey)
                || sealingKey.length != XWing.PUBLIC_KEY_LENGTH
                || roles.isEmpty()) {
            throw new IllegalArgumentException("no device part");
        }
    }

    /** A copy. */
    @Override
    public byte[] sealingKey() {
        return sealingKey.clone();
    }

    /** SHA-256(statement key ‖ MLS key) as 64 hexadecimal digits: the id cannot be chosen, and so not be taken. */
    public String id() {
        return id(statementKey, mlsKey);
    }

    public static String id(PublicKey statementKey, PublicKey mlsKey) {
        return Digest.of(statementKey.bytes(), mlsKey.bytes()).hex();
    }

    /**
     * Reads a part's body: {@code device-id} where the id is not the one of the keys, {@code device-officer},
     * {@code device-key}, {@code device-role}, or the reasons of JSON.
     */
    public static DevicePart read(byte[] body, Text text) throws Malformed {
        Fields fields = Fields.of(Json.read(body, JsonLimits.DEFAULT, text), "device");
        String id = fields.text("device", 2 * Digest.LENGTH, 2 * Digest.LENGTH);
        String officer = fields.text("officer", 1, Ids.ID_CHARS_MAX);
        PublicKey statementKey = key(fields, "statementKey");
        PublicKey mlsKey = key(fields, "mlsKey");
        String sealing = fields.text("sealingKey", SEALING_KEY_CHARS, SEALING_KEY_CHARS);
        List<String> codes = fields.texts("roles", 1, Role.values().length, PartText.CODE_CHARS_MAX);
        fields.end();
        if (!PartText.pseudonym(officer)) {
            throw new Malformed("device-officer");
        }
        if (!sealing.startsWith(SEALING_PREFIX) || statementKey.equals(mlsKey)) {
            throw new Malformed("device-key");
        }
        byte[] sealingKey = Base64.decode(sealing.substring(SEALING_PREFIX.length()));
        if (sealingKey.length != XWing.PUBLIC_KEY_LENGTH) {
            throw new Malformed("device-key");
        }
        Set<Role> roles = roles(codes);
        if (!id.equals(id(statementKey, mlsKey))) {
            throw new Malformed("device-id");
        }
        return new DevicePart(officer, statementKey, mlsKey, sealingKey, roles);
    }

    public byte[] body() {
        return Json.write(Json.obj()
                .put("device", id())
                .put("officer", officer)
                .put("statementKey", statementKey.text())
                .put("mlsKey", mlsKey.text())
                .put("sealingKey", SEALING_PREFIX + Base64.encode(sealingKey))
                .putTexts("roles", Role.codes(roles))
                .build());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DevicePart part
                && officer.equals(part.officer)
                && statementKey.equals(part.statementKey)
                && mlsKey.equals(part.mlsKey)
                && Bytes.equal(sealingKey, part.sealingKey)
                && roles.equals(part.roles);
    }

    @Override
    public int hashCode() {
        return statementKey.hashCode();
    }

    private static PublicKey key(Fields fields, String name) throws Malformed {
        PublicKey key = PublicKey.read(fields.text(name, 1, KEY_CHARS_MAX));
        if (key.algorithm() != Algorithm.ED25519) {
            throw new Malformed("device-key", name);
        }
        return key;
    }

    /** The roles in their one order, so that equal parts have equal bytes. */
    private static Set<Role> roles(List<String> codes) throws Malformed {
        EnumSet<Role> roles = EnumSet.noneOf(Role.class);
        for (String code : codes) {
            Role role = Role.of(code);
            if (role == null) {
                throw new Malformed("device-role");
            }
            roles.add(role);
        }
        if (!Role.codes(roles).equals(codes)) {
            throw new Malformed("device-role");
        }
        return roles;
    }
}
