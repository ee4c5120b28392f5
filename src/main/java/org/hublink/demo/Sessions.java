package org.hublink.demo;

import java.io.IOException;
import org.hublink.client.Ended;
import org.hublink.client.OfficerClient;
import org.hublink.client.ServerCalls;
import org.hublink.engine.SignIn;
import org.hublink.engine.VaultOwner;
import org.hublink.engine.Wish;
import org.hublink.primitives.Home;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.hublink.protocol.Envelope;
import org.hublink.protocol.Verdict;

/** Signs the demo's operators in, on the log as one client followed it. */
final class Sessions {
    private final Home home;
    private final String origin;
    private final ServerCalls server;
    private final OfficerClient follower;

    Sessions(Home home, String origin, ServerCalls server, OfficerClient follower) throws IOException, Ended {
        this.home = home;
        this.origin = origin;
        this.server = server;
        this.follower = follower;
        follower.must(new Wish.Follow());
    }

    /** A bearer token, by the real sign-in (V5). */
    String token(VaultOwner owner) throws Ended {
        var challenge = server.fields(server.post("/api/v1/officers/challenge", null), "challenge");
        try {
            byte[] nonce = challenge.base64("nonce", 32, 32);
            var opened = server.post(
                    "/api/v1/officers/sessions",
                    null,
                    Json.obj().put("act", act(owner, nonce).json()));
            return server.fields(opened, "session").text("token", 1, 200);
        } catch (Malformed malformed) {
            throw Ended.refused("unexpected-answer", "Signing in: " + malformed.reason() + ".");
        }
    }

    /** One thread at a time: the judge remembers what it checked. */
    private synchronized Envelope act(VaultOwner owner, byte[] nonce) throws Ended {
        var engine = follower.engine();
        var head = engine.checkpoint();
        if (head == null) {
            throw new IllegalStateException("nothing followed");
        }
        var verdict = SignIn.act(owner, engine.trust(), head.size(), head.root(), origin, nonce, home);
        if (verdict instanceof Verdict.Refused<Envelope> refused) {
            throw Ended.refused(refused.reason().code(), "Signing in: " + refused.detail() + ".");
        }
        return ((Verdict.Trusted<Envelope>) verdict).value();
    }
}
