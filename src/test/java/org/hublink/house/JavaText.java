package org.hublink.house;

/** A Java source seen two ways: its code without comments and literals, and its string literals alone. Lines stay where they are. */
record JavaText(String code, String literals) {
    private enum In {
        CODE,
        LINE_COMMENT,
        BLOCK_COMMENT,
        STRING,
        TEXT_BLOCK,
        CHARACTER
    }

    static JavaText of(String source) {
        StringBuilder code = new StringBuilder(source.length());
        StringBuilder literals = new StringBuilder(source.length());
        In in = In.CODE;
        for (int i = 0; i < source.length(); i++) {
            char c = source.charAt(i);
            In before = in;
            int taken = 1;
            switch (in) {
                case CODE -> {
                    if (source.startsWith("//", i)) in = In.LINE_COMMENT;
                    else if (source.startsWith("/*", i)) in = In.BLOCK_COMMENT;
                    else if (source.startsWith("\"\"\"", i)) in = In.TEXT_BLOCK;
                    else if (c == '"') in = In.STRING;
                    else if (c == '\'') in = In.CHARACTER;
                    if (in == In.BLOCK_COMMENT) taken = 2;
                    if (in == In.TEXT_BLOCK) taken = 3;
                }
                case LINE_COMMENT -> {
                    if (c == '\n') in = In.CODE;
                }
                case BLOCK_COMMENT -> {
                    if (source.startsWith("*/", i)) {
                        in = In.CODE;
                        taken = 2;
                    }
                }
                case TEXT_BLOCK -> {
                    if (c == '\\') taken = 2;
                    else if (source.startsWith("\"\"\"", i)) {
                        in = In.CODE;
                        taken = 3;
                    }
                }
                case STRING -> {
                    if (c == '\\') taken = 2;
                    else if (c == '"' || c == '\n') in = In.CODE;
                }
                case CHARACTER -> {
                    if (c == '\\') taken = 2;
                    else if (c == '\'' || c == '\n') in = In.CODE;
                }
            }
            for (int k = i; k < Math.min(i + taken, source.length()); k++) {
                char seen = source.charAt(k);
                boolean isCode = before == In.CODE && in == In.CODE;
                boolean isLiteral = before == in && (in == In.STRING || in == In.TEXT_BLOCK);
                code.append(isCode || seen == '\n' ? seen : ' ');
                literals.append(isLiteral || seen == '\n' ? seen : ' ');
            }
            i += taken - 1;
        }
        return new JavaText(code.toString(), literals.toString());
    }
}
