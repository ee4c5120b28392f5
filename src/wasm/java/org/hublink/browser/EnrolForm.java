package org.hublink.browser;

import java.util.ArrayList;
import java.util.List;
import org.hublink.engine.Apply;
import org.hublink.engine.Engine;
import org.hublink.engine.OwnKey;
import org.hublink.engine.Vault;
import org.hublink.engine.VaultContents;
import org.hublink.engine.VaultOwner;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Home;
import org.hublink.primitives.Json;
import org.hublink.primitives.JsonLimits;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.CardPart;
import org.hublink.protocol.Country;
import org.hublink.protocol.Invitation;
import org.hublink.protocol.LoggedStatement;
import org.hublink.protocol.Role;
import org.hublink.protocol.Subject;
import org.hublink.protocol.Verdict;

/**
 * Becoming an officer in a page (V3): a guest follows the log to the operators whom the invitation names, then the keys are made
 * and sealed. What leaves is a sealed vault, a sealed application and digits that are no secret.
 */
final class EnrolForm {
    private static final int LANGUAGES_MAX = 12;
    private static final int PASSPHRASE_CHARS_MIN = 12;

    private EnrolForm() {}

    /** A vault that can follow the log and nothing else. */
    static VaultContents guest(Invitation invitation, String origin, Home home) {
        VaultOwner nobody = new VaultOwner.RootHolder(OwnKey.ed25519(home.randomness()));
        return VaultContents.fresh(nobody, invitation.root(), origin, home.randomness());
    }

    /** For whose country and until when the invitation is, as JSON. */
    static byte[] invited(Invitation invitation) {
        List<String> roles = new ArrayList<>();
        for (Role role : invitation.roles()) roles.add(role.code());
        return Json.write(Json.obj()
                .put("country", invitation.country())
                .put("officer", invitation.officer())
                .put("expires", invitation.expires())
                .putTexts("roles", roles)
                .build());
    }

    /**
     * Makes the keys and the application: vault as bytes, JSON with device, digits and officer, and the body for the server. The
     * store's key stays the guest's, so that what he followed of the log is kept.
     */
    static void apply(
            ByteWriter out,
            Invitation invitation,
            VaultContents guest,
            Engine engine,
            byte[] card,
            String words,
            Home home)
            throws Malformed {
        String origin = guest.origin();
        if (origin == null) throw new Malformed("vault-without-server");
        if (words.length() < PASSPHRASE_CHARS_MIN) throw new Malformed("passphrase-short");
        Verdict<Apply.Made> verdict = Apply.apply(engine.trust(), invitation, card(card, home), null, origin, home);
        Apply.Made made = Operator.must(verdict);
        VaultOwner owner = made.contents().owner();
        VaultContents contents = new VaultContents(owner, made.contents().root(), origin, guest.storeKey(), null);
        boolean demo = engine.trust().ledger().demo();
        Vault vault = Vault.create(
                contents, words, demo ? Vault.Cost.LEAST : Vault.Cost.USUAL, home.randomness(), home.text());
        out.vector(vault.seal(home.randomness()));
        out.vector(Json.write(Json.obj()
                .put("device", ((VaultOwner.Device) owner).deviceId())
                .put("officer", invitation.officer())
                .putTexts("digits", made.application().digits())
                .build()));
        out.vector(Json.write(Json.obj()
                .putBase64("token", made.token())
                .putBase64("sealed", made.sealed())
                .build()));
    }

    private static CardPart card(byte[] json, Home home) throws Malformed {
        Fields in = Fields.of(Json.read(json, JsonLimits.DEFAULT, home.text()), "card");
        CardPart card = CardPart.of(
                in.text("name", 0, CardPart.NAME_CHARS_MAX),
                in.text("unit", 0, CardPart.UNIT_CHARS_MAX),
                in.texts("languages", 0, LANGUAGES_MAX, 3),
                in.text("phone", 0, CardPart.NAME_CHARS_MAX));
        in.end();
        return card;
    }

    /** What the log says of a device: {@code trusted}, {@code not-logged} while it waits, or why it does not count. */
    static byte[] standing(Engine engine, String country, String device) throws Malformed {
        if (!Country.isCode(country)) throw new Malformed("country");
        Verdict<LoggedStatement> verdict =
                engine.trust().newest(Subject.device(new Country(country), device), engine.moment());
        Json.Builder out = Json.obj().put("device", device).put("result", verdict.code());
        LoggedStatement logged = verdict.valueOrNull();
        if (logged != null) {
            out.put("leaf", logged.index())
                    .put("version", logged.header().version())
                    .put("expires", logged.header().expires());
        }
        return Json.write(out.build());
    }
}
