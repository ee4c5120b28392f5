package org.hublink.platform;

import io.vertx.core.buffer.Buffer;
import java.util.function.Supplier;

/** What a browser gets of a build without the page: words, the log's checkpoint, the way on. No script. */
final class FrontPage {
    static final String STYLE = """
            body{font:1rem/1.5 system-ui,sans-serif;max-width:44rem;margin:3rem auto;padding:0 1rem;color:#1b1f24;background:#fff}
            pre{background:#f3f4f6;padding:1rem;white-space:pre-wrap;overflow-wrap:anywhere;border-radius:.3rem}
            @media (prefers-color-scheme:dark){body{color:#e6e8eb;background:#15181c}pre{background:#22272e}}
            """;
    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <title>Hublink</title>
            <link rel="stylesheet" href="/front.css">
            </head>
            <body>
            <h1>Hublink</h1>
            <p>The communication side of a hub for police officers who protect children from abuse online: a directory of
            duty desks whose every entry can be proved, and sealed requests between them. This server holds no key that
            could vouch for a person or a desk; clients believe signed statements in a public log only.</p>
            <h2>The log's newest checkpoint</h2>
            <pre>{checkpoint}</pre>
            <h2>How to go on in the terminal</h2>
            <pre>./hub --help
            ./hub audit --server {origin} --root HASH
            ./hub enrol apply 'INVITATION LINK' --vault me.vault
            ./hub directory search --vault me.vault child exploitation desk in Brazil</pre>
            <p>HASH is the hash of this hub's first root, as its holders published it: take it from them, never from this
            page.</p>
            </body>
            </html>
            """;

    private final String origin;
    private final Supplier<String> checkpoint;

    FrontPage(String origin, Supplier<String> checkpoint) {
        this.origin = origin;
        this.checkpoint = checkpoint;
    }

    Answer answer() {
        String page = PAGE.replace("{origin}", escaped(origin)).replace("{checkpoint}", escaped(checkpoint.get()));
        return Answer.bytes("text/html; charset=utf-8", Buffer.buffer(page), "no-store");
    }

    static Answer style() {
        return Answer.bytes("text/css; charset=utf-8", Buffer.buffer(STYLE), "max-age=3600");
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
