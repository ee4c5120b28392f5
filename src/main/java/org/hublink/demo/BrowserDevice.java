package org.hublink.demo;

import org.hublink.engine.OwnKey;
import org.hublink.engine.Vault;
import org.hublink.engine.VaultContents;
import org.hublink.engine.VaultOwner;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Home;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.XWing;
import org.hublink.protocol.DevicePart;
import org.hublink.protocol.Part;

/**
 * A second device of an officer, for a browser. A device speaks from one store: keys that the demo's own officer uses in the terminal
 * would end his store there as soon as a page opened them.
 */
final class BrowserDevice {
    /** Name of its vault. */
    static final String NAME = Demo.OFFICER + "-browser";

    private BrowserDevice() {}

    /** New keys for the officer of {@code first}, under the demo's passphrase and bound to its root and server. */
    static Vault make(VaultOwner.Device first, Digest pin, String origin, Home home) {
        var random = home.randomness();
        var statementKey = OwnKey.ed25519(random);
        var mlsKey = OwnKey.ed25519(random);
        byte[] seed = random.bytes(XWing.SEED_LENGTH);
        var facts = facts(first, home);
        var device = new DevicePart(
                facts.officer(), statementKey.publicKey(), mlsKey.publicKey(), XWing.publicKey(seed), facts.roles());
        var owner = new VaultOwner.Device(
                first.country(),
                statementKey,
                mlsKey,
                seed,
                new Part(random.bytes(Part.SALT_BYTES), device.body()),
                new Part(random.bytes(Part.SALT_BYTES), first.card().body()),
                first.persona());
        return Vault.create(
                VaultContents.fresh(owner, pin, origin, random),
                ExampleKeys.PASSPHRASE,
                Vault.Cost.LEAST,
                random,
                home.text());
    }

    private static DevicePart facts(VaultOwner.Device first, Home home) {
        try {
            return DevicePart.read(first.device().body(), home.text());
        } catch (Malformed broken) {
            throw new IllegalStateException(broken);
        }
    }
}
