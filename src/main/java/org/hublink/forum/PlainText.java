package org.hublink.forum;

import java.util.regex.Pattern;

/** What is left of Markdown for reading in one line and for searching: words without marks, addresses and page breaks. */
final class PlainText {
    private static final Pattern IMAGE_OR_LINK = Pattern.compile("!?\\[([^\\[\\]]{0,300})]\\([^()\\s]{0,1000}\\)");
    private static final Pattern FENCE = Pattern.compile("(?m)^ {0,3}(?:```|~~~)[^\\n]{0,40}$");
    private static final Pattern LINE_HEAD = Pattern.compile("(?m)^ {0,8}(?:#{1,6} |> ?|[-*+] |\\d{1,3}[.)] )");
    private static final Pattern TABLE_RULE = Pattern.compile("(?m)^\\|?(?:[ :]?-{3,}[ :]?\\|){1,20}[ :\\-]{0,20}$");
    private static final Pattern MARKS = Pattern.compile("\\*\\*|__|[*`|]");

    /** Controls, directions and what is private between programs; the last would be taken for marks of a match. */
    private static final Pattern UNSEEN = Pattern.compile(
            "[\\u0000-\\u0008\\u000B-\\u001F\\u007F-\\u009F\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069"
                    + "\\uE000-\\uF8FF\\uFFF9-\\uFFFB\\uD800-\\uDFFF]");

    private static final Pattern SPACES = Pattern.compile("\\s{1,1000}");

    private PlainText() {}

    static String of(String markdown) {
        String text = UNSEEN.matcher(markdown).replaceAll(" ");
        text = IMAGE_OR_LINK.matcher(text).replaceAll("$1");
        text = FENCE.matcher(text).replaceAll(" ");
        text = TABLE_RULE.matcher(text).replaceAll(" ");
        text = LINE_HEAD.matcher(text).replaceAll("");
        text = MARKS.matcher(text).replaceAll("");
        return SPACES.matcher(text).replaceAll(" ").strip();
    }
}
