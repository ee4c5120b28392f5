package org.hublink.protocol;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.hublink.primitives.Base64;
import org.hublink.primitives.ByteReader;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Bytes;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Hash;
import org.hublink.primitives.Hpke;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Randomness;
import org.hublink.primitives.Utf8;

/**
 * What an operator hands to a future officer, and to the other operators who shall approve him: the fragment of a URL, which
 * no browser sends to a server. Whoever holds it can apply in the invitee's place or read the application, never sign or
 * approve one; the digits compared by phone find the first.
 *
 * <p>Binary, then base64url: {@code u8 1 ‖ country 2 ‖ u64 expires ‖ root 32 ‖ secret 32 ‖ vector officer ‖ u8 roles ‖ u8 n ‖
 * n × key id 32}. Officer is bit 1, expert bit 2.
 *
 * @param country of the inviting authority
 * @param expires epoch seconds, at most {@link #LIFE_SECONDS_MAX} after the making
 * @param root hash of the header of the first root statement, which the invitee pins
 * @param officer pseudonym that the device will be issued to
 * @param roles that the device will have
 * @param operators key ids of the operators who will approve, ascending
 */
public record Invitation(
        String country,
        long expires,
        Digest root,
        byte[] secret,
        String officer,
        Set<Role> roles,
        List<Digest> operators) {
    public static final int SECRET_LENGTH = 32;
    public static final int OPERATORS_MAX = 14;
    public static final long LIFE_SECONDS_MAX = 72 * 3600;

    private static final int VERSION = 1;
    private static final int TEXT_CHARS_MAX = 1024;
    private static final int ROLE_BITS = 3;
    private static final String SALT = "hublink invitation v1";

    public Invitation {
        secret = secret.clone();
        operators = List.copyOf(operators);
        EnumSet<Role> ordered = EnumSet.noneOf(Role.class);
        ordered.addAll(roles);
        roles = Collections.unmodifiableSet(ordered);
        if (!Country.isCode(country)
                || expires < 0
                || secret.length != SECRET_LENGTH
                || !PartText.pseudonym(officer)
                || roles.isEmpty()
                || !ascending(operators)) {
            throw new IllegalArgumentException("no invitation");
        }
    }

    /** A new invitation with a fresh secret. The ids may come in any order. */
    public static Invitation create(
            String country,
            long expires,
            Digest root,
            String officer,
            Set<Role> roles,
            List<Digest> operators,
            Randomness randomness) {
        List<Digest> sorted = new ArrayList<>(operators);
        Collections.sort(sorted);
        return new Invitation(country, expires, root, randomness.bytes(SECRET_LENGTH), officer, roles, sorted);
    }

    /** Reads a fragment: {@code invitation-version}, {@code invitation-malformed}, or the reasons of the readers below it. */
    public static Invitation read(String fragment) throws Malformed {
        if (fragment.length() > TEXT_CHARS_MAX) {
            throw new Malformed("invitation-malformed", "length");
        }
        ByteReader in = new ByteReader(Base64.decodeUrl(fragment));
        if (in.u8() != VERSION) {
            throw new Malformed("invitation-version");
        }
        String country = Utf8.decode(in.bytes(2));
        long expires = in.u64();
        Digest root = Digest.from(in.bytes(Digest.LENGTH));
        byte[] secret = in.bytes(SECRET_LENGTH);
        String officer = Utf8.decode(in.vector(Ids.ID_CHARS_MAX));
        int bits = in.u8();
        int count = in.u8();
        if (count > OPERATORS_MAX) {
            throw new Malformed("invitation-malformed", "operators");
        }
        List<Digest> operators = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            operators.add(Digest.from(in.bytes(Digest.LENGTH)));
        }
        in.end();
        if (!Country.isCode(country)
                || !PartText.pseudonym(officer)
                || roles(bits).isEmpty()
                || bits > ROLE_BITS
                || !ascending(operators)) {
            throw new Malformed("invitation-malformed");
        }
        return new Invitation(country, expires, root, secret, officer, roles(bits), operators);
    }

    /** The URL's fragment, without the number sign. */
    public String fragment() {
        int bits = 0;
        for (Role role : roles) {
            bits |= role.bit();
        }
        ByteWriter out = new ByteWriter()
                .u8(VERSION)
                .bytes(Utf8.encode(country))
                .u64(expires)
                .bytes(root.bytes())
                .bytes(secret)
                .vector(Utf8.encode(officer))
                .u8(bits)
                .u8(operators.size());
        for (Digest operator : operators) {
            out.bytes(operator.bytes());
        }
        return Base64.encodeUrl(out.toBytes());
    }

    /** A copy. */
    @Override
    public byte[] secret() {
        return secret.clone();
    }

    /** What the applicant shows to the server, once. Nothing else can be found from it, the application's keys least of all. */
    public byte[] token() {
        return derive("token");
    }

    /** By which server and operators know the invitation: SHA-256 of the token. */
    public Digest id() {
        return Digest.of(token());
    }

    /** The key pair that applications are sealed to; every holder of the invitation has its private half. */
    Hpke.KeyPair keyPair() {
        return Hpke.deriveKeyPair(Hpke.Kem.XWING, derive("key pair"));
    }

    Hpke.Psk psk() {
        return new Hpke.Psk(id().bytes(), derive("psk"));
    }

    @Override
    public String toString() {
        return "[hidden]";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Invitation that && fragment().equals(that.fragment());
    }

    @Override
    public int hashCode() {
        return root.hashCode();
    }

    private byte[] derive(String label) {
        byte[] prk = Hash.SHA256.extract(Utf8.encode(SALT), secret);
        byte[] out = Hash.SHA256.expand(prk, Utf8.encode(label), Hash.SHA256.length());
        Bytes.zero(prk);
        return out;
    }

    private static boolean ascending(List<Digest> ids) {
        for (int i = 1; i < ids.size(); i++) {
            if (ids.get(i - 1).compareTo(ids.get(i)) >= 0) {
                return false;
            }
        }
        return !ids.isEmpty() && ids.size() <= OPERATORS_MAX;
    }

    private static Set<Role> roles(int bits) {
        EnumSet<Role> roles = EnumSet.noneOf(Role.class);
        for (Role role : Role.values()) {
            if ((bits & role.bit()) != 0) {
                roles.add(role);
            }
        }
        return roles;
    }
}
