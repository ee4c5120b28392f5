package org.hublink.browser;

import org.hublink.engine.Vault;
import org.hublink.primitives.ByteWriter;
import org.hublink.primitives.Malformed;
import org.hublink.primitives.Utf8;
import org.teavm.jso.JSExport;
import org.teavm.jso.typedarrays.Int8Array;
import org.teavm.jso.typedarrays.Uint8Array;

/** What the module exports. Byte arrays in, byte arrays out; text is UTF-8. */
public final class Core {
    private Core() {}

    /** TeaVM wants an entry point; nothing happens before the first call of an export. */
    public static void main(String[] args) {}

    /** Opens a vault: 0 and nothing more, or 1 and the reason of the refusal. */
    @JSExport
    public static Uint8Array openVault(Doors doors, Uint8Array file, String passphrase) {
        ByteWriter out = new ByteWriter();
        try {
            Vault.open(BrowserHome.bytes(file), passphrase, BrowserHome.of(doors).text());
            out.u8(0);
        } catch (Malformed refused) {
            out.u8(1).vector(Utf8.encode(refused.reason()));
        }
        return out(out.toBytes());
    }

    private static Uint8Array out(byte[] bytes) {
        Int8Array array = Int8Array.copyFromJavaArray(bytes);
        return new Uint8Array(array.getBuffer(), array.getByteOffset(), array.getLength());
    }
}
