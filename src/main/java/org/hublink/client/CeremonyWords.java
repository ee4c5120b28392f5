package org.hublink.client;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.Json;
import org.hublink.protocol.AuthorityFacts;
import org.hublink.protocol.PublicKey;
import org.hublink.protocol.RootFacts;

/** What a holder reads before he signs, and what he does next. */
record CeremonyWords(CeremonyFile file) {
    private static final long DAY_SECONDS = 86_400;

    static CeremonyWords of(CeremonyFile file) {
        return new CeremonyWords(file);
    }

    void show(Screen screen) {
        var header = file.header();
        if (header.facts() instanceof RootFacts root) {
            screen.title("Root, version " + header.version());
            screen.line("  log        " + root.origin());
            screen.line(
                    "  holders    " + root.threshold() + " of " + root.keys().size() + " must sign");
            root.keys().forEach(key -> screen.line("             " + holder(key)));
            screen.line("  log key    " + Spoken.keyId(root.logKey()));
            screen.line("  cosigner   " + Spoken.keyId(root.cosignerKey()));
        } else if (header.facts() instanceof AuthorityFacts authority) {
            screen.title("Authority of " + header.country() + ", version " + header.version());
            screen.line("  operators  " + authority.threshold() + " of "
                    + authority.operators().size() + " must sign what the country says");
            for (var operator : authority.operators()) {
                for (var key : operator.keys()) {
                    screen.line("             " + operator.id() + "  " + Spoken.keyId(key));
                }
            }
            if (authority.weak()) {
                screen.warn("The loss of one operator would silence the country; name one more.");
            }
        }
        screen.line("  valid      " + Spoken.days(header.expires() - header.issued()));
        screen.line("  root hash  " + file.rootId().hex());
        screen.line(
                "  signed by  " + signers().size() + (signers().isEmpty() ? "" : ": " + String.join(", ", signers())));
        screen.line();
    }

    private String holder(PublicKey key) {
        return Spoken.keyId(key) + (file.signedBy(key.keyId()) ? "  signed" : "");
    }

    private List<String> signers() {
        var names = new ArrayList<String>();
        file.statement().signatures().forEach(one -> names.add(Spoken.keyId(one.keyId())));
        return names;
    }

    /** Who is to do what now. */
    void next(Screen screen, java.nio.file.Path path) {
        int missing = file.missing();
        if (missing > 0) {
            screen.good("Signed. " + missing + (missing == 1 ? " more holder signs: " : " more holders sign: ")
                    + "hub ceremony sign " + path + " --vault THEIRS");
        } else if (file.firstRoot()) {
            screen.good("The root is signed. On the server's machine: hub ceremony pin " + path
                    + ", then hub ceremony publish " + path + " --server URL");
        } else {
            screen.good("All have signed: hub ceremony publish " + path + " --server URL");
        }
    }

    Json.Builder json() {
        var header = file.header();
        var answer = Json.obj()
                .put("type", header.type().code())
                .put("version", header.version())
                .put("digest", header.digest())
                .put("root", file.rootId())
                .put("signatures", file.statement().signatures().size())
                .put("missing", file.missing())
                .put("expiresInDays", (header.expires() - header.issued()) / DAY_SECONDS);
        return header.country().isEmpty() ? answer : answer.put("country", header.country());
    }
}
