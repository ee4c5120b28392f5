package org.hublink.browser.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes {@code core.wasm} of what TeaVM compiled, for each folder that is named, all at the same time: smaller by an optimiser
 * for WebAssembly (src/main/web/build/optimise-core.mjs). What is as new as its input is left alone.
 */
public final class OptimiseCore {
    /** TeaVM's; no page loads it. */
    static final String COMPILED = "core-compiled.wasm";

    static final String OPTIMISED = "core.wasm";

    private static final String SCRIPT = "build/optimise-core.mjs";

    private OptimiseCore() {}

    private record Work(Path folder, String hash, Process process) {}

    /** The project's folder, and the folders with a module in them. */
    public static void main(String[] args) throws IOException {
        Path web = Path.of(args[0]).resolve("src/main/web");
        List<Work> works = new ArrayList<>();
        for (String name : List.of(args).subList(1, args.length)) {
            Path folder = Path.of(name);
            Path compiled = folder.resolve(COMPILED);
            if (!Files.exists(compiled)) continue;
            if (Boolean.getBoolean("teavm.readable")) {
                Files.copy(compiled, folder.resolve(OPTIMISED), StandardCopyOption.REPLACE_EXISTING);
                continue;
            }
            String hash = Stamp.of(List.of(compiled, web.resolve(SCRIPT), web.resolve("package-lock.json")));
            if (Files.exists(folder.resolve(OPTIMISED)) && Stamp.fits(stamp(folder), hash)) {
                System.out.println(folder.getFileName() + "/core.wasm is as new as what TeaVM compiled");
                continue;
            }
            Files.deleteIfExists(stamp(folder));
            if (works.isEmpty()) NodeTool.demandNode();
            String in = compiled.toAbsolutePath().toString();
            String out = folder.resolve(OPTIMISED).toAbsolutePath().toString();
            works.add(new Work(folder, hash, NodeTool.start(web, "node", SCRIPT, in, out)));
        }
        for (Work work : works) {
            if (NodeTool.wait(work.process) != 0) {
                throw new IllegalStateException("the core could not be optimised: see the words above");
            }
            Files.writeString(stamp(work.folder), work.hash);
        }
    }

    private static Path stamp(Path folder) {
        return folder.resolve("core.optimised-from");
    }
}
