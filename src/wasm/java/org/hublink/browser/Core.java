package org.hublink.browser;

import org.teavm.jso.JSExport;
import org.teavm.jso.typedarrays.Int8Array;
import org.teavm.jso.typedarrays.Uint8Array;

/** What the module exports: the one {@link Hosted} of its Worker. The forms in bytes stand in src/wasm/web/core.d.ts too. */
public final class Core {
    private static final Hosted HOSTED = new Hosted();

    private Core() {}

    /** TeaVM wants an entry point; nothing happens before the first call of an export. */
    public static void main(String[] args) {}

    @JSExport
    public static Uint8Array openVault(Doors doors, Uint8Array file, String passphrase) {
        return array(HOSTED.openVault(BrowserHome.bytes(file), passphrase, BrowserHome.of(doors)));
    }

    @JSExport
    public static Uint8Array openWrapped(Doors doors, Uint8Array file, Uint8Array wrapped, Uint8Array wrappingKey) {
        return array(HOSTED.openWrapped(
                BrowserHome.bytes(file),
                BrowserHome.bytes(wrapped),
                BrowserHome.bytes(wrappingKey),
                BrowserHome.of(doors)));
    }

    @JSExport
    public static Uint8Array wrapVault(Doors doors, Uint8Array wrappingKey) {
        return array(HOSTED.wrapVault(BrowserHome.bytes(wrappingKey), BrowserHome.of(doors)));
    }

    @JSExport
    public static Uint8Array openEngine(Doors doors, Uint8Array generation, boolean demo) {
        return array(HOSTED.openEngine(BrowserHome.bytes(generation), demo, BrowserHome.of(doors)));
    }

    @JSExport
    public static Uint8Array turn(Uint8Array event) {
        return array(HOSTED.turn(BrowserHome.bytes(event)));
    }

    @JSExport
    public static Uint8Array openReference(Doors doors, Uint8Array countries, Uint8Array labels) {
        return array(
                HOSTED.openReference(BrowserHome.bytes(countries), BrowserHome.bytes(labels), BrowserHome.of(doors)));
    }

    @JSExport
    public static Uint8Array sealDrafts(Uint8Array typed) {
        return array(HOSTED.sealDrafts(BrowserHome.bytes(typed)));
    }

    @JSExport
    public static Uint8Array openDrafts(Uint8Array sealed) {
        return array(HOSTED.openDrafts(BrowserHome.bytes(sealed)));
    }

    @JSExport
    public static Uint8Array cases() {
        return array(HOSTED.cases());
    }

    @JSExport
    public static Uint8Array story(String conversation) {
        return array(HOSTED.story(conversation));
    }

    @JSExport
    public static Uint8Array attached(String conversation) {
        return array(HOSTED.attached(conversation));
    }

    @JSExport
    public static Uint8Array problems(Doors doors, Uint8Array request) {
        return array(HOSTED.problems(BrowserHome.bytes(request), BrowserHome.of(doors)));
    }

    @JSExport
    public static Uint8Array find(Doors doors, Uint8Array question) {
        return array(HOSTED.find(BrowserHome.bytes(question), BrowserHome.of(doors)));
    }

    @JSExport
    public static Uint8Array card(Doors doors, String id) {
        return array(HOSTED.card(id, BrowserHome.of(doors)));
    }

    @JSExport
    public static Uint8Array proof(Doors doors, String id) {
        return array(HOSTED.proof(id, BrowserHome.of(doors)));
    }

    @JSExport
    public static Uint8Array world(Doors doors) {
        return array(HOSTED.world(BrowserHome.of(doors)));
    }

    @JSExport
    public static Uint8Array owner(Doors doors) {
        return array(HOSTED.owner(BrowserHome.of(doors)));
    }

    @JSExport
    public static Uint8Array leaves(Doors doors, Uint8Array question) {
        return array(HOSTED.leaves(BrowserHome.bytes(question), BrowserHome.of(doors)));
    }

    @JSExport
    public static Uint8Array leaf(int index) {
        return array(HOSTED.leaf(index));
    }

    @JSExport
    public static Uint8Array openInvitation(Doors doors, String fragment, String origin) {
        return array(HOSTED.openInvitation(fragment, origin, BrowserHome.of(doors)));
    }

    @JSExport
    public static Uint8Array apply(Uint8Array card, String passphrase) {
        return array(HOSTED.apply(BrowserHome.bytes(card), passphrase));
    }

    @JSExport
    public static Uint8Array standing(String country, String device) {
        return array(HOSTED.standing(country, device));
    }

    @JSExport
    public static Uint8Array beginTask(Doors doors, Uint8Array task) {
        return array(HOSTED.beginTask(BrowserHome.bytes(task), BrowserHome.of(doors)));
    }

    @JSExport
    public static Uint8Array goOn(int status, Uint8Array body) {
        return array(HOSTED.goOn(status, BrowserHome.bytes(body)));
    }

    static Uint8Array array(byte[] bytes) {
        Int8Array array = Int8Array.copyFromJavaArray(bytes);
        return new Uint8Array(array.getBuffer(), array.getByteOffset(), array.getLength());
    }
}
