package org.hublink.client;

import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command of {@code hub}: does its work and ends with an {@link ExitCode}, or with {@link Ended}. */
public abstract class HubCommand implements Callable<Integer> {
    @Mixin(name = OutputOptions.MIXIN)
    private OutputOptions output = new OutputOptions();

    protected final OutputOptions output() {
        return output;
    }

    protected final Screen screen() {
        return output.screen();
    }
}
