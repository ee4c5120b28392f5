package org.hublink.client;

import java.util.ArrayList;
import java.util.List;
import org.hublink.engine.CaseBook;
import org.hublink.primitives.Json;
import org.hublink.primitives.Text;
import org.hublink.protocol.SearchText;

/** Words in what was said in cases, folded as the directory's search folds them, found on this machine. */
final class CaseSearch {
    private final SearchText folding;

    CaseSearch(Text text) {
        this.folding = new SearchText(text);
    }

    /** Something said in which all words occur, as a word, a beginning of one or a part of one. */
    record Hit(String conversation, CaseBook.Said said) {}

    /** All hits, newest conversation first. */
    List<Hit> find(CaseBook book, String words) {
        var asked = folding.tokens(words);
        List<Hit> hits = new ArrayList<>();
        var ids = book.conversations();
        for (int i = ids.size() - 1; i >= 0 && !asked.isEmpty(); i--) {
            // What a desk that stands in may not open yet is not found by its words either.
            var readable = book.opensAt(ids.get(i)) == 0 ? book.said(ids.get(i)) : List.<CaseBook.Said>of();
            for (var said : readable) {
                var act = said.act();
                if (act != null && said.verdict().equals("trusted") && holds(act.body(), asked)) {
                    hits.add(new Hit(ids.get(i), said));
                }
            }
        }
        return hits;
    }

    private boolean holds(Json body, List<String> asked) {
        var text = new StringBuilder();
        gather(body, text);
        var folded = text.toString();
        for (var one : asked) {
            if (!folded.contains(one)) {
                return false;
            }
        }
        return true;
    }

    private void gather(Json value, StringBuilder out) {
        if (value instanceof Json.Str string) {
            var text = string.value();
            for (int at = 0; at < text.length(); ) {
                int end = cut(text, at);
                folding.tokens(text.substring(at, end))
                        .forEach(token -> out.append(token).append(' '));
                at = end;
            }
        } else if (value instanceof Json.Arr list) {
            list.items().forEach(item -> gather(item, out));
        } else if (value instanceof Json.Obj object) {
            object.members().values().forEach(item -> gather(item, out));
        }
    }

    /** Folding looks at so much at once; long text is cut where a word ends. */
    private static int cut(String text, int from) {
        int most = from + SearchText.CHARS_MAX;
        if (most >= text.length()) {
            return text.length();
        }
        int space = text.lastIndexOf(' ', most);
        int end = space > from ? space + 1 : most;
        return Character.isLowSurrogate(text.charAt(end)) ? end - 1 : end;
    }
}
