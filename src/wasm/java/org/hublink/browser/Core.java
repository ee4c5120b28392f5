package org.hublink.browser;

import org.hublink.primitives.Utf8;
import org.teavm.jso.JSExport;
import org.teavm.jso.typedarrays.Int8Array;
import org.teavm.jso.typedarrays.Uint8Array;

/** What the module exports. Byte arrays in, byte arrays out; text is UTF-8. */
public final class Core {
    private Core() {}

    /** TeaVM wants an entry point; nothing happens before the first call of an export. */
    public static void main(String[] args) {}

    /** Runs one vector file on this home and answers one line a case, to be compared with the JVM's. */
    @JSExport
    public static Uint8Array vectors(Doors doors, String fileName, Uint8Array file) {
        return out(Utf8.encode(VectorFile.run(fileName, BrowserHome.bytes(file), BrowserHome.of(doors))));
    }

    private static Uint8Array out(byte[] bytes) {
        Int8Array array = Int8Array.copyFromJavaArray(bytes);
        return new Uint8Array(array.getBuffer(), array.getByteOffset(), array.getLength());
    }
}
