package org.hublink.browser;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.Json;
import org.hublink.protocol.CaseFile;

/** Attachments as JSON, as {@code CaseFile} of core.d.ts has them: what a step names them by. */
final class AttachedForm {
    private AttachedForm() {}

    static byte[] write(List<CaseFile> files) {
        List<Json> out = new ArrayList<>();
        for (CaseFile file : files) {
            out.add(Json.obj()
                    .put("id", file.id())
                    .put("name", file.name())
                    .put("type", file.type())
                    .put("size", file.size())
                    .put("chunks", file.chunks())
                    .put("plain", file.plain())
                    .put("sealed", file.sealed())
                    .build());
        }
        return Json.write(Json.arr(out));
    }
}
