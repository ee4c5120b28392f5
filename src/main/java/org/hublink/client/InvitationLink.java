package org.hublink.client;

import org.hublink.primitives.Malformed;
import org.hublink.protocol.Invitation;

/** {@code https://hub.example/enrol#…}: the server's address, and the invitation that no browser sends to it. */
record InvitationLink(String origin, Invitation invitation) {
    private static final String PATH = "/enrol";

    static InvitationLink read(String link) throws Ended {
        int hash = link.indexOf('#');
        int path = link.indexOf('/', Math.max(0, link.indexOf("://")) + 3);
        if (hash < 0 || path < 0 || path > hash) {
            throw new Ended(
                    ExitCode.USAGE,
                    "bad-invitation",
                    "This is no invitation link; it looks like https://hub.example" + PATH + "#… and is quoted whole.");
        }
        try {
            return new InvitationLink(link.substring(0, path), Invitation.read(link.substring(hash + 1)));
        } catch (Malformed broken) {
            throw new Ended(
                    ExitCode.USAGE,
                    broken.reason(),
                    "The invitation link cannot be read; was it copied whole? Put it in quotes.");
        }
    }

    String link() {
        return origin + PATH + "#" + invitation.fragment();
    }

    /** Whoever has the link can apply. */
    @Override
    public String toString() {
        return "[hidden]";
    }
}
