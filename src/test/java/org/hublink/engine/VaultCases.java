package org.hublink.engine;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.Answered;
import org.hublink.primitives.Base64;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Hash;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Text;

/** The vault files of {@code vault.json}, on either home. */
public final class VaultCases {
    private VaultCases() {}

    public static List<Answered> answers(Fields top, Text text) throws Malformed {
        List<Answered> answers = new ArrayList<>();
        for (Fields one : top.objects("cases", 1, 1000)) {
            String want = one.text("verdict", 1, 80) + (one.has("contents") ? " " + one.text("contents", 0, 100) : "");
            answers.add(new Answered(one.text("name", 1, 200), verdict(one, text), want));
        }
        return answers;
    }

    private static String verdict(Fields one, Text text) throws Malformed {
        byte[] file = one.base64("bytes", 0, Vault.BYTES_MAX);
        try {
            return "trusted "
                    + hash(Vault.open(file, one.text("passphrase", 0, 1000), text)
                            .contents());
        } catch (Malformed refused) {
            return refused.reason();
        }
    }

    static String hash(VaultContents contents) {
        return Base64.encode(Hash.SHA256.of(VaultJson.write(contents)));
    }
}
