package org.hublink.client;

import java.util.function.Consumer;
import org.hublink.engine.View;
import org.jspecify.annotations.Nullable;

/** Shows how far a client's sync is; refusals are left to whoever asked. */
public final class Watching implements Consumer<View> {
    private final Screen screen;
    private @Nullable Progress progress;
    private String stage = "";

    public Watching(Screen screen) {
        this.screen = screen;
    }

    @Override
    public void accept(View view) {
        var open = progress;
        if (view instanceof View.Progress at) {
            if (open == null || !at.stage().equals(stage)) {
                end();
                stage = at.stage();
                open = screen.progress(stage, at.total());
                progress = open;
            }
            open.to(at.done(), at.total());
        } else if (view instanceof View.Finished) {
            end();
        }
    }

    private void end() {
        var open = progress;
        if (open != null) {
            open.close();
            progress = null;
        }
    }
}
