package org.hublink.interop;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A member by ts-mls. */
final class NodePeer implements Peer {
    private static final HexFormat HEX = HexFormat.of();

    private final String name;
    private final int suite;
    private final NodeProcess node;

    NodePeer(String name, int suite, NodeProcess node) {
        this.name = name;
        this.suite = suite;
        this.node = node;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Maker maker() {
        return Maker.TS_MLS;
    }

    private JsonObject ask(String operation, JsonObject request) throws Refusal {
        JsonObject psks = new JsonObject().put(HEX.formatHex(Peer.pskId()), HEX.formatHex(Peer.psk()));
        return node.ask(request.put("operation", operation).put("peer", name).put("psks", psks));
    }

    private static JsonObject framed(Framing framing) {
        return new JsonObject()
                .put("clear", framing.clear())
                .put("aad", HEX.formatHex(framing.authenticatedData()))
                .put("padding", framing.padding());
    }

    private static byte[] bytes(JsonObject answer, String key) throws Refusal {
        byte[] found = bytesOrNull(answer, key);
        if (found == null) throw new Refusal("no " + key + " in the answer");
        return found;
    }

    private static byte @Nullable [] bytesOrNull(JsonObject answer, String key) {
        String hex = answer.getString(key);
        return hex == null ? null : HEX.parseHex(hex);
    }

    @Override
    public byte[] keyPackage() throws Refusal {
        return bytes(ask("keyPackage", new JsonObject().put("suite", suite)), "keyPackage");
    }

    @Override
    public void create(byte[] groupId) throws Refusal {
        ask("create", new JsonObject().put("group", HEX.formatHex(groupId)));
    }

    @Override
    public void join(byte[] welcome) throws Refusal {
        ask("join", new JsonObject().put("welcome", HEX.formatHex(welcome)));
    }

    @Override
    public Made commit(Change change) throws Refusal {
        if (change.groupExtension()) {
            throw new UnsupportedOperationException("ts-mls leaves out the path that RFC 9420 §17.4 asks for");
        }
        JsonArray proposals = new JsonArray();
        for (byte[] keyPackage : change.keyPackages()) proposals.add(proposal(new Wish.Add(keyPackage)));
        for (int leaf : change.removes()) proposals.add(proposal(new Wish.Remove(leaf)));
        if (change.psk()) proposals.add(proposal(new Wish.Psk()));
        JsonObject made = ask("commit", framed(change.framing()).put("proposals", proposals));
        return new Made(bytes(made, "commit"), bytesOrNull(made, "welcome"));
    }

    private static JsonObject proposal(Wish wish) {
        if (wish instanceof Wish.Add add) {
            return new JsonObject().put("kind", "add").put("keyPackage", HEX.formatHex(add.keyPackage()));
        }
        if (wish instanceof Wish.Remove remove)
            return new JsonObject().put("kind", "remove").put("leaf", remove.leaf());
        if (wish instanceof Wish.Psk) return new JsonObject().put("kind", "psk").put("id", HEX.formatHex(Peer.pskId()));
        throw new UnsupportedOperationException("ts-mls makes no update proposals");
    }

    @Override
    public byte[] propose(Wish wish, Framing framing) throws Refusal {
        return bytes(ask("propose", framed(framing).put("proposal", proposal(wish))), "message");
    }

    @Override
    public void receive(byte[] message) throws Refusal {
        String state = ask("receive", new JsonObject().put("message", HEX.formatHex(message)))
                .getString("state");
        if (!"active".equals(state)) throw new Refusal(name + ": " + state);
    }

    /**
     * ts-mls asks whether its leaf is blank after all proposals. RFC 9420 §12.3 applies removals before additions, which
     * fill the leftmost blank leaf, so that a newcomer may sit there: such a member just goes.
     */
    @Override
    public void removedBy(byte[] commit, boolean refilled) throws Refusal {
        if (refilled) return;
        String state = ask("receive", new JsonObject().put("message", HEX.formatHex(commit)))
                .getString("state");
        if (!"removedFromGroup".equals(state)) throw new Refusal(name + ": " + state);
    }

    @Override
    public byte[] seal(byte[] data, byte[] authenticatedData, int padding) throws Refusal {
        JsonObject request =
                framed(new Framing(false, authenticatedData, padding)).put("data", HEX.formatHex(data));
        return bytes(ask("seal", request), "message");
    }

    @Override
    public Opened open(byte[] message) throws Refusal {
        JsonObject got = ask("open", new JsonObject().put("message", HEX.formatHex(message)));
        return new Opened(got.getInteger("sender"), bytes(got, "aad"), bytes(got, "data"));
    }

    @Override
    public View view() throws Refusal {
        JsonObject seen = ask(
                "view",
                new JsonObject()
                        .put("label", EXPORT_LABEL)
                        .put("context", HEX.formatHex(Peer.exportContext()))
                        .put("length", EXPORT_BYTES));
        return new View(
                seen.getLong("epoch"),
                seen.getInteger("leaf"),
                seen.getString("authenticator"),
                seen.getString("exported"),
                seen.getString("treeHash"));
    }

    @Override
    public void close() throws Refusal {
        ask("forget", new JsonObject());
    }
}
