package org.hublink.primitives;

import java.math.BigInteger;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.math.ec.custom.sec.SecP256R1Curve;

/**
 * NIST P-256 (SP 800-186): ECDSA with SHA-256 and deterministic nonces (RFC 6979), and ECDH. A private key is a scalar
 * of 32 bytes, a public key the uncompressed point of 65 bytes; no other form is read.
 */
public final class P256 {
    public static final int SCALAR_LENGTH = 32;

    public static final int POINT_LENGTH = 65;

    /** Bytes of the signature r ‖ s. */
    public static final int SIGNATURE_LENGTH = 64;

    private static final ECDomainParameters DOMAIN = domain();
    private static final BigInteger HALF_ORDER = DOMAIN.getN().shiftRight(1);

    private P256() {}

    /** True for 32 bytes whose number is from 1 to the order of the group less 1. */
    public static boolean validScalar(byte[] scalar) {
        if (scalar.length != SCALAR_LENGTH) {
            return false;
        }
        BigInteger d = new BigInteger(1, scalar);
        return d.signum() > 0 && d.compareTo(DOMAIN.getN()) < 0;
    }

    public static byte[] publicKey(byte[] scalar) {
        return new FixedPointCombMultiplier()
                .multiply(DOMAIN.getG(), number(scalar))
                .normalize()
                .getEncoded(false);
    }

    /** r ‖ s with s in the lower half, the only form {@link #verify} takes. */
    public static byte[] sign(byte[] scalar, byte[] message) {
        BigInteger[] signature = signature(scalar, message);
        BigInteger s = signature[1].compareTo(HALF_ORDER) > 0 ? DOMAIN.getN().subtract(signature[1]) : signature[1];
        return Bytes.concat(fixed(signature[0]), fixed(s));
    }

    /** False for anything malformed, a signature with s in the upper half included. */
    public static boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
        if (signature.length != SIGNATURE_LENGTH) {
            return false;
        }
        BigInteger r = new BigInteger(1, Bytes.slice(signature, 0, 32));
        BigInteger s = new BigInteger(1, Bytes.slice(signature, 32, 64));
        return s.compareTo(HALF_ORDER) <= 0 && verify(publicKey, message, r, s);
    }

    /** The DER form that RFC 9420 wants. */
    public static byte[] signDer(byte[] scalar, byte[] message) {
        BigInteger[] signature = signature(scalar, message);
        byte[] body = Bytes.concat(derInteger(signature[0]), derInteger(signature[1]));
        return Bytes.concat(new byte[] {0x30, (byte) body.length}, body);
    }

    /** Takes strict DER; s may lie in either half, as others do not care. False for anything malformed. */
    public static boolean verifyDer(byte[] publicKey, byte[] message, byte[] der) {
        try {
            ByteReader in = new ByteReader(der);
            if (in.u8() != 0x30 || in.u8() != der.length - 2) {
                return false;
            }
            BigInteger r = derInteger(in);
            BigInteger s = derInteger(in);
            in.end();
            return verify(publicKey, message, r, s);
        } catch (Malformed refused) {
            return false;
        }
    }

    /** The x coordinate of the shared point, 32 bytes; {@code p256-public-key} for what is no point. */
    public static byte[] agree(byte[] scalar, byte[] publicKey) throws Malformed {
        ECPoint shared = point(publicKey).multiply(number(scalar)).normalize();
        if (shared.isInfinity()) {
            throw new Malformed("p256-public-key");
        }
        return shared.getAffineXCoord().getEncoded();
    }

    /** Refuses what is not an uncompressed point of the curve: {@code p256-public-key}. */
    public static void checkPublicKey(byte[] publicKey) throws Malformed {
        point(publicKey);
    }

    private static boolean verify(byte[] publicKey, byte[] message, BigInteger r, BigInteger s) {
        try {
            ECDSASigner signer = new ECDSASigner();
            signer.init(false, new ECPublicKeyParameters(point(publicKey), DOMAIN));
            return signer.verifySignature(Hash.SHA256.of(message), r, s);
        } catch (Malformed refused) {
            return false;
        }
    }

    private static BigInteger[] signature(byte[] scalar, byte[] message) {
        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, new ECPrivateKeyParameters(number(scalar), DOMAIN));
        return signer.generateSignature(Hash.SHA256.of(message));
    }

    private static ECPoint point(byte[] encoded) throws Malformed {
        if (encoded.length != POINT_LENGTH || encoded[0] != 4) {
            throw new Malformed("p256-public-key");
        }
        try {
            return DOMAIN.getCurve().decodePoint(encoded);
        } catch (IllegalArgumentException notOnTheCurve) {
            throw new Malformed("p256-public-key");
        }
    }

    private static BigInteger number(byte[] scalar) {
        if (!validScalar(scalar)) {
            throw new IllegalArgumentException("no P-256 private key");
        }
        return new BigInteger(1, scalar);
    }

    private static byte[] fixed(BigInteger value) {
        byte[] bytes = value.toByteArray();
        byte[] out = new byte[32];
        int length = Math.min(32, bytes.length);
        System.arraycopy(bytes, bytes.length - length, out, 32 - length, length);
        return out;
    }

    private static byte[] derInteger(BigInteger value) {
        byte[] bytes = value.toByteArray();
        return Bytes.concat(new byte[] {2, (byte) bytes.length}, bytes);
    }

    private static BigInteger derInteger(ByteReader in) throws Malformed {
        if (in.u8() != 2) {
            throw new Malformed("der-malformed");
        }
        int length = in.u8();
        if (length < 1 || length > 33) {
            throw new Malformed("der-malformed");
        }
        byte[] bytes = in.bytes(length);
        boolean padded = length > 1 && bytes[0] == 0 && bytes[1] >= 0;
        if (bytes[0] < 0 || padded) {
            throw new Malformed("der-malformed");
        }
        return new BigInteger(1, bytes);
    }

    /** The curve by its numbers: looking it up by name would pull every other curve into the browser's code. */
    private static ECDomainParameters domain() {
        SecP256R1Curve curve = new SecP256R1Curve();
        ECPoint generator = curve.createPoint(
                new BigInteger("6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296", 16),
                new BigInteger("4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5", 16));
        return new ECDomainParameters(curve, generator, curve.getOrder(), curve.getCofactor());
    }
}
