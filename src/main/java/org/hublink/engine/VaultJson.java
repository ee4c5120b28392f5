package org.hublink.engine;

import org.hublink.primitives.Digest;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Json;
import org.hublink.primitives.JsonLimits;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;
import org.hublink.primitives.XWing;
import org.hublink.protocol.Country;
import org.hublink.protocol.Part;
import org.jspecify.annotations.Nullable;

/** A vault's contents to strict JSON and back. */
final class VaultJson {
    private static final JsonLimits LIMITS = new JsonLimits(Vault.BYTES_MAX, 4, 64, Vault.BYTES_MAX);
    private static final int KEY_CHARS_MAX = 128;
    private static final int ID_CHARS_MAX = 80;
    private static final int PART_BYTES_MAX = 8 * 1024;
    private static final String ROOT_HOLDER = "root-holder";
    private static final String OPERATOR = "operator";
    private static final String OFFICER = "officer";

    private VaultJson() {}

    static byte[] write(VaultContents contents) {
        Json.Builder out = Json.obj();
        VaultOwner owner = contents.owner();
        if (owner instanceof VaultOwner.RootHolder holder) {
            out.put("who", ROOT_HOLDER).put("key", holder.key().secretText());
        } else if (owner instanceof VaultOwner.Operator operator) {
            out.put("who", OPERATOR)
                    .put("country", operator.country())
                    .put("operator", operator.operator())
                    .put("key", operator.key().secretText());
        } else if (owner instanceof VaultOwner.Device device) {
            write(out, device);
        }
        Digest root = contents.root();
        if (root != null) {
            out.put("root", root);
        }
        return Json.write(out.putOptional("origin", contents.origin())
                .putBase64("storeKey", contents.storeKey())
                .putOptional("instance", contents.instance())
                .build());
    }

    static VaultContents read(byte[] json, Text text) throws Malformed {
        Fields in = Fields.of(Json.read(json, LIMITS, text), "vault");
        String who = in.oneOf("who", ROOT_HOLDER, OPERATOR, OFFICER);
        VaultOwner owner = switch (who) {
            case ROOT_HOLDER -> new VaultOwner.RootHolder(key(in, "key"));
            case OPERATOR -> new VaultOwner.Operator(country(in), in.text("operator", 1, ID_CHARS_MAX), key(in, "key"));
            default -> device(in, text);
        };
        Digest root = in.optionalDigest("root");
        String origin = in.optionalText("origin", 1, VaultContents.ORIGIN_CHARS_MAX);
        byte[] storeKey = in.base64("storeKey", VaultContents.STORE_KEY_LENGTH, VaultContents.STORE_KEY_LENGTH);
        String instance = in.optionalText("instance", 1, VaultContents.INSTANCE_CHARS_MAX);
        in.end();
        if (root == null && !who.equals(ROOT_HOLDER)) {
            throw new Malformed("vault-root-missing");
        }
        return new VaultContents(owner, root, origin, storeKey, instance);
    }

    private static void write(Json.Builder out, VaultOwner.Device device) {
        out.put("who", OFFICER)
                .put("country", device.country())
                .put("deviceId", device.deviceId())
                .put("statementKey", device.statementKey().secretText())
                .put("mlsKey", device.mlsKey().secretText())
                .putBase64("sealingSeed", device.sealingSeed())
                .put("device", part(device.device()))
                .put("card", part(device.card()));
        VaultOwner.Persona persona = device.persona();
        if (persona != null) {
            out.put("personaKey", persona.key().secretText()).put("persona", part(persona.part()));
        }
    }

    private static VaultOwner.Device device(Fields in, Text text) throws Malformed {
        Digest id = in.digest("deviceId");
        VaultOwner.Device device = new VaultOwner.Device(
                country(in),
                key(in, "statementKey"),
                key(in, "mlsKey"),
                in.base64("sealingSeed", XWing.SEED_LENGTH, XWing.SEED_LENGTH),
                part(in.object("device")),
                part(in.object("card")),
                persona(in));
        if (!device.deviceId().equals(id.hex())) {
            throw new Malformed("vault-parts");
        }
        VaultOwner.check(device, text);
        return device;
    }

    private static VaultOwner.@Nullable Persona persona(Fields in) throws Malformed {
        if (!in.has("persona") && !in.has("personaKey")) {
            return null;
        }
        return new VaultOwner.Persona(key(in, "personaKey"), part(in.object("persona")));
    }

    private static String country(Fields in) throws Malformed {
        String country = in.text("country", 2, 2);
        if (!Country.isCode(country)) {
            throw new Malformed("json-out-of-range", "vault.country");
        }
        return country;
    }

    private static OwnKey key(Fields in, String name) throws Malformed {
        return OwnKey.read(in.text(name, 1, KEY_CHARS_MAX));
    }

    private static Json.Builder part(Part part) {
        return Json.obj().putBase64("salt", part.salt()).putBase64("body", part.body());
    }

    private static Part part(Fields in) throws Malformed {
        Part part = new Part(in.base64("salt", Part.SALT_BYTES, Part.SALT_BYTES), in.base64("body", 1, PART_BYTES_MAX));
        in.end();
        return part;
    }
}
