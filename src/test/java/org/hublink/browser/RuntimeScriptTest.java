package org.hublink.browser;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The build refuses a loader script that would need {@code unsafe-eval}, and a TeaVM that it was not written for. */
@Tag("unit")
class RuntimeScriptTest {
    private static final String CLASS = "org.hublink.browser.build.RuntimeScript";

    @Test
    void codeMadeFromTextIsRefused() {
        for (String line :
                new String[] {"x = new Function(\"a\")", "eval(a)", "globalThis.Function (a)", "setTimeout('a')"}) {
            assertThatThrownBy(() -> onText("refuseCodeFromText", line)).hasMessageContaining("makes code from text");
        }
        assertThatCode(() -> onText("refuseCodeFromText", "defineFunction(fn)")).doesNotThrowAnyException();
    }

    @Test
    void aScriptThatIsNotInTheTableIsRefused() {
        assertThatThrownBy(() -> onModule("\0asm..return document.cookie;.."))
                .hasMessageContaining("return document.cookie;");
        assertThatCode(() -> onModule("\0asm..return str;..")).doesNotThrowAnyException();
    }

    @Test
    void anotherRuntimeIsRefused() {
        assertThatThrownBy(() -> onText("withoutEval", "function load() {}")).hasMessageContaining("has changed");
    }

    private static void onText(String method, String text) throws ReflectiveOperationException {
        BrowserRoom.call(CLASS, method, new Class<?>[] {String.class}, text);
    }

    private static void onModule(String module) throws ReflectiveOperationException {
        byte[] bytes = module.getBytes(StandardCharsets.ISO_8859_1);
        BrowserRoom.call(CLASS, "refuseUnknownScripts", new Class<?>[] {byte[].class}, (Object) bytes);
    }
}
