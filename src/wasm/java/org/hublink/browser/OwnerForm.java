package org.hublink.browser;

import java.util.List;
import org.hublink.engine.VaultContents;
import org.hublink.engine.VaultOwner;
import org.hublink.primitives.Home;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.CardPart;
import org.hublink.protocol.DevicePart;

/** Whose vault is open, for his own eyes: his card as he wrote it. Public halves only. */
final class OwnerForm {
    private OwnerForm() {}

    static byte[] write(VaultContents vault, Home home) throws Malformed {
        String origin = vault.origin();
        Json.Builder out = Json.obj().put("origin", origin == null ? "" : origin);
        if (vault.owner() instanceof VaultOwner.Device device) {
            CardPart card = CardPart.read(device.card().body(), home.text());
            DevicePart part = DevicePart.read(device.device().body(), home.text());
            out.put("kind", "device")
                    .put("country", device.country())
                    .put("officer", part.officer())
                    .put("name", card.name())
                    .put("unit", card.unit())
                    .putTexts("languages", card.languages());
        } else if (vault.owner() instanceof VaultOwner.Operator operator) {
            out.put("kind", "operator")
                    .put("country", operator.country())
                    .put("officer", operator.operator())
                    .put("name", operator.operator())
                    .put("unit", "")
                    .putTexts("languages", List.of());
        } else {
            throw new Malformed("vault-of-nobody-here");
        }
        return Json.write(out.build());
    }
}
