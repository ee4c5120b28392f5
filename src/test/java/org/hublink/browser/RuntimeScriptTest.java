package org.hublink.browser;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.hublink.browser.build.RuntimeScript;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The build refuses a loader script that would need {@code unsafe-eval}, and a TeaVM that it was not written for. */
@Tag("unit")
class RuntimeScriptTest {
    @Test
    void codeMadeFromTextIsRefused() {
        for (String line :
                new String[] {"x = new Function(\"a\")", "eval(a)", "globalThis.Function (a)", "setTimeout('a')"}) {
            assertThatThrownBy(() -> RuntimeScript.refuseCodeFromText(line))
                    .hasMessageContaining("makes code from text");
        }
        assertThatCode(() -> RuntimeScript.refuseCodeFromText("defineFunction(fn)"))
                .doesNotThrowAnyException();
    }

    @Test
    void aScriptThatIsNotInTheTableIsRefused() {
        assertThatThrownBy(() -> refuse("\0asm..return document.cookie;.."))
                .hasMessageContaining("return document.cookie;");
        assertThatCode(() -> refuse("\0asm..return str;..")).doesNotThrowAnyException();
    }

    @Test
    void anotherRuntimeIsRefused() {
        assertThatThrownBy(() -> RuntimeScript.withoutEval("function load() {}"))
                .hasMessageContaining("has changed");
    }

    private static void refuse(String module) {
        RuntimeScript.refuseUnknownScripts(module.getBytes(StandardCharsets.ISO_8859_1));
    }
}
