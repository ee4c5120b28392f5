package org.hublink.browser.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Fetches what {@code src/main/web/package-lock.json} names, exactly that, and nothing when it lies there already. */
public final class WebPackages {
    private static final String FETCHED_FROM = "node_modules/.hublink-fetched-from";

    private WebPackages() {}

    /** The project's folder. */
    public static void main(String[] args) throws IOException {
        Path web = Path.of(args[0]).resolve("src/main/web");
        Path stamp = web.resolve(FETCHED_FROM);
        String lock = Stamp.of(List.of(web.resolve("package.json"), web.resolve("package-lock.json")));
        if (Stamp.fits(stamp, lock)) {
            System.out.println("the page's packages are as its lock file names them");
            return;
        }
        NodeTool.demandNode();
        Files.deleteIfExists(stamp);
        int status = NodeTool.run(web, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline");
        if (status != 0) {
            throw new IllegalStateException(
                    "npm could not fetch what src/main/web/package-lock.json names (no network?): see its words above");
        }
        Files.writeString(stamp, lock);
    }
}
