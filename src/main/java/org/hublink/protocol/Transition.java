package org.hublink.protocol;

import java.util.ArrayList;
import java.util.List;
import org.hublink.primitives.Digest;
import org.hublink.primitives.Fields;
import org.hublink.primitives.Hex;
import org.hublink.primitives.Json;
import org.hublink.primitives.Malformed;
import org.jspecify.annotations.Nullable;

/**
 * The body of an act of kind {@code transition}; its context is the conversation.
 *
 * @param group the MLS group that it was sent in, 16 bytes in hexadecimal
 * @param request with {@link CaseStep#SEND} only
 * @param words what the step carries beside itself
 */
public record Transition(
        CaseStep step, String group, @Nullable CaseRequest request, Words words) {
    public static final String KIND = "transition";

    /** Attachments that a step may name. */
    public static final int FILES_MAX = 32;

    private static final int GROUP_BYTES = 16;
    private static final int TEXT_CHARS_MAX = 16_000;
    private static final int CODE_CHARS_MAX = 40;
    private static final int NAMES_MIN = 2;
    private static final int NAMES_MAX = 4;

    /**
     * What a step carries; {@link CaseStep} says which of it.
     *
     * @param until epoch seconds, 0 for none
     * @param names of transitions in conflict, the one that is to count first
     */
    public record Words(
            @Nullable String text, @Nullable String code, long until, List<Digest> names, List<CaseFile> files) {
        public static final Words NONE = new Words(null, null, 0, List.of(), List.of());

        public Words {
            names = List.copyOf(names);
            files = List.copyOf(files);
        }

        public static Words text(String text) {
            return new Words(text, null, 0, List.of(), List.of());
        }

        public static Words code(String code, @Nullable String text) {
            return new Words(text, code, 0, List.of(), List.of());
        }

        public static Words until(long until, @Nullable String code) {
            return new Words(null, code, until, List.of(), List.of());
        }

        public static Words names(List<Digest> names) {
            return new Words(null, null, 0, names, List.of());
        }

        /** The same words, and these attachments beside them. */
        public Words with(List<CaseFile> attached) {
            return new Words(text, code, until, names, attached);
        }

        /** What is said in a case does not print. */
        @Override
        public String toString() {
            return "[hidden]";
        }
    }

    /**
     * Reads the body of an act.
     *
     * @throws Malformed with JSON's reasons, {@code step-incomplete} where a compulsory part is missing, {@code step-code}
     *     for a code of another list, those of {@link CaseRequest#read} and {@code file-…}
     */
    public static Transition read(Json.Obj body) throws Malformed {
        Fields fields = Fields.of(body, KIND);
        CaseStep step = Codes.one(fields, "step", CaseStep.values());
        String group = Hex.encode(fields.hex("group", GROUP_BYTES));
        for (CaseStep.Detail detail : CaseStep.Detail.values()) {
            if (step.needs(detail) && !fields.has(detail.key())) {
                throw new Malformed("step-incomplete", step.code());
            }
            if (!step.takes(detail) && fields.has(detail.key())) {
                throw new Malformed("json-unknown-key", step.code());
            }
        }
        Fields request = fields.optionalObject("request");
        Transition transition =
                new Transition(step, group, request == null ? null : CaseRequest.of(request), words(step, fields));
        fields.end();
        if (transition.request() != null) {
            List<CaseProblem> problems = transition.request().problems();
            if (!problems.isEmpty()) {
                throw new Malformed(problems.get(0).code(), problems.get(0).field());
            }
        }
        return transition;
    }

    /** The act's body. */
    public Json.Obj json() {
        Json.Builder out = Json.obj().put("step", step.code()).put("group", group);
        if (request != null) {
            out.put("request", request.json());
        }
        out.putOptional("text", words.text()).putOptional("code", words.code());
        if (words.until() != 0) {
            out.put("until", words.until());
        }
        if (!words.names().isEmpty()) {
            List<String> names = new ArrayList<>();
            words.names().forEach(name -> names.add(name.hex()));
            out.putTexts("names", names);
        }
        if (!words.files().isEmpty()) {
            List<Json> files = new ArrayList<>();
            words.files().forEach(file -> files.add(file.json()));
            out.put("files", files);
        }
        return out.build();
    }

    private static Words words(CaseStep step, Fields fields) throws Malformed {
        String code = fields.optionalText("code", 1, CODE_CHARS_MAX);
        if (code != null && !known(step, code)) {
            throw new Malformed("step-code", step.code());
        }
        List<Digest> names = new ArrayList<>();
        if (fields.has("names")) {
            for (String name : fields.texts("names", NAMES_MIN, NAMES_MAX, 2 * Digest.LENGTH)) {
                Digest digest = Digest.fromHex(name);
                if (names.contains(digest)) {
                    throw new Malformed("step-names", step.code());
                }
                names.add(digest);
            }
        }
        List<CaseFile> files = new ArrayList<>();
        if (fields.has("files")) {
            for (Fields file : fields.objects("files", 1, FILES_MAX)) {
                files.add(CaseFile.read(file));
            }
        }
        Long until = fields.optionalInteger("until", 1, ListingLimits.TIME_MAX);
        return new Words(
                fields.optionalMultiline("text", 1, TEXT_CHARS_MAX), code, until == null ? 0 : until, names, files);
    }

    private static boolean known(CaseStep step, String code) {
        return switch (step) {
            case REFUSE -> Coded.find(CaseRefusal.values(), code) != null;
            case DELAY -> Coded.find(DelayGround.values(), code) != null;
            case FORWARD -> ListingId.valid(code);
            default -> false;
        };
    }
}
